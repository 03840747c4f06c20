//! The analyzers' ground: what an analyzer is, what it finds, and how a program comes to know it.
//!
//! This room holds the [`Analyzer`] trait, its [`Descriptor`], [`Finding`]s and their [`Label`]s, [`register!`], the
//! [`registry`] and the [rendering](render) of findings for people; it re-exports what an analyzer's author needs, so
//! that an analyzer crate has one dependency of ours. With the feature `testing` it also holds the snapshot
//! helper. What never enters it: any analyzer, file formats, input and output.
//!
//! ```
//! use copydesk_analyzer::{register, Analyzer, Descriptor, Document, Finding, Kind, Span};
//! use copydesk_analyzer::{schemars, serde};
//!
//! #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
//! #[serde(crate = "copydesk_analyzer::serde")]
//! #[schemars(crate = "copydesk_analyzer::schemars")]
//! struct Shout { words: usize }
//!
//! struct Shouting;
//! impl Analyzer for Shouting {
//!     type Data = Shout;
//!     const DESCRIPTOR: Descriptor = Descriptor {
//!         id: "shouting",
//!         summary: "Finds articles that end in an exclamation mark",
//!         docs: "",
//!         version: 1,
//!         kinds: &[Kind { name: "shout", summary: "the whole article" }],
//!         roles: &[],
//!         languages: &[],
//!     };
//!     fn analyze(&self, document: &Document) -> Vec<Finding<Shout>> {
//!         let text = document.text();
//!         if !text.ends_with('!') { return Vec::new(); }
//!         let data = Shout { words: text.split_whitespace().count() };
//!         vec![Finding::new("shout", Span::from_range(0..text.len()), "shouts", data)]
//!     }
//! }
//! register!(Shouting);
//!
//! let registered = copydesk_analyzer::registry().unwrap();
//! let findings = registered[0].analyze(&Document::from_paragraphs("Stop the press!"));
//! assert_eq!(findings[0].kind, "shout");
//! ```

mod analyzer;
mod finding;
mod registry;
pub mod render;
#[cfg(feature = "testing")]
pub mod testing;

pub use analyzer::{Analyzer, AnyAnalyzer, Descriptor, Kind, Role};
pub use finding::{AnyData, AnyFinding, Finding, Label};
pub use registry::{Registration, RegistryError, registry};

pub use copydesk_document as document;
pub use copydesk_document::{Block, BlockKind, Document, Layer, Span};
pub use copydesk_language as language;
pub use inventory;
pub use schemars;
pub use serde;

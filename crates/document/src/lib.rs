//! The ground floor: what an article is once it has been read.
//!
//! This room holds [`Document`] (text, blocks, metadata), byte [`Span`]s into its text, the [`Layer`] trait by which
//! later rooms add what they work out, conversion of offsets, and the map back to the bytes of the original file.
//! What never enters it: file formats, language rules, analyzers, input and output.
//!
//! ```
//! use copydesk_document::{Document, Span};
//!
//! let document = Document::from_paragraphs("First line.\nSecond line.");
//! assert_eq!(document.blocks().len(), 2);
//! assert_eq!(document.slice(Span::new(12, 18)), "Second");
//! ```

mod article;
mod block;
mod document;
mod layer;
mod lines;
mod offsets;
mod source_map;
mod span;

pub use article::{Article, Moment, MomentError};
pub use block::{Block, BlockKind, Noise};
pub use document::{Document, DocumentError};
pub use layer::Layer;
pub use lines::{LineIndex, Position};
pub use offsets::{OffsetConverter, OffsetUnit};
pub use source_map::{Segment, SourceMap};
pub use span::Span;

/// Stands for this build of the crate: another one may make another document of the same parts.
pub const FINGERPRINT: &str = env!("COPYDESK_FINGERPRINT");

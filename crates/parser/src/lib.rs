//! The parser: bytes to [`Document`](copydesk_document::Document)s.
//!
//! This room holds everything that knows a file format: plain and scraped text, JSONL, charsets, the classification of
//! blocks, and metadata. [`Records`] splits a stream into articles, one at a time; [`Record::parse`] reads one of them,
//! on whatever thread likes to. What never enters it: language layers, analyzers, threads, the command line.
//!
//! ```
//! use copydesk_parser::{Format, Records};
//!
//! let input = std::io::Cursor::new("A short article.");
//! let mut records = Records::new(Box::new(input), "note.txt", Format::Auto);
//! let document = records.next().unwrap().unwrap().parse().unwrap();
//! assert_eq!(document.text(), "A short article.");
//! ```

mod charset;
mod containers;
mod data;
mod detect;
mod error;
mod html;
mod jsonl;
mod record;
mod records;
mod text;
mod time;

pub use error::ReadError;
pub use html::{Company, DEPTH, DecisionTree, Forest, Observation, observe};
pub use record::{Content, Format, Record};
pub use records::{Records, unpacked};

/// Stands for this build of the crate: another one may read the same bytes in another way.
pub const FINGERPRINT: &str = env!("COPYDESK_FINGERPRINT");

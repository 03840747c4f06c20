//! The comparison: what became of each finding from one run to another, for `copydesk diff` and `cargo xtask snapshots`.
//!
//! This room holds a finding as it is compared ([`Finding`]), the pairing of two lists of them ([`Changes`]) and the forms in
//! which the difference is printed. What never enters it: articles, files, stores; it depends on no other crate of ours, so
//! that a chore builds at once.
//!
//! ```
//! use copydesk_diff::{Changes, Finding};
//!
//! let finding = |message: &str, end| Finding {
//!     kind: "layoff".to_owned(),
//!     message: message.to_owned(),
//!     place: format!("0..{end}"),
//!     span: Some(0..end),
//!     ..Finding::default()
//! };
//! let changes = Changes::between(vec![finding("9 people", 10)], vec![finding("10 people", 12)]);
//! assert_eq!(changes.altered[0].1.headline(), "layoff: 10 people");
//! ```

mod changes;
mod counts;
mod finding;
pub mod json;
pub mod markdown;
mod pairs;
pub mod text;

pub use changes::{ArticleChanges, Changes, Presence, Wording};
pub use finding::{Alteration, Finding};

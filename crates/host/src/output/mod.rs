//! Output: where it goes, and the shapes it has.

mod array;
mod json;
mod sink;

pub(crate) use array::Layout;
pub(crate) use json::{AnalyzedArticle, ParsedArticle, Places};
pub(crate) use sink::{OutputError, Sink};

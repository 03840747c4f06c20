//! Output: where it goes, and the shapes it has.

pub(crate) mod blocks;
pub(crate) mod findings;
mod heading;
mod json;
mod layout;
mod progress;
mod screen;
mod sink;

pub(crate) use json::{AnalyzedArticle, ParsedArticle, Places};
pub(crate) use layout::Layout;
pub(crate) use progress::Progress;
pub(crate) use screen::style;
pub(crate) use sink::{OutputError, Sink};

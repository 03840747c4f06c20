//! Output: where it goes, and the shapes it has.

pub(crate) mod annotation;
pub(crate) mod blocks;
pub(crate) mod brat;
mod columns;
pub(crate) mod csv;
pub(crate) mod findings;
mod heading;
mod json;
pub(crate) mod layers;
mod layout;
pub(crate) mod markdown;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod progress;
mod screen;
mod sink;

pub(crate) use columns::Columns;
pub(crate) use json::{AnalyzedArticle, ParsedArticle, Places};
pub(crate) use layout::{Layout, Stream};
pub(crate) use progress::Progress;
pub(crate) use screen::{file_style, style};
pub(crate) use sink::{Draft, OutputError, Sink};

/// What the parts that are made of articles are put together to.
pub(crate) trait Output<P> {
    /// Takes the part of one more article.
    fn add(&mut self, part: P) -> Result<(), OutputError>;

    /// Whether it goes to standard output.
    fn prints(&self) -> bool;

    /// Lets readers see everything that was added.
    fn settle(&mut self) -> Result<(), OutputError>;

    /// Completes the output.
    fn finish(self) -> Result<(), OutputError>;
}

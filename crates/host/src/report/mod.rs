//! The report: one HTML file that a person opens in a browser, without a network.
//!
//! The page holds the data once, as JSON, and a script that builds each view when it is asked for; tables of the same
//! stand in it for readers without scripts. Articles and findings are untrusted text: the script sets text and never
//! markup, the templates escape, characters that reorder lines are made visible, only web addresses become links, and
//! the page's content security policy runs no script but its own.

mod article;
mod contradictions;
mod embed;
mod figures;
mod page;
mod safe;
mod story;
mod tables;
mod values;

#[cfg(test)]
mod contrast;
#[cfg(test)]
mod tests;

pub(crate) use article::ArticlePage;
pub(crate) use safe::link as web_link;
pub(crate) use story::Story;
pub(crate) use values::flattened;

use crate::selection::Selection;
use copydesk_analyzer::AnyAnalyzer;
use serde::Serialize;

/// A report in the making: its articles, in their order.
pub(crate) struct Report {
    analyzers: Vec<Column>,
    articles: Vec<ArticlePage>,
}

/// An analyzer as the report shows it.
struct Column {
    id: String,
    summary: String,
    shape: Shape,
}

/// What an analyzer's data tell, as far as the report has a table for it. Known from the data's JSON Schema: the
/// report names no analyzer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Shape {
    /// Who says something: data with a `speaker`.
    Speech,
    /// How many of how many: data with a `rate`.
    Rates,
    /// How much: data with a `quantity`.
    Measures,
    /// Anything else.
    Other,
}

impl Shape {
    fn of(analyzer: &dyn AnyAnalyzer) -> Self {
        let schema = analyzer.schema();
        let has = |property: &str| schema.get("properties").is_some_and(|all| all.get(property).is_some());
        let shapes = [("speaker", Self::Speech), ("rate", Self::Rates), ("quantity", Self::Measures)];
        shapes.into_iter().find(|(property, _)| has(property)).map_or(Self::Other, |(_, shape)| shape)
    }
}

impl Report {
    /// A report without articles, of the analyzers that run.
    pub(crate) fn new(selection: &Selection) -> Self {
        let analyzers = selection.analyzers().iter().map(|analyzer| {
            let descriptor = analyzer.descriptor();
            Column {
                id: descriptor.id.to_owned(),
                summary: descriptor.summary.to_owned(),
                shape: Shape::of(*analyzer),
            }
        });
        Self { analyzers: analyzers.collect(), articles: Vec::new() }
    }

    /// Adds the next article.
    pub(crate) fn push(&mut self, article: ArticlePage) {
        self.articles.push(article);
    }

    /// The report as one HTML file.
    pub(crate) fn html(&self) -> String {
        page::render(self)
    }
}

//! What the report is made from: an article, its text and blocks, and its findings, as plain data that owe nothing to
//! the run that made them.

use crate::analysis::{Analysis, Reported};
use copydesk_analyzer::document::{OffsetConverter, OffsetUnit};
use copydesk_analyzer::{Block, Document, Span};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An article with its findings. Offsets are bytes of `text`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Story {
    /// Names the article among the others.
    pub(crate) id: String,
    /// The file or record it was read from.
    pub(crate) source: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) byline: Vec<String>,
    /// In ISO 8601: a day, or a day and a time.
    pub(crate) published: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) text: String,
    pub(crate) blocks: Vec<StoryBlock>,
    pub(crate) findings: Vec<StoryFinding>,
    /// What to know about the analysis.
    pub(crate) diagnostics: Vec<String>,
}

/// A stretch of the article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoryBlock {
    pub(crate) kind: String,
    /// Why it is no part of the article, where it is none.
    pub(crate) noise: Option<String>,
    /// Whether it belongs to the article's body.
    pub(crate) is_body: bool,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A finding.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct StoryFinding {
    /// The id of the analyzer that made it.
    pub(crate) analyzer: String,
    pub(crate) kind: String,
    pub(crate) message: String,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The bytes of the original file, where that is not the text itself.
    pub(crate) source: Option<(u64, u64)>,
    pub(crate) labels: Vec<StoryLabel>,
    /// From 0 to 1.
    pub(crate) confidence: Option<f32>,
    pub(crate) data: Value,
    /// The index, among the article's findings, of the quotation that it lies in.
    pub(crate) attribution: Option<usize>,
    /// The index of the finding that told the same before.
    pub(crate) same_as: Option<usize>,
}

/// A labelled part of a finding.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoryLabel {
    pub(crate) role: String,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Story {
    /// The story of an analysed article.
    pub(crate) fn new(document: &Document, analysis: &Analysis) -> Self {
        let article = document.article().clone();
        Self {
            id: article.id,
            source: article.source,
            headline: article.headline,
            byline: article.byline,
            published: article.published.map(|moment| moment.to_string()),
            publisher: article.publisher,
            url: article.url,
            text: document.text().to_owned(),
            blocks: document.blocks().iter().map(StoryBlock::new).collect(),
            findings: analysis
                .findings
                .iter()
                .map(|reported| StoryFinding::new(document, reported))
                .collect(),
            diagnostics: analysis.diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect(),
        }
    }

    /// The text between two offsets; nothing if they are none of this text.
    pub(crate) fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The words of the first label of a role, on one line.
    pub(crate) fn labelled(&self, finding: &StoryFinding, role: &str) -> Option<String> {
        let label = finding.labels.iter().find(|label| label.role == role)?;
        Some(one_line(self.slice(label.start, label.end)))
    }

    /// How many words its body has.
    pub(crate) fn words(&self) -> usize {
        let body = self.blocks.iter().filter(|block| block.is_body);
        body.map(|block| self.slice(block.start, block.end).split_whitespace().count()).sum()
    }

    /// Converts offsets of the text to those of a browser's strings.
    pub(crate) fn offsets(&self) -> OffsetConverter<'_> {
        OffsetConverter::new(&self.text, OffsetUnit::Utf16)
    }
}

impl StoryBlock {
    fn new(block: &Block) -> Self {
        let noise = match block.duplicate_of {
            Some(_) => Some("repeated"),
            None => block.kind.noise().map(|noise| noise.name()),
        };
        let Span { start, end } = block.span;
        let kind = block.kind.name().to_owned();
        Self { kind, noise: noise.map(str::to_owned), is_body: block.is_body(), start, end }
    }
}

impl StoryFinding {
    fn new(document: &Document, reported: &Reported) -> Self {
        let finding = &reported.finding;
        let source = document.source_map().and_then(|map| map.source(finding.span));
        let label =
            |role: &str, span: Span| StoryLabel { role: role.to_owned(), start: span.start, end: span.end };
        Self {
            analyzer: reported.analyzer.id.to_owned(),
            kind: finding.kind.to_owned(),
            message: finding.message.clone(),
            start: finding.span.start,
            end: finding.span.end,
            source: source.map(|range| (range.start, range.end)),
            labels: finding.labels.iter().map(|labelled| label(labelled.role, labelled.span)).collect(),
            confidence: finding.confidence,
            // Data that cannot be serialised are shown as none: the findings' own file is where that is reported.
            data: serde_json::to_value(finding.data.as_ref()).unwrap_or_default(),
            attribution: reported.attribution,
            same_as: reported.same_as,
        }
    }
}

/// The text with all white space made single spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

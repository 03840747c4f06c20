//! The JSON shapes of articles, findings and blocks; their keys stand in the order declared here.

use crate::analysis::{Analysis, Diagnostic, Reported, without_text};
use crate::output::layers::LayersJson;
use copydesk_analyzer::document::{Article, OffsetConverter, OffsetUnit};
use copydesk_analyzer::language::Sentences;
use copydesk_analyzer::{AnyData, Block, Document, Span};
use serde::Serialize;
use std::ops::Range;

/// An article as `copydesk analyze` prints it.
#[derive(Serialize)]
pub(crate) struct AnalyzedArticle<'d> {
    article: &'d Article,
    findings: Vec<FindingJson<'d>>,
    diagnostics: &'d [Diagnostic],
}

/// An article as `copydesk parse` prints it.
#[derive(Serialize)]
pub(crate) struct ParsedArticle<'d> {
    article: &'d Article,
    body: String,
    blocks: Vec<BlockJson<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentences: Option<Vec<PlaceWithText<'d>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    layers: Option<LayersJson<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    diagnostics: Option<[Diagnostic; 1]>,
}

#[derive(Serialize)]
struct FindingJson<'d> {
    analyzer: &'static str,
    kind: &'static str,
    span: Place,
    text: &'d str,
    message: &'d str,
    labels: Vec<LabelJson<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    data: &'d dyn AnyData,
    attribution: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<usize>,
}

#[derive(Serialize)]
struct LabelJson<'d> {
    role: &'static str,
    #[serde(flatten)]
    place: PlaceWithText<'d>,
}

#[derive(Serialize)]
struct BlockJson<'d> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<u32>,
    span: Place,
    text: &'d str,
}

#[derive(Serialize)]
struct Place {
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<SourcePlace>,
}

#[derive(Serialize)]
pub(crate) struct PlaceWithText<'d> {
    start: u32,
    end: u32,
    text: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<SourcePlace>,
}

/// Bytes of the original file.
#[derive(Serialize)]
struct SourcePlace {
    start: u64,
    end: u64,
}

/// Spans of one document in the unit that the user asked for, and in the original file.
pub(crate) struct Places<'d> {
    document: &'d Document,
    offsets: OffsetConverter<'d>,
}

impl<'d> Places<'d> {
    pub(crate) fn new(document: &'d Document, unit: OffsetUnit) -> Self {
        Self { document, offsets: OffsetConverter::new(document.text(), unit) }
    }

    pub(crate) fn document(&self) -> &'d Document {
        self.document
    }

    /// A span's ends, in the unit asked for.
    pub(crate) fn range(&self, span: Span) -> Range<u32> {
        self.offsets.convert(span.start)..self.offsets.convert(span.end)
    }

    fn of(&self, span: Span) -> Place {
        let place = self.with_text(span);
        Place { start: place.start, end: place.end, source: place.source }
    }

    pub(crate) fn with_text(&self, span: Span) -> PlaceWithText<'d> {
        let source = self.document.source_map().and_then(|map| map.source(span));
        let range = self.range(span);
        PlaceWithText {
            start: range.start,
            end: range.end,
            text: self.document.slice(span),
            source: source.map(|range| SourcePlace { start: range.start, end: range.end }),
        }
    }

    fn finding(&self, reported: &'d Reported) -> FindingJson<'d> {
        let finding = &reported.finding;
        let labels = finding.labels.iter();
        FindingJson {
            analyzer: reported.analyzer.id,
            kind: finding.kind,
            span: self.of(finding.span),
            text: self.document.slice(finding.span),
            message: &finding.message,
            labels: labels
                .map(|label| LabelJson { role: label.role, place: self.with_text(label.span) })
                .collect(),
            confidence: finding.confidence,
            data: finding.data.as_ref(),
            attribution: reported.attribution,
            same_as: reported.same_as,
        }
    }

    fn block(&self, block: &Block) -> BlockJson<'d> {
        BlockJson {
            kind: block.kind.name(),
            reason: block.kind.noise().map(|noise| noise.name()),
            duplicate_of: block.duplicate_of,
            span: self.of(block.span),
            text: self.document.slice(block.span),
        }
    }

    fn sentences(&self) -> Vec<PlaceWithText<'d>> {
        let sentences = self.document.layer::<Sentences>().all().iter();
        sentences.map(|sentence| self.with_text(sentence.span)).collect()
    }
}

impl<'d> AnalyzedArticle<'d> {
    pub(crate) fn new(places: &Places<'d>, analysis: &'d Analysis) -> Self {
        Self {
            article: places.document.article(),
            findings: analysis.findings.iter().map(|reported| places.finding(reported)).collect(),
            diagnostics: &analysis.diagnostics,
        }
    }
}

impl<'d> ParsedArticle<'d> {
    pub(crate) fn new(places: &Places<'d>, with_sentences: bool, with_layers: bool) -> Self {
        let document = places.document;
        Self {
            article: document.article(),
            body: document.body(),
            blocks: document.blocks().iter().map(|block| places.block(block)).collect(),
            sentences: (with_sentences || with_layers).then(|| places.sentences()),
            layers: with_layers.then(|| LayersJson::new(places)),
            diagnostics: without_text(document).map(|diagnostic| [diagnostic]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_analyzer::BlockKind;
    use copydesk_analyzer::document::{Segment, SourceMap};

    #[test]
    fn places_of_an_article_that_is_no_plain_text_carry_the_bytes_of_the_file() {
        // `<p>Tea &amp; cake</p>`
        let segment = |text: Span, source, verbatim| Segment { text, source, verbatim };
        let map = SourceMap::new(vec![
            segment(Span::new(0, 4), 3..7, true),
            segment(Span::new(4, 5), 7..12, false),
            segment(Span::new(5, 10), 12..17, true),
        ]);
        let block = Block::new(Span::new(0, 10), BlockKind::Paragraph);
        let document =
            Document::new("Tea & cake".to_owned(), Article::default(), vec![block], Some(map)).unwrap();
        let places = Places::new(&document, OffsetUnit::Chars);
        let printed = serde_json::to_string(&ParsedArticle::new(&places, true, false)).unwrap();
        let place = r#""start":0,"end":10,"source":{"start":3,"end":17}"#;
        assert!(printed.contains(place), "{printed}");
        let sentence =
            r#""sentences":[{"start":0,"end":10,"text":"Tea & cake","source":{"start":3,"end":17}}]"#;
        assert!(printed.contains(sentence), "{printed}");
    }
}

//! One article as the report shows it: its blocks with highlights, and its findings.

use crate::analysis::{Analysis, Reported};
use crate::report::figures;
use crate::report::highlights::{Covered, covered};
use crate::report::safe::{link, visible};
use crate::report::values;
use copydesk_analyzer::{Block, Document, Span};
use serde::Serialize;
use serde_json::Value;

/// An article with its findings, all text made safe to look at; escaping is left to the template.
#[derive(Serialize)]
pub(crate) struct ArticlePage {
    pub(crate) title: String,
    pub(crate) byline: String,
    pub(crate) published: Option<String>,
    pub(crate) publisher: Option<String>,
    source: Option<String>,
    url: Option<String>,
    pub(crate) words: usize,
    blocks: Vec<BlockView>,
    pub(crate) findings: Vec<FindingView>,
    diagnostics: Vec<String>,
}

/// A stretch of the article.
#[derive(Serialize)]
struct BlockView {
    kind: &'static str,
    /// Why it is no part of the article's body, where it is none.
    noise: Option<&'static str>,
    pieces: Vec<Piece>,
}

/// A stretch of text that the same findings cover.
#[derive(Serialize)]
struct Piece {
    text: String,
    mark: Option<Mark>,
}

/// What covers a piece.
#[derive(Serialize)]
struct Mark {
    /// The index of the finding on top.
    finding: usize,
    /// Whether the finding on top is here for the first time: there the keyboard stops.
    is_first: bool,
    /// The role of the label on top, if it is one.
    role: Option<&'static str>,
    /// The indices of all that cover it.
    all: Vec<usize>,
    /// What to say of it, one line for each finding.
    tip: String,
}

/// A finding as the report shows it.
#[derive(Serialize)]
pub(crate) struct FindingView {
    pub(crate) analyzer: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) message: String,
    pub(crate) text: String,
    pub(crate) labels: Vec<LabelView>,
    /// Where it stands, in bytes of the article's text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    confidence: Option<String>,
    /// Its figure in words, and the rate where there is one.
    figure: Option<String>,
    pub(crate) facts: Vec<(String, String)>,
    /// The index of the quotation it lies in.
    pub(crate) attribution: Option<usize>,
    /// The index of the finding that told the same before.
    pub(crate) same_as: Option<usize>,
    /// Who or what the article says it comes from.
    pub(crate) attributed_to: Option<String>,
    #[serde(skip)]
    pub(crate) data: Value,
}

/// A labelled part of a finding.
#[derive(Serialize)]
pub(crate) struct LabelView {
    pub(crate) role: &'static str,
    pub(crate) text: String,
}

impl ArticlePage {
    /// The page of an analysed article.
    pub(crate) fn new(document: &Document, analysis: &Analysis) -> Self {
        let article = document.article();
        let shown = |text: &Option<String>| text.as_deref().map(visible);
        let mut findings: Vec<_> =
            analysis.findings.iter().map(|reported| FindingView::new(document, reported)).collect();
        attribute(&mut findings);
        Self {
            title: visible(article.headline.as_deref().unwrap_or(&article.id)),
            byline: visible(&article.byline.join(", ")),
            published: article.published.map(|moment| moment.to_string()),
            publisher: shown(&article.publisher),
            source: shown(&article.source),
            url: article.url.as_deref().and_then(link),
            words: words(document),
            blocks: blocks(document, analysis, &findings),
            findings,
            diagnostics: analysis.diagnostics.iter().map(|diagnostic| visible(&diagnostic.message)).collect(),
        }
    }
}

fn words(document: &Document) -> usize {
    let body = document.blocks().iter().filter(|block| block.is_body());
    body.map(|block| document.slice(block.span).split_whitespace().count()).sum()
}

impl FindingView {
    fn new(document: &Document, reported: &Reported) -> Self {
        let finding = &reported.finding;
        // Data that cannot be serialised are shown as none: the findings' own file is where that is reported.
        let data = serde_json::to_value(finding.data.as_ref()).unwrap_or_default();
        let facts = values::flattened(&data).into_iter();
        let labels = finding.labels.iter();
        Self {
            analyzer: reported.analyzer.id,
            kind: finding.kind,
            message: visible(&finding.message),
            text: visible(&one_line(document.slice(finding.span))),
            labels: labels
                .map(|label| LabelView {
                    role: label.role,
                    text: visible(&one_line(document.slice(label.span))),
                })
                .collect(),
            start: finding.span.start,
            end: finding.span.end,
            confidence: finding.confidence.map(|sure| format!("{:.0} %", sure * 100.0)),
            figure: figures::with_rate(&data).map(|figure| visible(&figure)),
            facts: facts.map(|(name, value)| (visible(&name), visible(&value))).collect(),
            attribution: reported.attribution,
            same_as: reported.same_as,
            attributed_to: None,
            data,
        }
    }

    /// The words of the first label of a role.
    pub(crate) fn labelled(&self, role: &str) -> Option<&str> {
        self.labels.iter().find(|label| label.role == role).map(|label| label.text.as_str())
    }

    /// Who speaks, where the finding is a quotation: as resolved, or in the article's words.
    pub(crate) fn speaker(&self) -> Option<String> {
        let named = self.data.get("speaker").and_then(|speaker| values::text(speaker, "name"));
        named.map(visible).or_else(|| self.labelled("source").map(str::to_owned))
    }
}

/// Gives each finding that lies in a quotation the quotation's speaker.
fn attribute(findings: &mut [FindingView]) {
    let speakers: Vec<_> = findings.iter().map(FindingView::speaker).collect();
    for finding in findings {
        let quotation = finding.attribution.and_then(|index| speakers.get(index));
        finding.attributed_to = quotation.cloned().flatten();
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn blocks(document: &Document, analysis: &Analysis, findings: &[FindingView]) -> Vec<BlockView> {
    let covered = covered(&analysis.findings);
    let mut seen = vec![false; findings.len()];
    let mut marker = Marker { analysis, findings, seen: &mut seen };
    let blocks = document.blocks().iter();
    blocks
        .map(|block| BlockView {
            kind: block.kind.name(),
            noise: noise(block),
            pieces: pieces(document, block.span, &covered, &mut marker),
        })
        .collect()
}

/// Why a block is shown grey.
fn noise(block: &Block) -> Option<&'static str> {
    match block.duplicate_of {
        Some(_) => Some("repeated"),
        None => block.kind.noise().map(|noise| noise.name()),
    }
}

fn pieces(document: &Document, block: Span, covered: &[Covered], marker: &mut Marker<'_>) -> Vec<Piece> {
    let plain = |from: u32, to: u32| Piece { text: visible(document.slice(Span::new(from, to))), mark: None };
    let first = covered.partition_point(|stretch| stretch.span.end <= block.start);
    let mut pieces = Vec::new();
    let mut at = block.start;
    for stretch in covered[first..].iter().take_while(|stretch| stretch.span.start < block.end) {
        let (from, to) = (stretch.span.start.max(block.start), stretch.span.end.min(block.end));
        if at < from {
            pieces.push(plain(at, from));
        }
        pieces.push(Piece { mark: Some(marker.mark(stretch)), ..plain(from, to) });
        at = to;
    }
    if at < block.end {
        pieces.push(plain(at, block.end));
    }
    pieces
}

/// Makes the marks of one article.
struct Marker<'a> {
    analysis: &'a Analysis,
    findings: &'a [FindingView],
    seen: &'a mut [bool],
}

impl Marker<'_> {
    fn mark(&mut self, covered: &Covered) -> Mark {
        let role = |finding: usize, label: usize| self.analysis.findings[finding].finding.labels[label].role;
        let mut all = Vec::new();
        let mut tip = Vec::new();
        for layer in &covered.layers {
            if all.contains(&layer.finding) {
                continue;
            }
            all.push(layer.finding);
            let finding = &self.findings[layer.finding];
            let part = layer.label.map(|label| format!("{} · ", role(layer.finding, label)));
            tip.push(format!("{}{}: {}", part.unwrap_or_default(), finding.kind, finding.message));
        }
        let top = covered.layers[0];
        let is_first = !std::mem::replace(&mut self.seen[top.finding], true);
        let role = top.label.map(|label| role(top.finding, label));
        Mark { finding: top.finding, is_first, role, all, tip: tip.join("\n") }
    }
}

//! One article's analysis: every selected analyzer, each on its own, then the links.

use crate::isolation::isolated;
use crate::links::link_all;
use crate::selection::Selection;
use copydesk_analyzer::language::Language;
use copydesk_analyzer::{AnyAnalyzer, AnyFinding, Descriptor, Document};
use serde::Serialize;

/// What the analyzers found in one article.
pub struct Analysis {
    /// The findings, in the order of the text; of several at one place, in the order of their analyzers' ids.
    pub findings: Vec<Reported>,
    /// What went wrong, or was left out.
    pub diagnostics: Vec<Diagnostic>,
}

/// A finding with who made it and what it rests on.
pub struct Reported {
    /// Who made it.
    pub analyzer: &'static Descriptor,
    /// The finding.
    pub finding: AnyFinding,
    /// The index in [`Analysis::findings`] of the quotation in whose content it lies.
    pub attribution: Option<usize>,
    /// The index in [`Analysis::findings`] of the finding that told the same event before.
    pub same_as: Option<usize>,
}

impl Reported {
    /// A finding that is not linked yet.
    pub(crate) fn new(analyzer: &'static Descriptor, finding: AnyFinding) -> Self {
        Self { analyzer, finding, attribution: None, same_as: None }
    }
}

/// What one analyzer found in a document, or why it found nothing.
pub(crate) type Outcome = Result<Vec<Reported>, Diagnostic>;

/// Something to know about one article's analysis.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub level: Level,
    /// What happened.
    pub message: String,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Something is missing from the findings.
    Error,
    /// The article was read, but there is nothing in it to find.
    Warning,
    /// Something was left out on purpose.
    Note,
}

/// Runs the selected analyzers over a document and links what they found. Findings that state a confidence below
/// `min_confidence` are left out.
///
/// An analyzer that panics costs its own findings and leaves a diagnostic.
///
/// ```
/// use copydesk_analyzer::Document;
/// use copydesk_host::{Selection, analyze};
///
/// let selection = Selection::all().unwrap();
/// let analysis = analyze(&Document::from_paragraphs("“We left,” she said."), &selection, 0.0);
/// assert!(analysis.diagnostics.is_empty());
/// ```
#[must_use]
pub fn analyze(document: &Document, selection: &Selection, min_confidence: f32) -> Analysis {
    let outcome = |analyzer: &&'static dyn AnyAnalyzer| match skipped(analyzer.descriptor(), document) {
        Some(note) => Err(note),
        None => run(*analyzer, document),
    };
    assemble(document, selection.analyzers().iter().map(outcome), selection, min_confidence)
}

/// Puts together what the analyzers, in the order of their ids, found in a document and `selection` wants, and links it.
pub(crate) fn assemble(
    document: &Document,
    outcomes: impl IntoIterator<Item = Outcome>,
    selection: &Selection,
    min_confidence: f32,
) -> Analysis {
    let mut findings = Vec::new();
    let mut diagnostics = Vec::from_iter(without_text(document));
    for outcome in outcomes {
        match outcome {
            Ok(found) => findings.extend(found),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    findings.retain(|found: &Reported| selection.wants(found.analyzer.id, &found.finding, min_confidence));
    // Stable, and run in the order of ids: findings at one place stay in that order.
    findings.sort_by_key(|reported| reported.finding.span);
    link_all(document, &mut findings);
    Analysis { findings, diagnostics }
}

/// What to know about an article that was read but shows no text.
pub(crate) fn without_text(document: &Document) -> Option<Diagnostic> {
    let message = "shows no text: where a script fills the page, save it as the browser shows it";
    let warning = Diagnostic { level: Level::Warning, message: message.to_owned() };
    document.blocks().is_empty().then_some(warning)
}

/// Why an analyzer is not run over a document, where it is not.
pub(crate) fn skipped(descriptor: &Descriptor, document: &Document) -> Option<Diagnostic> {
    let language = document.layer::<Language>().code().filter(|_| !descriptor.reads(document))?;
    let message = format!("{}: skipped, it does not read the language {language:?}", descriptor.id);
    Some(Diagnostic { level: Level::Note, message })
}

/// Runs one analyzer, whose panic is a diagnostic.
pub(crate) fn run(analyzer: &dyn AnyAnalyzer, document: &Document) -> Outcome {
    let descriptor = analyzer.descriptor();
    match isolated(|| analyzer.analyze(document)) {
        Ok(found) => Ok(found.into_iter().map(|finding| Reported::new(descriptor, finding)).collect()),
        Err(panic) => {
            let message = format!("{}: its findings are missing, it panicked: {panic}", descriptor.id);
            Err(Diagnostic { level: Level::Error, message })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes::{Brackets, Brittle, English};
    use crate::selection::Filter;

    fn analysis(text: &str, language: Option<&str>, min_confidence: f32) -> Analysis {
        let mut document = Document::from_paragraphs(text);
        document.article_mut().language = language.map(str::to_owned);
        analyze(&document, &Selection::of(vec![&Brackets, &Brittle, &English]), min_confidence)
    }

    fn ids(analysis: &Analysis) -> Vec<&'static str> {
        analysis.findings.iter().map(|reported| reported.analyzer.id).collect()
    }

    #[test]
    fn an_analyzer_that_panics_costs_its_own_findings_alone_and_is_named() {
        let analysis = analysis("[ten] crash, eleven", None, 0.0);
        assert_eq!(ids(&analysis), ["brackets", "english"]);
        let [Diagnostic { level: Level::Error, message }] = &analysis.diagnostics[..] else {
            panic!("{:?}", analysis.diagnostics)
        };
        assert_eq!(message, "brittle: its findings are missing, it panicked: met a crash");
    }

    #[test]
    fn findings_stand_in_the_order_of_the_text_whoever_made_them() {
        assert_eq!(
            ids(&analysis("eleven [eleven] ten", None, 0.0)),
            ["english", "brackets", "english", "brittle"]
        );
    }

    #[test]
    fn an_analyzer_skips_a_language_that_it_does_not_read_and_says_so() {
        let german = analysis("ten eleven", Some("de"), 0.0);
        assert_eq!(ids(&german), ["brittle"]);
        assert_eq!(german.diagnostics[0].level, Level::Note);
        assert_eq!(ids(&analysis("ten eleven", Some("en-GB"), 0.0)), ["brittle", "english"]);
    }

    #[test]
    fn the_text_tells_its_language_where_the_page_is_wrong_or_silent() {
        let text = "Das Werk hat im Mai ten eleven Leute entlassen, weil es kaum noch Aufträge bekommt.";
        for stated in [None, Some("en")] {
            let german = analysis(text, stated, 0.0);
            assert_eq!(ids(&german), ["brittle"]);
            assert_eq!(
                german.diagnostics[0].message,
                "english: skipped, it does not read the language \"de\""
            );
        }
    }

    #[test]
    fn a_text_too_short_to_tell_is_read() {
        assert_eq!(ids(&analysis("Reinfeld AG ten eleven", None, 0.0)), ["brittle", "english"]);
    }

    #[test]
    fn an_analyzer_that_is_filtered_keeps_its_own_minimum_and_its_kinds() {
        let document = Document::from_paragraphs("[ten] eleven");
        let with = |id, filter| {
            let selection = Selection::of(vec![&Brackets, &Brittle, &English]).filtered(vec![(id, filter)]);
            ids(&analyze(&document, &selection, 0.3))
        };
        let sure = |share| Filter { min_confidence: Some(share), kinds: None };
        assert_eq!(with("brittle", sure(0.4)), ["brackets", "brittle", "english"]);
        assert_eq!(with("brittle", sure(0.6)), ["brackets", "english"]);
        assert_eq!(with("english", sure(0.6)), ["brackets", "brittle", "english"]);
        let kinds = |kind: &str| Filter { min_confidence: None, kinds: Some(vec![kind.to_owned()]) };
        assert_eq!(with("english", kinds("word")), ["brackets", "brittle", "english"]);
        assert_eq!(with("english", kinds("other")), ["brackets", "brittle"]);
    }

    #[test]
    fn findings_that_are_less_sure_than_asked_for_are_left_out() {
        assert_eq!(ids(&analysis("ten eleven", None, 0.5)), ["brittle", "english"]);
        assert_eq!(ids(&analysis("ten eleven", None, 0.51)), ["english"]);
    }
}

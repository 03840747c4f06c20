//! Cases: a table of sentences with the findings an analyzer must make in them, one line each.

use super::assert_well_formed;
use crate::{Analyzer, AnyAnalyzer, Descriptor, Finding, Label};
use copydesk_document::{Document, Span};
use serde::Serialize;
use std::fmt::Write as _;

/// A sentence with what must be found in it.
#[derive(Debug, PartialEq)]
struct Case {
    kinds: Vec<String>,
    text: String,
    marks: Vec<Mark>,
}

/// A part of the sentence that must be labelled.
#[derive(Debug, PartialEq)]
struct Mark {
    span: Span,
    role: String,
    /// Of a quantity: its value, or its lower and upper end.
    value: Option<String>,
}

/// Checks an analyzer against a table of cases.
///
/// A line is the kinds that must be found, in the order of the text, or `-` for none; a colon; and the sentence, in
/// which `[About 80]{quantity=80}` marks a part that must be labelled, and what its figure must be worth (`5..10` for
/// a range, `6/14` for a fraction). Blank lines, and lines that start with `#`, say nothing.
///
/// # Panics
/// If a line has not this form, or findings differ; the message lists every line that fails.
pub fn assert_cases<A: Analyzer>(analyzer: &A, table: &str) {
    assert_table(table, |document| {
        let findings = assert_well_formed(analyzer, document);
        findings.iter().map(Seen::new).collect()
    });
}

/// Checks the examples of an analyzer's documentation: the cases in its fenced blocks that are marked `cases`.
///
/// # Panics
/// If there is none, or one does not find what it says; the message lists every line that fails.
pub fn assert_examples(analyzer: &dyn AnyAnalyzer) {
    let Descriptor { id, docs, .. } = analyzer.descriptor();
    let table = examples(docs);
    assert!(
        !table.trim().is_empty(),
        "{id}: its documentation has no examples; add a fenced block marked `cases` with a case a line"
    );
    assert_table(&table, |document| analyzer.analyze(document).iter().map(Seen::new).collect());
}

/// The lines of the fenced blocks marked `cases`; the other lines are blank, so that a line keeps its number.
fn examples(docs: &str) -> String {
    let mut is_inside = false;
    let mut table = String::new();
    for line in docs.lines() {
        let is_fence = line.starts_with("```");
        if is_inside && !is_fence {
            table.push_str(line);
        }
        is_inside = if is_fence { !is_inside && line.trim_end() == "```cases" } else { is_inside };
        table.push('\n');
    }
    table
}

fn assert_table(table: &str, find: impl Fn(&Document) -> Vec<Seen>) {
    let mut failures = String::new();
    let mut count = 0;
    for (number, line) in (1..).zip(table.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let case = parse(line).unwrap_or_else(|problem| panic!("line {number} of the cases: {problem}"));
        let document = Document::from_paragraphs(case.text.as_str());
        let problems = problems(&find(&document), &document, &case);
        count += 1;
        if !problems.is_empty() {
            writeln!(failures, "line {number}: {line}\n  {}", problems.join("\n  "))
                .expect("a string takes all");
        }
    }
    assert!(failures.is_empty(), "of {count} cases these fail:\n{failures}");
}

/// What cases ask of a finding.
struct Seen {
    kind: &'static str,
    labels: Vec<Label>,
    data: serde_json::Value,
}

impl Seen {
    fn new<D: Serialize>(finding: &Finding<D>) -> Self {
        let data = serde_json::to_value(&finding.data).expect("data can be serialised");
        Self { kind: finding.kind, labels: finding.labels.clone(), data }
    }
}

fn problems(findings: &[Seen], document: &Document, case: &Case) -> Vec<String> {
    let mut problems = Vec::new();
    let kinds: Vec<_> = findings.iter().map(|finding| finding.kind).collect();
    if kinds != case.kinds {
        problems.push(format!("found {kinds:?}"));
    }
    for mark in &case.marks {
        let words = document.slice(mark.span);
        let labelled = findings.iter().find(|finding| {
            finding.labels.iter().any(|label| label.role == mark.role && label.span == mark.span)
        });
        let Some(finding) = labelled else {
            let own = findings.iter().flat_map(|finding| &finding.labels);
            let same_role = own.filter(|label| label.role == mark.role);
            let others: Vec<_> = same_role.map(|label| document.slice(label.span)).collect();
            problems.push(format!("no {} label on {words:?}, but on {others:?}", mark.role));
            continue;
        };
        let value = worth(&finding.data["quantity"]);
        if mark.value.as_ref().is_some_and(|wanted| *wanted != value) {
            problems.push(format!("{words:?} is worth {value}"));
        }
    }
    problems
}

/// A figure as the cases write it.
fn worth(quantity: &serde_json::Value) -> String {
    let number = |key: &str| quantity[key].as_f64().map(|number| number.to_string());
    match (number("numerator"), number("denominator"), number("value"), number("low"), number("high")) {
        (Some(part), Some(whole), ..) => format!("{part}/{whole}"),
        (_, _, Some(value), ..) => value,
        (_, _, None, Some(low), Some(high)) => format!("{low}..{high}"),
        (_, _, None, Some(low), None) => format!("{low}.."),
        _ => "nothing".to_owned(),
    }
}

fn parse(line: &str) -> Result<Case, &'static str> {
    let (kinds, marked) = line.split_once(": ").ok_or("write kinds, a colon, a space and a sentence")?;
    let kinds = kinds.split_whitespace().filter(|kind| *kind != "-").map(str::to_owned).collect();
    let mut case = Case { kinds, text: String::new(), marks: Vec::new() };
    let mut rest = marked;
    while let Some((before, marked)) = rest.split_once('[') {
        let (words, behind) = marked.split_once("]{").ok_or("a mark is [words]{role}")?;
        let (role, behind) = behind.split_once('}').ok_or("a mark is [words]{role}")?;
        let (role, value) = role.split_once('=').map_or((role, None), |(role, value)| (role, Some(value)));
        case.text.push_str(before);
        let start = case.text.len();
        case.text.push_str(words);
        let span = Span::from_range(start..case.text.len());
        case.marks.push(Mark { span, role: role.to_owned(), value: value.map(str::to_owned) });
        rest = behind;
    }
    case.text.push_str(rest);
    Ok(case)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_of_the_sentence() {
        let case = parse("layoff: [About 80]{quantity=80} [jobs]{subject} go.").unwrap();
        assert_eq!(case.kinds, ["layoff"]);
        assert_eq!(case.text, "About 80 jobs go.");
        assert_eq!(case.marks[0].span, Span::new(0, 8));
        assert_eq!(case.marks[0].value.as_deref(), Some("80"));
        assert_eq!(case.marks[1].role, "subject");
    }

    #[test]
    fn a_dash_asks_for_no_finding() {
        assert!(parse("-: Nothing here.").unwrap().kinds.is_empty());
    }

    #[test]
    fn examples_are_the_lines_of_marked_fences() {
        let docs = "text\n```cases\n-: One.\n```\n```text\n-: Two.\n```\n";
        assert_eq!(examples(docs).lines().collect::<Vec<_>>(), ["", "", "-: One.", "", "", "", ""]);
    }

    #[test]
    fn a_bad_mark_is_refused() {
        assert_eq!(parse("layoff: [open"), Err("a mark is [words]{role}"));
    }
}

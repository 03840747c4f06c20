//! Events that an article tells twice: the later finding points at the first, so that nothing is counted twice.

use crate::analysis::Reported;
use copydesk_analyzer::language::{Figure, Form, Sentences};
use copydesk_analyzer::{Document, Span};
use serde_json::Value;
use std::collections::BTreeMap;

/// With how many earlier findings of the same figure one is compared. A bound, so that an article that repeats one
/// figure thousands of times is linked in linear time.
const REACH: usize = 16;
/// Below so many, the same number is no sign of the same event.
const TELLING: f64 = 10.0;

/// What findings must share to be compared at all: analyzer, kind, and a figure or a person.
type Key = (&'static str, &'static str, String);

/// What a finding tells, as far as two can be compared.
struct Told {
    index: usize,
    organization: Option<String>,
    period: Option<(String, String)>,
    subject: Option<String>,
    status: Option<String>,
    span: Span,
    /// Whether the figure alone is a sign of the same event.
    telling: bool,
}

/// Gives every finding that tells again what an earlier one of its analyzer told the index of the first. Findings are
/// the same if kind, figure (or person) and organization are, if their periods touch, and if they stand in different
/// sentences: a list can name one figure twice.
pub(super) fn link(document: &Document, findings: &mut [Reported]) {
    let mut told: BTreeMap<Key, Vec<Told>> = BTreeMap::new();
    for (index, finding) in findings.iter_mut().enumerate() {
        let Some((key, now)) = read(index, finding, document) else { continue };
        let earlier = told.entry(key).or_default();
        match earlier.iter().rev().take(REACH).find(|first| is_same(first, &now, document)) {
            Some(first) => finding.same_as = Some(first.index),
            None => earlier.push(now),
        }
    }
}

fn read(index: usize, reported: &Reported, document: &Document) -> Option<(Key, Told)> {
    let finding = &reported.finding;
    // Data that tell neither a figure nor a person are not looked at.
    let data = serde_json::to_value(finding.data.as_ref()).ok()?;
    let figure =
        data.get("quantity").and_then(|figure| serde_json::from_value::<Figure>(figure.clone()).ok());
    let figure = figure.filter(|figure| figure.form != Form::None);
    let person = data.get("person").and_then(|person| text(person, "name"));
    let (what, telling) = match (&figure, person) {
        (Some(figure), _) => (number(figure)?, is_telling(figure)),
        (None, Some(person)) => (person.to_lowercase(), true),
        _ => return None,
    };
    let day = |end: &str| data.get("period").and_then(|period| text(period, end));
    let period =
        day("from").or(day("to")).map(|from| (from.to_owned(), day("to").unwrap_or(from).to_owned()));
    let told = Told {
        index,
        organization: text(&data, "organization").map(str::to_lowercase),
        period,
        subject: finding.labelled("subject").map(|span| document.slice(span).to_lowercase()),
        status: text(&data, "status").map(str::to_owned),
        span: finding.span,
        telling,
    };
    Some(((reported.analyzer.id, finding.kind, what), told))
}

fn text<'v>(data: &'v Value, field: &str) -> Option<&'v str> {
    data.get(field).and_then(Value::as_str)
}

/// The figure's numbers and unit, whatever its hedge: "about 500" can tell of the same event as "500".
fn number(figure: &Figure) -> Option<String> {
    let numbers = match (figure.numerator, figure.denominator) {
        (Some(part), Some(whole)) => vec![part, whole],
        _ => figure
            .value
            .map_or_else(|| figure.low.into_iter().chain(figure.high).collect(), |value| vec![value]),
    };
    let unit = figure.unit.as_deref().unwrap_or_default();
    (!numbers.is_empty()).then(|| format!("{numbers:?} {unit}"))
}

fn is_telling(figure: &Figure) -> bool {
    let whole = figure.denominator.or(figure.value).or(figure.low).unwrap_or_default();
    let vague = figure.form == Form::Vague;
    !vague && whole >= TELLING && !matches!(figure.unit.as_deref(), Some("percent" | "x"))
}

fn sentence_of(span: Span, document: &Document) -> usize {
    let sentences = document.layer::<Sentences>().all();
    sentences.partition_point(|sentence| sentence.span.end <= span.start)
}

fn is_same(first: &Told, second: &Told, document: &Document) -> bool {
    let organizations = match (&first.organization, &second.organization) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let periods = match (&first.period, &second.period) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => true,
    };
    let denied = |told: &Told| told.status.as_deref() == Some("denied");
    let subjects = first.telling || (first.subject.is_some() && first.subject == second.subject);
    let contradicts = denied(first) != denied(second);
    // Sentences last: of most articles no two findings come so far, and their text need not be read.
    let sentences = || sentence_of(first.span, document) != sentence_of(second.span, document);
    organizations && periods && subjects && !contradicts && sentences()
}

#[cfg(test)]
mod tests {
    use crate::fakes::Counts;
    use crate::{Selection, analyze};
    use copydesk_analyzer::Document;

    fn links(text: &str) -> Vec<Option<usize>> {
        let document = Document::from_paragraphs(text);
        let findings = analyze(&document, &Selection::of(vec![&Counts]), 0.0).findings;
        findings.iter().map(|reported| reported.same_as).collect()
    }

    #[test]
    fn a_figure_told_again_points_at_the_first() {
        assert_eq!(links("Acme cut 400. It grew. The 400 left."), [None, Some(0)]);
        assert_eq!(links("Acme cut 400. The 400 left. All 400 sued."), [None, Some(0), Some(0)]);
    }

    #[test]
    fn a_list_can_name_one_figure_twice() {
        assert_eq!(links("Sites of 30, 30 and 100."), [None, None, None]);
    }

    #[test]
    fn small_numbers_and_other_figures_are_no_sign_of_the_same_event() {
        assert_eq!(links("It cut 3. It hired 3."), [None, None]);
        assert_eq!(links("It cut 300. It hired 400."), [None, None]);
    }

    #[test]
    fn a_figure_repeated_thousands_of_times_is_linked_to_its_first() {
        let links = links(&"It cut 400. ".repeat(5_000));
        assert!(links[1..].iter().all(|link| *link == Some(0)));
    }
}

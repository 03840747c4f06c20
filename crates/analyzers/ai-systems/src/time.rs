//! When something happened: the date that its clause tells, or how long it took.

use copydesk_analyzer::Span;
use copydesk_analyzer::language::{Days, Dimension, Reading};
use std::ops::Range;

/// When something happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Time {
    /// The words that tell it.
    pub(crate) span: Span,
    /// The days, where they can be worked out.
    pub(crate) days: Option<Days>,
}

/// How many words of a sentence can open it with a time: "Within a week of launching, …".
const OPENING: usize = 6;

impl Time {
    /// When it happened what some words tell.
    pub(crate) fn of(reading: &Reading, event: &Range<usize>) -> Option<Self> {
        if let Some(date) = reading.date_in_clause(event.clone()) {
            return Some(Self { span: date.span, days: date.period.map(Days::from) });
        }
        let sentence = reading.sentence_of(event.start);
        let opening = sentence.start..(sentence.start + OPENING).min(sentence.end);
        let lapse = lapse(reading, reading.clauses.of(event.start)).or_else(|| lapse(reading, opening))?;
        Some(Self { span: reading.span(lapse), days: None })
    }
}

/// A length of time that says how soon or how late: "within three days", "two weeks later".
fn lapse(reading: &Reading, tokens: Range<usize>) -> Option<Range<usize>> {
    let mut lengths = reading.quantities_in(tokens);
    lengths.find_map(|(quantity, at)| {
        if quantity.dimension != Dimension::Duration {
            return None;
        }
        let front =
            ["after", "barely", "in", "just", "only", "within"].contains(&reading.word_before(at.start));
        let inside = matches!(reading.word(at.start), "within" | "just" | "only");
        let behind = matches!(reading.word(at.end), "after" | "later");
        (front || inside || behind).then(|| at.start - usize::from(front)..at.end + usize::from(behind))
    })
}

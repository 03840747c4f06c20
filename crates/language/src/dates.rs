//! Dates and periods, worked out from the day of publication.

mod calendar;
mod grammar;
mod stamp;
mod stamps;

use crate::words::Words;
use copydesk_document::{Document, Layer, Span};
use jiff::civil::Date;

/// A stretch of calendar days, both ends included; an open end is absent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// A date or period in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DateMention {
    /// Where it stands, its preposition included ("in the last year", "as of March").
    pub span: Span,
    /// The days it means, where they can be worked out.
    pub period: Option<Period>,
}

/// The dates and periods of a document's headline and body, in order, without overlap.
///
/// Days are counted from the day of publication: a weekday, day or month without its year is the last one up to that day,
/// or, where the sentence speaks of what is to come, the next one. "last year" is a calendar year, "the last year" ends on
/// that day. Early, mid and late are thirds of a time.
pub struct Dates(Vec<DateMention>);

impl Dates {
    /// All mentions.
    #[must_use]
    pub fn all(&self) -> &[DateMention] {
        &self.0
    }

    /// The mentions that lie wholly inside a span.
    #[must_use]
    pub fn within(&self, span: Span) -> &[DateMention] {
        let first = self.0.partition_point(|mention| mention.span.start < span.start);
        let behind = self.0.partition_point(|mention| mention.span.end <= span.end);
        &self.0[first..behind.max(first)]
    }
}

impl Layer for Dates {
    fn compute(document: &Document) -> Self {
        let today = document.article().published.map(|moment| moment.date());
        let mut mentions = Vec::new();
        for words in Words::of_sentences(document) {
            let read = grammar::read(words, today);
            mentions.extend(
                read.into_iter()
                    .map(|mention| DateMention { span: words.span(mention.tokens), period: mention.period }),
            );
        }
        Self(mentions)
    }
}

#[cfg(test)]
mod tests;

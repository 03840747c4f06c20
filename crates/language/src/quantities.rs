//! Quantities: how many, how much, and how surely.

mod fractions;
mod grammar;
pub(crate) mod hedges;
mod lists;
mod multiples;
mod names;
pub(crate) mod numerals;
mod ranges;
mod units;
mod vague;

use crate::Dates;
use crate::lexicon::{WordList, lines};
use crate::words::Words;
use copydesk_document::{Document, Layer, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How a figure is stated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A figure without a hedge ("16,000", "doubled").
    Exact,
    /// Around a figure ("about", "nearly", "roughly").
    Approx,
    /// Between two figures ("5,000 to 10,000").
    Range,
    /// A lower bound ("more than", "at least").
    AtLeast,
    /// An upper bound ("up to", "at most").
    AtMost,
    /// A share of a stated or implied whole ("six of the 14", "a third"). A percentage is a figure of unit percent.
    Fraction,
    /// No recoverable figure ("hundreds", "many").
    Vague,
    /// No words of quantity at all.
    #[default]
    None,
}

/// A normalised figure.
///
/// Counts and money are expanded (`$1.3B` is 1300000000); physical units keep their written scale, with the prefix in
/// `unit`. A lower bound also fills `low`, an upper bound `high`; a range fills both and leaves `value` empty; a vague
/// figure fills at most `low` ("hundreds": 100).
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// How it is stated.
    pub form: Form,
    /// The figure; of a fraction, numerator over denominator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The least it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The most it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Of a fraction: the part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<f64>,
    /// Of a fraction: the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<f64>,
    /// What is counted, or the unit: "people", "percent", "MW", an ISO 4217 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

impl Figure {
    /// Whether it is no less than `least`, as far as its value, else its lower end, tells.
    ///
    /// ```
    /// use copydesk_language::Figure;
    ///
    /// let more_than_40 = Figure { low: Some(40.0), ..Figure::default() };
    /// assert!(more_than_40.is_at_least(40.0));
    /// assert!(!Figure::default().is_at_least(0.0));
    /// ```
    #[must_use]
    pub fn is_at_least(&self, least: f64) -> bool {
        self.value.or(self.low).is_some_and(|number| number >= least)
    }
}

/// What a quantity measures.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dimension {
    /// A number of things, or a bare number.
    #[default]
    Count,
    /// A percentage, in hundredths.
    Percent,
    /// Points of a percentage.
    PercentagePoints,
    /// A multiple ("twice", "2.8 times", "fivefold").
    Multiple,
    /// A sum of money.
    Money,
    /// Watts and their multiples.
    Power,
    /// Watt-hours and joules.
    Energy,
    /// Bytes and bits.
    Information,
    /// Operations ("FLOP").
    Operations,
    /// Operations a second ("petaflop/s").
    OperationRate,
    /// Hours of devices ("GPU-hours").
    DeviceTime,
    /// A length of time ("62 minutes").
    Duration,
    /// Any other physical unit ("km", "°C").
    Other,
}

/// A quantity in the text.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    /// The figure with its hedge, and its unit where that is attached ("about a third", "1.5GW", "$5bn").
    pub span: Span,
    /// The figure normalised.
    pub figure: Figure,
    /// What it measures.
    pub dimension: Dimension,
}

/// The quantities of a document's headline and body, in order, without overlap. Years, dates, ages, scores, versions and
/// list numbers are none.
pub struct Quantities(Vec<Quantity>);

impl Quantities {
    /// All quantities.
    #[must_use]
    pub fn all(&self) -> &[Quantity] {
        &self.0
    }

    /// The quantities that lie wholly inside a span.
    #[must_use]
    pub fn within(&self, span: Span) -> &[Quantity] {
        let first = self.0.partition_point(|quantity| quantity.span.start < span.start);
        let behind = self.0.partition_point(|quantity| quantity.span.end <= span.end);
        &self.0[first..behind.max(first)]
    }
}

impl Layer for Quantities {
    fn compute(document: &Document) -> Self {
        let dates = document.layer::<Dates>();
        let mut quantities = Vec::new();
        for words in Words::of_sentences(document) {
            if words.len() == 0 {
                continue;
            }
            let sentence = words.span(0..words.len());
            let mut readings = grammar::read(words, dates.within(sentence));
            lists::share_units(words, &mut readings);
            quantities.extend(readings.into_iter().map(|reading| Quantity {
                span: words.span(reading.start..reading.end),
                figure: reading.figure,
                dimension: reading.dimension,
            }));
        }
        Self(quantities)
    }
}

/// Words with which quantities begin, in lower case.
static OPENINGS: LazyLock<WordList> = LazyLock::new(|| {
    let tables = [
        include_str!("../data/currencies.tsv"),
        include_str!("../data/hedges.tsv"),
        include_str!("../data/multiples.tsv"),
        include_str!("../data/numbers.tsv"),
        include_str!("../data/vague.tsv"),
    ];
    let first = |line: &'static str| line.split(['\t', ' ']).next().unwrap_or(line);
    let own = ["a", "all", "an", "between", "from", "minus", "more", "some"];
    WordList::collect(tables.into_iter().flat_map(lines).map(first).chain(own))
});

/// Words behind "a" or "an" that make a quantity with it, in lower case.
static BEHIND_ARTICLE: LazyLock<WordList> = LazyLock::new(|| {
    let phrases = [include_str!("../data/hedges.tsv"), include_str!("../data/vague.tsv")];
    let second = |line: &'static str| line.strip_prefix("a ").or(line.strip_prefix("an "));
    let numbers = lines(include_str!("../data/numbers.tsv"));
    let units = lines(include_str!("../data/units.tsv"));
    let words = phrases.into_iter().flat_map(lines).filter_map(second).chain(numbers).chain(units);
    let first = |line: &'static str| line.split(['\t', ' ']).next().unwrap_or(line);
    WordList::collect(words.map(first).chain(["single"]))
});

/// Whether a quantity can begin with this word.
fn is_opening(word: &str) -> bool {
    OPENINGS.contains_lowercase(word)
        || (word.len() <= 4 && OPENINGS.contains(word))
        || word.ends_with("flop")
}

/// Whether a quantity can begin with an article before this word.
fn follows_article(word: &str) -> bool {
    BEHIND_ARTICLE.contains_lowercase(word) || BEHIND_ARTICLE.contains(word)
}

#[cfg(test)]
mod tests;

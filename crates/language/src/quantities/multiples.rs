//! Multiples: how many times as much ("twice", "2.8 times", "doubled", "fivefold", "5x").

use super::grammar::Reading;
use super::numerals;
use super::{Dimension, Figure, Form};
use crate::lexicon::Table;
use crate::words::Words;
use std::sync::LazyLock;

static MULTIPLES: LazyLock<Table<f64>> = LazyLock::new(|| {
    Table::parse(include_str!("../../data/multiples.tsv"), |columns| columns.first()?.parse().ok())
});

/// Words behind "times" that compare; behind others it counts occasions ("four times in a row").
const COMPARING: [&str; 22] = [
    "as", "more", "less", "fewer", "faster", "slower", "larger", "bigger", "smaller", "higher", "lower",
    "greater", "better", "the", "that", "its", "their", "what", "cheaper", "longer", "stronger", "over",
];
/// Words that a factor must stand before to multiply an amount ("twice the power", not "twice a week").
const MULTIPLIED: [&str; 10] = ["as", "the", "its", "their", "that", "what", "to", "this", "those", "these"];

/// The multiple that starts at a token: `start` is its hedge, `at` stands behind it.
pub(super) fn read(words: Words<'_>, start: usize, at: usize, hedge: Form) -> Option<Reading> {
    let (end, value) = word(words, at).or_else(|| times(words, at))?;
    let figure = Figure {
        form: hedge,
        value: Some(value),
        low: (hedge == Form::AtLeast).then_some(value),
        high: (hedge == Form::AtMost).then_some(value),
        unit: Some("x".to_owned()),
        ..Figure::default()
    };
    Some(Reading { start, end, figure, dimension: Dimension::Multiple })
}

fn word(words: Words<'_>, at: usize) -> Option<(usize, f64)> {
    let value = *MULTIPLES.get_lowercase(words.get(at))?;
    // As adjectives and adverbs they mean other things too: "double room", "twice a week".
    let doubtful =
        words.is_any(at, &["twice", "thrice", "double", "triple", "quadruple", "treble", "halves"]);
    (!doubtful || words.is_any(at + 1, &MULTIPLIED)).then_some((at + 1, value))
}

fn times(words: Words<'_>, at: usize) -> Option<(usize, f64)> {
    let numeral = numerals::read(words, at)?;
    let end = numeral.end;
    let hyphen = usize::from(words.is(end, "-") && words.glued(end));
    let compares = words.is(end, "times") && words.is_any(end + 1, &COMPARING);
    let fold = words.is(end + hyphen, "fold");
    let cross =
        words.is_any(end, &["x", "×"]) && words.glued(end) && numerals::read(words, end + 1).is_none();
    let length = if fold { hyphen + 1 } else { 1 };
    (compares || fold || cross).then_some((end + length, numeral.value()))
}

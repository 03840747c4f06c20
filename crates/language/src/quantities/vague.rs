//! Vague amounts: words of quantity from which no figure can be had.

use super::numerals::{self, NumberWord, number_word};
use super::units;
use super::{Dimension, Figure, Form};
use crate::words::{Phrases, Words};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases<Option<f64>>> = LazyLock::new(|| {
    Phrases::parse(include_str!("../../data/vague.tsv"), |columns| match columns {
        [""] => Some(None),
        [low] => low.parse().ok().map(Some),
        _ => None,
    })
});

/// "several", "a few": the least that makes them true.
const LEAST_PLURAL: f64 = 2.0;

/// What is read, and behind its last token.
pub(super) struct Vague {
    pub end: usize,
    pub figure: Figure,
    pub dimension: Dimension,
}

/// The vague amount that starts at a token.
pub(super) fn read(words: Words<'_>, at: usize) -> Option<Vague> {
    if let Some((end, low)) = many(words, at).or_else(|| some_hundred(words, at)) {
        return Some(measured(words, end, Some(low)));
    }
    if let Some(end) = all_of(words, at) {
        let figure = Figure { value: Some(100.0), unit: Some("percent".to_owned()), ..Figure::default() };
        let figure = Figure { form: Form::Exact, ..figure };
        return Some(Vague { end, figure, dimension: Dimension::Percent });
    }
    if words.is_any(at, &["some", "more"]) {
        return indefinite(words, at);
    }
    let (end, low) = PHRASES.longest(words, at, |_, _| true)?;
    let excluded =
        words.is_any(at.wrapping_sub(1), &["how", "too", "not", "the", "next", "last", "past", "at"]);
    let counted = words.is(end, "of");
    let article = words.is_any(at, &["a", "an", "lots", "loads", "plenty", "large", "most"]);
    let free = low.is_some() || words.is(end - 1, "many");
    if excluded || (article && !free && !counted) {
        return None;
    }
    Some(measured(words, end, *low))
}

/// "all" before those of an owner, who are not counted: "all its employees", not "all its 40 employees".
fn all_of(words: Words<'_>, at: usize) -> Option<usize> {
    let owner = at + 1 + usize::from(words.is(at + 1, "of"));
    let owned = words.is(at, "all") && words.is_any(owner, &["its", "their", "our", "his", "her"]);
    let counted = (owner + 1..owner + 4).any(|word| numerals::read(words, word).is_some());
    (owned && !counted).then_some(at + 1)
}

/// "hundreds", "tens of thousands", "hundreds of millions".
fn many(words: Words<'_>, at: usize) -> Option<(usize, f64)> {
    let Some(NumberWord::Many(mut low)) = number_word(words.get(at)) else { return None };
    let mut end = at + 1;
    while words.is(end, "of") {
        let Some(NumberWord::Many(factor)) = number_word(words.get(end + 1)) else { break };
        low *= factor;
        end += 2;
    }
    let doubtful = words.is_any(at, &["tens", "scores"]) && end == at + 1;
    (!doubtful || words.is(end, "of")).then_some((end, low))
}

/// "several hundred thousand", "a few dozen", "a couple of million".
fn some_hundred(words: Words<'_>, at: usize) -> Option<(usize, f64)> {
    let openings: [&[&str]; 7] = [
        &["a", "couple", "of"],
        &["a", "couple"],
        &["a", "few"],
        &["several"],
        &["many"],
        &["multiple"],
        &["some"],
    ];
    let start = openings.iter().find_map(|opening| words.phrase(at, opening))?;
    let mut end = start;
    let mut low = LEAST_PLURAL;
    while let Some(NumberWord::Hundred(factor) | NumberWord::Scale(factor)) = number_word(words.get(end)) {
        low *= factor;
        end += 1;
        if end - start > 3 {
            break;
        }
    }
    (end > start).then_some((end, low))
}

/// "some" and "more" before what is counted, or "some" before a verb.
fn indefinite(words: Words<'_>, at: usize) -> Option<Vague> {
    let verb = words.is_any(at + 1, &["have", "are", "were", "left", "had"]) && words.is(at, "some");
    let plural = |word: &str| {
        let ends = word.ends_with('s') && !word.ends_with("ss") && word.len() > 3;
        (ends && word.is_ascii()) || word == "people" || word == "staff"
    };
    let counted = (at + 1..at + 4)
        .take_while(|&index| words.get(index).starts_with(char::is_alphabetic) && !words.is(index, "of"))
        .any(|index| plural(words.get(index)));
    let adverb = words.is_any(
        at.wrapping_sub(1),
        &["the", "once", "any", "no", "even", "much", "far", "and", "or", "what"],
    );
    let comparative = words.is(at, "more") && (adverb || words.is(at + 1, "than"));
    let of_these = words.is(at, "more")
        && words.is(at + 1, "of")
        && words.is_any(at + 2, &["the", "these", "those", "them", "its", "their"]);
    let end = at + 1;
    ((verb || counted || of_these) && !comparative).then(|| measured(words, end, None))
}

/// Adds the money or unit that is counted: "millions of dollars", "hundreds of megawatts", "several weeks".
fn measured(words: Words<'_>, end: usize, low: Option<f64>) -> Vague {
    let of = end + usize::from(words.is(end, "of"));
    let measure = units::currency_after(words, of).or_else(|| units::unit_after(words, of));
    let figure = Figure { form: Form::Vague, low, ..Figure::default() };
    match measure {
        Some(measure) => Vague {
            end: measure.end,
            dimension: measure.dimension,
            figure: Figure { unit: Some(measure.unit), ..figure },
        },
        None => Vague { end, figure, dimension: Dimension::Count },
    }
}

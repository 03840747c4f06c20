//! Ranges: two figures between which an amount lies.

use super::grammar::{Amount, Reading, Step, amount};
use super::numerals::Numeral;
use super::{Dimension, Figure, Form, fractions, names};
use crate::lexicon::WordList;
use crate::words::Words;
use std::sync::LazyLock;

static SCORE_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/score-words.txt")));
static CHANGE_VERBS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/change-verbs.txt")));

/// Figures of a score are not larger.
const HIGHEST_SCORE: f64 = 200.0;
/// Words between a verb of change and "from".
const CHANGE_WINDOW: usize = 5;

/// The range at a token: `start` is its first word, `number` stands behind the hedges.
pub(super) fn read(words: Words<'_>, start: usize, number: usize) -> Option<Step> {
    let between = words.is(number, "between");
    let from = words.is(number, "from");
    let first_at = number + usize::from(between || from);
    let low = amount(words, first_at)?;
    let joint = joint(words, &low, between)?;
    let high = amount(words, joint).filter(|high| compatible(&low, high))?;
    if words.glued(joint) && words.glued(joint - 1) && is_score(words, first_at, &low, &high) {
        return Some(Step::Skip(high.end));
    }
    let low = scaled(low, &high);
    if low.value >= high.value || is_change(words, first_at, from) {
        return None;
    }
    let unit = high.unit.clone().or_else(|| low.unit.clone());
    if unit.is_none() && is_named(words, first_at, &low, &high, between) {
        return Some(Step::Skip(high.end));
    }
    let dimension = if high.unit.is_some() { high.dimension } else { low.dimension };
    let figure =
        Figure { form: Form::Range, low: Some(low.value), high: Some(high.value), unit, ..Figure::default() };
    // "from" opens no range in a reader's eyes: the figures do.
    let start = if from { first_at } else { start };
    Some(Step::Quantity(Reading { start, end: high.end, figure, dimension }))
}

/// "between a fifth and a quarter", "a third to a half": two shares of one whole.
pub(super) fn of_shares(words: Words<'_>, start: usize) -> Option<Reading> {
    let between = words.is(start, "between");
    let low = fractions::read(words, start + usize::from(between), true)?;
    let joint = if between { words.is(low.end, "and") } else { words.is_any(low.end, &["to", "or"]) };
    let high = fractions::read(words, low.end + 1, true).filter(|_| joint)?;
    let share = |fraction: fractions::Fraction| fraction.numerator / fraction.denominator;
    let figure =
        Figure { form: Form::Range, low: Some(share(low)), high: Some(share(high)), ..Figure::default() };
    (share(low) < share(high)).then_some(Reading {
        start,
        end: high.end,
        figure,
        dimension: Dimension::Count,
    })
}

/// Where the second figure starts, if a word or dash that makes a range stands behind the first.
fn joint(words: Words<'_>, low: &Amount, between: bool) -> Option<usize> {
    // "8- to 16-metre".
    let hanging = words.is(low.end, "-") && words.glued(low.end) && words.is_any(low.end + 1, &["to", "or"]);
    let at = low.end + usize::from(hanging);
    let joined = if between {
        words.is(at, "and")
    } else {
        words.is_any(at, &["to", "-", "–", "or"])
            && !(words.is(at, "or") && low.dimension != Dimension::Count)
    };
    let hedge = usize::from(joined && words.is_any(at + 1, &["about", "around", "perhaps", "maybe", "even"]));
    joined.then_some(at + 1 + hedge)
}

/// Whether two amounts can be the ends of one range.
fn compatible(low: &Amount, high: &Amount) -> bool {
    low.unit.is_none() || high.unit.is_none() || low.unit == high.unit
}

/// The lower end with the magnitude that stands behind the upper one only: "$5-10 million".
fn scaled(low: Amount, high: &Amount) -> Amount {
    let Numeral { mantissa, scale, .. } = low.numeral;
    let shares = scale == 1.0 && high.numeral.scale > 1.0 && mantissa < high.numeral.mantissa;
    if shares { Amount { value: high.value / high.numeral.mantissa * mantissa, ..low } } else { low }
}

/// Whether two figures with a dash are a score or a vote: "won 3-1", "a 5-4 ruling".
fn is_score(words: Words<'_>, at: usize, low: &Amount, high: &Amount) -> bool {
    let bare = low.numeral.bare && high.numeral.bare && low.unit.is_none() && high.unit.is_none();
    if !bare || high.value > HIGHEST_SCORE {
        return bare && low.value >= high.value;
    }
    let near = (at.saturating_sub(3)..at).chain(high.end..high.end + 2);
    low.value >= high.value || near.into_iter().any(|index| SCORE_WORDS.contains_lowercase(words.get(index)))
}

/// Whether "from X to Y" tells of a change: then X and Y are two figures.
fn is_change(words: Words<'_>, first: usize, from: bool) -> bool {
    let from =
        if from { Some(first - 1) } else { first.checked_sub(1).filter(|&index| words.is(index, "from")) };
    from.is_some_and(|from| {
        let before = from.saturating_sub(CHANGE_WINDOW)..from;
        before.into_iter().any(|index| CHANGE_VERBS.contains_lowercase(words.get(index)))
    })
}

/// Whether the ends are years, ages or parts of names.
fn is_named(words: Words<'_>, at: usize, low: &Amount, high: &Amount, between: bool) -> bool {
    let end = Numeral { end: high.end, ..low.numeral };
    let year = |amount: &Amount| {
        amount.numeral.bare && (1900.0..2100.0).contains(&amount.value) && words.get(amount.start).len() == 4
    };
    let years = year(low) && (year(high) || high.value < 100.0);
    years || (!between && names::is_name(words, at, end, false))
}

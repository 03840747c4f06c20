//! The grammar: how numerals, hedges and units make quantities.

use super::fractions::{self, Fraction};
use super::hedges::{self, stronger};
use super::names;
use super::numerals::{self, NumberWord, Numeral};
use super::ranges;
use super::units;
use super::vague;
use super::{Dimension, Figure, Form, multiples};
use crate::DateMention;
use crate::words::Words;

/// A quantity as read from tokens.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Reading {
    /// Its first token, hedge included.
    pub start: usize,
    /// Behind its last token.
    pub end: usize,
    pub figure: Figure,
    pub dimension: Dimension,
}

/// A numeral with its currency or unit.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Amount {
    /// The first token, currency included.
    pub start: usize,
    pub end: usize,
    pub numeral: Numeral,
    pub value: f64,
    pub unit: Option<String>,
    pub dimension: Dimension,
}

/// All quantities of a sentence, in order; the figures of its dates are none.
pub(super) fn read(words: Words<'_>, dates: &[DateMention]) -> Vec<Reading> {
    let mut readings = Vec::new();
    let mut dates = dates.iter().peekable();
    let mut at = 0;
    while at < words.len() {
        while dates.next_if(|date| date.span.end <= words.start(at)).is_some() {}
        let dated = dates.peek().is_some_and(|date| date.span.start <= words.start(at));
        match (!dated && may_start(words, at)).then(|| read_at(words, at)).flatten() {
            Some(Step::Quantity(reading)) => {
                let last = words.start(reading.end - 1);
                let dated = dates.peek().is_some_and(|date| date.span.start <= last);
                at = if dated { at + 1 } else { reading.end };
                if !dated {
                    readings.push(reading);
                }
            }
            Some(Step::Skip(end)) => at = end,
            None => at += 1,
        }
    }
    readings
}

/// Whether a token can start a quantity; a quick test that spares most words the grammar.
fn may_start(words: Words<'_>, at: usize) -> bool {
    let word = words.get(at);
    let article = words.is(at, "a") || words.is(at, "an");
    match word.as_bytes()[0] {
        b'0'..=b'9' | b'.' => true,
        b'-' => is_sign(words, at),
        first if first.is_ascii_alphabetic() && article => super::follows_article(words.get(at + 1)),
        _ => super::is_opening(word) || word.starts_with(numerals::is_vulgar) || word == "−",
    }
}

/// What is read at a token: a quantity, or tokens to step over, whose numbers are none.
pub(super) enum Step {
    Quantity(Reading),
    Skip(usize),
}

fn read_at(words: Words<'_>, at: usize) -> Option<Step> {
    let (start, hedge) = hedges::before(words, at).map_or((at, None), |(end, form)| (end, Some(form)));
    let hedged = hedge.is_some();
    let hedge = hedge.unwrap_or(Form::Exact);
    if let Some(reading) = ranges::of_shares(words, at) {
        return Some(Step::Quantity(reading));
    }
    if let Some(fraction) = fractions::read(words, start, hedged)
        && !names_excluded(words, start, hedged)
    {
        return Some(Step::Quantity(fraction_reading(words, at, hedge, fraction)));
    }
    if let Some(step) = ranges::read(words, at, start) {
        return Some(step);
    }
    if let Some(reading) = multiples::read(words, at, start, hedge) {
        return Some(Step::Quantity(reading));
    }
    if let Some(amount) = amount(words, start) {
        let during = amount.dimension == Dimension::Duration && is_during(words, at, start);
        let (at, hedge) = if during { (start, Form::Exact) } else { (at, hedge) };
        let name = amount.unit.is_none() && names::is_name(words, start, amount.numeral, hedged);
        // The figures of a name are stepped over with it: a range's second half is no count of its own.
        return Some(if name {
            Step::Skip(amount.end)
        } else {
            Step::Quantity(amount_reading(words, at, hedge, amount))
        });
    }
    if let Some(amount) = single_unit(words, start, hedged) {
        return Some(Step::Quantity(amount_reading(words, at, hedge, amount)));
    }
    let vague = vague::read(words, start).or_else(|| vague::read(words, at))?;
    Some(Step::Quantity(Reading {
        start: at,
        end: vague.end,
        figure: vague.figure,
        dimension: vague.dimension,
    }))
}

/// Whether "over" before a time means throughout ("over 50 days"); behind "for" and its like it bounds it.
fn is_during(words: Words<'_>, at: usize, start: usize) -> bool {
    let bounding =
        ["for", "took", "take", "takes", "lasted", "spent", "after", "within", "than", "of", "is", "was"];
    start == at + 1 && words.is(at, "over") && !words.is_any(at.wrapping_sub(1), &bounding)
}

/// Whether the first numeral of "N of the M" is a name or pronoun: "Llama 2 of the 14".
fn names_excluded(words: Words<'_>, start: usize, hedged: bool) -> bool {
    let numeral =
        numerals::read(words, start).filter(|numeral| numeral.digits && !words.get(start).contains('/'));
    numeral.is_some_and(|numeral| names::is_name(words, start, numeral, hedged))
}

fn fraction_reading(words: Words<'_>, start: usize, hedge: Form, fraction: Fraction) -> Reading {
    let Fraction { end, numerator, denominator } = fraction;
    if let Some(amount) = fraction_of_number(words, fraction) {
        return amount_reading(words, start, hedge, amount);
    }
    let figure = Figure {
        form: Form::Fraction,
        value: Some(numerator / denominator),
        numerator: Some(numerator),
        denominator: Some(denominator),
        ..Figure::default()
    };
    Reading { start, end, figure, dimension: Dimension::Count }
}

/// "a quarter of a million" is a number, with the money or unit behind it.
fn fraction_of_number(words: Words<'_>, fraction: Fraction) -> Option<Amount> {
    let number = words.phrase(fraction.end, &["of", "a"])?;
    let whole =
        numerals::read(words, number - 1).filter(|whole| whole.scale >= 1e6 && whole.end == number + 1)?;
    let mantissa = fraction.numerator / fraction.denominator;
    Some(measured(words, fraction.end, Numeral { mantissa, ..whole }))
}

/// The numeral at a token with what measures it.
pub(super) fn amount(words: Words<'_>, start: usize) -> Option<Amount> {
    let currency = units::currency_before(words, start);
    let number = currency.map_or(start, |(end, ..)| end);
    let negative = words.is_any(number, &["-", "−", "minus"]) && is_sign(words, number);
    let mut numeral = numerals::read(words, number + usize::from(negative))?;
    if negative {
        numeral.mantissa = -numeral.mantissa;
        numeral.bare = false;
    }
    Some(match currency {
        Some((_, code, scale)) => {
            money(words, start, Numeral { scale: numeral.scale * scale, ..numeral }, code)
        }
        None => measured(words, start, numeral),
    })
}

/// A numeral behind the sign of its currency.
fn money(words: Words<'_>, start: usize, mut numeral: Numeral, code: &str) -> Amount {
    // "$5 m" is written with a blank too.
    if let Some(NumberWord::Suffix(scale)) = numerals::number_word(words.get(numeral.end))
        && numeral.scale == 1.0
    {
        numeral = Numeral { end: numeral.end + 1, scale, bare: false, ..numeral };
    }
    let named = units::currency_after(words, numeral.end).map_or(numeral.end, |measure| measure.end);
    let (end, unit) = units::rate_after(words, named)
        .map_or((named, code.to_owned()), |(end, per)| (end, format!("{code}/{per}")));
    Amount { start, end, numeral, value: numeral.value(), unit: Some(unit), dimension: Dimension::Money }
}

/// Whether a dash or "minus" is the sign of the numeral behind it.
fn is_sign(words: Words<'_>, at: usize) -> bool {
    if words.is(at, "minus") {
        return true;
    }
    words.glued(at + 1) && !words.glued(at) && words.get(at + 1).starts_with(|c: char| c.is_ascii_digit())
}

/// A numeral with the unit or currency behind it.
fn measured(words: Words<'_>, start: usize, numeral: Numeral) -> Amount {
    let plain = Amount {
        start,
        end: numeral.end,
        numeral,
        value: numeral.value(),
        unit: None,
        dimension: Dimension::Count,
    };
    let plus = usize::from(words.is(numeral.end, "+") && words.glued(numeral.end));
    let measure = units::unit_after(words, numeral.end + plus)
        .or_else(|| units::currency_after(words, numeral.end + plus));
    let Some(mut measure) = measure else { return plain };
    let value = units::keep_scale(numeral, &mut measure) * measure.factor;
    Amount { end: measure.end, value, unit: Some(measure.unit), dimension: measure.dimension, ..plain }
}

/// One unit without a number: "a petaflop", "more than an hour"; of times only behind a hedge.
fn single_unit(words: Words<'_>, at: usize, hedged: bool) -> Option<Amount> {
    let half = words.phrase(at, &["half", "an"]).or_else(|| words.phrase(at, &["half", "a"]));
    let article = words.is_any(at, &["a", "an"]).then_some(at + 1);
    let single = words.phrase(at, &["a", "single"]);
    // "petaflop computing" is computing at one.
    let rate = words.get(at).ends_with("flop").then_some(at);
    let end = half.or(single).or(article).or(rate)?;
    let mantissa = if half.is_some() { 0.5 } else { 1.0 };
    let numeral = Numeral { end, mantissa, scale: 1.0, digits: false, bare: false };
    let plain = Amount { start: at, end, numeral, value: mantissa, unit: None, dimension: Dimension::Count };
    let measure = units::unit_after(words, end).filter(|measure| {
        let certain = matches!(
            measure.dimension,
            Dimension::OperationRate
                | Dimension::Power
                | Dimension::Energy
                | Dimension::Information
                | Dimension::PercentagePoints
        );
        certain || hedged || half.is_some()
    });
    match measure {
        Some(measure) => {
            Some(Amount { end: measure.end, unit: Some(measure.unit), dimension: measure.dimension, ..plain })
        }
        None => single.map(|_| plain),
    }
}

/// A quantity of one amount with the hedges before and behind it.
pub(super) fn amount_reading(words: Words<'_>, start: usize, hedge: Form, amount: Amount) -> Reading {
    let mut form = hedge;
    let mut end = amount.end;
    // "10k+" has its hedge inside, before a unit too ("10+ years").
    if words.is(amount.numeral.end, "+") && words.glued(amount.numeral.end) {
        form = stronger(form, Form::AtLeast);
        end = end.max(amount.numeral.end + 1);
    } else if let Some((behind, after)) = hedges::after(words, end) {
        form = stronger(form, after);
        end = behind;
    }
    let figure = Figure {
        form,
        value: Some(amount.value),
        low: (form == Form::AtLeast).then_some(amount.value),
        high: (form == Form::AtMost).then_some(amount.value),
        unit: amount.unit,
        ..Figure::default()
    };
    Reading { start, end, figure, dimension: amount.dimension }
}

//! Units and currencies: what stands around a numeral and says what it measures.

use super::Dimension;
use super::numerals::Numeral;
use crate::lexicon::WordList;
use crate::words::{Phrases, Words};
use std::sync::LazyLock;

struct Unit {
    canonical: &'static str,
    dimension: Dimension,
    any_case: bool,
}

static UNITS: LazyLock<Phrases<Unit>> = LazyLock::new(|| {
    Phrases::parse(include_str!("../../data/units.tsv"), |columns| {
        let [canonical, dimension, case, _source] = *columns else { return None };
        Some(Unit { canonical, dimension: parse_dimension(dimension)?, any_case: case == "any" })
    })
});

fn parse_dimension(name: &str) -> Option<Dimension> {
    Some(match name {
        "percent" => Dimension::Percent,
        "points" => Dimension::PercentagePoints,
        "power" => Dimension::Power,
        "energy" => Dimension::Energy,
        "information" => Dimension::Information,
        "operations" => Dimension::Operations,
        "rate" => Dimension::OperationRate,
        "duration" => Dimension::Duration,
        "other" => Dimension::Other,
        _ => return None,
    })
}

struct Currency {
    code: &'static str,
    before: bool,
    after: bool,
    /// What one of it is: a million of "MEUR".
    scale: f64,
}

static CURRENCIES: LazyLock<Phrases<Currency>> = LazyLock::new(|| {
    Phrases::parse(include_str!("../../data/currencies.tsv"), |columns| {
        let [code, place, ref scale @ ..] = *columns else { return None };
        let scale = scale.first().map_or(Some(1.0), |scale| scale.parse().ok())?;
        Some(Currency { code, before: place != "after", after: place != "before", scale })
    })
});

static DEVICES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/devices.txt")));

/// A unit behind a numeral.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Measure {
    /// Behind its last token.
    pub end: usize,
    /// The canonical name.
    pub unit: String,
    pub dimension: Dimension,
    /// What one of it is in the canonical unit.
    pub factor: f64,
}

/// The currency that a token names before a figure: where it ends, its code, and what one of it is.
pub(super) fn currency_before(words: Words<'_>, at: usize) -> Option<(usize, &'static str, f64)> {
    let exact = |phrase: &[&str]| phrase[0] == words.get(at);
    let (end, currency) =
        CURRENCIES.longest(words, at, |phrase, currency| currency.before && exact(phrase))?;
    Some((end, currency.code, currency.scale))
}

/// The currency behind a figure.
pub(super) fn currency_after(words: Words<'_>, at: usize) -> Option<Measure> {
    let (end, currency) = CURRENCIES.longest(words, at, |phrase, currency| {
        currency.after
            && (phrase[0].len() != 3 && currency.scale == 1.0
                || phrase[0] == words.get(at)
                || phrase[0] == "yen")
    })?;
    let (code, factor) = match currency.code {
        "USD-cent" => ("USD", 0.01),
        code => (code, currency.scale),
    };
    Some(Measure { end, unit: code.to_owned(), dimension: Dimension::Money, factor })
}

/// The unit behind a numeral, a hyphen between them allowed ("62 minutes", "1.5GW", "two-year").
pub(super) fn unit_after(words: Words<'_>, numeral_end: usize) -> Option<Measure> {
    let hyphen = words.is(numeral_end, "-") && words.glued(numeral_end) && words.glued(numeral_end + 1);
    let at = numeral_end + usize::from(hyphen);
    if let Some(measure) = device_time(words, at) {
        return Some(measure);
    }
    let exact =
        |end: usize, phrase: &[&str]| (at..end).zip(phrase).all(|(index, word)| words.get(index) == *word);
    let (end, unit) =
        UNITS.longest(words, at, |phrase, unit| unit.any_case || exact(at + phrase.len(), phrase))?;
    let measure = Measure { end, unit: unit.canonical.to_owned(), dimension: unit.dimension, factor: 1.0 };
    // "Two-year-old" is an age, and "300 second-hand GPUs" are no time.
    (!words.is(end, "-") || !words.is_any(end + 1, &["old", "olds", "hand"])).then_some(measure)
}

/// Hours of devices ("GPU hours", "H100-hours", "TPU v4 hours").
fn device_time(words: Words<'_>, at: usize) -> Option<Measure> {
    let device = words.get(at);
    let model = device.len() <= 12
        && device.starts_with(|c: char| c.is_ascii_uppercase())
        && device.ends_with(|c: char| c.is_ascii_digit());
    if !model && !DEVICES.contains(device) {
        return None;
    }
    let mut end = at + 1;
    let mut name = device.to_owned();
    // "A100 GPU hours" counts GPUs, of a kind.
    if model && DEVICES.contains(words.get(end)) {
        words.get(end).clone_into(&mut name);
        end += 1;
    }
    end += usize::from(words.is_any(end, &["-", "‑", "–"]));
    let unit = ["hour", "day", "month", "year", "second"]
        .into_iter()
        .find(|unit| words.get(end).trim_end_matches('s').eq_ignore_ascii_case(unit))?;
    Some(Measure {
        end: end + 1,
        unit: format!("{name}-{unit}s"),
        dimension: Dimension::DeviceTime,
        factor: 1.0,
    })
}

/// The time or thing that a price is for ("$0.10/hour").
pub(super) fn rate_after(words: Words<'_>, at: usize) -> Option<(usize, &'static str)> {
    if !words.is(at, "/") || !words.glued(at) {
        return None;
    }
    let per = ["hour", "hr", "day", "month", "year", "second", "s", "GPU", "chip", "kWh", "MWh"];
    let unit = per.into_iter().find(|unit| words.get(at + 1).eq_ignore_ascii_case(unit))?;
    Some((at + 2, unit))
}

/// An amount of operations a second keeps its written scale in the unit: "40 trillion operations a second" is
/// 40 teraflop/s.
pub(super) fn keep_scale(numeral: Numeral, measure: &mut Measure) -> f64 {
    if measure.unit != "FLOP/s" {
        return numeral.value();
    }
    let prefix = match numeral.scale {
        1e3 => "kilo",
        1e6 => "mega",
        1e9 => "giga",
        1e12 => "tera",
        1e15 => "peta",
        1e18 => "exa",
        _ => return numeral.value(),
    };
    measure.unit = format!("{prefix}flop/s");
    numeral.mantissa
}

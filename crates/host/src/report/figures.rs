//! Figures: in words, and as extents in a common unit.

use copydesk_analyzer::language::{Figure, Form};
use serde::Serialize;
use serde_json::Value;

/// The figure in a finding's `quantity`, where it states one.
pub(crate) fn of(data: &Value) -> Option<Figure> {
    let figure: Figure = serde_json::from_value(data.get("quantity")?.clone()).ok()?;
    (figure.form != Form::None).then_some(figure)
}

/// The figure in words: `5,000 to 10,000 GPUs`, `6 of 14 people`, `more than 16,000`.
pub(crate) fn in_words(figure: &Figure) -> String {
    let number = number_in_words(figure);
    match figure.unit.as_deref() {
        None | Some("") => number,
        Some("percent") => format!("{number} %"),
        Some(unit) => format!("{number} {unit}"),
    }
}

fn number_in_words(figure: &Figure) -> String {
    let value = figure.value.map(grouped);
    let low = figure.low.map(grouped);
    let high = figure.high.map(grouped);
    match (figure.form, value, low, high) {
        (Form::Fraction, value, ..) => match (figure.numerator, figure.denominator, value) {
            (Some(part), Some(whole), _) => format!("{} of {}", grouped(part), grouped(whole)),
            (.., Some(value)) => value,
            _ => "a part".to_owned(),
        },
        (Form::Range, _, Some(low), Some(high)) => format!("{low} to {high}"),
        (Form::AtLeast, value, low, _) => bounded("at least", low.or(value)),
        (Form::AtMost, value, _, high) => bounded("at most", high.or(value)),
        (Form::Approx, value, low, _) => bounded("about", value.or(low)),
        (Form::Vague, _, Some(low), _) => format!("{low} or more"),
        (_, Some(value), ..) => value,
        _ => "not stated".to_owned(),
    }
}

fn bounded(bound: &str, value: Option<String>) -> String {
    value.map_or_else(|| "not stated".to_owned(), |value| format!("{bound} {value}"))
}

/// A number with its thousands grouped; from 10²¹ on, and below a thousandth, as a power of ten.
pub(crate) fn grouped(number: f64) -> String {
    let size = number.abs();
    if !number.is_finite() || size >= 1e21 || (size > 0.0 && size < 1e-3) {
        return format!("{number:.2e}");
    }
    let shown = format!("{number:.3}");
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    let (whole, fraction) = shown.split_once('.').map_or((shown, None), |(a, b)| (a, Some(b)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// Where a figure lies on an axis. An end that is not stated is open.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub(crate) struct Extent {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) open_low: bool,
    pub(crate) open_high: bool,
    /// Whether the ends are stated as rough.
    pub(crate) rough: bool,
}

/// The figure's extent times `factor`, where it states a number above zero.
pub(crate) fn extent(figure: &Figure, factor: f64) -> Option<Extent> {
    let (low, high) = match figure.form {
        Form::Range => (figure.low?, figure.high?),
        Form::AtLeast | Form::Vague => (figure.low.or(figure.value)?, figure.low.or(figure.value)?),
        Form::AtMost => (figure.high.or(figure.value)?, figure.high.or(figure.value)?),
        _ => (figure.value?, figure.value?),
    };
    let (low, high) = (low.min(high) * factor, low.max(high) * factor);
    let open_high = matches!(figure.form, Form::AtLeast | Form::Vague);
    let rough = matches!(figure.form, Form::Approx | Form::Vague);
    let open_low = figure.form == Form::AtMost;
    (low > 0.0 && high.is_finite()).then_some(Extent { low, high, open_low, open_high, rough })
}

/// What a figure's axis counts in, and by what the figure is multiplied for it. Shares of a whole, however they are
/// stated, stand on one axis in percent: "six of the 14" counts no six.
pub(crate) fn axis(figure: &Figure) -> (String, f64) {
    match (figure.form, figure.unit.as_deref()) {
        (_, Some("percent")) => ("%".to_owned(), 1.0),
        (Form::Fraction, _) => ("%".to_owned(), 100.0),
        (_, unit) => base_unit(unit),
    }
}

/// What an axis counts in, and by what a figure of `unit` is multiplied for it: `MW` is a million `W`. Units that are
/// no physical ones share an axis without a unit: processors, nodes, people.
fn base_unit(unit: Option<&str>) -> (String, f64) {
    let unit = unit.unwrap_or_default();
    let is_currency = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    let known = PHYSICAL.iter().find_map(|(base, prefixes)| {
        let prefix = unit.strip_suffix(base)?;
        let (_, factor) = prefixes.iter().find(|(name, _)| *name == prefix)?;
        Some(((*base).to_owned(), *factor))
    });
    match known {
        Some(known) => known,
        None if is_currency && !DEVICES.contains(&unit) || unit.contains('/') => (unit.to_owned(), 1.0),
        None if TIMES.contains(&unit) => (unit.to_owned(), 1.0),
        None => (String::new(), 1.0),
    }
}

/// Whether the figure's unit says what is counted: people, jobs, processors. Watts of what, nobody knows.
pub(crate) fn counts(figure: &Figure) -> bool {
    figure.unit.is_some() && base_unit(figure.unit.as_deref()).0.is_empty()
}

/// Words of three capitals that count devices and are no currency.
const DEVICES: &[&str] = &["CPU", "DPU", "FPU", "GPU", "IPU", "LPU", "NPU", "TPU"];
/// Units that stand on an axis of their own.
const TIMES: &[&str] =
    &["GPU-hours", "TPU-hours", "days", "hours", "minutes", "months", "percent", "weeks", "x", "years"];

type Prefixes = &'static [(&'static str, f64)];
/// Prefixes of the International System of Units, as symbols; the units of information use them too.
const SYMBOLS: Prefixes =
    &[("", 1.0), ("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("E", 1e18)];
/// The same prefixes as words.
const WORDS: Prefixes = &[
    ("kilo", 1e3),
    ("mega", 1e6),
    ("giga", 1e9),
    ("tera", 1e12),
    ("peta", 1e15),
    ("exa", 1e18),
    ("zetta", 1e21),
    ("yotta", 1e24),
];
const PHYSICAL: &[(&str, Prefixes)] = &[
    ("Wh", SYMBOLS),
    ("W", SYMBOLS),
    ("B", SYMBOLS),
    ("J", SYMBOLS),
    ("FLOP/s", SYMBOLS),
    ("FLOP", SYMBOLS),
    ("flop/s", WORDS),
    ("flop", WORDS),
    ("op/s", WORDS),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(form: Form, value: Option<f64>, low: Option<f64>, high: Option<f64>) -> Figure {
        Figure { form, value, low, high, ..Figure::default() }
    }

    #[test]
    fn figures_read_as_a_person_would_say_them() {
        let range = figure(Form::Range, None, Some(5_000.0), Some(10_000.0));
        assert_eq!(in_words(&range), "5,000 to 10,000");
        let share = Figure {
            numerator: Some(6.0),
            denominator: Some(14.0),
            ..figure(Form::Fraction, None, None, None)
        };
        assert_eq!(in_words(&Figure { unit: Some("people".into()), ..share }), "6 of 14 people");
        let percent = Figure { unit: Some("percent".into()), ..figure(Form::Exact, Some(12.5), None, None) };
        assert_eq!(in_words(&percent), "12.5 %");
        assert_eq!(in_words(&figure(Form::AtMost, None, None, Some(3.0))), "at most 3");
    }

    #[test]
    fn shares_stand_on_an_axis_of_their_own_however_they_are_stated() {
        let percent = Figure { unit: Some("percent".into()), ..figure(Form::Exact, Some(40.0), None, None) };
        let fraction =
            Figure { unit: Some("people".into()), ..figure(Form::Fraction, Some(0.4), None, None) };
        for share in [percent, fraction] {
            let (unit, factor) = axis(&share);
            assert_eq!((unit.as_str(), extent(&share, factor).unwrap().low), ("%", 40.0));
        }
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let cases =
            [(0.0, "0"), (999.0, "999"), (1e3, "1,000"), (1_234_567.5, "1,234,567.5"), (-1e3, "-1,000")];
        for (number, shown) in cases {
            assert_eq!(grouped(number), shown);
        }
        assert_eq!(grouped(3e23), "3.00e23");
    }

    #[test]
    fn physical_units_share_an_axis_and_money_does_not() {
        assert_eq!(base_unit(Some("MW")), ("W".into(), 1e6));
        assert_eq!(base_unit(Some("petaflop/s")), ("flop/s".into(), 1e15));
        assert_eq!(base_unit(Some("USD")), ("USD".into(), 1.0));
        assert_eq!(base_unit(Some("GPUs")), (String::new(), 1.0));
        assert_eq!(base_unit(None), (String::new(), 1.0));
    }

    #[test]
    fn a_bound_is_open_on_its_other_side() {
        let bound = extent(&figure(Form::AtLeast, None, Some(10.0), None), 2.0).unwrap();
        assert_eq!((bound.low, bound.open_high, bound.open_low), (20.0, true, false));
        assert_eq!(extent(&figure(Form::Vague, None, None, None), 1.0), None);
        assert_eq!(extent(&figure(Form::Exact, Some(0.0), None, None), 1.0), None);
    }
}

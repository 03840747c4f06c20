//! Numerals: figures in digits and number words, with their magnitudes.

use crate::lexicon::Table;
use crate::words::Words;
use std::sync::LazyLock;

/// What a number word is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum NumberWord {
    /// zero to nineteen.
    Unit(f64),
    /// twenty, thirty, …
    Ten(f64),
    /// dozen, hundred: multiplies what stands before it.
    Hundred(f64),
    /// thousand, million, bn: multiplies the whole group before it.
    Scale(f64),
    /// k, m, b: a scale only behind digits.
    Suffix(f64),
    /// half, third, tenths: the number of parts a whole has.
    Part(f64),
    /// tens, hundreds, millions.
    Many(f64),
}

static NUMBERS: LazyLock<Table<NumberWord>> = LazyLock::new(|| {
    Table::parse(include_str!("../../data/numbers.tsv"), |columns| {
        let [class, value] = columns else { return None };
        let value = value.parse().ok()?;
        Some(match *class {
            "unit" => NumberWord::Unit(value),
            "ten" => NumberWord::Ten(value),
            "hundred" => NumberWord::Hundred(value),
            "scale" => NumberWord::Scale(value),
            "suffix" => NumberWord::Suffix(value),
            "part" => NumberWord::Part(value),
            "many" => NumberWord::Many(value),
            _ => return None,
        })
    })
});

/// Longer figures are no amounts, and are not parsed, in bytes.
const LONGEST_FIGURE: usize = 40;
/// More words make no number.
const LONGEST_NUMBER: usize = 24;

/// A numeral at a place in a sentence.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Numeral {
    /// Behind its last token.
    pub end: usize,
    /// The figure before its magnitude: 1.5 of "1.5 million".
    pub mantissa: f64,
    /// The magnitude: 1000000 of "1.5 million".
    pub scale: f64,
    /// Whether it is written in digits.
    pub digits: bool,
    /// Whether it is bare: digits alone, without separator, fraction or magnitude.
    pub bare: bool,
}

impl Numeral {
    pub(crate) fn value(&self) -> f64 {
        self.mantissa * self.scale
    }
}

/// The class of a number word.
pub(crate) fn number_word(word: &str) -> Option<NumberWord> {
    NUMBERS.get(word).or_else(|| NUMBERS.get_lowercase(word)).copied()
}

/// The numeral that starts at a token.
pub(crate) fn read(words: Words<'_>, at: usize) -> Option<Numeral> {
    let first = words.get(at);
    if first.starts_with(|c: char| c.is_ascii_digit() || c == '.' || is_vulgar(c)) {
        return read_digits(words, at);
    }
    if let Some(end) = half_before(words, at) {
        let magnitude = match number_word(words.get(end)) {
            Some(NumberWord::Scale(scale)) => scale,
            Some(NumberWord::Hundred(12.0)) => 12.0,
            _ => return None,
        };
        return Some(Numeral { end: end + 1, mantissa: 0.5, scale: magnitude, digits: false, bare: false });
    }
    read_words(words, at)
}

/// Behind the words for a half that stand before a magnitude: "half a million", "a half-million", "half million".
fn half_before(words: Words<'_>, at: usize) -> Option<usize> {
    let openings: [&[&str]; 3] = [&["half", "a"], &["a", "half"], &["half"]];
    let end = openings.iter().find_map(|opening| words.phrase(at, opening))?;
    let hyphen = words.is(end, "-") && words.glued(end) && words.glued(end + 1);
    Some(end + usize::from(hyphen))
}

fn read_digits(words: Words<'_>, at: usize) -> Option<Numeral> {
    let figure = words.get(at);
    if let Some(numeral) = read_power(words, at) {
        return Some(numeral);
    }
    let (mantissa, bare) = parse_figure(figure)?;
    let mut numeral = Numeral { end: at + 1, mantissa, scale: 1.0, digits: true, bare };
    // "10 000", as it is written outside the English-speaking countries.
    if bare && figure.len() <= 3 && words.get(at + 1) == "000" {
        numeral = Numeral { end: at + 2, mantissa: mantissa * 1000.0, bare: false, ..numeral };
    }
    if words.is(at + 1, "and") && words.is(at + 2, "a") && words.is(at + 3, "half") {
        numeral = Numeral { end: at + 4, mantissa: mantissa + 0.5, bare: false, ..numeral };
    }
    Some(read_magnitude(words, numeral))
}

/// Multiplies a figure by the magnitudes behind it ("1.5 million", "230k", "$1.3-billion", "10 thousand trillion").
fn read_magnitude(words: Words<'_>, mut numeral: Numeral) -> Numeral {
    for _ in 0..2 {
        let hyphen = usize::from(
            words.is(numeral.end, "-") && words.glued(numeral.end) && words.glued(numeral.end + 1),
        );
        let at = numeral.end + hyphen;
        let magnitude = match number_word(words.get(at)) {
            Some(NumberWord::Scale(scale)) => scale,
            Some(NumberWord::Hundred(scale)) => scale,
            // "1.8m tall" is a length.
            Some(NumberWord::Suffix(scale)) if words.glued(at) && hyphen == 0 && !is_length(words, at) => {
                scale
            }
            _ => break,
        };
        numeral = Numeral { end: at + 1, scale: numeral.scale * magnitude, bare: false, ..numeral };
    }
    numeral
}

fn is_length(words: Words<'_>, at: usize) -> bool {
    let measured = ["tall", "long", "wide", "high", "deep", "away"];
    words.get(at) == "m" && words.is_any(at + 1, &measured)
}

/// A figure as a power of ten ("10^25", "3.8 × 10^25", "10²⁵").
fn read_power(words: Words<'_>, at: usize) -> Option<Numeral> {
    let (mantissa, base) = match parse_figure(words.get(at)) {
        Some((mantissa, _)) if words.is_any(at + 1, &["×", "x", "*", "·"]) => (mantissa, at + 2),
        _ => (1.0, at),
    };
    let ten = words.get(base);
    let (exponent, end) = if ten == "10" && words.get(base + 1) == "^" {
        let sign = usize::from(words.is_any(base + 2, &["-", "−"]));
        let digits: i32 = words.get(base + 2 + sign).parse().ok()?;
        (if sign == 1 { -digits } else { digits }, base + 3 + sign)
    } else {
        (parse_superscript(ten.strip_prefix("10")?)?, base + 1)
    };
    let scale = (exponent.abs() <= 300).then(|| 10f64.powi(exponent))?;
    Some(Numeral { end, mantissa: mantissa * scale, scale: 1.0, digits: true, bare: false })
}

fn parse_superscript(text: &str) -> Option<i32> {
    let digit = |c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c);
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.chars().try_fold(0, |value, c| Some(value * 10 + i32::try_from(digit(c)?).ok()?))
}

/// The value of one token in digits, and whether it is digits alone.
fn parse_figure(token: &str) -> Option<(f64, bool)> {
    if token.len() > LONGEST_FIGURE {
        return None;
    }
    let whole = token.trim_end_matches(is_vulgar);
    if whole.len() < token.len() {
        let part = parse_vulgar(&token[whole.len()..])?;
        return if whole.is_empty() {
            Some((part, false))
        } else {
            Some((parse_figure(whole)?.0 + part, false))
        };
    }
    if token.bytes().all(|b| b.is_ascii_digit()) {
        return Some((token.parse().ok()?, true));
    }
    let exponent = token.find(['e', 'E']);
    if exponent.is_some_and(|at| token[..at].parse::<f64>().is_ok()) {
        return token.parse().ok().filter(|value: &f64| value.is_finite()).map(|value| (value, false));
    }
    let (integer, decimals) = token.split_once('.').unwrap_or((token, ""));
    let mut groups = integer.split(',');
    let first = groups.next()?;
    let grouped = integer.contains(',');
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let groups_of_three = groups.all(|group| group.len() == 3 && digits(group));
    let valid =
        digits(first) && groups_of_three && digits(decimals) && (!grouped || (1..=3).contains(&first.len()));
    if !valid {
        return None;
    }
    let mut plain = integer.replace(',', "");
    plain.push('.');
    plain.push_str(decimals);
    plain.parse().ok().map(|value| (value, false))
}

pub(super) fn is_vulgar(c: char) -> bool {
    parse_vulgar(c.encode_utf8(&mut [0; 4])).is_some()
}

fn parse_vulgar(text: &str) -> Option<f64> {
    Some(match text {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅛" => 0.125,
        _ => return None,
    })
}

/// A number in words ("two hundred and fifty thousand", "twenty-five", "a hundred").
fn read_words(words: Words<'_>, start: usize) -> Option<Numeral> {
    let mut at = start;
    let (mut total, mut group) = (0.0, None::<f64>);
    let mut last_scale = f64::INFINITY;
    let mut end = start;
    let mut single_scale = None;
    if words.is_any(at, &["a", "an"]) {
        let article =
            matches!(number_word(words.get(at + 1)), Some(NumberWord::Hundred(_) | NumberWord::Scale(_)));
        group = article.then_some(1.0);
        group?;
        at += 1;
    }
    while at - start < LONGEST_NUMBER {
        let word = number_word(words.get(at));
        match (word, group) {
            (Some(NumberWord::Unit(value)), None) => group = Some(value),
            (Some(NumberWord::Unit(value)), Some(sum))
                if sum % 10.0 == 0.0 && sum > 0.0 && sum % 100.0 != 10.0 =>
            {
                let follows = sum % 100.0 == 0.0 || value < 10.0;
                if !follows {
                    break;
                }
                group = Some(sum + value);
            }
            (Some(NumberWord::Ten(value)), None) => group = Some(value),
            (Some(NumberWord::Ten(value)), Some(sum)) if sum % 100.0 == 0.0 && sum > 0.0 => {
                group = Some(sum + value)
            }
            (Some(NumberWord::Hundred(factor)), Some(sum)) if sum < 100.0 => group = Some(sum * factor),
            (Some(NumberWord::Scale(scale)), Some(sum)) if scale < last_scale => {
                total += sum * scale;
                single_scale = (total == sum * scale).then_some((sum, scale));
                last_scale = scale;
                group = None;
            }
            _ => break,
        }
        at += 1;
        end = at;
        at += joint_length(words, at);
    }
    if end == start {
        return None;
    }
    let plain =
        Numeral { end, mantissa: total + group.unwrap_or(0.0), scale: 1.0, digits: false, bare: false };
    let numeral = match (single_scale, group) {
        (Some((mantissa, scale)), None) => Numeral { mantissa, scale, ..plain },
        _ => plain,
    };
    Some(read_half(words, numeral))
}

/// What may stand between two words of one number: "and" ("two hundred and five") or a hyphen.
fn joint_length(words: Words<'_>, at: usize) -> usize {
    let next = number_word(words.get(at + 1));
    let small = matches!(next, Some(NumberWord::Unit(_) | NumberWord::Ten(_)));
    let hundreds =
        matches!(number_word(words.before(at)), Some(NumberWord::Hundred(100.0) | NumberWord::Scale(_)));
    let hyphen = words.is(at, "-") && words.glued(at) && words.glued(at + 1) && next.is_some();
    let ten = matches!(number_word(words.before(at)), Some(NumberWord::Ten(_))) || !small;
    usize::from((words.is(at, "and") && small && hundreds) || (hyphen && ten))
}

/// "two and a half million": the half, and the magnitude behind it.
fn read_half(words: Words<'_>, numeral: Numeral) -> Numeral {
    if numeral.scale > 1.0 {
        return numeral;
    }
    let Some(end) = words.phrase(numeral.end, &["and", "a", "half"]) else { return numeral };
    let mixed = Numeral { end, mantissa: numeral.mantissa + 0.5, ..numeral };
    match number_word(words.get(end)) {
        Some(NumberWord::Scale(scale)) => Numeral { end: end + 1, scale, ..mixed },
        _ => mixed,
    }
}

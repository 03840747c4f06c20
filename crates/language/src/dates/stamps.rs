//! Stamps read from tokens: days, months, quarters, years, weekdays and times told from today.

use super::Period;
use super::calendar::{Shift, Unit, Word, ahead, word};
use super::grammar::unit;
use super::stamp::{self, Stamp};
use crate::Form;
use crate::quantities::hedges;
use crate::quantities::numerals::{self, NumberWord};
use crate::words::{Phrases, Words};
use jiff::civil::Date;
use std::sync::LazyLock;

/// What an adverb of time means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Adverb {
    /// The present day.
    Now,
    /// A time that is not told.
    Unknown,
    /// As much, but only behind a preposition: "by Christmas", not "the Christmas party".
    Named,
}

static ADVERBS: LazyLock<Phrases<Adverb>> = LazyLock::new(|| {
    Phrases::parse(include_str!("../../data/time-adverbs.tsv"), |columns| match columns {
        ["now"] => Some(Adverb::Now),
        ["unknown"] => Some(Adverb::Unknown),
        ["named"] => Some(Adverb::Named),
        _ => None,
    })
});

/// A stamp, and behind its last token.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Read {
    pub end: usize,
    pub stamp: Stamp,
}

/// Years that articles speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2150;
/// Years that need no word before them to be taken for years.
const CLEAR_YEARS: std::ops::RangeInclusive<i16> = 1900..=2035;

/// The stamp at a token; `introduced` if a preposition or a part of a time stands before it.
pub(super) fn read(words: Words<'_>, at: usize, today: Option<Date>, introduced: bool) -> Option<Read> {
    numeric(words, at)
        .or_else(|| day_month(words, at, today))
        .or_else(|| month(words, at, today, introduced))
        .or_else(|| weekday(words, at))
        .or_else(|| period_of_year(words, at, today, introduced))
        .or_else(|| shifted(words, at, today))
        .or_else(|| counted(words, at, today, introduced))
        .or_else(|| day_word(words, at, today))
        .or_else(|| decade(words, at))
        .or_else(|| bare_year(words, at, introduced))
        .or_else(|| adverb(words, at, today, introduced))
}

/// "now", "at present", "recently": around the day of publication, or no one knows when.
fn adverb(words: Words<'_>, at: usize, today: Option<Date>, introduced: bool) -> Option<Read> {
    let (end, adverb) = ADVERBS.longest(words, at, |_, adverb| introduced || *adverb != Adverb::Named)?;
    let period = today.filter(|_| *adverb == Adverb::Now).map(Period::day);
    Some(Read { end, stamp: Stamp::Fixed(period) })
}

/// "2023-06-16", "6/16/2023".
fn numeric(words: Words<'_>, at: usize) -> Option<Read> {
    let token = words.get(at);
    let separator = if token.contains('-') { '-' } else { '/' };
    let mut parts = token.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || token.len() > 10 {
        return None;
    }
    let number = |text: &str| text.parse::<i16>().ok();
    let (first_number, second, third_number) =
        (number(first)?, i8::try_from(number(second)?).ok()?, number(third)?);
    let short = |number: i16| i8::try_from(number).ok();
    let (year, month, day) = match (first.len(), third.len()) {
        (4, _) => (first_number, second, short(third_number)?),
        // Americans put the month first.
        (_, 4) if first_number <= 12 => (third_number, short(first_number)?, second),
        (_, 4) => (third_number, second, short(first_number)?),
        _ => return None,
    };
    let day = Date::new(year, month, day).ok()?;
    Some(Read { end: at + 1, stamp: Stamp::Fixed(Some(Period::day(day))) })
}

/// "16 June 2023", "the 16th of June".
fn day_month(words: Words<'_>, at: usize, today: Option<Date>) -> Option<Read> {
    let start = at + usize::from(words.is(at, "the"));
    let day = day_number(words.get(start))?;
    let of = start + 1 + usize::from(words.is(start + 1, "of"));
    let Some(Word::Month(month)) = word(words.get(of)) else { return None };
    let read = Read { end: of + 1, stamp: Stamp::Day { year: None, month, day } };
    Some(with_year(words, read, today))
}

/// "June 16, 2023", "June 16", "June 2023", "June", "November and December 2020".
fn month(words: Words<'_>, at: usize, today: Option<Date>, introduced: bool) -> Option<Read> {
    let Some(Word::Month(month)) = word(words.get(at)) else { return None };
    if let Some(day) = day_number(words.get(at + 1)) {
        let read = Read { end: at + 2, stamp: Stamp::Day { year: None, month, day } };
        return Some(with_year(words, read, today));
    }
    let single = with_year(words, Read { end: at + 1, stamp: Stamp::Month { year: None, month } }, today);
    if single.end == at + 1
        && words.is_any(at + 1, &["and", "to", "-", "–"])
        && let Some(pair) = months(words, at, month, today)
    {
        return Some(pair);
    }
    // "May" and "March" are other words too.
    let doubtful =
        words.is_any(at, &["may", "march", "mar", "dec", "jan", "nov", "oct", "aug", "apr", "feb", "sep"]);
    let certain = introduced || single.end > at + 1 || words.is(at.wrapping_sub(1), "of");
    (!doubtful || certain).then_some(single)
}

/// "November and December 2020": from the one to the other.
fn months(words: Words<'_>, at: usize, first: i8, today: Option<Date>) -> Option<Read> {
    let Some(Word::Month(last)) = word(words.get(at + 2)) else { return None };
    let last = with_year(words, Read { end: at + 3, stamp: Stamp::Month { year: None, month: last } }, today);
    let to = last.stamp.resolve(today, false);
    let from =
        to.and_then(|to| Stamp::Month { year: Some(to.to?.year()), month: first }.resolve(today, false));
    let period = from.zip(to).map(|(from, to)| Period { from: from.from, to: to.to });
    Some(Read { end: last.end, stamp: Stamp::Fixed(period) })
}

/// "Friday", "last Friday", "Friday morning", "Friday, June 16".
fn weekday(words: Words<'_>, at: usize) -> Option<Read> {
    let (start, shift) = match word(words.get(at)) {
        Some(Word::Shift(shift)) => (at + 1, Some(shift)),
        _ => (at, None),
    };
    let Some(Word::Weekday(day)) = word(words.get(start)) else { return None };
    let comma = start + 1 + usize::from(words.is(start + 1, ","));
    if let (Some(Word::Month(_)), Some(date)) = (word(words.get(comma)), month(words, comma, None, true)) {
        return Some(date);
    }
    let hour = usize::from(word(words.get(start + 1)) == Some(Word::Hour));
    Some(Read { end: start + 1 + hour, stamp: Stamp::Weekday { day, shift } })
}

/// "the third quarter", "Q3 2023", "the first half of 2022", "this summer", "the spring of 2020", "H1".
fn period_of_year(words: Words<'_>, at: usize, today: Option<Date>, introduced: bool) -> Option<Read> {
    let start = at + usize::from(words.is(at, "the"));
    let article = start > at;
    let fiscal = usize::from(words.is_any(start + 1, &["fiscal", "financial"]));
    let read = match word(words.get(start)) {
        Some(Word::Ordinal(number)) if words.is(start + 1 + fiscal, "quarter") => {
            Read { end: start + 2 + fiscal, stamp: Stamp::Quarter { year: None, number } }
        }
        Some(Word::Ordinal(number)) if words.is(start + 1, "half") && number <= 2 => {
            let half = Read { end: start + 2, stamp: Stamp::Half { year: None, number } };
            // Halves are of matches and of lists too: only one with its year is a time.
            return Some(with_year(words, half, today)).filter(|read| read.end > half.end);
        }
        Some(Word::Season(number)) if article || introduced || is_year(words, start + 1) => {
            let season = Read { end: start + 1, stamp: Stamp::Season { year: None, number } };
            let told = !words.is(start, "fall")
                || words.get(start + 1).is_empty()
                || article
                || is_year(words, start + 1);
            return told.then(|| with_year(words, season, today));
        }
        _ => coded(words, start)?,
    };
    Some(with_year(words, read, today))
}

/// "Q3", "H1".
fn coded(words: Words<'_>, at: usize) -> Option<Read> {
    let code = words.get(at);
    let number = code.strip_prefix(['Q', 'H'])?.parse::<i8>().ok()?;
    let stamp = match code.as_bytes()[0] {
        b'Q' if (1..=4).contains(&number) => Stamp::Quarter { year: None, number },
        b'H' if (1..=2).contains(&number) => Stamp::Half { year: None, number },
        _ => return None,
    };
    Some(Read { end: at + 1, stamp })
}

/// "last year", "the past three years", "this summer", "next March", "the coming weeks".
fn shifted(words: Words<'_>, at: usize, today: Option<Date>) -> Option<Read> {
    let start = at + usize::from(words.is_any(at, &["the", "these"]));
    let Some(Word::Shift(shift)) = word(words.get(start)) else { return None };
    let fixed = |end, period| Some(Read { end, stamp: Stamp::Fixed(period) });
    match word(words.get(start + 1)) {
        Some(Word::Unit(unit)) if words.get(start + 1).ends_with('s') => {
            return fixed(start + 2, stamp::stretch(today, shift, None, unit));
        }
        // "the last year" ends today; "last year" is the one in the calendar.
        Some(Word::Unit(unit)) if start > at || shift == Shift::Past => {
            return fixed(start + 2, stamp::stretch(today, shift, Some(1), unit));
        }
        Some(Word::Unit(unit)) => return fixed(start + 2, stamp::beside(today, shift, unit)),
        Some(Word::Season(number)) => {
            let period = shifted_stamp(Stamp::Season { year: None, number }, shift, today);
            return fixed(start + 2, period);
        }
        Some(Word::Month(month)) => {
            let period = shifted_stamp(Stamp::Month { year: None, month }, shift, today);
            return fixed(start + 2, period);
        }
        Some(Word::Hour) if shift == Shift::This => return fixed(start + 2, today.map(Period::day)),
        _ => {}
    }
    let (end, count) = count(words, start + 1)?;
    let unit = unit(words.get(end))?;
    fixed(end + 1, stamp::stretch(today, shift, count, unit))
}

/// A month or season with "last", "this" or "next" before it.
fn shifted_stamp(stamp: Stamp, shift: Shift, today: Option<Date>) -> Option<Period> {
    let today = today?;
    match shift {
        Shift::Last | Shift::Past => {
            let period = stamp.resolve(Some(today), false)?;
            let current = period.to? >= today;
            if current { stamp.in_year(today.year() - 1).resolve(None, false) } else { Some(period) }
        }
        Shift::This => stamp.in_year(today.year()).resolve(None, false),
        Shift::Next | Shift::Coming => stamp.resolve(Some(today), true),
        Shift::Elsewhere => None,
    }
}

/// "three years ago", "two weeks later", "a year earlier", "within 5 years".
fn counted(words: Words<'_>, at: usize, today: Option<Date>, introduced: bool) -> Option<Read> {
    // "more than a year ago" is told by no day.
    let hedge = hedges::before(words, at);
    let (end, count) = count(words, hedge.map_or(at, |(end, _)| end))?;
    let unit = unit(words.get(end))?;
    let behind = end + 1;
    if words.is(behind, "ago") {
        let about = hedge.is_none_or(|(_, form)| matches!(form, Form::Approx | Form::Exact));
        let period = if about { stamp::ago(today, count, unit) } else { None };
        return Some(Read { end: behind + 1, stamp: Stamp::Fixed(period) });
    }
    if words.is_any(behind, &["later", "earlier", "after", "before"]) {
        return Some(Read { end: behind + 1, stamp: Stamp::Fixed(None) });
    }
    let within = introduced && words.is(at.wrapping_sub(1), "within") && !words.is(behind, "of");
    let period = stamp::stretch(today, Shift::Next, count, unit);
    (within && unit != Unit::Day).then_some(Read { end: behind, stamp: Stamp::Fixed(period) })
}

/// A number of units: where it ends, and the number where one is told.
fn count(words: Words<'_>, at: usize) -> Option<(usize, Option<i32>)> {
    let vague: [&[&str]; 6] =
        [&["a", "few"], &["few"], &["several"], &["a", "couple", "of"], &["couple", "of"], &["many"]];
    if let Some(end) = vague.iter().find_map(|phrase| words.phrase(at, phrase)) {
        return Some((end, None));
    }
    let numeral = numerals::read(words, at);
    if let Some(numeral) = numeral.filter(|numeral| (1.0..=3000.0).contains(&numeral.value())) {
        #[expect(clippy::cast_possible_truncation, reason = "the value is a whole number between 1 and 3000")]
        let whole = (numeral.value().fract() == 0.0).then_some(numeral.value() as i32);
        return Some((numeral.end, whole));
    }
    words.is_any(at, &["a", "an", "one"]).then_some((at + 1, Some(1)))
}

/// "today", "yesterday".
fn day_word(words: Words<'_>, at: usize, today: Option<Date>) -> Option<Read> {
    let Some(Word::Day(days)) = word(words.get(at)) else { return None };
    let period = today.and_then(|today| ahead(today, i64::from(days))).map(Period::day);
    Some(Read { end: at + 1, stamp: Stamp::Fixed(period) })
}

/// "the 1990s", "the '90s", "mid-2020".
fn decade(words: Words<'_>, at: usize) -> Option<Read> {
    let start = at + usize::from(words.is(at, "the"));
    let token = words.get(start);
    if let Some(year) = strip_middle(token).and_then(parse_year) {
        let middle = Stamp::Year(year).resolve(None, false).and_then(|period| period.third(1));
        return Some(Read { end: start + 1, stamp: Stamp::Fixed(middle) });
    }
    if let Some(Word::Month(month)) = strip_middle(token).and_then(word) {
        return Some(Read { end: start + 1, stamp: Stamp::Month { year: None, month } });
    }
    let digits = token.strip_suffix('s')?;
    let short = digits.strip_prefix(['\'', '’']).and_then(|digits| digits.parse::<i16>().ok());
    let first = short.map(|short| 1900 + short).or_else(|| parse_year(digits))?;
    (first % 10 == 0).then_some(Read { end: start + 1, stamp: Stamp::Decade(first) })
}

fn strip_middle(token: &str) -> Option<&str> {
    token.get(..4).filter(|prefix| prefix.eq_ignore_ascii_case("mid-")).map(|_| &token[4..])
}

/// A year alone: behind a preposition, or where nothing else of four digits stands ("(2019)").
fn bare_year(words: Words<'_>, at: usize, introduced: bool) -> Option<Read> {
    let start = if words.is(at, "the") && words.is(at + 1, "year") { at + 2 } else { at };
    let start = start + usize::from(words.is_any(start, &["fiscal", "calendar"]));
    let year = parse_year(words.get(start)).filter(|year| YEARS.contains(year))?;
    let told = start > at || introduced;
    let clear = CLEAR_YEARS.contains(&year) && !words.glued(start + 1);
    // A count of things is no year: "in 1500 shops", "2000 workers".
    let counts = numerals::number_word(words.get(start + 1))
        .is_some_and(|word| matches!(word, NumberWord::Scale(_)))
        || words.is_any(start + 1, &["%", "percent"]);
    let closed = !words.get(start + 1).starts_with(char::is_alphanumeric);
    let range = words.is_any(start + 1, &["-", "–"]) && words.glued(start + 1);
    if range {
        return year_range(words, start, year);
    }
    let sure = told && (CLEAR_YEARS.contains(&year) || closed) || (clear && closed && !words.glued(start));
    (sure && !counts && !is_currency(words.before(start)))
        .then_some(Read { end: start + 1, stamp: Stamp::Year(year) })
}

/// "2019-2021", "2019–21".
fn year_range(words: Words<'_>, at: usize, first: i16) -> Option<Read> {
    let token = words.get(at + 2);
    let last = match token.len() {
        4 => parse_year(token)?,
        2 => first - first % 100 + token.parse::<i16>().ok()?,
        _ => return None,
    };
    let plausible = CLEAR_YEARS.contains(&first) && first < last && last - first < 100;
    let period = Stamp::Year(first).resolve(None, false).zip(Stamp::Year(last).resolve(None, false));
    let period = period.map(|(from, to)| Period { from: from.from, to: to.to });
    plausible.then_some(Read { end: at + 3, stamp: Stamp::Fixed(period) })
}

/// Adds the year behind a stamp: ", 2023", "2023", "of 2023", "of last year", "last year".
fn with_year(words: Words<'_>, read: Read, today: Option<Date>) -> Read {
    let comma = usize::from(words.is(read.end, ",") && matches!(read.stamp, Stamp::Day { .. }));
    let of = usize::from(comma == 0 && words.is(read.end, "of"));
    let at = read.end + comma + of;
    let fiscal = usize::from(words.is(at, "fiscal"));
    if is_year(words, at + fiscal)
        && let Some(year) = parse_year(words.get(at + fiscal))
    {
        return Read { end: at + fiscal + 1, stamp: read.stamp.in_year(year) };
    }
    let this = words.is(at, "the") && words.is(at + 1, "year") && of == 1;
    let shift = match word(words.get(at)) {
        Some(Word::Shift(shift)) if comma == 0 && words.is(at + 1, "year") => shift,
        _ if this => Shift::This,
        _ => return read,
    };
    let year = stamp::beside(today, shift, Unit::Year).and_then(|period| period.from).map(|day| day.year());
    Read { end: at + 2, stamp: year.map_or(Stamp::Fixed(None), |year| read.stamp.in_year(year)) }
}

fn is_year(words: Words<'_>, at: usize) -> bool {
    parse_year(words.get(at)).is_some_and(|year| YEARS.contains(&year))
}

fn parse_year(token: &str) -> Option<i16> {
    let digits = token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit());
    if digits { token.parse().ok() } else { None }
}

/// The number of a day in its month ("16", "16th").
fn day_number(token: &str) -> Option<i8> {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let suffix = matches!(&token[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| suffix && digits.len() <= 2 && (1..=31).contains(day))
}

fn is_currency(token: &str) -> bool {
    token.ends_with(['$', '€', '£', '¥'])
}

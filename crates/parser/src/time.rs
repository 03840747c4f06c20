//! Dates and times as articles print them: "June 16, 2023 11:00 pm ET", "16 juin 2023", ISO 8601, RFC 2822.

use crate::data::{any_of, compiled, rows};
use copydesk_document::Moment;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

const MONTHS: &str = include_str!("../data/months.tsv");
const ZONES: &str = include_str!("../data/zones.tsv");

/// A point in time and the bytes that state it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    pub(crate) range: Range<usize>,
    pub(crate) moment: Moment,
}

/// The dates that `text` states, with year, each with the time beside it.
pub(crate) fn find_all(text: &str) -> impl Iterator<Item = Stated> {
    let captures = has_year(text).then(|| DATE.captures_iter(text)).into_iter().flatten();
    captures.filter_map(|captures| {
        let date = date(&captures)?;
        let (range, clock) = beside(text, captures.get_match().range());
        let moment = match clock {
            None => Moment::Day(date),
            Some(Clock { time, zone: None }) => Moment::Local(date.to_datetime(time)),
            Some(Clock { time, zone: Some(zone) }) => zoned(date.to_datetime(time), &zone),
        };
        Some(Stated { range, moment })
    })
}

/// Whether four digits stand in a row: every date has its year, and most lines have none.
fn has_year(text: &str) -> bool {
    let mut digits = 0;
    text.bytes().any(|byte| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 4
    })
}

/// The first date that `text` states, with year, and the time beside it.
pub(crate) fn parse(text: &str) -> Option<Moment> {
    find_all(text).next().map(|stated| stated.moment)
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let month = any_of(rows::<2>(MONTHS).map(|[name, _]| name));
    compiled(&format!(
        r"(?ix)\b(?:(?<y1>\d{{4}})[-/](?<m1>\d\d?)[-/](?<d1>\d\d?)(?:T|\b)
        |(?<n2>{month})\.?\s+(?<d2>\d\d?)(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?<y2>\d{{4}})\b
        |(?<d3>\d\d?)(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:de\s+|of\s+)?(?<n3>{month})\.?,?[\s-]+(?:de\s+|del\s+)?(?<y3>\d{{4}})\b
        |(?<a4>\d\d?)(?<s4>[./])\s?(?<b4>\d\d?)[./]\s?(?<y4>\d{{4}})\b
        |(?<y5>\d{{4}})年(?<m5>\d\d?)月(?<d5>\d\d?)日)"
    ))
});

fn date(captures: &Captures<'_>) -> Option<Date> {
    let number = |group: &str| captures.name(group).and_then(|found| found.as_str().parse::<i16>().ok());
    let month = |group: &str| captures.name(group).and_then(|found| month_number(found.as_str()));
    let (year, month, day) = if let Some(year) = number("y1") {
        (year, number("m1")?, number("d1")?)
    } else if let Some(year) = number("y2") {
        (year, month("n2")?, number("d2")?)
    } else if let Some(year) = number("y3") {
        (year, month("n3")?, number("d3")?)
    } else if let Some(year) = number("y4") {
        let (first, second) = (number("a4")?, number("b4")?);
        let dotted = &captures["s4"] == ".";
        match (dotted, first > 12, second > 12) {
            (true, _, _) | (false, true, _) => (year, second, first),
            (false, false, true) => (year, first, second),
            // 3/4/2023 is March to some and April to others.
            (false, false, false) => return None,
        }
    } else {
        (number("y5")?, number("m5")?, number("d5")?)
    };
    // Years outside these are no year of an article.
    (1700..2200).contains(&year).then_some(())?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn month_number(name: &str) -> Option<i16> {
    let name = name.to_lowercase();
    rows::<2>(MONTHS).find(|[month, _]| *month == name).and_then(|[_, number]| number.parse().ok())
}

struct Clock {
    time: Time,
    zone: Option<String>,
}

static CLOCK: LazyLock<String> = LazyLock::new(|| {
    let zone = any_of(rows::<2>(ZONES).map(|[name, _]| name));
    format!(
        r"(?i:(?<hour>\d{{1,2}})(?:[:.h](?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?(?:\s?(?<half>[ap])\.?m\b\.?)?|\s?(?<half2>[ap])\.?m\b\.?))
        (?:\s?Uhr\b)?(?:\s?\(?(?<zone>(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?\b|{zone}\b)\)?)?"
    )
});
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(r"(?x)^(?:[\s,|·•@–—-]|(?i:at|um|à|às|kl\.?|alle|ore)\s){{0,5}}(?:{})", *CLOCK))
});
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(r"(?x)\b(?:{})(?:[\s,|·•@–—-]|(?i:on)\s|\p{{L}}{{3,10}}\.?,?\s){{0,4}}$", *CLOCK))
});

/// Bytes in front of a date in which its time is looked for.
const REACH: usize = 40;

/// The time of day right behind a date, or right in front of it, and the range of both.
fn beside(text: &str, date: Range<usize>) -> (Range<usize>, Option<Clock>) {
    if let Some(captures) = AFTER.captures(&text[date.end..])
        && let Some(clock) = clock(&captures)
    {
        return (date.start..date.end + captures.get_match().end(), Some(clock));
    }
    let from = text.floor_char_boundary(date.start.saturating_sub(REACH));
    let before = &text[from..date.start];
    if before.contains(|c: char| c.is_ascii_digit())
        && let Some(captures) = BEFORE.captures(before)
        && let Some(clock) = clock(&captures)
    {
        return (from + captures.get_match().start()..date.end, Some(clock));
    }
    (date, None)
}

fn clock(captures: &Captures<'_>) -> Option<Clock> {
    let number =
        |group: &str| captures.name(group).map_or(Some(0), |found| found.as_str().parse::<i8>().ok());
    let half = captures.name("half").or_else(|| captures.name("half2")).map(|half| half.as_str());
    let hour = match (half, number("hour")?) {
        (None, hour) => hour,
        (Some(_), 0 | 13..) => return None,
        (Some("a" | "A"), hour) => hour % 12,
        (Some(_), hour) => hour % 12 + 12,
    };
    let time = Time::new(hour, number("minute")?, number("second")?, 0).ok()?;
    Some(Clock { time, zone: captures.name("zone").map(|zone| zone.as_str().to_owned()) })
}

/// The offset that a zone's name, or a number, stands for at a time.
fn zoned(local: DateTime, zone: &str) -> Moment {
    let named = rows::<2>(ZONES).find(|[name, _]| *name == zone);
    let offset = match named {
        Some([_, rule]) => TimeZone::posix(rule)
            .and_then(|rules| rules.to_ambiguous_zoned(local).compatible())
            .map(|zoned| zoned.offset())
            .ok(),
        None => numeric(zone),
    };
    offset.map_or(Moment::Local(local), |offset| Moment::Zoned(local, offset))
}

/// "+02:00", "-0400", "GMT+1".
fn numeric(zone: &str) -> Option<Offset> {
    let digits = zone.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let sign = if digits.starts_with('-') { -1 } else { 1 };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at(digits.len().saturating_sub(2));
    let (hours, minutes) = if digits.len() > 2 { (hours, minutes) } else { (minutes, "0") };
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    Offset::from_seconds(sign * seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        parse(text).map(|moment| moment.to_string()).unwrap_or_default()
    }

    #[test]
    fn american_times_know_summer_and_winter() {
        assert_eq!(parsed("June 16, 2023 11:00 pm ET"), "2023-06-16T23:00:00-04:00");
        assert_eq!(parsed("Jan. 6, 2023, at 9:05 a.m. ET"), "2023-01-06T09:05:00-05:00");
        assert_eq!(parsed("Published 8:06 PM EDT, Fri June 16, 2023"), "2023-06-16T20:06:00-04:00");
        assert_eq!(parsed("March 3rd 2021 | 7 pm PST"), "2021-03-03T19:00:00-08:00");
    }

    #[test]
    fn european_dates_are_read() {
        assert_eq!(parsed("16 June 2023"), "2023-06-16");
        assert_eq!(parsed("Fri 16 Jun 2023 08.15 BST"), "2023-06-16T08:15:00+01:00");
        assert_eq!(parsed("Stand: 16. Juni 2023, 18:30 Uhr"), "2023-06-16T18:30:00");
        assert_eq!(parsed("Publié le 1er février 2022 à 07h30"), "2022-02-01T07:30:00");
        assert_eq!(parsed("16 de junio de 2023"), "2023-06-16");
        assert_eq!(parsed("05.06.2025, 12:01"), "2025-06-05T12:01:00");
    }

    #[test]
    fn machine_formats_are_read() {
        assert_eq!(parsed("2023-06-16T23:00:00Z"), "2023-06-16T23:00:00+00:00");
        assert_eq!(parsed("2023-06-16T23:00:00.123+05:30"), "2023-06-16T23:00:00+05:30");
        assert_eq!(parsed("2023-06-16 23:00"), "2023-06-16T23:00:00");
        assert_eq!(parsed("Fri, 16 Jun 2023 23:00:00 -0400"), "2023-06-16T23:00:00-04:00");
        assert_eq!(parsed("2023年6月16日"), "2023-06-16");
    }

    #[test]
    fn what_is_ambiguous_or_no_date_is_left_alone() {
        assert_eq!(parsed("3/4/2023"), "");
        assert_eq!(parsed("25/4/2023"), "2023-04-25");
        assert_eq!(parsed("June 31, 2023"), "");
        assert_eq!(parsed("It fell 16 percent in June 2023."), "");
        assert_eq!(parsed("version 10.12.2048576"), "");
    }

    #[test]
    fn the_range_covers_date_and_time() {
        let text = "By Ann Lee June 16, 2023 11:00 pm ET The company";
        let stated = find_all(text).next().unwrap();
        assert_eq!(&text[stated.range], "June 16, 2023 11:00 pm ET");
    }
}

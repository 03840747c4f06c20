//! The calendar: its words, and days counted on it.

use super::Period;
use crate::lexicon::Table;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::sync::LazyLock;

/// A word of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word {
    /// 1 to 12.
    Month(i8),
    /// Monday is 1.
    Weekday(i8),
    /// Spring is 1.
    Season(i8),
    Unit(Unit),
    /// "first" to "fourth".
    Ordinal(i8),
    Shift(Shift),
    /// Days from today.
    Day(i8),
    /// Early, mid, late: a third of a time.
    Third(i8),
    /// A time of day.
    Hour,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Fortnight,
}

/// How a time is placed against today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shift {
    /// "last"
    Last,
    /// "this", "current"
    This,
    /// "next"
    Next,
    /// "past"
    Past,
    /// "coming"
    Coming,
    /// "previous", "following": against a time told before, which is not known.
    Elsewhere,
}

static WORDS: LazyLock<Table<Word>> = LazyLock::new(|| {
    Table::parse(include_str!("../../data/calendar.tsv"), |columns| {
        let [class, value] = columns else { return None };
        let value = value.parse().ok()?;
        Some(match *class {
            "month" => Word::Month(value),
            "weekday" => Word::Weekday(value),
            "season" => Word::Season(value),
            "unit" => Word::Unit(Unit::from_number(value)?),
            "ordinal" => Word::Ordinal(value),
            "shift" => Word::Shift(Shift::from_number(value)?),
            "day" => Word::Day(value),
            "part" => Word::Third(value),
            "hour" => Word::Hour,
            _ => return None,
        })
    })
});

impl Unit {
    fn from_number(number: i8) -> Option<Self> {
        use Unit::{Century, Day, Decade, Fortnight, Month, Quarter, Week, Weekend, Year};
        let units = [Day, Week, Weekend, Month, Quarter, Year, Decade, Century, Fortnight];
        units.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
    }

    /// So many of it.
    pub(super) fn times(self, count: i32) -> Option<Span> {
        let count = i64::from(count);
        let (unit, factor): (Span, i64) = match self {
            Self::Day | Self::Weekend => (1.day(), count),
            Self::Week => (1.week(), count),
            Self::Fortnight => (1.week(), count * 2),
            Self::Month => (1.month(), count),
            Self::Quarter => (1.month(), count * 3),
            Self::Year => (1.year(), count),
            Self::Decade => (1.year(), count * 10),
            Self::Century => (1.year(), count * 100),
        };
        unit.checked_mul(factor).ok()
    }

    /// The one that holds a day: its calendar week, month, quarter, year.
    pub(super) fn around(self, day: Date) -> Option<Period> {
        match self {
            Self::Day => Some(Period::day(day)),
            Self::Week | Self::Fortnight => {
                let monday = back(day, i64::from(day.weekday().to_monday_zero_offset()))?;
                Some(Period::between(monday, ahead(monday, 6)?))
            }
            Self::Weekend => {
                let saturday = back(day, (i64::from(day.weekday().to_monday_zero_offset()) + 2) % 7)?;
                Some(Period::between(saturday, ahead(saturday, 1)?))
            }
            Self::Month => month(day.year(), day.month()),
            Self::Quarter => quarter(day.year(), (day.month() - 1) / 3 + 1),
            Self::Year => year(day.year()),
            Self::Decade => years(day.year() - day.year().rem_euclid(10), 10),
            Self::Century => None,
        }
    }
}

impl Shift {
    fn from_number(number: i8) -> Option<Self> {
        Some(match number {
            -1 => Self::Last,
            0 => Self::This,
            1 => Self::Next,
            -2 => Self::Past,
            2 => Self::Coming,
            -3 | 3 => Self::Elsewhere,
            _ => return None,
        })
    }
}

/// The class of a calendar word; names of months and days keep their capital.
pub(super) fn word(word: &str) -> Option<Word> {
    let found = WORDS.get(word).copied();
    found.or_else(|| {
        let lowercase = WORDS.get_lowercase(word).copied();
        lowercase.or_else(|| WORDS.get(&capitalised(word)?).copied())
    })
}

/// A word all in capitals, as headlines have it, with its first one alone.
fn capitalised(word: &str) -> Option<String> {
    let shouted = word.len() > 3 && word.len() < 12 && word.bytes().all(|b| b.is_ascii_uppercase());
    shouted.then(|| format!("{}{}", &word[..1], word[1..].to_ascii_lowercase()))
}

pub(super) fn ahead(day: Date, days: i64) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

pub(super) fn back(day: Date, days: i64) -> Option<Date> {
    day.checked_sub(days.days()).ok()
}

pub(super) fn month(year: i16, month: i8) -> Option<Period> {
    let first = Date::new(year, month, 1).ok()?;
    Some(Period::between(first, first.last_of_month()))
}

pub(super) fn quarter(year: i16, number: i8) -> Option<Period> {
    months(year, number * 3 - 2, 3)
}

/// So many months from one on.
pub(super) fn months(year: i16, first: i8, count: i32) -> Option<Period> {
    let from = Date::new(year, first, 1).ok()?;
    let behind = from.checked_add(Unit::Month.times(count)?).ok()?;
    Some(Period::between(from, back(behind, 1)?))
}

pub(super) fn year(year: i16) -> Option<Period> {
    years(year, 1)
}

pub(super) fn years(first: i16, count: i16) -> Option<Period> {
    Some(Period::between(Date::new(first, 1, 1).ok()?, Date::new(first + count - 1, 12, 31).ok()?))
}

impl Period {
    /// One day.
    pub(super) fn day(day: Date) -> Self {
        Self::between(day, day)
    }

    pub(super) fn between(from: Date, to: Date) -> Self {
        Self { from: Some(from), to: Some(to) }
    }

    /// The first, middle or last third of a closed period.
    pub(super) fn third(self, number: i8) -> Option<Self> {
        let (from, to) = (self.from?, self.to?);
        let days = i64::from((to - from).get_days()) + 1;
        let start = days * i64::from(number) / 3;
        let end = (days * (i64::from(number) + 1) / 3 - 1).max(start);
        Some(Self::between(ahead(from, start)?, ahead(from, end)?))
    }
}

//! Stamps: dates as written, which may lack their year, and the days they mean.

use super::Period;
use super::calendar::{self, Shift, Unit, ahead, back};
use jiff::civil::Date;

/// A date or period as written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Stamp {
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    Month {
        year: Option<i16>,
        month: i8,
    },
    Quarter {
        year: Option<i16>,
        number: i8,
    },
    Half {
        year: Option<i16>,
        number: i8,
    },
    Season {
        year: Option<i16>,
        number: i8,
    },
    Weekday {
        day: i8,
        shift: Option<Shift>,
    },
    Year(i16),
    Decade(i16),
    /// Worked out already; none if it cannot be.
    Fixed(Option<Period>),
}

impl Stamp {
    /// The stamp in a year, if it lacks one.
    pub(super) fn in_year(self, given: i16) -> Self {
        let given = Some(given);
        match self {
            Self::Day { year: None, month, day } => Self::Day { year: given, month, day },
            Self::Month { year: None, month } => Self::Month { year: given, month },
            Self::Quarter { year: None, number } => Self::Quarter { year: given, number },
            Self::Half { year: None, number } => Self::Half { year: given, number },
            Self::Season { year: None, number } => Self::Season { year: given, number },
            other => other,
        }
    }

    /// Its year, where it has one.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Self::Day { year, .. }
            | Self::Month { year, .. }
            | Self::Quarter { year, .. }
            | Self::Half { year, .. }
            | Self::Season { year, .. } => year,
            Self::Year(year) => Some(year),
            _ => None,
        }
    }

    /// The days it means. Without a year it is the last such time before `today`, or with `future` the next one.
    pub(super) fn resolve(self, today: Option<Date>, future: bool) -> Option<Period> {
        match self {
            Self::Fixed(period) => return period,
            Self::Decade(first) => return calendar::years(first, 10),
            Self::Weekday { day, shift } => return weekday(today?, day, shift, future),
            _ => {}
        }
        if let Some(year) = self.year() {
            return self.days_of(year);
        }
        let today = today?;
        let nearest = self.days_of(today.year())?;
        if future && nearest.to? < today {
            return self.days_of(today.year() + 1);
        }
        // "March" in an article of March is that month, but one of February means March of last year.
        if !future && nearest.from? > today { self.days_of(today.year() - 1) } else { Some(nearest) }
    }

    /// The days it means in a year.
    fn days_of(self, year: i16) -> Option<Period> {
        match self {
            Self::Day { month, day, .. } => Date::new(year, month, day).ok().map(Period::day),
            Self::Month { month, .. } => calendar::month(year, month),
            Self::Quarter { number, .. } => calendar::quarter(year, number),
            Self::Half { number, .. } => calendar::months(year, number * 6 - 5, 6),
            // The meteorological seasons of the northern half of the globe.
            Self::Season { number, .. } => calendar::months(year, number * 3, 3),
            Self::Year(year) => calendar::year(year),
            _ => None,
        }
    }
}

/// The last such weekday up to today, or with `future` or "next" the first one behind it.
fn weekday(today: Date, day: i8, shift: Option<Shift>, future: bool) -> Option<Period> {
    let now = today.weekday().to_monday_one_offset();
    let behind = i64::from((now - day).rem_euclid(7));
    let day = match shift {
        Some(Shift::Next | Shift::Coming) => ahead(today, 7 - behind)?,
        Some(Shift::Last | Shift::Past) if behind == 0 => back(today, 7)?,
        Some(Shift::This) => ahead(today, i64::from(day) - i64::from(now))?,
        Some(Shift::Elsewhere) => return None,
        None if future && behind > 0 => ahead(today, 7 - behind)?,
        _ => back(today, behind)?,
    };
    Some(Period::day(day))
}

/// "last week", "this year", "next month": the calendar unit beside or around today.
pub(super) fn beside(today: Option<Date>, shift: Shift, unit: Unit) -> Option<Period> {
    let today = today?;
    let step = match shift {
        Shift::Last | Shift::Past => -1,
        Shift::This => 0,
        Shift::Next | Shift::Coming => 1,
        Shift::Elsewhere => return None,
    };
    let days = if unit == Unit::Weekend { Unit::Week } else { unit };
    unit.around(today.checked_add(days.times(step)?).ok()?)
}

/// "the last three years", "the next five years": a stretch that ends or begins today.
pub(super) fn stretch(today: Option<Date>, shift: Shift, count: Option<i32>, unit: Unit) -> Option<Period> {
    let today = today?;
    let other = |count: i32| today.checked_add(unit.times(count)?).ok();
    match shift {
        Shift::Last | Shift::Past => {
            Some(Period { from: count.and_then(|count| other(-count)), to: Some(today) })
        }
        Shift::Next | Shift::Coming => Some(Period { from: Some(today), to: count.and_then(other) }),
        Shift::This | Shift::Elsewhere => None,
    }
}

/// "three years ago": the unit around that day, for exact counts.
pub(super) fn ago(today: Option<Date>, count: Option<i32>, unit: Unit) -> Option<Period> {
    let then = today?.checked_sub(unit.times(count?)?).ok()?;
    match unit {
        Unit::Decade | Unit::Century => Unit::Year.around(then),
        _ => unit.around(then),
    }
}

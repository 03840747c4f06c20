//! The grammar of dates: prepositions, parts of a time, and the stamps they stand before.

use super::calendar::{self, Shift, Unit, Word};
use super::stamp::{self, Stamp};
use super::stamps::{self, Read};
use super::{Period, calendar::word};
use crate::lexicon::{WordList, lines};
use crate::words::{Phrases, Words};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::LazyLock;

/// What a preposition makes of the time behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Relation {
    Within,
    Since,
    Until,
    Before,
    After,
}

static PREPOSITIONS: LazyLock<Phrases<Relation>> = LazyLock::new(|| {
    Phrases::parse(include_str!("../../data/time-prepositions.tsv"), |columns| {
        Some(match columns {
            ["within"] => Relation::Within,
            ["since"] => Relation::Since,
            ["until"] => Relation::Until,
            ["before"] => Relation::Before,
            ["after"] => Relation::After,
            _ => return None,
        })
    })
});

/// Words before a date that say it lies ahead ("will open in October").
const FUTURE: [&str; 14] = [
    "will",
    "'ll",
    "’ll",
    "plans",
    "planned",
    "expected",
    "expects",
    "scheduled",
    "due",
    "set",
    "aims",
    "next",
    "upcoming",
    "slated",
];
/// How far before a date such a word may stand, in tokens.
const FUTURE_WINDOW: usize = 12;

/// A mention as read from tokens.
pub(super) struct Mention {
    pub tokens: Range<usize>,
    pub period: Option<Period>,
}

/// All mentions of a sentence, in order; `today` is the day of publication.
pub(super) fn read(words: Words<'_>, today: Option<Date>) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match may_start(words, at).then(|| read_at(words, at, today)).flatten() {
            Some(mention) => {
                at = mention.tokens.end;
                mentions.push(mention);
            }
            None => at += 1,
        }
    }
    mentions
}

/// Words with which dates begin, in lower case.
static OPENINGS: LazyLock<WordList> = LazyLock::new(|| {
    let tables = [
        include_str!("../../data/calendar.tsv"),
        include_str!("../../data/hedges.tsv"),
        include_str!("../../data/numbers.tsv"),
        include_str!("../../data/time-adverbs.tsv"),
        include_str!("../../data/time-prepositions.tsv"),
    ];
    let first = |line: &'static str| line.split(['\t', ' ']).next().unwrap_or(line);
    let own =
        "the these a an few several couple many between from end close beginning start middle earlier later";
    WordList::collect(tables.into_iter().flat_map(lines).map(first).chain(own.split(' ')))
});

/// Whether a token can start a date: a quick test that spares most words the grammar.
fn may_start(words: Words<'_>, at: usize) -> bool {
    let opens = |index: usize| {
        let word = words.get(index);
        let plain = word.bytes().all(|b| b.is_ascii_lowercase());
        word.starts_with(|c: char| c.is_ascii_digit() || c == '\'' || c == '’')
            || OPENINGS.contains_lowercase(word)
            || (!plain && calendar::word(word).is_some())
            || (!plain && word.len() <= 2)
            || word.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("mid-"))
    };
    let article = words.is_any(at, &["the", "a", "an", "these"]);
    opens(at) && (!article || opens(at + 1))
}

fn read_at(words: Words<'_>, at: usize, today: Option<Date>) -> Option<Mention> {
    if let Some(mention) = pair(words, at, today) {
        return Some(mention);
    }
    let preposition = PREPOSITIONS.longest(words, at, |_, _| true).map(|(end, relation)| (end, *relation));
    let start = preposition.map_or(at, |(end, _)| end);
    let relation = preposition.map(|(_, relation)| relation);
    let read = if may_start(words, start) { part(words, start, today, relation) } else { None };
    let Some((end, period)) = read else {
        if let Some(end) = since_event(words, at) {
            return Some(Mention { tokens: at..end, period: None });
        }
        // "at present" is an adverb, not a preposition before a time.
        let (end, period) = preposition.and_then(|_| part(words, at, today, None))?;
        return Some(Mention { tokens: at..end, period });
    };
    Some(Mention { tokens: at..end, period: period.and_then(|period| related(period, relation, today)) })
}

/// Where "since the merger" ends: an event that no clause follows, so that "since" is no "because".
fn since_event(words: Words<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let determined = words.is_any(at + 1, &["the", "its", "their", "his", "her"]);
    if !words.is(at, "since") || !determined {
        return None;
    }
    let is_word = |index: &usize| words.get(*index).starts_with(char::is_alphabetic);
    let end = (at + 2..at + 2 + LONGEST).find(|index| !is_word(index))?;
    let closed = end == words.len() || words.is_any(end, &[",", ".", ";", "—", "–"]);
    (end > at + 2 && closed).then_some(end)
}

/// "between 2019 and 2021", "from January to March 2023".
fn pair(words: Words<'_>, at: usize, today: Option<Date>) -> Option<Mention> {
    let between = words.is(at, "between");
    if !between && !words.is(at, "from") {
        return None;
    }
    let first = stamps::read(words, at + 1, today, true)?;
    let joined = if between {
        words.is(first.end, "and")
    } else {
        words.is_any(first.end, &["to", "until", "till", "through", "-", "–"])
    };
    let last = stamps::read(words, first.end + 1, today, true).filter(|_| joined)?;
    let from = last.stamp.year().map_or(first.stamp, |year| first.stamp.in_year(year));
    let future = is_future(words, at, None);
    let period = from.resolve(today, future).zip(last.stamp.resolve(today, future));
    let period = period
        .map(|(from, to)| Period { from: from.from, to: to.to })
        .filter(|period| period.from <= period.to);
    Some(Mention { tokens: at..last.end, period })
}

/// A stamp with the part of it that is meant: "late August", "the end of this year", "earlier this month".
fn part(
    words: Words<'_>,
    at: usize,
    today: Option<Date>,
    relation: Option<Relation>,
) -> Option<(usize, Option<Period>)> {
    let modifier = Modifier::read(words, at);
    let start = modifier.map_or(at, |(end, _)| end);
    let introduced = relation.is_some() || modifier.is_some();
    let (end, stamp) = match stamps::read(words, start, today, introduced) {
        Some(Read { end, stamp }) => (end, stamp),
        None => (whole_unit(words, start, modifier)?, current_unit(words, start, today)),
    };
    let period = stamp.resolve(today, is_future(words, at, relation));
    let period = match modifier {
        Some((_, modifier)) => period.and_then(|period| modifier.apply(period, today)),
        None => period,
    };
    Some((end, period))
}

/// "the year" behind "the end of" or "earlier in": where it ends.
fn whole_unit(words: Words<'_>, at: usize, modifier: Option<(usize, Modifier)>) -> Option<usize> {
    let unit = matches!(word(words.get(at + 1)), Some(Word::Unit(_))) && words.is(at, "the");
    (modifier.is_some() && unit).then_some(at + 2)
}

fn current_unit(words: Words<'_>, at: usize, today: Option<Date>) -> Stamp {
    match word(words.get(at + 1)) {
        Some(Word::Unit(unit)) => Stamp::Fixed(stamp::beside(today, Shift::This, unit)),
        _ => Stamp::Fixed(None),
    }
}

/// Which part of a time is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Modifier {
    Third(i8),
    Earlier,
    Later,
}

impl Modifier {
    /// The modifier at a token, "of" and "in" behind it included.
    fn read(words: Words<'_>, at: usize) -> Option<(usize, Self)> {
        let article = at + usize::from(words.is(at, "the"));
        let (end, modifier) = match words.get(article).to_ascii_lowercase().as_str() {
            "end" | "close" => (article + 1, Self::Third(2)),
            "beginning" | "start" => (article + 1, Self::Third(0)),
            "middle" => (article + 1, Self::Third(1)),
            "earlier" => (article + 1, Self::Earlier),
            "later" => (article + 1, Self::Later),
            other => match calendar::word(other) {
                Some(Word::Third(third)) => (article + 1, Self::Third(third)),
                _ => return None,
            },
        };
        let noun = words.is_any(article, &["end", "close", "beginning", "start", "middle"]);
        let hyphen = usize::from(words.is(end, "-"));
        match (noun, words.is(end, "of"), words.is(end, "in")) {
            (true, true, _) | (false, _, true) => Some((end + 1, modifier)),
            (true, false, _) => None,
            (false, ..) => Some((end + hyphen, modifier)),
        }
    }

    fn apply(self, period: Period, today: Option<Date>) -> Option<Period> {
        match self {
            Self::Third(third) => period.third(third),
            Self::Earlier => Some(Period { from: period.from, to: Some(today?) }),
            Self::Later => Some(Period { from: Some(today?), to: period.to }),
        }
    }
}

/// A period as its preposition bounds it.
fn related(period: Period, relation: Option<Relation>, today: Option<Date>) -> Option<Period> {
    match relation {
        None | Some(Relation::Within) => Some(period),
        Some(Relation::Since) => Some(Period { from: period.from, to: today.max(period.from) }),
        Some(Relation::Until) => Some(Period { from: None, to: period.to }),
        Some(Relation::Before) => Some(Period { from: None, to: calendar::back(period.from?, 1) }),
        Some(Relation::After) => Some(Period { from: calendar::ahead(period.to?, 1), to: None }),
    }
}

/// Whether the sentence speaks of what is to come.
fn is_future(words: Words<'_>, at: usize, relation: Option<Relation>) -> bool {
    let window = at.saturating_sub(FUTURE_WINDOW)..at;
    relation == Some(Relation::Until) || window.into_iter().any(|index| words.is_any(index, &FUTURE))
}

/// The unit that a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    match calendar::word(word) {
        Some(Word::Unit(unit)) => Some(unit),
        _ => None,
    }
}

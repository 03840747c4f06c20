//! Numbers that are no amounts: years, ages, scores, times, parts of names, numbers of sections and of lists.

use super::numerals::{NumberWord, Numeral, number_word};
use crate::lexicon::WordList;
use crate::words::Words;
use std::sync::LazyLock;

static LABELS: LazyLock<WordList> = LazyLock::new(|| WordList::parse(include_str!("../../data/labels.txt")));
static STREETS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/streets.txt")));
static STARTERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/sentence-starters.txt")));
static BEFORE_PRONOUN: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/pronoun-before.txt")));
static BEHIND_PRONOUN: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/pronoun-after.txt")));

/// Nobody is older.
const OLDEST_AGE: f64 = 115.0;
/// Numbers of four digits that are years unless something shows that they count.
const YEARS: std::ops::Range<f64> = 1900.0..2036.0;

/// Whether a numeral without unit or currency, which starts at a token, is something else than an amount.
pub(super) fn is_name(words: Words<'_>, at: usize, numeral: Numeral, hedged: bool) -> bool {
    if !numeral.digits {
        return is_pronoun(words, at, numeral)
            || is_ordinal(words, numeral.end)
            || is_titled(words, at, numeral);
    }
    is_glued(words, at, numeral)
        || is_labelled(words, at, numeral)
        || is_time_or_age(words, at, numeral)
        || (numeral.bare && is_year(words, at, numeral))
        || (!hedged && is_part_of_name(words, at, numeral))
        || is_list_number(words, at, numeral.end)
        || is_house_number(words, numeral)
}

/// "one" that counts nothing: "no one", "one of the people", "this one", "one-sided".
fn is_pronoun(words: Words<'_>, at: usize, numeral: Numeral) -> bool {
    if !words.is(at, "one") || numeral.end > at + 1 {
        return false;
    }
    let next = words.get(numeral.end);
    let counts = next.starts_with(|c: char| c.is_alphabetic())
        && !STARTERS.contains(next)
        && !BEHIND_PRONOUN.contains_lowercase(next);
    let hyphen = words.is(numeral.end, "-")
        && !words.is_any(numeral.end + 1, &["off", "on", "sided", "stop", "time", "to", "upmanship", "way"]);
    BEFORE_PRONOUN.contains_lowercase(words.before(at)) || !(counts || hyphen)
}

/// A number word with a capital behind another capitalised word: "Marine One".
fn is_titled(words: Words<'_>, at: usize, numeral: Numeral) -> bool {
    let capital = |index: usize| words.get(index).starts_with(char::is_uppercase);
    let single = numeral.end == at + 1 && numeral.scale == 1.0;
    at >= 1 && single && capital(at) && capital(at - 1) && !is_title_case(words, at)
}

/// "twenty-first".
fn is_ordinal(words: Words<'_>, end: usize) -> bool {
    let hyphen = words.is(end, "-") && words.glued(end);
    let ordinal = matches!(number_word(words.get(end + 1)), Some(NumberWord::Part(parts)) if parts > 2.0);
    hyphen && (ordinal || words.is_any(end + 1, &["first", "second"]))
}

/// Numbers written on to letters or marks: "GPT-4", "60's", "3:1", "10/2".
fn is_glued(words: Words<'_>, at: usize, numeral: Numeral) -> bool {
    let previous = words.before(at);
    if words.glued(at) {
        let dash = matches!(previous, "-" | "–" | "/");
        let dashed = dash && words.glued(at - 1) && words.before(at - 1).ends_with(char::is_alphanumeric);
        if dashed || matches!(previous, "." | ":" | "@" | "#" | "_" | "=" | "'" | "’" | "&" | "%") {
            return true;
        }
        if previous.ends_with(char::is_alphabetic) {
            return true;
        }
    }
    let next = words.get(numeral.end);
    words.glued(numeral.end)
        && (matches!(next, "'s" | "’s" | "/" | ":" | "_" | "=" | "." | "°" | "#" | "@")
            || (next.starts_with(char::is_alphabetic) && numeral.bare && next.len() < 3))
        && !words.is(numeral.end, ".")
}

fn is_labelled(words: Words<'_>, at: usize, numeral: Numeral) -> bool {
    let label = words.before(at);
    LABELS.contains_lowercase(label) && numeral.scale == 1.0 && numeral.value() < 100_000.0
}

fn is_time_or_age(words: Words<'_>, at: usize, numeral: Numeral) -> bool {
    let end = numeral.end;
    if words.is_any(end, &["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock", "o’clock", "noon"]) {
        return true;
    }
    let hyphen = usize::from(words.is(end, "-"));
    if words.is_any(end + hyphen, &["year", "years", "month", "months"]) {
        let behind = end + hyphen + 1;
        let old = behind + usize::from(words.is(behind, "-"));
        if words.is_any(old, &["old", "olds"]) || (words.is(old, "of") && words.is(old + 1, "age")) {
            return true;
        }
    }
    let limit = words.is_any(at.wrapping_sub(1), &["under", "over", "above", "below"]);
    let people = [
        "people", "those", "anyone", "women", "men", "children", "voters", "adults", "kids", "persons",
        "patients",
    ];
    if limit && numeral.bare && numeral.value() <= OLDEST_AGE && words.is_any(at.wrapping_sub(2), &people) {
        return true;
    }
    let named = |index: usize| words.get(index).starts_with(char::is_uppercase);
    let age = numeral.bare && numeral.value() <= OLDEST_AGE;
    let apposed = at >= 2 && words.before(at) == "," && named(at - 2);
    let closed = matches!(words.get(end), "," | "." | "" | ";" | ")") || words.is(end, "and");
    let bracketed = numeral.bare && words.before(at) == "(" && words.is(end, ")");
    (age && apposed && closed) || bracketed
}

fn is_year(words: Words<'_>, at: usize, numeral: Numeral) -> bool {
    let year = numeral.value();
    if words.get(at).len() != 4 || !(1000.0..2100.0).contains(&year) {
        return false;
    }
    let dated = [
        "in", "since", "by", "until", "till", "before", "after", "during", "early", "late", "mid", "fiscal",
        "spring", "summer", "autumn", "fall", "winter", "of", "from", "through", "between", "for", "the",
        "to",
    ];
    let round = year % 100.0 == 0.0;
    let counted = is_plural(words.get(numeral.end)) || is_model(words.get(numeral.end));
    if words.is_any(at.wrapping_sub(1), &dated[..8]) && YEARS.contains(&year) {
        return true;
    }
    if words.is_any(at.wrapping_sub(1), &dated) && YEARS.contains(&year) {
        return !counted;
    }
    YEARS.contains(&year) && !(counted && round)
}

/// A capitalised word before a bare number makes one name with it: "Boeing 737", "Llama 2".
fn is_part_of_name(words: Words<'_>, at: usize, numeral: Numeral) -> bool {
    let previous = words.before(at);
    let named = previous.starts_with(char::is_uppercase) && !words.glued(at);
    let short = numeral.value() < 10_000.0 && numeral.scale == 1.0 && !words.get(at).contains(',');
    // "Llama 7B" names a size.
    let sized = numeral.end == at + 2 && words.is(at + 1, "B") && words.glued(at + 1);
    if !named || !(short || sized) {
        return false;
    }
    let first = at == 1 || matches!(words.before(at - 1), "\"" | "“" | "(" | ":" | "—");
    if first && (STARTERS.contains(previous) || is_plural(words.get(numeral.end))) {
        return false;
    }
    !is_title_case(words, at) || !words.get(numeral.end).starts_with(char::is_uppercase)
}

/// Whether a sentence is a headline in which every word of weight has a capital.
fn is_title_case(words: Words<'_>, at: usize) -> bool {
    let window = at.saturating_sub(6)..(at + 7).min(words.len());
    let weighty = window.filter(|&index| {
        index != at && words.get(index).len() > 3 && words.get(index).starts_with(char::is_alphabetic)
    });
    let (capital, all) = weighty.fold((0, 0), |(capital, all), index| {
        (capital + usize::from(words.get(index).starts_with(char::is_uppercase)), all + 1)
    });
    all >= 3 && capital * 4 >= all * 3
}

fn is_list_number(words: Words<'_>, at: usize, end: usize) -> bool {
    at == 0 && end == 1 && (words.is(end, ")") || (words.is(end, ".") && words.glued(end)))
}

fn is_house_number(words: Words<'_>, numeral: Numeral) -> bool {
    numeral.bare
        && words.get(numeral.end).starts_with(char::is_uppercase)
        && (numeral.end + 1..numeral.end + 4)
            .take_while(|&index| words.before(index).starts_with(char::is_uppercase))
            .any(|index| STREETS.contains(words.get(index)))
}

fn is_plural(word: &str) -> bool {
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with('\'');
    word.starts_with(char::is_lowercase)
        && (plural || word == "people" || word == "staff")
        && word != "this"
        && word != "was"
        && word != "has"
}

/// Whether a word is capitals with digits, as models of devices are ("A100", "H100s", "GPUs").
fn is_model(word: &str) -> bool {
    let capitals = word.bytes().take(2).filter(u8::is_ascii_uppercase).count();
    capitals == 2 || (capitals == 1 && word.bytes().any(|b| b.is_ascii_digit()))
}

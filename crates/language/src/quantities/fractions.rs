//! Fractions: shares of a whole, in words ("a third"), in digits ("3/4") and with their base ("six of the 14").

use super::numerals::{self, NumberWord, Numeral, number_word};
use crate::lexicon::WordList;
use crate::words::Words;
use std::sync::LazyLock;

/// A share of a whole.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Fraction {
    /// Behind its last token.
    pub end: usize,
    pub numerator: f64,
    pub denominator: f64,
}

static BEHIND_SHARE: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/behind-share.txt")));

/// Denominators that figures with a slash have when they are no dates.
const SLASH_DENOMINATORS: [f64; 7] = [2.0, 3.0, 4.0, 5.0, 8.0, 10.0, 16.0];
/// Words between "of" and the whole ("of the company's original 14").
const LONGEST_OWNER: usize = 4;
/// Words between the part and "out of" ("240 people out of").
const LONGEST_NOUN: usize = 3;

/// The share that starts at a token; `hedged` if a hedge stands before it.
pub(super) fn read(words: Words<'_>, at: usize, hedged: bool) -> Option<Fraction> {
    half(words, at)
        .or_else(|| parts(words, at, hedged))
        .or_else(|| slashed(words, at))
        .or_else(|| numerals::read(words, at).and_then(|part| of_whole(words, part)))
}

fn half(words: Words<'_>, at: usize) -> Option<Fraction> {
    let start = at + usize::from(words.is(at, "one") || words.is(at, "a"));
    if !words.is(start, "half")
        || words.is_any(at.wrapping_sub(1), &["first", "second", "latter", "back", "top", "bottom", "and"])
    {
        return None;
    }
    let end = start + 1;
    // "half-year", "half an hour", "half past", "half a million" and "half million" are no shares.
    let compound = words.is(end, "-") && words.glued(end);
    let magnitude = matches!(number_word(words.get(end)), Some(NumberWord::Scale(_)));
    if compound
        || magnitude
        || words.is_any(end, &["an", "past", "time", "hour", "year", "brother", "sister"])
    {
        return None;
    }
    let article = words.is(end, "a") && !words.get(end + 1).is_empty();
    (!article).then_some(Fraction { end, numerator: 1.0, denominator: 2.0 })
}

/// "a third", "one-third", "three quarters", "two fifths".
fn parts(words: Words<'_>, at: usize, hedged: bool) -> Option<Fraction> {
    let (numerator, behind) = match number_word(words.get(at)) {
        Some(NumberWord::Unit(value)) if value > 0.0 => (value, at + 1),
        _ if words.is(at, "a") || words.is(at, "an") => (1.0, at + 1),
        _ => (words.get(at).parse().ok().filter(|value| (1.0..=9.0).contains(value))?, at + 1),
    };
    let hyphen = words.is(behind, "-") && words.glued(behind);
    let part = behind + usize::from(hyphen);
    let Some(NumberWord::Part(denominator)) = number_word(words.get(part)) else { return None };
    let plural = words.get(part).ends_with(['s', 'S']);
    if plural == (numerator == 1.0) || denominator == 2.0 || numerator >= denominator {
        return None;
    }
    let end = part + 1;
    let next = words.get(end);
    let share = !next.starts_with(char::is_alphanumeric) || BEHIND_SHARE.contains_lowercase(next);
    // A quarter is a time too.
    let certain = hedged || hyphen || if denominator == 4.0 { words.is(end, "of") } else { plural || share };
    let compound = words.is(end, "-") && words.glued(end);
    (certain && !compound).then_some(Fraction { end, numerator, denominator })
}

fn slashed(words: Words<'_>, at: usize) -> Option<Fraction> {
    let (part, whole) = words.get(at).split_once('/')?;
    let (numerator, denominator) = (part.parse().ok()?, whole.parse().ok()?);
    let listed = SLASH_DENOMINATORS.contains(&denominator) && numerator < denominator && numerator > 0.0;
    (listed && part.len() <= 2).then_some(Fraction { end: at + 1, numerator, denominator })
}

/// "six of the 14", "100 out of 448", "240 people out of the total 320", "one in five".
fn of_whole(words: Words<'_>, part: Numeral) -> Option<Fraction> {
    let whole = share_of(words, part.end)
        .or_else(|| out_of(words, part.end))
        .or_else(|| in_whole(words, part))
        .filter(|whole| part.value() <= whole.value() && whole.value() > 0.0 && !is_year(words, whole))?;
    // "one of the 529 plans" names a member, not a share.
    let member = part.value() == 1.0 && !part.digits && whole.value() > 50.0 && words.is(part.end, "of");
    (!member).then_some(Fraction { end: whole.end, numerator: part.value(), denominator: whole.value() })
}

fn share_of(words: Words<'_>, at: usize) -> Option<Numeral> {
    if !words.is(at, "of") {
        return None;
    }
    (at + 1..=at + 1 + LONGEST_OWNER).find_map(|index| {
        let owner = index == at + 1 || (at + 1..index).all(|word| words.get(word).starts_with(is_word_start));
        let determined = index == at + 1 || is_determiner(words, index - 1);
        if owner && determined { numerals::read(words, index) } else { None }
    })
}

fn out_of(words: Words<'_>, at: usize) -> Option<Numeral> {
    let out = (at..=at + LONGEST_NOUN)
        .take_while(|&index| index == at || words.get(index - 1).starts_with(char::is_alphabetic))
        .find(|&index| words.is(index, "out") && words.is(index + 1, "of"))?;
    share_of(words, out + 1)
}

fn in_whole(words: Words<'_>, part: Numeral) -> Option<Numeral> {
    let every = usize::from(words.is_any(part.end + 1, &["every", "each"]));
    let hyphen = words.is(part.end, "-") && words.glued(part.end);
    let joint = part.end + usize::from(hyphen);
    if !words.is(joint, "in") || part.value() > 20.0 || part.value().fract() != 0.0 {
        return None;
    }
    let whole = numerals::read(words, joint + 1 + every + usize::from(hyphen))?;
    let value = whole.value();
    let usual = part.value() == 1.0 || value <= 10.0 || value % 10.0 == 0.0;
    let measured = super::units::unit_after(words, whole.end).is_some();
    (usual && part.value() < value && value <= 10_000.0 && !measured).then_some(whole)
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '\'' || c == '’'
}

fn is_determiner(words: Words<'_>, index: usize) -> bool {
    let determiners = [
        "the", "its", "their", "his", "her", "our", "your", "my", "these", "those", "'s", "’s", "total",
        "all", "original", "first", "some", "about", "roughly", "nearly", "around", "almost", "initial",
    ];
    words.is_any(index, &determiners)
}

fn is_year(words: Words<'_>, numeral: &Numeral) -> bool {
    numeral.bare && words.get(numeral.end - 1).len() == 4 && (1900.0..2100.0).contains(&numeral.value())
}

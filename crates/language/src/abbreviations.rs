//! Abbreviations that end in a period, and what their period may mean.

use crate::lexicon::Table;
use std::sync::LazyLock;

/// What may stand behind an abbreviation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    /// A word always follows ("Mr.", "e.g.").
    Before,
    /// A figure follows, or else it is a plain word ("No.", "p.").
    Number,
    /// A time of day, which may end a sentence ("a.m.").
    Time,
    /// It may end a sentence or not ("Inc.", "U.S.").
    Either,
    /// One capital letter, of a name as a rule ("E.").
    Initial,
}

static ABBREVIATIONS: LazyLock<Table<Abbreviation>> = LazyLock::new(|| {
    Table::parse(include_str!("../data/abbreviations.tsv"), |columns| match columns {
        ["before"] => Some(Abbreviation::Before),
        ["number"] => Some(Abbreviation::Number),
        ["time"] => Some(Abbreviation::Time),
        ["either"] => Some(Abbreviation::Either),
        _ => None,
    })
});

/// Classes a word with its period (or "!"): none, if the period is no part of the word.
pub(crate) fn classify(word: &str) -> Option<Abbreviation> {
    if let Some(class) = ABBREVIATIONS.get(word) {
        return Some(*class);
    }
    let bare = word.strip_suffix('.')?;
    let mut letters = bare.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_uppercase() => return Some(Abbreviation::Initial),
        (Some(_), Some(_)) => {}
        _ => return None,
    }
    if is_initialism(bare) {
        let time = word.eq_ignore_ascii_case("a.m.") || word.eq_ignore_ascii_case("p.m.");
        return Some(if time { Abbreviation::Time } else { Abbreviation::Either });
    }
    let last = bare.rsplit('.').next().filter(|last| last.len() < bare.len());
    let academic = last.is_some_and(|last| last.len() <= 2) && bare.split('.').all(|part| part.len() <= 3);
    (academic && bare.chars().all(|c| c.is_alphabetic() || c == '.')).then_some(Abbreviation::Either)
}

/// Whether a word is single letters with periods between them ("U.S", "a.k.a").
fn is_initialism(bare: &str) -> bool {
    let mut parts = bare.split('.');
    let single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    bare.contains('.') && parts.all(single)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_and_built_abbreviations_are_known() {
        assert_eq!(classify("Mr."), Some(Abbreviation::Before));
        assert_eq!(classify("No."), Some(Abbreviation::Number));
        assert_eq!(classify("P.M."), Some(Abbreviation::Time));
        assert_eq!(classify("E.U."), Some(Abbreviation::Either));
        assert_eq!(classify("M.Sc."), Some(Abbreviation::Either));
        assert_eq!(classify("E."), Some(Abbreviation::Initial));
    }

    #[test]
    fn plain_words_and_numbers_are_no_abbreviations() {
        for word in ["chips.", "5.", ".", "3.5.", "1026.253.553.", "Meta."] {
            assert_eq!(classify(word), None, "{word}");
        }
    }
}

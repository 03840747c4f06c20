//! Words for people: titles before a name, given names, nouns for what somebody is or does.

use crate::lexicon::{Table, WordList};
use std::sync::LazyLock;

/// What a pronoun of the third person agrees with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// He.
    Masculine,
    /// She.
    Feminine,
}

static GENDERS: LazyLock<Table<Gender>> = LazyLock::new(|| {
    Table::parse(include_str!("../data/genders.tsv"), |columns| match columns {
        ["m"] => Some(Gender::Masculine),
        ["f"] => Some(Gender::Feminine),
        _ => None,
    })
});

static HONORIFICS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../data/honorifics.txt")));

static PERSON_NOUNS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../data/person-nouns.txt")));

/// The gender that a word for a person, in lower case, tells: a given name, a title, a role.
///
/// ```
/// use copydesk_language::{Gender, gender};
///
/// assert_eq!(gender("spokeswoman"), Some(Gender::Feminine));
/// assert_eq!(gender("analyst"), None);
/// ```
#[must_use]
pub fn gender(word: &str) -> Option<Gender> {
    GENDERS.get(word).copied()
}

/// Whether a word, in lower case, is a title that stands before a name: "mr.", "senator".
#[must_use]
pub fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(word)
}

/// Whether a noun, in lower case and the singular, says what a person is or does: "spokesman", "researcher", "source".
///
/// ```
/// assert!(copydesk_language::is_person_noun("researcher"));
/// assert!(!copydesk_language::is_person_noun("research"));
/// ```
#[must_use]
pub fn is_person_noun(noun: &str) -> bool {
    PERSON_NOUNS.contains(noun)
}

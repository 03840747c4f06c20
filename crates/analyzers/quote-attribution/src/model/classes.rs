//! Words and stretches of words as small numbers, for what judges a whole attribution.

use crate::attribution::Attribution;
use crate::lexicon::{ANONYMOUS, DOCUMENTS, GROUPS, ORGANIZATIONS};
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::Entities;
use copydesk_analyzer::language::models::{EntityKind, Upos, Xpos};
use std::ops::Range;

/// What a source is: a pronoun, somebody or something with a name, a noun of a sort.
pub(super) fn source_type(reading: &Reading, source: &Range<usize>, head: &Word) -> i32 {
    if head.tag.upos == Upos::Pron {
        return match head.lower.as_str() {
            "he" | "she" => 1,
            "i" | "we" => 2,
            "they" => 3,
            "it" => 4,
            "you" => 5,
            "who" => 6,
            "which" | "that" => 7,
            "his" | "her" => 8,
            _ => 9,
        };
    }
    if head.tag.upos == Upos::Propn {
        let within = reading.document.layer::<Entities>().within(source.clone());
        return match within.iter().find(|entity| entity.tokens.end + 3 >= source.end).or(within.first()) {
            Some(entity) => match entity.kind {
                EntityKind::Person => 10,
                EntityKind::Organization => 11,
                EntityKind::Place => 12,
                EntityKind::Misc => 13,
            },
            None => 14,
        };
    }
    let lower = head.lower.as_str();
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    if ANONYMOUS.has(lower) {
        20
    } else if DOCUMENTS.has(lower) || DOCUMENTS.has(singular) {
        21
    } else if ORGANIZATIONS.has(lower) {
        22
    } else if GROUPS.has(lower) {
        23
    } else if head.tag.xpos == Xpos::Nns {
        24
    } else if head.tag.upos == Upos::Noun {
        25
    } else {
        26
    }
}

/// The first word of a range whose head lies outside of it.
pub(super) fn head_of(reading: &Reading, range: &Range<usize>) -> usize {
    let outside = |index: &usize| {
        reading.words[*index].is_word()
            && reading.words[*index].head.is_none_or(|head| !range.contains(&head))
    };
    range.clone().find(outside).unwrap_or(range.start)
}

/// How a word hangs on the cue: below it, above it, beside it.
pub(super) fn link(reading: &Reading, word: usize, cue: usize) -> i32 {
    let (own, other) = (reading.words[word].head, reading.words[cue].head);
    if own == Some(cue) {
        3
    } else if other == Some(word) {
        2
    } else if own.is_some() && own == other {
        1
    } else {
        0
    }
}

/// How much of what was said stands in quotation marks: nothing, a part, all.
pub(super) fn kind(reading: &Reading, attribution: &Attribution) -> i32 {
    match attribution.kind(reading) {
        "indirect" => 0,
        "mixed" => 1,
        _ => 2,
    }
}

/// What a cue has beside its verb, a bit each.
pub(super) fn extra(words: &[Word]) -> i32 {
    let any = |forms: &[&str]| i32::from(words.iter().any(|word| word.is(forms)));
    any(&["not", "n't", "n’t", "never"])
        + 2 * any(&["would", "could", "should", "may", "might", "can", "will"])
        + 4 * any(&["to"])
        + 8 * any(&["has", "have", "had"])
}

/// What sort of word the content starts with.
pub(super) fn first_class(word: &Word) -> i32 {
    match word.lower.as_str() {
        "that" => 1,
        "to" => 2,
        "if" | "whether" => 3,
        "what" | "how" | "why" | "who" | "when" | "where" | "which" => 4,
        "the" | "a" | "an" => 5,
        "he" | "she" | "they" | "it" | "we" | "i" | "you" => 6,
        "his" | "her" | "their" | "its" => 7,
        "him" | "them" | "himself" | "themselves" => 8,
        "as" | "for" | "about" | "of" | "on" | "in" | "with" | "against" => 9,
        _ => 10,
    }
}

/// What sort of word or mark stands beside the content.
pub(super) fn around(word: &Word) -> i32 {
    match word.text {
        "," => 1,
        "." | "?" | "!" => 2,
        ":" | ";" => 3,
        "—" | "–" | "--" | "-" | "(" | ")" => 4,
        _ if word.is_mark() => 5,
        _ => 10 + word.tag.upos as i32,
    }
}

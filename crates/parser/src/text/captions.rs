//! Captions: what stands above a credit and says what a picture shows.

use super::piece::Piece;
use super::shape::{ends_sentence, is_at_most, is_prose};
use crate::data::lines;
use copydesk_document::BlockKind;

const BACK_REFERENCES: &str = include_str!("../../data/back-references.txt");

/// Characters that a caption has at most.
const LONGEST: usize = 300;

/// Marks the captions above credits.
pub(super) fn mark(text: &str, pieces: &mut [Piece]) {
    let body_end =
        pieces.iter().rposition(|piece| piece.is_open() && is_prose(piece.text(text))).unwrap_or(0);
    for credit in 1..pieces.len() {
        let above = &pieces[credit - 1];
        let words = above.text(text);
        // No picture follows an article's last sentence; one may follow it with no caption, and a credit.
        let may_be = credit < body_end || !ends_sentence(words) || ends_abbreviated(words);
        if pieces[credit].kind == Some(BlockKind::Credit) && above.is_open() && may_be && is_caption(words) {
            pieces[credit - 1].kind = Some(BlockKind::Caption);
        }
    }
}

/// A caption is a phrase or one sentence, and reports nobody's words.
fn is_caption(words: &str) -> bool {
    is_at_most(words, LONGEST)
        && sentences(words) <= 1
        && !words.contains(['"', '“', '”', '„', '«'])
        && !refers_back(words)
}

/// Whether its full stop is that of an abbreviation, such as "Calif.": short, and capitalised.
fn ends_abbreviated(words: &str) -> bool {
    words.split_whitespace().last().is_some_and(is_abbreviation)
}

fn is_abbreviation(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().count() <= 6
}

fn refers_back(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    lines(BACK_REFERENCES).any(|word| word == first)
}

/// About how many sentences it has: full stops before a blank and a capital letter, but for those of abbreviations,
/// which are short or capitalised.
fn sentences(words: &str) -> usize {
    let mut count = usize::from(ends_sentence(words));
    let mut all = words.split_whitespace().peekable();
    while let Some(word) = all.next() {
        let next_is_upper = all.peek().is_some_and(|next| next.starts_with(|c: char| c.is_uppercase()));
        count += usize::from(next_is_upper && ends_sentence(word) && !is_abbreviation(word));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_or_one_sentence_is_a_caption() {
        assert!(is_caption("The pilots’ quay in Lisbon, Ill."));
        assert!(is_caption("J. P. Holm has led the harbour for a decade."));
        assert!(!is_caption("He has led it for a decade. Nobody asked why."));
        assert!(!is_caption("“We go on,” he said."));
        assert!(!is_caption("She did not say more."));
    }
}

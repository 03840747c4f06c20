//! The shape of a piece: what can be told without knowing its words.

use super::piece::Piece;
use copydesk_document::BlockKind;
use std::ops::Range;

/// White space, and characters that show nothing: byte order marks and zero-width spaces.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{0}')
}

/// `range` without what is blank at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let end = range.start + inner.trim_end_matches(is_blank).len();
    let start = range.end - inner.trim_start_matches(is_blank).len();
    start.min(end)..end
}

/// Marks that may close a sentence behind its full stop.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '*'];

/// Whether it ends as a sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(CLOSERS).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Characters from which on a piece with a full stop is prose, whatever stands around it.
const PROSE: usize = 80;

/// Whether it is surely prose: long, and ended as sentences are.
pub(super) fn is_prose(text: &str) -> bool {
    let cut = text.char_indices().nth(PROSE);
    cut.is_some() && (ends_sentence(text) || text.len() > 400)
}

/// Whether it has no more than `most` characters.
pub(crate) fn is_at_most(text: &str, most: usize) -> bool {
    // No text has more characters than bytes.
    text.len() <= most || text.char_indices().nth(most).is_none()
}

/// Whether a line starts with the mark of a list's item.
pub(super) fn is_list_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '‣' | '▪' | '◦' | '●' | '■' | '–' | '-' | '*' | '·') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some(first) if first.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2
                && rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(char::is_whitespace))
        }
        _ => false,
    }
}

/// The share of words, of those long enough to tell, that start with a capital letter or a digit.
pub(super) fn capitalised(text: &str) -> f64 {
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (mut all, mut upper) = (0, 0);
    for word in words {
        all += 1;
        let first = word.chars().find(|c| c.is_alphanumeric());
        upper += i32::from(first.is_some_and(|c| c.is_uppercase() || c.is_numeric()));
    }
    if all == 0 { 0.0 } else { f64::from(upper) / f64::from(all) }
}

/// Marks items of lists and headings inside the body.
pub(super) fn mark(text: &str, pieces: &mut [Piece]) {
    let is_item: Vec<bool> =
        pieces.iter().map(|piece| piece.is_open() && is_list_item(piece.text(text))).collect();
    for index in 0..pieces.len() {
        let words = pieces[index].text(text);
        let beside = |step: isize| {
            let other = index.checked_add_signed(step)?;
            pieces.get(other).map(|piece| (is_item[other], piece))
        };
        let (above, below) = (beside(-1), beside(1));
        let in_list = [above, below].iter().flatten().any(|(item, _)| *item);
        let kind = if is_item[index] && (in_list || words.starts_with(['•', '‣', '▪', '◦', '●', '■']))
        {
            BlockKind::ListItem
        } else if is_heading(words)
            && below.is_some_and(|(_, next)| next.is_open() && begins_body(next.text(text)))
        {
            BlockKind::Subheading
        } else {
            continue;
        };
        if pieces[index].is_open() {
            pieces[index].kind = Some(kind);
        }
    }
}

/// Whether it is prose that goes on from nothing, or the item of a list.
fn begins_body(text: &str) -> bool {
    is_prose(text) && !text.starts_with(char::is_lowercase) || is_list_item(text)
}

/// Whether it has the shape of a heading: short, begun with a capital letter, without a full stop. A question may be
/// one if it is shorter still; otherwise someone asks it.
fn is_heading(text: &str) -> bool {
    let is_question = text.ends_with(['?', '!']);
    let most = if is_question { 45 } else { 80 };
    if is_question && text.contains(':') {
        return false;
    }
    is_at_most(text, most)
        && text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && !ends_sentence(text.trim_end_matches(['?', '!']))
        && !text.ends_with([':', ',', ';', '"', '”', '»'])
        && !text.starts_with(['"', '“', '«', '„'])
}

//! The scanner: from a sentence's text to the ranges of its tokens.

use super::{addresses, word};
use crate::lexicon::WordList;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// Faces and clipped words, which begin with a mark.
static MARKS: LazyLock<WordList> = LazyLock::new(|| WordList::parse(include_str!("../../data/marks.txt")));

/// Faces and clipped words with the marks behind them are not longer, in bytes.
const LONGEST_MARK: usize = 24;

/// Hands each token's byte range to `push`, in order.
pub(super) fn scan(text: &str, mut push: impl FnMut(Range<usize>)) {
    let mut at = 0;
    while let Some(chunk) = next_chunk(text, at) {
        scan_chunk(text, chunk.clone(), &mut push);
        at = chunk.end;
    }
}

/// The next stretch without white space from `at` on.
fn next_chunk(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let start = at + rest.find(|c: char| !c.is_whitespace())?;
    let length = text[start..].find(char::is_whitespace);
    Some(start..length.map_or(text.len(), |length| start + length))
}

fn scan_chunk(text: &str, chunk: Range<usize>, push: &mut impl FnMut(Range<usize>)) {
    let next = text[chunk.end..].trim_start();
    let (ends_text, next_digit) = (next.is_empty(), next.starts_with(|c: char| c.is_ascii_digit()));
    let chunk_text = &text[chunk.clone()];
    let address = addresses::may_hold(chunk_text);
    let mut at = 0;
    while at < chunk_text.len() {
        let rest = &chunk_text[at..];
        let opens =
            at == 0 || chunk_text[..at].ends_with(['(', '[', '{', '<', '"', '“', '‘', '\'', '«', ':', '/']);
        let whole = if opens {
            whole_token(rest, at == 0, address)
        } else if address && chunk_text[..at].ends_with(char::is_alphanumeric) {
            addresses::glued_account_length(rest)
        } else {
            0
        };
        if whole > 0 {
            push(chunk.start + at..chunk.start + at + whole);
            at += whole;
        } else if word::starts(rest, at == 0) {
            let length = word::length(rest);
            let behind = word::Behind { text: &rest[length..], ends_text, next_digit };
            let length = word::split(&rest[..length], behind, &mut |piece| {
                push(chunk.start + at + piece.start..chunk.start + at + piece.end);
            });
            at += length;
        } else {
            let length = mark_length(rest);
            push(chunk.start + at..chunk.start + at + length);
            at += length;
        }
    }
}

/// The length of an address, face or clipped word that starts here; zero if none does.
fn whole_token(rest: &str, starts_chunk: bool, address: bool) -> usize {
    if address {
        let length = addresses::length(rest);
        if length > 0 {
            return length;
        }
    }
    let decade = clipped_decade(rest);
    if decade > 0 {
        return decade;
    }
    if rest.starts_with(|c: char| c.is_alphanumeric()) || rest.len() > LONGEST_MARK {
        return 0;
    }
    if starts_chunk && MARKS.contains(rest) {
        return rest.len();
    }
    let core = rest.trim_end_matches(['.', ',', '!', '?', ';', ':', '"', '”']);
    if core.len() < rest.len() && !core.is_empty() && MARKS.contains(core) {
        return core.len();
    }
    0
}

/// The length of a year or decade without its century ("'90s", "’08").
fn clipped_decade(rest: &str) -> usize {
    let Some(digits) = rest.strip_prefix(['\'', '’']) else { return 0 };
    let count = digits.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let behind = digits[count..].strip_prefix('s').unwrap_or(&digits[count..]);
    let ends = !behind.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’');
    if count == 2 && ends { rest.len() - behind.len() } else { 0 }
}

/// The length of the mark at the start: a run of marks that belong together, or one character.
fn mark_length(rest: &str) -> usize {
    let first = rest.chars().next().expect("a mark is looked for only where text is left");
    let run = |marks: &[char]| rest.len() - rest.trim_start_matches(marks).len();
    match first {
        '.' | '!' | '?' | '…' => run(&['.', '!', '?', '…']),
        '-' | '=' | '*' | '_' | '~' | '#' | '+' | '<' | '>' | '|' => run(&[first]),
        '\'' | '`' | '’' | '‘' => run(&[first]).min(2 * first.len_utf8()),
        _ if first.is_ascii() => 1,
        // A face of several code points, or a mark with marks of its own.
        _ => rest.graphemes(true).next().map_or(first.len_utf8(), str::len),
    }
}

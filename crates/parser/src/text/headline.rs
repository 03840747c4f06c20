//! The headline: which piece it is, and which ones repeat it.

use super::piece::Piece;
use super::repeats::is_same;
use super::shape::{capitalised, ends_sentence, is_at_most, is_list_item, is_prose};
use copydesk_document::{BlockKind, Noise};

/// Pieces from the top among which the headline is looked for.
const HEAD: usize = 40;
/// Characters that a headline has at most.
const LONGEST: usize = 220;

/// Marks the headline, its copies, and what stands above it.
pub(super) fn mark(text: &str, pieces: &mut [Piece], given: Option<&str>) {
    let Some(first) = (match given {
        Some(given) => pieces.iter().position(|piece| says(piece.text(text), given)),
        None => repeated(text, pieces).or_else(|| single(text, pieces)),
    }) else {
        return;
    };
    let title = pieces[first].text(text);
    let copies: Vec<usize> = (first..pieces.len())
        .filter(|copy| pieces[*copy].is_open() && says(pieces[*copy].text(text), title))
        .collect();
    let prose_below = |copy: &usize| {
        let next = copies.iter().find(|other| *other > copy).copied().unwrap_or(pieces.len());
        let prose = pieces[copy + 1..next].iter().filter(|piece| piece.is_open());
        prose.map(|piece| piece.range.len()).filter(|length| *length > 60).sum::<usize>()
    };
    // Of copies with as much below them the first one counts.
    let Some(kept) = copies.iter().copied().rev().max_by_key(prose_below) else { return };
    for copy in copies {
        pieces[copy].kind = Some(BlockKind::Headline);
        pieces[copy].duplicate_of = (copy != kept).then_some(kept);
    }
    above(text, pieces, kept);
}

/// Whether a piece says a title, with or without the site's name behind it.
fn says(words: &str, title: &str) -> bool {
    if !is_at_most(words, LONGEST + 60) {
        return false;
    }
    let site = [" - ", " | ", " – ", " — "].iter().filter_map(|mark| words.rfind(mark)).max();
    is_same(words, title) || site.is_some_and(|at| is_same(&words[..at], title))
}

fn may_be_title(text: &str, piece: &Piece) -> bool {
    let words = piece.text(text);
    piece.is_open()
        && is_at_most(words, LONGEST)
        && words.split_whitespace().count() >= 2
        && !words.contains(['\n', '\r'])
        && !words.ends_with([':', ','])
        && !is_list_item(words)
}

/// The first piece of the head that stands twice.
fn repeated(text: &str, pieces: &[Piece]) -> Option<usize> {
    let head = pieces.iter().enumerate().take(HEAD);
    let mut candidates = head
        .filter(|(_, piece)| may_be_title(text, piece) && piece.text(text).split_whitespace().count() >= 3);
    candidates.by_ref().take(HEAD).map(|(index, _)| index).find(|index| {
        let title = pieces[*index].text(text);
        pieces[index + 1..]
            .iter()
            .take(4 * HEAD)
            .any(|other| other.is_open() && is_same(other.text(text), title))
    })
}

/// The first title-like piece above the prose.
fn single(text: &str, pieces: &[Piece]) -> Option<usize> {
    let open = || pieces.iter().enumerate().take(HEAD).filter(|(_, piece)| piece.is_open());
    let long = |index: usize| pieces[index].text(text).chars().take(26).count() > 25;
    let above_prose = || {
        open().take_while(|(_, piece)| !is_prose(piece.text(text)) || looks_like_title(text, pieces, piece))
    };
    let titles =
        || above_prose().filter(|(_, piece)| looks_like_title(text, pieces, piece)).map(|(index, _)| index);
    titles().find(|index| long(*index)).or_else(|| titles().next())
}

/// Whether a piece that stands once has the shape of a title: what follows is longer, and it is no sentence, or one
/// with capital letters throughout.
fn looks_like_title(text: &str, pieces: &[Piece], piece: &Piece) -> bool {
    let words = piece.text(text);
    let rest = text.len() - piece.range.end;
    if !may_be_title(text, piece) || rest < 2 * words.len() || pieces.len() < 2 {
        return false;
    }
    let bare = words.trim_end_matches(['?', '!']);
    let is_title_case = capitalised(words) >= 0.6 && is_at_most(words, 150);
    let is_short_sentence = is_at_most(words, 110) && pieces.len() >= 4;
    is_title_case || !ends_sentence(bare) || is_short_sentence
}

/// What stands above the headline and is no copy of what stands below it is the site's.
fn above(text: &str, pieces: &mut [Piece], headline: usize) {
    let first = pieces.iter().position(|piece| piece.kind == Some(BlockKind::Headline)).unwrap_or(headline);
    for index in 0..headline {
        let is_prose = is_prose(pieces[index].text(text));
        if index < first && !is_prose && pieces[index].is_open() {
            pieces[index].kind = Some(BlockKind::Boilerplate(Noise::Navigation));
        }
    }
}

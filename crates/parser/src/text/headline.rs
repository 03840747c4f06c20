//! The headline: which piece it is, and which ones repeat it.

use super::piece::Piece;
use super::repeats::{LeadIndex, is_same};
use super::shape::{capitalised, ends_sentence, is_at_most, is_list_item, is_prose};
use copydesk_document::{BlockKind, Noise};

/// Pieces from the top among which the headline is looked for.
const HEAD: usize = 40;
/// Pieces below a title among which its copy is looked for.
const REACH: usize = 160;
/// Copies of a headline that are told apart: a line that stands more often is something else.
const COPIES: usize = 16;
/// Characters that a headline has at most.
const LONGEST: usize = 220;

/// Marks the headline, its copies, and what stands above it.
pub(super) fn mark(text: &str, pieces: &mut [Piece], given: Option<&str>) {
    let Some(first) = (match given {
        Some(given) => pieces.iter().position(|piece| says(piece.text(text), given)),
        None => {
            let leads = LeadIndex::of(text, pieces);
            repeated(text, pieces, &leads).or_else(|| single(text, pieces))
        }
    }) else {
        return;
    };
    let title = pieces[first].text(text);
    let copies: Vec<usize> = (first..pieces.len())
        .filter(|copy| pieces[*copy].is_open() && says(pieces[*copy].text(text), title))
        .take(COPIES)
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
    above(text, pieces);
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

/// The first piece above all prose that stands twice; a lead that the body repeats is not prose here.
fn repeated(text: &str, pieces: &[Piece], leads: &LeadIndex) -> Option<usize> {
    let is_body = |(index, piece): &(usize, &Piece)| {
        piece.is_open() && is_prose(piece.text(text)) && !leads.is_repeated(text, pieces, *index)
    };
    let head = pieces.iter().enumerate().take(HEAD).take_while(|piece| !is_body(piece));
    let titles = head.filter(|(_, piece)| may_be_title(text, piece));
    let mut titles = titles.filter(|(_, piece)| piece.text(text).split_whitespace().count() >= 3);
    let found = titles.find(|(index, piece)| {
        let below = pieces[index + 1..].iter().take(REACH).filter(|other| other.is_open());
        below.into_iter().any(|other| says(other.text(text), piece.text(text)))
    });
    found.map(|(index, _)| index)
}

/// The first title-like piece above the prose.
fn single(text: &str, pieces: &[Piece]) -> Option<usize> {
    let open = || pieces.iter().enumerate().take(HEAD).filter(|(_, piece)| piece.is_open());
    // The name of a section has a word or two.
    let long = |index: usize| pieces[index].text(text).split_whitespace().count() > 2;
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

/// What stands above the headline and is no sentence is the site's.
fn above(text: &str, pieces: &mut [Piece]) {
    let head = pieces.iter_mut().take_while(|piece| piece.kind != Some(BlockKind::Headline));
    for piece in head.filter(|piece| piece.is_open()) {
        let words = piece.text(text);
        if !ends_sentence(words) && !is_prose(words) {
            piece.kind = Some(BlockKind::Boilerplate(Noise::Navigation));
        }
    }
}

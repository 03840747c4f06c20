//! Page furniture that is told by its neighbours: boxes, the foot of a page, what stands between two headlines.

use super::byline;
use super::piece::Piece;
use super::shape::{ends_sentence, is_at_most, is_list_item, is_prose};
use copydesk_document::{BlockKind, Noise};

/// Marks what belongs to furniture that words gave away.
pub(super) fn mark(text: &str, pieces: &mut [Piece]) {
    between_headlines(text, pieces);
    boxes(text, pieces);
    author_notes(text, pieces);
    comments(text, pieces);
    foot(text, pieces);
}

/// Between a headline's first copy and the one above the body stand a teaser and the site's own words.
fn between_headlines(text: &str, pieces: &mut [Piece]) {
    let is_headline = |piece: &Piece| piece.kind == Some(BlockKind::Headline);
    let Some(first) = pieces.iter().position(is_headline) else { return };
    let Some(kept) = pieces.iter().position(|piece| is_headline(piece) && piece.duplicate_of.is_none())
    else {
        return;
    };
    if first >= kept {
        return;
    }
    let open = || (first + 1..kept).filter(|index| pieces[*index].is_open());
    // Much prose would be an article of its own.
    if open().filter(|index| is_prose(pieces[*index].text(text))).count() > 3 {
        return;
    }
    for index in open().collect::<Vec<_>>() {
        pieces[index].kind = Some(BlockKind::Boilerplate(Noise::Promotion));
    }
}

/// Pieces that a box has at most behind its heading.
const BOX: usize = 6;

fn boxes(text: &str, pieces: &mut [Piece]) {
    let mut index = 0;
    while index < pieces.len() {
        let end = match pieces[index].kind {
            Some(BlockKind::Boilerplate(Noise::Newsletter)) => newsletter_end(text, pieces, index),
            Some(BlockKind::Boilerplate(Noise::RelatedLinks)) => links_end(text, pieces, index),
            _ => index,
        };
        let kind = pieces[index].kind;
        for piece in &mut pieces[index..end] {
            if piece.is_open() {
                piece.kind = kind;
            }
        }
        index = end.max(index + 1);
    }
}

/// A newsletter's box reaches to the last of its marks, if only short pieces lie before it.
fn newsletter_end(text: &str, pieces: &[Piece], heading: usize) -> usize {
    let mut end = heading;
    for (index, piece) in pieces.iter().enumerate().skip(heading + 1).take(BOX) {
        match piece.kind {
            Some(BlockKind::Boilerplate(Noise::Newsletter | Noise::SubscribeButton)) => end = index,
            None if is_at_most(piece.text(text), 160) => {}
            _ => break,
        }
    }
    end
}

/// Links to other articles are titles, one below the other, below a heading that names none itself.
fn links_end(text: &str, pieces: &[Piece], heading: usize) -> usize {
    let words = pieces[heading].text(text);
    if words.split_whitespace().count() > 5 || words.trim_end_matches(':').contains(':') {
        return heading;
    }
    let is_title = |piece: &Piece| {
        let words = piece.text(text);
        piece.is_open()
            && is_at_most(words, 120)
            && !ends_sentence(words.trim_end_matches('?'))
            && !is_list_item(words)
    };
    let titles = pieces[heading + 1..].iter().take_while(|piece| is_title(piece)).count();
    // A single title may be the next part's heading.
    if titles >= 2 { heading + 1 + titles } else { heading }
}

/// Authors whose notes are looked for.
const AUTHORS: usize = 16;
/// Characters that a note on an author has at most.
const NOTE: usize = 400;

/// Below the middle of the text, a piece that starts with the full name of one of its authors tells about them.
fn author_notes(text: &str, pieces: &mut [Piece]) {
    let bylines = pieces.iter().filter(|piece| piece.kind == Some(BlockKind::Byline));
    let authors = bylines.flat_map(|piece| byline::names(piece.text(text)));
    let authors: Vec<String> = authors.take(AUTHORS).collect();
    for index in pieces.len() / 2..pieces.len() {
        let words = pieces[index].text(text);
        let names_author = authors.iter().any(|author| words.starts_with(author.as_str()));
        if pieces[index].is_open() && names_author && is_at_most(words, NOTE) && !words.contains(['“', '"'])
        {
            pieces[index].kind = Some(BlockKind::Boilerplate(Noise::AuthorBio));
        }
    }
}

/// Readers' words run from the heading of the comments to the foot of the page, where at least one of the widgets that
/// stand beside comments follows the heading.
fn comments(text: &str, pieces: &mut [Piece]) {
    let is_mark = |piece: &Piece| piece.kind == Some(BlockKind::Boilerplate(Noise::Comments));
    let prose = |piece: &Piece| {
        let is_prose = piece.is_open() && is_prose(piece.text(text));
        if is_prose { piece.range.len() } else { 0 }
    };
    let all: usize = pieces.iter().map(prose).sum();
    let mut above = 0;
    let heading = pieces.iter().position(|piece| {
        above += prose(piece);
        is_mark(piece) && 2 * above > all
    });
    let last = pieces.iter().rposition(is_mark);
    let (Some(heading), Some(last)) = (heading, last) else { return };
    if last == heading {
        return;
    }
    let below = pieces[last + 1..].iter().position(|piece| !piece.is_open());
    let end = below.map_or(pieces.len(), |count| last + 1 + count);
    for piece in pieces[heading..end].iter_mut().filter(|piece| piece.is_open()) {
        piece.kind = Some(BlockKind::Boilerplate(Noise::Comments));
    }
}

/// Behind the last prose, what follows the first piece of furniture and is no sentence belongs to the foot of the page.
fn foot(text: &str, pieces: &mut [Piece]) {
    let is_body = |piece: &Piece| piece.is_open() && is_prose(piece.text(text));
    let Some(last) = pieces.iter().rposition(is_body) else { return };
    let ends = |piece: &Piece| {
        use Noise::{
            AuthorBio, Comments, ContactLine, Footer, Newsletter, Promotion, ReactionWidget, RelatedLinks,
            ShareButtons, Tags,
        };
        matches!(
            piece.kind.and_then(BlockKind::noise),
            Some(
                AuthorBio
                    | Comments
                    | ContactLine
                    | Footer
                    | Newsletter
                    | Promotion
                    | ReactionWidget
                    | RelatedLinks
                    | ShareButtons
                    | Tags
            )
        )
    };
    let Some(start) = pieces[last + 1..].iter().position(ends) else { return };
    for piece in &mut pieces[last + 1 + start..] {
        let words = piece.text(text);
        let is_label = piece.is_open() && is_at_most(words, 120) && !ends_sentence(words);
        if is_label || piece.kind == Some(BlockKind::Boilerplate(Noise::Navigation)) {
            piece.kind = Some(BlockKind::Boilerplate(Noise::Footer));
        }
    }
}

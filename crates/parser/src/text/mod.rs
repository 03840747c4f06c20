//! Plain and scraped text: its blocks and what it says about itself.
//!
//! Text has no marks, so a block is told by its own words (a credit, a button), by its shape (a title has no full stop)
//! and by its neighbours (a caption stands above a credit). The passes run in this order: pieces of text, pieces run
//! into one line taken apart, words, repetitions, the headline, neighbours. What no pass claims is a paragraph: a rule
//! that is not sure must leave prose alone.

pub(crate) mod byline;
mod captions;
pub(crate) mod cues;
mod furniture;
mod headline;
mod lead;
mod lines;
mod metadata;
mod piece;
mod repeats;
pub(crate) mod shape;

use copydesk_document::{Article, Block, BlockKind, Span};
use piece::Piece;

/// What is wrong with an input that is blank.
pub(crate) const EMPTY: &str = "is empty: it holds no word to read";

/// Whether `text` holds nothing to read.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(shape::is_blank)
}

/// The blocks of `text`, and its metadata; what is `given` goes before what the text says.
pub(crate) fn parse(text: &str, given: Article) -> (Article, Vec<Block>) {
    let mut pieces: Vec<Piece> = lines::split(text).into_iter().map(Piece::new).collect();
    lead::take_apart(text, &mut pieces);
    cues::mark(text, &mut pieces);
    headline::mark(text, &mut pieces, given.headline.as_deref());
    repeats::mark(text, &mut pieces);
    byline::mark(text, &mut pieces);
    furniture::mark(text, &mut pieces);
    captions::mark(text, &mut pieces);
    shape::mark(text, &mut pieces);
    let article = metadata::read(text, &pieces, given);
    (article, pieces.into_iter().map(block).collect())
}

fn block(piece: Piece) -> Block {
    let index = |n: usize| u32::try_from(n).expect("there are fewer blocks than bytes");
    Block {
        span: Span::from_range(piece.range),
        kind: piece.kind.unwrap_or(BlockKind::Paragraph),
        duplicate_of: piece.duplicate_of.map(index),
    }
}

#[cfg(test)]
mod tests;

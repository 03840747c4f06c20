//! Which stretches of an article a reader needs to see for one finding.

use copydesk_document::{Block, Document, Span};
use copydesk_language::Sentences;

/// A marked part of more bytes than this is shown by its two ends.
const LONG: u32 = 2000;
/// At most so many bytes of a sentence are shown before and after a marked part.
const CONTEXT: u32 = 400;

/// A stretch of the text to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Passage {
    pub(super) span: Span,
    /// Whether text that belongs to its first sentence, or to the passage before it, is left out in front of it.
    pub(super) cut_before: bool,
    /// Whether text of its last sentence is left out behind it.
    pub(super) cut_after: bool,
}

/// The sentences that a finding touches, in the order of the text, each passage inside one block; noise only where it
/// holds a label. Time and size grow with the number of marked parts, not with the length of what they lie in.
pub(super) fn passages(document: &Document, whole: Span, labels: &[Span]) -> Vec<Passage> {
    let read = ends_of(document, whole).into_iter().flat_map(|span| by_block(document, span, Block::is_read));
    let labels = labels.iter().flat_map(|label| ends_of(document, *label));
    let labelled = labels.flat_map(|span| by_block(document, span, |_| true));
    let mut passages: Vec<_> = read.chain(labelled).map(|span| widened(document, span)).collect();
    passages.sort_by_key(|passage| (passage.span, passage.cut_before, passage.cut_after));
    merged(document, passages)
}

/// The span, or its two ends if it is long.
fn ends_of(document: &Document, span: Span) -> Vec<Span> {
    if span.len() <= LONG {
        return vec![span];
    }
    let head = Span { start: span.start, end: word_start(document, span.start + CONTEXT, span) };
    let tail = Span { start: word_start(document, span.end - CONTEXT, span), end: span.end };
    vec![head, tail]
}

/// The parts of a span that lie in `shown` blocks; if there is none, the span itself.
fn by_block(document: &Document, span: Span, shown: impl Fn(&Block) -> bool) -> Vec<Span> {
    let blocks = document.blocks();
    let first = blocks.partition_point(|block| block.span.end <= span.start);
    let touched = blocks[first..].iter().take_while(|block| block.span.start < span.end);
    let part =
        |block: &Block| Span { start: span.start.max(block.span.start), end: span.end.min(block.span.end) };
    let parts: Vec<_> = touched.filter(|block| shown(block)).map(part).collect();
    if parts.is_empty() { vec![span] } else { parts }
}

/// The span with the rest of its first and last sentence, or of its block where no sentences were read.
fn widened(document: &Document, span: Span) -> Passage {
    let start = unit_at(document, span.start).map_or(span.start, |unit| unit.start);
    let end = unit_at(document, span.end.saturating_sub(1)).map_or(span.end, |unit| unit.end).max(span.end);
    let cut_before = span.start - start > CONTEXT;
    let cut_after = end - span.end > CONTEXT;
    let whole = Span { start, end };
    let start = if cut_before { word_start(document, span.start - CONTEXT, whole) } else { start };
    let end = if cut_after { word_start(document, span.end + CONTEXT, whole) } else { end };
    Passage { span: Span { start: start.min(span.start), end: end.max(span.end) }, cut_before, cut_after }
}

/// The sentence that holds an offset, or else the block.
fn unit_at(document: &Document, offset: u32) -> Option<Span> {
    let sentences = document.layer::<Sentences>();
    if let Some(index) = sentences.at(offset) {
        return Some(sentences.all()[index].span);
    }
    let blocks = document.blocks();
    let behind = blocks.partition_point(|block| block.span.start <= offset);
    let block = &blocks[behind.checked_sub(1)?];
    (offset < block.span.end && !block.is_read()).then_some(block.span)
}

/// The first start of a word at or behind `offset`, within a few dozen bytes; else a character boundary there.
fn word_start(document: &Document, offset: u32, within: Span) -> u32 {
    let text = document.text();
    let mut at = offset as usize;
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let ahead = text[at..within.end as usize].char_indices().take(60);
    let space = ahead.into_iter().find(|(_, character)| character.is_whitespace());
    Span::from_range(0..space.map_or(at, |(index, character)| at + index + character.len_utf8())).end
}

/// Joins passages that overlap, or that only white space of one block keeps apart.
fn merged(document: &Document, passages: Vec<Passage>) -> Vec<Passage> {
    let mut merged: Vec<Passage> = Vec::new();
    for passage in passages {
        match merged.last_mut() {
            Some(last) if flows_on(document, last.span, passage.span) => {
                if passage.span.end > last.span.end {
                    last.cut_after = passage.cut_after;
                } else if passage.span.end == last.span.end {
                    last.cut_after &= passage.cut_after;
                }
                last.span = last.span.cover(passage.span);
            }
            _ => merged.push(passage),
        }
    }
    merged
}

fn flows_on(document: &Document, before: Span, after: Span) -> bool {
    if after.start <= before.end {
        return true;
    }
    let blocks = document.blocks();
    let block_of = |offset: u32| blocks.partition_point(|block| block.span.start <= offset);
    block_of(before.end - 1) == block_of(after.start)
        && after.start - before.end < CONTEXT
        && document.text()[before.end as usize..after.start as usize].trim().is_empty()
}

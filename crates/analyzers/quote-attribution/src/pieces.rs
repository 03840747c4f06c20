//! The pieces of what was said: whole quotations, what a colon announces, and quotations that go on with it.

use crate::attribution::Attribution;
use crate::reading::{Reading, Stretch};
use std::ops::Range;

/// Widens a piece that starts or ends inside a quotation to that quotation's marks, over sentences.
pub(crate) fn widen(reading: &Reading, piece: &mut Range<usize>) {
    let region = |index: usize| reading.words.get(index).and_then(|word| word.region);
    while piece.start > 0 && region(piece.start).is_some() && region(piece.start - 1) == region(piece.start) {
        piece.start -= 1;
    }
    while region(piece.end - 1).is_some() && region(piece.end - 1) == region(piece.end) {
        piece.end += 1;
    }
}

/// How many words from the end of its sentence a cue stands at most that announces what comes next.
const NEAR_END: usize = 40;

/// What stands behind a colon that ends the cue's sentence: a quotation, or, behind a verb of saying, the whole next
/// block.
pub(crate) fn announced(reading: &Reading, cue: usize) -> Option<Range<usize>> {
    let index = reading.words[cue].sentence;
    let sentence = &reading.sentences[index];
    if cue + NEAR_END < sentence.words.end {
        return None;
    }
    let colon = reading.words[sentence.words.clone()].iter().rev().take(2).any(|word| word.text == ":");
    let next = reading.sentences.get(index + 1).filter(|next| colon && next.block <= sentence.block + 1)?;
    if next.quoted {
        return Some(next.words.clone());
    }
    if next.block == sentence.block || !reading.words[cue].says {
        return None;
    }
    let rest = reading.sentences[index + 1..].iter().take_while(|other| other.block == next.block);
    let end = rest.last().map_or(next.words.end, |last| last.words.end);
    Some(reading.trim(next.words.start..end)).filter(|piece| !piece.is_empty())
}

/// Adds the quotations that stand alone to the attribution whose speaker they go on with: a quoted sentence right
/// behind an attribution with a quotation, in its paragraph or the next.
pub(crate) fn attach(reading: &Reading, found: &mut [Attribution]) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|index| found[*index].first());
    let mut holder: Option<(usize, u32)> = None;
    let mut covered = 0;
    let mut next = 0;
    for stretch in &reading.sentences {
        let mut own = None;
        while next < order.len() && found[order[next]].first() < stretch.words.end {
            let index = order[next];
            if holds_on(reading, &found[index], own.is_none()) {
                own = Some(index);
            }
            covered = covered.max(found[index].last() + 1);
            next += 1;
        }
        if let Some(own) = own {
            holder = Some((own, stretch.block));
        } else if stretch.words.start < covered {
            holder = holder.map(|(index, _)| (index, stretch.block));
        } else {
            holder = holder.filter(|(_, block)| goes_on(stretch, *block)).map(|(index, _)| {
                found[index].content.push(stretch.words.clone());
                (index, stretch.block)
            });
        }
    }
    for attribution in found {
        merge(reading, &mut attribution.content);
    }
}

/// Whether a quotation behind may go on with an attribution: always with one that quotes, else with the first.
fn holds_on(reading: &Reading, attribution: &Attribution, first: bool) -> bool {
    first || attribution.kind(reading) != "indirect"
}

fn goes_on(stretch: &Stretch, block: u32) -> bool {
    stretch.quoted && (stretch.block == block || stretch.block == block + 1)
}

/// Sorts pieces and joins those that nothing but white space parts.
pub(crate) fn merge(reading: &Reading, pieces: &mut Vec<Range<usize>>) {
    pieces.sort_by_key(|piece| piece.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        match merged.last_mut() {
            Some(last) if last.end > piece.start => last.end = piece.end.max(last.end),
            Some(last) if last.end == piece.start && same_block(reading, last, &piece) => {
                last.end = piece.end
            }
            _ => merged.push(piece),
        }
    }
    *pieces = merged;
}

fn same_block(reading: &Reading, left: &Range<usize>, right: &Range<usize>) -> bool {
    let block = |word: usize| reading.sentences[reading.words[word].sentence].block;
    block(left.end - 1) == block(right.start)
}

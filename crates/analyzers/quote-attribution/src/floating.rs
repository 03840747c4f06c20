//! Quotations that no verb of saying introduces: they go on with what their speaker said before, or announce it.

use crate::attribution::Attribution;
use crate::reading::Reading;
use std::ops::Range;

/// Adds the quotations that stand alone to the attribution whose speaker they go on with.
///
/// A quoted sentence right behind an attribution, in its paragraph or the next, belongs to its speaker; one that opens
/// a paragraph whose next sentence attributes belongs to that.
pub(crate) fn attach(reading: &Reading, found: &mut [Attribution]) {
    let mut holder: Option<(usize, u32)> = None;
    let mut next = 0;
    for (sentence, block) in &reading.sentences {
        let mut own = None;
        while next < found.len() && starts_before(&found[next], sentence.end) {
            own = Some(next);
            next += 1;
        }
        if own.is_none() {
            own = found[..next].iter().rposition(|attribution| attribution.last() >= sentence.start);
        }
        if let Some(own) = own {
            holder = Some((own, *block));
            continue;
        }
        let Some((index, last)) = holder else { continue };
        let quoted = quoted_sentence(reading, sentence.clone());
        let adjacent = *block == last || *block == last + 1;
        if let Some(quoted) = quoted.filter(|_| adjacent) {
            found[index].content.push(quoted);
            holder = Some((index, *block));
        } else {
            holder = None;
        }
    }
    for attribution in found {
        merge(reading, &mut attribution.content);
    }
}

fn starts_before(attribution: &Attribution, end: usize) -> bool {
    attribution.parts().map(|part| part.start).min().is_some_and(|start| start < end)
}

/// The sentence, if it stands in quotation marks as a whole.
fn quoted_sentence(reading: &Reading, sentence: Range<usize>) -> Option<Range<usize>> {
    let mut words = reading.words[sentence.clone()].iter().filter(|word| word.is_word());
    let whole = words.clone().next().is_some() && words.all(|word| word.region.is_some());
    whole.then_some(sentence)
}

/// Sorts pieces and joins those that nothing but white space parts.
fn merge(reading: &Reading, pieces: &mut Vec<Range<usize>>) {
    pieces.sort_by_key(|piece| piece.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        match merged.last_mut() {
            Some(last) if last.end >= piece.start && same_region(reading, last, &piece) => {
                last.end = piece.end.max(last.end)
            }
            _ => merged.push(piece),
        }
    }
    *pieces = merged;
}

fn same_region(reading: &Reading, left: &Range<usize>, right: &Range<usize>) -> bool {
    let region = reading.words[left.end - 1].region;
    region.is_some() && region == reading.words[right.start].region
}

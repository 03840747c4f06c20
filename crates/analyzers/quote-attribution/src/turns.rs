//! Attributions by layout: turns of an interview ("SMITH: …"), and a name behind a dash under a quotation.

use crate::attribution::Attribution;
use crate::lexicon::CREDITS;
use crate::reading::Reading;
use std::ops::Range;

/// Turns that make an article, or a part of it, a transcript.
const ENOUGH: usize = 3;

/// Every turn and every name behind a dash, in the order of the text.
pub(crate) fn attributions(reading: &Reading) -> Vec<Attribution> {
    let blocks = blocks(reading);
    let turns: Vec<Attribution> = blocks.iter().filter_map(|block| turn(reading, block.clone())).collect();
    let mut found = if turns.len() >= ENOUGH { turns } else { Vec::new() };
    let previous = std::iter::once(None).chain(blocks.iter().map(Some));
    found.extend(previous.zip(&blocks).filter_map(|(above, block)| signed(reading, above, block.clone())));
    found.sort_by_key(|attribution| attribution.content[0].start);
    found
}

/// The words of each block that holds any.
fn blocks(reading: &Reading) -> Vec<Range<usize>> {
    let chunks = reading.sentences.chunk_by(|left, right| left.block == right.block);
    chunks.map(|chunk| chunk[0].words.start..chunk[chunk.len() - 1].words.end).collect()
}

/// `SMITH: The rest of the block.`, also in quotation marks.
fn turn(reading: &Reading, mut block: Range<usize>) -> Option<Attribution> {
    let marked = block.len() > 1 && reading.words[block.start].is_mark();
    block.start += usize::from(marked);
    let colon = block.clone().take(6).find(|index| reading.words[*index].text == ":")?;
    let source = block.start..colon;
    let credit = source.clone().any(|index| CREDITS.has(&reading.words[index].lower));
    let spoken = reading.trim(colon + 1..block.end);
    let named = !credit && is_name(reading, source.clone(), marked);
    (named && !spoken.is_empty()).then(|| Attribution {
        content: vec![spoken],
        cue: Some(colon..colon + 1),
        source: Some(source),
        score: 0.8,
        verbatim: true,
    })
}

/// `“All of it.” — Jane Smith`, the dash in the quotation's block or at the start of the next.
fn signed(reading: &Reading, above: Option<&Range<usize>>, block: Range<usize>) -> Option<Attribution> {
    let is_dash = |index: &usize| matches!(reading.words[*index].text, "—" | "–" | "―" | "--" | "-");
    let dash = block.clone().rev().take(12).find(is_dash)?;
    let quoted = if dash == block.start { above?.clone() } else { block.start..dash };
    let whole = reading.words[quoted.clone()].iter().all(|word| word.region.is_some());
    let behind = reading.trim(dash + 1..block.end);
    let name = behind.clone().find(|index| reading.words[*index].text == ",").unwrap_or(behind.end);
    (whole && is_name(reading, behind.start..name, false)).then(|| Attribution {
        content: vec![quoted],
        cue: Some(dash..dash + 1),
        source: Some(behind),
        score: 0.8,
        verbatim: true,
    })
}

/// Whether a few words are a name, outside of quotations unless `marked`.
fn is_name(reading: &Reading, range: Range<usize>, marked: bool) -> bool {
    let small = ["de", "van", "von", "of", "la", "al", "the", "bin"];
    let fits = |index: usize| {
        let word = &reading.words[index];
        (marked || word.region.is_none()) && (word.is_capitalized() || word.is(&small) || word.text == ".")
    };
    !range.is_empty()
        && range.len() <= 6
        && range.clone().all(fits)
        && reading.words[range.start].is_capitalized()
}

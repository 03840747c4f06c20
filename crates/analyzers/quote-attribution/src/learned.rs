//! Attributions by the learned model: cues from the top of each sentence's tree down, none inside another's content.

use crate::attribution::Attribution;
use crate::model::{Model, SCALE, cue};
use crate::pieces;
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::models::{Relation, Upos, Xpos};
use std::ops::Range;

/// The least score of a cue, by what it introduces: quoted words bear a cue out, a verb of saying does so less, and for
/// anything else precision is worth more than recall.
const QUOTED: i32 = -20;
const SAID: i32 = -4;
const OTHER: i32 = 16;
/// The least score of a cue that nobody stands behind: most such are no attribution.
const UNSOURCED: i32 = 70;

/// Adds every attribution that the model finds outside of those already in `found`.
pub(crate) fn add(reading: &Reading, model: &Model, found: &mut Vec<Attribution>) {
    let mut taken = vec![false; reading.words.len()];
    found.iter().for_each(|attribution| take(&mut taken, attribution));
    for sentence in &reading.sentences {
        let first = found.len();
        let candidate = |index: &usize| !taken[*index] && cue::is_candidate(&reading.words[*index]);
        let score = |index: usize| (model.cue(reading, index), index);
        let candidates = sentence.words.clone().filter(candidate);
        let mut cues: Vec<(i32, usize)> =
            candidates.map(score).filter(|(score, _)| *score > QUOTED).collect();
        cues.sort_by_key(|(_, index)| (reading.words[*index].depth, *index));
        for (score, index) in cues {
            if taken[index] {
                continue;
            }
            let Some(mut attribution) = attribution(reading, model, index) else { continue };
            if score <= least(reading, &attribution, index) {
                continue;
            }
            attribution.score = confidence(score, attribution.kind(reading) == "indirect");
            take(&mut taken, &attribution);
            drop_inside(found, first, &attribution);
            found.push(attribution);
        }
    }
}

/// How often an attribution of this score is right in content, cue and source: a logistic curve fitted to PolNeAR's
/// development articles (expected calibration error 0.015).
fn confidence(score: i32, indirect: bool) -> f32 {
    let (slope, start) = if indirect { (0.647, -0.384) } else { (0.656, -0.183) };
    1.0 / (1.0 + (-(slope * score as f32 / SCALE + start)).exp())
}

/// No attribution stands inside another: drops those of the same sentence whose cue the content of `outer` holds.
fn drop_inside(found: &mut Vec<Attribution>, first: usize, outer: &Attribution) {
    let inside = |cue: &Range<usize>| outer.content.iter().any(|piece| piece.contains(&cue.start));
    let mut kept = found.split_off(first);
    kept.retain(|inner| !inner.cue.as_ref().is_some_and(inside));
    found.append(&mut kept);
}

fn least(reading: &Reading, attribution: &Attribution, cue: usize) -> i32 {
    if attribution.source.is_none() {
        return UNSOURCED;
    }
    let said = reading.words[cue].says;
    match attribution.kind(reading) {
        "indirect" if said => SAID,
        "indirect" => OTHER,
        _ => QUOTED,
    }
}

fn take(taken: &mut [bool], attribution: &Attribution) {
    attribution.parts().for_each(|part| taken[part.clone()].fill(true));
}

fn attribution(reading: &Reading, model: &Model, cue: usize) -> Option<Attribution> {
    let mut attribution = model.attribution(reading, cue);
    if attribution.content.is_empty() {
        attribution.content.extend(pieces::announced(reading, cue));
    }
    if let Some((clause, source)) = clause_in_front(reading, cue)
        && attribution.content.iter().all(|piece| clause.start <= piece.start && piece.end <= clause.end)
    {
        attribution.content = vec![clause];
        attribution.source.get_or_insert(source);
    }
    attribution.content.iter_mut().for_each(|piece| pieces::widen(reading, piece));
    pieces::merge(reading, &mut attribution.content);
    if attribution.source.is_none() && reading.words[cue].says {
        attribution.source = speaker_in_front(reading, &mut attribution, cue);
    }
    (!attribution.content.is_empty()).then_some(attribution)
}

/// How many words name a speaker at most.
const LONGEST_SPEAKER: usize = 12;

/// Whoever stands between the last comma in front of the cue and the cue, taken off the content where that runs up to
/// the cue: "…, people briefed on it said".
fn speaker_in_front(reading: &Reading, attribution: &mut Attribution, cue: usize) -> Option<Range<usize>> {
    let start = attribution.cue.as_ref().map_or(cue, |words| words.start);
    let content = attribution.content.last_mut().filter(|piece| piece.end <= start)?;
    let reach = start.saturating_sub(LONGEST_SPEAKER).max(content.start + 1)..start;
    let comma = reach.rev().find(|index| !reading.words[*index].is_word())?;
    let words = &reading.words[comma + 1..start];
    if reading.words[comma].text != "," || !words.iter().any(names_somebody) {
        return None;
    }
    content.end = content.end.min(comma);
    Some(comma + 1..start)
}

/// How many words follow the verb at most where what was said stands in front: "…, officials said on Tuesday."
const LONGEST_END: usize = 8;

/// The clause in front of the last comma before a verb of saying, and whoever stands between them: "The plant will close,
/// a person close to the company said."
fn clause_in_front(reading: &Reading, cue: usize) -> Option<(Range<usize>, Range<usize>)> {
    let finite = |word: &Word| matches!(word.tag.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let subject = |word: &Word| matches!(word.relation, Relation::Nsubj | Relation::NsubjPass);
    let sentence = &reading.sentences[reading.words[cue].sentence].words;
    let end = &reading.words[cue + 1..sentence.end];
    let says = reading.words[cue].says && finite(&reading.words[cue]);
    // Near the end of the sentence only, so that long sentences full of cues cost no more than their length.
    if !says || end.len() > LONGEST_END || end.iter().any(|word| finite(word) || word.is_mark()) {
        return None;
    }
    let reach = cue.saturating_sub(LONGEST_SPEAKER).max(sentence.start)..cue;
    let comma = reach.rev().find(|index| !reading.words[*index].is_word())?;
    let speaker = &reading.words[comma + 1..cue];
    let speaks = !speaker.iter().any(finite) && speaker.iter().any(names_somebody);
    let colon = (sentence.start..comma).rev().find(|index| reading.words[*index].text == ":");
    let clause = reading.trim(colon.map_or(sentence.start, |colon| colon + 1)..comma);
    let words = &reading.words[clause.clone()];
    let is_clause = words.iter().any(finite)
        && words.iter().any(subject)
        && words.iter().all(|word| word.region.is_none());
    (speaks && is_clause && reading.words[comma].text == ",").then_some((clause, comma + 1..cue))
}

fn names_somebody(word: &Word) -> bool {
    matches!(word.tag.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

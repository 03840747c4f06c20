//! Attributions by the learned model: proposals around every likely cue, of which the likeliest are kept that do not
//! share words.

use crate::attribution::Attribution;
use crate::mend;
use crate::model::forest::Forest;
use crate::model::{Model, Proposer, cue, whole};
use crate::parts::{self, HIGHEST, phrase};
use crate::pieces;
use crate::reading::{Reading, Word};
use crate::threshold::{confidence, least};
use copydesk_analyzer::language::models::network::sigmoid;
use copydesk_analyzer::language::models::{Relation, Xpos};
use std::ops::Range;

/// An attribution that the model proposes around a cue, before it is weighed.
pub struct Proposal {
    /// Its parts.
    pub attribution: Attribution,
    /// The head of its cue.
    pub cue: usize,
    /// The cue's score.
    pub score: i32,
    /// How much better its parts fit than the best without content, and without source.
    pub margins: [i32; 2],
}

/// The turns of an article, and what the model proposes outside of them.
pub fn proposed(reading: &Reading, model: &Proposer) -> (Vec<Proposal>, Vec<Attribution>) {
    let turns = crate::turns::attributions(reading);
    let mut taken = vec![false; reading.words.len()];
    turns.iter().for_each(|attribution| take(&mut taken, attribution));
    (proposals(reading, model, &taken), turns)
}

/// Every attribution around a word that may be a cue, in the order of the cues.
fn proposals(reading: &Reading, model: &Proposer, taken: &[bool]) -> Vec<Proposal> {
    let candidate = |index: &usize| !taken[*index] && cue::is_candidate(&reading.words[*index]);
    let score = |index: usize| (model.cue(reading, index), index);
    let scores = (0..reading.words.len()).filter(candidate).map(score);
    let likely = scores.filter(|(score, _)| *score > LEAST);
    likely
        .filter_map(|(score, cue)| {
            let (attribution, margins) = parts::attribution(reading, model, cue)?;
            Some(Proposal { attribution, cue, score, margins })
        })
        .collect()
}

/// A cue of no more than this score is no proposal.
const LEAST: i32 = -96;

/// Adds every attribution that the model finds outside of those already in `found`.
pub(crate) fn add(reading: &Reading, model: &Model, found: &mut Vec<Attribution>) {
    let mut taken = vec![false; reading.words.len()];
    found.iter().for_each(|attribution| take(&mut taken, attribution));
    let mut proposals = proposals(reading, &model.proposer, &taken);
    let foreign = model.vocabulary.foreign(reading);
    for (features, proposal) in whole::features(reading, &proposals).iter().zip(&mut proposals) {
        proposal.attribution.score = model.forest.score(features) as f32 / Forest::SCALE;
    }
    proposals.retain(|proposal| sigmoid(proposal.attribution.score) > least(reading, proposal, foreign));
    proposals.retain(|proposal| !mend::asks_for_anonymity(reading, &proposal.attribution));
    drop_marks(reading, &mut proposals);
    let sentence = |proposal: &Proposal| reading.words[proposal.cue].sentence;
    for group in proposals.chunk_by_mut(|left, right| sentence(left) == sentence(right)) {
        let first = found.len();
        group.sort_by(|left, right| right.attribution.score.total_cmp(&left.attribution.score));
        for proposal in group {
            if !is_free(proposal, &taken) {
                continue;
            }
            drop_inside(found, first, &proposal.attribution, &mut taken);
            let Some(mut attribution) = untaken(reading, proposal, &taken) else { continue };
            let source = attribution.source.take();
            let active = reading.words[proposal.cue].tag.xpos == Xpos::Vbg;
            attribution.source = source
                .or_else(|| governing_subject(reading, &attribution, proposal.cue))
                .map(|source| if active { teller(&found[first..], source) } else { source });
            attribution.score = confidence(attribution.score, attribution.kind(reading) == "indirect");
            take(&mut taken, &attribution);
            found.push(attribution);
        }
    }
}

/// Drops colons that end the cue of another proposal with a source: "posted on her site:".
fn drop_marks(reading: &Reading, proposals: &mut Vec<Proposal>) {
    let ends_cue = |at: usize| {
        let colon = proposals[at].cue;
        let before = &proposals[at.saturating_sub(NEAR)..at];
        let holds = |other: &Proposal| {
            let cue = other.attribution.cue.as_ref();
            other.attribution.source.is_some() && cue.is_some_and(|words| words.contains(&colon))
        };
        reading.words[colon].text == ":" && before.iter().any(holds)
    };
    let dropped: Vec<bool> = (0..proposals.len()).map(ends_cue).collect();
    let mut dropped = dropped.into_iter();
    proposals.retain(|_| dropped.next() != Some(true));
}

/// How many proposals in front of a colon may have it at the end of their cue.
const NEAR: usize = 4;

/// Whether no better attribution has a proposal's cue, or more than half of its content.
fn is_free(proposal: &Proposal, taken: &[bool]) -> bool {
    let words = || proposal.attribution.content.iter().flat_map(Range::clone);
    let free = words().filter(|index| !taken[*index]).count();
    !taken[proposal.cue] && 2 * free >= words().count()
}

/// No attribution stands inside another: drops those of the same sentence whose cue the content of `outer` holds.
fn drop_inside(found: &mut Vec<Attribution>, first: usize, outer: &Attribution, taken: &mut [bool]) {
    let inside = |inner: &Attribution| {
        let holds = |cue: &Range<usize>| outer.content.iter().any(|piece| piece.contains(&cue.start));
        inner.cue.as_ref().is_some_and(holds)
    };
    let (dropped, kept): (Vec<_>, Vec<_>) = found.split_off(first).into_iter().partition(inside);
    found.extend(kept);
    for part in dropped.iter().flat_map(|inner| inner.content.iter().chain(&inner.cue)) {
        taken[part.clone()].fill(false);
    }
}

/// The attribution without content that a better one has; none if nothing is left.
fn untaken(reading: &Reading, proposal: &Proposal, taken: &[bool]) -> Option<Attribution> {
    let mut attribution = proposal.attribution.clone();
    if attribution.content.iter().any(|piece| taken[piece.clone()].contains(&true)) {
        let words = proposal.attribution.content.iter().flat_map(Range::clone);
        attribution.content = words.filter(|index| !taken[*index]).map(|index| index..index + 1).collect();
        pieces::merge(reading, &mut attribution.content);
        attribution.content.retain(|piece| reading.words[piece.clone()].iter().any(Word::is_word));
    }
    (!attribution.content.is_empty()).then_some(attribution)
}

/// Whoever goes on: where a source is part of what somebody said, "Ida said the firm was sound, adding …", that somebody.
fn teller(found: &[Attribution], source: Range<usize>) -> Range<usize> {
    let holds = |other: &&Attribution| other.content.iter().any(|piece| piece.contains(&source.start));
    let outer = found.iter().find(holds).and_then(|other| other.source.clone());
    outer.unwrap_or(source)
}

/// The subject above a cue without its own: "The firm defended the plan, saying …", "She thanked them and said …".
fn governing_subject(reading: &Reading, attribution: &Attribution, cue: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let joined = words[cue].relation == Relation::Conj && parts::is_finite(&words[cue]);
    if !joined && !matches!(words[cue].tag.xpos, Xpos::Vbg | Xpos::Vb)
        || joined && reading.subject(cue).is_some()
    {
        return None;
    }
    let leads_up =
        |at: &usize| matches!(words[*at].relation, Relation::Advcl | Relation::Xcomp | Relation::Conj);
    let above = std::iter::successors(Some(cue), |at| words[*at].head.filter(|_| leads_up(at)));
    let (verb, noun) = above.take(HIGHEST).skip(1).find_map(|verb| Some((verb, reading.subject(verb)?)))?;
    let relative = words[noun].is(&["that", "which", "who"]);
    // What joins the verb of a relative clause goes on about the noun: "Tessera, which makes paint, closed and said …".
    let noun = if relative { words[verb].head.filter(|head| *head < noun)? } else { noun };
    let mut subject = phrase(reading, noun)?;
    if relative {
        subject.end = noun + 1;
    }
    parts::stands_apart(reading, attribution, noun, &subject).then_some(subject)
}

fn take(taken: &mut [bool], attribution: &Attribution) {
    let parts = attribution.content.iter().chain(&attribution.cue);
    parts.for_each(|part| taken[part.clone()].fill(true));
}

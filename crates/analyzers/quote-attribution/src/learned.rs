//! Attributions by the learned model: proposals around every likely cue, of which the likeliest are kept that do not
//! share words.

use crate::attribution::Attribution;
use crate::model::forest::Forest;
use crate::model::{Model, Proposer, cue, whole};
use crate::pieces;
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::models::network::sigmoid;
use copydesk_analyzer::language::models::{Relation, Upos, Xpos};
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
            let (attribution, margins) = attribution(reading, model, cue)?;
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
            attribution.source = source.or_else(|| governing_subject(reading, &attribution, proposal.cue));
            attribution.score = confidence(attribution.score, attribution.kind(reading) == "indirect");
            take(&mut taken, &attribution);
            found.push(attribution);
        }
    }
}

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

/// How likely an attribution must be: in articles like those of training, and in others. What training calls an
/// attribution without quotation or clause ("praised the plan") other news seldom does, so there more is asked, as of a
/// few quoted words that nobody is said to have said ("named the robot “Otto”").
fn least(reading: &Reading, proposal: &Proposal, foreign: f32) -> f32 {
    let attribution = &proposal.attribution;
    let word = &reading.words[proposal.cue];
    let clause = whole::holds_clause(reading, proposal);
    let quoted = attribution.kind(reading) != "indirect";
    let title = quoted && !word.says && whole::quoted_words(reading, attribution) <= LONGEST_TITLE;
    let (alike, other) = match (attribution.source.is_some(), quoted) {
        (true, true) if title => (0.4, 0.7),
        (true, true) => (0.35, 0.5),
        (true, false) if word.says && clause => (0.35, 0.5),
        (true, false) if word.says => (0.45, 0.6),
        (true, false) if word.is(INTENDING) => (0.42, 0.5),
        (true, false) if clause => (0.42, 0.75),
        (true, false) => (0.45, 0.9),
        (false, true) => (0.5, 0.8),
        (false, false) if word.says && clause => (0.6, 0.7),
        (false, false) if word.says => (0.6, 0.8),
        (false, false) => (0.6, 0.95),
    };
    alike + (other - alike) * foreign
}

/// How many quoted words may be a title or a name.
const LONGEST_TITLE: usize = 3;

/// Verbs whose subject tells what it means to do, in any news.
const INTENDING: &[&str] = &[
    "aim", "aims", "expect", "expected", "expects", "intend", "intended", "intends", "plan", "planned",
    "plans",
];

/// How often an attribution of this score is right in content, cue and source: logistic curves fitted to PolNeAR's
/// development articles (expected calibration error 0.018).
fn confidence(score: f32, indirect: bool) -> f32 {
    let (slope, start) = if indirect { (0.959, -0.344) } else { (0.967, -0.248) };
    sigmoid(slope * score + start)
}

/// The subject above a cue without its own: "The firm defended the plan, saying …".
fn governing_subject(reading: &Reading, attribution: &Attribution, cue: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    if !matches!(words[cue].tag.xpos, Xpos::Vbg | Xpos::Vb) {
        return None;
    }
    let leads_up =
        |at: &usize| matches!(words[*at].relation, Relation::Advcl | Relation::Xcomp | Relation::Conj);
    let above = std::iter::successors(Some(cue), |at| words[*at].head.filter(|_| leads_up(at)));
    let subject =
        |verb: usize| reading.dependents(verb).find(|child| words[*child].relation == Relation::Nsubj);
    let noun = above.take(HIGHEST).skip(1).find_map(subject)?;
    let below = |index: &usize| {
        let chain = std::iter::successors(Some(*index), |at| words[*at].head);
        chain.take(HIGHEST).any(|at| at == noun)
    };
    let sentence = &reading.sentences[words[cue].sentence].words;
    let start =
        (noun.saturating_sub(LONGEST_SPEAKER).max(sentence.start)..=noun).rev().take_while(below).last()?;
    let end = (noun..(noun + LONGEST_SPEAKER).min(sentence.end)).take_while(below).last()? + 1;
    let free = |piece: &Range<usize>| piece.end <= start || piece.start >= end;
    let apart = attribution.content.iter().chain(&attribution.cue).all(free);
    let named = words[noun].is_word() && words[noun].region.is_none();
    (apart && named).then(|| reading.trim(start..end))
}

/// How many heads above a word are looked at.
const HIGHEST: usize = 5;

fn take(taken: &mut [bool], attribution: &Attribution) {
    let parts = attribution.content.iter().chain(&attribution.cue);
    parts.for_each(|part| taken[part.clone()].fill(true));
}

fn attribution(reading: &Reading, model: &Proposer, cue: usize) -> Option<(Attribution, [i32; 2])> {
    let (mut attribution, margins) = model.attribution(reading, cue);
    if attribution.content.is_empty() {
        attribution.content.extend(pieces::announced(reading, cue));
    }
    if let Some((clause, source)) = clause_in_front(reading, cue)
        && attribution.content.iter().all(|piece| clause.start <= piece.start && piece.end <= clause.end)
    {
        attribution.content = vec![clause];
        attribution.source.get_or_insert(source);
    }
    if reading.words[cue].tag.upos == Upos::Noun {
        attribution.content.iter_mut().for_each(|piece| keep_one_predicate(reading, piece));
    }
    attribution.content.iter_mut().for_each(|piece| pieces::widen(reading, piece));
    pieces::merge(reading, &mut attribution.content);
    if attribution.source.is_none() && reading.words[cue].says {
        attribution.source = speaker_in_front(reading, &mut attribution, cue)
            .or_else(|| speaker_behind(reading, &mut attribution, cue));
    }
    (!attribution.content.is_empty()).then_some((attribution, margins))
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

/// Whoever stands between the cue and the end of the sentence where a comma or a quotation mark stands in front of the
/// cue: "“Stop!” shouted one of the guests."
fn speaker_behind(reading: &Reading, attribution: &mut Attribution, cue: usize) -> Option<Range<usize>> {
    let sentence = &reading.sentences[reading.words[cue].sentence].words;
    let before = &reading.words[cue.checked_sub(1).filter(|before| sentence.contains(before))?];
    let rest = cue + 1..sentence.end.min(cue + LONGEST_SPEAKER);
    let stops = |index: &usize| !reading.words[*index].is_word();
    let behind = cue + 1..rest.clone().find(stops).unwrap_or(rest.end);
    let words = &reading.words[behind.clone()];
    let noun = words.iter().any(names_somebody) && !words.iter().any(is_finite);
    let ends = behind.end == sentence.end || stops(&behind.end);
    if !(before.text == "," || before.is_mark()) || !noun || !ends {
        return None;
    }
    attribution.content.retain(|piece| piece.end <= cue || piece.start >= behind.end);
    Some(behind)
}

/// Cuts a noun's clause where the sentence goes on: "his claim that the data were lost | was rejected". Two finite verbs
/// without a noun, a conjunction or a mark between them have two subjects, and the second is the noun.
fn keep_one_predicate(reading: &Reading, piece: &mut Range<usize>) {
    use Upos::{Cconj, Noun, Pron, Propn, Sconj};
    let mut open = false;
    for index in piece.clone() {
        let word = &reading.words[index];
        if is_finite(word) && open {
            piece.end = index;
            return;
        }
        let parts = matches!(word.tag.upos, Cconj | Noun | Pron | Propn | Sconj) || !word.is_word();
        open = is_finite(word) || open && !parts;
    }
}

fn is_finite(word: &Word) -> bool {
    matches!(word.tag.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

/// How many words follow the verb at most where what was said stands in front: "…, officials said on Tuesday."
const LONGEST_END: usize = 8;

/// The clause in front of the last comma before a verb of saying, and whoever stands between them: "The plant will close,
/// a person close to the company said."
fn clause_in_front(reading: &Reading, cue: usize) -> Option<(Range<usize>, Range<usize>)> {
    let subject = |word: &Word| matches!(word.relation, Relation::Nsubj | Relation::NsubjPass);
    let sentence = &reading.sentences[reading.words[cue].sentence].words;
    let end = &reading.words[cue + 1..sentence.end];
    let says = reading.words[cue].says && is_finite(&reading.words[cue]);
    // Near the end of the sentence only, so that long sentences full of cues cost no more than their length.
    if !says || end.len() > LONGEST_END || end.iter().any(|word| is_finite(word) || word.is_mark()) {
        return None;
    }
    let reach = cue.saturating_sub(LONGEST_SPEAKER).max(sentence.start)..cue;
    let comma = reach.rev().find(|index| !reading.words[*index].is_word())?;
    let speaker = &reading.words[comma + 1..cue];
    let speaks = !speaker.iter().any(is_finite) && speaker.iter().any(names_somebody);
    let colon = (sentence.start..comma).rev().find(|index| reading.words[*index].text == ":");
    let clause = reading.trim(colon.map_or(sentence.start, |colon| colon + 1)..comma);
    let words = &reading.words[clause.clone()];
    let is_clause = words.iter().any(is_finite)
        && words.iter().any(subject)
        && words.iter().all(|word| word.region.is_none());
    (speaks && is_clause && reading.words[comma].text == ",").then_some((clause, comma + 1..cue))
}

fn names_somebody(word: &Word) -> bool {
    matches!(word.tag.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

//! The parts of an attribution: what the model proposes around a cue, mended where a rule knows better.

use crate::according;
use crate::attribution::Attribution;
use crate::lexicon::THOUGHTS;
use crate::mend;
use crate::model::Proposer;
use crate::pieces;
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::models::{Relation, Upos, Xpos};
use std::ops::Range;

/// The attribution around a cue, and how much better its parts fit than the best without content, and without source.
pub(crate) fn attribution(
    reading: &Reading,
    model: &Proposer,
    cue: usize,
) -> Option<(Attribution, [i32; 2])> {
    let (mut attribution, margins) = model.attribution(reading, cue);
    if attribution.content.is_empty() {
        attribution.content.extend(pieces::announced(reading, cue));
    }
    if let Some((clause, source)) = clause_in_front(reading, cue).or_else(|| clause_before_verb(reading, cue))
    {
        let quoted = reading.words[clause.clone()].iter().any(|word| word.region.is_some());
        let inside = |piece: &Range<usize>| clause.start <= piece.start && piece.end <= clause.end;
        let poorer = |piece: &Range<usize>| piece.start >= cue || !quoted && inside(piece);
        if attribution.content.iter().all(poorer) {
            attribution.content.retain(|piece| piece.start >= cue.max(source.end));
            let source = attribution.source.get_or_insert(source);
            // The source may start in front of the last comma: "…, the treasurer, Ida Falk, said".
            let end = if clause.contains(&source.start) { source.start } else { clause.end };
            attribution.content.push(reading.trim(clause.start..end));
            attribution.content.retain(|piece| !piece.is_empty());
        }
    }
    if reading.words[cue].tag.upos == Upos::Noun {
        attribution.content.iter_mut().for_each(|piece| keep_one_predicate(reading, piece));
    }
    mend::parts(reading, cue, &mut attribution);
    according::bound(reading, cue, &mut attribution);
    attribution.content.iter_mut().for_each(|piece| pieces::widen(reading, piece));
    pieces::merge(reading, &mut attribution.content);
    attribution.content.iter_mut().for_each(|piece| drop_stop(reading, piece));
    if attribution.source.is_none() && reading.words[cue].says {
        attribution.source = speaker_in_front(reading, &mut attribution, cue)
            .or_else(|| speaker_behind(reading, &mut attribution, cue));
    }
    if is_felt(reading, cue) {
        attribution.content.retain(|piece| piece.start > cue);
    }
    if attribution.source.is_none() && (reading.words[cue].says || is_felt(reading, cue)) {
        attribution.source = own_subject(reading, &attribution, cue);
    }
    (!attribution.content.is_empty()).then_some((attribution, margins))
}

/// Takes the full stop off the end of a piece, unless it is quoted.
fn drop_stop(reading: &Reading, piece: &mut Range<usize>) {
    let last = &reading.words[piece.end - 1];
    if piece.len() > 1 && last.text == "." && last.region.is_none() {
        piece.end -= 1;
    }
}

/// Whether a cue is a participle of what somebody thinks in front of a clause: "were concerned that".
fn is_felt(reading: &Reading, cue: usize) -> bool {
    let behind = reading.words.get(cue + 1).is_some_and(|word| word.lower == "that");
    reading.words[cue].tag.xpos == Xpos::Vbn && behind && THOUGHTS.has(&reading.words[cue].lower)
}

/// The subject of a finite cue in the active, or of a feeling, where it is no part of the content.
fn own_subject(reading: &Reading, attribution: &Attribution, cue: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let felt = is_felt(reading, cue);
    let wanted = if felt { Relation::NsubjPass } else { Relation::Nsubj };
    let noun = reading.dependents(cue).find(|child| words[*child].relation == wanted)?;
    let finite = felt || is_finite(&words[cue]);
    let subject = phrase(reading, noun).filter(|_| names_somebody(&words[noun]) && finite)?;
    let subject = Some(subject).filter(|subject| is_speaker(&words[subject.clone()]))?;
    stands_apart(reading, attribution, noun, &subject).then_some(subject)
}

/// Whether a subject with its noun is not quoted, and shares no word with an attribution's content and cue.
pub(crate) fn stands_apart(
    reading: &Reading,
    attribution: &Attribution,
    noun: usize,
    subject: &Range<usize>,
) -> bool {
    let free = |piece: &Range<usize>| piece.end <= subject.start || piece.start >= subject.end;
    let apart = attribution.content.iter().chain(&attribution.cue).all(free);
    apart && reading.words[noun].region.is_none()
}

/// The words around a noun that hang on it, as far as they stand together.
pub(crate) fn phrase(reading: &Reading, noun: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let below = |index: &usize| {
        let chain = std::iter::successors(Some(*index), |at| words[*at].head);
        chain.take(HIGHEST).any(|at| at == noun)
    };
    let sentence = &reading.sentences[words[noun].sentence].words;
    let reach = noun.saturating_sub(LONGEST_SPEAKER).max(sentence.start)..=noun;
    let start = reach.rev().take_while(below).last()?;
    let reach = noun..(noun + LONGEST_SPEAKER).min(sentence.end);
    let mut end = reach.clone().take_while(below).last()? + 1;
    if end == noun + LONGEST_SPEAKER {
        end = reach.clone().find(|index| words[*index].text == ",").unwrap_or(end);
    }
    words[noun].is_word().then(|| reading.trim(start..end))
}

/// How many heads above a word are looked at.
pub(crate) const HIGHEST: usize = 5;

/// How many words name a speaker at most.
pub(crate) const LONGEST_SPEAKER: usize = 12;

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
    let noun = is_speaker(words);
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
    // An infinitive has no subject of its own: the first finite verb is the noun's.
    let mut infinitive = reading.words[piece.start].lower == "to";
    let mut open = infinitive;
    for index in piece.clone() {
        let word = &reading.words[index];
        if is_finite(word) && open {
            piece.end = index;
            return;
        }
        let joint = matches!(word.tag.upos, Cconj | Pron | Sconj) || !word.is_word();
        infinitive &= !joint;
        let parts = joint || !infinitive && matches!(word.tag.upos, Noun | Propn);
        open = is_finite(word) || open && !parts;
    }
}

/// Whether words are a noun phrase, as far as its first relative clause: "people who worked there".
pub(crate) fn is_speaker(words: &[Word]) -> bool {
    let name = words.iter().take_while(|word| !word.is(&["that", "which", "who", "whose"])).count();
    words[..name].iter().any(names_somebody) && !words[..name].iter().any(is_finite)
}

fn is_participle(word: &Word) -> bool {
    matches!(word.tag.xpos, Xpos::Vbg | Xpos::Vbn)
}

pub(crate) fn is_finite(word: &Word) -> bool {
    matches!(word.tag.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

/// How many words follow the verb at most where what was said stands in front: "…, officials said on Tuesday."
const LONGEST_END: usize = 8;

/// The clause in front of the last comma before a verb of saying, and whoever stands between them: "The plant will close,
/// a person close to the company said."
fn clause_in_front(reading: &Reading, cue: usize) -> Option<(Range<usize>, Range<usize>)> {
    let subject = |word: &Word| matches!(word.relation, Relation::Nsubj | Relation::NsubjPass);
    let sentence = &reading.sentences[reading.words[cue].sentence].words;
    let rest = cue + 1..sentence.end;
    let ends = |index: &usize| match reading.words[*index].text {
        ";" => true,
        "," => rest.contains(&(index + 1)) && !reading.words[index + 1].is_mark(),
        _ => false,
    };
    let end = rest.clone().take(LONGEST_END + 1).find(ends);
    let end = &reading.words[cue + 1..end.unwrap_or(sentence.end)];
    let says = reading.words[cue].says && is_finite(&reading.words[cue]);
    // Near the end of the sentence only, so that long sentences full of cues cost no more than their length.
    if !says || end.len() > LONGEST_END || end.iter().any(|word| is_finite(word) || word.is_mark()) {
        return None;
    }
    let reach = cue.saturating_sub(LONGEST_SPEAKER).max(sentence.start)..cue;
    let stop = reach.rev().find(|index| !reading.words[*index].is_word())?;
    let speaks = is_speaker(&reading.words[stop + 1..cue]);
    // A comma before closing marks is quoted with them.
    let marked = reading.words[stop].is_mark() && stop > sentence.start;
    let (comma, behind) = if marked { (stop - 1, stop + 1) } else { (stop, stop) };
    let clause = reading.trim(clause_start(reading, sentence.start, comma)..behind);
    let words = &reading.words[clause.clone()];
    let participle = words.first().is_some_and(|first| first.says && is_participle(first));
    let is_clause = !participle && words.iter().any(is_finite) && words.iter().any(subject);
    (speaks && is_clause && reading.words[comma].text == ",").then_some((clause, stop + 1..cue))
}

/// Where the clause in front of a comma starts: behind a colon or semicolon, or where its sentence does.
fn clause_start(reading: &Reading, sentence: usize, comma: usize) -> usize {
    let apart = |index: &usize| matches!(reading.words[*index].text, ":" | ";");
    (sentence..comma).rev().find(apart).map_or(sentence, |mark| mark + 1)
}

/// The clause in front of the comma before a verb of saying, and whoever follows the verb up to the end of the sentence:
/// "Who had ordered it was not clear, said a spokesman for the army."
fn clause_before_verb(reading: &Reading, cue: usize) -> Option<(Range<usize>, Range<usize>)> {
    let sentence = &reading.sentences[reading.words[cue].sentence].words;
    let words = &reading.words;
    let comma = cue.checked_sub(1).filter(|comma| *comma > sentence.start && words[*comma].text == ",")?;
    if !words[cue].says || !is_finite(&words[cue]) || cue + LONGEST_SPEAKER < sentence.end {
        return None;
    }
    let own = |child: usize| child < cue && matches!(words[child].relation, Relation::Nsubj);
    if reading.dependents(cue).any(own) {
        return None;
    }
    let rest = reading.trim(cue + 1..sentence.end);
    let first = words.get(rest.start).filter(|_| !rest.is_empty())?;
    let stop = rest.clone().find(|index| !words[*index].is_word()).unwrap_or(rest.end);
    let speaks = opens_noun(first)
        && is_speaker(&words[rest.start..stop])
        && !words[rest.clone()].iter().any(Word::is_mark);
    let clause = reading.trim(clause_start(reading, sentence.start, comma)..comma);
    let is_clause = words[clause.clone()].iter().any(is_finite);
    (speaks && is_clause).then_some((clause, rest))
}

/// Whether a noun phrase may start with a word.
fn opens_noun(word: &Word) -> bool {
    use Upos::{Adj, Det, Noun, Num, Pron, Propn};
    matches!(word.tag.upos, Adj | Det | Noun | Num | Pron | Propn) && !word.is(&["that", "what", "which"])
}

pub(crate) fn names_somebody(word: &Word) -> bool {
    matches!(word.tag.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

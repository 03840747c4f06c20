//! Sources behind "according to": where they end, and where what they said starts.

use crate::attribution::Attribution;
use crate::parts::is_finite;
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::models::{Relation, Upos};
use std::ops::Range;

/// Sets the bounds of a source behind "According to" at the start of a sentence, and takes it off the content.
pub(crate) fn bound(reading: &Reading, cue: usize, attribution: &mut Attribution) {
    let words = &reading.words;
    let sentence = &reading.sentences[words[cue].sentence].words;
    let to = words.get(cue + 1).is_some_and(|word| word.lower == "to");
    if words[cue].lower != "according" || !to || !opens(reading, sentence.start, cue) {
        return;
    }
    let Some((source, start)) = source_in_front(reading, cue + 2..sentence.end) else { return };
    let content = &mut attribution.content;
    content.retain(|piece| piece.end > start);
    content.iter_mut().for_each(|piece| piece.start = piece.start.max(start));
    if content.is_empty() {
        content.push(reading.trim(start..sentence.end));
    }
    content.retain(|piece| !piece.is_empty());
    attribution.cue = Some(cue..cue + 2);
    attribution.source = Some(source);
}

/// Whether nothing but marks and conjunctions stands between the start of a sentence and a word.
fn opens(reading: &Reading, start: usize, index: usize) -> bool {
    let loose = |word: &Word| !word.is_word() || word.tag.upos == Upos::Cconj;
    index - start <= 2 && reading.words[start..index].iter().all(loose)
}

/// The source at the start of `rest`, and where the clause behind it starts.
fn source_in_front(reading: &Reading, rest: Range<usize>) -> Option<(Range<usize>, usize)> {
    let words = &reading.words;
    let comma = |from: usize| (from..rest.end).find(|index| words[*index].text == ",");
    let finite = |reach: Range<usize>| reach.into_iter().find(|index| is_finite(&words[*index]));
    let mut end = comma(rest.start).unwrap_or(rest.end);
    // "A trader briefed on the sale" has no finite verb, whatever the tagger takes "briefed" for.
    let last = rest.clone().rev().find(|index| is_finite(&words[*index]));
    let told = last.is_some_and(|last| last >= end);
    if let Some(verb) = finite(rest.start..end).filter(|verb| !(told && is_participle(reading, *verb))) {
        let relative = |index: usize| words[index].is(RELATIVE) || words[index].is_mark();
        if (rest.start..verb).any(relative) {
            return None;
        }
        let end = clause_start(reading, rest.start, verb)?;
        return Some((reading.trim(rest.start..end), end));
    }
    // Clauses and appositions that tell more of the source, each up to its own comma.
    while words
        .get(end + 1)
        .is_some_and(|next| next.is(RELATIVE) || next_apposition(reading, rest.start, end))
    {
        end = comma(end + 1)?;
    }
    last.filter(|last| *last >= end)?;
    let source = reading.trim(rest.start..end);
    (!source.is_empty() && end + 1 < rest.end).then_some((source, end + 1))
}

/// Whether a verb can be the participle of the noun in front of it: "briefed on", behind "a trader".
fn is_participle(reading: &Reading, verb: usize) -> bool {
    let words = &reading.words;
    let behind = words.get(verb + 1).is_some_and(|word| word.tag.upos == Upos::Adp);
    words[verb].lower.ends_with("ed") && words[verb - 1].tag.upos == Upos::Noun && behind
}

/// Whether what stands behind a comma explains the source in front of it.
fn next_apposition(reading: &Reading, start: usize, comma: usize) -> bool {
    let words = &reading.words;
    let next = comma.checked_add(1).and_then(|index| words.get(index));
    let common = next.is_some_and(|word| {
        matches!(word.tag.upos, Upos::Noun | Upos::Adj) && !word.is_capitalized()
            || word.is(&["a", "an", "the"])
    });
    let hangs = |index: usize| {
        words[index].relation == Relation::Appos
            && words[index].head.is_some_and(|head| (start..comma).contains(&head))
    };
    let sentence = &reading.sentences[words[comma].sentence].words;
    let stop = (comma + 1..sentence.end).find(|index| words[*index].text == ",").unwrap_or(comma);
    // "According to Ida Falk, a lawyer for the tenants, …"
    let name = words[comma - 1].tag.upos == Upos::Propn && next.is_some_and(|word| word.is(&["a", "an"]));
    common && (name && stop > comma || (comma + 1..stop).any(hangs))
}

/// Where the clause of a finite verb starts when no comma parts it from the source in front: behind the source's first
/// noun phrase.
fn clause_start(reading: &Reading, start: usize, verb: usize) -> Option<usize> {
    let words = &reading.words;
    let noun = |word: &Word| matches!(word.tag.upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let subject = |index: &usize| matches!(words[*index].relation, Relation::Nsubj | Relation::NsubjPass);
    let first = (start..verb).find(|index| noun(&words[*index]))?;
    let end = (first..verb).find(|index| !noun(&words[*index]))?;
    let opens = matches!(words[end].tag.upos, Upos::Det | Upos::Num | Upos::Adj | Upos::Adp | Upos::Adv);
    let told = (end..verb).any(|index| noun(&words[index])) && (start..=verb).any(|index| subject(&index));
    (opens && told).then_some(end)
}

/// Words that open a clause about the noun in front.
const RELATIVE: &[&str] = &["which", "who", "whose"];

//! What a rule knows better of an attribution's parts than the model: hearers, quotations in front of their speaker,
//! and clauses around a parenthesis.

use crate::attribution::Attribution;
use crate::lexicon::{HEARERS, THOUGHTS, names_speakers};
use crate::parts::{LONGEST_SPEAKER, is_finite, is_speaker, names_somebody, phrase};
use crate::pieces;
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::models::{Relation, Upos, Xpos};
use std::ops::Range;

/// Mends the parts of the attribution whose cue has its head at `cue`.
pub(crate) fn parts(reading: &Reading, cue: usize, attribution: &mut Attribution) {
    let words = attribution.cue.clone().unwrap_or(cue..cue + 1);
    let passive = is_passive(reading, cue, &words);
    if passive {
        drop_passive_subject(reading, cue, &words, attribution);
    } else if HEARERS.has(&reading.words[cue].lower)
        && attribution.content.iter().all(|piece| piece.start > cue)
    {
        drop_hearer(reading, cue, words.end, attribution);
    }
    if let Some(source) = &mut attribution.source {
        widen_relative(reading, source);
        join_apposition(reading, words.end, source, &mut attribution.content);
    }
    if attribution.source.is_none() && reading.words[cue].says && !passive {
        attribution.source = subject_in_content(reading, &words, &mut attribution.content);
    }
    attribution.cue = Some(without_stop(reading, words.clone()));
    if reading.words[cue].text == ":" {
        let noun = |source: &Range<usize>| reading.words[source.clone()].iter().any(names_somebody);
        attribution.source = attribution.source.take().filter(noun).or_else(|| announcer(reading, cue));
    }
    speaker_in_parenthesis(reading, cue, attribution);
    undate(reading, attribution);
    end_participle(reading, cue, attribution);
    if reading.words[cue].says {
        attribution.content.extend(quotation_in_front(reading, &words, attribution));
        attribution.content.extend(lead(reading, &words, attribution));
        pieces::merge(reading, &mut attribution.content);
    }
}

/// Whether a cue is in the passive: "had been told".
pub(crate) fn is_passive(reading: &Reading, head: usize, cue: &Range<usize>) -> bool {
    let be = ["is", "are", "was", "were", "be", "been", "being"];
    let participle = matches!(reading.words[head].tag.xpos, Xpos::Vbn | Xpos::Vbd);
    participle && reading.words[cue.start..head.max(cue.start)].iter().any(|word| word.is(&be))
}

/// The subject of a verb in the passive is no source, and no content where it is the hearer, "residents were told that
/// …", or stands for the clause: "it was announced that …".
fn drop_passive_subject(reading: &Reading, cue: usize, words: &Range<usize>, attribution: &mut Attribution) {
    let hears = HEARERS.has(&reading.words[cue].lower);
    let in_front =
        |part: &Range<usize>| part.end <= words.start && reading.words[part.start].region.is_none();
    let behind = attribution.content.iter().any(|piece| piece.start >= words.end);
    let stands_for = |piece: &Range<usize>| piece.len() == 1 && reading.words[piece.start].lower == "it";
    if behind {
        attribution.content.retain(|piece| !in_front(piece) || !hears && !stands_for(piece));
    }
    // Who is convinced is the source.
    if hears || !THOUGHTS.has(&reading.words[cue].lower) {
        attribution.source = attribution.source.take().filter(|source| !in_front(source));
    }
}

/// Widens a source that starts with a relative pronoun to the noun in front: "people | who worked there".
fn widen_relative(reading: &Reading, source: &mut Range<usize>) {
    let words = &reading.words;
    if source.len() == 1 || !words[source.start].is(&["that", "who"]) {
        return;
    }
    let sentence = &reading.sentences[words[source.start].sentence].words;
    let reach = sentence.start.max(source.start.saturating_sub(LONGEST_SPEAKER))..source.start;
    let apart = |index: &usize| !words[*index].is_word() || is_finite(&words[*index]);
    let start = reach.clone().rev().find(apart).map_or(reach.start, |index| index + 1);
    if words[start..source.start].iter().any(names_somebody) {
        source.start = start;
    }
}

/// Whoever a sentence before a colon is about, or whose answer: "Her answer was short: …".
fn announcer(reading: &Reading, colon: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let sentence = &reading.sentences[words[colon].sentence].words;
    let reach = sentence.start.max(colon.saturating_sub(LONGEST_LEAD))..colon;
    let subject = reach.clone().find(|index| words[*index].relation == Relation::Nsubj)?;
    let possessor = reading.dependents(subject).find(|child| words[*child].relation == Relation::NmodPoss);
    let utterance = words[subject].is(&UTTERANCES) || THOUGHTS.has(&words[subject].lower);
    let person = matches!(words[subject].tag.upos, Upos::Propn) || words[subject].is(&["he", "she", "they"]);
    match possessor.filter(|_| utterance) {
        Some(possessor) => phrase(reading, possessor),
        None if person || names_speakers(&words[subject].lower) => phrase(reading, subject),
        None => None,
    }
}

/// Nouns for what somebody says.
const UTTERANCES: [&str; 10] = [
    "advice",
    "answer",
    "comment",
    "explanation",
    "message",
    "motto",
    "question",
    "reply",
    "response",
    "verdict",
];

/// Takes the time of day off a source that starts with one, and the name behind it off the cue: "17:55 Ida Falk: …".
fn undate(reading: &Reading, attribution: &mut Attribution) {
    let (Some(source), Some(cue)) = (&mut attribution.source, &mut attribution.cue) else { return };
    let is_time = |index: usize| {
        let text = reading.words[index].text;
        text.contains(':') && text.starts_with(|c: char| c.is_ascii_digit())
    };
    if !is_time(source.start) {
        return;
    }
    source.start += 1;
    if source.start == source.end
        && cue.len() > 1
        && cue.start == source.start
        && reading.words[cue.end - 1].text == ":"
    {
        *source = cue.start..cue.end - 1;
        *cue = cue.end - 1..cue.end;
    }
    attribution.source = attribution.source.take().filter(|source| !source.is_empty());
}

/// The noun phrase right in front of a verb of saying, where the model took it for content: "The firm Ostro | has said |
/// that …".
fn subject_in_content(
    reading: &Reading,
    cue: &Range<usize>,
    content: &mut Vec<Range<usize>>,
) -> Option<Range<usize>> {
    let behind = content.iter().any(|piece| piece.start >= cue.end);
    let subject = |piece: &Range<usize>| {
        let words = &reading.words[piece.clone()];
        let opens = reading.sentences[words[0].sentence].words.start == piece.start;
        piece.end == cue.start && opens && is_speaker(words) && words.iter().all(|word| word.region.is_none())
    };
    let at = content.iter().position(subject).filter(|_| behind)?;
    Some(content.remove(at))
}

/// Adds what a source stands in apposition to, where the model took it for content: "The inquiry chair, | Colin Maddox,
/// reminded both that …".
fn join_apposition(
    reading: &Reading,
    end: usize,
    source: &mut Range<usize>,
    content: &mut Vec<Range<usize>>,
) {
    let comma = source.start.checked_sub(1).filter(|comma| reading.words[*comma].text == ",");
    let Some(comma) = comma.filter(|_| content.iter().any(|piece| piece.start >= end)) else { return };
    let joint = |piece: &Range<usize>| {
        let words = &reading.words[piece.clone()];
        let plain = words.iter().all(|word| word.region.is_none() && !is_finite(word));
        let opens = reading.sentences[words[0].sentence].words.start == piece.start;
        let hangs = |index: usize| {
            let word = &reading.words[index];
            word.relation == Relation::Appos && word.head.is_some_and(|head| piece.contains(&head))
        };
        (piece.end == comma || piece.end == source.start) && plain && opens && source.clone().any(hangs)
    };
    if let Some(at) = content.iter().position(joint) {
        source.start = content.remove(at).start;
    }
}

/// Corrects a source in front of a verb of saying whose speaker stands between it and the next comma: "The idea was, |
/// says | Ibrahim, | to rent rooms".
fn speaker_in_parenthesis(reading: &Reading, cue: usize, attribution: &mut Attribution) {
    let words = &reading.words;
    let sentence = &reading.sentences[words[cue].sentence].words;
    let opens = cue > sentence.start + 1 && words[cue - 1].text == "," && words[cue - 1].region.is_none();
    let behind = cue + 1..sentence.end.min(cue + LONGEST_SPEAKER);
    let Some(comma) = behind.clone().find(|index| words[*index].text == ",").filter(|_| opens) else {
        return;
    };
    let speaker = cue + 1..comma;
    let name = words[speaker.clone()].iter().all(|word| word.tag.upos == Upos::Propn);
    let before = |source: &Range<usize>| source.end < cue && source.start >= sentence.start;
    let mistaken = attribution.source.as_ref().is_some_and(before);
    if speaker.is_empty() || !name || !mistaken || !words[cue].says || !is_finite(&words[cue]) {
        return;
    }
    attribution.content.retain(|piece| piece.start > comma);
    attribution.content.push(reading.trim(sentence.start..cue - 1));
    attribution.source = Some(speaker);
}

/// Ends what a participle introduces at the comma where the sentence goes on, and takes the subject behind it for the
/// source of what is active: "Saying that she was tired, | the minister left", "Mr. Lund, asked if he would stay, |
/// shook his head".
fn end_participle(reading: &Reading, cue: usize, attribution: &mut Attribution) {
    let words = &reading.words;
    let start = reading.sentences[words[cue].sentence].words.start;
    let fronted = cue <= start + 1;
    let inserted = cue > start && words[cue - 1].text == ",";
    let active = words[cue].tag.xpos == Xpos::Vbg;
    let according = words[cue].lower == "according";
    let passive = words[cue].tag.xpos == Xpos::Vbn || inserted && words[cue].tag.xpos == Xpos::Vbd;
    let participle = active && fronted && !according || passive && (fronted || inserted);
    let Some(piece) = attribution.content.last_mut().filter(|piece| participle && piece.start > cue) else {
        return;
    };
    // What stands between a comma and the verb of the sentence that goes on there.
    let subject = |comma: usize| {
        let mut behind = comma + 1..piece.end.min(comma + LONGEST_SPEAKER);
        let subject = comma + 1..behind.find(|index| is_finite(&words[*index]))?;
        let inside = &words[subject.clone()];
        let plain = inside.iter().all(|word| word.is_word() && word.region.is_none());
        let fits = plain && if fronted { is_speaker(inside) } else { inside.is_empty() };
        (fits && words[comma].text == ",").then_some(subject)
    };
    let Some(subject) = (piece.start + 1..piece.end).rev().find_map(subject) else { return };
    piece.end = subject.start - 1;
    if active && fronted {
        attribution.source.get_or_insert(subject);
    }
}

/// A cue without the semicolon that ends it.
fn without_stop(reading: &Reading, mut cue: Range<usize>) -> Range<usize> {
    let stop = |index: usize| matches!(reading.words[index].text, "," | ";" | ".");
    while cue.len() > 1 && stop(cue.end - 1) {
        cue.end -= 1;
    }
    cue
}

/// Whether somebody only asks to stay unnamed: "who asked not to be identified".
pub(crate) fn asks_for_anonymity(reading: &Reading, attribution: &Attribution) -> bool {
    let words = || attribution.content.iter().flat_map(|piece| &reading.words[piece.clone()]);
    let unnamed = ["anonymity", "anonymous", "identified", "named", "quoted"];
    let opens = words().next().is_some_and(|word| word.is(&["anonymity", "not", "that", "to"]));
    opens && words().take(6).any(|word| word.is(&unnamed))
}

/// Takes whoever hears it off the start of what was said: "told | reporters | that …".
fn drop_hearer(reading: &Reading, cue: usize, start: usize, attribution: &mut Attribution) {
    let at_start = |piece: &&mut Range<usize>| piece.start == start && reading.words[start].region.is_none();
    if let Some(piece) = attribution.content.iter_mut().find(at_start) {
        let asks = reading.words[cue].is(&["ask", "asked", "asking", "asks"]);
        let behind = behind_hearer(reading, piece);
        // Whoever is asked to do something is the subject of what they are asked to do.
        let behind = behind.filter(|start| !asks || reading.words[*start].lower != "to");
        piece.start = behind.unwrap_or(piece.start);
    }
}

/// Where the clause starts in a piece that starts with its hearer.
fn behind_hearer(reading: &Reading, piece: &Range<usize>) -> Option<usize> {
    let words = &reading.words[piece.clone()];
    let pronoun = words[0].is(&["her", "him", "me", "them", "us", "you"]);
    let noun = |word: &Word| matches!(word.tag.upos, Upos::Noun | Upos::Propn) || names_speakers(&word.lower);
    let before =
        |word: &Word| matches!(word.tag.upos, Upos::Det | Upos::Adj | Upos::Num) || word.is(&POSSESSIVES);
    let first = words.iter().take_while(|word| before(word)).count();
    let end = first + words[first..].iter().take_while(|word| noun(word)).count();
    let end = if pronoun && words.get(1).is_some_and(|word| !noun(word)) { 1 } else { end };
    let next = words.get(end).filter(|_| pronoun && end == 1 || end > first)?;
    let opens = next.is(OPENINGS) || next.is_mark() || matches!(next.tag.upos, Upos::Det | Upos::Pron);
    let clause = next.is(&["to", "not"]) || words[end..].iter().any(is_finite);
    (opens && clause).then_some(piece.start + end)
}

const POSSESSIVES: [&str; 6] = ["her", "his", "its", "my", "our", "their"];

/// Words that open a clause behind its hearer.
const OPENINGS: &[&str] = &["how", "if", "not", "that", "to", "what", "when", "where", "whether", "why"];

/// The quotation whose comma leads to a verb of saying or to the speaker in front of it, where the attribution lacks it.
fn quotation_in_front(
    reading: &Reading,
    cue: &Range<usize>,
    attribution: &Attribution,
) -> Option<Range<usize>> {
    let source = attribution.source.as_ref().filter(|source| source.end == cue.start);
    let end = source.map_or(cue.start, |source| source.start);
    let region = reading.words[..end].last()?.region?;
    let start = (0..end).rev().take_while(|index| reading.words[*index].region == Some(region)).last()?;
    let inside = reading.words[start..end].iter().rev().find(|word| !word.is_mark())?;
    // Behind other words it may be a title: "On “The Late Show,” she said …".
    let opens = reading.sentences[reading.words[start].sentence].words.start == start;
    let missing = attribution.content.iter().all(|piece| piece.end <= start || piece.start >= end);
    (missing && opens && inside.text == ",").then_some(start..end)
}

/// The start of a clause in which cue and source stand as a parenthesis, where the attribution has only its rest: "The
/// drought, | scientists believe, | began earlier".
fn lead(reading: &Reading, cue: &Range<usize>, attribution: &Attribution) -> Option<Range<usize>> {
    let source = attribution.source.as_ref()?;
    let whole = source.start.min(cue.start)..source.end.max(cue.end);
    let content = attribution.content.iter().map(|piece| piece.start).min()?;
    let comma = |index: usize| reading.words.get(index).is_some_and(|word| word.text == ",");
    let before = whole.start.checked_sub(1).filter(|before| comma(*before) && comma(whole.end))?;
    let sentence = &reading.sentences[reading.words[cue.start].sentence].words;
    let lead = sentence.start.max(before.saturating_sub(LONGEST_LEAD))..before;
    let words = &reading.words[lead.clone()];
    let nominal =
        !matches!(words.first()?.tag.upos, Upos::Adp | Upos::Adv | Upos::Cconj | Upos::Part | Upos::Sconj);
    let noun_alone = nominal
        && words.iter().any(names_somebody)
        && words.iter().all(|word| word.is_word() && !is_finite(word) && word.region.is_none());
    let predicate =
        reading.words[content..sentence.end.max(content)].iter().take_while(|word| !is_finite(word));
    let noun_alone = noun_alone && predicate.clone().all(|word| !names_somebody(word) && !word.is_mark());
    (content == whole.end + 1 && lead.start == sentence.start && noun_alone).then_some(lead)
}

/// How many words stand in front of a parenthesis at most.
const LONGEST_LEAD: usize = 20;

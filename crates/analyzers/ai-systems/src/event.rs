//! What happens to a system where an article names it, or speaks of it in the next words: "it was pulled".

use crate::lexicon::EVENTS;
use copydesk_analyzer::language::models::Upos;
use copydesk_analyzer::language::{Found, LONGEST_SENTENCE, Reading};
use copydesk_systems::{SystemMention, Systems, stands_for_system};
use std::ops::Range;

/// Something that happened to a system.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Event {
    /// The kind of finding.
    pub(crate) kind: &'static str,
    /// The words that tell it.
    pub(crate) tokens: Range<usize>,
}

/// How many words may stand between a name and what happened to it.
const REACH: usize = 30;

/// How many may where syntax does not join the two.
const NEAR: usize = 6;

/// How many may where the words only describe it: "internal-only tools, among them one called Quill".
const DESCRIBED: usize = 14;

/// What happened to a mentioned system, in the sentence of the mention and in the next one where it goes on about it.
pub(crate) fn events(reading: &Reading, systems: &Systems, mention: &SystemMention) -> Vec<Event> {
    let sentence = reading.sentence_of(mention.tokens.start);
    if sentence.len() > LONGEST_SENTENCE {
        return Vec::new();
    }
    let mut found: Vec<Event> = Vec::new();
    let mut add = |phrase: Found| {
        if !found.iter().any(|event| event.kind == phrase.category) {
            found.push(Event { kind: phrase.category, tokens: phrase.tokens });
        }
    };
    for phrase in phrases(reading, sentence.clone()) {
        if happens_to(reading, systems, mention, &phrase) {
            add(phrase);
        }
    }
    let is_last = systems.before(sentence.end).is_some_and(|last| last == mention);
    if is_last && sentence.end < reading.tokens.all().len() {
        let next = reading.sentence_of(sentence.end);
        let next = next.start..next.end.min(next.start + LONGEST_SENTENCE);
        let other = systems.within(next.clone()).first();
        let end = other.map_or(next.end, |other| other.tokens.start);
        let goes_on = goes_on(reading, next.clone());
        let told = phrases(reading, next).into_iter().filter(|phrase| phrase.tokens.end <= end);
        told.filter(|phrase| goes_on || is_told_of_it(reading, phrase)).for_each(&mut add);
    }
    found
}

/// What happens in some tokens; what is said not to be released is withheld, what is said not to happen else is nothing.
fn phrases(reading: &Reading, tokens: Range<usize>) -> Vec<Found> {
    let denial = |phrase: &Found| {
        let mut front = phrase.tokens.start.saturating_sub(NEAR).max(tokens.start)..phrase.tokens.start;
        front.rfind(|token| matches!(reading.word(*token), "not" | "n't" | "never"))
    };
    let told = EVENTS.find(reading.words, tokens.clone()).filter_map(|phrase| match denial(&phrase) {
        Some(not) if phrase.category.ends_with("release") || phrase.category == "released" => {
            Some(Found { category: "withheld", tokens: not..phrase.tokens.end, ..phrase })
        }
        Some(_) if phrase.category != "withheld" => None,
        _ => Some(phrase),
    });
    told.collect()
}

/// Whether a phrase tells of this mention, not of another one that is nearer.
fn happens_to(reading: &Reading, systems: &Systems, mention: &SystemMention, phrase: &Found) -> bool {
    let distance = |other: &SystemMention| gap(&other.tokens, &phrase.tokens);
    if distance(mention) > REACH || mention.tokens.contains(&phrase.tokens.start) {
        return false;
    }
    let sentence = reading.sentence_of(mention.tokens.start);
    let nearest = systems.within(sentence).iter().map(distance).min();
    let head = phrase.tokens.start;
    let argument = reading.is_argument(mention.tokens.end - 1, head)
        || reading.is_argument(head, mention.tokens.end - 1);
    let same_clause = reading.clauses.index(mention.tokens.start) == reading.clauses.index(head);
    let relative = relative_of(reading, mention, head);
    let reach = if phrase.category == "internal" { DESCRIBED } else { NEAR };
    let near = (same_clause || phrase.category == "internal") && distance(mention) <= reach || relative;
    let fits = argument || near && nearest == Some(distance(mention));
    // Who announces, pulls or criticizes stands in front of the verb; what is pulled behind it, or before a passive.
    let verb = reading.tags.all()[head].upos == Upos::Verb;
    let done_to = verb && matches!(phrase.category, "announced" | "shut-down" | "criticized");
    fits && !(done_to && mention.tokens.end <= head && !is_passive(reading, head))
}

fn is_passive(reading: &Reading, verb: usize) -> bool {
    (verb.saturating_sub(3)..verb)
        .any(|token| matches!(reading.word(token), "was" | "were" | "been" | "being" | "be"))
}

/// Whether a phrase stands in a relative clause right behind a mention: "Quill, which leaked".
fn relative_of(reading: &Reading, mention: &SystemMention, phrase: usize) -> bool {
    let behind = mention.tokens.end..phrase;
    let pronoun =
        |token: &usize| matches!(reading.word(*token), "which" | "that" | "before" | "after" | "until");
    behind.clone().take(4).any(|token| pronoun(&token)) && behind.len() <= 12
}

/// Whether a sentence goes on about what the last one named: its subject is a pronoun or "the system".
fn goes_on(reading: &Reading, sentence: Range<usize>) -> bool {
    let first = reading.word(sentence.start);
    let second = reading.word(sentence.start + 1);
    first == "it" || matches!(first, "the" | "this") && stands_for_system(second)
}

/// Whether "it" stands right in front of a phrase: "that it wasn't worth launching".
fn is_told_of_it(reading: &Reading, phrase: &Found) -> bool {
    let clause = reading.clauses.of(phrase.tokens.start);
    let front = phrase.tokens.start.saturating_sub(NEAR).max(clause.start)..phrase.tokens.start;
    front.into_iter().any(|token| matches!(reading.word(token), "it" | "its"))
}

/// How many tokens lie between two stretches.
fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.start.max(b.start).saturating_sub(a.end.min(b.end))
}

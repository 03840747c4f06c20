//! Speakers: whom "I" and "we" inside quotation marks stand for.

use super::Resolver;
use crate::lexicon::WordList;
use crate::models::Relation;
use crate::{LONGEST_SENTENCE, MentionKind};
use std::sync::LazyLock;

static VERBS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/quotation-verbs.txt")));

/// Gives the pronouns of the first person inside quotation marks to whoever says the words.
pub(super) fn resolve(resolver: &mut Resolver<'_>) {
    let mut speaker_of: Vec<Option<usize>> = Vec::new();
    let mut latest = None;
    for span in resolver.quoted.all() {
        let sentences = resolver.reading.sentences;
        let first = sentences.at(span.start);
        let last = sentences.at(span.end.saturating_sub(1));
        let named = [last, first].into_iter().flatten().find_map(|sentence| speaker_in(resolver, sentence));
        // A quotation goes on in the next sentence without its speaker being named again.
        let follows = first.zip(latest).is_some_and(|(sentence, (at, _))| sentence <= at + 1);
        let speaker = named.or(latest.filter(|_| follows).map(|(_, speaker)| speaker));
        latest = speaker.zip(last).map(|(speaker, sentence)| (sentence, speaker));
        speaker_of.push(speaker);
    }
    for token in 0..resolver.reading.tokens.all().len() {
        let plural = match resolver.reading.word(token) {
            "i" | "me" | "my" | "mine" | "myself" => false,
            "we" | "us" | "our" | "ours" | "ourselves" => true,
            _ => continue,
        };
        let region = resolver.quoted.at(resolver.reading.tokens.all()[token].span.start);
        let Some(speaker) = region.and_then(|region| speaker_of[region]) else { continue };
        if let Some(cluster) = first_person(resolver, speaker, plural) {
            resolver.add_pronoun(token, cluster);
        }
    }
}

/// Whom a speaker means by "I", or by "we": a person speaks for the organization that he or she is said to belong to.
fn first_person(resolver: &Resolver<'_>, speaker: usize, plural: bool) -> Option<usize> {
    let kind = resolver.clusters[speaker].kind;
    match (kind, plural) {
        (MentionKind::Person, false) | (MentionKind::Organization | MentionKind::Group, true) => {
            Some(speaker)
        }
        (MentionKind::Person, true) => {
            let mentions = resolver.clusters[speaker].mentions.iter().take(16);
            let affiliation =
                mentions.filter_map(|&index| resolver.mentions[index].affiliation.clone()).next()?;
            resolver.cluster_at(affiliation.end - 1)
        }
        _ => None,
    }
}

/// The subject of the verb of saying that stands outside quotation marks in a sentence.
fn speaker_in(resolver: &Resolver<'_>, sentence: usize) -> Option<usize> {
    let reading = &resolver.reading;
    let tokens = reading.tokens.of_sentence(sentence);
    if tokens.len() > LONGEST_SENTENCE {
        return None;
    }
    let outside = |token: &usize| !resolver.quoted.holds(reading.tokens.all()[*token].span.start);
    let verbs = tokens.clone().filter(|token| VERBS.contains(reading.word(*token))).filter(outside);
    let subject = |verb: usize| {
        let subject = reading.syntax.child(verb, Relation::Nsubj).filter(outside);
        let beside = [verb.checked_sub(1), Some(verb + 1)].into_iter().flatten();
        let head = subject.and_then(|subject| headed(resolver, subject));
        head.or_else(|| {
            beside.filter(|token| tokens.contains(token)).find_map(|token| resolver.cluster_at(token))
        })
    };
    verbs.into_iter().find_map(subject)
}

/// The cluster that a subject heads; the parser heads a name by its first word.
fn headed(resolver: &Resolver<'_>, subject: usize) -> Option<usize> {
    let syntax = resolver.reading.syntax;
    let flat = syntax.children(subject).rfind(|child| syntax.relation(*child) == Relation::Flat);
    resolver.cluster_at(flat.unwrap_or(subject)).or_else(|| resolver.cluster_at(subject))
}

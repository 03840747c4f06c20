//! The systems of an article, and where it names each.

use crate::introduced;
use crate::known;
use crate::lexicon::{ANY, HEADS};
use copydesk_document::{Document, Layer};
use copydesk_language::models::EntityKind;
use copydesk_language::{Entities, Reading};
use std::collections::BTreeMap;
use std::ops::Range;

/// An AI system.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct System {
    /// Its name, as the article has it first.
    pub name: String,
    /// Who made it.
    pub maker: Option<String>,
    /// What it is: language-model, chatbot, image-model, …; `model` if no more is said.
    pub sort: Option<String>,
}

/// Where an article names a system.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SystemMention {
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The index of the system in [`Systems::all`].
    pub system: usize,
}

/// The systems of an article and their mentions, in order. Tokens are indexes into
/// [`Tokens::all`](copydesk_language::Tokens::all).
pub struct Systems {
    systems: Vec<System>,
    mentions: Vec<SystemMention>,
}

impl Layer for Systems {
    fn compute(document: &Document) -> Self {
        let reading = &Reading::new(document);
        let about_ai = introduced::speaks_of_ai(reading);
        let introductions = introduced::introductions(reading, about_ai);
        let mut systems = Self { systems: Vec::new(), mentions: Vec::new() };
        let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
        let mut token = 0;
        while token < reading.tokens.all().len() {
            let end = reading.sentence_of(token).end;
            let Some((tokens, system)) = named_at(reading, &introductions, about_ai, token..end) else {
                token += 1;
                continue;
            };
            token = tokens.end;
            let index = *by_name.entry(system.name.clone()).or_insert_with(|| {
                systems.systems.push(system);
                systems.systems.len() - 1
            });
            systems.mentions.push(SystemMention { tokens, system: index });
        }
        systems
    }
}

impl Systems {
    /// All systems, in the order in which the article names them first.
    #[must_use]
    pub fn all(&self) -> &[System] {
        &self.systems
    }

    /// Where it names them, in order.
    #[must_use]
    pub fn mentions(&self) -> &[SystemMention] {
        &self.mentions
    }

    /// The system that a mention names.
    #[must_use]
    pub fn of(&self, mention: &SystemMention) -> &System {
        &self.systems[mention.system]
    }

    /// The last mention in front of a token.
    #[must_use]
    pub fn before(&self, token: usize) -> Option<&SystemMention> {
        let behind = self.mentions.partition_point(|mention| mention.tokens.end <= token);
        self.mentions[..behind].last()
    }

    /// The mentions within some tokens.
    #[must_use]
    pub fn within(&self, tokens: Range<usize>) -> &[SystemMention] {
        let first = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let behind = self.mentions.partition_point(|mention| mention.tokens.end <= tokens.end);
        &self.mentions[first..behind.max(first)]
    }
}

/// Whether a word, in lower case, stands for an AI system where an article is about one: "model", "tool".
#[must_use]
pub fn stands_for_system(word: &str) -> bool {
    HEADS.contains(word)
}

/// How many tokens a system's name has at most.
const LONGEST: usize = 6;

/// The system whose name starts at the first of some tokens: as the article introduces it, else as the list has it.
fn named_at(
    reading: &Reading,
    introductions: &BTreeMap<String, System>,
    about_ai: bool,
    tokens: Range<usize>,
) -> Option<(Range<usize>, System)> {
    let first = reading.text(tokens.start);
    if !first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !first.contains(char::is_uppercase)
    {
        return None;
    }
    let known = known::at(reading, tokens.start, tokens.end);
    let known =
        known.filter(|(known, name)| !known.is_ambiguous || about_ai && !begins_person(reading, name));
    let ends = (tokens.start + 1..=tokens.end.min(tokens.start + LONGEST)).rev();
    let introduced = ends.into_iter().find_map(|end| {
        let name = reading.document.slice(reading.span(tokens.start..end));
        introductions.get(name).map(|system| (tokens.start..end, system))
    });
    let Some((tokens, system)) = introduced else {
        return known.map(|(known, tokens)| {
            let name = reading.document.slice(reading.span(tokens.clone())).to_owned();
            (tokens, known.system(name))
        });
    };
    let listed = known.map(|(known, _)| known.system(system.name.clone()));
    let said = system.sort.clone().filter(|sort| sort != ANY);
    let Some(listed) = listed else { return Some((tokens, system.clone())) };
    Some((tokens, System { sort: said.or(listed.sort), ..listed }))
}

/// Whether a name is the first one of a person: "Claude Moreau".
fn begins_person(reading: &Reading, name: &Range<usize>) -> bool {
    let entities = reading.document.layer::<Entities>().all();
    let behind = entities.partition_point(|entity| entity.tokens.start <= name.start);
    let last = entities[..behind].last();
    last.is_some_and(|entity| entity.kind == EntityKind::Person && entity.tokens.end > name.end)
}

//! Phrases around a verb: its subject and object, persons, parts of an organization, roles.

use crate::lexicon::{GROUPS, ROLES};
use copydesk_analyzer::Document;
use copydesk_analyzer::language::models::{EntityKind, Relation, Upos};
use copydesk_analyzer::language::{Entities, Reading};
use std::collections::BTreeSet;
use std::ops::{Deref, Range};

/// The noun with what stands in front of it in its phrase.
pub(crate) fn noun_phrase(reading: &Reading, noun: usize) -> Range<usize> {
    let start = reading.syntax.subtree(noun).start;
    let from = start.max(reading.clauses.of(noun).start);
    let is_own =
        |token: &usize| !matches!(reading.tags.all()[*token].upos, Upos::Adp | Upos::Cconj | Upos::Sconj);
    let from = (from..noun).find(is_own).unwrap_or(noun);
    reading.trimmed(from..noun + 1)
}

/// The noun that does or, of a passive, undergoes what a verb tells; of a relative clause, the noun it hangs on.
pub(crate) fn subject(reading: &Reading, verb: usize) -> Option<usize> {
    let own = reading.syntax.child(verb, Relation::Nsubj);
    let relative = own.is_none_or(|own| matches!(reading.word(own), "that" | "which" | "who"));
    if relative && reading.syntax.relation(verb).universal() == Relation::Acl {
        return reading.syntax.head(verb);
    }
    // "joined him in overseeing": whoever joined oversees.
    own.or_else(|| {
        let subject = reading.subject(verb)?;
        subject.clone().find(|token| reading.syntax.head(*token).is_none_or(|head| !subject.contains(&head)))
    })
}

pub(crate) fn is_passive(reading: &Reading, verb: usize) -> bool {
    reading.syntax.child(verb, Relation::NsubjPass).is_some()
        || reading.syntax.children(verb).any(|child| reading.syntax.relation(child) == Relation::AuxPass)
}

/// A document's layers, and whom it names in full.
pub(crate) struct Article<'d> {
    reading: Reading<'d>,
    /// The last names of those whom it gives a first name.
    people: BTreeSet<&'d str>,
}

impl<'d> Article<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let reading = Reading::new(document);
        let people = reading.surnames();
        Self { reading, people }
    }

    /// Whether a token is the last name of a person whom the article names in full.
    pub(crate) fn is_surname(&self, token: usize) -> bool {
        self.people.contains(self.text(token))
    }

    /// The person's name that holds a token.
    pub(crate) fn person_at(&self, token: usize) -> Option<Range<usize>> {
        let entities = self.document.layer::<Entities>().within(self.sentence_of(token)).iter();
        let mut people = entities.filter(|entity| entity.kind == EntityKind::Person);
        let tagged = people.find(|entity| entity.tokens.contains(&token)).map(|entity| entity.tokens.clone());
        tagged.or_else(|| self.is_surname(token).then_some(token..token + 1))
    }
}

impl<'d> Deref for Article<'d> {
    type Target = Reading<'d>;

    fn deref(&self) -> &Self::Target {
        &self.reading
    }
}

/// The first person's name within some tokens.
pub(crate) fn person_in(reading: &Reading, tokens: Range<usize>) -> Option<Range<usize>> {
    let entities = reading.document.layer::<Entities>().within(tokens).iter();
    let mut people = entities.filter(|entity| entity.kind == EntityKind::Person);
    people.next().map(|entity| entity.tokens.clone())
}

/// Whether a noun is a part of an organization: "division", "task force".
pub(crate) fn is_group(reading: &Reading, noun: usize) -> bool {
    let two_words = noun.checked_sub(1).and_then(|before| GROUPS.at(reading.words, before..noun + 1));
    GROUPS.contains(reading.word(noun)) || two_words.is_some_and(|found| found.tokens.end == noun + 1)
}

/// The first role within some tokens, with what it is for: "head of AI research".
pub(crate) fn role_in(reading: &Reading, tokens: Range<usize>) -> Option<Range<usize>> {
    let is_part = |token: usize| {
        !matches!(reading.word(token), "," | "." | "who" | "that" | "which" | "by" | ";" | ":")
    };
    let head = tokens
        .clone()
        .take_while(|token| is_part(*token))
        .find(|token| ROLES.contains(reading.word(*token)))?;
    // "Acting director", "chief operating officer", whatever the tagger takes the word for.
    let acts = |token: &usize| {
        matches!(reading.word(*token), "acting" | "managing" | "operating")
            && ROLES.contains(reading.word(*token + 1))
    };
    let nominal = |token: &usize| {
        matches!(reading.tags.all()[*token].upos, Upos::Adj | Upos::Noun | Upos::Propn)
            || reading.word(*token) == "-"
            || acts(token)
    };
    let run = (head..tokens.end).take_while(nominal).filter(|token| ROLES.contains(reading.word(*token)));
    let last = run.last().unwrap_or(head);
    let before = |token: &usize| {
        let tag = reading.tags.all()[*token].upos;
        matches!(tag, Upos::Adj | Upos::Noun | Upos::Propn)
            || matches!(reading.word(*token), "-" | "and" | "vice")
            || acts(token)
    };
    let start = (tokens.start..head).rev().take_while(before).last().unwrap_or(head);
    let mut end = last + 1;
    if end < tokens.end && matches!(reading.word(end), "of" | "for") {
        let goes_on = |token: &usize| {
            let tag = reading.tags.all()[*token].upos;
            matches!(tag, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det)
                || matches!(reading.word(*token), "'s" | "’s")
        };
        end = (end + 1..tokens.end).take_while(goes_on).last().map_or(end, |last| last + 1);
    }
    Some(start..end)
}

//! The named person of a departure or hire: who, from where, to where, in which post.

use crate::fact::{Fact, kind};
use crate::finding::Person;
use copydesk_analyzer::language::models::{EntityKind, Upos};
use copydesk_analyzer::language::{Entities, EntityMention, Scene};
use std::ops::Range;

/// The person that a fact without a figure tells of, where it names one.
pub(crate) fn person(scene: &Scene<'_>, fact: &Fact<'_>, organization: Option<&str>) -> Option<Person> {
    let leaves = fact.kind == kind::DEPARTURE;
    if fact.quantity.is_some() || !(leaves || fact.kind == kind::HIRE) {
        return None;
    }
    let reading = &scene.reading;
    let entities = reading.document.layer::<Entities>();
    let around = fact.tokens.start.min(fact.subject.as_ref().map_or(fact.tokens.start, |words| words.start));
    let transitive = scene.term_at(fact.verb).is_some_and(|term| matches!(term.category, "hire" | "lay-off"));
    let where_named = if transitive { fact.verb..fact.tokens.end + 1 } else { around..fact.verb };
    let mut persons = entities.within(where_named).iter().filter(|entity| entity.kind == EntityKind::Person);
    let named = persons.next()?;
    let text = |tokens: Range<usize>| reading.document.slice(reading.span(tokens)).to_owned();
    let other = behind(scene, fact, if leaves { &["for", "join", "to"] } else { &["from"] }).map(text);
    let own = organization.map(str::to_owned);
    let (from, to) = if leaves { (own, other) } else { (other, own) };
    Some(Person { name: text(named.tokens.clone()), from, to, role: role(scene, fact, named).map(text) })
}

/// The organization behind the verb that one of some words introduces: "left for Acme", "hired from Acme".
fn behind(scene: &Scene<'_>, fact: &Fact<'_>, words: &[&str]) -> Option<Range<usize>> {
    let mentions = scene.reading.organizations.within(fact.verb..scene.tokens.end);
    let mention = mentions.iter().find(|mention| words.contains(&scene.word_before(mention.tokens.start)))?;
    Some(mention.tokens.clone())
}

/// The post: what follows "as", else the title in front of the name, else the words set off by commas behind it.
fn role(scene: &Scene<'_>, fact: &Fact<'_>, named: &EntityMention) -> Option<Range<usize>> {
    let tags = scene.reading.tags.all();
    let nominal = |token: &usize| {
        matches!(tags[*token].upos, Upos::Noun | Upos::Propn | Upos::Adj)
            || matches!(scene.word(*token), "of" | "and" | "for" | "-" | "the" | "its")
    };
    let stretch = |start: usize| {
        start..(start..scene.tokens.end).find(|token| !nominal(token)).unwrap_or(scene.tokens.end)
    };
    let as_what = (fact.verb..scene.tokens.end.min(fact.verb + 12)).find(|&token| scene.word(token) == "as");
    let after_as = as_what.map(|token| stretch(token + 1));
    let title = (scene.tokens.start..named.tokens.start).rev().take_while(|&token| {
        matches!(tags[token].upos, Upos::Noun | Upos::Propn | Upos::Adj) || scene.word(token) == "of"
    });
    let title = title.last().map(|first| first..named.tokens.start);
    let apposed = (scene.word(named.tokens.end) == ",").then(|| stretch(named.tokens.end + 1));
    let found = [after_as, title, apposed].into_iter().flatten();
    found.map(|words| scene.reading.trimmed(words)).find(|words| !words.is_empty())
}

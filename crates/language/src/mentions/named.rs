//! Mentions by name, with the title and the affiliation that stand beside a person's name.

use super::{Mention, MentionKind};
use crate::models::{EntityKind, Upos};
use crate::{Entities, EntityMention, Reading, gender, is_honorific, is_person_noun};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The longest role in front of a name or behind it, in tokens.
const LONGEST_ROLE: usize = 14;

/// Every name, in order.
pub(super) fn mentions(reading: &Reading<'_>) -> Vec<Mention> {
    let entities = reading.document.layer::<Entities>().all();
    let introduced = introduced(reading, entities);
    let kinds = prevailing_kinds(reading, entities);
    let named = entities.iter().zip(kinds).filter_map(|(entity, kind)| {
        named(reading, &introduced, entity.tokens.clone(), MentionKind::from(kind))
    });
    let mut mentions: Vec<Mention> = named.collect();
    let titles: Vec<_> = mentions.iter().filter_map(|mention| mention.title.clone()).collect();
    // "Product Officer" in "Chief Product Officer Chris Cox" is no name of its own.
    let in_title = |mention: &Mention| {
        let behind = titles.partition_point(|title| title.start <= mention.tokens.start);
        titles[..behind].last().is_some_and(|title| title.end >= mention.tokens.end)
    };
    mentions.retain(|mention| mention.kind == MentionKind::Person || !in_title(mention));
    mentions
}

/// The kind of each name: the one that its words have most often in the article; of two as frequent, the first.
fn prevailing_kinds(reading: &Reading<'_>, entities: &[EntityMention]) -> Vec<EntityKind> {
    let words = |entity: &EntityMention| -> Vec<&str> {
        entity.tokens.clone().map(|token| reading.word(token)).collect()
    };
    let mut counts: BTreeMap<Vec<&str>, Vec<(EntityKind, usize)>> = BTreeMap::new();
    for entity in entities {
        let kinds = counts.entry(words(entity)).or_default();
        match kinds.iter_mut().find(|(kind, _)| *kind == entity.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((entity.kind, 1)),
        }
    }
    let most = |kinds: &Vec<(EntityKind, usize)>| kinds.iter().rev().max_by_key(|(_, count)| *count).copied();
    let prevailing = |entity: &EntityMention| counts.get(&words(entity)).and_then(most);
    entities.iter().map(|entity| prevailing(entity).map_or(entity.kind, |(kind, _)| kind)).collect()
}

/// The words of the names of persons that have more than one, in lower case.
fn introduced<'d>(reading: &Reading<'d>, entities: &[EntityMention]) -> BTreeSet<&'d str> {
    let persons = entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    let full = persons.filter(|entity| entity.tokens.len() > 1);
    full.flat_map(|entity| entity.tokens.clone()).map(|token| reading.word(token)).collect()
}

fn named(
    reading: &Reading<'_>,
    introduced: &BTreeSet<&str>,
    titled: Range<usize>,
    mut kind: MentionKind,
) -> Option<Mention> {
    let mut tokens = titled.clone();
    if kind == MentionKind::Person {
        let title = titled.clone().rev().find(|&token| is_honorific(reading.word(token)));
        tokens.start = title.map_or(titled.start, |title| title + 1);
    }
    if tokens.is_empty() {
        return None;
    }
    if tokens.len() == 1 {
        kind = kind_of_one(reading, introduced, tokens.start, kind);
    }
    let mut mention =
        Mention { head: tokens.end - 1, tokens, kind, is_name: true, title: None, affiliation: None };
    if kind == MentionKind::Person {
        let role = role_behind(reading, mention.tokens.end).or_else(|| role_before(reading, &mention.tokens));
        (mention.title, mention.affiliation) = role.map_or((None, None), |role| split(reading, role));
    }
    Some(mention)
}

/// What a name of one word names: a person is introduced by a longer name or a title, or has a given name; a word of a
/// person's longer name is that person.
fn kind_of_one(
    reading: &Reading<'_>,
    introduced: &BTreeSet<&str>,
    token: usize,
    kind: MentionKind,
) -> MentionKind {
    let word = reading.word(token);
    let known = introduced.contains(word);
    let titled = is_honorific(reading.word_before(token));
    match kind {
        _ if known => MentionKind::Person,
        MentionKind::Person if !known && !titled && gender(word).is_none() => MentionKind::Organization,
        _ => kind,
    }
}

/// The role in front of a name: "Meta spokesman", "Chief Product Officer", "Nordlys's head of design,".
fn role_before(reading: &Reading<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let sentence = reading.sentence_of(name.start);
    let tags = reading.tags.all();
    let nominal = |token: &usize| {
        matches!(tags[*token].upos, Upos::Noun | Upos::Propn | Upos::Adj)
            || matches!(reading.word(*token), "-" | "'s")
    };
    let first = name.start.saturating_sub(LONGEST_ROLE).max(sentence.start);
    let start = (first..name.start).rev().take_while(nominal).last()?;
    let start = (start..name.start).find(|&token| reading.word(token) != "'s")?;
    is_role(reading, name.start - 1).then_some(start..name.start)
}

/// The role in apposition behind a name: "…, VP of AI Research at Meta,".
fn role_behind(reading: &Reading<'_>, end: usize) -> Option<Range<usize>> {
    let tags = reading.tags.all();
    let sentence = reading.sentence_of(end.checked_sub(1)?);
    if end + 1 >= sentence.end || !matches!(reading.word(end), "," | "(" | "—" | "–") {
        return None;
    }
    let mut start = end + 1;
    // An age stands first: "Ada Munk, 52, a baker".
    if tags[start].upos == Upos::Num && reading.word(start + 1) == "," {
        start += 2;
    }
    let stops = |token: &usize| {
        let mark = matches!(reading.word(*token), "," | ")" | ";" | ":" | "—" | "–" | "." | "”" | "\"");
        mark || matches!(reading.word(*token), "who" | "whose" | "which" | "that" | "said")
            || matches!(tags[*token].upos, Upos::Verb | Upos::Aux | Upos::Sconj)
    };
    let limit = (start + LONGEST_ROLE).min(sentence.end);
    let stop = (start..limit).find(stops)?;
    let says = matches!(reading.word(stop), "said" | "says" | "told" | "added");
    let ends_well = says || !matches!(tags[stop].upos, Upos::Verb | Upos::Aux);
    let nouns = (start..stop).take_while(|&token| tags[token].upos != Upos::Adp);
    let has_role = nouns.into_iter().any(|token| is_role(reading, token));
    (ends_well && has_role).then_some(start..stop)
}

/// Whether a token says what a person is or does.
pub(super) fn is_role(reading: &Reading<'_>, token: usize) -> bool {
    let word = reading.word(token);
    is_person_noun(word) || (is_honorific(word) && !is_courtesy(word))
}

/// Titles that say nothing of what somebody does.
fn is_courtesy(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "miss" | "sir" | "dame" | "lord" | "lady" | "then"
    )
}

/// A role's title and the organization that it is at: of "Nordlys's head of design" and of "head of design at Nordlys".
fn split(reading: &Reading<'_>, role: Range<usize>) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let tags = reading.tags.all();
    let determiner = |token: &usize| {
        matches!(
            reading.word(*token),
            "a" | "an" | "the" | "his" | "her" | "its" | "their" | "former" | "then"
        )
    };
    let entities = reading.document.layer::<Entities>().within(role.clone()).iter();
    let mut organizations = entities.filter(|entity| entity.kind == EntityKind::Organization);
    let mut title = role.clone();
    let affiliation = organizations.find_map(|organization| {
        let Range { start, end } = organization.tokens;
        if (role.start..start).all(|token| determiner(&token)) && end < role.end {
            title.start = if reading.word(end) == "'s" { end + 1 } else { end };
            return Some(start..end);
        }
        let joint = (role.start..start).rev().find(|&token| tags[token].upos == Upos::Adp)?;
        title.end = joint;
        Some(start..end)
    });
    let affiliation = affiliation.or_else(|| {
        // The tagger does not know every organization.
        let at = title.clone().skip(1).find(|&token| reading.word(token) == "at")?;
        let behind = at + 1..title.end;
        let named = !behind.is_empty() && behind.clone().all(|token| tags[token].upos == Upos::Propn);
        title.end = if named { at } else { title.end };
        named.then_some(behind)
    });
    let start = title.clone().find(|token| !determiner(token)).unwrap_or(title.end);
    let end =
        title.clone().rev().find(|&token| reading.word(token) != "'s").map_or(title.end, |last| last + 1);
    let title = (start < end).then_some(start..end);
    (title.filter(|title| !title.clone().all(|token| is_courtesy(reading.word(token)))), affiliation)
}

//! Mentions by description: "a Meta spokesman", "people familiar with the matter", "the company".

use super::named::is_role;
use super::{Mention, MentionKind};
use crate::models::{EntityKind, Relation, Upos, Xpos, lemma};
use crate::ownership::is_employer;
use crate::{Entities, Reading, is_person_noun};
use std::ops::Range;

/// The longest description, in tokens.
const LONGEST: usize = 24;

/// Every description whose head no name takes, in order.
pub(super) fn mentions(reading: &Reading<'_>, taken: &[bool], names: &[Mention]) -> Vec<Mention> {
    let heads = (0..taken.len()).filter(|&token| !taken[token]);
    heads.filter_map(|head| described(reading, names, head)).collect()
}

fn described(reading: &Reading<'_>, names: &[Mention], head: usize) -> Option<Mention> {
    let kind = kind_of(reading, head)?;
    // Inside another noun's phrase ("worker safety") it describes nobody; nor does a role in apposition to a name.
    if matches!(reading.syntax.relation(head), Relation::Compound | Relation::Amod | Relation::Flat) {
        return None;
    }
    let tokens = phrase(reading, head);
    // "The founder and CEO" is one person.
    if kind == MentionKind::Person && reading.syntax.relation(head) == Relation::Conj && tokens.len() == 1 {
        return None;
    }
    if kind == MentionKind::Organization && !matches!(reading.word(tokens.start), "the" | "this" | "its") {
        return None;
    }
    let behind = names.partition_point(|name| name.tokens.start < tokens.end);
    let inside = names[..behind].iter().rev().take_while(|name| name.tokens.start >= tokens.start);
    if inside.into_iter().any(|name| name.kind == MentionKind::Person && name.tokens.start == head + 1) {
        return None;
    }
    let mut entities = reading.document.layer::<Entities>().within(tokens.clone()).iter();
    let affiliation = entities.find(|entity| entity.kind == EntityKind::Organization);
    let affiliation = affiliation.filter(|_| kind != MentionKind::Organization);
    Some(Mention {
        tokens,
        head,
        kind,
        is_name: false,
        title: None,
        affiliation: affiliation.map(|entity| entity.tokens.clone()),
    })
}

/// What a noun describes, if it is people or an organization.
fn kind_of(reading: &Reading<'_>, head: usize) -> Option<MentionKind> {
    let tag = reading.tags.all()[head];
    let word = reading.word(head);
    if tag.upos != Upos::Noun {
        return None;
    }
    let singular = lemma(word, tag);
    let people = is_person_noun(&singular) || is_role(reading, head);
    match tag.xpos {
        _ if word == "people" || word == "police" => Some(MentionKind::Group),
        Xpos::Nns if people => Some(MentionKind::Group),
        _ if people => Some(MentionKind::Person),
        Xpos::Nn if is_employer(word) => Some(MentionKind::Organization),
        _ => None,
    }
}

/// The noun with what stands in front of it, and what belongs to it behind: no clause, nothing behind a comma.
fn phrase(reading: &Reading<'_>, head: usize) -> Range<usize> {
    let belongs_before = |child: &usize| {
        matches!(
            reading.syntax.relation(*child).universal(),
            Relation::Det
                | Relation::Amod
                | Relation::Compound
                | Relation::Nmod
                | Relation::Nummod
                | Relation::Flat
        )
    };
    let belongs_behind = |child: &usize| {
        let relation = reading.syntax.relation(*child);
        relation != Relation::AclRelcl
            && matches!(
                relation.universal(),
                Relation::Nmod | Relation::Amod | Relation::Acl | Relation::Flat
            )
    };
    let sentence = reading.sentence_of(head);
    let first = head.saturating_sub(LONGEST).max(sentence.start);
    let before = reading.syntax.children(head).filter(|child| *child < head).filter(belongs_before);
    let start = before.map(|child| reading.syntax.subtree(child).start).min().unwrap_or(head).max(first);
    let behind = reading.syntax.children(head).filter(|child| *child > head).take_while(belongs_behind);
    let end = behind.map(|child| reading.syntax.subtree(child).end).max().unwrap_or(head + 1);
    let end = end.max(described_behind(reading, end)).min(head + LONGEST).min(sentence.end);
    let mark = |token: &usize| matches!(reading.word(*token), "," | "." | ";" | ":" | "—" | "”" | "\"");
    let end = (head + 1..end).find(mark).unwrap_or(end);
    let start = (start..head).rev().find(mark).map_or(start, |mark| mark + 1);
    start..end
}

/// Where an adjective with its preposition behind a noun ends: "familiar with the matter", wherever the parser hangs it.
fn described_behind(reading: &Reading<'_>, end: usize) -> usize {
    let sentence = reading.sentence_of(end - 1);
    let upos = |token: usize| reading.tags.all()[token].upos;
    if end + 1 >= sentence.end || upos(end) != Upos::Adj || upos(end + 1) != Upos::Adp {
        return end;
    }
    let inside =
        |token: &usize| matches!(upos(*token), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num);
    let words = (end + 2..sentence.end).take_while(|token| inside(token) || reading.word(*token) == "'s");
    words.last().map_or(end, |last| last + 1)
}

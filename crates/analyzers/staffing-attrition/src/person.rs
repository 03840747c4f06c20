//! The named person of a departure, a dismissal or a hire: who, from where, to where, in which post.

use crate::fact::{Fact, kind};
use crate::finding::Person;
use crate::role::role;
use copydesk_analyzer::language::models::EntityKind;
use copydesk_analyzer::language::{Entities, EntityMention, Reading, Scene};
use std::ops::Range;

/// How many names back "he" can stand for, and a surname for a full name; this also bounds the work for each fact.
const REMEMBERED: usize = 200;
/// The longest apposition between a name and "who", with its comma, in tokens.
const APPOSITION: usize = 5;
/// How many sentences back the person stands whom "he" means.
const IN_FOCUS: usize = 2;

/// The person that a fact without a figure tells of, where the article names one.
pub(crate) fn person(scene: &Scene<'_>, fact: &Fact<'_>, organization: Option<&str>) -> Option<Person> {
    let leaves = matches!(fact.kind, kind::DEPARTURE | kind::LAYOFF);
    if fact.quantity.is_some() || !(leaves || fact.kind == kind::HIRE) {
        return None;
    }
    let named = named(scene, fact)?;
    let text = |tokens: Range<usize>| scene.reading.document.slice(scene.reading.span(tokens)).to_owned();
    let other = behind(scene, fact, if leaves { &["for", "join", "joining", "to"] } else { &["from"] });
    let other = other.or_else(|| former(scene, fact).filter(|_| !leaves)).map(text);
    let own = organization.map(str::to_owned);
    let (from, to) = if leaves { (own, other) } else { (other, own) };
    let to = to.filter(|to| from.as_ref() != Some(to));
    let name = text(whole_name(scene, full_name(&scene.reading, named)));
    Some(Person { name, from, to, role: role(scene, fact, named).map(text) })
}

/// A name with the word in front that a hyphen joins to it: "Wen-Li Tsai".
fn whole_name(scene: &Scene<'_>, name: Range<usize>) -> Range<usize> {
    let reading = &scene.reading;
    let joined = reading.word_before(name.start) == "-" && name.start >= 2;
    let capital = joined && reading.text(name.start - 2).starts_with(char::is_uppercase);
    if capital { name.start - 2..name.end } else { name }
}

/// The mention of the person: the verb's object where someone is hired or let go, else its subject.
fn named<'s>(scene: &'s Scene<'_>, fact: &Fact<'_>) -> Option<&'s EntityMention> {
    let transitive = scene
        .term_at(fact.verb)
        .is_some_and(|term| matches!(term.category, "appoint" | "hire" | "lay-off" | "name"));
    let object = || {
        let behind = fact.verb..(fact.tokens.end + 1).min(scene.tokens.end);
        let limit = behind.clone().find(|&token| matches!(scene.word(token), "from" | "as" | "by"));
        in_words(scene, behind.start..limit.unwrap_or(behind.end))
    };
    let whom = scene.reading.clauses.of(fact.verb).find(|&token| scene.word(token) == "whom");
    match whom.filter(|&whom| transitive && whom < fact.verb) {
        Some(whom) => antecedent(scene, whom),
        None => object().filter(|_| transitive).or_else(|| subject(scene, fact)),
    }
}

fn subject<'s>(scene: &'s Scene<'_>, fact: &Fact<'_>) -> Option<&'s EntityMention> {
    let said = scene.reading.subject(fact.verb).or_else(|| fact.subject.clone())?;
    let first = said.clone().find(|&token| scene.word(token) != ",").unwrap_or(said.start);
    match scene.word(first) {
        "who" => antecedent(scene, first),
        "he" | "she" if said.len() <= 2 => last_before(scene, first),
        _ => in_words(scene, said.clone()).or_else(|| {
            let who = (said.start..fact.verb).find(|&token| scene.word(token) == "who")?;
            antecedent(scene, who)
        }),
    }
}

/// The first person that some words name, who is not merely the owner of something: not "Doe's deputy".
fn in_words<'s>(scene: &'s Scene<'_>, tokens: Range<usize>) -> Option<&'s EntityMention> {
    let entities = scene.reading.document.layer::<Entities>();
    let owner = |entity: &EntityMention| matches!(scene.word(entity.tokens.end), "'s" | "'");
    entities.within(tokens).iter().find(|entity| is_person(&scene.reading, entity) && !owner(entity))
}

/// The person in front of "who", at most a comma and an apposition between them: "Doe, the physicist whom".
fn antecedent<'s>(scene: &'s Scene<'_>, who: usize) -> Option<&'s EntityMention> {
    let entities = scene.reading.document.layer::<Entities>();
    let in_front = entities.within(scene.tokens.start..who).last()?;
    let between = in_front.tokens.end..who;
    let apposed = scene.word(between.start) == "," && between.len() <= APPOSITION;
    ((between.len() <= 1 || apposed) && is_person(&scene.reading, in_front)).then_some(in_front)
}

/// The person named last in front of a token, in its sentence or the ones just before.
fn last_before<'s>(scene: &'s Scene<'_>, token: usize) -> Option<&'s EntityMention> {
    let reading = &scene.reading;
    let sentence = reading.tokens.all()[token].sentence as usize;
    let start = reading.tokens.of_sentence(sentence.saturating_sub(IN_FOCUS)).start;
    let near = reading.document.layer::<Entities>().within(start..token);
    near.iter().rev().take(REMEMBERED).find(|entity| is_person(reading, entity))
}

/// Whether an entity is a person: one with several names or a title, or whose full name stands elsewhere.
fn is_person(reading: &Reading<'_>, entity: &EntityMention) -> bool {
    let before = reading.word_before(entity.tokens.start).trim_end_matches('.');
    let titled =
        matches!(before, "mr" | "ms" | "mrs" | "dr" | "sir" | "lord" | "lady" | "dame" | "professor");
    let several = entity.tokens.len() > 1;
    entity.kind == EntityKind::Person && (several || titled || full_name(reading, entity) != entity.tokens)
}

/// The full name of a person who is named by the last part of it.
fn full_name(reading: &Reading<'_>, entity: &EntityMention) -> Range<usize> {
    if entity.tokens.len() > 1 {
        return entity.tokens.clone();
    }
    let surname = reading.word(entity.tokens.start);
    let entities = reading.document.layer::<Entities>();
    let before = entities.within(0..entity.tokens.start);
    let before = before.iter().rev().take(REMEMBERED);
    let behind = entities.within(entity.tokens.end..reading.words.len()).iter().take(REMEMBERED);
    let full = before.chain(behind).find(|other| {
        other.kind == EntityKind::Person
            && other.tokens.len() > 1
            && reading.word(other.tokens.end - 1) == surname
    });
    full.map_or_else(|| entity.tokens.clone(), |full| full.tokens.clone())
}

/// The organization behind the verb that one of some words introduces: "left for Acme", "hired from Acme".
fn behind(scene: &Scene<'_>, fact: &Fact<'_>, words: &[&str]) -> Option<Range<usize>> {
    let mentions = scene.reading.organizations.within(fact.verb..scene.tokens.end);
    let introduced = |token: usize| {
        let article = usize::from(scene.word_before(token) == "the");
        words.contains(&scene.word_before(token - article))
    };
    let mention = mentions.iter().find(|mention| introduced(mention.tokens.start))?;
    Some(mention.tokens.clone())
}

/// The organization that someone comes from: "formerly of Acme".
fn former(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Range<usize>> {
    let near = fact.verb.saturating_sub(REMEMBERED).max(scene.tokens.start)..scene.tokens.end;
    let mut mentions = scene.reading.organizations.within(near).iter();
    let mention = mentions.find(|mention| crate::role::is_former(scene, mention.tokens.start))?;
    Some(mention.tokens.clone())
}

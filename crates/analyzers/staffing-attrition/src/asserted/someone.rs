//! Someone: whether the words of a clause name a person, or people of a staff.

use copydesk_analyzer::language::models::{EntityKind, Relation, Upos};
use copydesk_analyzer::language::{Entities, Found, Scene, is_agents};
use std::ops::Range;

/// Whether the name of a person follows a verb.
pub(super) fn names_person(scene: &Scene<'_>, verb: &Found) -> bool {
    let entities = scene.reading.document.layer::<Entities>();
    let next = entities.within(verb.tokens.start..scene.tokens.end).first();
    next.is_some_and(|entity| {
        entity.kind == EntityKind::Person
            && entity.tokens.start <= verb.tokens.end + 1
            && entity.tokens.len() > 1
    })
}

/// Whether staff, or someone who can be of it, stands in a clause in front of what happens to it.
pub(super) fn has_staff(scene: &Scene<'_>, clause: &Range<usize>, verb: &Found) -> bool {
    scene.terms_in(clause.start..verb.tokens.start).any(is_staff)
}

/// How far in front of "who" the one it stands for is looked for.
const ANTECEDENT: usize = 4;

/// Whether a verb's subject is someone who can hold a job; where the tree gives it none, whether the clause names someone.
pub(super) fn has_person(scene: &Scene<'_>, clause: &Range<usize>, verb: &Found) -> bool {
    let (syntax, at) = (scene.reading.syntax, verb.tokens.start);
    let helps = scene.reading.tags.all()[at].upos == Upos::Aux;
    let acting = syntax.head(at).filter(|_| helps).unwrap_or(at);
    let passive = syntax.child(acting, Relation::NsubjPass);
    match passive.or_else(|| scene.reading.subject_head(at)) {
        Some(head) if scene.tokens.contains(&head) && !is_relative(scene.word(head)) => {
            is_someone(scene, head)
        }
        _ => names_someone(scene, clause, verb),
    }
}

/// Whether a verb's subject is no one: a country, a machine, a project.
pub(super) fn is_thing(scene: &Scene<'_>, verb: &Found) -> bool {
    let at = verb.tokens.start;
    let infinitive = scene.word_before(at) == "to" || scene.word(at).ends_with("ing");
    let subject = scene.reading.subject_head(at).filter(|head| scene.tokens.contains(head));
    !infinitive && subject.is_some_and(|head| !is_relative(scene.word(head)) && !is_someone(scene, head))
}

/// Whether a pronoun opens a relative clause.
fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "that" | "which" | "whom")
}

/// Whether a noun or pronoun is a person, or some of a staff.
pub(super) fn is_someone(scene: &Scene<'_>, head: usize) -> bool {
    let word = scene.word(head);
    let pronoun = matches!(
        word,
        "he" | "she"
            | "i"
            | "they"
            | "some"
            | "many"
            | "others"
            | "several"
            | "both"
            | "all"
            | "most"
            | "few"
            | "who"
    );
    let staff = scene.terms.iter().any(|term| term.tokens.contains(&head) && is_staff(term));
    let titled = scene.has_context("title", &(head..head + 1)) || is_agents(&format!("{word}s"));
    pronoun || staff || titled || is_named_person(scene, head) || is_apposed(scene, head)
}

/// Whether a noun has the name of a person beside it: "the head of the unit, Jane Doe".
fn is_apposed(scene: &Scene<'_>, noun: usize) -> bool {
    let below = scene.reading.syntax.subtree(noun);
    let mut inside = scene.reading.document.layer::<Entities>().within(below).iter();
    inside.any(|entity| {
        entity.kind == EntityKind::Person && !matches!(scene.word(entity.tokens.end), "'s" | "'")
    })
}

/// Whether a token is of the name of a person, or of one that is no place's and no firm's.
fn is_named_person(scene: &Scene<'_>, head: usize) -> bool {
    let entities = scene.reading.document.layer::<Entities>();
    let start = head.saturating_sub(NAME).max(scene.tokens.start);
    let near = entities.within(start..(head + NAME).min(scene.tokens.end)).iter();
    let named = near.clone().find(|entity| entity.tokens.contains(&head));
    match named.map(|entity| entity.kind) {
        Some(EntityKind::Person) => true,
        Some(_) => false,
        None => scene.reading.tags.all()[head].upos == Upos::Propn && is_name(scene, head),
    }
}

/// No name has more words on one side of its head.
const NAME: usize = 6;

/// Whether a clause, up to a verb, names someone who can hold a job.
fn names_someone(scene: &Scene<'_>, clause: &Range<usize>, verb: &Found) -> bool {
    // The subject of a relative clause, and of a verb behind one, stands in front of it.
    let opener = scene.word(clause.start);
    let detached = scene.word_before(clause.start) == "," && verb.tokens.start <= clause.start + 2;
    let start = match opener {
        "who" => clause.start.saturating_sub(ANTECEDENT).max(scene.tokens.start),
        _ if detached => scene.tokens.start,
        _ => clause.start.min(verb.tokens.start),
    };
    let pronoun =
        |token| matches!(scene.word(token), "he" | "she" | "i" | "some" | "many" | "others" | "several");
    let staffed = |term: &&Found| (start..verb.tokens.start).contains(&term.tokens.start) && is_staff(term);
    (start..verb.tokens.start).any(|token| pronoun(token) || is_name(scene, token))
        || scene.terms.iter().any(|term| staffed(&term))
}

/// Whether a token is written like a name inside a sentence.
pub(super) fn is_name(scene: &Scene<'_>, token: usize) -> bool {
    scene.tokens.contains(&token)
        && scene.reading.text(token).starts_with(char::is_uppercase)
        && (token > scene.tokens.start || scene.reading.text(token + 1).starts_with(char::is_uppercase))
}

pub(super) fn is_staff(term: &Found) -> bool {
    matches!(term.category, "agents" | "people" | "persons" | "staff")
}

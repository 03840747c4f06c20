//! Telling from advising: whether a verb says that something happened, or what happens when it does.

use super::someone::names_person;
use copydesk_analyzer::language::models::{EntityKind, Relation, Upos, Xpos};
use copydesk_analyzer::language::{Entities, Found, Scene, is_workplace};

/// Whether a verb without a figure is told of some employer or person: in the past, or of a subject that the reader
/// knows. "Hire a florist" and "when employees leave" tell of nobody.
pub(super) fn is_told(scene: &Scene<'_>, verb: &Found) -> bool {
    let reading = &scene.reading;
    // "Hiring has been frozen" is asked for its verb elsewhere.
    if scene.word(verb.tokens.start) == "hiring" {
        return !matches!(scene.word(verb.tokens.end), "manager" | "managers");
    }
    let Some(at) = verb.tokens.clone().find(|&token| is_verb(scene, token)) else { return true };
    let aux = |words: &[&str]| {
        let mut below = reading.syntax.children(at);
        below.any(|child| {
            reading.syntax.relation(child).universal() == Relation::Aux && words.contains(&scene.word(child))
        })
    };
    let perfect = aux(&["has", "have", "had", "'s", "'ve", "was", "were", "been", "did"]);
    let tag = reading.tags.all()[at].xpos;
    let past = matches!(tag, Xpos::Vbd | Xpos::Vbn) || perfect;
    let under_way = tag == Xpos::Vbg && aux(&["is", "are", "'re", "am", "'m"]);
    let planned = aux(&["will", "'ll", "would"])
        && reading.subject_head(at).is_some_and(|subject| scene.word(subject) != "you");
    // Forms that are past and present at once: "the head of audio quit", not "to quit".
    let either = matches!(scene.word(at), "cut" | "let" | "put" | "quit" | "shed" | "split")
        && at > scene.tokens.start
        && matches!(reading.tags.all()[at - 1].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    past || either
        || under_way
        || planned
        || names_person(scene, verb)
        || has_known_subject(scene, at)
        || is_named_in_front(scene, at)
}

fn is_verb(scene: &Scene<'_>, token: usize) -> bool {
    scene.reading.tags.all()[token].upos == Upos::Verb
}

/// Whether the name of a person ends right in front of a verb.
fn is_named_in_front(scene: &Scene<'_>, verb: usize) -> bool {
    let names = scene.reading.document.layer::<Entities>().within(scene.tokens.start..verb);
    names.last().is_some_and(|name| {
        name.kind == EntityKind::Person && name.tokens.end == verb && name.tokens.len() > 1
    })
}

/// Whether the subject is named, or points back to what was: "Acme", "she", "the company".
fn has_known_subject(scene: &Scene<'_>, verb: usize) -> bool {
    let reading = &scene.reading;
    let Some(head) = reading.subject_head(verb) else { return false };
    let words = reading.syntax.subtree(head);
    let named = words.clone().any(|token| reading.tags.all()[token].upos == Upos::Propn);
    let pronoun =
        matches!(scene.word(head), "it" | "he" | "she" | "they" | "we" | "i" | "who" | "which" | "that");
    let any = |of: &[&str]| words.clone().any(|token| of.contains(&scene.word(token)));
    let definite = is_workplace(scene.word(head)) && any(&["the", "this"]);
    named || pronoun || definite || any(&["its", "their", "our"])
}

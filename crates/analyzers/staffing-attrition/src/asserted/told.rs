//! Telling from advising: whether a verb says that something happened, or what happens when it does.

use super::someone::names_person;
use copydesk_analyzer::language::models::{EntityKind, Relation, Upos, Xpos};
use copydesk_analyzer::language::{Entities, Found, Scene, is_workplace, phrase_tables};

/// Whether a verb without a figure is told of some employer or person: in the past, or of a subject that the reader
/// knows. "Hire a florist" and "when employees leave" tell of nobody.
pub(super) fn is_told(scene: &Scene<'_>, verb: &Found) -> bool {
    let reading = &scene.reading;
    // "Hiring has been frozen" is asked for its verb elsewhere.
    let first = verb.tokens.start;
    if scene.word(first) == "hiring" && reading.syntax.child(first, Relation::Obj).is_none() {
        return !matches!(scene.word(verb.tokens.end), "manager" | "managers");
    }
    let Some(at) = verb.tokens.clone().find(|&token| is_verb(scene, token)) else { return true };
    if is_advised(scene, at) || is_wished(scene, at) || is_of_anyone(scene, at) {
        return false;
    }
    if is_bare_gerund(scene, at) {
        return is_under_told(scene, at);
    }
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
    let either = is_past_too(scene.word(at))
        && at > scene.tokens.start
        && matches!(reading.tags.all()[at - 1].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    past || either
        || under_way
        || planned
        || names_person(scene, verb)
        || has_known_subject(scene, at)
        || is_named_in_front(scene, at)
}

/// Whether a form is past and present at once.
fn is_past_too(word: &str) -> bool {
    matches!(word, "cut" | "let" | "put" | "quit" | "shed" | "split")
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

/// Whether a helping verb says what ought to be or what one can do.
fn is_advised(scene: &Scene<'_>, verb: usize) -> bool {
    let mut below = scene.reading.syntax.children(verb);
    below.any(|child| {
        scene.reading.syntax.relation(child).universal() == Relation::Aux
            && matches!(scene.word(child), "should" | "must" | "can" | "ca" | "cannot")
    })
}

phrase_tables! {
    /// The verbs and nouns under which an infinitive tells of no deed: "wanted to quit", "cannot afford to hire".
    WISHES: "../../data/wishes.txt",
}

/// Whether a verb only says what someone wants, can pay for, or had better do.
fn is_wished(scene: &Scene<'_>, verb: usize) -> bool {
    let infinitive = scene.word_before(verb) == "to";
    let above = scene.reading.syntax.head(verb).filter(|head| scene.tokens.contains(head));
    infinitive && above.is_some_and(|head| WISHES.contains(scene.word(head)))
}

/// Whether a present verb tells what happens to anyone: "when employees leave", "workers who resign".
fn is_of_anyone(scene: &Scene<'_>, verb: usize) -> bool {
    let reading = &scene.reading;
    let present = matches!(reading.tags.all()[verb].xpos, Xpos::Vb | Xpos::Vbp | Xpos::Vbz);
    let helped = reading
        .syntax
        .children(verb)
        .any(|child| reading.syntax.relation(child).universal() == Relation::Aux);
    if !present || is_past_too(scene.word(verb)) || helped || scene.word_before(verb) == "to" {
        return false;
    }
    let clause = reading.clauses.of(verb);
    let opener = scene.word(clause.start);
    if (clause.start..verb).contains(&clause.start)
        && matches!(opener, "when" | "whenever" | "once" | "until" | "after" | "before" | "where")
    {
        return true;
    }
    let subject = reading.subject_head(verb).filter(|head| scene.tokens.contains(head));
    let relative = (clause.start..verb).any(|token| matches!(scene.word(token), "who" | "which" | "that"));
    let noun =
        if relative { reading.syntax.head(verb).filter(|head| scene.tokens.contains(head)) } else { subject };
    relative && noun.is_some_and(|noun| !is_known(scene, noun))
}

/// Whether a noun is named, or one that the reader knows: "its resorts", "the lab".
fn is_known(scene: &Scene<'_>, noun: usize) -> bool {
    let reading = &scene.reading;
    let phrase = reading.syntax.subtree(noun).start..noun + 1;
    phrase.into_iter().any(|token| {
        reading.tags.all()[token].upos == Upos::Propn
            || matches!(scene.word(token), "its" | "their" | "our" | "his" | "her" | "the" | "these" | "this")
    })
}

/// Whether a participle in "-ing" has no helping verb.
fn is_bare_gerund(scene: &Scene<'_>, verb: usize) -> bool {
    let syntax = scene.reading.syntax;
    scene.word(verb).ends_with("ing")
        && !syntax.children(verb).any(|child| syntax.relation(child).universal() == Relation::Aux)
}

/// Whether the verb above a bare gerund is told: "ended up hiring", not "involves hiring", "by hiring you save".
fn is_under_told(scene: &Scene<'_>, gerund: usize) -> bool {
    const STEPS: usize = 3;
    if matches!(scene.word_before(gerund), "about" | "against" | "before" | "of" | "than" | "without") {
        return false;
    }
    let reading = &scene.reading;
    let mut at = gerund;
    for _ in 0..STEPS {
        match reading.syntax.head(at).filter(|head| scene.tokens.contains(head)) {
            Some(head) => at = head,
            // A headline or a list: "Hiring a florist".
            None => return at != gerund,
        }
        if is_verb(scene, at) {
            let past = matches!(reading.tags.all()[at].xpos, Xpos::Vbd | Xpos::Vbn);
            let helped =
                |words: &[&str]| reading.syntax.children(at).any(|child| words.contains(&scene.word(child)));
            let known = reading
                .subject_head(at)
                .is_some_and(|subject| is_known(scene, subject) && scene.word(subject) != "you");
            return past
                || helped(&["has", "have", "had", "'s", "was", "were", "is", "are", "will"])
                || known && !is_advised(scene, at);
        }
    }
    false
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

//! Changes of a sentence: the word that tells one, and what stands around it.

use crate::lexicon::CHANGES;
use crate::phrase::{Article, is_group, is_passive, noun_phrase, person_in, role_in, subject};
use copydesk_analyzer::language::models::{Relation, Upos};
use copydesk_analyzer::language::{Factuality, Found, LONGEST_SENTENCE, Reading};
use std::ops::Range;

/// A change with the tokens of its parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Change {
    /// The kind of finding.
    pub(crate) kind: &'static str,
    /// The words that tell it.
    pub(crate) trigger: Range<usize>,
    pub(crate) unit: Option<Range<usize>>,
    pub(crate) person: Option<Range<usize>>,
    pub(crate) role: Option<Range<usize>>,
    pub(crate) superior: Option<Range<usize>>,
}

/// How many tokens behind the word that tells a change may still say who, what and as what.
const REACH: usize = 14;

/// The changes that a sentence tells, in order.
pub(crate) fn changes(reading: &Article, sentence: usize) -> Vec<Change> {
    let tokens = reading.tokens.of_sentence(sentence);
    if tokens.len() > LONGEST_SENTENCE {
        return Vec::new();
    }
    let triggers = CHANGES.find(reading.words, tokens.clone());
    let told = triggers.filter(|trigger| {
        is_verb(reading, trigger.tokens.start) && is_told_as_fact(reading, trigger.tokens.start)
    });
    told.filter_map(|trigger| change(reading, &trigger, tokens.end)).collect()
}

fn is_verb(reading: &Reading, token: usize) -> bool {
    reading.tags.all()[token].upos == Upos::Verb
}

/// Whether the change is told as one that was or will be: not "if she becomes chair", "could merge".
fn is_told_as_fact(reading: &Reading, verb: usize) -> bool {
    let conditional =
        |token: usize| matches!(reading.word(token), "if" | "unless" | "whether" | "were" | "poised");
    let clause = reading.clauses.of(verb);
    let near = clause.start.saturating_sub(1)..verb;
    let passive = is_passive(reading, verb);
    !near.into_iter().any(|token| conditional(token) && !(passive && reading.word(token) == "were"))
        && Factuality::of_statement(reading, verb) < Factuality::Possible
}

fn change(reading: &Article, trigger: &Found, end: usize) -> Option<Change> {
    let empty = Change {
        kind: trigger.category,
        trigger: trigger.tokens.clone(),
        unit: None,
        person: None,
        role: None,
        superior: None,
    };
    match trigger.category {
        "appointed" => appointed(reading, trigger, end, empty),
        "in-charge" => in_charge(reading, trigger, end, empty),
        "reports-to" => reports_to(reading, trigger, end, empty),
        "new-group" => new_group(reading, trigger, empty),
        _ => restructured(reading, trigger, empty),
    }
}

/// "Acme named Ana Ruiz chief scientist", "Ruiz was appointed head of research", "Ruiz becomes treasurer".
fn appointed(reading: &Article, trigger: &Found, end: usize, change: Change) -> Option<Change> {
    let verb = trigger.tokens.start;
    let behind = trigger.tokens.end..(trigger.tokens.end + REACH).min(end);
    let intransitive = matches!(reading.word(trigger.tokens.end - 1), "as") && !trigger.has_gap
        || reading.word(verb).starts_with("becom")
        || reading.word(verb) == "became"
        || reading.word(verb).starts_with("join");
    let predicate = predicate_of(reading, verb);
    let of_subject = || {
        let noun = predicate.and_then(|noun| subject(reading, noun)).or_else(|| subject(reading, verb));
        noun.and_then(|noun| reading.person_at(noun))
    };
    let person = if intransitive || is_passive(reading, verb) || predicate.is_some() {
        of_subject()
    } else {
        let object = reading.syntax.child(verb, Relation::Obj).and_then(|noun| reading.person_at(noun));
        object.or_else(|| person_in(reading, verb + 1..behind.end.min(verb + 6)))
    }?;
    let from = if person.start > verb { person.end.max(trigger.tokens.end) } else { trigger.tokens.end };
    let from = behind_aside(reading, from, behind.end);
    let role = role_in(reading, from..behind.end)?;
    Some(Change { person: Some(person), role: Some(role), ..change })
}

/// The noun that a participle describes where the parser takes "was elected treasurer" for a treasurer who was elected.
fn predicate_of(reading: &Reading, participle: usize) -> Option<usize> {
    let describes = reading.syntax.relation(participle) == Relation::Amod;
    let noun = reading.syntax.head(participle).filter(|_| describes)?;
    reading.syntax.child(noun, Relation::Cop).map(|_| noun)
}

/// The token behind what two commas set apart: ", a former banker,".
fn behind_aside(reading: &Reading, token: usize, end: usize) -> usize {
    const ASIDE: usize = 8;
    if token >= end || reading.word(token) != "," {
        return token;
    }
    let mut inside = token + 1..(token + 1 + ASIDE).min(end);
    inside.find(|&token| reading.word(token) == ",").map_or(token, |comma| comma + 1)
}

/// "Ruiz will lead the robotics team", "Ruiz was put in charge of operations".
fn in_charge(reading: &Article, trigger: &Found, end: usize, change: Change) -> Option<Change> {
    let verb = trigger.tokens.start;
    // "to lead" is what somebody is to do.
    if reading.word(verb.saturating_sub(1)) == "to" {
        return None;
    }
    let charge = matches!(reading.word(trigger.tokens.end - 1), "charge" | "of");
    let oversees = reading.word(verb).starts_with("overs");
    let person = if trigger.has_gap {
        person_in(reading, trigger.tokens.clone())
    } else {
        subject(reading, verb).and_then(|noun| reading.person_at(noun))
    }?;
    let last = (trigger.tokens.end..end).find(|token| starts_object(reading, *token))?;
    // "ran against", "took over from" have no object.
    let adjoins = charge || last == trigger.tokens.end;
    let object = reading.syntax.child(verb, Relation::Obj).filter(|_| !charge);
    let head = phrase_head(reading, object.or_else(|| adjoins.then_some(last))?);
    if !matches!(reading.tags.all()[head].upos, Upos::Noun | Upos::Propn) || is_title(reading, head) {
        return None;
    }
    let fits = is_group(reading, head) || oversees || charge;
    let unit = noun_phrase(reading, head);
    (fits && unit.start >= trigger.tokens.end).then_some(Change {
        person: Some(person),
        unit: Some(unit),
        ..change
    })
}

/// Whether a noun is only how a person is addressed: "Mr.".
fn is_title(reading: &Reading, noun: usize) -> bool {
    reading.word(noun).ends_with('.') && reading.word(noun).len() <= 5
}

/// Whether a token can start an object.
fn starts_object(reading: &Reading, token: usize) -> bool {
    !matches!(reading.tags.all()[token].upos, Upos::Adv | Upos::Adp | Upos::Punct)
}

/// The noun at the end of the phrase that a token stands in: of "all of its efforts", efforts.
fn phrase_head(reading: &Reading, token: usize) -> usize {
    if reading.word(token) == "all" && reading.word(token + 1) == "of" {
        return reading.syntax.children(token).next_back().unwrap_or(token);
    }
    let nominal = |token: usize| matches!(reading.tags.all()[token].upos, Upos::Noun | Upos::Propn);
    if nominal(token) {
        return token;
    }
    reading.syntax.head(token).filter(|head| *head > token && nominal(*head)).unwrap_or(token)
}

/// "a new group that reports directly to Ida Falk", "Ruiz will report to the chief executive".
fn reports_to(reading: &Article, trigger: &Found, end: usize, change: Change) -> Option<Change> {
    let verb = trigger.tokens.start;
    let behind = trigger.tokens.end..(trigger.tokens.end + REACH).min(end);
    let superior = superior(reading, behind)?;
    let noun = subject(reading, verb)?;
    let person = reading.person_at(noun);
    let unit = is_group(reading, noun).then(|| noun_phrase(reading, noun));
    (person.is_some() || unit.is_some()).then_some(Change {
        person,
        unit,
        superior: Some(superior),
        ..change
    })
}

/// The phrase right behind "reports to" that ends in a person's name or a role.
fn superior(reading: &Reading, tokens: Range<usize>) -> Option<Range<usize>> {
    let is_part = |token: &usize| {
        let tag = reading.tags.all()[*token].upos;
        matches!(tag, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det | Upos::Pron)
            || matches!(reading.word(*token), "-" | "'s" | "’s")
    };
    let end = tokens.clone().take_while(is_part).last()? + 1;
    let phrase = tokens.start..end;
    if let Some(person) = person_in(reading, phrase.clone()) {
        return Some(phrase.start..person.end);
    }
    let role = role_in(reading, phrase.clone())?;
    let named = (role.end..end).take_while(|token| reading.tags.all()[*token].upos == Upos::Propn).last();
    Some(phrase.start..named.map_or(role.end, |last| last + 1))
}

/// "They created a new generative AI group".
fn new_group(reading: &Reading, trigger: &Found, change: Change) -> Option<Change> {
    let verb = trigger.tokens.start;
    let made = undergoing(reading, verb).filter(|noun| is_group(reading, *noun));
    let named = made.map(|noun| noun_phrase(reading, noun));
    let behind = || Some(trigger.tokens.end..group_behind(reading, trigger.tokens.end)? + 1);
    let unit = named.or_else(behind)?;
    let is_new = matches!(reading.word(unit.start), "a" | "an" | "its" | "two" | "three" | "several")
        || unit.clone().any(|token| reading.word(token) == "new");
    is_new.then_some(Change { unit: Some(unit), ..change })
}

/// "The lab was folded into the product division", "Acme split its research arm", "The two teams merged".
fn restructured(reading: &Reading, trigger: &Found, change: Change) -> Option<Change> {
    let verb = trigger.tokens.start;
    // What merges or splits does so by itself; what moves is a part of a company only where it moves under another.
    let by_itself = !matches!(reading.word(verb).get(..3), Some("mov" | "shi" | "fol" | "tra"))
        || matches!(reading.word(trigger.tokens.end), "under" | "into");
    let alone = || {
        subject(reading, verb).filter(|_| by_itself && reading.syntax.child(verb, Relation::Obj).is_none())
    };
    let noun = undergoing(reading, verb).or_else(alone).filter(|noun| is_group(reading, *noun))?;
    Some(Change { unit: Some(noun_phrase(reading, noun)), ..change })
}

/// A part of an organization in the phrase that starts at a token.
fn group_behind(reading: &Reading, start: usize) -> Option<usize> {
    const PHRASE: usize = 6;
    let end = (start + PHRASE).min(reading.clauses.of(start.saturating_sub(1)).end);
    let is_part = |token: &usize| {
        matches!(
            reading.tags.all()[*token].upos,
            Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det | Upos::Num
        )
    };
    (start..end).take_while(is_part).find(|token| is_group(reading, *token))
}

/// The noun that undergoes what a verb tells: its object, or the subject of a passive.
fn undergoing(reading: &Reading, verb: usize) -> Option<usize> {
    let passive = || is_passive(reading, verb).then(|| subject(reading, verb)).flatten();
    reading.syntax.child(verb, Relation::Obj).or_else(passive)
}

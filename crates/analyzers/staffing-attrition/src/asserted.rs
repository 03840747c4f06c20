//! Facts without a figure: clauses that assert that people left, came, or were let go.

use crate::agents::is_agents;
use crate::fact::{Fact, kind};

use copydesk_analyzer::language::models::{EntityKind, Relation, Upos};
use copydesk_analyzer::language::{Entities, Form, Found, PhraseTable, Quantity, Scene, is_workplace};
use std::ops::Range;
use std::sync::LazyLock;

/// The words that say it: the verb with what hangs on it, or the noun with its verb.
fn statement(scene: &Scene<'_>, term: &Found) -> Range<usize> {
    let said = scene.reading.statement(term.tokens.start);
    let noun = matches!(term.category, "layoffs" | "departures" | "hires" | "vacancies");
    let verb = scene.reading.syntax.head(term.tokens.end - 1).filter(|_| noun);
    let said = verb.map_or(said.clone(), |verb| scene.reading.statement(verb));
    said.start.min(term.tokens.start)..said.end.max(term.tokens.end)
}

static EVENT_VERBS: LazyLock<PhraseTable> = LazyLock::new(|| {
    PhraseTable::parse(include_str!("../data/event-verbs.txt")).expect("the table is read by every test")
});

/// The facts that a sentence's clauses assert without a figure; none where one of the same kind stands on a figure.
pub(crate) fn facts<'d>(scene: &Scene<'d>, counted: &[Fact<'d>]) -> Vec<Fact<'d>> {
    let mut facts: Vec<Fact<'d>> = Vec::new();
    for term in &scene.terms {
        let clause = scene.reading.clauses.of(term.tokens.start);
        let Some(kind) = kind_of(scene, term, &clause) else { continue };
        let same = |fact: &Fact<'d>| {
            fact.kind == kind
                && (fact.tokens.start < clause.end && clause.start < fact.tokens.end
                    || fact.verb == term.tokens.start)
        };
        if counted.iter().chain(&facts).any(same) {
            continue;
        }
        let subject = subject(scene, term, &clause);
        facts.push(Fact {
            kind,
            tokens: statement(scene, term),
            quantity: subject.as_ref().and_then(|subject| amount(scene, subject)),
            unit: "people",
            subject,
            verb: term.tokens.start,
        });
    }
    facts
}

/// The vague amount that opens the words for who it is: "some have been lured away".
fn amount<'d>(scene: &Scene<'d>, subject: &Range<usize>) -> Option<(&'d Quantity, Range<usize>)> {
    let mut amounts = scene.reading.quantities_in(subject.clone());
    amounts.find(|(quantity, tokens)| tokens.start == subject.start && quantity.figure.form == Form::Vague)
}

fn kind_of(scene: &Scene<'_>, term: &Found, clause: &Range<usize>) -> Option<&'static str> {
    let event = matches!(term.category, "layoffs" | "departures" | "hires" | "vacancies");
    if is_open(scene, clause) || event && is_modifier(scene, term) {
        return None;
    }
    let personal = !scene.is_about("politics");
    match term.category {
        "leave"
            if personal
                && !scene.is_about("travel")
                && is_departure(scene, term)
                && has_person(scene, clause, term) =>
        {
            Some(kind::DEPARTURE)
        }
        "lay-off" if staff_near(scene, term, clause) => Some(kind::LAYOFF),
        "cut" if staff_is_object(scene, term) && !is_idiom(scene, term) => Some(kind::LAYOFF),
        "lose" if scene.word(term.tokens.start).starts_with("los") && people_are_object(scene, term) => {
            Some(kind::DEPARTURE)
        }
        "hire" if personal && is_recruitment(scene, term) => Some(kind::HIRE),
        "hire" if scene.word(term.tokens.start) == "hiring" && is_asserted(scene, term, clause) => {
            Some(kind::HIRE)
        }
        "join" if personal && is_entry(scene, term) => Some(kind::HIRE),
        "appoint" if personal && has_person(scene, clause, term) => Some(kind::HIRE),
        "layoffs" if is_asserted(scene, term, clause) => Some(kind::LAYOFF),
        "departures" if personal && !scene.is_about("travel") && is_asserted(scene, term, clause) => {
            Some(kind::DEPARTURE)
        }
        "hires" if is_asserted(scene, term, clause) => Some(kind::HIRE),
        "vacancies"
            if !scene.is_about("property")
                && is_of_staff(scene, term)
                && is_asserted(scene, term, clause) =>
        {
            Some(kind::OTHER)
        }
        _ => None,
    }
}

/// Whether a clause leaves open whether it is so: a condition or a question.
fn is_open(scene: &Scene<'_>, clause: &Range<usize>) -> bool {
    let opener = scene.word(clause.start);
    matches!(opener, "if" | "unless" | "whether")
        || clause
            .clone()
            .any(|token| scene.word(token) == "how" && matches!(scene.word(token + 1), "many" | "much"))
}

/// Whether a verb of leaving means leaving a job: "resigned", "left the company", "left in March", "have left".
pub(crate) fn is_departure(scene: &Scene<'_>, verb: &Found) -> bool {
    let (at, behind) = (verb.tokens.start, verb.tokens.end);
    let word = scene.word(at);
    let wanted = matches!(scene.word_before(at), "should" | "must");
    let infinitive = scene.word_before(at) == "to";
    if wanted || scene.reading.syntax.relation(at).universal() == Relation::Amod {
        return false;
    }
    if word.starts_with("quit") {
        return !is_object_of_things(scene, behind);
    }
    if word.starts_with("lur") {
        return matches!(scene.word(behind), "by" | "away");
    }
    let spatial =
        word.starts_with("leav") || word == "left" || word.starts_with("depart") || word.starts_with("exit");
    if !spatial {
        return !(infinitive && scene.ends_phrase(behind));
    }
    leaves_workplace(scene, behind) || leaves_at_some_time(scene, verb)
}

/// Whether a workplace is what is left: "the company", "her post", "Acme".
fn leaves_workplace(scene: &Scene<'_>, token: usize) -> bool {
    let determined = matches!(scene.word(token), "the" | "his" | "her" | "their" | "its" | "our");
    let mut nouns = (token + 1..token + 5).take_while(|&noun| !scene.ends_phrase(noun));
    let organization = scene.reading.organizations.within(token..scene.tokens.end).first();
    determined && nouns.any(|noun| is_workplace(scene.word(noun)))
        || organization.is_some_and(|mention| mention.tokens.start == token)
}

/// Whether the verb tells of leaving by itself: "has left", "left in March", "is leaving to teach".
fn leaves_at_some_time(scene: &Scene<'_>, verb: &Found) -> bool {
    let (at, behind) = (verb.tokens.start, verb.tokens.end);
    let tags = scene.reading.tags.all();
    let adverb = |token: &usize| tags[*token].upos == Upos::Adv;
    let Some(before) = (scene.tokens.start..at).rev().find(|token| !adverb(token)) else { return false };
    let perfect = matches!(
        scene.word(before),
        "have" | "has" | "had" | "'ve" | "'s" | "'d" | "be" | "been" | "announced"
    );
    if tags[before].upos == Upos::Verb || matches!(scene.word(before), "nothing" | "none" | "little" | "much")
    {
        return false;
    }
    let thing = matches!(scene.word(behind), "a" | "an" | "that" | "this")
        || matches!(scene.word(behind + 1), "a" | "behind");
    let bare = matches!(scene.word(behind), "" | "." | "," | ";");
    let basic = matches!(scene.word(at), "leave" | "leaves" | "depart" | "departs" | "exit" | "exits");
    if bare {
        return perfect && !thing;
    }
    scene.ends_phrase(behind) && !thing && (perfect || !basic)
}

/// Whether what follows is a thing that one quits without leaving a job.
fn is_object_of_things(scene: &Scene<'_>, token: usize) -> bool {
    let next = scene.word(token);
    next.ends_with("ing") || matches!(next, "them" | "it" | "rate" | "rates" | "facebook" | "twitter")
}

/// Whether a verb of cutting belongs to an idiom: "cut off a speaker".
fn is_idiom(scene: &Scene<'_>, verb: &Found) -> bool {
    matches!(scene.word(verb.tokens.end), "off" | "short" | "through" | "out" | "in" | "into")
}

/// How far in front of "who" the one it stands for is looked for.
const ANTECEDENT: usize = 4;

/// Whether a clause, up to a verb, names someone who can hold a job.
fn has_person(scene: &Scene<'_>, clause: &Range<usize>, verb: &Found) -> bool {
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
fn is_name(scene: &Scene<'_>, token: usize) -> bool {
    scene.tokens.contains(&token)
        && scene.reading.text(token).starts_with(char::is_uppercase)
        && (token > scene.tokens.start || scene.reading.text(token + 1).starts_with(char::is_uppercase))
}

/// The words right behind a verb, up to the end of its object.
fn object<'s>(scene: &'s Scene<'_>, verb: &Found) -> impl Iterator<Item = usize> + 's {
    let start = if verb.has_gap { verb.tokens.start + 1 } else { verb.tokens.end };
    let reach = start..(start + 8).min(scene.tokens.end);
    reach.take_while(|&token| !scene.ends_phrase(token) || matches!(scene.word(token), "a" | "an"))
}

fn object_has(scene: &Scene<'_>, verb: &Found, categories: &[&str]) -> bool {
    object(scene, verb)
        .any(|token| scene.term_at(token).is_some_and(|term| categories.contains(&term.category)))
}

fn staff_is_object(scene: &Scene<'_>, verb: &Found) -> bool {
    object_has(scene, verb, &["agents", "people", "jobs", "staff"])
}

fn people_are_object(scene: &Scene<'_>, verb: &Found) -> bool {
    object_has(scene, verb, &["agents", "people", "staff"])
}

/// Whether someone is hired: staff, or a name; with a verb that says nothing else, anyone.
fn is_recruitment(scene: &Scene<'_>, verb: &Found) -> bool {
    let word = scene.word(verb.tokens.start);
    let (reading, at) = (&scene.reading, verb.tokens.start);
    if reading.syntax.relation(at).universal() == Relation::Csubj || scene.word_before(at) == "longer" {
        return false;
    }
    let named = |token: usize| is_name(scene, token) && reading.tags.all()[token].upos == Upos::Propn;
    if reading.subject(at).is_some_and(|subject| scene.word(subject.start) == "you") {
        return false;
    }
    let personal = ["hire", "hiring", "recruit", "poach"].iter().any(|stem| word.starts_with(stem));
    let anyone =
        personal && reading.syntax.child(at, Relation::Obj).is_some_and(|noun| is_hireable(scene, noun));
    let appointed =
        (word.starts_with("appoint") || word.starts_with("nam")) && object(scene, verb).any(named);
    anyone || appointed || people_are_object(scene, verb)
}

/// Whether a noun can be someone who is hired, not a hall.
fn is_hireable(scene: &Scene<'_>, noun: usize) -> bool {
    let word = scene.word(noun);
    let trade = scene.terms.iter().any(|term| term.tokens.contains(&noun) && is_staff(term));
    let titled = scene.has_context("title", &(noun..noun + 1));
    scene.reading.tags.all()[noun].upos != Upos::Noun || trade || titled || is_agents(&format!("{word}s"))
}

/// Whether a noun only modifies the one behind it: "retirement savings".
fn is_modifier(scene: &Scene<'_>, noun: &Found) -> bool {
    let next = noun.tokens.end;
    let noun = scene.tokens.contains(&next) && scene.reading.tags.all()[next].upos == Upos::Noun;
    noun && scene.term_at(next).is_none()
}

/// Whether a shortage is one of people.
fn is_of_staff(scene: &Scene<'_>, noun: &Found) -> bool {
    let behind = noun.tokens.end..(noun.tokens.end + 4).min(scene.tokens.end);
    scene.word(noun.tokens.end - 1) != "of" || scene.terms_in(behind).any(is_staff)
}

fn is_staff(term: &Found) -> bool {
    matches!(term.category, "agents" | "people" | "persons" | "staff")
}

/// Whether staff stands around a verb of laying off: "fired 200 staff", "workers were dismissed".
fn staff_near(scene: &Scene<'_>, verb: &Found, clause: &Range<usize>) -> bool {
    let in_front = scene
        .terms
        .iter()
        .any(|term| (clause.start..verb.tokens.start).contains(&term.tokens.start) && is_staff(term));
    let inside = (verb.tokens.start..verb.tokens.end).any(|token| {
        matches!(scene.word(token), "him" | "her" | "them") || scene.term_at(token).is_some_and(is_staff)
    });
    let has_object = scene.reading.syntax.child(verb.tokens.start, Relation::Obj).is_some();
    inside || in_front && !has_object || staff_is_object(scene, verb)
}

/// Whether someone joins an organization: "joined Acme", "joined as chief executive".
fn is_entry(scene: &Scene<'_>, verb: &Found) -> bool {
    let next = scene.word(verb.tokens.end);
    let mention = scene.reading.organizations.within(verb.tokens.end..scene.tokens.end).first();
    let named = mention.is_some_and(|mention| mention.tokens.start == verb.tokens.end);
    let company = next == "the" && is_workplace(scene.word(verb.tokens.end + 1));
    let behind = verb.tokens.end..verb.tokens.end + 1;
    let titled = scene.has_context("title", &behind);
    let name = scene.tokens.contains(&verb.tokens.end)
        && scene.reading.tags.all()[verb.tokens.end].upos == Upos::Propn;
    let entities = scene.reading.document.layer::<Entities>();
    let person = entities.within(verb.tokens.end..scene.tokens.end).first().is_some_and(|entity| {
        entity.kind == EntityKind::Person && entity.tokens.start == verb.tokens.end && entity.tokens.len() > 1
    });
    let named = named || name && !titled && !person;
    next == "as" || ((named || company) && scene.word(verb.tokens.start).starts_with("join"))
}

/// Whether an event's noun is what its clause tells of, not a mere topic.
fn is_asserted(scene: &Scene<'_>, noun: &Found, clause: &Range<usize>) -> bool {
    let near = noun.tokens.start.saturating_sub(5).max(clause.start)..(noun.tokens.end + 3).min(clause.end);
    let told = |token: usize| !noun.tokens.contains(&token) && EVENT_VERBS.contains(scene.word(token));
    let verb = scene.reading.syntax.head(noun.tokens.end - 1);
    near.into_iter().any(told) || verb.is_some_and(told)
}

/// Who a clause tells of, in words.
fn subject(scene: &Scene<'_>, term: &Found, clause: &Range<usize>) -> Option<Range<usize>> {
    let transitive = matches!(term.category, "lay-off" | "cut" | "lose" | "hire");
    if matches!(term.category, "layoffs" | "departures" | "hires" | "vacancies") {
        return Some(term.tokens.clone());
    }
    let phrase = if transitive {
        let end = object(scene, term).last().map_or(term.tokens.end, |last| last + 1);
        term.tokens.end..end
    } else {
        clause.start..term.tokens.start
    };
    let phrase = scene.reading.trimmed(phrase);
    (!phrase.is_empty()).then_some(phrase)
}

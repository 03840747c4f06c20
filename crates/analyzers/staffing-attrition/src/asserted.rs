//! Facts without a figure: clauses that assert that people left, came, or were let go.

mod hiring;
mod leaving;
mod someone;
mod told;

use crate::fact::{Fact, kind};
use crate::scene::{is_employee, is_of_work};
use hiring::{is_entry, is_recruitment, is_to_post};
use leaving::leaves_workplace;
use someone::{has_person, has_staff, is_someone, is_staff, is_thing, names_person};
use told::is_told;

use copydesk_analyzer::language::models::{Relation, Upos};
use copydesk_analyzer::language::{Form, Found, Quantity, Scene, phrase_tables};
use std::ops::Range;

pub(crate) use leaving::is_departure;

/// The words that say it: the verb with what hangs on it, or the noun with its verb.
fn statement(scene: &Scene<'_>, term: &Found) -> Range<usize> {
    let said = scene.reading.statement(term.tokens.start);
    let noun = matches!(term.category, "layoffs" | "departures" | "hires" | "vacancies");
    let verb = scene.reading.syntax.head(term.tokens.end - 1).filter(|_| noun);
    let said = verb.map_or(said.clone(), |verb| scene.reading.statement(verb));
    said.start.min(term.tokens.start)..said.end.max(term.tokens.end)
}

phrase_tables! {
    EVENT_VERBS: "../data/event-verbs.txt",
}

/// The facts that a sentence's clauses assert without a figure; none where one of the same kind stands on a figure.
///
/// `public` says that the text around is about offices, armies or teams: whoever comes or goes there is no staff.
pub(crate) fn facts<'d>(scene: &Scene<'d>, counted: &[Fact<'d>], public: bool) -> Vec<Fact<'d>> {
    let mut facts: Vec<Fact<'d>> = Vec::new();
    for term in &scene.terms {
        let clause = scene.reading.clauses.of(term.tokens.start);
        let Some(kind) = kind_of(scene, term, &clause, public) else { continue };
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

fn kind_of(scene: &Scene<'_>, term: &Found, clause: &Range<usize>, public: bool) -> Option<&'static str> {
    let event = matches!(term.category, "layoffs" | "departures" | "hires" | "vacancies");
    let first = term.tokens.start;
    // "A risk of dismissal", "possible job loss".
    let feared = first > scene.tokens.start + 1
        && (matches!(scene.word(first - 1), "possible" | "potential")
            || matches!(scene.word(first - 1), "of" | "with")
                && matches!(
                    scene.word(first - 2),
                    "risk" | "threat" | "threatened" | "fear" | "case" | "event"
                ));
    let of_reader = matches!(scene.word_before(first), "your" | "my");
    if event && (feared || of_reader)
        || is_open(scene, clause)
        || event && is_modifier(scene, term)
        || !event && !is_told(scene, term)
    {
        return None;
    }
    let personal = !public;
    match term.category {
        "leave"
            if (personal || is_from_job(scene, term) && !crate::scene::is_public(scene))
                && !scene.is_about("travel")
                && is_departure(scene, term)
                && has_person(scene, clause, term) =>
        {
            Some(kind::DEPARTURE)
        }
        "lay-off"
            if staff_near(scene, term, clause)
                && (personal
                    || is_from_job(scene, term)
                    || scene.terms_in(clause.clone()).any(|term| {
                        term.category == "staff"
                            || term.category == "people"
                                && term.tokens.clone().any(|token| is_employee(scene.word(token)))
                    }))
                && !is_attribute(scene, term)
                && !is_let_out(scene, term)
                && !is_fired_at(scene, term) =>
        {
            Some(kind::LAYOFF)
        }
        "part" if personal && leaves_workplace(scene, term.tokens.end) && has_person(scene, clause, term) => {
            Some(kind::DEPARTURE)
        }
        "part" if staff_near(scene, term, clause) || names_person(scene, term) => Some(kind::LAYOFF),
        "dismissed" if has_staff(scene, clause, term) => Some(kind::LAYOFF),
        "cut"
            if staff_is_object(scene, term)
                && !is_idiom(scene, term)
                && (!scene.word(term.tokens.start).starts_with("contract")
                    || object_has(scene, term, &["staff"])) =>
        {
            Some(kind::LAYOFF)
        }
        "lose"
            if scene.word(term.tokens.start).starts_with("los")
                && personal
                && people_are_object(scene, term)
                && !(term.tokens.len() > 1 && scene.word(term.tokens.end) == "the")
                && !matches!(scene.word(term.tokens.end), "a" | "an" | "his" | "her") =>
        {
            Some(kind::DEPARTURE)
        }
        "hire" | "draw"
            if personal && (term.category == "hire" || is_of_work(scene)) && is_recruitment(scene, term) =>
        {
            Some(kind::HIRE)
        }
        "hire" if scene.word(term.tokens.start) == "hiring" && is_asserted(scene, term, clause) => {
            Some(kind::HIRE)
        }
        "join" if personal && !is_thing(scene, term) && is_entry(scene, term) => Some(kind::HIRE),
        "appoint"
            if personal
                && (has_person(scene, clause, term) || names_person(scene, term))
                && is_to_post(scene, term) =>
        {
            Some(kind::HIRE)
        }
        "name" if personal && names_person(scene, term) && is_to_post(scene, term) => Some(kind::HIRE),
        "layoffs" if is_asserted(scene, term, clause) => Some(kind::LAYOFF),
        "departures" if personal && !scene.is_about("travel") && is_asserted(scene, term, clause) => {
            Some(kind::DEPARTURE)
        }
        "hires" if (personal || is_of_work_beside(scene, term)) && is_asserted(scene, term, clause) => {
            Some(kind::HIRE)
        }
        "vacancies"
            if personal
                && !scene.is_about("property")
                && is_of_staff(scene, term)
                && is_asserted(scene, term, clause) =>
        {
            Some(kind::OTHER)
        }
        _ => None,
    }
}

/// Whether a sentence tells of staff or jobs by other words than a noun of hiring.
fn is_of_work_beside(scene: &Scene<'_>, noun: &Found) -> bool {
    scene.terms.iter().any(|term| {
        term.tokens != noun.tokens && matches!(term.category, "jobs" | "staff" | "people" | "layoffs")
    })
}

/// Whether a participle only says of what kind its noun is: "the ousted regime".
fn is_attribute(scene: &Scene<'_>, verb: &Found) -> bool {
    let at = verb.tokens.start;
    scene.reading.syntax.relation(at).universal() == Relation::Amod && scene.word(at).ends_with("ed")
}

/// Whether a clause leaves open whether it is so: a condition, a question or a saying ("nobody ever got fired").
fn is_open(scene: &Scene<'_>, clause: &Range<usize>) -> bool {
    let opener = scene.word(clause.start);
    let saying = |token: usize| scene.word(token) == "nobody" && scene.word(token + 1) == "ever";
    matches!(opener, "if" | "unless" | "whether")
        || clause.clone().any(saying)
        || clause
            .clone()
            .any(|token| scene.word(token) == "how" && matches!(scene.word(token + 1), "many" | "much"))
}

/// Whether a verb of dismissing means something else: "fire off a letter", "fired at the crowd".
fn is_fired_at(scene: &Scene<'_>, verb: &Found) -> bool {
    let next = scene.word(verb.tokens.end);
    let passive = scene.reading.syntax.child(verb.tokens.start, Relation::NsubjPass).is_some();
    let shot = scene.word(verb.tokens.start) == "firing" && next == "from";
    matches!(next, "off" | "up") || shot || !passive && matches!(next, "at" | "in" | "into" | "on")
}

/// Whether a verb of cutting belongs to an idiom: "cut off a speaker".
fn is_idiom(scene: &Scene<'_>, verb: &Found) -> bool {
    matches!(scene.word(verb.tokens.end), "off" | "short" | "through" | "out" | "in" | "into")
}

/// The words right behind a verb, up to the end of its object, or to an "of" behind what is no number.
fn object<'s>(scene: &'s Scene<'_>, verb: &Found) -> impl Iterator<Item = usize> + 's {
    let start = if verb.has_gap { verb.tokens.start + 1 } else { verb.tokens.end };
    let reach = start..(start + 8).min(scene.tokens.end);
    let owned = |token: usize| scene.word(token) == "of" && !is_number_of(scene.word_before(token));
    // "Added that some engineers" has a clause behind it, no object.
    reach.take_while(move |&token| {
        let inside = !scene.ends_phrase(token) && !owned(token) && scene.word(token) != "that";
        inside || matches!(scene.word(token), "a" | "an")
    })
}

/// Whether "of" behind a word still names those themselves: "the number of jobs", "many of its engineers".
fn is_number_of(word: &str) -> bool {
    matches!(
        word,
        "all"
            | "any"
            | "bulk"
            | "dozens"
            | "group"
            | "half"
            | "handful"
            | "head"
            | "host"
            | "hundreds"
            | "lots"
            | "majority"
            | "many"
            | "members"
            | "most"
            | "number"
            | "numbers"
            | "part"
            | "quarter"
            | "raft"
            | "rank"
            | "ranks"
            | "scores"
            | "services"
            | "several"
            | "size"
            | "slew"
            | "some"
            | "string"
            | "team"
            | "third"
            | "thousands"
    )
}

fn object_has(scene: &Scene<'_>, verb: &Found, categories: &[&str]) -> bool {
    object(scene, verb)
        .any(|token| scene.term_at(token).is_some_and(|term| categories.contains(&term.category)))
}

/// Whether what a verb of cutting cuts is staff: "cuts its workforce", not "cuts staff canteens", "cuts the role of".
fn staff_is_object(scene: &Scene<'_>, verb: &Found) -> bool {
    const STAFF: [&str; 4] = ["agents", "people", "jobs", "staff"];
    let head =
        scene.reading.syntax.child(verb.tokens.start, Relation::Obj).filter(|&noun| noun >= verb.tokens.end);
    let Some(head) = head.filter(|&noun| !is_number_of(scene.word(noun))) else {
        return object_has(scene, verb, &STAFF);
    };
    let mut terms = scene.terms.iter().filter(|term| STAFF.contains(&term.category));
    terms.any(|term| {
        let single = term.category == "jobs" && !scene.word(term.tokens.end - 1).ends_with('s');
        term.tokens.contains(&head) && !single
    })
}

fn people_are_object(scene: &Scene<'_>, verb: &Found) -> bool {
    object_has(scene, verb, &["agents", "people", "staff"])
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
    let open = matches!(scene.word(noun.tokens.end - 1), "of" | "for" | "on" | "in");
    !open || scene.terms_in(behind).any(is_staff)
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
    let syntax = scene.reading.syntax;
    let has_object = syntax.child(verb.tokens.start, Relation::Obj).is_some();
    let suffers = match syntax.child(verb.tokens.start, Relation::NsubjPass) {
        Some(subject) => is_someone(scene, subject),
        None => in_front && !has_object && syntax.child(verb.tokens.start, Relation::Nsubj).is_none(),
    };
    inside || suffers || staff_is_object(scene, verb)
}

/// Whether those let go were held, or are things: "the judge let him go", "discharged from hospital", "missiles fired".
fn is_let_out(scene: &Scene<'_>, verb: &Found) -> bool {
    let at = verb.tokens.start;
    let word = scene.word(at);
    let syntax = scene.reading.syntax;
    let thrown = syntax.relation(at).universal() == Relation::Acl
        && scene.word(at).ends_with("ed")
        && syntax.child(at, Relation::NsubjPass).is_none()
        && syntax
            .head(at)
            .is_some_and(|noun| scene.tokens.contains(&noun) && noun < at && !is_someone(scene, noun));
    let held = word.starts_with("let") || word.starts_with("discharg") || word.starts_with("releas");
    thrown || held && scene.has_context("captor", &scene.reading.clauses.of(at))
}

/// Whether a workplace or a job is what someone is put out of or leaves: "fired from the network".
fn is_from_job(scene: &Scene<'_>, verb: &Found) -> bool {
    const REACH: usize = 6;
    let behind = verb.tokens.start..(verb.tokens.end + REACH).min(scene.tokens.end);
    let from = behind.clone().find(|&token| matches!(scene.word(token), "from" | "at"));
    from.is_some_and(|from| {
        leaves_workplace(scene, from + 1)
            || (from + 1..(from + 5).min(scene.tokens.end))
                .take_while(|&token| !scene.ends_phrase(token))
                .any(|token| scene.term_at(token).is_some_and(|term| term.category == "jobs"))
    })
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
    let transitive = matches!(term.category, "lay-off" | "cut" | "lose" | "hire" | "draw" | "name")
        || term.category == "appoint" && names_person(scene, term);
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

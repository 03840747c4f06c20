//! Facts without a figure: clauses that assert that people left, came, or were let go.

use crate::counted::ends_phrase;
use crate::fact::{Fact, kind};

use copydesk_analyzer::language::models::{Relation, Upos};
use copydesk_analyzer::language::{Found, Scene};
use std::ops::Range;

/// The words that say it: the verb with what hangs on it, or the noun with its verb.
fn statement(scene: &Scene<'_>, term: &Found) -> Range<usize> {
    let said = scene.reading.statement(term.tokens.start);
    let noun = matches!(term.category, "layoffs" | "departures" | "hires" | "vacancies");
    let verb = scene.reading.syntax.head(term.tokens.end - 1).filter(|_| noun);
    let said = verb.map_or(said.clone(), |verb| scene.reading.statement(verb));
    said.start.min(term.tokens.start)..said.end.max(term.tokens.end)
}

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
        facts.push(Fact {
            kind,
            tokens: statement(scene, term),
            quantity: None,
            unit: "people",
            subject: subject(scene, term, &clause),
            verb: term.tokens.start,
        });
    }
    facts
}

fn kind_of(scene: &Scene<'_>, term: &Found, clause: &Range<usize>) -> Option<&'static str> {
    if is_open(scene, clause) {
        return None;
    }
    let personal = !scene.is_about("politics");
    match term.category {
        "leave" if personal && is_departure(scene, term) && has_person(scene, clause, term) => {
            Some(kind::DEPARTURE)
        }
        "lay-off" if staff_near(scene, term, clause) => Some(kind::LAYOFF),
        "cut" if staff_is_object(scene, term) => Some(kind::LAYOFF),
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
        "vacancies" if !scene.is_about("property") && is_asserted(scene, term, clause) => Some(kind::OTHER),
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
    let word = scene.word(verb.tokens.start);
    let next = scene.word(verb.tokens.end);
    let second = scene.word(verb.tokens.end + 1);
    let demanded = scene.word_before(verb.tokens.start) == "to" && !next.is_empty() && ends_phrase(next);
    match word {
        w if w.starts_with("resign") || w.starts_with("step") || w.starts_with("stand") || w == "stood" => {
            !demanded
        }
        w if w.starts_with("quit") => !is_object_of_things(scene, verb.tokens.end),
        w if w.starts_with("leav") || w == "left" || w.starts_with("depart") || w.starts_with("exit") => {
            let perfect = (verb.tokens.start.saturating_sub(4)..verb.tokens.start)
                .any(|token| matches!(scene.word(token), "have" | "has" | "had" | "be" | "announced"));
            let workplace = matches!(next, "the" | "his" | "her" | "their" | "its" | "our") && {
                let nouns = (verb.tokens.end + 1..verb.tokens.end + 5).map(|token| scene.word(token));
                nouns.take_while(|noun| !ends_phrase(noun)).any(is_workplace)
            };
            let organization = scene.reading.organizations.within(verb.tokens.end..scene.tokens.end).first();
            let named = organization.is_some_and(|mention| mention.tokens.start == verb.tokens.end);
            let ended = matches!(
                next,
                "" | "."
                    | "\""
                    | "“"
                    | ","
                    | ";"
                    | "and"
                    | "but"
                    | "or"
                    | "at"
                    | "when"
                    | "from"
                    | "earlier"
                    | "late"
                    | "later"
                    | "as"
                    | "for"
                    | "in"
                    | "last"
                    | "on"
                    | "since"
                    | "this"
                    | "to"
                    | "amid"
                    | "after"
                    | "because"
            );
            workplace
                || (named && word != "departing")
                || (ended && (perfect || next != "") && !matches!(second, "a" | "behind"))
        }
        w if w.starts_with("lur") => {
            scene.word(verb.tokens.end) == "by" || scene.word(verb.tokens.end) == "away"
        }
        _ => !demanded,
    }
}

/// Whether what follows is a thing that one quits without leaving a job.
fn is_object_of_things(scene: &Scene<'_>, token: usize) -> bool {
    let next = scene.word(token);
    next.ends_with("ing") || matches!(next, "them" | "it" | "rate" | "rates" | "facebook" | "twitter")
}

pub(crate) fn is_workplace(noun: &str) -> bool {
    const WORKPLACES: &[&str] = &[
        "agency",
        "airline",
        "bank",
        "board",
        "bureau",
        "business",
        "carmaker",
        "college",
        "company",
        "department",
        "division",
        "employer",
        "firm",
        "group",
        "hospital",
        "industry",
        "job",
        "lab",
        "laboratory",
        "magazine",
        "newspaper",
        "newsroom",
        "organization",
        "organisation",
        "paper",
        "position",
        "post",
        "practice",
        "profession",
        "project",
        "publisher",
        "role",
        "school",
        "service",
        "startup",
        "start-up",
        "studio",
        "team",
        "university",
        "unit",
    ];
    WORKPLACES.contains(&noun)
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
    let staffed = |term: &&Found| {
        (start..verb.tokens.start).contains(&term.tokens.start)
            && matches!(term.category, "people" | "persons" | "staff")
    };
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
    let reach = verb.tokens.end..(verb.tokens.end + 8).min(scene.tokens.end);
    reach.take_while(|&token| !ends_phrase(scene.word(token)) || matches!(scene.word(token), "a" | "an"))
}

fn object_has(scene: &Scene<'_>, verb: &Found, categories: &[&str]) -> bool {
    object(scene, verb)
        .any(|token| scene.term_at(token).is_some_and(|term| categories.contains(&term.category)))
}

fn staff_is_object(scene: &Scene<'_>, verb: &Found) -> bool {
    object_has(scene, verb, &["people", "jobs", "staff"])
}

fn people_are_object(scene: &Scene<'_>, verb: &Found) -> bool {
    object_has(scene, verb, &["people", "staff"])
}

/// Whether someone is hired: staff, or a name; with a verb that says nothing else, anyone.
fn is_recruitment(scene: &Scene<'_>, verb: &Found) -> bool {
    let word = scene.word(verb.tokens.start);
    let (reading, at) = (&scene.reading, verb.tokens.start);
    if reading.syntax.relation(at).universal() == Relation::Csubj || scene.word_before(at) == "longer" {
        return false;
    }
    let named = |token: usize| is_name(scene, token) && reading.tags.all()[token].upos == Upos::Propn;
    let personal = ["hire", "hiring", "recruit", "poach"].iter().any(|stem| word.starts_with(stem));
    let anyone = personal && reading.syntax.child(at, Relation::Obj).is_some();
    let appointed = word.starts_with("appoint") && object(scene, verb).any(named);
    anyone || appointed || people_are_object(scene, verb)
}

/// Whether staff stands around a verb of laying off: "fired 200 staff", "workers were dismissed".
fn staff_near(scene: &Scene<'_>, verb: &Found, clause: &Range<usize>) -> bool {
    let in_front = scene.terms.iter().any(|term| {
        (clause.start..verb.tokens.start).contains(&term.tokens.start)
            && matches!(term.category, "people" | "staff" | "persons")
    });
    let inside = (verb.tokens.start..verb.tokens.end)
        .any(|token| token > verb.tokens.start && scene.term_at(token).is_some());
    inside || in_front || staff_is_object(scene, verb)
}

/// Whether someone joins an organization: "joined Acme", "joined as chief executive".
fn is_entry(scene: &Scene<'_>, verb: &Found) -> bool {
    let next = scene.word(verb.tokens.end);
    let mention = scene.reading.organizations.within(verb.tokens.end..scene.tokens.end).first();
    let named = mention.is_some_and(|mention| mention.tokens.start == verb.tokens.end);
    let company = next == "the" && is_workplace(scene.word(verb.tokens.end + 1));
    next == "as" || ((named || company) && scene.word(verb.tokens.start).starts_with("join"))
}

/// Whether an event's noun is what its clause tells of, not a mere topic.
fn is_asserted(scene: &Scene<'_>, noun: &Found, clause: &Range<usize>) -> bool {
    const EVENT_VERBS: &[&str] = &[
        "accelerated",
        "affect",
        "affected",
        "amid",
        "announce",
        "announced",
        "announcing",
        "avoid",
        "avoided",
        "began",
        "been",
        "begun",
        "caused",
        "continue",
        "continued",
        "curtail",
        "expect",
        "expected",
        "experienced",
        "face",
        "faced",
        "faces",
        "facing",
        "fell",
        "freeze",
        "freezing",
        "froze",
        "fueled",
        "had",
        "halt",
        "halted",
        "has",
        "have",
        "include",
        "including",
        "involve",
        "made",
        "make",
        "mean",
        "means",
        "offered",
        "offering",
        "offers",
        "paused",
        "plan",
        "planned",
        "planning",
        "plans",
        "lead",
        "leading",
        "leads",
        "led",
        "result",
        "resulting",
        "rose",
        "saw",
        "see",
        "seen",
        "slow",
        "slowed",
        "started",
        "stop",
        "stopped",
        "suffered",
        "warned",
        "will",
    ];
    let near = noun.tokens.start.saturating_sub(5).max(clause.start)..(noun.tokens.end + 3).min(clause.end);
    near.into_iter().any(|token| !noun.tokens.contains(&token) && EVENT_VERBS.contains(&scene.word(token)))
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

//! Facts without a figure: clauses that assert that machines were built, got, used or short.

use crate::counted::unit_of;
use crate::fact::{Fact, kind};
use crate::page::Place;
use copydesk_analyzer::language::models::{Relation, Upos};
use copydesk_analyzer::language::{Found, Scene};
use std::ops::Range;

/// The facts that a sentence's clauses assert without a figure; none where one of the same clause stands on a figure.
pub(crate) fn facts<'d>(place: &Place<'_, 'd>, counted: &[Fact<'d>]) -> Vec<Fact<'d>> {
    let scene = place.scene;
    let mut facts: Vec<Fact<'d>> = Vec::new();
    if place.is_elsewhere() || scene.is_about("market") && !place.names_supercomputer() {
        return facts;
    }
    facts.extend(told_on(place).filter(|_| counted.is_empty()));
    for term in &scene.terms {
        let clause = scene.reading.clauses.of(term.tokens.start);
        let Some((kind, verb)) = kind_of(place, term, &clause) else { continue };
        if place.is_forgone(verb) {
            continue;
        }
        let overlaps = |fact: &Fact<'d>| {
            (kind == fact.kind || kind != kind::UTILIZATION)
                && fact.tokens.start < clause.end
                && clause.start < fact.tokens.end
        };
        if counted.iter().chain(&facts).any(overlaps) {
            continue;
        }
        facts.push(Fact {
            kind,
            tokens: statement(place, term, verb),
            quantity: None,
            unit: None,
            subject: Some(term.tokens.clone()),
            verb,
        });
    }
    facts
}

/// What "it" is said to be at the start of a sentence, where the one in front told of a single machine or site:
/// "It is being assembled in Livermore."
fn told_on<'d>(place: &Place<'_, 'd>) -> Option<Fact<'d>> {
    const REACH: usize = 6;
    let scene = place.scene;
    let start = scene.tokens.start;
    let site = place.scene_before()?.terms.iter().rfind(|term| term.category == "site")?;
    let one = !place.scene.reading.word(site.tokens.end - 1).ends_with('s');
    let mut verbs = scene.terms_in(start + 2..start + REACH);
    let verb = verbs.find(|verb| matches!(verb.category, "build" | "use"))?;
    let passive = (start + 1..verb.tokens.start)
        .any(|token| matches!(scene.word(token), "is" | "was" | "be" | "been" | "being"));
    (one && passive && scene.word(start) == "it").then(|| Fact {
        kind: kind::CLUSTER,
        tokens: statement(place, verb, verb.tokens.start),
        quantity: None,
        unit: None,
        subject: Some(start..start + 1),
        verb: verb.tokens.start,
    })
}

/// The words that say it: the verb with what hangs on it, and the noun.
fn statement(place: &Place<'_, '_>, noun: &Found, verb: usize) -> Range<usize> {
    let said = place.scene.reading.statement(verb);
    said.start.min(noun.tokens.start)..said.end.max(noun.tokens.end)
}

/// What a clause says of a device or site in it, with the first token of the word that says it.
fn kind_of(place: &Place<'_, '_>, term: &Found, clause: &Range<usize>) -> Option<(&'static str, usize)> {
    let scene = place.scene;
    let device = unit_of(term.category).is_some();
    let weak = term.category.starts_with("weak-");
    if !(device || matches!(term.category, "site" | "weak-site" | "short" | "cost"))
        || (weak && !place.is_near("compute"))
    {
        return None;
    }
    if term.category == "cost" {
        return Some((kind::SPEND, term.tokens.start));
    }
    if term.category == "short" {
        let limited = scene.word(term.tokens.start).starts_with("gpu")
            || scene.word(term.tokens.start).starts_with("compute");
        let mut near = scene.terms_in(term.tokens.end..term.tokens.end + 5);
        let of_devices = near.any(|next| {
            let weak = next.category.starts_with("weak-");
            let systems = scene.word(next.tokens.start).starts_with("system");
            let machines = !weak || !systems && place.is_computing();
            unit_of(next.category).is_some() && machines
        });
        return (limited || of_devices).then_some((kind::UTILIZATION, term.tokens.start));
    }
    let verb_of = |categories: &[&str]| {
        let mut verbs = scene.terms_in(clause.clone());
        verbs.find(|verb| categories.contains(&verb.category)).map(|verb| verb.tokens.start)
    };
    if device && let Some(verb) = verb_of(&["idle", "share"]) {
        return Some((kind::UTILIZATION, verb));
    }
    let site = term.category == "site" || (term.category == "weak-site" && place.is_computing());
    if site && let Some(verb) = verb_of(&["idle"]) {
        return Some((kind::UTILIZATION, verb));
    }
    if site {
        let verbs: &[&str] = if weak { &["build"] } else { &["build", "use", "get"] };
        let verb = governing(place, term, clause, verbs)
            .or_else(|| worked_on(place, term))
            .or_else(|| works(place, term, clause))?;
        return Some((kind::CLUSTER, verb));
    }
    if !weak && is_branded(scene, term) {
        let verb = governing(place, term, clause, &["train", "get", "use"])?;
        return Some((kind::HARDWARE, verb));
    }
    if matches!(term.category, "chip" | "gpu") {
        let verb = governing(place, term, clause, &["get"])?;
        return Some((kind::HARDWARE, verb));
    }
    None
}

/// The nearest verb of some categories that a noun depends on: in front of it, or behind it as a participle.
fn governing(
    place: &Place<'_, '_>,
    noun: &Found,
    clause: &Range<usize>,
    categories: &[&str],
) -> Option<usize> {
    const REACH: usize = 12;
    let scene = place.scene;
    let site = matches!(noun.category, "site" | "weak-site");
    let is_verb = |term: &&Found| {
        let word = scene.word(term.tokens.start);
        // "The use of power in data centers"; who equips a data center gets what it is equipped with.
        let other = scene.word(term.tokens.end) == "of" && word.starts_with("use")
            || site && (word.starts_with("equip") || word.starts_with("outfit"));
        categories.contains(&term.category) && !matches!(word, "had" | "has" | "have" | "contain") && !other
    };
    let start = noun.tokens.start.saturating_sub(REACH).max(clause.start);
    let head = noun.tokens.end - 1;
    let mut verbs = scene.terms_in(start..noun.tokens.start).filter(is_verb);
    // What is opened hangs on the last word of "flip the switch on".
    let in_front = verbs.rfind(|verb| {
        let mut words = verb.tokens.clone();
        words.any(|word| scene.reading.is_argument(head, word))
    });
    let end = (noun.tokens.end + REACH).min(clause.end);
    let behind = || {
        let verb = scene.terms_in(noun.tokens.end..end).find(is_verb)?;
        let passive = (noun.tokens.end..verb.tokens.start).any(|token| {
            matches!(scene.word(token), "be" | "been" | "being" | "is" | "are" | "was" | "were" | "will")
        });
        let blocked = scene.word(noun.tokens.end) == "'s" || !scene.ends_phrase(noun.tokens.end);
        (passive && !blocked || begins(scene, noun, verb)).then_some(verb)
    };
    in_front.or_else(behind).map(|verb| verb.tokens.start)
}

/// Whether a verb says that a site itself opens, closes or starts to work: "its data center went into operation".
fn begins(scene: &Scene<'_>, noun: &Found, verb: &Found) -> bool {
    const STEMS: [&str; 9] = ["came", "clos", "come", "enter", "go", "open", "shut", "start", "went"];
    let subject = scene.reading.syntax.child(verb.tokens.start, Relation::Nsubj);
    let own = subject.is_some_and(|subject| noun.tokens.contains(&subject));
    own && STEMS.iter().any(|stem| scene.word(verb.tokens.start).starts_with(stem))
}

/// The verb of what is done on a machine: "tests hulls on a supercomputer".
fn worked_on(place: &Place<'_, '_>, noun: &Found) -> Option<usize> {
    let scene = place.scene;
    let machine = scene.word(noun.tokens.end - 1).starts_with("supercomputer") && noun.category == "site";
    let article = noun.tokens.start.checked_sub(1)?;
    let on = matches!(scene.word(article), "a" | "an" | "the" | "its") && scene.word_before(article) == "on";
    let syntax = &scene.reading.syntax;
    let is_verb = |token: &usize| scene.reading.tags.all()[*token].upos == Upos::Verb;
    // The parser can hang it on the object: "the merger of two stars on a supercomputer".
    let mut above = std::iter::successors(syntax.head(noun.tokens.end - 1), |&token| syntax.head(token));
    above.by_ref().take(STEPS).find(is_verb).filter(|_| machine && on)
}

/// The verb of what a machine itself does: "a supercomputer will crunch the data".
fn works(place: &Place<'_, '_>, noun: &Found, clause: &Range<usize>) -> Option<usize> {
    let scene = place.scene;
    let machine = scene.word(noun.tokens.end - 1).starts_with("supercomputer") && noun.category == "site";
    let verbs = || scene.terms_in(noun.tokens.end..clause.end).filter(|verb| verb.category == "run");
    let syntax = scene.reading.syntax;
    let is_subject = |verb: &&Found| {
        syntax.child(verb.tokens.start, Relation::Nsubj).is_some_and(|subject| noun.tokens.contains(&subject))
    };
    verbs().find(is_subject).filter(|_| machine).map(|verb| verb.tokens.start)
}

/// How many nouns may stand between a machine and the verb of what is done on it.
const STEPS: usize = 4;

/// Whether a device is named by its model, or by its line of products: "H100", "Epyc processors".
fn is_branded(scene: &Scene<'_>, device: &Found) -> bool {
    let word = scene.word(device.tokens.start);
    let model =
        word.contains(|c: char| c.is_ascii_digit()) && word.contains(|c: char| c.is_ascii_alphabetic());
    let line = matches!(
        word,
        "epyc"
            | "xeon"
            | "opteron"
            | "itanium"
            | "ascend"
            | "trainium"
            | "inferentia"
            | "gaudi"
            | "dojo"
            | "ironwood"
    );
    model || line
}

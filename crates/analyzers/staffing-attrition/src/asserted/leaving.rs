//! Leaving: whether a verb such as "leave", "quit" or "retire" tells that someone leaves a job.

use super::someone::is_staff;
use copydesk_analyzer::language::models::{Relation, Upos, Xpos};
use copydesk_analyzer::language::{Found, Scene, is_workplace};

/// Whether a verb of leaving means leaving a job: "resigned", "left the company", "left in March", "have left".
pub(crate) fn is_departure(scene: &Scene<'_>, verb: &Found) -> bool {
    let (at, behind) = (verb.tokens.start, verb.tokens.end);
    let word = scene.word(at);
    let wanted = matches!(scene.word_before(at), "should" | "must");
    let infinitive = scene.word_before(at) == "to";
    let relation = scene.reading.syntax.relation(at);
    // "The ousted chief", "two candidates left in the race".
    let remaining = word == "left" && relation == Relation::Acl && scene.word_before(at) != ",";
    // "All that was left".
    let passive = word == "left"
        && matches!(scene.word_before(at), "is" | "are" | "was" | "were" | "be" | "been" | "being");
    if wanted || remaining || passive || relation.universal() == Relation::Amod {
        return false;
    }
    if is_kept(scene, verb) {
        return false;
    }
    // Who walks out strikes or goes home, but for good.
    let good = (behind..scene.tokens.end).any(|token| scene.word(token) == "good");
    let staff = scene.terms.iter().any(|term| term.tokens.end <= at && is_staff(term));
    let good = good || staff && matches!(scene.word(behind), "" | ".");
    if word.starts_with("walk") && !good && !matches!(scene.word_before(at), "have" | "has" | "had") {
        return false;
    }
    // "Retiring to their tents".
    if word.starts_with("retir")
        && scene.word(behind) == "to"
        && scene.tokens.contains(&(behind + 1))
        && scene.reading.tags.all()[behind + 1].upos != Upos::Verb
    {
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
        let thing = scene.reading.syntax.child(at, Relation::Obj).is_some_and(|object| {
            object > at
                && !is_workplace(scene.word(object))
                && !verb.tokens.contains(&object)
                && !is_post(scene, object)
        });
        return !(thing || infinitive && scene.ends_phrase(behind));
    }
    leaves_workplace(scene, behind) || leaves_at_some_time(scene, verb)
}

/// Whether "left" says what remains, or what someone let stay: "left with little", "some left over", "the chairs that
/// she left".
fn is_kept(scene: &Scene<'_>, verb: &Found) -> bool {
    let (syntax, at) = (scene.reading.syntax, verb.tokens.start);
    if !matches!(scene.word(at), "left" | "leave" | "leaves" | "leaving") {
        return false;
    }
    let next = scene.word(verb.tokens.end);
    let passive = scene.word(at) == "left"
        && matches!(scene.word_before(at), "'s" | "is" | "are" | "was" | "were" | "be" | "been" | "being");
    let by_itself = scene.word_before(at) == "'s";
    if matches!(next, "over" | "alone" | "behind" | "off" | "by") || passive && (!by_itself || next == "with")
    {
        return true;
    }
    if next == "at" && matches!(scene.word(verb.tokens.end + 1), "least" | "most") {
        return true;
    }
    // A relative clause with a subject of its own has its noun for the object.
    let own = syntax
        .child(at, Relation::Nsubj)
        .filter(|&subject| subject < at && !matches!(scene.word(subject), "who" | "that" | "which"));
    let noun =
        syntax.head(at).filter(|head| scene.tokens.contains(head) && own.is_some_and(|own| *head < own));
    syntax.relation(at).universal() == Relation::Acl
        && noun.is_some_and(|noun| {
            !is_workplace(scene.word(noun)) && !is_post(scene, noun) && !is_time(scene.word(noun))
        })
}

/// Whether a noun is a time or a reason, which one can leave at or for.
fn is_time(word: &str) -> bool {
    matches!(
        word,
        "day"
            | "month"
            | "moment"
            | "morning"
            | "night"
            | "reason"
            | "reasons"
            | "time"
            | "way"
            | "week"
            | "year"
    )
}

/// Whether a noun names the job itself: "resigned her seat".
fn is_post(scene: &Scene<'_>, noun: usize) -> bool {
    let named = scene.terms.iter().any(|term| term.tokens.contains(&noun) && term.category == "jobs");
    let organization = !scene.reading.organizations.within(noun..noun + 1).is_empty();
    let time = !scene.reading.dates.within(scene.reading.span(noun..noun + 1)).is_empty();
    named
        || organization
        || time
        || scene.reading.tags.all()[noun].upos == Upos::Propn
        || matches!(scene.word(noun), "seat" | "chair" | "directorship")
}

/// Whether a workplace is what is left: "the company", "her post", "Acme".
pub(super) fn leaves_workplace(scene: &Scene<'_>, token: usize) -> bool {
    let determined = matches!(scene.word(token), "the" | "his" | "her" | "their" | "its" | "our");
    let mut nouns = (token + 1..token + 5).take_while(|&noun| !scene.ends_phrase(noun));
    // "Left the embassy in flames", "left the bank with a debt" tell what became of it.
    let stays =
        |word: &str| matches!(word, "alone" | "empty" | "intact" | "open" | "unattended" | "vulnerable");
    let resulting = |noun: usize| {
        becomes(scene, noun + 1)
            || stays(scene.word(noun + 1))
            || matches!(scene.word(noun + 1), "in" | "with") && is_result(scene, noun + 2)
    };
    let organization = scene.reading.organizations.within(token..scene.tokens.end).first();
    determined && nouns.any(|noun| is_workplace(scene.word(noun)) && !resulting(noun))
        || organization
            .is_some_and(|mention| mention.tokens.start == token && !becomes(scene, mention.tokens.end))
}

/// Whether an adjective or participle behind what was left says what became of it: "left the captains baffled".
fn becomes(scene: &Scene<'_>, token: usize) -> bool {
    let tags = scene.reading.tags.all();
    scene.tokens.contains(&token)
        && (tags[token].upos == Upos::Adj || tags[token].xpos == Xpos::Vbn)
        && !scene.word(token).ends_with("ing")
}

/// Whether what follows "in" or "with" is a state, not a time, a place or a person.
fn is_result(scene: &Scene<'_>, token: usize) -> bool {
    let tags = scene.reading.tags.all();
    let dated = scene.tokens.contains(&token)
        && !scene
            .reading
            .dates
            .within(scene.reading.span(token - 1..(token + 4).min(scene.tokens.end)))
            .is_empty();
    let common = tags.get(token).is_some_and(|tag| matches!(tag.upos, Upos::Noun | Upos::Det | Upos::Adj));
    common && !dated
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
    if next_is_journey(scene, behind) {
        return false;
    }
    // "Will leave in April".
    let dated = || {
        let near = scene.reading.span(behind..(behind + 3).min(scene.tokens.end));
        matches!(scene.word(before), "will" | "'ll" | "would" | "to")
            && !scene.reading.dates.within(near).is_empty()
    };
    scene.ends_phrase(behind) && !thing && (perfect || !basic || dated())
}

/// Whether "for" or "to" names where one travels: "left for the coast"; not "left for Acme".
fn next_is_journey(scene: &Scene<'_>, behind: usize) -> bool {
    let end = scene.tokens.end;
    if scene.word(behind) != "for" || behind + 1 >= end {
        return false;
    }
    let named =
        (behind + 1..(behind + 3).min(end)).any(|token| scene.reading.tags.all()[token].upos == Upos::Propn);
    let person = matches!(
        scene.word(behind + 1),
        "a" | "an" | "another" | "better" | "greener" | "rivals" | "new" | "other"
    );
    let work = (behind + 1..(behind + 5).min(end)).any(|token| {
        is_workplace(scene.word(token)) || scene.term_at(token).is_some_and(|term| term.category == "jobs")
    });
    !(named || person || work)
}

/// Whether what follows is a thing that one quits without leaving a job.
fn is_object_of_things(scene: &Scene<'_>, token: usize) -> bool {
    let next = scene.word(token);
    next.ends_with("ing") || matches!(next, "them" | "it" | "rate" | "rates" | "facebook" | "twitter")
}

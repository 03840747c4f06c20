//! Hiring: whether a verb tells that someone is hired, joins a firm, or comes to a post.

use super::someone::{is_name, is_someone, is_staff};
use super::{object, people_are_object};
use copydesk_analyzer::language::models::{EntityKind, Relation, Upos};
use copydesk_analyzer::language::{Entities, Found, Scene, is_agents, is_workplace};

/// Whether someone is named or becomes what people are at work: "was named chief scientist", "was appointed to the
/// board", not "was named Yugoslavia".
pub(super) fn is_to_post(scene: &Scene<'_>, verb: &Found) -> bool {
    const REACH: usize = 7;
    let behind = verb.tokens.start..(verb.tokens.end + REACH).min(scene.tokens.end);
    let end = behind
        .clone()
        .skip(1)
        .find(|&token| matches!(scene.word(token), "." | ";" | ","))
        .unwrap_or(behind.end);
    let behind = behind.start..end.max(verb.tokens.end);
    let elected = verb.tokens.clone().any(|token| scene.word(token).starts_with("elect"));
    let post = |token: usize| {
        if elected {
            return matches!(scene.word(token), "board" | "chairman" | "chairwoman" | "director" | "succeed");
        }
        let word = scene.word(token);
        let title = scene.has_context("title", &(token..token + 1));
        let noun = scene.reading.tags.all()[token].upos == Upos::Noun && is_agents(&format!("{word}s"));
        title
            || noun
            || matches!(
                word,
                "head" | "board" | "boss" | "post" | "partner" | "dean" | "treasurer" | "succeed"
            )
    };
    behind.into_iter().any(post)
}

/// Whether someone is hired: staff, or a name; with a verb that says nothing else, anyone.
pub(super) fn is_recruitment(scene: &Scene<'_>, verb: &Found) -> bool {
    let word = scene.word(verb.tokens.start);
    let (reading, at) = (&scene.reading, verb.tokens.start);
    // "Hired a caterer": anyone hires for one job. "Added the inspector" ends what was quoted.
    if is_service(scene, at) || word.starts_with("add") && verb.tokens.len() == 1 {
        return false;
    }
    // "Poaching talent is easier" tells of no hire.
    let topic = word.ends_with("ing") && at == scene.tokens.start;
    if topic
        || reading.syntax.relation(at).universal() == Relation::Csubj
        || scene.word_before(at) == "longer"
    {
        return false;
    }
    let personal = ["hire", "hiring", "recruit", "poach"].iter().any(|stem| word.starts_with(stem));
    if personal
        && reading.syntax.child(at, Relation::NsubjPass).is_some_and(|subject| is_someone(scene, subject))
    {
        return true;
    }
    let named = |token: usize| is_name(scene, token) && reading.tags.all()[token].upos == Upos::Propn;
    if reading.subject(at).is_some_and(|subject| scene.word(subject.start) == "you") {
        return false;
    }
    let searched = ["hunt", "look", "scout", "search", "seek"].iter().any(|stem| word.starts_with(stem));
    if searched {
        return object(scene, verb).any(|token| scene.has_context("title", &(token..token + 1)));
    }
    let anyone =
        personal && reading.syntax.child(at, Relation::Obj).is_some_and(|noun| is_hireable(scene, noun));
    let appointed =
        (word.starts_with("appoint") || word.starts_with("nam")) && object(scene, verb).any(named);
    anyone || appointed || people_are_object(scene, verb)
}

/// Whether the one hired does one job for anyone, and comes to no post: "hired a videographer".
fn is_service(scene: &Scene<'_>, verb: usize) -> bool {
    let syntax = scene.reading.syntax;
    let Some(noun) = syntax.child(verb, Relation::Obj).filter(|&noun| noun > verb) else { return false };
    let pronoun = matches!(scene.word(noun), "it" | "them" | "us" | "you");
    let phrase = syntax.subtree(noun);
    let named = !scene.reading.document.layer::<Entities>().within(phrase.clone()).is_empty();
    let as_post = (noun..(noun + 6).min(scene.tokens.end)).any(|token| scene.word(token) == "as");
    pronoun || scene.has_context("service", &(noun..noun + 1)) && !named && !as_post
}

/// Whether a noun can be someone who is hired, not a hall.
fn is_hireable(scene: &Scene<'_>, noun: usize) -> bool {
    let word = scene.word(noun);
    let trade = scene.terms.iter().any(|term| term.tokens.contains(&noun) && is_staff(term));
    let titled = scene.has_context("title", &(noun..noun + 1));
    scene.reading.tags.all()[noun].upos != Upos::Noun || trade || titled || is_agents(&format!("{word}s"))
}

/// Whether someone joins an organization: "joined Acme", "joined as chief executive".
pub(super) fn is_entry(scene: &Scene<'_>, verb: &Found) -> bool {
    let next = scene.word(verb.tokens.end);
    let passive =
        matches!(scene.word_before(verb.tokens.start), "was" | "were" | "is" | "are" | "be" | "been");
    if passive && verb.tokens.len() == 1 {
        return false;
    }
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
    let joins = verb.tokens.len() > 1 || scene.word(verb.tokens.start).starts_with("join");
    next == "as" || (named || company) && joins
}

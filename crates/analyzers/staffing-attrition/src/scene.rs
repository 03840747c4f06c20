//! The words of staffing, and sentences with them found.

use copydesk_analyzer::language::models::{Upos, Xpos};
use copydesk_analyzer::language::{Found, Reading, Scene, is_agents, phrase_tables};

phrase_tables! {
    TERMS: "../data/terms.txt",
    CONTEXTS: "../data/contexts.txt",
}

/// The scenes of a document, one for each sentence.
pub(crate) fn scenes<'d>(reading: &Reading<'d>) -> impl Iterator<Item = Scene<'d>> {
    let sentences = 0..reading.sentences.all().len();
    let scenes = sentences.map(|sentence| {
        let mut scene = Scene::new(reading, reading.tokens.of_sentence(sentence), &TERMS, &CONTEXTS);
        scene.terms.retain(|term| is_used_so(reading, term));
        add_agents(&mut scene);
        scene
    });
    scenes.filter(Scene::is_readable)
}

/// How many words of public life make a sentence one about it.
const PUBLIC: usize = 2;

/// Whether a sentence is about offices, armies or teams, not about work: it has a word that says so, or several that can.
pub(crate) fn is_public(scene: &Scene<'_>) -> bool {
    scene.is_about("politics") || scene.count_of("public") >= PUBLIC
}

/// How many sentences on each side say what a sentence is about.
const REACH: usize = 5;

/// Whether a sentence, or one near it, is about offices, armies or teams.
pub(crate) fn is_public_near(scenes: &[Scene<'_>], index: usize) -> bool {
    let around = index.saturating_sub(REACH)..(index + REACH + 1).min(scenes.len());
    is_public(&scenes[index]) || scenes[around].iter().any(|scene| scene.is_about("politics"))
}

/// Whether a sentence speaks of work by more than one of its words: of jobs, a staff, or people at a trade.
pub(crate) fn is_of_work(scene: &Scene<'_>) -> bool {
    scene.terms.iter().any(|term| match term.category {
        "jobs" | "hires" | "layoffs" | "departures" | "vacancies" | "applications" => true,
        "hire" => {
            ["hir", "recruit", "rehir"].iter().any(|stem| scene.word(term.tokens.start).starts_with(stem))
        }
        "staff" => !matches!(scene.word(term.tokens.start), "team" | "teams" | "talent"),
        "people" => is_employee(scene.word(term.tokens.end - 1)),
        _ => false,
    })
}

/// Whether a noun means people at work and nothing else.
pub(crate) fn is_employee(word: &str) -> bool {
    matches!(
        word,
        "employee"
            | "employees"
            | "staff"
            | "staffer"
            | "staffers"
            | "worker"
            | "workers"
            | "professionals"
            | "executive"
            | "executives"
            | "managers"
    )
}

/// Whether a text is about offices, armies or teams as a whole: many of its sentences say so.
pub(crate) fn is_public_throughout(scenes: &[Scene<'_>]) -> bool {
    const FEWEST: usize = 4;
    const ONE_OF: usize = 6;
    let public = scenes.iter().filter(|scene| scene.is_about("politics")).count();
    public >= FEWEST && public * ONE_OF >= scenes.len()
}

/// Adds the plurals that name people by what they do where no phrase of the table stands.
fn add_agents(scene: &mut Scene<'_>) {
    let tags = scene.reading.tags.all();
    let covered = |token: usize| scene.terms.iter().any(|term| term.tokens.contains(&token));
    let named = |token: &usize| tags[*token].xpos == Xpos::Nns && is_agents(scene.word(*token));
    let agents = scene.tokens.clone().filter(|token| named(token) && !covered(*token));
    let agents = agents.map(|token| Found { category: "agents", tokens: token..token + 1, has_gap: false });
    let agents: Vec<_> = agents.collect();
    scene.terms.extend(agents);
    scene.terms.sort_by_key(|term| term.tokens.start);
}

/// Whether a word that can be a verb or a noun is what its category takes it for: no "fire", "leave" or "exit" that
/// is a noun.
fn is_used_so(reading: &Reading<'_>, term: &Found) -> bool {
    let first = term.tokens.start;
    let word = reading.words.get(first);
    let verb = matches!(
        term.category,
        "lay-off" | "leave" | "hire" | "draw" | "join" | "move" | "apply" | "have" | "employ"
    );
    let inflected = word.ends_with("ing") || word.ends_with("ed");
    // "The search for a chief" and "contract workers" have no such verb.
    let before = first.checked_sub(1).map_or("", |before| reading.words.get(before));
    let owned = matches!(before, "a" | "an" | "the" | "your" | "my" | "his" | "her" | "its" | "their");
    if verb
        && !matches!(term.category, "have" | "employ" | "apply" | "move")
        && owned
        && reading.tags.all()[first].upos == Upos::Noun
    {
        return false;
    }
    let doubtful = matches!(word, "contract" | "hunt" | "look" | "lower" | "scout" | "search");
    if !doubtful && (!verb || term.tokens.len() > 1 || inflected || word == "with") {
        return true;
    }
    let next = first + 1;
    let after = if next < reading.tags.all().len() { reading.words.get(next) } else { "" };
    // "The left", "the needs of": an article makes a noun of it.
    if matches!(before, "a" | "an" | "the" | "your" | "my") || after == "of" {
        return false;
    }
    if matches!(
        before,
        "to" | "will" | "would" | "could" | "may" | "might" | "must" | "can" | "should" | "'ll"
    ) {
        return true;
    }
    match reading.tags.all()[first].upos {
        Upos::Verb => true,
        Upos::Aux => term.category != "have",
        _ => false,
    }
}

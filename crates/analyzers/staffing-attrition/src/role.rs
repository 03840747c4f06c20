//! The post of a named person, in the article's words.

use crate::fact::Fact;
use copydesk_analyzer::language::models::Upos;
use copydesk_analyzer::language::{EntityMention, Scene, phrase_tables};
use std::ops::Range;

phrase_tables! {
    ROLES: "../data/roles.txt",
}

/// How far behind a verb "as" may introduce the post.
const AS_REACH: usize = 12;
/// The longest clause that tells what someone led.
const LONGEST: usize = 10;

/// The post: what follows "as", else the title in front of the name, else the words set off by commas behind it, else
/// what the person is said to have led.
pub(crate) fn role(scene: &Scene<'_>, fact: &Fact<'_>, named: &EntityMention) -> Option<Range<usize>> {
    let end = scene.tokens.end.min(fact.verb + AS_REACH);
    let after_as = (fact.verb..end).find(|&token| scene.word(token) == "as").map(|at| nominal(scene, at + 1));
    let found =
        [after_as, title(scene, named), apposed(scene, named), led(scene, named)].into_iter().flatten();
    let mut found = found.map(|words| scene.reading.trimmed(words));
    found.find(|words| !words.is_empty() && has_noun(scene, words))
}

/// Whether words in front of an organization say that someone comes from there.
pub(crate) fn is_former(scene: &Scene<'_>, token: usize) -> bool {
    let start = token.saturating_sub(3).max(scene.tokens.start);
    (start..token).any(|at| {
        let found = ROLES.at(scene.reading.words, at..token);
        found.is_some_and(|found| found.category == "former" && found.tokens.end == token)
    })
}

/// The noun phrase that starts at a token, with what "of" and "for" add to it.
fn nominal(scene: &Scene<'_>, start: usize) -> Range<usize> {
    let tags = scene.reading.tags.all();
    let belongs = |token: &usize| {
        matches!(tags[*token].upos, Upos::Noun | Upos::Propn | Upos::Adj)
            || matches!(scene.word(*token), "of" | "and" | "for" | "-" | "the" | "its" | "a" | "an" | "'s")
    };
    start..(start..scene.tokens.end).find(|token| !belongs(token)).unwrap_or(scene.tokens.end)
}

/// The title in front of a name: "Chief executive Jane Doe", "its head of sales, Jane Doe".
fn title(scene: &Scene<'_>, named: &EntityMention) -> Option<Range<usize>> {
    let tags = scene.reading.tags.all();
    // "Its finance director, Jane Doe" has a comma between them.
    let end = named.tokens.start - usize::from(scene.word_before(named.tokens.start) == ",");
    let before = (scene.tokens.start..end).rev().take_while(|&token| {
        matches!(tags[token].upos, Upos::Noun | Upos::Propn | Upos::Adj) || scene.word(token) == "of"
    });
    let words = before.last()?..end;
    let address = words.len() == 1 && scene.word(words.start).len() <= 3;
    (!address).then_some(words)
}

/// The words set off by commas behind a name: "Jane Doe, its co-founder,".
fn apposed(scene: &Scene<'_>, named: &EntityMention) -> Option<Range<usize>> {
    let comma = scene.word(named.tokens.end) == ",";
    comma.then(|| nominal(scene, named.tokens.end + 1))
}

/// What someone led or was: "Jane Doe, who led robotics at Acme".
fn led(scene: &Scene<'_>, named: &EntityMention) -> Option<Range<usize>> {
    let behind = named.tokens.end..(named.tokens.end + 2).min(scene.tokens.end);
    let who = behind.into_iter().find(|&token| scene.word(token) == "who")?;
    let verb = ROLES.at(scene.reading.words, who + 1..scene.tokens.end)?;
    if verb.category == "was" {
        return Some(nominal(scene, verb.tokens.end));
    }
    let end = (verb.tokens.end..scene.tokens.end.min(verb.tokens.end + LONGEST))
        .find(|&token| matches!(scene.word(token), "," | "at" | "." | "until" | "before"))?;
    (verb.category == "led").then_some(verb.tokens.start..end)
}

/// Whether words that are to be a post have a noun, and are more than a place.
fn has_noun(scene: &Scene<'_>, words: &Range<usize>) -> bool {
    let tags = scene.reading.tags.all();
    words.clone().any(|token| tags[token].upos == Upos::Noun)
        || words.clone().any(|token| scene.has_context("title", &(token..token + 1)))
}

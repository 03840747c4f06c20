//! A page: the sentences of a document with the words of computing found, and what the text around each is about.

use copydesk_analyzer::Document;
use copydesk_analyzer::language::{Reading, Scene, phrase_tables};
use std::ops::Range;

phrase_tables! {
    TERMS: "../data/terms.txt",
    CONTEXTS: "../data/contexts.txt",
}

/// The scenes of a document, one for each sentence.
pub(crate) struct Page<'d> {
    pub(crate) scenes: Vec<Scene<'d>>,
    /// Whether many of them are about computing.
    on_computing: bool,
}

/// A sentence in its surroundings.
pub(crate) struct Place<'p, 'd> {
    pub(crate) scene: &'p Scene<'d>,
    around: &'p [Scene<'d>],
    /// Whether the whole text is about computing.
    pub(crate) on_computing: bool,
}

/// Whether a sentence names a machine that can be nothing else, or the memory of one.
fn has_machine(scene: &Scene<'_>) -> bool {
    scene.terms.iter().any(|term| match term.category {
        "site" | "memory" => true,
        category => is_device(category),
    })
}

/// Whether a category of terms holds devices that need no context to be known.
pub(crate) fn is_device(category: &str) -> bool {
    crate::counted::unit_of(category).is_some() && !category.starts_with("weak-")
}

/// Whether some tokens start with a phrase of `data/terms.txt`.
pub(crate) fn is_term(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    TERMS.at(reading.words, tokens).is_some()
}

/// How many sentences on each side say what a sentence is about.
const REACH: usize = 2;
/// How many sentences with a word of computing make a text one about computing.
const MANY: usize = 4;

impl<'d> Page<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let reading = Reading::new(document);
        let sentences = 0..reading.sentences.all().len();
        let scene = |sentence| Scene::new(&reading, reading.tokens.of_sentence(sentence), &TERMS, &CONTEXTS);
        let scenes: Vec<_> = sentences.map(scene).filter(Scene::is_readable).collect();
        let computing = scenes.iter().filter(|scene| scene.is_about("compute") || has_machine(scene));
        let on_computing = computing.count() >= MANY;
        Self { scenes, on_computing }
    }

    /// A sentence in its surroundings.
    pub(crate) fn place(&self, index: usize) -> Place<'_, 'd> {
        let around = index.saturating_sub(REACH)..(index + REACH + 1).min(self.scenes.len());
        Place { scene: &self.scenes[index], around: &self.scenes[around], on_computing: self.on_computing }
    }
}

impl<'p> Place<'p, '_> {
    /// The category of the device named last before a token, in this sentence or the one in front of it.
    pub(crate) fn device_before(&self, token: usize) -> Option<&'p str> {
        let nearest = |scene: &'p Scene<'_>| {
            let mut devices = scene
                .terms_in(scene.tokens.start..token)
                .filter(|term| is_device(term.category) || term.category == "weak-chip");
            devices.next_back().map(|term| term.category)
        };
        let before =
            self.around.iter().rev().skip_while(|scene| scene.tokens.start >= self.scene.tokens.start);
        nearest(self.scene).or_else(|| before.take(1).find_map(nearest))
    }

    /// The sentence in front.
    pub(crate) fn scene_before(&self) -> Option<&'p Scene<'_>> {
        let before = self.around.iter().rev();
        before.skip_while(|scene| scene.tokens.start >= self.scene.tokens.start).take(1).next()
    }

    /// Whether the sentence or one near it has a phrase of a context.
    pub(crate) fn is_near(&self, context: &str) -> bool {
        self.around.iter().any(|scene| scene.is_about(context))
    }

    /// Whether the text tells of machines that compute, not of things with the same names or of goods on sale.
    pub(crate) fn is_computing(&self) -> bool {
        (self.is_near("compute") || self.around.iter().any(has_machine)) && !self.is_elsewhere()
    }

    /// Whether the sentence is about something that computing's words only sound like. A supercomputer is one even
    /// where it works on cells or stars.
    pub(crate) fn is_elsewhere(&self) -> bool {
        let other = || self.scene.is_about("other-sense") && !self.names_supercomputer();
        self.is_near("product") || self.scene.is_about("advice") || other()
    }

    /// Whether the sentence tells of a supercomputer.
    pub(crate) fn names_supercomputer(&self) -> bool {
        let mut sites = self.scene.terms.iter().filter(|term| term.category == "site");
        sites.any(|term| self.scene.word(term.tokens.end - 1).starts_with("supercomputer"))
    }

    /// Whether what stands at a token is what somebody would do without: "rather than building data centers".
    pub(crate) fn is_forgone(&self, token: usize) -> bool {
        const REACH: usize = 8;
        let clause = self.scene.reading.clauses.of(token);
        let near = token.saturating_sub(REACH).max(clause.start)..token;
        let joined = |token: usize, first: &str, second: &str| {
            self.scene.word(token) == first && self.scene.word(token + 1) == second
        };
        near.into_iter().any(|token| {
            self.scene.word(token) == "without"
                || joined(token, "rather", "than")
                || joined(token, "instead", "of")
        })
    }
}

//! Clauses: where a sentence falls apart into statements.

use crate::models::Xpos;
use crate::{Lowercase, Tags, Tokens, phrase_tables};
use copydesk_document::{Document, Layer};
use std::ops::Range;

/// The clauses of a document's sentences, in order; each token is in exactly one.
///
/// The division goes by marks, subordinators and coordinators, and stays coarse: an infinitive belongs to the clause
/// that it stands in.
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::Clauses;
///
/// let document = Document::from_paragraphs("Acme, which cut jobs, will hire because it grows.");
/// let clauses = document.layer::<Clauses>();
/// assert_eq!(clauses.of(0), 0..2);
/// assert_eq!(clauses.of(3), 2..6);
/// assert_eq!(clauses.of(10), 8..12);
/// ```
pub struct Clauses {
    /// The first token of each clause.
    starts: Vec<u32>,
    tokens: usize,
}

phrase_tables! {
    OPENERS: "../data/clause-openers.txt",
}

impl Clauses {
    /// The number of the clause that holds a token.
    #[must_use]
    pub fn index(&self, token: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= token).saturating_sub(1)
    }

    /// The tokens of the clause that holds a token.
    #[must_use]
    pub fn of(&self, token: usize) -> Range<usize> {
        let index = self.index(token);
        let start = self.starts.get(index).map_or(0, |&start| start as usize);
        let end = self.starts.get(index + 1).map_or(self.tokens, |&end| end as usize);
        start..end
    }
}

impl Layer for Clauses {
    fn compute(document: &Document) -> Self {
        let tokens = document.layer::<Tokens>().all();
        let words = document.layer::<Lowercase>();
        let tags = document.layer::<Tags>().all();
        let mut starts = Vec::new();
        for at in 0..tokens.len() {
            let first_of_sentence = at == 0 || tokens[at].sentence != tokens[at - 1].sentence;
            let participle = |at: usize| words.get(at - 1) == "," && tags[at].xpos == Xpos::Vbg;
            if first_of_sentence || participle(at) || opens(words, at, tokens.len()) {
                starts.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        Self { starts, tokens: tokens.len() }
    }
}

/// Whether a clause starts at a token inside a sentence.
fn opens(words: &Lowercase, at: usize, end: usize) -> bool {
    let before = words.get(at - 1);
    if matches!(before, ";" | ":" | "—" | "–" | "--" | "(" | ")" | "…" | "...") {
        return true;
    }
    // The comma itself belongs to what stands in front of it, the relative clause's own end too.
    let opener = |at| OPENERS.at(words, at..end).map(|found| found.category);
    match opener(at) {
        Some("always") => return before != "and",
        Some("comma") if before == "," => return true,
        _ => {}
    }
    if before == "," && closes_relative(words, at) {
        return true;
    }
    matches!(words.get(at), "and" | "or") && at + 1 < end && opener(at + 1) == Some("verb")
}

/// Whether the comma in front of a token ends a clause that a relative pronoun opened behind a comma.
fn closes_relative(words: &Lowercase, at: usize) -> bool {
    const REACH: usize = 25;
    let inside = (at.saturating_sub(REACH)..at - 1).rev().take_while(|&token| words.get(token) != ",");
    let first = inside.last();
    first.is_some_and(|first| matches!(words.get(first), "which" | "who" | "whose" | "where"))
}

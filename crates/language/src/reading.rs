//! A reading: the layers that a grammar over tokens looks at, held together.

use crate::models::{EntityKind, Relation, Xpos};
use crate::{
    Clauses, Dates, Entities, Figure, Lowercase, Organizations, Quantities, Quantity, Sentences, Syntax,
    Tags, Tokens,
};
use copydesk_document::{Document, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// The layers of one document that a grammar of facts looks at. Tokens are indexes into [`Tokens::all`].
#[derive(Clone, Copy)]
pub struct Reading<'d> {
    /// The document itself.
    pub document: &'d Document,
    /// Its sentences.
    pub sentences: &'d Sentences,
    /// Its tokens.
    pub tokens: &'d Tokens,
    /// Its tokens in lower case.
    pub words: &'d Lowercase,
    /// Their parts of speech.
    pub tags: &'d Tags,
    /// Their dependencies.
    pub syntax: &'d Syntax,
    /// Its clauses.
    pub clauses: &'d Clauses,
    /// Its quantities.
    pub quantities: &'d Quantities,
    /// Its dates and periods.
    pub dates: &'d Dates,
    /// The organizations that it names.
    pub organizations: &'d Organizations,
}

impl<'d> Reading<'d> {
    /// The layers of a document.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        Self {
            document,
            sentences: document.layer(),
            tokens: document.layer(),
            words: document.layer(),
            tags: document.layer(),
            syntax: document.layer(),
            clauses: document.layer(),
            quantities: document.layer(),
            dates: document.layer(),
            organizations: document.layer(),
        }
    }

    /// The words of some tokens, from the first's start to the last's end.
    ///
    /// # Panics
    /// If there are no tokens.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Span {
        let all = self.tokens.all();
        all[tokens.start].span.cover(all[tokens.end - 1].span)
    }

    /// The tokens that share a byte with a span.
    #[must_use]
    pub fn tokens_of(&self, span: Span) -> Range<usize> {
        let all = self.tokens.all();
        let start = all.partition_point(|token| token.span.end <= span.start);
        let end = all.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The token as it is written.
    #[must_use]
    pub fn text(&self, token: usize) -> &'d str {
        self.document.slice(self.tokens.all()[token].span)
    }

    /// The token in lower case; nothing before the first and behind the last.
    #[must_use]
    pub fn word(&self, token: usize) -> &'d str {
        if token < self.words.len() { self.words.get(token) } else { "" }
    }

    /// The token in front of another one, in lower case; nothing in front of the first.
    #[must_use]
    pub fn word_before(&self, token: usize) -> &'d str {
        token.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// The tokens of the sentence that holds a token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        self.tokens.of_sentence(self.tokens.all()[token].sentence as usize)
    }

    /// Some tokens without the marks at both ends.
    #[must_use]
    pub fn trimmed(&self, tokens: Range<usize>) -> Range<usize> {
        let is_word =
            |token: &usize| self.words.get(*token).contains(|c: char| c.is_alphanumeric() || c == '%');
        let start = tokens.clone().find(is_word).unwrap_or(tokens.start);
        let end = tokens.clone().rev().find(is_word).map_or(tokens.end, |last| last + 1);
        start..end.max(start)
    }

    /// The words of a clause that hang together with a token: those below it in the tree, within its clause.
    #[must_use]
    pub fn statement(&self, token: usize) -> Range<usize> {
        let (clause, below) = (self.clauses.of(token), self.syntax.subtree(token));
        self.trimmed(clause.start.max(below.start)..clause.end.min(below.end))
    }

    /// Whether a noun is an argument of a verb, directly or inside another argument; not in a clause of its own.
    #[must_use]
    pub fn is_argument(&self, noun: usize, verb: usize) -> bool {
        const STEPS: usize = 5;
        let mut at = noun;
        for _ in 0..STEPS {
            if at == verb {
                return true;
            }
            let relation = self.syntax.relation(at).universal();
            if matches!(relation, Relation::Acl | Relation::Advcl | Relation::Ccomp | Relation::Parataxis) {
                return false;
            }
            match self.syntax.head(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }

    /// The quantities of a sentence, with their tokens.
    pub fn quantities_in(&self, tokens: Range<usize>) -> impl Iterator<Item = (&'d Quantity, Range<usize>)> {
        let all = if tokens.is_empty() { &[] } else { self.quantities.within(self.span(tokens)) };
        all.iter().map(|quantity| (quantity, self.tokens_of(quantity.span)))
    }

    /// A figure with another unit.
    #[must_use]
    pub fn counted(figure: &Figure, unit: &str) -> Figure {
        Figure { unit: Some(unit.to_owned()), ..figure.clone() }
    }

    /// The last names of the persons whom the article names by more than one word.
    #[must_use]
    pub fn surnames(&self) -> BTreeSet<&'d str> {
        let entities = self.document.layer::<Entities>().all().iter();
        let full = entities.filter(|entity| entity.kind == EntityKind::Person && entity.tokens.len() > 1);
        full.map(|entity| self.text(entity.tokens.end - 1)).collect()
    }

    /// The date or period of the clause in which some tokens start.
    #[must_use]
    pub fn date_in_clause(&self, tokens: Range<usize>) -> Option<&'d crate::DateMention> {
        let clause = self.clauses.index(tokens.start);
        let in_clause =
            |date: &&crate::DateMention| self.clauses.index(self.tokens_of(date.span).start) == clause;
        self.date_for(tokens).filter(in_clause)
    }

    /// The date or period that belongs to some tokens of a sentence: the nearest of their clause, else of the
    /// sentence; where a pronoun goes on with a story in the past, the one that the sentence in front tells.
    #[must_use]
    pub fn date_for(&self, tokens: Range<usize>) -> Option<&'d crate::DateMention> {
        let place = self.span(tokens.clone());
        let clause = self.clauses.of(tokens.start);
        let wide = clause.start..clause.end.max(self.clauses.of(tokens.end - 1).end);
        [wide, self.sentence_of(tokens.start)]
            .into_iter()
            .find_map(|around| {
                let mentions = self.dates.within(self.span(around)).iter();
                let told = mentions.filter(|mention| !self.is_told_aside(mention.span, &tokens));
                told.min_by_key(|mention| distance(mention.span, place))
            })
            .or_else(|| self.date_told_before(tokens.start))
    }

    /// Whether a date stands in a relative clause that tells of something else: "Acme, where Doe came last year, hires".
    fn is_told_aside(&self, date: Span, fact: &Range<usize>) -> bool {
        let clause = self.clauses.of(self.tokens_of(date).start);
        self.word(clause.start) == "where"
            && !clause.contains(&fact.start)
            && !clause.contains(&(fact.end - 1))
    }

    /// The only date of the sentence in front, where a sentence in the past tense goes on with "he" or "it".
    fn date_told_before(&self, token: usize) -> Option<&'d crate::DateMention> {
        let sentence = self.sentence_of(token);
        let goes_on = matches!(self.word(sentence.start), "he" | "she" | "it" | "they");
        let tensed =
            |tense: &[Xpos]| self.clauses.of(token).any(|at| tense.contains(&self.tags.all()[at].xpos));
        if !goes_on || !tensed(&[Xpos::Vbd]) || tensed(&[Xpos::Vbz, Xpos::Vbp, Xpos::Md]) {
            return None;
        }
        let before = self.sentence_of(sentence.start.checked_sub(1)?);
        let [only] = self.dates.within(self.span(before)) else { return None };
        Some(only)
    }
}

/// How many tokens a sentence may have for a grammar to read it: no sentence of an article is longer, and the work on one
/// grows faster than its length.
pub const LONGEST_SENTENCE: usize = 400;

/// How many bytes lie between two spans.
fn distance(a: Span, b: Span) -> u32 {
    a.start.max(b.start).saturating_sub(a.end.min(b.end))
}

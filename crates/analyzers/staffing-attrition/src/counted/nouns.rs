//! Which noun a figure counts, and whether it counts anything at all.

use super::{CLOSE, Figure, NOUN_REACH, VERB_REACH, is_noun};
use crate::fact::Fact;
use copydesk_analyzer::language::models::Upos;
use copydesk_analyzer::language::{Found, Scene};

impl<'d> Figure<'_, 'd> {
    /// Whether those counted are whom the article has it from: "two people familiar with the matter".
    pub(super) fn is_source(&self, noun: Option<&Found>) -> bool {
        const REACH: usize = 6;
        let Some(noun) = noun.filter(|noun| matches!(noun.category, "agents" | "people" | "persons")) else {
            return false;
        };
        let clause = self.scene.reading.clauses.of(self.tokens.start);
        let behind = noun.tokens.end..(noun.tokens.end + REACH).min(clause.end);
        let comma = behind.clone().find(|&token| self.scene.word(token) == ",");
        let behind = behind.start..comma.unwrap_or(behind.end);
        let in_front = self.tokens.start.saturating_sub(2)..self.tokens.start;
        let left = self.scene.terms_in(behind.clone()).any(|term| term.category == "leave");
        !left && (self.scene.has_context("source", &behind) || self.scene.has_context("source", &in_front))
    }

    /// Whether the figure is only the whole that the one in front of it is a share of: "half of its twelve founders".
    pub(super) fn is_whole_of(&self, last: &Fact<'d>) -> bool {
        let Some((_, share)) = &last.quantity else { return false };
        let between = self.tokens.start.saturating_sub(share.end);
        self.scene.word(share.end) == "of" && (1..=CLOSE).contains(&between)
    }

    /// Whether the figure is only the whole that another one is part of: "of the 14 authors, six have left".
    pub(super) fn is_base(&self) -> bool {
        let at = self.tokens.start;
        let clause = self.scene.reading.clauses.of(at);
        self.scene.word(clause.start) == "of" && at <= clause.start + 2
    }

    /// The noun that the figure counts: the first behind it that nothing separates from it.
    pub(super) fn noun_behind(&self) -> Option<Found> {
        let scene = self.scene;
        let mut noun = None;
        let mut at = self.tokens.start;
        let end = (self.tokens.end + NOUN_REACH).min(scene.tokens.end);
        while at < end {
            let term = scene.term_at(at).filter(|term| is_noun(term.category));
            // "A third of its staff of 900".
            if let Some(whole) =
                scene.term_at(at).filter(|term| at > self.tokens.end && is_staff_of(scene, term))
            {
                let tokens = whole.tokens.start..whole.tokens.end - 1;
                return noun.or(Some(Found { category: "staff", tokens, has_gap: false }));
            }
            if let Some(term) = term {
                let possessive = scene.word(term.tokens.end) == "'s" || scene.word(term.tokens.end) == "'";
                noun = Some(term.clone());
                at = term.tokens.end + usize::from(possessive);
                // "Newsroom posts", "executive departures": the last of several nouns is what is counted.
                let joined = scene.term_at(at).is_some_and(|next| is_noun(next.category));
                if !possessive && !joined && term.tokens.end >= self.tokens.end {
                    break;
                }
            } else if at >= self.tokens.end && scene.ends_phrase(at) && !self.joins_modifiers(at) {
                break;
            } else {
                at += 1;
            }
        }
        noun
    }

    /// Whether a conjunction stands between two adjectives of one noun phrase, or two nouns that modify a third:
    /// "office and academy staff".
    pub(super) fn joins_modifiers(&self, at: usize) -> bool {
        let tags = self.scene.reading.tags.all();
        let is = |token: usize, upos: Upos| tags.get(token).is_some_and(|tag| tag.upos == upos);
        let adjectives = is(at - 1, Upos::Adj) && is(at + 1, Upos::Adj);
        let nouns = (at - 1..at).chain(at + 1..at + 3).all(|token| is(token, Upos::Noun));
        matches!(self.scene.word(at), "and" | "or" | ",") && (adjectives || nouns)
    }

    /// The noun in front of a figure that tells its size: "its workforce by 8 percent", "headcount is 60".
    pub(super) fn noun_in_front(&self) -> Option<Found> {
        let scene = self.scene;
        // "The retirement of a number of tax laws" counts laws.
        if self.is_loose() && scene.word(self.tokens.end) == "of" {
            return None;
        }
        let clause = scene.reading.clauses.of(self.tokens.start);
        let joined = matches!(
            scene.word_before(self.tokens.start),
            "by" | "to"
                | "from"
                | "up"
                | "down"
                | "at"
                | "of"
                | "is"
                | "was"
                | "than"
                | "totalled"
                | "totaled"
                | "reached"
                | "just"
                | "included"
                | "and"
        );
        let grown = at_verb(self.scene, self.tokens.start.saturating_sub(1));
        let tags = scene.reading.tags.all();
        // "Retirement savings" are no retirement.
        let modifies = |term: &Found| {
            tags.get(term.tokens.end).is_some_and(|next| next.upos == Upos::Noun)
                && scene.term_at(term.tokens.end).is_none()
        };
        let nouns = scene
            .terms
            .iter()
            .rev()
            .filter(|term| is_noun(term.category) && !modifies(term) || is_staff_of(scene, term));
        let mut in_front =
            nouns.filter(|term| term.tokens.end <= self.tokens.start && term.tokens.start >= clause.start);
        let noun = in_front.next().map(|term| Found {
            category: if is_noun(term.category) { term.category } else { "staff" },
            ..term.clone()
        });
        // "A team of 10", but "the team scored a lead of 213".
        let of = scene.word_before(self.tokens.start) == "of";
        let next_to = |term: &Found| {
            term.tokens.end + 1 >= self.tokens.start || scene.word(term.tokens.end - 1) == "of"
        };
        noun.filter(|term| {
            (joined && (!of || term.category != "staff" || next_to(term))
                || grown
                    && scene.ends_phrase(self.tokens.end)
                    && self.tokens.start - term.tokens.end <= CLOSE)
                && self.tokens.start - term.tokens.end < VERB_REACH
        })
    }
}

/// Whether a phrase is one of those that name a staff and its size: "a staff of 60".
fn is_staff_of(scene: &Scene<'_>, term: &Found) -> bool {
    term.category == "employ"
        && scene.word(term.tokens.end - 1) == "of"
        && term.tokens.len() > 1
        && !scene.word(term.tokens.start).starts_with("consist")
}

/// Whether a token is a verb: "grew 23 percent".
fn at_verb(scene: &Scene<'_>, token: usize) -> bool {
    scene.tokens.contains(&token) && scene.reading.tags.all()[token].upos == Upos::Verb
}

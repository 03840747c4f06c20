//! What single words around a name, and their syntax, say of it where the tagger may be wrong.

use super::names::Reader;
use crate::is_agents;
use crate::models::{Relation, Upos, Xpos};
use crate::ownership::is_workplace;
use std::ops::Range;

impl Reader<'_> {
    /// Whether the word in front of a token is one of what is measured: "TDP of 700 W".
    pub(super) fn is_measure(&self, behind: usize) -> bool {
        let figure =
            behind + 1 < self.words.len() && self.text(behind + 1).starts_with(|c: char| c.is_ascii_digit());
        figure && self.is_at(behind, "of")
    }

    /// Whether a word that opens its sentence only names people by what they do: "Animators at Acme".
    pub(super) fn is_staff(&self, token: usize) -> bool {
        let opens = self.tokens.of_sentence(self.tokens.all()[token].sentence as usize).start == token;
        opens && is_agents(self.words.get(token)) && self.is_at(token + 1, "at")
    }

    /// Whether a word stands in front of "&" and a name, as in names of firms only: "Loom & Ledger".
    pub(super) fn has_partner(&self, token: usize) -> bool {
        self.is_at(token + 1, "&")
            && self.is_capital(token + 2)
            && self.tags.all()[token + 2].upos == Upos::Propn
    }

    /// Whether a noun that opens its sentence is called a firm, and so is its name: "Acme, the video startup, said".
    pub(super) fn is_called_firm(&self, token: usize) -> bool {
        let opens = self.tokens.of_sentence(self.tokens.all()[token].sentence as usize).start == token;
        let called = self.syntax.child(token, Relation::Appos).filter(|_| opens);
        self.tags.all()[token].xpos == Xpos::Nn
            && called.is_some_and(|noun| is_workplace(self.words.get(noun)))
    }

    /// Whether a word stands behind a figure, as a unit does: "3.1 GW".
    pub(super) fn is_unit(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map_or("", |before| self.words.get(before));
        before.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a name only says where a firm is: "a Porto start-up", "the plant at Porto".
    pub(super) fn is_location(&self, name: &Range<usize>) -> bool {
        let behind = if name.end < self.words.len() { self.words.get(name.end) } else { "" };
        let article = ["a", "an"].into_iter().any(|article| self.is_behind(name.start, article));
        let part = matches!(
            behind,
            "team" | "unit" | "division" | "group" | "project" | "office" | "lab" | "plant" | "store"
        );
        let firm = article && !part && (matches!(behind, "start" | "start-up") || is_workplace(behind));
        let before = name.start.checked_sub(2).map_or("", |before| self.words.get(before));
        let site = matches!(before, "facility" | "site" | "campus" | "plant" | "factory" | "complex");
        let placed = ["at", "in", "near"].into_iter().any(|place| self.is_behind(name.start, place));
        // A dateline names who sends the news: "LISBON (Agency) —".
        let bracketed = self.is_behind(name.start, "(") && behind == ")";
        let sender =
            bracketed && ["-", "–", "—", "--"].into_iter().any(|dash| self.is_at(name.end + 1, dash));
        firm || sender || site && placed
    }
}

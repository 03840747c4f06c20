//! What the words around a name say of it: a firm, a thing that a firm makes, or a source of news.

use crate::is_agents;
use crate::ownership::is_workplace;
use crate::{Lowercase, phrase_tables};
use std::ops::Range;

phrase_tables! {
    CONTEXT: "../../data/organization-context.txt",
}

/// How many words may describe a name between it and what it hangs on: "according to the tracking site Acme".
const DESCRIPTION: usize = 3;

/// How many words an apposition may have that says what firm a name is.
const APPOSITION: usize = 12;

/// A name in its surroundings.
pub(super) struct Context<'w> {
    pub(super) words: &'w Lowercase,
    /// The sentence of the name.
    pub(super) sentence: Range<usize>,
    /// The name's tokens.
    pub(super) name: Range<usize>,
}

impl Context<'_> {
    fn word(&self, token: usize) -> &str {
        if self.sentence.contains(&token) { self.words.get(token) } else { "" }
    }

    fn word_before(&self, token: usize) -> &str {
        token.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// The category of the phrase that starts at a token.
    fn opens(&self, token: usize, category: &str) -> bool {
        let all = CONTEXT.find(self.words, token..(token + 4).min(self.sentence.end));
        all.take_while(|found| found.tokens.start == token).any(|found| found.category == category)
    }

    /// Whether a phrase of a category ends right in front of a token.
    fn closes(&self, token: usize, category: &str) -> bool {
        let start = token.saturating_sub(3).max(self.sentence.start);
        (start..token).any(|at| {
            let found = CONTEXT.at(self.words, at..token);
            found.is_some_and(|found| found.category == category && found.tokens.end == token)
        })
    }

    /// Whether only an organization has what the name is said to have, or is entered and left like a workplace.
    pub(super) fn is_firm(&self) -> bool {
        let end = self.name.end;
        let owns = matches!(self.word(end), "'s" | "'") && self.opens(end + 1, "belongs");
        let kind =
            is_workplace(self.word_before(self.name.start)) || self.word_before(self.name.start) == "rival";
        let relative = self.word(end) == "," && self.word(end + 1) == "which";
        let staffed = self.word_before(self.name.start) == "at"
            && (self.has_staff_before(self.name.start - 1) || self.has_role_before(self.name.start - 1));
        owns || kind || relative || staffed || self.is_described() || self.closes(self.name.start, "entered")
    }

    /// Whether someone's work stands close in front of a token, in the same clause: "who led robotics at Acme".
    fn has_role_before(&self, token: usize) -> bool {
        const REACH: usize = 5;
        let start = token.saturating_sub(REACH).max(self.sentence.start);
        let clause = (start..token).rev().find(|&at| matches!(self.word(at), "," | ";" | "and" | "but"));
        CONTEXT
            .find(self.words, clause.map_or(start, |at| at + 1)..token)
            .any(|found| found.category == "role")
    }

    /// Whether people by what they do stand in front of a token: "engineers at Acme".
    fn has_staff_before(&self, token: usize) -> bool {
        let word = self.word_before(token);
        is_agents(word) || matches!(word, "employees" | "staff" | "scientists" | "colleagues" | "executives")
    }

    /// Whether an apposition says what firm it is: "Acme, a payroll provider".
    fn is_described(&self) -> bool {
        let start = self.name.end + 1;
        let opens = self.word(self.name.end) == ","
            && matches!(self.word(start), "a" | "an" | "the" | "its" | "another" | "one");
        let mut words = (start + 1..start + APPOSITION).map(|token| self.word(token));
        opens
            && words
                .by_ref()
                .take_while(|word| !matches!(*word, "," | "." | "who" | ""))
                .any(|word| is_workplace(word) || word == "start")
    }

    /// Whether it says of what kind a paper or a model is: "the Heron paper". A firm's name can stand there too.
    pub(super) fn is_of_a_work(&self) -> bool {
        self.word_before(self.name.start) == "the" && self.opens(self.name.end, "work")
    }

    /// Whether it is a model or a paper: "trained Heron", "Heron, released in", "the paper for Heron".
    pub(super) fn is_work(&self) -> bool {
        let Range { start, end } = self.name;
        let comma = self.word(end) == "," && self.opens(end + 1, "released");
        let passive = matches!(self.word(end), "was" | "is" | "were")
            && matches!(self.word(end + 1), "trained" | "pretrained" | "fine-tuned");
        let written = matches!(self.word_before(start), "for" | "on")
            && matches!(self.word_before(start.saturating_sub(1)), "paper" | "papers");
        comma || passive || written || self.closes(start, "made")
    }

    /// Whether the article has news of others from it: "according to Acme", "told the Acme", "analysts at Acme",
    /// "Acme reported".
    pub(super) fn is_source(&self) -> bool {
        let mut start = self.name.start;
        for _ in 0..=DESCRIPTION {
            let joined = matches!(self.word_before(start), "at" | "with" | "from");
            if self.closes(start, "heard") || joined && self.closes(start - 1, "expert") {
                return true;
            }
            let before = self.word_before(start);
            if before.is_empty() || !before.chars().all(char::is_alphanumeric) {
                break;
            }
            start -= 1;
        }
        self.reports()
    }

    /// Whether a verb right behind it makes it a source, an adverb between them allowed: "Acme earlier reported that",
    /// but not "Acme reported that it".
    fn reports(&self) -> bool {
        let end = self.name.end;
        let verb = [end, end + 1].into_iter().find(|&token| self.opens(token, "reports"));
        verb.is_some_and(|verb| {
            let told = matches!(self.word(verb + 1), "that" | "on" | "in" | "" | "." | ",");
            let own = (verb + 1..verb + 5).any(|token| {
                let word = self.word(token);
                matches!(word, "it" | "its" | "they" | "their") || is_workplace(word)
            });
            told && !own
        })
    }
}

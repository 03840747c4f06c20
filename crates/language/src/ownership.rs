//! Ownership: whose the staff or the machines are that a statement tells of.

use crate::models::{Relation, Upos};
use crate::{OrganizationMention, Reading};
use std::ops::Range;

/// A statement whose owner is looked for.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What is counted or told of, with its figure.
    pub fact: Range<usize>,
    /// The token that says what happened.
    pub verb: usize,
}

/// How many words behind a fact may still name its owner.
const PHRASE: usize = 4;

impl Reading<'_> {
    /// The organization that a statement's staff or machines belong to: the verb's subject, else the one that the
    /// phrase itself names ("employees of Acme", "Acme's staff"), else the nearest in front of the verb, else the one
    /// that the article is about. `allowed` says which mentions can own.
    #[must_use]
    pub fn owner(
        &self,
        statement: &Statement,
        allowed: impl Fn(&OrganizationMention) -> bool,
    ) -> Option<&OrganizationMention> {
        let Statement { fact, verb } = statement;
        let sentence = self.sentence_of(*verb);
        let named_in = |tokens: Range<usize>| {
            self.organizations.within(tokens).iter().filter(|mention| allowed(mention)).collect::<Vec<_>>()
        };
        let subject = self.subject(*verb);
        let of_subject = subject.clone().map(named_in).unwrap_or_default();
        let own = |mention: &&&OrganizationMention| !self.is_aside(mention);
        if let Some(named) = of_subject.iter().find(own) {
            return Some(named);
        }
        let wide = fact.start..(fact.end + PHRASE).min(sentence.end);
        if let Some(named) = named_in(wide).into_iter().find(|mention| self.is_owner(mention)) {
            return Some(named);
        }
        let around = fact.start.saturating_sub(PHRASE).max(sentence.start)..fact.end;
        let pronoun = around.clone().find(|&token| self.is_pronoun(token));
        let referring =
            subject.filter(|subject| self.refers_back(subject.clone())).map(|subject| subject.start);
        if let Some(token) = referring.or(pronoun) {
            return self.organizations.salient(token, &allowed);
        }
        let mut in_front = named_in(sentence.start..*verb);
        in_front.retain(|mention| !self.is_aside(mention));
        let subjects = in_front.iter().rfind(|mention| mention.is_subject);
        let nearest = subjects.or(in_front.last()).copied();
        let anywhere = || named_in(sentence.clone()).into_iter().find(|mention| self.is_owner(mention));
        nearest.or_else(anywhere).or_else(|| self.organizations.salient(sentence.end, &allowed))
    }

    /// The words of a verb's subject, also where the verb shares it with another one, or a noun depends on the verb.
    #[must_use]
    pub fn subject(&self, verb: usize) -> Option<Range<usize>> {
        const STEPS: usize = 5;
        let mut at = verb;
        for _ in 0..STEPS {
            if let Some(subject) = self.syntax.child(at, Relation::Nsubj) {
                return Some(self.syntax.subtree(subject));
            }
            let relation = self.syntax.relation(at).universal();
            if !matches!(
                relation,
                Relation::Conj
                    | Relation::Xcomp
                    | Relation::Advcl
                    | Relation::Acl
                    | Relation::Obj
                    | Relation::Obl
                    | Relation::Nmod
                    | Relation::Compound
            ) {
                return None;
            }
            at = self.syntax.head(at)?;
        }
        None
    }

    /// Whether a mention only says what something is for or about: "the paper for Acme".
    fn is_aside(&self, mention: &OrganizationMention) -> bool {
        let before = mention.tokens.start.checked_sub(1).map_or("", |token| self.word(token));
        matches!(before, "for" | "on" | "about" | "like" | "including" | "with" | "to" | "than")
    }

    /// Whether a mention stands where an owner does: "at Acme", "Acme's".
    fn is_owner(&self, mention: &OrganizationMention) -> bool {
        let before = mention.tokens.start.checked_sub(1).map_or("", |token| self.word(token));
        let event = matches!(before, "following" | "after" | "since" | "before" | "over" | "by");
        matches!(before, "at" | "of" | "from" | "within")
            || !event && matches!(self.word(mention.tokens.end), "'s" | "'")
    }

    /// Whether words stand for an organization named before: "it", "the company".
    fn refers_back(&self, words: Range<usize>) -> bool {
        let definite = matches!(self.word(words.start), "the" | "its" | "their" | "this");
        let short = words.len() <= 4;
        definite && short || words.len() == 1 && self.is_pronoun(words.start)
    }

    fn is_pronoun(&self, token: usize) -> bool {
        matches!(self.word(token), "it" | "its" | "they" | "their" | "we" | "our")
    }

    /// A description that owns where no name does: the verb's subject, if it is a common noun in the singular
    /// ("the lender").
    #[must_use]
    pub fn described_owner(&self, verb: usize) -> Option<Range<usize>> {
        let subject = self.trimmed(self.subject(verb)?);
        let noun = subject.clone().rfind(|&token| self.tags.all()[token].upos == Upos::Noun)?;
        let definite = matches!(self.word(subject.start), "the" | "this" | "a" | "an");
        (definite && subject.len() <= 8 && !self.word(noun).ends_with('s')).then_some(subject)
    }
}

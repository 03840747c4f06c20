//! Ownership: whose the staff or the machines are that a statement tells of.

use crate::models::{Relation, Upos, Xpos};
use crate::{OrganizationMention, Reading, phrase_tables};
use std::ops::Range;

/// A statement whose owner is looked for.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What is counted or told of, with its figure.
    pub fact: Range<usize>,
    /// The token that says what happened.
    pub verb: usize,
}

/// Whose something is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Owner {
    /// The words that say so nearest to the statement.
    pub words: Range<usize>,
    /// The fullest name of the same owner in the article; its description where it has no name.
    pub name: Range<usize>,
}

phrase_tables! {
    WORKPLACES: "../data/workplaces.txt",
}

/// How many words behind a fact may still name its owner.
const PHRASE: usize = 4;
/// How many steps up the tree a noun's or a verb's head is looked for.
const STEPS: usize = 5;
/// How far in front of a name the word stands that makes it part of a circumstance.
const CIRCUMSTANCE: usize = 6;
/// The longest description that stands for a name.
const LONGEST_DESCRIPTION: usize = 8;

/// Whether a noun, in lower case and the singular, names what people work at: "airline", "team", "post".
///
/// ```
/// assert!(copydesk_language::is_workplace("airline"));
/// ```
#[must_use]
pub fn is_workplace(noun: &str) -> bool {
    WORKPLACES.contains(noun)
}

/// Whether a noun names organizations, of which an article can tell of any.
pub(crate) fn is_employer(noun: &str) -> bool {
    WORKPLACES.category(noun) == Some("employer")
}

impl Reading<'_> {
    /// Whose a statement's staff or machines are: a named owner, else the one that a description stands for.
    /// `allowed` says which names can own.
    #[must_use]
    pub fn owner(
        &self,
        statement: &Statement,
        allowed: impl Fn(&OrganizationMention) -> bool,
    ) -> Option<Owner> {
        let described =
            || self.described_owner(statement.verb).map(|words| Owner { name: words.clone(), words });
        if let Some(unit) = self.unit_told_of(statement.verb) {
            return Some(Owner { name: unit.clone(), words: unit });
        }
        // A person's single name is taken for a firm's only where the article names nothing better.
        if let Some(generic) = self.generic_owner(statement) {
            return generic.map(|words| Owner { name: words.clone(), words });
        }
        let head = self.subject_head(statement.verb);
        let first = head.map(|head| self.syntax.subtree(head).start);
        let is_head = |mention: &OrganizationMention| {
            let tokens = &mention.tokens;
            head.is_some_and(|head| tokens.contains(&head)) || first == Some(tokens.start)
        };
        let firm =
            |mention: &OrganizationMention| allowed(mention) && (!mention.is_personal || is_head(mention));
        let firm = self.named_owner(statement, firm);
        let named = firm.or_else(|| self.named_owner(statement, &allowed));
        let owner = |mention: &OrganizationMention| Owner {
            words: mention.tokens.clone(),
            name: self.organizations.fullest(mention),
        };
        named.map(owner).or_else(described)
    }

    /// The organization that a statement's staff or machines belong to: the verb's subject, else the one that the
    /// phrase itself names ("employees of Acme", "Acme's staff"), else the nearest in front of the verb, else the one
    /// that the article is about.
    fn named_owner(
        &self,
        statement: &Statement,
        allowed: impl Fn(&OrganizationMention) -> bool,
    ) -> Option<&OrganizationMention> {
        let Statement { fact, verb } = statement;
        let sentence = self.sentence_of(*verb);
        let named_in = |tokens: Range<usize>| {
            let named = self.organizations.within(tokens).iter();
            named.filter(|mention| !mention.is_source && allowed(mention)).collect::<Vec<_>>()
        };
        let subject = self.subject(*verb);
        let mut of_subject = subject.clone().map(named_in).unwrap_or_default();
        of_subject.retain(|mention| !self.is_aside(mention));
        let head = self.subject_head(*verb);
        let headed =
            of_subject.iter().find(|mention| head.is_some_and(|head| mention.tokens.contains(&head)));
        if let Some(named) = headed.or(of_subject.first()) {
            return Some(named);
        }
        let wide = fact.start..(fact.end + PHRASE).min(sentence.end);
        let own =
            |mention: &&OrganizationMention| self.is_owner(mention) && self.is_in_phrase(mention, *verb);
        if let Some(named) = named_in(wide).into_iter().find(own) {
            return Some(named);
        }
        let around = fact.start.saturating_sub(PHRASE).max(sentence.start)..fact.end;
        let pronoun = around.clone().find(|&token| self.is_pronoun(token));
        let referring =
            subject.filter(|subject| self.refers_back(subject.clone())).map(|subject| subject.start);
        if let Some(token) = referring.or(pronoun) {
            let sentence = self.tokens.all()[token].sentence;
            return self.organizations.referent(token, sentence, &allowed);
        }
        let mut in_front = named_in(sentence.start..*verb);
        in_front.retain(|mention| !self.is_aside(mention));
        let subjects = in_front.iter().rfind(|mention| mention.is_subject);
        let nearest = subjects.or(in_front.last()).copied();
        let anywhere = || {
            let mut named = named_in(sentence.clone()).into_iter();
            named.find(|mention| {
                let from = self.word_before(mention.tokens.start) == "from";
                (self.is_owner(mention) || from) && self.is_in_phrase(mention, *verb)
            })
        };
        let owned = || {
            let head = self.subject_head(*verb)?;
            let words = self.syntax.subtree(head).start..head;
            let owned = words.clone().any(|token| self.word(token) == "'s");
            Some(owned && is_workplace(self.word(head)))
        };
        if nearest.is_none() && owned() == Some(true) {
            return None;
        }
        nearest.or_else(anywhere).or_else(|| {
            let index = self.tokens.all()[sentence.start].sentence;
            self.organizations.referent(sentence.end, index, &allowed)
        })
    }

    /// The words of a verb's subject, also where the verb shares it with another one, or a noun depends on the verb.
    #[must_use]
    pub fn subject(&self, verb: usize) -> Option<Range<usize>> {
        self.subject_head(verb).map(|head| self.syntax.subtree(head))
    }

    /// The head of a verb's subject; see [`Reading::subject`].
    #[must_use]
    pub fn subject_head(&self, verb: usize) -> Option<usize> {
        if self.syntax.child(verb, Relation::Nsubj).is_none()
            && let Some(noun) = self.in_front_of_relative(verb)
        {
            return Some(noun);
        }
        let mut at = verb;
        for _ in 0..STEPS {
            if let Some(subject) = self.syntax.child(at, Relation::Nsubj) {
                return Some(subject);
            }
            let relation = self.syntax.relation(at).universal();
            if !matches!(
                relation,
                Relation::Aux
                    | Relation::Conj
                    | Relation::Xcomp
                    | Relation::Advcl
                    | Relation::Acl
                    | Relation::Obj
                    | Relation::Obl
                    | Relation::Nmod
                    | Relation::Nummod
                    | Relation::Compound
            ) {
                return None;
            }
            at = self.syntax.head(at)?;
        }
        None
    }

    /// The noun whose relative clause closes with the comma in front of a verb, which the parser may have hung on
    /// another verb: "the network, which serves students, has".
    fn in_front_of_relative(&self, verb: usize) -> Option<usize> {
        const LONGEST: usize = 25;
        let comma = verb.checked_sub(1).filter(|&comma| self.word(comma) == ",")?;
        let start = verb.saturating_sub(LONGEST).max(self.sentence_of(verb).start);
        let closes = |token: &usize| {
            let end = self.syntax.subtree(*token).end;
            let start = self.syntax.subtree(*token).start;
            self.syntax.relation(*token) == Relation::AclRelcl
                && (comma..=verb).contains(&end)
                && matches!(self.word(start), "which" | "who" | "whose" | "where")
        };
        let parsed = (start..comma).find(closes).and_then(|relative| self.syntax.head(relative));
        parsed.filter(|&noun| noun < comma).or_else(|| {
            // Behind a colon or a long lead the parser can hang it elsewhere: then its marks alone tell.
            let mut front = (start..comma).rev().take_while(|&token| self.word(token) != ",");
            let opens = front.find(|&token| matches!(self.word(token), "which" | "who"))?;
            let noun = opens.checked_sub(2).filter(|_| self.word(opens - 1) == ",")?;
            matches!(self.tags.all()[noun].upos, Upos::Noun | Upos::Propn).then_some(noun)
        })
    }

    /// Whether a mention only says what something is for or about: "the paper for Acme".
    fn is_aside(&self, mention: &OrganizationMention) -> bool {
        let start = mention.tokens.start;
        let aside = matches!(
            self.word_before(start),
            "for" | "on" | "about" | "like" | "including" | "with" | "to" | "than"
        );
        aside || self.word_before(start.saturating_sub(1)) == "including"
    }

    /// Whether a mention stands where an owner does: "at Acme", "Acme's".
    fn is_owner(&self, mention: &OrganizationMention) -> bool {
        let start = mention.tokens.start;
        let before = self.word_before(start);
        let event = matches!(before, "following" | "after" | "since" | "before" | "over" | "by");
        let example = self.word_before(start.saturating_sub(1)) == "including";
        let staff = matches!(
            self.word(mention.tokens.end),
            "employees" | "workers" | "staff" | "staffers" | "engineers" | "researchers" | "executives"
        );
        !example
            && (staff
                || matches!(before, "at" | "of" | "within")
                || !event && matches!(self.word(mention.tokens.end), "'s" | "'"))
    }

    /// Whether what a mention owns is no circumstance of the verb: not "following Acme's release of Corvid".
    fn is_in_phrase(&self, mention: &OrganizationMention, verb: usize) -> bool {
        let before = self.word_before(mention.tokens.start);
        if matches!(before, "at" | "from" | "within") {
            return true;
        }
        let sentence = self.sentence_of(verb);
        let near =
            mention.tokens.start.saturating_sub(CIRCUMSTANCE).max(sentence.start)..mention.tokens.start;
        if near.into_iter().any(|token| token != verb && is_circumstance(self.word(token))) {
            return false;
        }
        let Range { start, end } = mention.tokens.clone();
        let inside = |token: usize| (start..end).contains(&token);
        let mut at = (start..end).find(|&token| self.syntax.head(token).is_none_or(|head| !inside(head)));
        for _ in 0..STEPS {
            let Some(token) = at.filter(|&token| token != verb) else { break };
            match self.syntax.relation(token).universal() {
                Relation::Obl | Relation::Advcl => return !inside(token) && self.is_of_fact(token),
                Relation::Obj => {
                    let verb = self.syntax.head(token);
                    return verb.is_none_or(|verb| !is_circumstance(self.word(verb)));
                }
                Relation::Nmod | Relation::Compound | Relation::Flat | Relation::Appos | Relation::Amod => {
                    at = self.syntax.head(token);
                }
                _ => break,
            }
        }
        true
    }

    /// Whether a circumstance holds what is counted: "by 8 percent of Acme's staff", "in the number of jobs at Acme".
    fn is_of_fact(&self, noun: usize) -> bool {
        let mut children = self.syntax.children(noun);
        !children.any(|child| is_circumstance(self.word(child)))
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

    /// The owner that has no name and needs none, where a statement tells of any of a kind: its subject ("Software
    /// makers", "one customer"), or who stands behind it ("at Silicon Valley companies"). Of a single word nothing
    /// is known: then there is no owner at all.
    fn generic_owner(&self, statement: &Statement) -> Option<Option<Range<usize>>> {
        let Statement { fact, verb } = statement;
        let sentence = self.sentence_of(*verb);
        let subject = self.subject_head(*verb).and_then(|head| self.antecedent(head));
        let described = |noun: usize| {
            let words = self.trimmed(self.syntax.subtree(noun).start..noun + 1);
            let joined = matches!(self.word(words.start), "the" | "at" | "by" | "among" | "of");
            let words = words.start + usize::from(joined)..words.end;
            self.organizations.within(words.clone()).is_empty().then_some(words)
        };
        let around = fact.start..(fact.end + PHRASE).min(sentence.end);
        let joined = around.clone().find(|&token| matches!(self.word(token), "at" | "by" | "among"));
        let near = |at: usize| at + 1..(at + 1 + PHRASE).min(around.end);
        let joined = joined.and_then(|at| near(at).find(|&noun| self.is_workplaces(noun)));
        let subject = subject.filter(|&noun| self.is_workplaces(noun) || self.is_any_of_a_kind(noun));
        let words = described(subject.or(joined)?)?;
        Some((words.len() > 1).then_some(words))
    }

    /// The noun that "they" stands for: the subject of the verb above.
    fn antecedent(&self, subject: usize) -> Option<usize> {
        if self.word(subject) != "they" {
            return Some(subject);
        }
        let above = self.syntax.head(self.syntax.head(subject)?)?;
        self.subject_head(above).filter(|&noun| noun < subject)
    }

    /// Whether a noun is the plural of a workplace, and nothing tells whose: "banks", not "its banks".
    fn is_workplaces(&self, noun: usize) -> bool {
        let word = self.word(noun);
        let singular = match word.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => word.strip_suffix('s').unwrap_or_default().to_owned(),
        };
        let owned = |child: usize| self.syntax.relation(child) == Relation::NmodPoss;
        self.tags.all()[noun].xpos == Xpos::Nns
            && is_employer(&singular)
            && !self.syntax.children(noun).any(|child| owned(child) || self.word(child) == "the")
    }

    /// Whether a noun tells of one of its kind that the article does not name: "one customer", "another lab".
    fn is_any_of_a_kind(&self, noun: usize) -> bool {
        let word = self.word(noun);
        let kind = is_employer(word) || matches!(word, "customer" | "client" | "buyer");
        kind && matches!(self.word(self.syntax.subtree(noun).start), "one" | "another")
    }

    /// The unit without a name that the sentence in front told of, where "it" is a verb's subject: "The new chip
    /// group hires. It has 40 engineers."
    fn unit_told_of(&self, verb: usize) -> Option<Range<usize>> {
        let subject = self.subject(verb)?;
        let sentence = self.sentence_of(verb);
        if self.word(subject.start) != "it" || subject.start >= sentence.start + 2 {
            return None;
        }
        let before = self.sentence_of(sentence.start.checked_sub(1)?);
        let root = before.clone().find(|&token| self.syntax.head(token).is_none())?;
        let told = self.described_owner(root).filter(|told| before.contains(&told.start))?;
        let unnamed = self.organizations.within(told.clone()).is_empty();
        (told.len() > 2 && unnamed).then_some(told)
    }

    /// A description that owns where no name does: the verb's subject, or the one that it stands for, if it is a
    /// workplace in the singular ("the lender").
    #[must_use]
    pub fn described_owner(&self, verb: usize) -> Option<Range<usize>> {
        let mut at = verb;
        for _ in 0..STEPS {
            let subject = self.subject_head(at)?;
            let words = self.trimmed(self.syntax.subtree(subject).start..subject + 1);
            let definite = matches!(self.word(words.start), "the" | "this" | "a" | "an");
            let noun = self.tags.all()[subject].upos == Upos::Noun && is_workplace(self.word(subject));
            let owned = words.clone().any(|token| self.word(token) == "'s");
            if (definite || owned) && noun && words.len() <= LONGEST_DESCRIPTION {
                return Some(words);
            }
            // "They" are the subject's own staff: the clause around tells whose.
            at = self.syntax.head(self.syntax.head(subject)?)?;
        }
        None
    }
}

/// Whether a word opens a circumstance: "following the release".
fn is_circumstance(word: &str) -> bool {
    matches!(word, "following" | "after" | "since" | "before" | "amid" | "despite" | "including" | "citing")
}

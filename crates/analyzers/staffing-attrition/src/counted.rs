//! Facts that stand on a figure: which noun it counts, and which verb says what happened to it.

mod nouns;
mod senses;
mod sizes;
mod verbs;

use crate::fact::{Fact, kind};
use crate::scene::is_public;
use copydesk_analyzer::language::{Dimension, Form, Found, Quantity, Scene};
use std::ops::Range;

/// The facts of a sentence's figures, in order.
///
/// `public` says that the text around is about offices, armies or teams.
pub(crate) fn facts<'d>(scene: &Scene<'d>, public: bool) -> Vec<Fact<'d>> {
    let mut facts: Vec<Fact<'d>> = Vec::new();
    let quantities: Vec<_> = scene.reading.quantities_in(scene.tokens.clone()).collect();
    for (quantity, tokens) in quantities {
        let counts =
            matches!(quantity.dimension, Dimension::Count | Dimension::Percent | Dimension::Multiple);
        if !counts || tokens.is_empty() {
            continue;
        }
        let figure = Figure { scene, quantity, tokens, public };
        if facts.last().is_some_and(|last| figure.is_whole_of(last)) {
            continue;
        }
        let fact = figure.fact().or_else(|| figure.continues(facts.last()?));
        facts.extend(fact);
    }
    drop_determiners(scene, facts)
}

/// The facts without those whose vague figure only introduces what another figure of the clause counts: "some teams
/// by half".
fn drop_determiners<'d>(scene: &Scene<'d>, facts: Vec<Fact<'d>>) -> Vec<Fact<'d>> {
    let vague = |fact: &Fact<'d>| {
        fact.quantity
            .as_ref()
            .is_some_and(|(quantity, _)| quantity.figure.form == Form::Vague && quantity.figure.low.is_none())
    };
    let said_again = |fact: &Fact<'d>| {
        facts.iter().any(|other| {
            other.verb == fact.verb && !vague(other) && scene.clauses_between(other.verb, fact.verb) == 0
        })
    };
    let kept = facts.iter().filter(|fact| !vague(fact) || !said_again(fact));
    kept.cloned().collect()
}

/// A figure whose noun and verb are looked for.
struct Figure<'s, 'd> {
    scene: &'s Scene<'d>,
    quantity: &'d Quantity,
    tokens: Range<usize>,
    public: bool,
}

/// How far a noun may stand behind its figure, and a verb from either.
const NOUN_REACH: usize = 9;
const VERB_REACH: usize = 18;
/// How far a verb may stand from its object, and a noun from the verb of its figure.
const CLOSE: usize = 4;
/// How far off a verb that tells of "many" or "all" may stand, but for the one whose subject or object they are.
const LOOSE_REACH: usize = 0;
/// What a clause boundary counts as, in tokens; and what a colourless verb ("have") does.
const CLAUSE_COST: usize = 7;
const COLOURLESS_COST: usize = 6;
/// "It has three managers" tells of managers; from here on it tells the size of a staff.
const FEW: f64 = 5.0;

impl<'d> Figure<'_, 'd> {
    fn fact(&self) -> Option<Fact<'d>> {
        let noun = self.noun_behind().or_else(|| self.noun_in_front());
        if self.is_source(noun.as_ref())
            || self.is_base()
            || self.is_rank()
            || noun.as_ref().is_some_and(|noun| self.is_no_staff(noun))
        {
            return None;
        }
        let end = noun.as_ref().map_or(self.tokens.end, |noun| noun.tokens.end.max(self.tokens.end));
        let class = noun.as_ref().map(|noun| noun.category);
        if let Some(kind) = class.and_then(|class| self.event(class)) {
            let noun = noun?;
            return Some(self.build(kind, noun.tokens.start, Some(noun.tokens), unit_of(class)));
        }
        let said = self.by_verb(class, end, noun.as_ref());
        let (kind, verb) = said.or_else(|| self.size(noun.as_ref())).or_else(|| self.cut())?;
        Some(self.build(kind, verb, noun.map(|noun| noun.tokens), unit_of(class)))
    }

    /// The kind that an event's noun says by itself.
    fn event(&self, class: &str) -> Option<&'static str> {
        let scene = self.scene;
        match class {
            "layoffs" => Some(kind::LAYOFF),
            "departures" if !scene.is_about("travel") && !self.public => Some(kind::DEPARTURE),
            "hires" if !scene.is_about("advice") => Some(kind::HIRE),
            "vacancies" if !scene.is_about("property") && !self.public && !self.is_of_country() => {
                Some(kind::OTHER)
            }
            "applications" if self.is_for_posts() && !self.is_share_of() => Some(kind::APPLICATIONS),
            _ => None,
        }
    }

    /// Whether the figure is a percentage of what follows: "accepts 1% of applicants".
    fn is_share_of(&self) -> bool {
        self.quantity.dimension == Dimension::Percent && self.scene.word(self.tokens.end) == "of"
    }

    /// Whether applications are for posts, not for loans or licences.
    fn is_for_posts(&self) -> bool {
        let scene = self.scene;
        let mut nouns =
            scene.terms_in(self.tokens.start..(self.tokens.end + NOUN_REACH).min(scene.tokens.end));
        let applicants = nouns.any(|term| {
            let word = scene.word(term.tokens.end - 1);
            term.category == "applications"
                && !matches!(word, "application" | "applications" | "candidate" | "candidates")
        });
        let elsewhere = scene.is_about("advice")
            || scene.is_about("paperwork")
            || is_public(scene)
            || self.public && (!scene.is_about("post") || self.are_candidates(scene));
        (scene.is_about("post") || scene.is_about("title") || applicants) && !elsewhere
    }

    /// Whether those counted are candidates, whom parties and posts have alike.
    fn are_candidates(&self, scene: &Scene<'_>) -> bool {
        let end = (self.tokens.end + NOUN_REACH).min(scene.tokens.end);
        (self.tokens.start..end).any(|token| matches!(scene.word(token), "candidate" | "candidates"))
    }

    /// The kind that the nearest verb says, with the verb's first token.
    fn by_verb(
        &self,
        class: Option<&str>,
        end: usize,
        noun: Option<&Found>,
    ) -> Option<(&'static str, usize)> {
        let verbs = self.scene.terms.iter().filter_map(|term| {
            let kind = self.kind_of(term, class, end, noun)?;
            let cost = self.cost(term, end, noun);
            // "Many" and "all" stand anywhere: only what the verb does itself to them is told of them.
            let reach = if self.is_loose() { LOOSE_REACH } else { VERB_REACH };
            (cost <= reach).then_some((cost, kind, term.tokens.start))
        });
        let (_, kind, verb) =
            verbs.min_by_key(|(cost, _, verb)| (*cost, verb.abs_diff(self.tokens.start)))?;
        Some((kind, verb))
    }

    fn cost(&self, verb: &Found, end: usize, noun: Option<&Found>) -> usize {
        let head = noun.map_or(self.tokens.end, |noun| noun.tokens.end.max(self.tokens.end)) - 1;
        let reading = &self.scene.reading;
        let colourless = matches!(verb.category, "have" | "employ" | "move");
        let dull = if colourless { COLOURLESS_COST } else { 0 };
        if [head, self.tokens.end - 1].iter().any(|&token| reading.is_argument(token, verb.tokens.start)) {
            return dull;
        }
        let (distance, edge) = if verb.tokens.start < self.tokens.start {
            (self.tokens.start.saturating_sub(verb.tokens.end), verb.tokens.start)
        } else {
            (verb.tokens.start.saturating_sub(end), verb.tokens.start)
        };
        let clauses = self.scene.clauses_between(edge, self.tokens.start);
        distance + CLAUSE_COST * clauses + dull
    }

    /// The fact that a figure without a noun adds to the one in front of it: "will fall to 80,000 from 83,000".
    fn continues(&self, last: &Fact<'d>) -> Option<Fact<'d>> {
        let scene = self.scene;
        let bare = scene.ends_phrase(self.tokens.end) || scene.word(self.tokens.end) == "last";
        let joined = matches!(
            scene.word_before(self.tokens.start),
            "from" | "and" | "to" | "which" | "than" | "with" | "of" | "or"
        );
        let verbs = scene.terms_in(self.tokens.start.saturating_sub(4)..self.tokens.start);
        let again = scene.term_at(last.verb).and_then(|first| {
            let mut verbs = verbs.rev();
            verbs.find(|verb| verb.category == first.category && verb.tokens.start > last.verb)
        });
        // "And hundreds have moved" goes on with something else.
        let tells = scene.is_finite_verb(self.tokens.end) && scene.word_before(self.tokens.start) != "which";
        let joined = joined && !tells || again.is_some();
        let verb = again.map_or(last.verb, |verb| verb.tokens.start);
        let near = self.tokens.start.saturating_sub(last.tokens.end) <= VERB_REACH;
        let same =
            last.quantity.as_ref().is_some_and(|(quantity, _)| quantity.dimension == self.quantity.dimension);
        (bare && joined && near && same).then(|| Fact {
            tokens: self.tokens.clone(),
            quantity: Some((self.quantity, self.tokens.clone())),
            verb,
            ..last.clone()
        })
    }

    fn build(
        &self,
        kind: &'static str,
        verb: usize,
        noun: Option<Range<usize>>,
        unit: &'static str,
    ) -> Fact<'d> {
        let clause = self.scene.reading.clauses.of(self.tokens.start);
        let mut tokens = self.tokens.clone();
        if let Some(noun) = &noun {
            tokens = tokens.start.min(noun.start)..tokens.end.max(noun.end);
        }
        if clause.contains(&verb) {
            let end = self.scene.term_at(verb).map_or(verb + 1, |term| term.tokens.end);
            tokens = tokens.start.min(verb)..tokens.end.max(end);
        }
        let subject = noun.map(|noun| {
            if noun.start >= self.tokens.start { self.tokens.end.min(noun.end - 1)..noun.end } else { noun }
        });
        let percent = self.quantity.dimension == Dimension::Percent;
        let fraction = self.quantity.figure.form == Form::Fraction;
        let unit = if percent && !fraction { "percent" } else { unit };
        Fact { kind, tokens, quantity: Some((self.quantity, self.tokens.clone())), unit, subject, verb }
    }
}

/// Whether a category of terms holds nouns that can be counted.
fn is_noun(category: &str) -> bool {
    matches!(
        category,
        "agents"
            | "people"
            | "persons"
            | "jobs"
            | "staff"
            | "layoffs"
            | "departures"
            | "hires"
            | "applications"
            | "vacancies"
    )
}

fn unit_of(class: Option<&str>) -> &'static str {
    match class {
        Some("jobs" | "vacancies") => "jobs",
        Some("applications") => "applications",
        _ => "people",
    }
}

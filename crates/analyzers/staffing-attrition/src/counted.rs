//! Facts that stand on a figure: which noun it counts, and which verb says what happened to it.

use crate::asserted::is_workplace;
use crate::fact::{Fact, kind};

use copydesk_analyzer::language::{Dimension, Form, Found, Quantity, Scene};
use std::ops::Range;

/// The facts of a sentence's figures, in order.
pub(crate) fn facts<'d>(scene: &Scene<'d>) -> Vec<Fact<'d>> {
    let mut facts: Vec<Fact<'d>> = Vec::new();
    let quantities: Vec<_> = scene.reading.quantities_in(scene.tokens.clone()).collect();
    for (quantity, tokens) in quantities {
        let counts =
            matches!(quantity.dimension, Dimension::Count | Dimension::Percent | Dimension::Multiple);
        if !counts || tokens.is_empty() {
            continue;
        }
        let figure = Figure { scene, quantity, tokens };
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
}

/// How far a noun may stand behind its figure, and a verb from either.
const NOUN_REACH: usize = 9;
const VERB_REACH: usize = 18;
/// What a clause boundary counts as, in tokens; and what a colourless verb ("have") does.
const CLAUSE_COST: usize = 7;
const COLOURLESS_COST: usize = 6;
/// "It has three managers" tells of managers; from here on it tells the size of a staff.
const FEW: f64 = 5.0;

impl<'d> Figure<'_, 'd> {
    fn fact(&self) -> Option<Fact<'d>> {
        let noun = self.noun_behind().or_else(|| self.noun_in_front());
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

    /// The noun that the figure counts: the first behind it that nothing separates from it.
    fn noun_behind(&self) -> Option<Found> {
        let scene = self.scene;
        let mut noun = None;
        let mut at = self.tokens.start;
        let end = (self.tokens.end + NOUN_REACH).min(scene.tokens.end);
        while at < end {
            let term = scene.term_at(at).filter(|term| is_noun(term.category));
            if let Some(term) = term {
                let possessive = scene.word(term.tokens.end) == "'s" || scene.word(term.tokens.end) == "'";
                noun = Some(term.clone());
                at = term.tokens.end + usize::from(possessive);
                if !possessive && term.tokens.end >= self.tokens.end {
                    break;
                }
            } else if at >= self.tokens.end && ends_phrase(scene.word(at)) {
                break;
            } else {
                at += 1;
            }
        }
        noun
    }

    /// The noun in front of a figure that tells its size: "its workforce by 8 percent", "headcount is 60".
    fn noun_in_front(&self) -> Option<Found> {
        let scene = self.scene;
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
        let nouns = scene.terms.iter().rev().filter(|term| is_noun(term.category));
        let mut in_front =
            nouns.filter(|term| term.tokens.end <= self.tokens.start && term.tokens.start >= clause.start);
        in_front.next().filter(|term| joined && self.tokens.start - term.tokens.end < VERB_REACH).cloned()
    }

    /// The kind that an event's noun says by itself.
    fn event(&self, class: &str) -> Option<&'static str> {
        let scene = self.scene;
        match class {
            "layoffs" => Some(kind::LAYOFF),
            "departures" if !scene.is_about("travel") => Some(kind::DEPARTURE),
            "hires" => Some(kind::HIRE),
            "vacancies" if !scene.is_about("property") => Some(kind::OTHER),
            "applications" if scene.is_about("post") && !scene.is_about("politics") => {
                Some(kind::APPLICATIONS)
            }
            _ => None,
        }
    }

    /// The kind that the nearest verb says, with the verb's first token.
    fn by_verb(
        &self,
        class: Option<&str>,
        end: usize,
        noun: Option<&Found>,
    ) -> Option<(&'static str, usize)> {
        let verbs = self.scene.terms.iter().filter_map(|term| {
            let kind = self.kind_of(term, class, end)?;
            let cost = self.cost(term, end, noun);
            (cost <= VERB_REACH).then_some((cost, kind, term.tokens.start))
        });
        let (_, kind, verb) = verbs.min_by_key(|(cost, ..)| *cost)?;
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

    /// What a verb says about a figure of a class of nouns, given on which side of it the verb stands.
    fn kind_of(&self, verb: &Found, class: Option<&str>, end: usize) -> Option<&'static str> {
        let in_front = verb.tokens.start < self.tokens.start;
        let behind = verb.tokens.start >= end;
        let next_to = in_front && self.tokens.start <= verb.tokens.end + 1;
        let passive = behind && self.is_passive(verb);
        let people = matches!(class, Some("people" | "persons" | "staff"));
        let jobs = class == Some("jobs");
        let moved = in_front || passive;
        match verb.category {
            "lay-off" if moved && (people || jobs || next_to) => Some(kind::LAYOFF),
            "cut" if moved && (people || jobs) => Some(kind::LAYOFF),
            "layoffs" if in_front && people && self.is_affected(verb) => Some(kind::LAYOFF),
            "lose" if jobs => Some(kind::LAYOFF),
            "lose" if behind && people && verb.tokens.len() > 1 => Some(kind::LAYOFF),
            "lose" if in_front && people && class != Some("persons") => Some(kind::DEPARTURE),
            "leave" if behind && people && self.leaves_for_good(verb) => Some(kind::DEPARTURE),
            "hire" if moved && (people || jobs || next_to && self.is_bare()) => Some(kind::HIRE),
            "join" if behind && people => Some(kind::HIRE),
            "employ" if (people || next_to && self.is_bare()) && !self.is_petition() => Some(kind::HEADCOUNT),
            "have" if in_front && people && self.is_staffed(class) => Some(kind::HEADCOUNT),
            "move" if moved && (people || jobs) => Some(kind::OTHER),
            _ => None,
        }
    }

    /// Whether a verb behind its noun is a participle: "jobs lost", "80 jobs will be eliminated".
    fn is_passive(&self, verb: &Found) -> bool {
        let before = verb.tokens.start.saturating_sub(3).max(self.tokens.end)..verb.tokens.start;
        let auxiliary = before.clone().any(|token| {
            matches!(
                self.scene.word(token),
                "be" | "been" | "being" | "is" | "are" | "was" | "were" | "get" | "got"
            )
        });
        let word = self.scene.word(verb.tokens.start);
        auxiliary || (before.is_empty() && word.ends_with(['d', 't', 'o']))
    }

    /// Whether someone who leaves leaves the job.
    fn leaves_for_good(&self, verb: &Found) -> bool {
        let scene = self.scene;
        !scene.is_about("travel") && crate::asserted::is_departure(scene, verb)
    }

    /// Whether an event in front of the figure is said to touch those it counts: "the layoffs affect 40 people".
    fn is_affected(&self, event: &Found) -> bool {
        let between = event.tokens.end..self.tokens.start;
        let stems = ["affect", "concern", "cover", "hit", "impact", "involve"];
        between.into_iter().any(|token| stems.iter().any(|stem| self.scene.word(token).starts_with(stem)))
    }

    /// Whether nothing that could be counted follows the figure.
    fn is_bare(&self) -> bool {
        ends_phrase(self.scene.word(self.tokens.end)) && self.quantity.figure.unit.is_none()
    }

    /// The size of a staff that the words in front of the figure name: "its headcount fell to 900".
    fn size(&self, noun: Option<&Found>) -> Option<(&'static str, usize)> {
        let clause = self.scene.reading.clauses.of(self.tokens.start);
        let in_front = self.scene.terms_in(clause.start..self.tokens.start);
        let staff = in_front.filter(|term| term.category == "staff").last()?;
        let told = noun
            .is_some_and(|noun| noun.tokens == staff.tokens || matches!(noun.category, "people" | "persons"));
        (told && !self.is_petition()).then_some((kind::HEADCOUNT, staff.tokens.start))
    }

    /// A cut whose size the figure tells, where the sentence tells of staff: "the 7 percent cut".
    fn cut(&self) -> Option<(&'static str, usize)> {
        let at = self.tokens.end;
        let cut = self.scene.term_at(at).filter(|term| term.category == "cut")?;
        let staff = self.scene.terms.iter().any(|term| is_noun(term.category));
        let noun = matches!(self.scene.word(at), "cut" | "cuts" | "reduction");
        (staff && noun).then_some((kind::LAYOFF, cut.tokens.start))
    }

    fn is_petition(&self) -> bool {
        self.scene.has_context("petition", &self.scene.reading.clauses.of(self.tokens.start))
    }

    /// Whether "has 40 people" tells of staff.
    fn is_staffed(&self, class: Option<&str>) -> bool {
        if self.is_petition() {
            return false;
        }
        let clause = self.scene.reading.clauses.of(self.tokens.start);
        let figure = &self.quantity.figure;
        let many = figure.value.or(figure.low).is_some_and(|number| number >= FEW);
        let mut nouns = self.scene.terms_in(clause.clone());
        let staffed = class == Some("people")
            || nouns.any(|term| matches!(term.category, "staff" | "people" | "employ"));
        let own = |token: usize| matches!(self.scene.word(token), "its" | "their" | "our" | "the");
        let unit = (self.tokens.end..clause.end)
            .any(|token| own(token) && (token..token + 4).any(|noun| is_workplace(self.scene.word(noun))));
        many && (staffed || unit)
    }

    /// The fact that a figure without a noun adds to the one in front of it: "will fall to 80,000 from 83,000".
    fn continues(&self, last: &Fact<'d>) -> Option<Fact<'d>> {
        let scene = self.scene;
        let bare = ends_phrase(scene.word(self.tokens.end)) || scene.word(self.tokens.end) == "last";
        let joined = matches!(
            scene.word_before(self.tokens.start),
            "from" | "and" | "to" | "which" | "than" | "with" | "of" | "or"
        );
        let near = self.tokens.start.saturating_sub(last.tokens.end) <= VERB_REACH;
        let same =
            last.quantity.as_ref().is_some_and(|(quantity, _)| quantity.dimension == self.quantity.dimension);
        (bare && joined && near && same).then(|| Fact {
            tokens: self.tokens.clone(),
            quantity: Some((self.quantity, self.tokens.clone())),
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
        "people"
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

/// Whether a word ends the noun phrase that a figure opens.
pub(crate) fn ends_phrase(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "", "a", "about", "abroad", "after", "among", "an", "and", "are", "as", "at", "because", "before",
        "but", "by", "could", "due", "during", "for", "from", "had", "has", "have", "if", "in", "into", "is",
        "last", "may", "on", "or", "over", "than", "that", "this", "through", "to", "under", "until", "was",
        "were", "when", "where", "which", "while", "who", "will", "with", "within", "would",
    ];
    ENDS.contains(&word)
        || (!word.contains(|c: char| c.is_alphanumeric()) && !matches!(word, "'s" | "'" | "-" | "’"))
}

//! Facts that stand on a figure: which noun it counts, and which verb says what happened to it.

use crate::asserted::is_workplace;
use crate::fact::{Fact, kind};

use copydesk_analyzer::language::models::Upos;
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
}

/// How far a noun may stand behind its figure, and a verb from either.
const NOUN_REACH: usize = 9;
const VERB_REACH: usize = 18;
/// How far a verb may stand from its object, and a noun from the verb of its figure.
const CLOSE: usize = 4;
/// What a clause boundary counts as, in tokens; and what a colourless verb ("have") does.
const CLAUSE_COST: usize = 7;
const COLOURLESS_COST: usize = 6;
/// "It has three managers" tells of managers; from here on it tells the size of a staff.
const FEW: f64 = 5.0;

impl<'d> Figure<'_, 'd> {
    fn fact(&self) -> Option<Fact<'d>> {
        let noun = self.noun_behind().or_else(|| self.noun_in_front());
        if self.is_source(noun.as_ref()) || self.is_base() {
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

    /// Whether those counted are whom the article has it from: "two people familiar with the matter".
    fn is_source(&self, noun: Option<&Found>) -> bool {
        const REACH: usize = 6;
        let Some(noun) = noun.filter(|noun| matches!(noun.category, "people" | "persons")) else {
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
    fn is_whole_of(&self, last: &Fact<'d>) -> bool {
        let Some((_, share)) = &last.quantity else { return false };
        let between = self.tokens.start.saturating_sub(share.end);
        self.scene.word(share.end) == "of" && (1..=CLOSE).contains(&between)
    }

    /// Whether the figure is only the whole that another one is part of: "of the 14 authors, six have left".
    fn is_base(&self) -> bool {
        let at = self.tokens.start;
        let clause = self.scene.reading.clauses.of(at);
        self.scene.word(clause.start) == "of" && at <= clause.start + 2
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
            } else if at >= self.tokens.end && scene.ends_phrase(at) && !self.joins_adjectives(at) {
                break;
            } else {
                at += 1;
            }
        }
        noun
    }

    /// Whether a conjunction stands between two adjectives of one noun phrase.
    fn joins_adjectives(&self, at: usize) -> bool {
        let tags = self.scene.reading.tags.all();
        let adjective = |token: usize| tags.get(token).is_some_and(|tag| tag.upos == Upos::Adj);
        matches!(self.scene.word(at), "and" | "or" | ",") && adjective(at - 1) && adjective(at + 1)
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
        let grown = at_verb(self.scene, self.tokens.start.saturating_sub(1));
        let nouns =
            scene.terms.iter().rev().filter(|term| is_noun(term.category) || is_staff_of(scene, term));
        let mut in_front =
            nouns.filter(|term| term.tokens.end <= self.tokens.start && term.tokens.start >= clause.start);
        let noun = in_front.next().map(|term| Found {
            category: if is_noun(term.category) { term.category } else { "staff" },
            ..term.clone()
        });
        noun.filter(|term| {
            (joined
                || grown
                    && scene.ends_phrase(self.tokens.end)
                    && self.tokens.start - term.tokens.end <= CLOSE)
                && self.tokens.start - term.tokens.end < VERB_REACH
        })
    }

    /// The kind that an event's noun says by itself.
    fn event(&self, class: &str) -> Option<&'static str> {
        let scene = self.scene;
        match class {
            "layoffs" => Some(kind::LAYOFF),
            "departures" if !scene.is_about("travel") => Some(kind::DEPARTURE),
            "hires" => Some(kind::HIRE),
            "vacancies" if !scene.is_about("property") => Some(kind::OTHER),
            "applications" if self.is_for_posts() => Some(kind::APPLICATIONS),
            _ => None,
        }
    }

    /// Whether applications are for posts, not for loans or licences.
    fn is_for_posts(&self) -> bool {
        let scene = self.scene;
        let received = scene.terms.iter().any(|term| term.category == "apply");
        (scene.is_about("post") || received) && !scene.is_about("politics") && !scene.is_about("paperwork")
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
            "lay-off" if moved && (people || jobs || next_to && self.is_bare()) => Some(kind::LAYOFF),
            "cut" if moved && (people || jobs) => Some(kind::LAYOFF),
            "layoffs" if in_front && people && self.is_affected(verb) => Some(kind::LAYOFF),
            "lose" if jobs => Some(kind::LAYOFF),
            "lose" if behind && people && verb.tokens.len() > 1 => Some(kind::LAYOFF),
            "lose" if in_front && people && class != Some("persons") && self.is_object(verb, end) => {
                Some(kind::DEPARTURE)
            }
            "leave" if behind && people && self.leaves_for_good(verb) => Some(kind::DEPARTURE),
            "hire" if moved && (people || jobs || next_to && self.is_bare() && self.is_hiring(verb)) => {
                Some(kind::HIRE)
            }
            "gone" if behind && people => Some(kind::DEPARTURE),
            "leave" | "gone"
                if behind && class.is_none() && self.is_subject_of(verb) && self.leaves_for_good(verb) =>
            {
                Some(kind::DEPARTURE)
            }
            "join" if behind && people => Some(kind::HIRE),
            "employ" if (people || next_to && self.is_bare()) && self.tells_size(verb) => {
                Some(kind::HEADCOUNT)
            }
            "have" if in_front && people && self.is_object(verb, end) && self.is_staffed(class) => {
                Some(kind::HEADCOUNT)
            }
            "move" if moved && (people || jobs) && self.is_object(verb, end) => Some(kind::OTHER),
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
        !scene.is_about("travel") && (verb.category == "gone" || crate::asserted::is_departure(scene, verb))
    }

    /// Whether an event in front of the figure is said to touch those it counts: "the layoffs affect 40 people".
    fn is_affected(&self, event: &Found) -> bool {
        let between = event.tokens.end..self.tokens.start;
        let stems = ["affect", "concern", "cover", "hit", "impact", "involve"];
        between.into_iter().any(|token| stems.iter().any(|stem| self.scene.word(token).starts_with(stem)))
    }

    /// Whether a verb of size tells how many work somewhere: "employs", or "includes" where staff is what includes.
    fn tells_size(&self, verb: &Found) -> bool {
        let scene = self.scene;
        let word = scene.word(verb.tokens.start);
        let listing = ["account", "compris", "consist", "includ"].iter().any(|stem| word.starts_with(stem));
        let clause = scene.reading.clauses.of(verb.tokens.start);
        let mut subject = scene.terms_in(clause.start..verb.tokens.start);
        let staff = !listing || subject.any(|term| term.category == "staff");
        staff && !self.is_petition() && self.is_definite()
    }

    /// Whether the figure is more than "some" or "several".
    fn is_definite(&self) -> bool {
        let figure = &self.quantity.figure;
        figure.form != Form::Vague || figure.low.is_some_and(|low| low >= FEW)
    }

    /// Whether the figure, with its noun that ends at a token, hangs on a verb or stands close behind it.
    fn is_object(&self, verb: &Found, end: usize) -> bool {
        let reading = &self.scene.reading;
        let close = verb.tokens.end <= self.tokens.start && self.tokens.start - verb.tokens.end <= CLOSE;
        close || reading.is_argument(end - 1, verb.tokens.start)
    }

    /// Whether a verb can mean nothing but hiring.
    fn is_hiring(&self, verb: &Found) -> bool {
        let word = self.scene.word(verb.tokens.start);
        word.starts_with("hir") || word.starts_with("recruit")
    }

    /// Whether the bare figure is a verb's subject, in a sentence that tells of people: "six have left".
    fn is_subject_of(&self, verb: &Found) -> bool {
        let people = self.scene.terms.iter().any(|term| matches!(term.category, "people" | "staff"));
        let between = verb.tokens.start.saturating_sub(self.tokens.end);
        let pronoun = self.quantity.figure.form == Form::Vague;
        (people || pronoun)
            && between <= 2
            && !self.scene.is_about("travel")
            && self.quantity.figure.unit.is_none()
    }

    /// Whether nothing that could be counted follows the figure.
    fn is_bare(&self) -> bool {
        self.scene.ends_phrase(self.tokens.end) && self.quantity.figure.unit.is_none()
    }

    /// The size of a staff that the words in front of the figure name: "its headcount fell to 900".
    fn size(&self, noun: Option<&Found>) -> Option<(&'static str, usize)> {
        let clause = self.scene.reading.clauses.of(self.tokens.start);
        let in_front = self.scene.terms_in(clause.start..self.tokens.start);
        let staff = in_front.rev().find(|term| term.category == "staff")?;
        let told = noun
            .is_some_and(|noun| noun.tokens == staff.tokens || matches!(noun.category, "people" | "persons"));
        (told && self.is_definite() && !self.is_petition()).then_some((kind::HEADCOUNT, staff.tokens.start))
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
        let bare = scene.ends_phrase(self.tokens.end) || scene.word(self.tokens.end) == "last";
        let joined = matches!(
            scene.word_before(self.tokens.start),
            "from" | "and" | "to" | "which" | "than" | "with" | "of" | "or"
        );
        let verbs = scene.terms_in(self.tokens.start.saturating_sub(4)..self.tokens.start);
        let again = scene.term_at(last.verb).is_some_and(|first| {
            verbs.rev().any(|verb| verb.category == first.category && verb.tokens.start > last.verb)
        });
        let joined = joined || again;
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

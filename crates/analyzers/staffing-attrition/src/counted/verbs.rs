//! What a verb says about a figure: left, laid off, hired, employed.

use super::{CLOSE, FEW, Figure, is_noun};
use crate::fact::kind;
use copydesk_analyzer::language::{Form, Found, is_workplace};

impl Figure<'_, '_> {
    /// What a verb says about a figure of a class of nouns, given on which side of it the verb stands.
    pub(super) fn kind_of(
        &self,
        verb: &Found,
        class: Option<&str>,
        end: usize,
        noun: Option<&Found>,
    ) -> Option<&'static str> {
        let in_front = verb.tokens.start < self.tokens.start;
        let behind = verb.tokens.start >= end;
        let next_to = in_front && self.tokens.start <= verb.tokens.end + 1;
        let passive = behind && self.is_passive(verb);
        let people = matches!(class, Some("agents" | "people" | "persons" | "staff"));
        let jobs = class == Some("jobs");
        let moved = in_front || passive;
        match verb.category {
            "lay-off" if moved && (people || jobs || next_to && self.is_bare()) => Some(kind::LAYOFF),
            "cut" if (moved || self.tokens == verb.tokens) && (people || jobs) && !is_subject(verb, noun) => {
                Some(kind::LAYOFF)
            }
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
            "redundant" if behind && people => Some(kind::LAYOFF),
            "join" if behind && people => Some(kind::HIRE),
            "apply" if behind && people && self.asks_for_post(verb) => Some(kind::APPLICATIONS),
            "employ" if (people || next_to && self.is_bare()) && self.tells_size(verb) => {
                Some(kind::HEADCOUNT)
            }
            "have"
                if in_front
                    && people
                    && class != Some("agents")
                    && self.is_object(verb, end)
                    && self.is_staffed(class) =>
            {
                Some(kind::HEADCOUNT)
            }
            "move" if moved && (people || jobs) && self.is_object(verb, end) => Some(kind::OTHER),
            "move" if behind && class.is_none() && self.is_subject_of(verb) => Some(kind::OTHER),
            _ => None,
        }
    }

    /// Whether people apply for a post, not for a loan or a licence.
    fn asks_for_post(&self, verb: &Found) -> bool {
        let scene = self.scene;
        let applied = scene.word(verb.tokens.start).starts_with("appl");
        applied && !scene.is_about("paperwork") && !scene.is_about("politics")
    }

    /// Whether a verb behind its noun is a participle: "jobs lost", "80 jobs will be eliminated".
    pub(super) fn is_passive(&self, verb: &Found) -> bool {
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
    pub(super) fn leaves_for_good(&self, verb: &Found) -> bool {
        let scene = self.scene;
        !scene.is_about("travel") && (verb.category == "gone" || crate::asserted::is_departure(scene, verb))
    }

    /// Whether an event in front of the figure is said to touch those it counts: "the layoffs affect 40 people".
    pub(super) fn is_affected(&self, event: &Found) -> bool {
        let between = event.tokens.end..self.tokens.start;
        let stems = ["affect", "concern", "cover", "hit", "impact", "involve"];
        between.into_iter().any(|token| stems.iter().any(|stem| self.scene.word(token).starts_with(stem)))
    }

    /// Whether a verb of size tells how many work somewhere: "employs", or "includes" where staff is what includes.
    pub(super) fn tells_size(&self, verb: &Found) -> bool {
        let scene = self.scene;
        let word = scene.word(verb.tokens.start);
        let listing = ["account", "compris", "consist", "includ"].iter().any(|stem| word.starts_with(stem));
        let clause = scene.reading.clauses.of(verb.tokens.start);
        let mut subject = scene.terms_in(clause.start..verb.tokens.start);
        let staff = !listing || subject.any(|term| term.category == "staff");
        staff && !self.is_petition() && self.is_definite()
    }

    /// Whether the figure is more than "some" or "several".
    pub(super) fn is_definite(&self) -> bool {
        let figure = &self.quantity.figure;
        figure.form != Form::Vague || figure.low.is_some_and(|low| low >= FEW)
    }

    /// Whether the figure, with its noun that ends at a token, hangs on a verb or stands close behind it.
    pub(super) fn is_object(&self, verb: &Found, end: usize) -> bool {
        let reading = &self.scene.reading;
        let close = verb.tokens.end <= self.tokens.start && self.tokens.start - verb.tokens.end <= CLOSE;
        close || reading.is_argument(end - 1, verb.tokens.start)
    }

    /// Whether a verb can mean nothing but hiring.
    pub(super) fn is_hiring(&self, verb: &Found) -> bool {
        let word = self.scene.word(verb.tokens.start);
        word.starts_with("hir") || word.starts_with("recruit")
    }

    /// Whether the bare figure is a verb's subject, in a sentence that tells of people: "six have left".
    pub(super) fn is_subject_of(&self, verb: &Found) -> bool {
        let people = self.scene.terms.iter().any(|term| matches!(term.category, "people" | "staff"));
        let between = verb.tokens.start.saturating_sub(self.tokens.end);
        let pronoun = self.quantity.figure.form == Form::Vague;
        (people || pronoun)
            && between <= 2
            && !self.scene.is_about("travel")
            && self.quantity.figure.unit.is_none()
    }

    /// Whether nothing that could be counted follows the figure.
    pub(super) fn is_bare(&self) -> bool {
        self.scene.ends_phrase(self.tokens.end) && self.quantity.figure.unit.is_none()
    }

    /// The size of a staff that the words in front of the figure name: "its headcount fell to 900".
    pub(super) fn size(&self, noun: Option<&Found>) -> Option<(&'static str, usize)> {
        let clause = self.scene.reading.clauses.of(self.tokens.start);
        let in_front = self.scene.terms_in(clause.start..self.tokens.start);
        let staff = in_front.rev().find(|term| term.category == "staff")?;
        let told = noun
            .is_some_and(|noun| noun.tokens == staff.tokens || matches!(noun.category, "people" | "persons"));
        (told && self.is_definite() && !self.is_petition()).then_some((kind::HEADCOUNT, staff.tokens.start))
    }

    /// A cut whose size the figure tells, where the sentence tells of staff: "the 7 percent cut".
    pub(super) fn cut(&self) -> Option<(&'static str, usize)> {
        let at = self.tokens.end;
        let cut = self.scene.term_at(at).filter(|term| term.category == "cut")?;
        let staff = self.scene.terms.iter().any(|term| is_noun(term.category));
        let noun = matches!(self.scene.word(at), "cut" | "cuts" | "reduction");
        (staff && noun).then_some((kind::LAYOFF, cut.tokens.start))
    }

    pub(super) fn is_petition(&self) -> bool {
        self.scene.has_context("petition", &self.scene.reading.clauses.of(self.tokens.start))
    }

    /// Whether "has 40 people" tells of staff.
    pub(super) fn is_staffed(&self, class: Option<&str>) -> bool {
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
}

/// Whether a staff does itself what the verb says: "the workforce shrank by 8 percent" tells its size.
fn is_subject(verb: &Found, noun: Option<&Found>) -> bool {
    noun.is_some_and(|noun| noun.category == "staff" && noun.tokens.end <= verb.tokens.start)
}

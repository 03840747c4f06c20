//! What a figure itself says: whether it is more than "some", a share, or the size of a staff.

use super::{FEW, Figure};
use crate::fact::kind;
use copydesk_analyzer::language::{Form, Found, is_workplace};

impl Figure<'_, '_> {
    /// Whether "with" opens the sentence with many of a trade: "With 8,200 civil servants, the agency is the largest".
    pub(super) fn opens(&self, with: &Found) -> bool {
        const MANY: f64 = 20.0;
        let figure = &self.quantity.figure;
        with.tokens.start == self.scene.tokens.start
            && figure.value.or(figure.low).is_some_and(|number| number >= MANY)
    }

    /// Whether a verb of size tells how many work somewhere: "employs", or "includes" where staff is what includes.
    pub(super) fn tells_size(&self, verb: &Found) -> bool {
        let scene = self.scene;
        let word = scene.word(verb.tokens.start);
        let listing =
            ["account", "compris", "consist", "includ", "number"].iter().any(|stem| word.starts_with(stem));
        let clause = scene.reading.clauses.of(verb.tokens.start);
        let mut subject = scene.terms_in(clause.start..verb.tokens.start);
        let staff = !listing || subject.any(|term| term.category == "staff");
        staff && !self.is_petition() && self.is_definite()
    }

    /// Whether the figure is a share of a whole: "hold 31% of the technical jobs".
    pub(super) fn is_share(&self) -> bool {
        let figure = &self.quantity.figure;
        figure.form == Form::Fraction || figure.unit.as_deref() == Some("percent")
    }

    /// Whether the figure is one that any noun can have: "many", "some", "all".
    pub(super) fn is_loose(&self) -> bool {
        let figure = &self.quantity.figure;
        figure.form == Form::Vague && figure.low.is_none() || self.is_all()
    }

    /// Whether the figure is "all", which tells no size.
    pub(super) fn is_all(&self) -> bool {
        self.scene.word(self.tokens.start) == "all" && self.tokens.len() == 1
    }

    /// Whether the figure is more than "some" or "several".
    pub(super) fn is_definite(&self) -> bool {
        let figure = &self.quantity.figure;
        figure.form != Form::Vague || figure.low.is_some_and(|low| low >= FEW)
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
        let owned = matches!(self.scene.word(staff.tokens.end), "'s" | "'");
        let told = !owned
            && noun.is_some_and(|noun| {
                noun.tokens == staff.tokens || matches!(noun.category, "people" | "persons")
            });
        (told && self.is_definite() && !self.is_petition()).then_some((kind::HEADCOUNT, staff.tokens.start))
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

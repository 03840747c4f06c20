//! What a figure itself says: whether it is more than "some", a share, or the size of a staff.

use super::{FEW, Figure};
use crate::fact::kind;
use copydesk_analyzer::language::models::{Upos, Xpos};
use copydesk_analyzer::language::{Dimension, Form, Found, is_workplace};

impl Figure<'_, '_> {
    /// Whether "with" opens the sentence with many of a trade: "With 8,200 civil servants, the agency is the largest".
    pub(super) fn opens(&self, with: &Found) -> bool {
        const MANY: f64 = 20.0;
        let figure = &self.quantity.figure;
        with.tokens.start == self.scene.tokens.start && figure.is_at_least(MANY)
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
        // "Put thousands to work in" promises jobs.
        let promised = scene.word_before(verb.tokens.start) == "to" && word == "work";
        staff
            && !promised
            && !self.is_petition()
            && self.is_definite()
            && !self.is_of_country()
            && self.is_owned(verb)
    }

    /// Whether the figure is so great that it tells of a country's people, not of an employer's.
    pub(super) fn is_of_country(&self) -> bool {
        const MOST: f64 = 3e6;
        let figure = &self.quantity.figure;
        self.quantity.dimension == Dimension::Count
            && (figure.is_at_least(MOST)
                || figure.form == Form::Vague && figure.low.is_some_and(|low| low >= 1e6))
    }

    /// Whether a team is somebody's: "our team of 40", "Acme has a team of 40"; not "a team of 10 can do more".
    pub(super) fn is_owned(&self, team: &Found) -> bool {
        let scene = self.scene;
        if !matches!(scene.word(team.tokens.start), "team" | "teams" | "rank" | "crew") {
            return true;
        }
        let clause = scene.reading.clauses.of(team.tokens.start);
        let owner = |token: usize| {
            matches!(
                scene.word(token),
                "we" | "our"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "the"
                    | "'s"
                    | "has"
                    | "had"
                    | "led"
                    | "with"
            )
        };
        let named = !scene.reading.organizations.within(scene.tokens.clone()).is_empty();
        named || (clause.start.min(team.tokens.start.saturating_sub(6))..team.tokens.start).any(owner)
    }

    /// Whether those counted hold offices or are held, or the figure counts teams: they are no staff.
    pub(super) fn is_no_staff(&self, noun: &Found) -> bool {
        let last = noun.tokens.end - 1;
        let teams = matches!(self.scene.word(last), "teams" | "crews")
            && noun.tokens.start >= self.tokens.end
            && !self.is_share()
            && self.scene.word(last + 1) != "of";
        let chief = matches!(self.scene.word(last), "staff")
            && self.scene.word_before(noun.tokens.start) == "of"
            && noun.tokens.start > 1
            && matches!(self.scene.word(noun.tokens.start - 2), "chief" | "chiefs");
        // "Three deputy prime ministers".
        let end = (last + 1..last + 3).find(|&token| self.scene.ends_phrase(token)).unwrap_or(last + 3);
        teams || chief || self.scene.has_context("office", &(last..end))
    }

    /// Whether a place has them, not an employer: "the city has 400,000 people".
    pub(super) fn is_of_place(&self, verb: &Found) -> bool {
        let subject = self.scene.reading.subject_head(verb.tokens.start);
        subject.is_some_and(|noun| {
            self.scene.tokens.contains(&noun) && self.scene.has_context("place", &(noun..noun + 1))
        })
    }

    /// Whether "for" parts a staff from a figure that counts others: "the staff looked for three miners".
    fn is_parted(&self, staff: &Found, noun: &Found) -> bool {
        noun.tokens != staff.tokens
            && (staff.tokens.end..self.tokens.start).any(|token| self.scene.word(token) == "for")
    }

    /// Whether any such employer has that many: "businesses with fewer than 10 employees".
    pub(super) fn is_of_any(&self, with: &Found) -> bool {
        let scene = self.scene;
        let Some(owner) = with.tokens.start.checked_sub(1).filter(|owner| scene.tokens.contains(owner))
        else {
            return false;
        };
        let joins = matches!(scene.word(with.tokens.start), "with" | "having");
        if !joins || scene.reading.tags.all()[owner].xpos != Xpos::Nns {
            return false;
        }
        let tags = scene.reading.tags.all();
        let modifies = |token: &usize| matches!(tags[*token].upos, Upos::Adj | Upos::Noun | Upos::Propn);
        let modifiers = (scene.tokens.start..owner).rev().take_while(modifies).count();
        let phrase = (owner - modifiers).saturating_sub(1).max(scene.tokens.start)..owner;
        let known = |token: usize| {
            matches!(scene.word(token), "the" | "its" | "their" | "our" | "these" | "those" | "his" | "her")
                || scene.reading.tags.all()[token].upos == Upos::Propn
        };
        !phrase.into_iter().any(known)
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
        (told
            && self.is_definite()
            && !self.is_petition()
            && !self.is_of_country()
            && self.is_owned(staff)
            && !noun.is_some_and(|noun| self.is_parted(staff, noun)))
        .then_some((kind::HEADCOUNT, staff.tokens.start))
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
        let many = figure.is_at_least(FEW);
        let mut nouns = self.scene.terms_in(clause.clone());
        let staffed = class == Some("people")
            || nouns.any(|term| matches!(term.category, "staff" | "people" | "employ"));
        let own = |token: usize| matches!(self.scene.word(token), "its" | "their" | "our" | "the");
        let unit = (self.tokens.end..clause.end)
            .any(|token| own(token) && (token..token + 4).any(|noun| is_workplace(self.scene.word(noun))));
        many && (staffed || unit)
    }
}

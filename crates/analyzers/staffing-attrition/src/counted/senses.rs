//! Other senses of the verbs that stand by a figure: what is cut but no staff, moved but no one, or only "with" a verb.

use super::Figure;
use copydesk_analyzer::language::Found;
use copydesk_analyzer::language::models::Upos;

impl Figure<'_, '_> {
    /// Whether a figure says how long a list is: "movers, #7 of 21".
    pub(super) fn is_rank(&self) -> bool {
        let word =
            |back: usize| self.tokens.start.checked_sub(back).map_or("", |token| self.scene.word(token));
        word(1) == "of" && (word(2).starts_with('#') || word(3) == "#" || word(3) == "no.")
    }

    /// Whether a cut is a noun that a comma parts from the figure: "a pay cut, 80,000 employees volunteered".
    pub(super) fn is_apart(&self, cut: &Found) -> bool {
        self.scene.reading.tags.all()[cut.tokens.start].upos == Upos::Noun
            && self.scene.word(cut.tokens.end) == ","
            && self.scene.word(cut.tokens.end + 1) != "which"
    }

    /// Whether what is cut is something else of those counted: "salaries for most academics were reduced to 60%".
    pub(super) fn is_of_another(&self, verb: &Found) -> bool {
        let clause = self.scene.reading.clauses.of(verb.tokens.start);
        (clause.start..verb.tokens.start).any(|token| {
            let of_pay = matches!(
                self.scene.word(token),
                "salaries" | "salary" | "pay" | "wages" | "hours" | "pensions" | "benefits"
            );
            of_pay && matches!(self.scene.word(token + 1), "for" | "of") && self.is_passive(verb)
        })
    }

    /// Whether "with" belongs to a verb: "connect with hundreds of executives".
    pub(super) fn is_of_verb(&self, with: &Found) -> bool {
        let before = with.tokens.start.checked_sub(1).filter(|before| self.scene.tokens.contains(before));
        self.scene.word(with.tokens.start) == "with"
            && before.is_some_and(|before| self.scene.reading.tags.all()[before].upos == Upos::Verb)
    }

    /// Whether those counted are what is moved, not where to or what after: "moved into three buildings".
    pub(super) fn is_moved(&self, verb: &Found) -> bool {
        const FEWEST: f64 = 5.0;
        let scene = self.scene;
        let word = scene.word(verb.tokens.start);
        let figure = &self.quantity.figure;
        let few = word.starts_with("need") && !figure.is_at_least(FEWEST);
        let target = scene.word(verb.tokens.end) == "the" && word == "short";
        let mut between = verb.tokens.end..self.tokens.start;
        let elsewhere = verb.tokens.start < self.tokens.start
            && between.any(|token| {
                matches!(scene.word(token), "after" | "before" | "into" | "in" | "to" | "for" | "with" | "by")
            });
        !(few || target || elsewhere)
    }

    /// Whether a noun is part of a body or of a person's pay: "cut the throats of".
    pub(super) fn is_body(&self, noun: usize) -> bool {
        let word = self.scene.word(noun);
        ["throat", "hair", "head", "hand", "wage", "salar", "pay", "hour", "tax"]
            .iter()
            .any(|stem| word.starts_with(stem))
            && !matches!(word, "headcount" | "payroll" | "payrolls")
    }
}

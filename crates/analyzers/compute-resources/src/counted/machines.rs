//! Whether nouns with other senses, "servers", "cores", "systems", are machines where a figure counts them.

use super::Figure;
use copydesk_analyzer::language::Found;
use copydesk_analyzer::language::models::Upos;

impl Figure<'_, '_> {
    /// Whether the sentence tells of a machine that is installed, or of a run.
    pub(super) fn is_installed(&self) -> bool {
        let mut terms = self.place.scene.terms.iter();
        terms.any(|term| matches!(term.category, "site" | "train"))
    }

    /// Whether servers that someone adds or buys are machines.
    pub(super) fn are_servers(&self, noun: &Found) -> bool {
        let scene = self.place.scene;
        let clause = scene.reading.clauses.of(self.tokens.start);
        let got = scene.terms_in(clause.start..self.tokens.start).any(|term| term.category == "get");
        noun.category == "weak-server" && got && !self.place.is_elsewhere()
    }

    /// Whether a noun that is also something else stands in front of another one: "14 core members", "more TPU soles".
    pub(super) fn modifies(&self, noun: &Found) -> bool {
        let scene = self.place.scene;
        let one = !scene.word(noun.tokens.end - 1).ends_with('s');
        let end = noun.tokens.end;
        let other = scene.tokens.contains(&end)
            && scene.reading.tags.all()[end].upos == Upos::Noun
            && scene.term_at(end).is_none();
        matches!(noun.category, "weak-core" | "core" | "tpu") && one && other
    }

    /// Whether systems or servers have no number that tells anything: "more reliable AI systems", "one searchable
    /// system".
    pub(super) fn is_uncounted(&self, noun: &Found) -> bool {
        let figure = &self.quantity.figure;
        let few = figure.value.or(figure.low).or(figure.high).is_none_or(|number| number <= 1.0);
        let apart = noun.tokens.start > self.tokens.end;
        matches!(noun.category, "weak-system" | "weak-server") && few && apart
    }

    /// Whether something is run on what the figure counts: "we ran it on a thousand processors".
    pub(super) fn runs_on(&self) -> bool {
        const FEWEST: f64 = 10.0;
        const REACH: usize = 6;
        let scene = self.place.scene;
        let near = self.tokens.start.saturating_sub(REACH)..self.tokens.start;
        let run = |term: &Found| {
            let word = scene.word(term.tokens.start);
            let runs = matches!(word, "ran" | "run" | "running" | "runs");
            runs || word.starts_with("render") || word.starts_with("simulat") || term.category == "train"
        };
        let on = scene.word_before(self.tokens.start) == "on";
        let figure = &self.quantity.figure;
        let several = figure.is_at_least(FEWEST);
        on && several && !self.place.is_elsewhere() && scene.terms_in(near).any(run)
    }

    /// Whether so many processors, cores or nodes that only a large machine has them: "the computer has 1,024 cores".
    pub(super) fn makes_up(&self, noun: &Found) -> bool {
        const FEWEST: f64 = 100.0;
        let scene = self.place.scene;
        let figure = &self.quantity.figure;
        let many = figure.is_at_least(FEWEST);
        let mut front = scene.terms_in(scene.tokens.start..self.tokens.start);
        let part = matches!(noun.category, "weak-cpu" | "weak-core" | "weak-node");
        let machine = |term: &Found| {
            term.category == "weak-computer" || scene.word(term.tokens.start).starts_with("cluster")
        };
        part && many && front.any(machine) && !self.place.is_elsewhere()
    }
}

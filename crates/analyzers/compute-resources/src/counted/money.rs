//! Sums of money: whether one is spent on something that computes.

use super::Figure;
use crate::fact::{Fact, kind};
use crate::page::is_device;
use copydesk_analyzer::language::models::Upos;
use copydesk_analyzer::language::{Dimension, Found, Scene};
use std::ops::Range;

impl<'d> Figure<'_, 'd> {
    /// Money for something that computes: the item is what the sum is spent on, or what it is the price of.
    pub(super) fn money(&self) -> Option<Fact<'d>> {
        let scene = self.place.scene;
        let clause = scene.reading.clauses.of(self.tokens.start);
        let share = matches!(scene.word_before(self.tokens.start), "each" | "every" | "per");
        // The same sum in another currency.
        let converted = scene.word_before(self.tokens.start) == "(" && scene.word(self.tokens.end) == ")";
        if share
            || converted
            || self.place.is_elsewhere()
            || scene.has_context("market", &self.between_commas())
        {
            return None;
        }
        let priced = self.tokens.start.saturating_sub(4)..(self.tokens.end + 6).min(scene.tokens.end);
        let spent = scene.terms_in(clause.clone()).any(|term| term.category == "spend");
        let costs = clause.clone().any(|token| scene.word(token).starts_with("cost"));
        let mut items = scene.terms.iter().filter(|term| {
            let weak = term.category.starts_with("weak-");
            // "Military hardware" does not compute, nor does a "maker of computer chips" buy them.
            let doubtful =
                matches!(term.category, "weak-hardware" | "weak-chip") && self.place.is_computing();
            let made = scene.word_before(term.tokens.start) == "of"
                && scene.word(term.tokens.start.saturating_sub(2)).starts_with("maker");
            // "A chip startup" is no chip.
            let modifies = term.category == "weak-chip" && is_noun(scene, term.tokens.end);
            doubtful && !made && !modifies
                || matches!(term.category, "site" | "weak-server" | "cost" | "item")
                || term.category == "weak-site"
                    && scene.word(term.tokens.start).starts_with("cluster")
                    && (self.place.is_near("compute") || priced.contains(&term.tokens.start))
                    && scene.word(term.tokens.end) != "of"
                || self.buys_chips(term, spent)
                || term.category == "train" && costs && self.place.is_computing()
                || is_device(term.category) && (!weak || self.place.is_computing())
        });
        if self.is_price_of_hours() || self.is_spent_on_it(spent) {
            return Some(self.build(kind::SPEND, None, None));
        }
        let item = items.find(|term| {
            let near = scene.clauses_between(term.tokens.start, self.tokens.start) <= 1;
            let bill = term.category == "cost" && clause.contains(&term.tokens.start);
            (bill || near && spent || priced.contains(&term.tokens.start)) && !self.is_designed(term)
        })?;
        let item = item.clone();
        Some(self.build(kind::SPEND, Some(&item), None))
    }

    /// Whether the sum is what hours of devices told of just before cost: "28M H100 hours, which is around $50M".
    fn is_price_of_hours(&self) -> bool {
        const REACH: usize = 8;
        let scene = self.place.scene;
        let near = self.tokens.start.saturating_sub(REACH).max(scene.tokens.start)..self.tokens.start;
        let hours = |tokens: Range<usize>| {
            let mut times = scene.reading.quantities_in(tokens);
            times.any(|(quantity, _)| quantity.dimension == Dimension::DeviceTime)
        };
        let joined = ["about", "around", "cost", "costs", "for", "is", "of", "or", "roughly", "to", ","];
        let joined = joined.contains(&scene.word_before(self.tokens.start));
        let referring = near.clone().any(|token| matches!(scene.word(token), "that" | "it" | "this"));
        let told =
            || self.place.scene_before().is_some_and(|before| referring && hours(before.tokens.clone()));
        joined && (hours(near.clone()) || told())
    }

    /// Whether the sum goes into a machine that the sentence in front told of: "poured a billion yuan into it".
    fn is_spent_on_it(&self, spent: bool) -> bool {
        let scene = self.place.scene;
        let end = self.tokens.end;
        let into = (scene.word(end) == "into" || spent && matches!(scene.word(end), "on" | "for"))
            && matches!(scene.word(end + 1), "it" | "them" | "this");
        let machine = |before: &Scene<'_>| {
            before.terms.iter().any(|term| is_device(term.category) || term.category == "site")
        };
        into && self.place.scene_before().is_some_and(machine)
    }

    /// Whether somebody spends a large sum "on chips".
    fn buys_chips(&self, item: &Found, spent: bool) -> bool {
        const LEAST: f64 = 1_000_000.0;
        let scene = self.place.scene;
        let figure = &self.quantity.figure;
        let large = figure.is_at_least(LEAST);
        let end = item.tokens.end;
        let chips = item.category == "weak-chip" && scene.word(end - 1) == "chips" && scene.ends_phrase(end);
        let on = scene.word_before(item.tokens.start) == "on" && item.tokens.start > self.tokens.start;
        spent && large && chips && on
    }

    /// Whether a chip is what the money makes: "raised $120M to build a cheaper inference chip".
    fn is_designed(&self, item: &Found) -> bool {
        const REACH: usize = 5;
        let scene = self.place.scene;
        let near = item.tokens.start.saturating_sub(REACH)..item.tokens.start;
        let stems = ["build", "design", "develop", "mak", "manufactur", "produc"];
        let made = |token: usize| stems.iter().any(|stem| scene.word(token).starts_with(stem));
        matches!(item.category, "chip" | "weak-chip" | "weak-cpu") && near.into_iter().any(made)
    }

    /// The part of the clause that commas set off around the figure.
    fn between_commas(&self) -> Range<usize> {
        let scene = self.place.scene;
        let clause = scene.reading.clauses.of(self.tokens.start);
        let comma = |token: &usize| scene.word(*token) == ",";
        let start = (clause.start..self.tokens.start).rev().find(comma).unwrap_or(clause.start);
        let end = (self.tokens.end..clause.end).find(comma).unwrap_or(clause.end);
        start..end
    }
}

/// Whether a token is a common noun.
fn is_noun(scene: &Scene<'_>, token: usize) -> bool {
    scene.tokens.contains(&token) && scene.reading.tags.all()[token].upos == Upos::Noun
}

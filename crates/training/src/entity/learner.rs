//! A structured perceptron with averaged weights: a row for each feature, with one weight a label.

use copydesk_language::models::entity::TRANSITION;
use copydesk_language::models::entity::decode::{LABELS, Scores, Transitions};
use copydesk_language::models::hash::feature;

use crate::perceptron::FeatureIndex;

/// Numbers of the features of a sentence's words, as many for each.
#[derive(Debug, Clone, Default)]
pub struct Features {
    numbers: Vec<u32>,
    per_word: usize,
}

impl Features {
    /// Features of so many words.
    pub fn new(numbers: Vec<u32>, words: usize) -> Self {
        Self { per_word: numbers.len() / words.max(1), numbers }
    }

    fn of(&self, word: usize) -> &[u32] {
        &self.numbers[word * self.per_word..(word + 1) * self.per_word]
    }
}

/// The weights during training.
#[derive(Debug)]
pub struct Learner {
    rows: Vec<Scores>,
    /// Sums of each weight's changes times the step at which they were made.
    totals: Vec<Scores>,
    /// How often a feature's weights were moved, up to 255.
    updates: Vec<u8>,
    /// The features that stand for the label before.
    transitions: [u32; LABELS],
    step: f32,
}

impl Learner {
    /// Weights of zero for all features numbered so far; `transitions` as [`transitions`] numbered them.
    pub fn new(features: usize, transitions: [u32; LABELS]) -> Self {
        let zeros = vec![[0.0; LABELS]; features];
        Self { rows: zeros.clone(), totals: zeros, updates: vec![0; features], transitions, step: 0.0 }
    }

    /// The scores of one label after another.
    pub fn transitions(&self) -> Transitions {
        Transitions::new(|before, row| *row = self.rows[self.transitions[before] as usize])
    }

    /// The scores of each word's labels.
    pub fn emissions(&self, parts: [&Features; 2], words: usize) -> Vec<Scores> {
        let emission = |word| {
            let mut scores = [0.0; LABELS];
            for &number in parts.iter().flat_map(|part| part.of(word)) {
                let row = &self.rows[number as usize];
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
            }
            scores
        };
        (0..words).map(emission).collect()
    }

    /// Counts a decision; the averages are over all of them.
    pub fn tick(&mut self) {
        self.step += 1.0;
    }

    /// Moves the weights towards one sequence of labels and away from another.
    pub fn update(&mut self, parts: [&Features; 2], gold: &[u8], found: &[u8], amount: f32) {
        for (word, (&gold, &found)) in
            gold.iter().zip(found).enumerate().filter(|(_, (gold, found))| gold != found)
        {
            for &number in parts.iter().flat_map(|part| part.of(word)) {
                self.shift(number, gold, amount);
                self.shift(number, found, -amount);
            }
        }
        for (gold, found) in gold.windows(2).zip(found.windows(2)).filter(|(gold, found)| gold != found) {
            self.shift(self.transitions[gold[0] as usize], gold[1], amount);
            self.shift(self.transitions[found[0] as usize], found[1], -amount);
        }
    }

    fn shift(&mut self, number: u32, label: u8, amount: f32) {
        let (number, label) = (number as usize, label as usize);
        self.rows[number][label] += amount;
        self.totals[number][label] += amount * self.step;
        self.updates[number] = self.updates[number].saturating_add(1);
    }

    /// The means of a feature's weights over all steps.
    pub fn averages(&self, number: usize) -> Scores {
        let (row, totals) = (&self.rows[number], &self.totals[number]);
        std::array::from_fn(|label| row[label] - totals[label] / self.step.max(1.0))
    }

    /// The features whose weights were moved at least so often.
    pub fn moved(&self, least: u8) -> impl Iterator<Item = usize> {
        (0..self.rows.len()).filter(move |&number| self.updates[number] >= least)
    }
}

/// Numbers the features that stand for the label before.
pub fn transitions(index: &mut FeatureIndex) -> [u32; LABELS] {
    std::array::from_fn(|before| index.number(feature(TRANSITION, before as u64, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_language::models::entity::decode;
    use copydesk_language::models::{Entity, EntityKind};

    #[test]
    fn a_learner_tells_two_words_apart_and_averages_its_weights() {
        let mut index = FeatureIndex::default();
        let transitions = transitions(&mut index);
        let (name, other) = (index.number(1), index.number(2));
        let mut learner = Learner::new(index.len(), transitions);
        let features = Features::new(vec![name, other], 2);
        let nothing = Features::new(Vec::new(), 2);
        let gold = decode::labels(&[Entity { start: 0, end: 1, kind: EntityKind::Person }], 2);
        for _ in 0..3 {
            let found = learner.transitions().best_path(&learner.emissions([&features, &nothing], 2));
            learner.tick();
            learner.update([&features, &nothing], &gold, &found, 1.0);
        }
        let found = learner.transitions().best_path(&learner.emissions([&features, &nothing], 2));
        assert_eq!(found, gold);
        assert!(learner.averages(name as usize)[gold[0] as usize] > 0.0);
        assert!(learner.moved(1).any(|number| number == name as usize));
        assert!(!learner.moved(1).any(|number| number == other as usize));
    }
}

//! A structured perceptron with averaged weights, a row for each feature with one weight a label.

use copydesk_language::models::entity::TRANSITION;
use copydesk_language::models::entity::decode::{self, LABELS, Scores, Transitions};
use copydesk_language::models::hash::feature;

use crate::perceptron::FeatureIndex;

/// Stands for no feature.
pub const NONE: u32 = u32::MAX;

/// Features of the words of a sentence, as many for each.
#[derive(Debug, Clone, Default)]
pub struct Features {
    pub numbers: Vec<u32>,
    pub per_word: usize,
}

impl Features {
    fn of(&self, word: usize) -> &[u32] {
        &self.numbers[word * self.per_word..(word + 1) * self.per_word]
    }
}

#[derive(Debug, Clone)]
pub struct Learner {
    pub rows: Vec<Scores>,
    totals: Vec<Scores>,
    transitions: [u32; LABELS],
    step: f32,
    /// The feature that stands for none.
    pub none: u32,
}

/// The features that stand for the label before.
pub fn transition_features(index: &mut FeatureIndex) -> [u32; LABELS] {
    std::array::from_fn(|before| index.number(feature(TRANSITION, before as u64, 0)))
}

impl Learner {
    pub fn new(features: usize, transitions: [u32; LABELS]) -> Self {
        Self { rows: vec![[0.0; LABELS]; features], totals: vec![[0.0; LABELS]; features], transitions, step: 0.0, none: u32::MAX }
    }

    pub fn transitions(&self) -> Transitions {
        Transitions::new(|before, row| *row = self.rows[self.transitions[before] as usize])
    }

    /// The scores of each word's labels: by features that are always there, and by those of one reading.
    pub fn emissions(&self, parts: &[&Features]) -> Vec<Scores> {
        let words = parts[0].numbers.len() / parts[0].per_word;
        let emission = |word| {
            let mut scores = [0.0; LABELS];
            for part in parts {
                for &number in part.of(word) {
                    if number == NONE { continue; }
                    let row = &self.rows[number as usize];
                    for label in 0..LABELS {
                        scores[label] += row[label];
                    }
                }
            }
            scores
        };
        (0..words).map(emission).collect()
    }

    pub fn tick(&mut self) {
        self.step += 1.0;
    }

    /// Moves the weights towards one sequence of labels and away from another.
    pub fn update(&mut self, parts: &[&Features], gold: &[u8], found: &[u8], amount: f32) {
        for (word, (&gold, &found)) in gold.iter().zip(found).enumerate() {
            if gold != found {
                for part in parts {
                    for &number in part.of(word) {
                        self.shift(number, gold, amount);
                        self.shift(number, found, -amount);
                    }
                }
            }
        }
        for (gold, found) in gold.windows(2).zip(found.windows(2)) {
            if gold != found {
                self.shift(self.transitions[gold[0] as usize], gold[1], amount);
                self.shift(self.transitions[found[0] as usize], found[1], -amount);
            }
        }
    }

    fn shift(&mut self, number: u32, label: u8, amount: f32) {
        if number == self.none || number == NONE { return; }
        self.rows[number as usize][label as usize] += amount;
        self.totals[number as usize][label as usize] += amount * self.step;
    }

    /// The mean weights over all steps.
    pub fn averages(&self, number: usize) -> Scores {
        let (row, totals) = (&self.rows[number], &self.totals[number]);
        std::array::from_fn(|label| row[label] - totals[label] / self.step.max(1.0))
    }
}

/// Sets the score of every label to minus infinity that is not allowed.
pub fn allow(scores: &mut Scores, allowed: impl Fn(u8) -> bool) {
    for (label, score) in (0..).zip(scores) {
        if !allowed(label) {
            *score = f32::NEG_INFINITY;
        }
    }
}

#[allow(dead_code)]
fn unused() { let _ = decode::OUTSIDE; }

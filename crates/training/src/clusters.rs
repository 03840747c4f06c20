//! Word clusters from running text: words of a class are followed and preceded by like classes.
//!
//! The exchange algorithm of Martin, Liermann and Ney (1998) for class bigrams: each word in turn moves to
//! the class that makes the text most likely.

use std::collections::BTreeMap;

use copydesk_language::models::Word;
use copydesk_language::models::tagger::Lexicon;

use crate::corpus::Sentence;

/// Occurrences below which a word has no cluster.
const FEW: usize = 4;
/// Rounds over all words.
const ROUNDS: usize = 12;

/// The cluster, from 1, of each word that is frequent enough, by [`Lexicon::key`].
pub fn build<'a>(sentences: impl Iterator<Item = &'a Sentence>, classes: usize) -> BTreeMap<u32, u32> {
    let text: Vec<Vec<u32>> = sentences
        .map(|sentence| {
            sentence.tokens.iter().map(|token| Lexicon::key(Word::new(&token.form).form)).collect()
        })
        .collect();
    let words = vocabulary(&text);
    let mut state = State::new(&text, &words, classes);
    for _ in 0..ROUNDS {
        if (0..words.len()).filter(|&word| state.exchange(word)).count() == 0 {
            break;
        }
    }
    words.into_iter().zip(&state.class).map(|(key, &class)| (key, class as u32 + 1)).collect()
}

/// Frequent words, the most frequent first.
fn vocabulary(text: &[Vec<u32>]) -> Vec<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    text.iter().flatten().for_each(|&key| *counts.entry(key).or_default() += 1);
    let mut words: Vec<(usize, u32)> = counts.into_iter().map(|(key, count)| (count, key)).collect();
    words.retain(|&(count, _)| count >= FEW);
    words.sort_by_key(|&(count, key)| (std::cmp::Reverse(count), key));
    words.into_iter().map(|(_, key)| key).collect()
}

/// Counts of class bigrams under the present classes. The class after the last stands for everything without
/// a class: rare words and the ends of sentences.
struct State {
    classes: usize,
    class: Vec<usize>,
    /// `(classes + 1)²` counts of one class followed by another.
    bigrams: Vec<u32>,
    totals: Vec<u32>,
    /// Words before and after each word, with counts; the number of words stands for what has no class.
    before: Vec<Vec<(u32, u32)>>,
    after: Vec<Vec<(u32, u32)>>,
    counts: Vec<u32>,
    /// `n * ln(n)` for small `n`.
    entropy: Vec<f64>,
}

impl State {
    fn new(text: &[Vec<u32>], words: &[u32], classes: usize) -> Self {
        let number: BTreeMap<u32, u32> = words.iter().copied().zip(0..).collect();
        let other = words.len() as u32;
        let (mut before, mut after) =
            (vec![BTreeMap::new(); words.len() + 1], vec![BTreeMap::new(); words.len() + 1]);
        let mut counts = vec![0; words.len()];
        for sentence in text {
            let mut last = other;
            let numbers = sentence.iter().map(|key| number.get(key).copied().unwrap_or(other));
            for word in numbers.chain([other]) {
                *before[word as usize].entry(last).or_insert(0) += 1;
                *after[last as usize].entry(word).or_insert(0) += 1;
                if word < other {
                    counts[word as usize] += 1;
                }
                last = word;
            }
        }
        let flat =
            |maps: Vec<BTreeMap<u32, u32>>| maps.into_iter().map(|map| map.into_iter().collect()).collect();
        let entropy = |count: u32| if count == 0 { 0.0 } else { f64::from(count) * f64::from(count).ln() };
        let mut state = Self {
            classes,
            class: (0..words.len()).map(|word| word % classes).collect(),
            bigrams: vec![0; (classes + 1) * (classes + 1)],
            totals: vec![0; classes],
            before: flat(before),
            after: flat(after),
            counts,
            entropy: (0..1 << 16).map(entropy).collect(),
        };
        state.count();
        state
    }

    fn count(&mut self) {
        for word in 0..=self.class.len() {
            let class = self.class_of(word as u32);
            for at in 0..self.after[word].len() {
                let (next, count) = self.after[word][at];
                let next = self.class_of(next);
                self.bigrams[class * (self.classes + 1) + next] += count;
            }
        }
        for (&class, &count) in self.class.iter().zip(&self.counts) {
            self.totals[class] += count;
        }
    }

    fn class_of(&self, word: u32) -> usize {
        self.class.get(word as usize).copied().unwrap_or(self.classes)
    }

    /// Moves `word` to its best class; whether that is another one.
    fn exchange(&mut self, word: usize) -> bool {
        let (old, count) = (self.class[word], self.counts[word]);
        let before = self.by_class(&self.before[word], word);
        let after = self.by_class(&self.after[word], word);
        self.shift(old, &before, &after, |value, by| value - by);
        self.totals[old] -= count;
        let mut best = (f64::NEG_INFINITY, old);
        for class in 0..self.classes {
            let gain = self.gain(class, &before, &after, count);
            if gain > best.0 {
                best = (gain, class);
            }
        }
        let class = best.1;
        self.shift(class, &before, &after, |value, by| value + by);
        self.totals[class] += count;
        self.class[word] = class;
        class != old
    }

    /// Neighbours' counts summed by class; the word itself as its own neighbour is left out.
    fn by_class(&self, neighbours: &[(u32, u32)], word: usize) -> Vec<(usize, u32)> {
        let others = neighbours.iter().filter(|&&(other, _)| other as usize != word);
        let mut sums: Vec<(usize, u32)> =
            others.map(|&(other, count)| (self.class_of(other), count)).collect();
        sums.sort_unstable();
        sums.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        sums
    }

    fn shift(
        &mut self,
        class: usize,
        before: &[(usize, u32)],
        after: &[(usize, u32)],
        by: fn(u32, u32) -> u32,
    ) {
        let width = self.classes + 1;
        for &(other, count) in before {
            let cell = &mut self.bigrams[other * width + class];
            *cell = by(*cell, count);
        }
        for &(other, count) in after {
            let cell = &mut self.bigrams[class * width + other];
            *cell = by(*cell, count);
        }
    }

    /// What the text's likelihood gains if the word, now in no class, joins `class`.
    fn gain(&self, class: usize, before: &[(usize, u32)], after: &[(usize, u32)], count: u32) -> f64 {
        let width = self.classes + 1;
        let rise = |value: u32, by: u32| self.entropy(value + by) - self.entropy(value);
        let left: f64 = before.iter().map(|&(other, by)| rise(self.bigrams[other * width + class], by)).sum();
        let right: f64 = after.iter().map(|&(other, by)| rise(self.bigrams[class * width + other], by)).sum();
        left + right - 2.0 * rise(self.totals[class], count)
    }

    fn entropy(&self, count: u32) -> f64 {
        let known = self.entropy.get(count as usize).copied();
        known.unwrap_or_else(|| f64::from(count) * f64::from(count).ln())
    }
}

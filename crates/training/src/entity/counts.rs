//! How often each word is part of which kind of entity.

use std::collections::BTreeMap;

use copydesk_language::models::entity::decode;
use copydesk_language::models::entity::gazetteer::{Gazetteer, USES};

use super::names::Names;
use super::sources::Source;

/// Parts of the documents; what a document's own part knows is hidden from it in training.
pub const FOLDS: usize = 10;

type Uses = [u32; USES];

/// Counts of each written word's uses in each fold.
pub struct Counts<'n> {
    words: BTreeMap<String, [Uses; FOLDS]>,
    names: &'n Names,
}

impl<'n> Counts<'n> {
    /// Counts the words of documents, of which document `i` is of fold `i % FOLDS`.
    pub fn new(documents: &[Source], names: &'n Names) -> Self {
        let mut words: BTreeMap<String, [Uses; FOLDS]> = BTreeMap::new();
        for (at, source) in documents.iter().enumerate() {
            for (sentence, entities) in &source.sentences {
                let labels = decode::labels(entities, sentence.tokens.len());
                for (token, &label) in sentence.tokens.iter().zip(&labels) {
                    let kind = decode::kind(label);
                    if kind.is_some() || token.form.starts_with(char::is_uppercase) {
                        let folds = words.entry(token.form.clone()).or_default();
                        folds[at % FOLDS][kind.map_or(USES - 1, |kind| kind as usize)] += 1;
                    }
                }
            }
        }
        Self { words, names }
    }

    /// What is known of a word outside the documents of `fold`.
    pub fn outside(&self, word: &str, fold: usize) -> u32 {
        let folds = self.words.get(word).into_iter().flatten().enumerate();
        let others = folds.filter(|&(other, _)| other != fold).map(|(_, counts)| counts);
        Gazetteer::entry(&sum(others), self.names.get(word))
    }

    /// Whether a word is hardly ever part of a name: in one case of ten at most, of at least five.
    pub fn is_no_name(&self, word: &str) -> bool {
        let counts = sum(self.words.get(word).into_iter().flatten());
        let total: u32 = counts.iter().sum();
        total >= 5 && counts[USES - 1] * 10 >= total * 9
    }

    /// Entries for all words that are entities somewhere, met at least five times, or listed.
    pub fn gazetteer(&self) -> Vec<(u32, u32)> {
        let mut entries: BTreeMap<u32, u32> = BTreeMap::new();
        for (word, bits) in self.names.all() {
            entries.insert(Gazetteer::key(word), Gazetteer::entry(&[0; USES], bits));
        }
        for (word, folds) in &self.words {
            let counts = sum(folds.iter());
            let (none, kinds) = counts.split_last().expect("a number for each use");
            if *none > 4 || kinds.iter().any(|&count| count > 0) {
                entries.insert(Gazetteer::key(word), Gazetteer::entry(&counts, self.names.get(word)));
            }
        }
        entries.into_iter().collect()
    }
}

fn sum<'a>(folds: impl Iterator<Item = &'a Uses>) -> Uses {
    folds.fold([0; USES], |sums, counts| std::array::from_fn(|usage| sums[usage] + counts[usage]))
}

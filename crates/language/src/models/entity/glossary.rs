//! A document's words as the entity tagger reads them: what a word by itself says of a label is summed once.

use super::decode::{self, LABELS, Scores};
use super::features::{self, HERE, Memory, View, WINDOW};
use super::{Entity, EntityTagger};
use crate::models::hash::hash_str;
use crate::models::labels::Tag;
use crate::models::linear::{Keys, Sum};
use crate::models::numbers::Numbers;

/// Sums of weights, one for each label.
type Sums = [Sum; LABELS];

/// A word with what it adds to the labels around it.
struct Entry {
    view: View,
    /// The sums of its own features at each place of the window.
    alone: [Sums; WINDOW],
    /// The sums of what is recalled where nothing is.
    blank: Sums,
}

/// Reads document after document, and looks a word up only where it first occurs.
pub struct Glossary<'t> {
    tagger: &'t EntityTagger,
    numbers: Numbers,
    entries: Vec<Entry>,
}

/// A sentence: its words as indexes of entries, with [`HERE`] places on both sides, and for each word
/// the sums of all features but those of what is recalled.
pub(super) struct Sheet {
    entries: Vec<u32>,
    sums: Vec<Sums>,
}

/// Words kept from document to document, a third of a kilobyte each.
const KEPT: usize = 4096;

/// The entry of the places outside of sentences.
const OUTSIDE: u32 = 0;

impl<'t> Glossary<'t> {
    pub(super) fn new(tagger: &'t EntityTagger) -> Self {
        let mut glossary = Self { tagger, numbers: Numbers::default(), entries: Vec::new() };
        glossary.clear();
        glossary
    }

    fn clear(&mut self) {
        self.numbers.clear();
        self.entries.clear();
        self.numbers.number(hash_str("\u{1}outside"));
        let outside = self.entry(View::outside());
        self.entries.push(outside);
    }

    /// The entities of each sentence of a document, as [`EntityTagger::tag_document`] gives them.
    pub fn tag_document(&mut self, sentences: &[(&[&str], &[Tag])]) -> Vec<Vec<Entity>> {
        if self.entries.len() > KEPT {
            self.clear();
        }
        let sheets: Vec<Sheet> = sentences.iter().map(|(words, tags)| self.sheet(words, tags)).collect();
        let mut found: Vec<Vec<Entity>> = sheets.iter().map(|sheet| self.first_reading(sheet)).collect();
        let memory = self.remember(sheets.iter().zip(&found));
        let mut used: Vec<u32> = sheets.iter().flat_map(|sheet| &sheet.entries).copied().collect();
        used.sort_unstable();
        used.dedup();
        used.iter().for_each(|entry| memory.recall([&mut self.entries[*entry as usize].view]));
        for (sheet, found) in sheets.iter().zip(&mut found) {
            if let Some(second) = self.second_reading(sheet) {
                *found = second;
            }
        }
        found
    }

    /// Looks a sentence's words up.
    pub(super) fn sheet(&mut self, words: &[&str], tags: &[Tag]) -> Sheet {
        let shouted = features::is_shouted(words);
        let mut entries = Vec::with_capacity(words.len() + WINDOW - 1);
        entries.extend([OUTSIDE; HERE]);
        for (text, tag) in words.iter().zip(tags) {
            let use_of = (tag.xpos as u64) << 1 | u64::from(shouted);
            let (number, new) = self.numbers.number(hash_str(text).rotate_left(8) ^ use_of);
            if new {
                let EntityTagger { lexicon, gazetteer, .. } = self.tagger;
                let entry = self.entry(View::new(text, *tag, shouted, lexicon, gazetteer));
                self.entries.push(entry);
            }
            entries.push(number);
        }
        entries.extend([OUTSIDE; HERE]);
        let sums = entries.windows(WINDOW).map(|window| self.within(window)).collect();
        Sheet { entries, sums }
    }

    fn entry(&self, view: View) -> Entry {
        let alone = |slot| {
            let mut keys = Keys::default();
            features::alone(slot as u8, &view, |key| keys.push(key));
            self.tagger.model.sums(&keys)
        };
        let outside = View::outside();
        let blank = self.recalled([&outside, &outside, &view, &outside, &outside]);
        Entry { view, alone: std::array::from_fn(alone), blank }
    }

    fn recalled(&self, window: [&View; WINDOW]) -> Sums {
        let mut keys = Keys::default();
        features::recalled(window, |key| keys.push(key));
        self.tagger.model.sums(&keys)
    }

    fn views(&self, window: &[u32]) -> [&View; WINDOW] {
        std::array::from_fn(|slot| &self.entries[window[slot] as usize].view)
    }

    fn within(&self, window: &[u32]) -> Sums {
        let mut keys = Keys::default();
        features::together(self.views(window), |key| keys.push(key));
        let mut sums = self.tagger.model.sums(&keys);
        for (slot, &entry) in window.iter().enumerate() {
            add(&mut sums, &self.entries[entry as usize].alone[slot]);
        }
        sums
    }

    /// The entities of a sentence for itself.
    pub(super) fn first_reading(&self, sheet: &Sheet) -> Vec<Entity> {
        let words = sheet.entries[HERE..].iter().zip(&sheet.sums);
        let emissions = words.map(|(&entry, &sums)| emission(sums, &self.entries[entry as usize].blank));
        self.entities(&emissions.collect::<Vec<_>>())
    }

    /// What words were taken for.
    fn remember<'a>(&self, found: impl Iterator<Item = (&'a Sheet, &'a Vec<Entity>)>) -> Memory {
        let mut memory = Memory::default();
        for (sheet, entities) in found {
            for entity in entities {
                for &entry in &sheet.entries[entity.start as usize + HERE..entity.end as usize + HERE] {
                    memory.note(&self.entries[entry as usize].view, entity.kind);
                }
            }
        }
        memory
    }

    /// The entities of a sentence in the light of what is remembered; `None` if nothing is remembered of its words.
    fn second_reading(&self, sheet: &Sheet) -> Option<Vec<Entity>> {
        let remembered = |entry: &u32| self.entries[*entry as usize].view.is_remembered();
        if !sheet.entries.iter().any(remembered) {
            return None;
        }
        let emission = |(window, &sums): (&[u32], &Sums)| {
            let views = self.views(window);
            if views.iter().any(|view| view.is_remembered()) {
                emission(sums, &self.recalled(views))
            } else {
                emission(sums, &self.entries[window[HERE] as usize].blank)
            }
        };
        let emissions: Vec<Scores> = sheet.entries.windows(WINDOW).zip(&sheet.sums).map(emission).collect();
        Some(self.entities(&emissions))
    }

    fn entities(&self, emissions: &[Scores]) -> Vec<Entity> {
        decode::entities(&self.tagger.transitions.best_path(emissions))
    }
}

fn add(sums: &mut Sums, others: &Sums) {
    sums.iter_mut().zip(others).for_each(|(sum, other)| *sum += other);
}

fn emission(mut sums: Sums, recalled: &Sums) -> Scores {
    add(&mut sums, recalled);
    sums.map(f32::from)
}

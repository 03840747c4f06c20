//! What the entity tagger sees of a word and its neighbours.

use std::collections::BTreeMap;

use super::{Entity, Gazetteer};
use crate::models::hash::{feature, hash_str};
use crate::models::labels::{EntityKind, Tag};
use crate::models::tagger::Lexicon;
use crate::models::word::Word;

/// Words seen at once: the middle one is the one to be labelled.
pub const WINDOW: usize = 5;

/// A word as the templates see it.
#[derive(Debug, Clone, Copy)]
pub struct View {
    word: Word,
    written: u64,
    shape: u64,
    xpos: u64,
    cluster: u64,
    gazetteer: u64,
    /// What the word was taken for elsewhere in the document, 0 for nothing.
    memory: u64,
    /// Whether no word of the sentence is in lower case, so that capitals tell nothing.
    shouted: bool,
}

impl View {
    /// Two places before the sentence, its words, two places after: word `i` stands at `i + 2`.
    pub fn of_sentence(words: &[&str], tags: &[Tag], lexicon: &Lexicon, gazetteer: &Gazetteer) -> Vec<Self> {
        let shouted = is_shouted(words);
        let mut views = Vec::with_capacity(words.len() + WINDOW - 1);
        views.extend([Self::outside(); HERE]);
        views.extend(
            words.iter().zip(tags).map(|(text, tag)| Self::new(text, *tag, shouted, lexicon, gazetteer)),
        );
        views.extend([Self::outside(); HERE]);
        views
    }

    /// A place before the first word of a sentence or after its last.
    pub fn outside() -> Self {
        let nothing = Word::outside();
        Self {
            word: nothing,
            written: nothing.form,
            shape: 1,
            xpos: 99,
            cluster: 0xffff,
            gazetteer: 9999,
            memory: 0,
            shouted: false,
        }
    }

    /// A word of a sentence that is shouted or not.
    pub fn new(text: &str, tag: Tag, shouted: bool, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Self {
        let word = Word::new(text);
        Self {
            word,
            written: hash_str(text),
            shape: shape(text),
            xpos: tag.xpos as u64,
            cluster: u64::from(lexicon.cluster(word.form)),
            gazetteer: u64::from(gazetteer.get(text)),
            memory: 0,
            shouted,
        }
    }

    /// Whether something was noted of the word elsewhere in the document.
    pub fn is_remembered(&self) -> bool {
        self.memory > 0
    }

    /// Replaces what a gazetteer says of the word.
    pub fn set_gazetteer(&mut self, summary: u32) {
        self.gazetteer = u64::from(summary);
    }
}

/// Whether no word of a sentence is in lower case, so that capitals tell nothing.
pub fn is_shouted(words: &[&str]) -> bool {
    !words.iter().any(|word| word.starts_with(char::is_lowercase))
}

/// The kinds of characters in a word, runs of one kind as one.
fn shape(text: &str) -> u64 {
    let (mut shape, mut last) = (1u64, 0);
    for character in text.chars().take(64) {
        let class = match character {
            'a'..='z' => 1,
            'A'..='Z' => 2,
            '0'..='9' => 3,
            '-' | '–' | '—' => 4,
            '.' => 5,
            '\'' | '’' => 6,
            '&' => 7,
            '@' | '#' | '/' | ':' => 8,
            _ if character.is_lowercase() => 1,
            _ if character.is_uppercase() => 2,
            _ => 9,
        };
        if class != last {
            shape = shape.wrapping_mul(11).wrapping_add(class);
        }
        last = class;
    }
    shape
}

/// What capitalised words were taken for in a document, by their written form.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    counts: BTreeMap<u64, [u32; EntityKind::ALL.len()]>,
}

impl Memory {
    /// Collects the words of the entities found in sentences.
    pub fn new<'a>(sentences: impl Iterator<Item = (&'a [View], &'a [Entity])>) -> Self {
        let mut memory = Self::default();
        for (views, entities) in sentences {
            for entity in entities {
                let words = &views[entity.start as usize + 2..entity.end as usize + 2];
                words.iter().for_each(|view| memory.note(view, entity.kind));
            }
        }
        memory
    }

    /// Takes note of a word that is part of an entity.
    pub fn note(&mut self, view: &View, kind: EntityKind) {
        if view.word.is_capitalized() && !view.shouted {
            self.counts.entry(view.written).or_default()[kind as usize] += 1;
        }
    }

    /// Tells each word what it was taken for.
    pub fn recall<'a>(&self, views: impl IntoIterator<Item = &'a mut View>) {
        for view in views {
            view.memory = self.counts.get(&view.written).map_or(0, |counts| {
                let best = (0..counts.len())
                    .max_by_key(|&kind| (counts[kind], std::cmp::Reverse(kind)))
                    .unwrap_or(0);
                let several = u64::from(counts[best] > 1);
                1 + best as u64 * 2 + several
            });
        }
    }
}

/// The place of the word to be labelled among [`WINDOW`].
pub const HERE: usize = 2;

/// Features of the middle word of [`WINDOW`].
pub fn extract(window: &[View], mut add: impl FnMut(u32)) {
    let [before, left, here, right, after] = window else { return };
    let window = [before, left, here, right, after];
    (0..).zip(window).for_each(|(slot, view)| alone(slot, view, &mut add));
    together(window, &mut add);
    recalled(window, &mut add);
}

/// Features of one word at its place in the window.
pub fn alone(slot: u8, view: &View, mut add: impl FnMut(u32)) {
    let base = slot * 6;
    add(feature(base, view.word.form, 0));
    add(feature(base + 1, view.shape, 0));
    add(feature(base + 2, view.xpos, 0));
    add(feature(base + 3, view.cluster, 0));
    add(feature(base + 4, view.gazetteer, 0));
    match slot {
        1 => add(feature(43, view.word.suffixes[2], 0)),
        2 => here_alone(view, add),
        3 => add(feature(42, view.word.suffixes[2], 0)),
        _ => {}
    }
}

fn here_alone(here: &View, mut add: impl FnMut(u32)) {
    add(feature(30, here.written, 0));
    for size in 1..4 {
        add(feature(34 + size as u8, here.word.suffixes[size], 0));
        add(feature(38 + size as u8, here.word.prefixes[size], 0));
    }
    add(feature(46, here.xpos, here.shape));
    add(feature(50, here.gazetteer, here.shape));
    add(feature(55, u64::from(here.shouted), here.shape));
    add(feature(59, here.cluster, here.shape));
}

/// Features of several words of the window.
pub fn together(window: [&View; WINDOW], mut add: impl FnMut(u32)) {
    let [before, left, here, right, after] = window;
    add(feature(31, left.word.form, here.word.form));
    add(feature(32, here.word.form, right.word.form));
    add(feature(33, left.word.form, right.word.form));
    add(feature(44, left.shape << 8 | here.shape, right.shape));
    add(feature(45, left.xpos << 8 | here.xpos, right.xpos));
    add(feature(47, left.cluster, here.cluster));
    add(feature(48, here.cluster, right.cluster));
    add(feature(49, left.cluster << 16 | here.cluster, right.cluster));
    add(feature(51, left.gazetteer, here.gazetteer));
    add(feature(52, here.gazetteer, right.gazetteer));
    add(feature(53, left.word.form, here.shape));
    add(feature(54, right.word.form, here.shape));
    add(feature(60, left.word.form, left.xpos << 16 | here.cluster));
    add(feature(61, right.word.form, here.gazetteer));
    add(feature(62, left.word.form, here.gazetteer));
    add(feature(63, before.word.form, left.word.form));
    add(feature(64, right.word.form, after.word.form));
}

/// Features of what the words were taken for elsewhere in the document.
pub fn recalled(window: [&View; WINDOW], mut add: impl FnMut(u32)) {
    let [_, left, here, right, _] = window;
    (0..).zip(window).for_each(|(slot, view)| add(feature(slot * 6 + 5, view.memory, 0)));
    add(feature(56, here.memory, here.shape));
    add(feature(57, left.memory, here.memory));
    add(feature(58, here.memory, right.memory));
}

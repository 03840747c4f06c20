//! Named entities: a structured perceptron over hashed features, decoded by Viterbi's algorithm.
//!
//! A document is read twice: what a name was taken for elsewhere in it is a feature of the second reading.

pub mod decode;
pub mod features;
mod gazetteer;

use std::sync::LazyLock;

use super::binary::{ModelError, Reader};
use super::hash::feature;
use super::labels::{EntityKind, Tag};
use super::linear::LinearModel;
use super::tagger::Lexicon;
use decode::{LABELS, Scores, Transitions};
use features::{Memory, View};

pub use gazetteer::Gazetteer;

static EMBEDDED: LazyLock<EntityTagger> = LazyLock::new(|| {
    let bytes = include_bytes!("../../../models/entities.bin");
    EntityTagger::read(bytes).expect("the embedded entity tagger is read back in a test")
});

/// The first number of an entity tagger's model.
pub const FORMAT: u32 = 0x656e_7401;

/// The number of the feature template that holds the transitions between labels.
pub const TRANSITION: u8 = 250;

/// A mention of a person, an organization, a place or something else by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entity {
    /// Index of its first word in the sentence.
    pub start: u32,
    /// Index after its last word.
    pub end: u32,
    /// What it names.
    pub kind: EntityKind,
}

/// Finds named entities.
#[derive(Debug)]
pub struct EntityTagger {
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    model: LinearModel,
    transitions: Transitions,
}

impl EntityTagger {
    /// The entity tagger that ships with this crate, loaded at its first use.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads an entity tagger from a model's bytes.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are no entity tagger of this version.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new(bytes, FORMAT)?;
        let lexicon = Lexicon::read(&mut reader)?;
        let gazetteer = Gazetteer::read(&mut reader)?;
        let model = LinearModel::read(&mut reader, LABELS)?;
        let transitions = Transitions::new(|previous, scores| {
            let mut sums = [0; LABELS];
            model.add(&[feature(TRANSITION, previous as u64, 0)], &mut sums);
            scores.iter_mut().zip(sums).for_each(|(score, sum)| *score = sum as f32);
        });
        Ok(Self { lexicon, gazetteer, model, transitions })
    }

    /// Replaces `out` by the entities of one sentence, in their order; they do not overlap.
    ///
    /// ```
    /// use copydesk_language::models::{EntityKind, EntityTagger, Tagger};
    /// let words = ["John", "Smith", "lives", "in", "Paris", "."];
    /// let (mut tags, mut entities) = (Vec::new(), Vec::new());
    /// Tagger::embedded().tag(&words, &mut tags);
    /// EntityTagger::embedded().tag(&words, &tags, &mut entities);
    /// assert_eq!(entities[0].kind, EntityKind::Person);
    /// assert_eq!((entities[1].start, entities[1].kind), (4, EntityKind::Place));
    /// ```
    pub fn tag(&self, words: &[&str], tags: &[Tag], out: &mut Vec<Entity>) {
        *out = self.read_sentence(&self.views(words, tags));
    }

    /// The entities of each sentence of a document, given as words and their tags. Better than
    /// sentence by sentence: a name is read in the light of its other places in the document.
    pub fn tag_document(&self, sentences: &[(&[&str], &[Tag])]) -> Vec<Vec<Entity>> {
        let mut views: Vec<Vec<View>> =
            sentences.iter().map(|(words, tags)| self.views(words, tags)).collect();
        let first: Vec<Vec<Entity>> = views.iter().map(|views| self.read_sentence(views)).collect();
        let memory = Memory::new(views.iter().map(Vec::as_slice).zip(first.iter().map(Vec::as_slice)));
        views.iter_mut().for_each(|views| memory.recall(views));
        views.iter().map(|views| self.read_sentence(views)).collect()
    }

    fn views(&self, words: &[&str], tags: &[Tag]) -> Vec<View> {
        View::of_sentence(words, tags, &self.lexicon, &self.gazetteer)
    }

    fn read_sentence(&self, views: &[View]) -> Vec<Entity> {
        let mut keys = Vec::with_capacity(80);
        let emission = |window: &[View]| {
            let mut sums = [0; LABELS];
            keys.clear();
            features::extract(window, |key| keys.push(key));
            self.model.add(&keys, &mut sums);
            sums.map(|sum| sum as f32)
        };
        let emissions: Vec<Scores> = views.windows(features::WINDOW).map(emission).collect();
        decode::entities(&self.transitions.best_path(&emissions))
    }
}

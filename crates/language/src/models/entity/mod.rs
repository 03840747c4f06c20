//! Named entities: a structured perceptron over hashed features, decoded by Viterbi's algorithm.
//!
//! A document is read twice: what a name was taken for elsewhere in it is a feature of the second reading.

pub mod decode;
pub mod features;
mod gazetteer;
mod glossary;

use std::sync::LazyLock;

use super::binary::{ModelError, Reader};
use super::hash::feature;
use super::labels::{EntityKind, Tag};
use super::linear::{DenseModel, Keys};
use super::tagger::Lexicon;
use decode::{LABELS, Transitions};

pub use gazetteer::Gazetteer;
pub use glossary::Glossary;

static EMBEDDED: LazyLock<EntityTagger> = LazyLock::new(|| {
    let bytes = include_bytes!("../../../models/entities.bin");
    EntityTagger::read(bytes).expect("the embedded entity tagger is read back in a test")
});

/// The first number of an entity tagger's model.
pub const FORMAT: u32 = 0x656e_7402;

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
    model: DenseModel<LABELS>,
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
        let model = DenseModel::<LABELS>::read(&mut reader)?;
        let transitions = Transitions::new(|previous, scores| {
            let mut keys = Keys::default();
            keys.push(feature(TRANSITION, previous as u64, 0));
            let sums = model.sums(&keys);
            scores.iter_mut().zip(sums).for_each(|(score, sum)| *score = f32::from(sum));
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
        let mut glossary = self.glossary();
        let sheet = glossary.sheet(words, tags);
        *out = glossary.first_reading(&sheet);
    }

    /// The entities of each sentence of a document, given as words and their tags. Better than
    /// sentence by sentence: a name is read in the light of its other places in the document.
    pub fn tag_document(&self, sentences: &[(&[&str], &[Tag])]) -> Vec<Vec<Entity>> {
        self.glossary().tag_document(sentences)
    }

    /// A reader of document after document, which looks each word up once.
    pub fn glossary(&self) -> Glossary<'_> {
        Glossary::new(self)
    }
}

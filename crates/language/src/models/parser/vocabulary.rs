//! From words and tags to rows of the parser's embedding table.

use crate::models::binary::{ModelError, Reader};
use crate::models::hash::feature;
use crate::models::labels::{Tag, Upos, Xpos};
use crate::models::linear::KeyTable;
use crate::models::word::Word;

/// Rows of the embedding table that make up a word's input.
pub const ROWS: usize = 6;

const SHAPES: u32 = 64;
const SUFFIXES: u32 = 4096;
const PREFIXES: u32 = 2048;
const UPOS_AT: u32 = SHAPES;
const XPOS_AT: u32 = UPOS_AT + Upos::ALL.len() as u32;
const ROOT_AT: u32 = XPOS_AT + Xpos::ALL.len() as u32;
/// The row of a word that is not in the vocabulary.
pub const UNKNOWN: u32 = ROOT_AT + 1;
const SUFFIX_AT: u32 = UNKNOWN + 1;
const PREFIX_AT: u32 = SUFFIX_AT + SUFFIXES;
const WORD_AT: u32 = PREFIX_AT + PREFIXES;

/// Finds the rows of the embedding table that belong to a word.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    words: KeyTable,
    rows: usize,
}

impl Vocabulary {
    /// A vocabulary of words, each by its [`Vocabulary::key`].
    pub fn new(keys: &[u32]) -> Self {
        let pairs: Vec<_> = keys.iter().copied().zip(WORD_AT..).collect();
        Self { words: KeyTable::new(pairs), rows: WORD_AT as usize + keys.len() }
    }

    /// Reads the keys.
    ///
    /// # Errors
    /// [`ModelError`] if they are cut off.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        Ok(Self::new(&reader.u32s()?))
    }

    /// The key of a word's normalised form.
    pub fn key(form: u64) -> u32 {
        feature(0, form, 0)
    }

    /// Rows of the table.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The rows of the root's place and of each word; a word's own row comes first.
    pub fn inputs(&self, words: &[&str], tags: &[Tag]) -> Vec<[u32; ROWS]> {
        let mut inputs = Vec::with_capacity(words.len() + 1);
        inputs.push([ROOT_AT; ROWS]);
        inputs.extend(words.iter().zip(tags).map(|(text, &tag)| self.rows_of(&Word::new(text), tag)));
        inputs
    }

    fn rows_of(&self, word: &Word, tag: Tag) -> [u32; ROWS] {
        let hashed = |value: u64, count: u32| feature(1, value, 0) % count;
        [
            self.words.get(Self::key(word.form)).unwrap_or(UNKNOWN),
            u32::from(word.shape),
            UPOS_AT + tag.upos as u32,
            XPOS_AT + tag.xpos as u32,
            SUFFIX_AT + hashed(word.suffixes[2], SUFFIXES),
            PREFIX_AT + hashed(word.prefixes[2], PREFIXES),
        ]
    }
}

//! Dependency parsing: every pair of words is scored as dependent and head, the best projective tree wins.
//!
//! The scorer is biaffine (Dozat and Manning 2017) over a small recurrent encoder. A sentence longer than
//! [`LONGEST`] words is parsed in pieces, so that time stays linear on any input.

pub mod network;
mod tree;

use std::sync::LazyLock;

use super::binary::{ModelError, Reader};
use super::hash::feature;
use super::labels::{Relation, Tag, Upos, Xpos};
use super::linear::KeyTable;
use super::word::Word;
use network::{Network, distance};

pub use tree::{ArcScores, is_projective_tree};

static EMBEDDED: LazyLock<Parser> = LazyLock::new(|| {
    Parser::read(include_bytes!("../../../models/parser.bin"))
        .expect("the embedded parser is read back in a test")
});

/// The first number of a parser's model.
pub const FORMAT: u32 = 0x7061_7201;

/// Words parsed at once at most.
pub const LONGEST: usize = 150;

/// A word's head and its relation to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The head's place in the sentence, counted from 1; 0 for the root.
    pub head: u32,
    /// The relation to it.
    pub relation: Relation,
}

/// Finds the dependency tree of a sentence.
#[derive(Debug)]
pub struct Parser {
    vocabulary: Vocabulary,
    network: Network,
}

impl Parser {
    /// The parser that ships with this crate, loaded at its first use.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a parser from a model's bytes.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are no parser of this version.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new(bytes, FORMAT)?;
        let vocabulary = Vocabulary::new(&reader.u32s()?);
        let network = Network::read(&mut reader)?;
        let fits = network.sizes.relations == Relation::ALL.len() && network.sizes.rows == vocabulary.rows;
        if fits {
            Ok(Self { vocabulary, network })
        } else {
            Err(ModelError::Label { index: network.sizes.relations })
        }
    }

    /// Replaces `out` by one arc for each word of a sentence: a projective tree with one root.
    ///
    /// # Panics
    /// If `tags` is shorter than `words`.
    ///
    /// ```
    /// use copydesk_language::models::{Parser, Relation, Tagger};
    /// let words = ["Two", "engineers", "left", "Google", "."];
    /// let (mut tags, mut arcs) = (Vec::new(), Vec::new());
    /// Tagger::embedded().tag(&words, &mut tags);
    /// Parser::embedded().parse(&words, &tags, &mut arcs);
    /// assert_eq!((arcs[1].head, arcs[1].relation), (3, Relation::Nsubj));
    /// assert_eq!((arcs[2].head, arcs[2].relation), (0, Relation::Root));
    /// ```
    pub fn parse(&self, words: &[&str], tags: &[Tag], out: &mut Vec<Arc>) {
        assert!(tags.len() >= words.len(), "every word needs a tag");
        out.clear();
        let mut root = 0;
        for (words, tags) in words.chunks(LONGEST).zip(tags.chunks(LONGEST)) {
            let start = out.len() as u32;
            out.extend(self.piece(words, tags));
            for (index, arc) in (start + 1..).zip(&mut out[start as usize..]) {
                if arc.head > 0 {
                    arc.head += start;
                } else if start == 0 {
                    root = index;
                } else {
                    *arc = Arc { head: root, relation: Relation::Parataxis };
                }
            }
        }
    }

    fn piece(&self, words: &[&str], tags: &[Tag]) -> Vec<Arc> {
        let inputs = self.vocabulary.inputs(words, tags);
        let places = inputs.len();
        let network = &self.network;
        let encoded = network.encode(network.embed(&inputs), places);
        let dependents = network.dependent.apply(&encoded, places);
        let mut heads = network.head.apply(&encoded, places);
        heads.iter_mut().for_each(|value| *value = value.max(0.0));
        let tree = network.arcs(&dependents, &heads, places).tree();
        self.label(&encoded, &tree)
    }

    fn label(&self, encoded: &[f32], tree: &[u32]) -> Vec<Arc> {
        let network = &self.network;
        let size = network.sizes.label;
        let dependents = network.label_dependent.apply(encoded, tree.len() + 1);
        let heads = network.label_head.apply(encoded, tree.len() + 1);
        let row = |vectors: &[f32], place: usize| vectors[place * size..][..size].to_vec();
        let arc = |(&head, dependent): (&u32, usize)| {
            let class = distance(dependent, head as usize);
            let hidden =
                network.label_hidden(&row(&dependents, dependent), &row(&heads, head as usize), class);
            let scores = network.label_out.apply(&hidden, 1);
            Arc { head, relation: best_relation(&scores, head == 0) }
        };
        tree.iter().zip(1..).map(arc).collect()
    }
}

/// The relation of the highest score; `root` for the root's dependent and for no other.
fn best_relation(scores: &[f32], is_root: bool) -> Relation {
    if is_root {
        return Relation::Root;
    }
    let mut best = (f32::NEG_INFINITY, Relation::Dep);
    for (&score, &relation) in scores.iter().zip(Relation::ALL) {
        if score > best.0 && relation != Relation::Root {
            best = (score, relation);
        }
    }
    best.1
}

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
        Self { words: KeyTable::new(pairs.into_iter()), rows: WORD_AT as usize + keys.len() }
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

//! Dependency parsing: every pair of words is scored as dependent and head, the best projective tree wins.
//!
//! The scorer is biaffine (Dozat and Manning 2017) over a small recurrent encoder. A sentence longer than
//! [`LONGEST`] words is parsed in pieces, so that time stays linear on any input.

pub mod fast;
pub mod network;
mod tree;
mod vocabulary;

use std::sync::LazyLock;

use super::binary::{ModelError, Reader};
use super::labels::{Relation, Tag};
use fast::FastNetwork;
use network::Network;

pub use tree::{ArcScores, is_projective_tree};
pub use vocabulary::{ROWS, UNKNOWN, Vocabulary};

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
    network: FastNetwork,
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
        let vocabulary = Vocabulary::read(&mut reader)?;
        let network = Network::read(&mut reader)?;
        let fits = network.sizes.relations == Relation::ALL.len() && network.sizes.rows == vocabulary.rows();
        if fits {
            Ok(Self { vocabulary, network: FastNetwork::new(network) })
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
        self.network.parse(&self.vocabulary.inputs(words, tags))
    }
}

//! Trained models as pure functions over the words of a sentence: part of speech, dependencies, entities, lemma.
//!
//! The models are embedded, each loaded once at its first use. What they were trained on, under which
//! licence and how well they do stands in `models/*.MODEL_CARD.md` of this crate; `cargo xtask train`
//! writes them anew, the same bytes from the same data.

pub mod binary;
pub mod encoder;
pub mod entity;
pub mod hash;
mod labels;
pub mod lanes;
mod lemma;
pub mod linear;
pub mod network;
mod numbers;
pub mod parser;
pub mod tagger;
#[cfg(test)]
mod tests;
mod word;

pub use binary::ModelError;
pub use entity::{Entity, EntityTagger};
pub use labels::{EntityKind, Relation, Tag, UnknownLabel, Upos, Xpos};
pub use lemma::lemma;
pub use parser::{Arc, Parser};
pub use tagger::Tagger;
pub use word::{Shape, Word};

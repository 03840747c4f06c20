//! The corpora that the entity tagger learns from, brought into one convention.

use std::path::Path;

use anyhow::Result;
use copydesk_language::models::Entity;

use super::names::Names;
use super::{repair, silver};
use crate::corpus::{self, Sentence};

/// Corpora that draw the bounds and kinds of names alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Convention {
    /// Names without titles, countries always places: the convention of what ships.
    News,
    /// The Groningen Meaning Bank, annotated by machine and corrected in part.
    Gmb,
    /// UD English GUM, which has entities that are no names.
    Gum,
    /// Tweets and forums.
    Social,
}

/// A corpus, its convention, and how far one of its sentences moves the weights. Those of the convention that
/// ships stand first: the others are settled by them.
const CORPORA: &[(&str, Convention, f32)] = &[
    ("wikigold", Convention::News, 1.0),
    (SILVER, Convention::News, 1.0),
    ("gmb", Convention::Gmb, 0.5),
    ("gumfree.train", Convention::Gum, 1.0),
    ("wnut", Convention::Social, 0.5),
    ("btc", Convention::Social, 0.5),
];

/// The news articles whose names a machine found.
const SILVER: &str = "polnear";

/// A document of a corpus.
pub struct Source {
    pub sentences: Vec<(Sentence, Vec<Entity>)>,
    /// How far one of its sentences moves the weights.
    pub weight: f32,
    /// Whether a machine annotated it, which misses names.
    pub by_machine: bool,
}

/// The documents of all corpora in `data`.
///
/// # Errors
/// If a corpus cannot be read.
pub fn read(data: &Path, names: &Names) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut consensus = repair::Consensus::default();
    for &(name, convention, weight) in CORPORA {
        let sentences =
            if name == SILVER { silver::read(&data.join("../quotes"))? } else { corpus::read(data, name)? };
        let mut sentences: Vec<(Sentence, Vec<Entity>)> =
            sentences.into_iter().map(|sentence| repaired(convention, sentence)).collect();
        for (sentence, entities) in &mut sentences {
            match convention {
                Convention::News => consensus.count(sentence, entities),
                Convention::Gmb => consensus.settle(sentence, entities, names),
                Convention::Gum | Convention::Social => {}
            }
        }
        let by_machine = name == SILVER || convention == Convention::Gmb;
        let mut sentences = sentences.into_iter().peekable();
        while let Some(first) = sentences.next() {
            let document = first.0.document;
            let mut all = vec![first];
            while let Some(next) = sentences.next_if(|(sentence, _)| sentence.document == document) {
                all.push(next);
            }
            sources.push(Source { sentences: all, weight, by_machine });
        }
    }
    Ok(sources)
}

fn repaired(convention: Convention, mut sentence: Sentence) -> (Sentence, Vec<Entity>) {
    if convention != Convention::Gum {
        repair::part_hyphens(&mut sentence);
    }
    let entities = match convention {
        Convention::Gum => repair::extended(&sentence, repair::trimmed(&sentence)),
        Convention::Gmb => repair::trimmed(&sentence),
        Convention::News | Convention::Social => repair::entities(&sentence),
    };
    let entities = repair::without_tails(&sentence, entities);
    (sentence, entities)
}

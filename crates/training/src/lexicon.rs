//! Builds the lexicon of the models: which tags a word bears, in treebanks and in free text tagged by machine.

use std::collections::BTreeMap;

use copydesk_language::models::tagger::Lexicon;
use copydesk_language::models::{Word, Xpos};

use crate::corpus::Sentence;

/// A tag belongs to a word's class if at least one in this many of its occurrences bears it.
const RARE: usize = 20;
/// Occurrences below which a word has no class.
const FEW: usize = 3;

/// How often words bear each tag.
type Counts = BTreeMap<u32, BTreeMap<Xpos, usize>>;

/// The entries of a [`Lexicon`], sorted by key: tag classes of the words of `sentences`, of those that are too few in
/// them the classes in `more`, and the given clusters.
pub fn build<'a>(
    sentences: impl Iterator<Item = &'a Sentence>,
    more: impl Iterator<Item = &'a Sentence>,
    clusters: &BTreeMap<u32, u32>,
) -> Vec<(u32, u32)> {
    let mut counts = count(sentences);
    for (key, tags) in count(more) {
        let known = counts.entry(key).or_default();
        if known.values().sum::<usize>() < FEW {
            tags.into_iter().for_each(|(tag, count)| *known.entry(tag).or_default() += count);
        }
    }
    let mut classes: BTreeMap<Vec<Xpos>, u32> = BTreeMap::new();
    let mut lexicon: BTreeMap<u32, u32> =
        clusters.iter().map(|(&key, &cluster)| (key, cluster << 16)).collect();
    for (key, tags) in counts {
        let total: usize = tags.values().sum();
        if total < FEW {
            continue;
        }
        let mut class: Vec<(usize, Xpos)> = tags.into_iter().map(|(tag, count)| (count, tag)).collect();
        class.retain(|&(count, _)| count * RARE >= total);
        class.sort_by_key(|&(count, tag)| (std::cmp::Reverse(count), tag));
        let class: Vec<Xpos> = class.into_iter().map(|(_, tag)| tag).take(3).collect();
        let next = classes.len() as u32 + 1;
        *lexicon.entry(key).or_default() |= *classes.entry(class).or_insert(next);
    }
    lexicon.into_iter().collect()
}

fn count<'a>(sentences: impl Iterator<Item = &'a Sentence>) -> Counts {
    let mut counts = Counts::new();
    for token in sentences.flat_map(|sentence| &sentence.tokens) {
        if let Some(xpos) = token.xpos {
            let key = Lexicon::key(Word::new(&token.form).form);
            *counts.entry(key).or_default().entry(xpos).or_default() += 1;
        }
    }
    counts
}

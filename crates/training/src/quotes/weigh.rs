//! From proposals to examples: which of what a model proposes in articles that it has not seen is an attribution.

use super::articles::Article;
use super::examples::words;
use copydesk_quote_attribution::learned::{Proposal, proposed};
use copydesk_quote_attribution::model::{Proposer, whole};
use copydesk_quote_attribution::reading::Reading;
use std::collections::BTreeSet;

/// Attributions by their features, and whether each is one.
#[derive(Default)]
pub struct Weighed {
    /// The features.
    pub rows: Vec<Vec<i32>>,
    /// Whether the annotators have it.
    pub labels: Vec<bool>,
}

/// Words of a proposal's content and of a gold's that both have, as a share of those that one has, at least.
const OVERLAP: f64 = 0.3;

/// Adds what the proposer finds in an article.
pub fn add(article: &Article, proposer: &Proposer, weighed: &mut Weighed) {
    let document = copydesk_document::Document::from_paragraphs(article.text.as_str());
    let reading = Reading::new(&document);
    let spoken = |indexes: &mut dyn Iterator<Item = usize>| -> BTreeSet<usize> {
        indexes.filter(|index| reading.words[*index].is_word()).collect()
    };
    let golds: Vec<(BTreeSet<usize>, Vec<usize>)> = article
        .attributions
        .iter()
        .map(|gold| (spoken(&mut words(&reading, &gold.content).into_iter()), words(&reading, &gold.cue)))
        .collect();
    let ignored = spoken(&mut words(&reading, &article.ignore).into_iter());
    let (proposals, _) = proposed(&reading, proposer);
    for (features, proposal) in whole::features(&reading, &proposals).iter().zip(&proposals) {
        let Proposal { attribution, .. } = proposal;
        let content = spoken(&mut attribution.content.iter().flat_map(Clone::clone));
        if content.is_subset(&ignored) {
            continue;
        }
        let cue = attribution.cue.clone().unwrap_or(0..0);
        let is_one = golds.iter().any(|(said, by)| {
            let both = content.intersection(said).count() as f64;
            let shares_cue = by.iter().any(|index| cue.contains(index));
            shares_cue && both >= OVERLAP * (content.len() + said.len()) as f64 / (1.0 + OVERLAP)
        });
        weighed.rows.push(features.to_vec());
        weighed.labels.push(is_one);
    }
}

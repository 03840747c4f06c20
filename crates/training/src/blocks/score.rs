//! How well judgements of blocks give the bodies of pages.

use super::pages::{Block, Page};
use std::collections::{BTreeMap, BTreeSet};

/// Words in a row that are compared, as the Article Extraction Benchmark has it.
const RUN: usize = 4;

/// Prints precision, recall and F1, each the mean over the pages of a set, in runs of words and by the blocks' labels: of
/// the labels a perfect judgement makes 1, of the runs less, as bodies begin and end within blocks.
pub fn print(name: &str, pages: &[&Page], judged: &[Vec<f32>]) {
    for set in ["news", "web"] {
        let pages: Vec<_> = pages.iter().zip(judged).filter(|(page, _)| page.set == set).collect();
        for (by, measure) in [("runs of words", in_runs as Measure), ("labels", by_labels)] {
            let measured = pages.iter().map(|(page, judged)| measure(page, judged));
            let (precision, recall) = measured.fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
            let (precision, recall) = (precision / pages.len() as f64, recall / pages.len() as f64);
            let f1 = 2.0 * precision * recall / (precision + recall);
            println!("{name}, {set}, {by}: precision {precision:.4} recall {recall:.4} F1 {f1:.4}");
        }
    }
}

/// Precision and recall of a page.
type Measure = fn(&Page, &[f32]) -> (f64, f64);

fn found<'p>(page: &'p Page, judged: &[f32]) -> impl Iterator<Item = &'p Block> {
    page.blocks.iter().zip(judged).filter(|(_, p)| **p > 0.5).map(|(block, _)| block)
}

fn in_runs(page: &Page, judged: &[f32]) -> (f64, f64) {
    // What a page says twice, its body says once.
    let (mut body, mut said): (Vec<&String>, _) = (Vec::new(), BTreeSet::new());
    for block in found(page, judged) {
        if !block.is_repeatable || said.insert(&block.words) {
            body.extend(&block.words);
        }
    }
    let gold: Vec<&String> = page.body.iter().collect();
    let mut left: BTreeMap<&[&String], usize> = BTreeMap::new();
    for run in runs(&gold) {
        *left.entry(run).or_default() += 1;
    }
    let mut hits = 0;
    for run in runs(&body) {
        if let Some(left) = left.get_mut(run).filter(|left| **left > 0) {
            *left -= 1;
            hits += 1;
        }
    }
    let share = |of: &[&String]| f64::from(hits) / runs(of).count().max(1) as f64;
    (share(&body), share(&gold))
}

/// The runs of some words, or all of them where they are fewer.
fn runs<'w>(words: &'w [&'w String]) -> impl Iterator<Item = &'w [&'w String]> {
    words.windows(RUN.min(words.len()).max(1))
}

fn by_labels(page: &Page, judged: &[f32]) -> (f64, f64) {
    let words = |block: &Block| block.words.len() as f64;
    let hits: f64 = found(page, judged).filter(|block| block.is_body).map(words).sum();
    let all: f64 = found(page, judged).map(words).sum();
    let gold: f64 = page.blocks.iter().filter(|block| block.is_body).map(words).sum();
    (hits / all.max(1.0), hits / gold.max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    fn block(text: &str, is_body: bool) -> Block {
        let words = words(text);
        Block {
            features: Vec::new(),
            is_body,
            is_menu: false,
            is_apart: false,
            is_repeatable: true,
            words,
            weight: 1.0,
        }
    }

    #[test]
    fn a_body_is_compared_in_runs_and_by_its_blocks() {
        let blocks = vec![block("the quay is shut for good", true), block("read the news too", false)];
        let body = words("the quay is shut");
        let page = Page { set: "news", site: 0, blocks, company: Default::default(), body };
        assert_eq!(in_runs(&page, &[0.9, 0.1]), (1.0 / 3.0, 1.0));
        assert_eq!(by_labels(&page, &[0.9, 0.1]), (1.0, 1.0));
        assert_eq!(by_labels(&page, &[0.9, 0.9]), (0.6, 1.0));
        assert_eq!(in_runs(&page, &[0.1, 0.1]), (0.0, 0.0));
    }
}

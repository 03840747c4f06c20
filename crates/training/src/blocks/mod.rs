//! Trains the model that tells the body of a page from its furniture.

mod boost;
mod label;
mod pages;

use anyhow::{Context, Result};
use boost::{Rows, Settings};
use copydesk_parser::Forest;
use pages::Page;
use std::path::Path;

/// Parts that the pages are divided into by their sites.
const FOLDS: usize = 4;

/// Trains the forest on the pages below `data` and writes it to `models`; prints scores on pages of sites not seen.
pub fn train(data: &Path, models: &Path) -> Result<()> {
    let pages = pages::read(data)?;
    let blocks: usize = pages.iter().map(|page| page.blocks.len()).sum();
    println!("blocks: {blocks} of {} pages", pages.len());
    let judged = cross_validated(&pages);
    for threshold in [0.4, 0.5, 0.6] {
        score(&pages, &judged, threshold);
    }
    let all: Vec<&Page> = pages.iter().collect();
    let forest = boost::train(&rows(&all), &SETTINGS);
    let path = models.join("blocks.bin");
    std::fs::write(&path, forest.to_bytes()).with_context(|| format!("cannot write {}", path.display()))
}

const SETTINGS: Settings =
    Settings { trees: 110, rate: 0.1, leaf_weight: 12.0, smoothing: 4.0, columns: 0.3 };

/// The judgement of each page by a forest that has not seen its site.
fn cross_validated(pages: &[Page]) -> Vec<Vec<f32>> {
    let forests = std::thread::scope(|scope| {
        let train = |fold: usize| {
            let seen: Vec<&Page> = pages.iter().filter(|page| page.site % FOLDS != fold).collect();
            boost::train(&rows(&seen), &SETTINGS)
        };
        let threads: Vec<_> = (0..FOLDS).map(|fold| scope.spawn(move || train(fold))).collect();
        let joined = threads.into_iter().map(|thread| thread.join().expect("training does not panic"));
        joined.collect::<Vec<Forest>>()
    });
    let judge = |page: &Page| {
        let forest = &forests[page.site % FOLDS];
        page.blocks.iter().map(|block| forest.probability(&block.features)).collect()
    };
    pages.iter().map(judge).collect()
}

fn rows(pages: &[&Page]) -> Rows {
    let mut rows = Rows::default();
    for block in pages.iter().flat_map(|page| &page.blocks) {
        rows.push(&block.features, block.is_body, block.weight);
    }
    rows
}

/// Prints precision and recall over words, averaged over pages.
fn score(pages: &[Page], judged: &[Vec<f32>], threshold: f32) {
    for set in ["news", "web"] {
        let (mut precision, mut recall, mut count) = (0.0, 0.0, 0.0);
        for (page, judged) in pages.iter().zip(judged).filter(|(page, _)| page.set == set) {
            let sum = |test: &dyn Fn(bool, bool) -> bool| -> f64 {
                let blocks = page.blocks.iter().zip(judged);
                let counted = blocks.filter(|(block, p)| test(block.is_body, **p > threshold));
                counted.map(|(block, _)| block.words).sum()
            };
            let hits = sum(&|gold, found| gold && found);
            precision += hits / sum(&|_, found| found).max(1.0);
            recall += hits / sum(&|gold, _| gold).max(1.0);
            count += 1.0;
        }
        let (precision, recall) = (precision / count, recall / count);
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!("{set} above {threshold}: precision {precision:.4} recall {recall:.4} F1 {f1:.4}");
    }
}

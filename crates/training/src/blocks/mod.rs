//! Trains the model that tells the body of a page from its furniture.

mod boost;
mod label;
mod pages;
mod score;

use anyhow::{Context, Result};
use boost::{Rows, Settings};
use copydesk_parser::Forest;
use pages::Page;
use std::path::Path;

/// Parts that the pages are divided into by their sites.
const FOLDS: usize = 4;

/// Trains both forests on the pages below `data` and writes them to `models`; prints scores on pages of sites not seen.
pub fn train(data: &Path, models: &Path) -> Result<()> {
    let pages = pages::read(data)?;
    let blocks: usize = pages.iter().map(|page| page.blocks.len()).sum();
    println!("blocks: {blocks} of {} pages", pages.len());
    let pages: Vec<&Page> = pages.iter().collect();
    let (first, second) = cross_validated(&pages);
    score::print("first forest", &pages, &first);
    score::print("both forests", &pages, &second);
    write(models, "blocks.bin", &first_forest(&pages))?;
    write(models, "company.bin", &second_forest(&pages, &first))
}

fn write(models: &Path, name: &str, forest: &Forest) -> Result<()> {
    let path = models.join(name);
    std::fs::write(&path, forest.to_bytes()).with_context(|| format!("cannot write {}", path.display()))
}

const FIRST: Settings = Settings { trees: 110, rate: 0.1, leaf_weight: 12.0, smoothing: 4.0, columns: 0.3 };
const SECOND: Settings = Settings { trees: 80, rate: 0.07, leaf_weight: 16.0, smoothing: 6.0, columns: 0.3 };

/// For each page what a forest makes of its blocks.
type Judgements = Vec<Vec<f32>>;

/// The judgements of both forests on each page, by forests that have not seen its site. The second one learns from what
/// first forests say of sites that they have not seen either, as it will be told of pages to come.
fn cross_validated(pages: &[&Page]) -> (Judgements, Judgements) {
    let mut judged = (vec![Vec::new(); pages.len()], vec![Vec::new(); pages.len()]);
    let folds = std::thread::scope(|scope| {
        let fold = |fold: usize| {
            let part = |is_seen: bool| -> Vec<&Page> {
                pages.iter().copied().filter(|page| (page.site % FOLDS != fold) == is_seen).collect()
            };
            let (seen, unseen) = (part(true), part(false));
            let first = first_forest(&seen);
            let told = by_others(&seen, fold);
            let second = second_forest(&seen, &told);
            unseen.iter().map(|page| judge(page, &first, &second)).collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..FOLDS).map(|number| scope.spawn(move || fold(number))).collect();
        let joined = threads.into_iter().map(|thread| thread.join().expect("training does not panic"));
        joined.collect::<Vec<_>>()
    });
    for (fold, judgements) in folds.into_iter().enumerate() {
        let places = (0..pages.len()).filter(|place| pages[*place].site % FOLDS == fold);
        for (place, (first, second)) in places.zip(judgements) {
            judged.0[place] = first;
            judged.1[place] = second;
        }
    }
    judged
}

/// Parts for what the second forest is told, of other sites than the parts that it is measured on.
const PARTS: usize = 3;

/// The judgement of each page by first forests that have not seen its site.
fn by_others(pages: &[&Page], salt: usize) -> Judgements {
    let part = |page: &Page| (page.site / FOLDS + salt) % PARTS;
    let forests: Vec<Forest> = (0..PARTS)
        .map(|number| {
            let others: Vec<&Page> = pages.iter().copied().filter(|page| part(page) != number).collect();
            first_forest(&others)
        })
        .collect();
    pages.iter().map(|page| first_judgement(page, &forests[part(page)])).collect()
}

fn first_forest(pages: &[&Page]) -> Forest {
    let mut rows = Rows::default();
    for block in pages.iter().flat_map(|page| &page.blocks).filter(|block| !block.is_menu) {
        rows.push(&block.features, block.is_body, block.weight);
    }
    boost::train(&rows, &FIRST)
}

/// A forest that is told what first forests made of the pages.
fn second_forest(pages: &[&Page], judged: &[Vec<f32>]) -> Forest {
    let mut rows = Rows::default();
    for (page, judged) in pages.iter().zip(judged) {
        for (index, row) in rows_of(page, judged) {
            rows.push(&row, page.blocks[index].is_body, page.blocks[index].weight);
        }
    }
    boost::train(&rows, &SECOND)
}

/// The blocks that the second forest is asked about, with all values.
fn rows_of(page: &Page, judged: &[f32]) -> Vec<(usize, Vec<f32>)> {
    let open: Vec<usize> = (0..judged.len()).filter(|index| judged[*index] > 0.0).collect();
    let values = page.company.values(judged, &open);
    let width = values.len() / open.len().max(1);
    let row = |(place, index): (usize, usize)| {
        let company = &values[place * width..(place + 1) * width];
        (index, [&page.blocks[index].features[..], company].concat())
    };
    open.into_iter().enumerate().map(row).collect()
}

fn first_judgement(page: &Page, forest: &Forest) -> Vec<f32> {
    let judge = |block: &pages::Block| if block.is_menu { 0.0 } else { forest.probability(&block.features) };
    page.blocks.iter().map(judge).collect()
}

fn judge(page: &Page, first: &Forest, second: &Forest) -> (Vec<f32>, Vec<f32>) {
    let judged = first_judgement(page, first);
    let mut both = vec![0.0; judged.len()];
    for (index, row) in rows_of(page, &judged) {
        if !page.blocks[index].is_apart {
            both[index] = second.probability(&row);
        }
    }
    (judged, both)
}

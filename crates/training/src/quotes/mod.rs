//! Training of the attribution model of `copydesk-quote-attribution` on PolNeAR's training articles.

mod articles;
mod boost;
mod chain;
mod examples;
mod logistic;
mod weigh;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use crate::random::Random;
use anyhow::{Context, Result};
use copydesk_language::models::binary::{Reader, Writer};
use copydesk_quote_attribution::model::vocabulary::Vocabulary;
use copydesk_quote_attribution::model::{FORMAT, Proposer, Table};
use examples::{Chain, CueExample};

/// Everything that training reads from an article.
#[derive(Default)]
pub struct Examples {
    cues: Vec<CueExample>,
    chains: Vec<Chain>,
    /// The hashes of its words, each once.
    words: Vec<u64>,
}

/// Parts of the articles whose proposals come from a proposer trained on the other parts.
const FOLDS: usize = 5;
/// Articles that have a word that is known.
const KNOWN: usize = 5;

/// Trains on the articles of `data` and writes the model to the folder `models`; with `hold_out`
/// every tenth article is kept to measure on.
///
/// # Errors
/// If the articles cannot be read or the model cannot be written.
pub fn train(data: &Path, models: &Path, hold_out: bool) -> Result<()> {
    let started = Instant::now();
    let articles = articles::read(&data.join("polnear.train.jsonl"))?;
    let all: Vec<Examples> = articles.iter().map(examples::extract).collect();
    let kept = |index: usize| hold_out && index % 10 == 9;
    let (validation, training): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|index| kept(*index));
    println!("quotes: {} articles read after {:.0?}", all.len(), started.elapsed());

    let mut weighed = weigh::Weighed::default();
    for fold in 0..FOLDS {
        let (own, others): (Vec<usize>, Vec<usize>) =
            training.iter().partition(|index| **index / 2 % FOLDS == fold);
        let mut writer = Writer::new(FORMAT);
        proposer(&all, &others, &[], &mut writer);
        let bytes = writer.finish();
        let proposer = Proposer::read(&mut Reader::new(&bytes, FORMAT)?)?;
        own.iter().for_each(|index| weigh::add(&articles[*index], &proposer, &mut weighed));
        println!("quotes: part {fold} proposed after {:.0?}", started.elapsed());
    }
    let forest = boost::train(&weighed.rows, &weighed.labels, &mut Random::new(7));
    println!("quotes: {} proposals weighed after {:.0?}", weighed.rows.len(), started.elapsed());

    let mut writer = Writer::new(FORMAT);
    proposer(&all, &training, &validation, &mut writer);
    forest.write(&mut writer);
    vocabulary(&all, &training).write(&mut writer);
    println!("quotes: done after {:.0?}", started.elapsed());
    let path = models.join("quotes.bin");
    std::fs::write(&path, writer.finish()).with_context(|| format!("cannot write {}", path.display()))
}

/// Trains what proposes attributions and appends it to a model.
fn proposer(all: &[Examples], training: &[usize], validation: &[usize], writer: &mut Writer) {
    let mut random = Random::new(5);
    let cues = |indexes: &[usize]| -> Vec<&CueExample> {
        indexes.iter().flat_map(|index| &all[*index].cues).collect()
    };
    let chains =
        |indexes: &[usize]| -> Vec<&Chain> { indexes.iter().flat_map(|index| &all[*index].chains).collect() };
    let cue_weights = logistic::train(&cues(training), &cues(validation), &mut random);
    let (roles, steps) = chain::train(&chains(training), &chains(validation), &mut random);
    Table::write(1, &cue_weights, writer);
    Table::write(chain::ROLES, &roles, writer);
    Table::write(chain::ROLES * chain::ROLES, &steps, writer);
}

/// The words that several articles have.
fn vocabulary(all: &[Examples], training: &[usize]) -> Vocabulary {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for index in training {
        all[*index].words.iter().for_each(|word| *counts.entry(*word).or_default() += 1);
    }
    Vocabulary::new(counts.into_iter().filter(|(_, count)| *count >= KNOWN).map(|(word, _)| word))
}

//! Training of the attribution model of `copydesk-quote-attribution` on PolNeAR's training articles.

mod articles;
mod chain;
mod examples;
mod logistic;

use std::path::Path;
use std::time::Instant;

use crate::random::Random;
use anyhow::{Context, Result};
use copydesk_language::models::binary::Writer;
use copydesk_quote_attribution::model::{FORMAT, Table};
use examples::{Chain, CueExample};

/// Everything that training reads from the articles.
#[derive(Default)]
pub struct Examples {
    cues: Vec<CueExample>,
    chains: Vec<Chain>,
}

/// Trains on the articles of `data` and writes the model to the folder `models`; with `hold_out`
/// every tenth article is kept to measure on.
///
/// # Errors
/// If the articles cannot be read or the model cannot be written.
pub fn train(data: &Path, models: &Path, hold_out: bool) -> Result<()> {
    let started = Instant::now();
    let articles = articles::read(&data.join("polnear.train.jsonl"))?;
    let (mut training, mut validation) = (Examples::default(), Examples::default());
    for (index, article) in articles.iter().enumerate() {
        let kept = index % 10 == 9 && hold_out;
        examples::extract(article, if kept { &mut validation } else { &mut training });
    }
    println!(
        "quotes: {} candidates, {} cues after {:.0?}",
        training.cues.len(),
        training.chains.len(),
        started.elapsed()
    );
    let mut random = Random::new(5);
    let cues = logistic::train(&training.cues, &validation.cues, &mut random);
    println!("quotes: cues after {:.0?}", started.elapsed());
    let (roles, steps) = chain::train(&training.chains, &validation.chains, &mut random);
    println!("quotes: roles after {:.0?}", started.elapsed());
    let mut writer = Writer::new(FORMAT);
    Table::write(1, &cues, &mut writer);
    Table::write(chain::ROLES, &roles, &mut writer);
    Table::write(chain::ROLES * chain::ROLES, &steps, &mut writer);
    let path = models.join("quotes.bin");
    std::fs::write(&path, writer.finish()).with_context(|| format!("cannot write {}", path.display()))
}

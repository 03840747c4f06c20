//! Trains the models that ship: those of `copydesk-language` from the corpora in `../shared/corpora/language`, the one of
//! `copydesk-parser` from the pages in `../shared/corpora/extraction`.
//!
//! `copydesk-training LAYER --data DIR` writes `crates/language/models/LAYER.bin` and prints scores;
//! `copydesk-training eval --data DIR` scores the embedded models.

mod adam;
mod blocks;
mod clusters;
mod corpus;
mod entity;
mod lexicon;
mod news;
mod parser;
mod perceptron;
mod quotes;
mod random;
mod tagger;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::corpus::Sentence;
use anyhow::{Context, Result};
use clap::{Parser as _, ValueEnum};
use copydesk_language::models::{EntityTagger, Parser, Tag, Tagger};

/// Trains or scores the language models.
#[derive(clap::Parser)]
struct Arguments {
    /// What to train.
    #[arg(value_enum, default_value_t = Layer::All)]
    layer: Layer,
    /// Folder with the token tables (`ewt.train.tsv.gz`, …).
    #[arg(long, default_value = "../shared/corpora/language")]
    data: PathBuf,
    /// Folder that the models are written to.
    #[arg(long, default_value = "crates/language/models")]
    models: PathBuf,
    /// Keep every tenth article of the attributions out of training, to measure on.
    #[arg(long)]
    hold_out: bool,
    /// Folder with the sets of pages (`news`, `web`).
    #[arg(long, default_value = "../shared/corpora/extraction")]
    pages: PathBuf,
    /// Folder that the model of pages is written to.
    #[arg(long, default_value = "crates/parser/models")]
    page_models: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layer {
    /// Every model, in the order in which they build on one another.
    All,
    /// Part of speech.
    Tagger,
    /// Dependencies.
    Parser,
    /// Named entities.
    Entities,
    /// Attributions, into `crates/analyzers/quote-attribution/models`.
    Quotes,
    /// Which blocks of a page are its body.
    Blocks,
    /// Score the embedded models; train nothing.
    Eval,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let wants = |layer| arguments.layer == layer || arguments.layer == Layer::All;
    if wants(Layer::Tagger) {
        train_tagger(&arguments.data, &arguments.models)?;
    }
    if wants(Layer::Parser) {
        train_parser(&arguments.data, &arguments.models)?;
    }
    if wants(Layer::Entities) {
        train_entities(&arguments.data, &arguments.models)?;
    }
    if arguments.layer == Layer::Quotes {
        let data = arguments.data.join("../quotes");
        quotes::train(&data, Path::new("crates/analyzers/quote-attribution/models"), arguments.hold_out)?;
    }
    if wants(Layer::Blocks) {
        blocks::train(&arguments.pages, &arguments.page_models)?;
    }
    if arguments.layer == Layer::Eval {
        score_tagger(Tagger::embedded(), &arguments.data)?;
        score_parser(Tagger::embedded(), Parser::embedded(), &arguments.data)?;
        score_entities(Tagger::embedded(), EntityTagger::embedded(), &arguments.data)?;
    }
    Ok(())
}

fn treebanks(data: &Path) -> Result<Vec<Sentence>> {
    let mut sentences = corpus::read(data, "ewt.train")?;
    sentences.extend(corpus::read(data, "gumfree.train")?);
    sentences.retain(Sentence::is_tagged);
    Ok(sentences)
}

/// Clusters of words.
const CLUSTERS: usize = 256;

/// The text that clusters are built from: whatever may be trained on, annotated or not.
fn running_text(data: &Path) -> Result<Vec<Sentence>> {
    let mut sentences = treebanks(data)?;
    for name in ["gmb", "wikigold", "wnut", "btc"] {
        sentences.extend(corpus::read(data, name)?);
    }
    Ok(sentences)
}

fn train_tagger(data: &Path, models: &Path) -> Result<()> {
    let started = Instant::now();
    let sentences = treebanks(data)?;
    let news = corpus::read(data, "gmb")?;
    let clusters = clusters::build(running_text(data)?.iter(), CLUSTERS);
    println!("tagger: {} words in clusters after {:.0?}", clusters.len(), started.elapsed());
    let more = news::read(&data.join("../quotes"))?;
    let lexicon = lexicon::build(sentences.iter().chain(&news), more.iter(), &clusters);
    let examples: Vec<_> = sentences.iter().collect();
    let bytes = tagger::train(&examples, &more, &lexicon, None);
    write(models, "tagger.bin", &bytes)?;
    println!("tagger: {} bytes in {:.0?}", bytes.len(), started.elapsed());
    score_tagger(&Tagger::read(&bytes)?, data)
}

fn score_tagger(tagger: &Tagger, data: &Path) -> Result<()> {
    for name in ["ewt.dev", "gumfree.dev", "ewt.test", "gumfree.test", "pud.test"] {
        let sentences = corpus::read(data, name)?;
        let started = Instant::now();
        let (upos, xpos) = tagger::evaluate(tagger, &sentences);
        let words: usize = sentences.iter().map(|sentence| sentence.tokens.len()).sum();
        let speed = words as f64 / started.elapsed().as_secs_f64();
        println!("tagger {name}: UPOS {upos:.2} XPOS {xpos:.2} ({speed:.0} words/s)");
    }
    Ok(())
}

fn train_entities(data: &Path, models: &Path) -> Result<()> {
    let started = Instant::now();
    let tagger = Tagger::read(&std::fs::read(models.join("tagger.bin")).context("train the tagger first")?)?;
    let clusters = clusters::build(running_text(data)?.iter(), CLUSTERS);
    let lexicon = lexicon::build(std::iter::empty(), std::iter::empty(), &clusters);
    let bytes = entity::train(data, &tagger, &lexicon)?;
    write(models, "entities.bin", &bytes)?;
    println!("entities: {} bytes in {:.0?}", bytes.len(), started.elapsed());
    score_entities(&tagger, &EntityTagger::read(&bytes)?, data)
}

fn score_entities(tagger: &Tagger, entities: &EntityTagger, data: &Path) -> Result<()> {
    for name in ["ewt.dev", "gumfree.dev", "ewt.test", "gumfree.test", "worldwide-newswire"] {
        let sentences = corpus::read(data, name)?;
        let started = Instant::now();
        let (precision, recall, f1) = entity::evaluate(tagger, entities, &sentences);
        let words: usize = sentences.iter().map(|sentence| sentence.tokens.len()).sum();
        let speed = words as f64 / started.elapsed().as_secs_f64();
        println!("entities {name}: P {precision:.2} R {recall:.2} F1 {f1:.2} ({speed:.0} words/s with tags)");
    }
    Ok(())
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Parts of the training data that are tagged by a tagger trained on the other parts.
const FOLDS: usize = 5;
/// Passes of those taggers.
const FOLD_PASSES: usize = 5;

fn train_parser(data: &Path, models: &Path) -> Result<()> {
    let started = Instant::now();
    let sentences = treebanks(data)?;
    let clusters = clusters::build(running_text(data)?.iter(), CLUSTERS);
    let more = news::read(&data.join("../quotes"))?;
    let tags = predicted_tags(&sentences, &corpus::read(data, "gmb")?, &more, &clusters)?;
    println!("parser: tags after {:.0?}", started.elapsed());
    let tagger = std::fs::read(models.join("tagger.bin")).context("train the tagger first")?;
    let tagger = Tagger::read(&tagger)?;
    let dev = corpus::read(data, "ewt.dev")?;
    let examples: Vec<_> = sentences.iter().collect();
    let bytes = parser::train(&examples, &tags, |pass, loss, bytes| {
        let parser = Parser::read(bytes).expect("just written");
        let (uas, las) = parser::evaluate(&tagger, &parser, &dev);
        println!(
            "parser pass {pass}: loss {loss:.0}, ewt.dev UAS {uas:.2} LAS {las:.2}, {:.0?}",
            started.elapsed()
        );
    });
    write(models, "parser.bin", &bytes)?;
    println!("parser: {} bytes in {:.0?}", bytes.len(), started.elapsed());
    score_parser(&tagger, &Parser::read(&bytes)?, data)
}

/// Tags of each sentence by a tagger that has not seen it, so that the parser learns from tags as wrong as
/// those it will meet.
fn predicted_tags(
    sentences: &[Sentence],
    news: &[Sentence],
    more: &[Sentence],
    clusters: &BTreeMap<u32, u32>,
) -> Result<Vec<Vec<Tag>>> {
    let mut tags = vec![Vec::new(); sentences.len()];
    for fold in 0..FOLDS {
        let seen: Vec<_> =
            (0..).zip(sentences).filter(|(at, _)| at / 20 % FOLDS != fold).map(|(_, s)| s).collect();
        let lexicon = lexicon::build(seen.iter().copied().chain(news), more.iter(), clusters);
        let tagger = Tagger::read(&tagger::train(&seen, more, &lexicon, Some(FOLD_PASSES)))?;
        for (at, sentence) in sentences.iter().enumerate().filter(|(at, _)| at / 20 % FOLDS == fold) {
            tagger.tag(&sentence.words(), &mut tags[at]);
        }
    }
    Ok(tags)
}

fn score_parser(tagger: &Tagger, parser: &Parser, data: &Path) -> Result<()> {
    for name in ["ewt.dev", "gumfree.dev", "ewt.test", "gumfree.test", "pud.test"] {
        let sentences = corpus::read(data, name)?;
        let started = Instant::now();
        let (uas, las) = parser::evaluate(tagger, parser, &sentences);
        let words: usize = sentences.iter().map(|sentence| sentence.tokens.len()).sum();
        let speed = words as f64 / started.elapsed().as_secs_f64();
        println!("parser {name}: UAS {uas:.2} LAS {las:.2} ({speed:.0} words/s with tags)");
    }
    Ok(())
}

//! Trains the dependency parser.

mod gradient;

use std::collections::BTreeMap;

use copydesk_language::models::binary::Writer;
use copydesk_language::models::parser::network::{Network, Sizes};
use copydesk_language::models::parser::{FORMAT, LONGEST, UNKNOWN, Vocabulary};
use copydesk_language::models::{Parser, Relation, Tag, Tagger, Word};

use crate::adam::Adam;
use crate::corpus::Sentence;
use crate::random::Random;
pub use gradient::Gradient;
use gradient::{Dropout, Example, add_gradient};

/// Passes over the training data.
const PASSES: usize = 12;
/// Sentences of a step.
const BATCH: usize = 24;
const LEARNING_RATE: f32 = 3e-3;
const DROPOUT: Dropout = Dropout { embedding: 0.15, layer: 0.3 };

/// A word that occurs `n` times is taken for unknown with the chance `RARE / (RARE + n)`.
const RARE: f32 = 0.25;

/// Trains on `sentences` with the given (predicted) tags and returns the model's bytes.
pub fn train(
    sentences: &[&Sentence],
    tags: &[Vec<Tag>],
    mut report: impl FnMut(usize, f64, &[u8]),
) -> Vec<u8> {
    let counts = word_counts(sentences);
    let keys: Vec<u32> = counts.iter().filter(|&(_, &count)| count > 1).map(|(&key, _)| key).collect();
    let vocabulary = Vocabulary::new(&keys);
    let sizes = Sizes {
        rows: vocabulary.rows(),
        embedding: 64,
        units: 64,
        layers: 2,
        arc: 64,
        label: 64,
        relations: Relation::ALL.len(),
    };
    let mut network = initial(sizes);
    let mut examples: Vec<(Example, Vec<f32>)> = sentences
        .iter()
        .zip(tags)
        .filter(|(sentence, _)| sentence.tokens.len() <= LONGEST)
        .map(|(sentence, tags)| (example(sentence, tags, &vocabulary), unknown_chances(sentence, &counts)))
        .collect();
    let mut random = Random::new(2);
    let mut adam = Adam::new(&network);
    let steps = PASSES * examples.len().div_ceil(BATCH);
    let mut step = 0;
    let mut workers =
        [(); 2].map(|()| Gradient { network: Network::zeros(sizes), touched: Vec::new(), loss: 0.0 });
    for pass in 0..PASSES {
        random.shuffle(&mut examples);
        let mut loss = 0.0;
        for batch in examples.chunks(BATCH) {
            run_batch(&network, batch, &mut random, &mut workers);
            let rate = LEARNING_RATE * (1.0 - step as f32 / steps as f32);
            loss += workers.iter().map(|worker| worker.loss).sum::<f64>();
            adam.step(&mut network, &mut workers, rate);
            step += 1;
        }
        report(pass, loss, &write(&mut network, &keys));
    }
    write(&mut network, &keys)
}

/// Gradients of a batch, always in two halves, so that the sums are the same on any machine.
fn run_batch(
    network: &Network,
    batch: &[(Example, Vec<f32>)],
    random: &mut Random,
    workers: &mut [Gradient; 2],
) {
    let seeds = [random.bits(), random.bits()];
    let halves = batch.chunks(batch.len().div_ceil(2));
    std::thread::scope(|scope| {
        for ((half, worker), seed) in halves.zip(workers).zip(seeds) {
            scope.spawn(move || {
                let mut random = Random::new(seed);
                for (example, chances) in half {
                    let example = with_unknown(example, chances, &mut random);
                    add_gradient(network, &example, DROPOUT, &mut random, worker);
                }
            });
        }
    });
}

fn with_unknown(example: &Example, chances: &[f32], random: &mut Random) -> Example {
    let mut inputs = example.inputs.clone();
    for (rows, &chance) in inputs[1..].iter_mut().zip(chances) {
        if random.unit() < chance {
            rows[0] = UNKNOWN;
        }
    }
    Example { inputs, heads: example.heads.clone(), relations: example.relations.clone() }
}

fn key(form: &str) -> u32 {
    Vocabulary::key(Word::new(form).form)
}

fn word_counts(sentences: &[&Sentence]) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    for token in sentences.iter().flat_map(|sentence| &sentence.tokens) {
        *counts.entry(key(&token.form)).or_default() += 1;
    }
    counts
}

fn unknown_chances(sentence: &Sentence, counts: &BTreeMap<u32, usize>) -> Vec<f32> {
    let count = |form: &str| counts.get(&key(form)).copied().unwrap_or(0) as f32;
    sentence.tokens.iter().map(|token| RARE / (RARE + count(&token.form))).collect()
}

fn example(sentence: &Sentence, tags: &[Tag], vocabulary: &Vocabulary) -> Example {
    let relation = |relation: Option<Relation>| relation.unwrap_or(Relation::Dep) as u8;
    Example {
        inputs: vocabulary.inputs(&sentence.words(), tags),
        heads: sentence.tokens.iter().map(|token| token.head).collect(),
        relations: sentence.tokens.iter().map(|token| relation(token.relation)).collect(),
    }
}

/// Random weights as Glorot and Bengio (2010) set them; forget gates start open.
fn initial(sizes: Sizes) -> Network {
    let mut random = Random::new(4);
    let mut network = Network::zeros(sizes);
    let mut fill = |weights: &mut [f32], range: f32| {
        weights.iter_mut().for_each(|weight| *weight = (2.0 * random.unit() - 1.0) * range);
    };
    fill(&mut network.embeddings, 0.3);
    for layer in &mut network.layers {
        let inputs = layer.weights.len() / (6 * layer.units);
        fill(&mut layer.weights, (6.0 / (inputs + layer.units) as f32).sqrt());
        for gates in layer.bias.chunks_exact_mut(3 * sizes.units) {
            gates[sizes.units..2 * sizes.units].fill(0.5);
        }
    }
    let denses =
        [&mut network.dependent, &mut network.head, &mut network.label_dependent, &mut network.label_head];
    for dense in denses.into_iter().chain([&mut network.label_out]) {
        let (inputs, outputs) = (dense.weights.len() / dense.bias.len(), dense.bias.len());
        fill(&mut dense.weights, (6.0 / (inputs + outputs) as f32).sqrt());
    }
    network
}

fn write(network: &mut Network, keys: &[u32]) -> Vec<u8> {
    let mut writer = Writer::new(FORMAT);
    writer.u32s(keys);
    network.write(&mut writer);
    writer.finish()
}

/// Shares of right heads, and of right heads with the right relation, in percent.
pub fn evaluate(tagger: &Tagger, parser: &Parser, sentences: &[Sentence]) -> (f64, f64) {
    let (mut attached, mut labelled, mut total) = (0, 0, 0);
    let (mut tags, mut arcs) = (Vec::new(), Vec::new());
    for sentence in sentences {
        let words = sentence.words();
        tagger.tag(&words, &mut tags);
        parser.parse(&words, &tags, &mut arcs);
        for (arc, token) in arcs.iter().zip(&sentence.tokens) {
            total += 1;
            attached += usize::from(arc.head == token.head);
            labelled += usize::from(arc.head == token.head && Some(arc.relation) == token.relation);
        }
    }
    let share = |right: usize| 100.0 * right as f64 / total.max(1) as f64;
    (share(attached), share(labelled))
}

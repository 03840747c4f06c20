//! Trains the part-of-speech tagger.

use std::collections::BTreeMap;

use copydesk_language::models::binary::Writer;
use copydesk_language::models::tagger::{self, FORMAT, Lexicon, NO_TAG, View};
use copydesk_language::models::{Tag, Tagger, linear::LinearModel};

use crate::corpus::Sentence;
use crate::perceptron::{FeatureIndex, Perceptron, best_wrong};
use crate::random::Random;

/// Passes over the training data.
const PASSES: usize = 8;
/// Units of the shipped weights in one step of the perceptron.
const SCALE: f64 = 12.0;
/// A step is also taken where the gold tag leads by less than this.
const MARGIN: f32 = 1.0;

/// A sentence with its features numbered.
struct Example {
    views: Vec<View>,
    /// Features of word `i`: `statics[starts[i]..starts[i + 1]]`.
    statics: Vec<u32>,
    starts: Vec<usize>,
    gold: Vec<u8>,
}

/// Trains on `sentences` (all tagged) and returns the model's bytes.
pub fn train(sentences: &[&Sentence], lexicon: &[(u32, u32)], passes: Option<usize>) -> Vec<u8> {
    let tags = tag_set(sentences);
    let mut index = FeatureIndex::default();
    let lookup = Lexicon::new(lexicon);
    let mut examples: Vec<Example> =
        sentences.iter().map(|sentence| example(sentence, &tags, &lookup, &mut index)).collect();
    let mut perceptron = Perceptron::default();
    let mut random = Random::new(1);
    for _ in 0..passes.unwrap_or(PASSES) {
        random.shuffle(&mut examples);
        for example in &examples {
            learn(example, &mut perceptron, &mut index, tags.len());
        }
    }
    let features = perceptron.quantize(&index, SCALE);
    write(&tags, lexicon, &features)
}

fn tag_set(sentences: &[&Sentence]) -> Vec<Tag> {
    let mut counts: BTreeMap<Tag, usize> = BTreeMap::new();
    for tag in sentences.iter().flat_map(|sentence| sentence.tags()) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<_> = counts.into_iter().collect();
    tags.sort_by_key(|&(tag, count)| (std::cmp::Reverse(count), tag));
    tags.truncate(255);
    tags.into_iter().map(|(tag, _)| tag).collect()
}

fn example(sentence: &Sentence, tags: &[Tag], lexicon: &Lexicon, index: &mut FeatureIndex) -> Example {
    let views = View::of_sentence(&sentence.words(), lexicon);
    let mut statics = Vec::new();
    let mut starts = vec![0];
    for at in 0..sentence.tokens.len() {
        tagger::static_features(&views[at..at + 5], |key| statics.push(index.number(key)));
        starts.push(statics.len());
    }
    let number = |tag: &Tag| tags.iter().position(|known| known == tag).unwrap_or(0) as u8;
    Example { gold: sentence.tags().iter().map(number).collect(), views, statics, starts }
}

fn learn(example: &Example, perceptron: &mut Perceptron, index: &mut FeatureIndex, labels: usize) {
    let mut scores = vec![0.0; labels];
    let mut dynamics = Vec::new();
    let (mut previous, mut before) = (NO_TAG, NO_TAG);
    for (at, &gold) in example.gold.iter().enumerate() {
        let statics = &example.statics[example.starts[at]..example.starts[at + 1]];
        dynamics.clear();
        let window = std::array::from_fn(|slot| &example.views[at + slot]);
        tagger::dynamic_features(window, previous, before, |key| dynamics.push(index.number(key)));
        scores.fill(0.0);
        perceptron.add(statics, &mut scores);
        perceptron.add(&dynamics, &mut scores);
        let (best, wrong) = best_wrong(&scores, gold as usize);
        perceptron.tick();
        if scores[gold as usize] <= scores[wrong] + MARGIN {
            for (label, amount) in [(gold, 1.0), (wrong as u8, -1.0)] {
                perceptron.update(statics, label, amount);
                perceptron.update(&dynamics, label, amount);
            }
        }
        (before, previous) = (previous, best as u64);
    }
}

fn write(tags: &[Tag], lexicon: &[(u32, u32)], features: &[(u32, Vec<(u8, i8)>)]) -> Vec<u8> {
    let mut writer = Writer::new(FORMAT);
    writer.size(tags.len());
    tags.iter().for_each(|tag| writer.put(&[tag.upos as u8, tag.xpos as u8]));
    Lexicon::write(lexicon, &mut writer);
    LinearModel::write(features, &mut writer);
    writer.finish()
}

/// Shares of right tags: universal and Penn, in percent.
pub fn evaluate(tagger: &Tagger, sentences: &[Sentence]) -> (f64, f64) {
    let (mut upos, mut xpos, mut total) = (0, 0, 0);
    let mut tags = Vec::new();
    for sentence in sentences {
        tagger.tag(&sentence.words(), &mut tags);
        for (tag, token) in tags.iter().zip(&sentence.tokens) {
            total += 1;
            upos += usize::from(token.upos == Some(tag.upos));
            xpos += usize::from(token.xpos == Some(tag.xpos));
        }
    }
    let share = |right: usize| 100.0 * right as f64 / total.max(1) as f64;
    (share(upos), share(xpos))
}

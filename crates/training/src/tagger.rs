//! Trains the part-of-speech tagger.

use std::collections::{BTreeMap, BTreeSet};

use copydesk_language::models::binary::Writer;
use copydesk_language::models::tagger::{self, FORMAT, Lexicon, NO_TAG, View};
use copydesk_language::models::{Tag, Tagger, Word, Xpos, linear::LinearModel};

use crate::corpus::Sentence;
use crate::perceptron::{FeatureIndex, Perceptron, best};
use crate::random::Random;

/// Passes over the training data.
const PASSES: usize = 12;
/// The share of the features of the words that is left out of each decision in training, so that none is relied on alone.
const DROPPED: f32 = 0.2;
/// Units of the shipped weights in one step of the perceptron.
const SCALE: f64 = 12.0;
/// Features whose weights were moved less often are left out.
const LEAST_MOVES: u32 = 8;
/// A step is also taken where the gold tag leads by less than this.
const MARGIN: f32 = 1.0;
/// Each pass reads one in this many of the news sentences.
const NEWS_PART: f32 = 3.0;
/// A Penn tag of an unknown word stands for a tag that at least one in this many of its words in the treebanks bears.
const RARE: usize = 10;

/// A sentence with its features numbered.
struct Example {
    views: Vec<View>,
    /// Features of word `i`: `statics[starts[i]..starts[i + 1]]`.
    statics: Vec<u32>,
    starts: Vec<usize>,
    /// The labels that each word may bear; none if it may bear any.
    gold: Vec<Vec<u8>>,
    is_news: bool,
}

/// Trains on `sentences` (all tagged) and on `news`, of which only the Penn tags are known, and returns the model's bytes.
pub fn train(
    sentences: &[&Sentence],
    news: &[Sentence],
    lexicon: &[(u32, u32)],
    passes: Option<usize>,
) -> Vec<u8> {
    let tags = tag_set(sentences);
    let choices = Choices::new(&tags, sentences);
    let mut index = FeatureIndex::default();
    let lookup = Lexicon::new(lexicon);
    let mut read = |sentence: &Sentence| example(sentence, &tags, &choices, &lookup, &mut index);
    let mut examples: Vec<Example> = sentences.iter().map(|sentence| read(sentence)).collect();
    examples.extend(news.iter().map(|sentence| Example { is_news: true, ..read(sentence) }));
    let mut perceptron = Perceptron::default();
    let mut random = Random::new(1);
    for _ in 0..passes.unwrap_or(PASSES) {
        random.shuffle(&mut examples);
        for example in &examples {
            if !example.is_news || random.unit() * NEWS_PART < 1.0 {
                learn(example, &mut perceptron, &mut index, tags.len(), &mut random);
            }
        }
    }
    let features = perceptron.quantize(&index, SCALE, LEAST_MOVES);
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

fn example(
    sentence: &Sentence,
    tags: &[Tag],
    choices: &Choices,
    lexicon: &Lexicon,
    index: &mut FeatureIndex,
) -> Example {
    let views = View::of_sentence(&sentence.words(), lexicon);
    let mut statics = Vec::new();
    let mut starts = vec![0];
    for at in 0..sentence.tokens.len() {
        tagger::static_features(&views[at..at + 5], |key| statics.push(index.number(key)));
        starts.push(statics.len());
    }
    let gold = sentence.tokens.iter().map(|token| match (token.tag(), token.xpos) {
        (Some(tag), _) => {
            tags.iter().position(|known| *known == tag).map(|label| label as u8).into_iter().collect()
        }
        (None, Some(xpos)) if is_open(xpos) => choices.of(&token.form, xpos),
        _ => Vec::new(),
    });
    Example { gold: gold.collect(), views, statics, starts, is_news: false }
}

/// The labels that words may bear of which only the Penn tag is known.
struct Choices {
    /// Of words of the treebanks, by their key and that tag.
    of_word: BTreeMap<(u32, Xpos), BTreeSet<u8>>,
    /// Of other words.
    of_tag: BTreeMap<Xpos, Vec<u8>>,
}

impl Choices {
    fn new(tags: &[Tag], sentences: &[&Sentence]) -> Self {
        let mut counts = vec![0; tags.len()];
        let mut of_word: BTreeMap<(u32, Xpos), BTreeSet<u8>> = BTreeMap::new();
        for token in sentences.iter().flat_map(|sentence| &sentence.tokens) {
            let Some(tag) = token.tag() else { continue };
            if let Some(label) = tags.iter().position(|known| *known == tag) {
                counts[label] += 1;
                let key = Lexicon::key(Word::new(&token.form).form);
                of_word.entry((key, tag.xpos)).or_default().insert(label as u8);
            }
        }
        let mut of_tag: BTreeMap<Xpos, Vec<u8>> = BTreeMap::new();
        for xpos in tags.iter().map(|tag| tag.xpos) {
            let labels = (0..tags.len()).filter(|&label| tags[label].xpos == xpos);
            let total: usize = labels.clone().map(|label| counts[label]).sum();
            let frequent = labels.filter(|&label| counts[label] * RARE >= total);
            of_tag.insert(xpos, frequent.map(|label| label as u8).collect());
        }
        Self { of_word, of_tag }
    }

    fn of(&self, form: &str, xpos: Xpos) -> Vec<u8> {
        let key = Lexicon::key(Word::new(form).form);
        match self.of_word.get(&(key, xpos)) {
            Some(labels) => labels.iter().copied().collect(),
            None => self.of_tag.get(&xpos).cloned().unwrap_or_default(),
        }
    }
}

/// Whether a Penn tag is one of words of which there are many, which all tag alike.
fn is_open(xpos: Xpos) -> bool {
    let name = xpos.to_string();
    ["NN", "VB", "JJ", "RB"].iter().any(|open| name.starts_with(open))
}

fn learn(
    example: &Example,
    perceptron: &mut Perceptron,
    index: &mut FeatureIndex,
    labels: usize,
    random: &mut Random,
) {
    let mut scores = vec![0.0; labels];
    let (mut statics, mut dynamics) = (Vec::new(), Vec::new());
    let (mut previous, mut before) = (NO_TAG, NO_TAG);
    for (at, right) in example.gold.iter().enumerate() {
        let all = &example.statics[example.starts[at]..example.starts[at + 1]];
        statics.clear();
        statics.extend(all.iter().copied().filter(|_| random.unit() >= DROPPED));
        dynamics.clear();
        let window = std::array::from_fn(|slot| &example.views[at + slot]);
        tagger::dynamic_features(window, previous, before, |key| dynamics.push(index.number(key)));
        scores.fill(0.0);
        perceptron.add(&statics, &mut scores);
        perceptron.add(&dynamics, &mut scores);
        perceptron.tick();
        let gold = best(&scores, |label| right.contains(&label));
        let wrong = best(&scores, |label| !right.contains(&label));
        if let (Some(gold), Some(wrong)) = (gold, wrong)
            && scores[gold as usize] <= scores[wrong as usize] + MARGIN
        {
            for (label, amount) in [(gold, 1.0), (wrong, -1.0)] {
                perceptron.update(&statics, label, amount);
                perceptron.update(&dynamics, label, amount);
            }
        }
        (before, previous) = (previous, best(&scores, |_| true).map_or(NO_TAG, u64::from));
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

//! Trains the entity tagger.

mod repair;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use copydesk_language::models::binary::Writer;
use copydesk_language::models::entity::decode::{self, LABELS, Scores, Transitions};
use copydesk_language::models::entity::features::{self, Memory, View, WINDOW};
use copydesk_language::models::entity::{FORMAT, Gazetteer, TRANSITION};
use copydesk_language::models::hash::feature;
use copydesk_language::models::tagger::Lexicon;
use copydesk_language::models::{Entity, EntityKind, EntityTagger, Tag, Tagger, linear::LinearModel};

use crate::corpus::{self, Sentence};
use crate::perceptron::{FeatureIndex, Perceptron};
use crate::random::Random;

/// A corpus and how far one of its sentences moves the weights.
const CORPORA: &[(&str, f32)] =
    &[("gmb", 0.5), ("gumfree.train", 1.0), ("wikigold", 1.0), ("wnut", 0.5), ("btc", 0.5)];
/// Passes over the corpora: of the models that supply the memory, and of the one that ships.
const MEMORY_PASSES: usize = 2;
const PASSES: usize = 6;
const SCALE: f64 = 10.0;
/// Parts of the documents; what a document's own part knows is hidden from it in training.
const FOLDS: usize = 10;

/// A document to learn from.
struct Document {
    sentences: Vec<Labelled>,
    weight: f32,
}

struct Labelled {
    views: Vec<View>,
    /// The same words with what the document's other sentences were taken for.
    recalled: Vec<View>,
    gold: Vec<u8>,
    has_misc: bool,
}

/// A sentence of a corpus with its entities.
struct Source {
    sentence: Sentence,
    entities: Vec<Entity>,
}

/// The model during training.
#[derive(Default)]
struct Model {
    perceptron: Perceptron,
    index: FeatureIndex,
}

/// Trains on the corpora in `data` and returns the model's bytes.
pub fn train(data: &Path, tagger: &Tagger, lexicon: &[(u32, u32)]) -> Result<Vec<u8>> {
    let sources = read(data)?;
    let counts = Counts::new(&sources);
    let lookup = Lexicon::new(lexicon);
    let mut documents: Vec<Document> = sources
        .iter()
        .enumerate()
        .map(|(at, (weight, sources))| document(at % FOLDS, *weight, sources, tagger, &lookup, &counts))
        .collect();
    recall_by_halves(&mut documents);
    let mut model = Model::default();
    let mut random = Random::new(5);
    let mut order: Vec<usize> = (0..documents.len()).collect();
    for _ in 0..PASSES {
        random.shuffle(&mut order);
        for &at in &order {
            let with_memory = random.unit() < 0.5;
            model.learn(&documents[at], with_memory);
        }
    }
    Ok(write(lexicon, &counts.gazetteer(), &model))
}

fn read(data: &Path) -> Result<Vec<(f32, Vec<Source>)>> {
    let mut documents: Vec<(f32, Vec<Source>)> = Vec::new();
    for &(name, weight) in CORPORA {
        let sentences = corpus::read(data, name)?;
        let mut sources: Vec<Source> = sentences.into_iter().map(|sentence| source(name, sentence)).collect();
        if name == "gmb" {
            let mut countries = repair::Countries::default();
            sources.iter().for_each(|source| countries.count(&source.sentence, &source.entities));
            sources.iter_mut().for_each(|source| countries.settle(&source.sentence, &mut source.entities));
        }
        let mut current = usize::MAX;
        for source in sources {
            if source.sentence.document != current {
                current = source.sentence.document;
                documents.push((weight, Vec::new()));
            }
            if let Some((_, sources)) = documents.last_mut() {
                sources.push(source);
            }
        }
    }
    Ok(documents)
}

fn source(name: &str, sentence: Sentence) -> Source {
    let entities = match name {
        "gmb" => repair::trimmed(&sentence),
        "gumfree.train" => repair::extended(&sentence, repair::trimmed(&sentence)),
        _ => repair::entities(&sentence),
    };
    Source { sentence, entities }
}

/// How often each written word is part of which kind of entity, in each fold.
struct Counts(BTreeMap<String, Vec<[u32; 5]>>);

impl Counts {
    fn new(documents: &[(f32, Vec<Source>)]) -> Self {
        let mut counts: BTreeMap<String, Vec<[u32; 5]>> = BTreeMap::new();
        for (at, (_, sources)) in documents.iter().enumerate() {
            for source in sources {
                let labels = decode::labels(&source.entities, source.sentence.tokens.len());
                for (token, &label) in source.sentence.tokens.iter().zip(&labels) {
                    let kind = decode::kind(label);
                    if kind.is_some() || token.form.starts_with(char::is_uppercase) {
                        let folds = counts.entry(token.form.clone()).or_insert_with(|| vec![[0; 5]; FOLDS]);
                        folds[at % FOLDS][kind.map_or(4, |kind| kind as usize)] += 1;
                    }
                }
            }
        }
        Self(counts)
    }

    /// What is known of a word outside the documents of `fold`.
    fn outside(&self, word: &str, fold: usize) -> u32 {
        let Some(folds) = self.0.get(word) else { return 0 };
        let others = folds.iter().enumerate().filter(|&(other, _)| other != fold);
        Gazetteer::summary(&sum(others.map(|(_, counts)| counts)))
    }

    /// Entries for all words that are entities somewhere or met at least five times.
    fn gazetteer(&self) -> Vec<(u32, u32)> {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (word, folds) in &self.0 {
            let counts = sum(folds.iter());
            if counts[..4].iter().any(|&count| count > 0) || counts[4] > 4 {
                pairs.push((Gazetteer::key(word), Gazetteer::summary(&counts)));
            }
        }
        pairs.sort_unstable();
        pairs
    }
}

fn sum<'a>(folds: impl Iterator<Item = &'a [u32; 5]>) -> [u32; 5] {
    folds.fold([0; 5], |sums, counts| std::array::from_fn(|usage| sums[usage] + counts[usage]))
}

fn document(
    fold: usize,
    weight: f32,
    sources: &[Source],
    tagger: &Tagger,
    lexicon: &Lexicon,
    counts: &Counts,
) -> Document {
    let nothing = Gazetteer::new(&[]);
    let mut tags: Vec<Tag> = Vec::new();
    let label = |source: &Source| {
        let words = source.sentence.words();
        tagger.tag(&words, &mut tags);
        let mut views = View::of_sentence(&words, &tags, lexicon, &nothing);
        for (view, word) in views[2..].iter_mut().zip(&words) {
            view.set_gazetteer(counts.outside(word, fold));
        }
        let gold = decode::labels(&source.entities, words.len());
        Labelled { recalled: views.clone(), views, gold, has_misc: source.sentence.has_misc }
    };
    Document { sentences: sources.iter().map(label).collect(), weight }
}

/// Gives every document the memory that a model has of it which was trained on the other half.
fn recall_by_halves(documents: &mut [Document]) {
    for half in 0..2 {
        let mut model = Model::default();
        for _ in 0..MEMORY_PASSES {
            documents.iter().skip(1 - half).step_by(2).for_each(|document| model.learn(document, false));
        }
        let transitions = model.transitions();
        for document in documents.iter_mut().skip(half).step_by(2) {
            let found: Vec<Vec<Entity>> = document
                .sentences
                .iter()
                .map(|sentence| decode::entities(&transitions.best_path(&model.emissions(&sentence.views))))
                .collect();
            let sentences = document.sentences.iter().map(|sentence| sentence.views.as_slice());
            let memory = Memory::new(sentences.zip(found.iter().map(Vec::as_slice)));
            document.sentences.iter_mut().for_each(|sentence| memory.recall(&mut sentence.recalled));
        }
    }
}

impl Model {
    fn transitions(&self) -> Transitions {
        Transitions::new(|before, row| {
            if let Some(number) = self.index.find(feature(TRANSITION, before as u64, 0)) {
                self.perceptron.add(&[number], row);
            }
        })
    }

    fn emissions(&self, views: &[View]) -> Vec<Scores> {
        let emission = |window: &[View]| {
            let mut scores = [0.0; LABELS];
            features::extract(window, |key| {
                if let Some(number) = self.index.find(key) {
                    self.perceptron.add(&[number], &mut scores);
                }
            });
            scores
        };
        views.windows(WINDOW).map(emission).collect()
    }

    fn learn(&mut self, document: &Document, with_memory: bool) {
        for sentence in &document.sentences {
            let views = if with_memory { &sentence.recalled } else { &sentence.views };
            let transitions = self.transitions();
            let mut emissions = self.emissions(views);
            let found = transitions.best_path(&emissions);
            self.perceptron.tick();
            if agrees(&found, sentence) {
                continue;
            }
            emissions.iter_mut().zip(&sentence.gold).for_each(|(scores, &gold)| {
                allow(scores, |label| label == gold || is_open(gold, label, sentence.has_misc));
            });
            let gold = transitions.best_path(&emissions);
            self.update(views, &gold, document.weight);
            self.update(views, &found, -document.weight);
        }
    }

    fn update(&mut self, views: &[View], path: &[u8], amount: f32) {
        for (window, &label) in views.windows(WINDOW).zip(path) {
            features::extract(window, |key| {
                self.perceptron.update(&[self.index.number(key)], label, amount);
            });
        }
        for pair in path.windows(2) {
            let number = self.index.number(feature(TRANSITION, u64::from(pair[0]), 0));
            self.perceptron.update(&[number], pair[1], amount);
        }
    }
}

/// Whether a word outside the annotated entities may bear `label`: something else, where that is not annotated.
fn is_open(gold: u8, label: u8, has_misc: bool) -> bool {
    !has_misc && gold == decode::OUTSIDE && decode::kind(label) == Some(EntityKind::Misc)
}

fn agrees(found: &[u8], sentence: &Labelled) -> bool {
    let mut pairs = found.iter().zip(&sentence.gold);
    pairs.all(|(&found, &gold)| found == gold || is_open(gold, found, sentence.has_misc))
}

fn allow(scores: &mut Scores, allowed: impl Fn(u8) -> bool) {
    for (label, score) in (0..).zip(scores) {
        if !allowed(label) {
            *score = f32::NEG_INFINITY;
        }
    }
}

fn write(lexicon: &[(u32, u32)], gazetteer: &[(u32, u32)], model: &Model) -> Vec<u8> {
    let mut writer = Writer::new(FORMAT);
    let clusters: Vec<(u32, u32)> = lexicon.iter().copied().filter(|(_, entry)| entry >> 16 > 0).collect();
    Lexicon::write(&clusters, &mut writer);
    Gazetteer::write(gazetteer, &mut writer);
    LinearModel::write(&model.perceptron.quantize(&model.index, SCALE, 0), &mut writer);
    writer.finish()
}

/// Precision, recall and their harmonic mean over people, organizations and places, in percent: exact spans and kinds.
pub fn evaluate(tagger: &Tagger, entities: &EntityTagger, sentences: &[Sentence]) -> (f64, f64, f64) {
    let (mut found, mut gold, mut right) = (0, 0, 0);
    for document in sentences.chunk_by(|left, right| left.document == right.document) {
        let words: Vec<Vec<&str>> = document.iter().map(Sentence::words).collect();
        let tags: Vec<Vec<Tag>> = words
            .iter()
            .map(|words| {
                let mut tags = Vec::new();
                tagger.tag(words, &mut tags);
                tags
            })
            .collect();
        let input: Vec<(&[&str], &[Tag])> =
            words.iter().map(Vec::as_slice).zip(tags.iter().map(Vec::as_slice)).collect();
        for (sentence, guesses) in document.iter().zip(entities.tag_document(&input)) {
            let truth: Vec<Entity> = repair::entities(sentence).into_iter().filter(is_scored).collect();
            let guesses: Vec<Entity> = guesses.into_iter().filter(is_scored).collect();
            found += guesses.len();
            gold += truth.len();
            right += guesses.iter().filter(|guess| truth.contains(guess)).count();
        }
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    (share(right, found), share(right, gold), share(2 * right, found + gold))
}

fn is_scored(entity: &Entity) -> bool {
    entity.kind != EntityKind::Misc
}

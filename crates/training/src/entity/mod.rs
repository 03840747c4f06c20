//! Trains the entity tagger.

mod counts;
mod learner;
mod names;
mod repair;
mod silver;
mod sources;

use std::path::Path;

use anyhow::Result;
use copydesk_language::models::binary::Writer;
use copydesk_language::models::entity::decode::{self, LABELS, Scores};
use copydesk_language::models::entity::features::{self, Memory, View, WINDOW};
use copydesk_language::models::entity::{FORMAT, Gazetteer};
use copydesk_language::models::tagger::{self, Lexicon};
use copydesk_language::models::{Entity, EntityKind, EntityTagger, Tag, Tagger, Xpos, linear::LinearModel};

use crate::corpus::Sentence;
use crate::perceptron::FeatureIndex;
use crate::random::Random;
use counts::{Counts, FOLDS};
use learner::{Features, Learner};
use names::Names;
use sources::Source;

pub use silver::read as read_silver;

/// Passes over the corpora: of the models that supply the memory, and of the one that ships.
const MEMORY_PASSES: usize = 2;
const PASSES: usize = 6;
/// Units of the shipped weights in one step of the perceptron.
const SCALE: f32 = 10.0;
/// Features whose weights were moved less often are left out.
const LEAST_MOVES: u8 = 10;

/// A document to learn from.
struct Document {
    sentences: Vec<Labelled>,
    weight: f32,
}

struct Labelled {
    views: Vec<View>,
    fixed: Features,
    /// Features of what is recalled where nothing is.
    blank: Features,
    /// The same with what the words were taken for in the document.
    recalled: Features,
    gold: Vec<u8>,
    /// Words that the annotation leaves open: they may bear any label.
    open: Vec<bool>,
    has_misc: bool,
}

/// Trains on the corpora in `data` and returns the model's bytes.
pub fn train(data: &Path, tagger: &Tagger, lexicon: &[(u32, u32)]) -> Result<Vec<u8>> {
    let names = Names::read()?;
    let sources = sources::read(data, &names)?;
    let counts = Counts::new(&sources, &names);
    let mut examples = Examples {
        tagger: tagger.glossary(),
        lexicon: Lexicon::new(lexicon),
        gazetteer: Gazetteer::new(&[]),
        counts: &counts,
        index: FeatureIndex::default(),
    };
    let transitions = learner::transitions(&mut examples.index);
    let mut documents: Vec<Document> =
        sources.iter().enumerate().map(|(at, source)| examples.document(at % FOLDS, source)).collect();
    let mut index = examples.index;
    recall_by_halves(&mut documents, &mut index, transitions);
    let mut learner = Learner::new(index.len(), transitions);
    let mut random = Random::new(5);
    let mut order: Vec<usize> = (0..documents.len()).collect();
    for _ in 0..PASSES {
        random.shuffle(&mut order);
        for &at in &order {
            let with_memory = random.unit() < 0.5;
            learn(&mut learner, &documents[at], with_memory);
        }
    }
    Ok(write(lexicon, &counts.gazetteer(), &learner, index.keys()))
}

/// Makes examples of annotated documents.
struct Examples<'a> {
    tagger: tagger::Glossary<'a>,
    lexicon: Lexicon,
    /// Empty: what is known of a word depends on its document.
    gazetteer: Gazetteer,
    counts: &'a Counts<'a>,
    index: FeatureIndex,
}

impl Examples<'_> {
    fn document(&mut self, fold: usize, source: &Source) -> Document {
        let sentences = source.sentences.iter().map(|(sentence, entities)| {
            let mut labelled = self.sentence(fold, sentence, entities);
            if !source.by_machine {
                labelled.open.fill(false);
            }
            labelled
        });
        Document { sentences: sentences.collect(), weight: source.weight }
    }

    fn sentence(&mut self, fold: usize, sentence: &Sentence, entities: &[Entity]) -> Labelled {
        let words = sentence.words();
        let mut tags = Vec::new();
        self.tagger.tag(&words, &mut tags);
        let mut views = View::of_sentence(&words, &tags, &self.lexicon, &self.gazetteer);
        for (view, word) in views[features::HERE..].iter_mut().zip(&words) {
            view.set_gazetteer(self.counts.outside(word, fold));
        }
        let fixed = numbered(&views, &mut self.index, |window, add| {
            (0..).zip(window).for_each(|(slot, view)| features::alone(slot, view, &mut *add));
            features::together(window, add);
        });
        let blank = recalled(&views, &mut self.index);
        let gold = decode::labels(entities, words.len());
        let unsure = |word: &str, tag: &Tag, label| {
            label == decode::OUTSIDE
                && matches!(tag.xpos, Xpos::Nnp | Xpos::Nnps)
                && !self.counts.is_no_name(word)
        };
        let open = words
            .iter()
            .zip(&tags)
            .zip(&gold)
            .map(|((word, tag), &label)| unsure(word, tag, label))
            .collect();
        Labelled { recalled: blank.clone(), blank, fixed, views, gold, open, has_misc: sentence.has_misc }
    }
}

fn recalled(views: &[View], index: &mut FeatureIndex) -> Features {
    numbered(views, index, |window, add| features::recalled(window, add))
}

fn numbered(
    views: &[View],
    index: &mut FeatureIndex,
    extract: impl Fn([&View; WINDOW], &mut dyn FnMut(u32)),
) -> Features {
    let mut numbers = Vec::new();
    for window in views.windows(WINDOW) {
        extract(std::array::from_fn(|slot| &window[slot]), &mut |key| numbers.push(index.number(key)));
    }
    Features::new(numbers, views.len() + 1 - WINDOW)
}

/// Gives every document the memory that a model has of it which was trained on the other half.
fn recall_by_halves(documents: &mut [Document], index: &mut FeatureIndex, transitions: [u32; LABELS]) {
    for half in 0..2 {
        let mut learner = Learner::new(index.len(), transitions);
        for _ in 0..MEMORY_PASSES {
            let others = documents.iter().skip(1 - half).step_by(2);
            others.for_each(|document| learn(&mut learner, document, false));
        }
        let transitions = learner.transitions();
        for document in documents.iter_mut().skip(half).step_by(2) {
            let read = |sentence: &Labelled| {
                let emissions = learner.emissions([&sentence.fixed, &sentence.blank], sentence.gold.len());
                decode::entities(&transitions.best_path(&emissions))
            };
            let found: Vec<Vec<Entity>> = document.sentences.iter().map(read).collect();
            let sentences = document.sentences.iter().map(|sentence| sentence.views.as_slice());
            let memory = Memory::new(sentences.zip(found.iter().map(Vec::as_slice)));
            for sentence in &mut document.sentences {
                memory.recall(&mut sentence.views);
                sentence.recalled = recalled(&sentence.views, index);
            }
        }
    }
}

fn learn(learner: &mut Learner, document: &Document, with_memory: bool) {
    for sentence in &document.sentences {
        let parts = [&sentence.fixed, if with_memory { &sentence.recalled } else { &sentence.blank }];
        let transitions = learner.transitions();
        let mut emissions = learner.emissions(parts, sentence.gold.len());
        let found = transitions.best_path(&emissions);
        learner.tick();
        if found.iter().enumerate().all(|(word, &label)| sentence.allows(word, label)) {
            continue;
        }
        emissions
            .iter_mut()
            .enumerate()
            .for_each(|(word, scores)| allow(scores, |label| sentence.allows(word, label)));
        let gold = transitions.best_path(&emissions);
        learner.update(parts, &gold, &found, document.weight);
    }
}

impl Labelled {
    /// Whether a word may bear a label: the annotated one, any if that is open, and outside of the annotated entities
    /// that of something else, where that is not annotated.
    fn allows(&self, word: usize, label: u8) -> bool {
        let gold = self.gold[word];
        let misc = !self.has_misc && gold == decode::OUTSIDE && decode::kind(label) == Some(EntityKind::Misc);
        label == gold || misc || self.open[word]
    }
}

fn allow(scores: &mut Scores, allowed: impl Fn(u8) -> bool) {
    for (label, score) in (0..).zip(scores) {
        if !allowed(label) {
            *score = f32::NEG_INFINITY;
        }
    }
}

fn write(lexicon: &[(u32, u32)], gazetteer: &[(u32, u32)], learner: &Learner, keys: &[u32]) -> Vec<u8> {
    let mut writer = Writer::new(FORMAT);
    let clusters: Vec<(u32, u32)> = lexicon.iter().copied().filter(|(_, entry)| entry >> 16 > 0).collect();
    Lexicon::write(&clusters, &mut writer);
    Gazetteer::write(gazetteer, &mut writer);
    let mut model: Vec<(u32, Vec<(u8, i8)>)> = Vec::new();
    for number in learner.moved(LEAST_MOVES) {
        let weights =
            learner.averages(number).map(|weight| (weight * SCALE).round().clamp(-127.0, 127.0) as i8);
        let pairs: Vec<(u8, i8)> = (0..).zip(weights).filter(|&(_, weight)| weight != 0).collect();
        if !pairs.is_empty() {
            model.push((keys[number], pairs));
        }
    }
    model.sort_unstable_by_key(|&(key, _)| key);
    LinearModel::write(&model, &mut writer);
    writer.finish()
}

/// Precision, recall and their harmonic mean over people, organizations and places, in percent: exact spans and kinds.
pub fn evaluate(tagger: &Tagger, entities: &EntityTagger, sentences: &[Sentence]) -> (f64, f64, f64) {
    let (mut found, mut gold, mut right) = (0, 0, 0);
    let (mut tagger, mut names) = (tagger.glossary(), entities.glossary());
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
        for (sentence, guesses) in document.iter().zip(names.tag_document(&input)) {
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

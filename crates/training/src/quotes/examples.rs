//! From annotated articles to examples: which words are heads of cues, which roles the words around a cue have.

use super::Examples;
use super::articles::{Article, Gold};
use copydesk_language::models::Upos;
use copydesk_quote_attribution::model::cue;
use copydesk_quote_attribution::model::roles::{RoleLabel, Window};
use copydesk_quote_attribution::model::vocabulary::counted;
use copydesk_quote_attribution::reading::Reading;
use std::collections::BTreeSet;
use std::ops::Range;

/// A word that may be the head of a cue.
pub struct CueExample {
    /// Its features.
    pub features: Vec<u32>,
    /// Whether it is one.
    pub is_cue: bool,
}

/// The words around a cue.
pub struct Chain {
    /// Features of each word.
    pub words: Vec<Vec<u32>>,
    /// Features of the step to each word; empty for the first.
    pub steps: Vec<Vec<u32>>,
    /// The role of each word.
    pub labels: Vec<u8>,
    /// The place of the cue's head.
    pub cue: usize,
}

/// An article's examples.
pub fn extract(article: &Article) -> Examples {
    let mut examples = Examples::default();
    let document = copydesk_document::Document::from_paragraphs(article.text.as_str());
    let reading = Reading::new(&document);
    let mut heads = BTreeSet::new();
    let mut parts = BTreeSet::new();
    for gold in &article.attributions {
        let cue = words(&reading, &gold.cue);
        let Some(head) = head(&reading, &cue) else { continue };
        parts.extend(cue);
        heads.insert(head);
        examples.chains.push(chain(&reading, gold, head));
    }
    let ignored: BTreeSet<usize> = words(&reading, &article.ignore).into_iter().collect();
    for (index, word) in reading.words.iter().enumerate() {
        let is_cue = heads.contains(&index);
        let unclear = ignored.contains(&index) || parts.contains(&index) && !is_cue;
        if unclear || !cue::is_candidate(word) {
            continue;
        }
        let mut features = Vec::new();
        cue::features(&reading, index, |feature| features.push(feature));
        examples.cues.push(CueExample { features, is_cue });
    }
    examples.words = counted(&reading).collect::<BTreeSet<_>>().into_iter().collect();
    examples
}

/// The words that a gold's spans touch.
pub fn words(reading: &Reading, spans: &[[u32; 2]]) -> Vec<usize> {
    let touched = |[start, end]: &[u32; 2]| -> Range<usize> {
        let first = reading.words.partition_point(|word| word.span.end <= *start);
        let behind = reading.words.partition_point(|word| word.span.start < *end);
        first..behind.max(first)
    };
    spans.iter().flat_map(touched).collect()
}

/// The word of a cue that governs it: of those whose head lies outside, a verb before a noun before others.
fn head(reading: &Reading, cue: &[usize]) -> Option<usize> {
    let outside = |index: &&usize| reading.words[**index].head.is_none_or(|head| !cue.contains(&head));
    let rank = |index: &&usize| match reading.words[**index].tag.upos {
        Upos::Verb => 0,
        Upos::Noun => 1,
        Upos::Adj => 2,
        Upos::Punct => 5,
        Upos::Adp => 3,
        _ => 4,
    };
    let candidate = |index: &&usize| cue::is_candidate(&reading.words[**index]);
    cue.iter().filter(candidate).filter(outside).min_by_key(rank).copied()
}

fn chain(reading: &Reading, gold: &Gold, head: usize) -> Chain {
    let window = Window::new(reading, head);
    let start = window.words.start;
    let mut labels = vec![RoleLabel::Outside as u8; window.words.len()];
    let roles =
        [(RoleLabel::Content, &gold.content), (RoleLabel::Source, &gold.source), (RoleLabel::Cue, &gold.cue)];
    for (role, spans) in roles {
        for index in words(reading, spans).into_iter().filter(|index| window.words.contains(index)) {
            labels[index - start] = role as u8;
        }
    }
    labels[head - start] = RoleLabel::Cue as u8;
    let features = |index| {
        let mut features = Vec::new();
        window.features(index, |feature| features.push(feature));
        features
    };
    let steps = |index| {
        let mut features = Vec::new();
        if index > start {
            window.step_features(index, |feature| features.push(feature));
        }
        features
    };
    Chain {
        words: window.words.clone().map(features).collect(),
        steps: window.words.clone().map(steps).collect(),
        labels,
        cue: head - start,
    }
}

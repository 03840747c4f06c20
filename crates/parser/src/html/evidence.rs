//! What the page's data says about its blocks: which one is the headline, which words are the article's.

use super::flow::{Flow, Piece};
use std::collections::BTreeSet;

/// Evidence for each block.
#[derive(Default)]
pub(super) struct Evidence {
    /// The block that is the headline.
    pub(super) headline: Option<usize>,
    /// The share of each block's words that the stated body holds; empty where none is stated.
    in_body: Vec<f32>,
    /// The share of each block's words that the stated description holds.
    in_description: Vec<f32>,
    /// The share of each block's words that the headline holds.
    in_headline: Vec<f32>,
}

/// What a page states about its article.
pub(super) struct Stated<'a> {
    pub(super) headline: Option<&'a str>,
    pub(super) body: Option<&'a str>,
    pub(super) description: Option<&'a str>,
}

/// Bytes that a stated body has at least: shorter ones are teasers.
const BODY: usize = 400;

impl Evidence {
    pub(super) fn new(flow: &Flow, headline: Option<usize>, stated: &Stated<'_>) -> Self {
        let shares = |text: Option<&str>, window: usize| {
            let Some(text) = text else { return Vec::new() };
            let known: BTreeSet<u64> = grams(text, window).collect();
            flow.pieces.iter().map(|piece| share(flow, piece, &known, window)).collect()
        };
        Self {
            headline,
            in_body: shares(stated.body.filter(|body| body.len() >= BODY), 3),
            in_description: shares(stated.description, 2),
            in_headline: shares(stated.headline, 1),
        }
    }

    /// Numbers about a block, each handed to `push`.
    pub(super) fn describe(&self, index: usize, push: &mut impl FnMut(f32)) {
        for shares in [&self.in_body, &self.in_description, &self.in_headline] {
            push(shares.get(index).copied().unwrap_or(-1.0));
        }
    }
}

fn share(flow: &Flow, piece: &Piece, known: &BTreeSet<u64>, window: usize) -> f32 {
    let (mut all, mut hits) = (0.0, 0.0);
    for gram in grams(&flow.text[piece.range.clone()], window) {
        all += 1.0;
        hits += f32::from(u8::from(known.contains(&gram)));
    }
    if all > 0.0 { hits / all } else { 0.0 }
}

/// Hashes of all runs of `window` words, or of all words where there are fewer.
fn grams(text: &str, window: usize) -> impl Iterator<Item = u64> {
    let words: Vec<u64> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(hash).collect();
    let window = window.min(words.len()).max(1);
    let starts = 0..(words.len() + 1).saturating_sub(window);
    starts.map(move |start| {
        words[start..start + window].iter().fold(0, |all: u64, word| all.rotate_left(7) ^ word)
    })
}

/// FNV-1a over the small letters of a word.
fn hash(word: &str) -> u64 {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}

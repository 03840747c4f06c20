//! What the page's data says about its blocks: which one is the headline, which words are the article's.

use super::flow::Flow;

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
    /// Whether the page says that it is news.
    is_news: bool,
}

/// What a page states about its article.
pub(super) struct Stated<'a> {
    pub(super) headline: Option<&'a str>,
    pub(super) body: Option<&'a str>,
    pub(super) description: Option<&'a str>,
    pub(super) is_news: bool,
}

/// Bytes that a stated body has at least: shorter ones are teasers.
const BODY: usize = 400;

impl Evidence {
    pub(super) fn new(flow: &Flow, headline: Option<usize>, stated: &Stated<'_>) -> Self {
        let body = stated.body.filter(|body| body.len() >= BODY).map(|body| Known::new(body, 3));
        let description = stated.description.map(|text| Known::new(text, 2));
        let title = stated.headline.map(|text| Known::new(text, 1));
        let mut evidence = Self { headline, is_news: stated.is_news, ..Self::default() };
        let mut hashes = Vec::new();
        for piece in &flow.pieces {
            hash_words(&flow.text[piece.range.clone()], &mut hashes);
            let fields = [
                (&body, &mut evidence.in_body),
                (&description, &mut evidence.in_description),
                (&title, &mut evidence.in_headline),
            ];
            for (known, shares) in fields {
                if let Some(known) = known {
                    shares.push(known.share(&hashes));
                }
            }
        }
        evidence
    }

    /// Numbers about a block, each handed to `push`.
    pub(super) fn describe(&self, index: usize, push: &mut impl FnMut(f32)) {
        for shares in [&self.in_body, &self.in_description, &self.in_headline] {
            push(shares.get(index).copied().unwrap_or(-1.0));
        }
        push(f32::from(u8::from(self.is_news)));
    }
}

/// Runs of words of a text, as a set of bits that their hashes choose: now and then a run seems known that is not.
struct Known {
    bits: Vec<u64>,
    window: usize,
}

/// Bits of the set, as a power of two.
const BITS: u32 = 17;

impl Known {
    fn new(text: &str, window: usize) -> Self {
        let mut bits = vec![0; 1 << (BITS - 6)];
        let mut hashes = Vec::new();
        hash_words(text, &mut hashes);
        for run in runs(&hashes, window) {
            bits[run >> 6] |= 1 << (run & 63);
        }
        Self { bits, window }
    }

    /// The share of a block's runs that are known.
    fn share(&self, hashes: &[u64]) -> f32 {
        let (mut all, mut hits) = (0.0, 0.0);
        for run in runs(hashes, self.window) {
            all += 1.0;
            hits += f32::from(u8::from(self.bits[run >> 6] >> (run & 63) & 1 == 1));
        }
        if all > 0.0 { hits / all } else { 0.0 }
    }
}

/// The places in the set of all runs of words, or of all words together where there are fewer.
fn runs(hashes: &[u64], window: usize) -> impl Iterator<Item = usize> {
    hashes.windows(window.min(hashes.len()).max(1)).map(|run| {
        let mixed = run.iter().fold(0, |all: u64, hash| all.rotate_left(9) ^ hash);
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS)) as usize
    })
}

/// Hashes of the words of a text in small letters: each letter turns what is there by five bits.
fn hash_words(text: &str, hashes: &mut Vec<u64>) {
    hashes.clear();
    let mut hash = 0;
    let step = |hash: u64, c: char| hash.rotate_left(5) ^ u64::from(c);
    let mut in_word = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            hash = step(hash, c.to_ascii_lowercase());
            in_word = true;
        } else if !c.is_ascii() && c.is_alphanumeric() {
            hash = c.to_lowercase().fold(hash, step);
            in_word = true;
        } else if in_word {
            hashes.push(mixed(std::mem::take(&mut hash)));
            in_word = false;
        }
    }
    if in_word {
        hashes.push(mixed(hash));
    }
}

fn mixed(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ hash >> 32
}

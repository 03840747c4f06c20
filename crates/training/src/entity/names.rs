//! Lists of names: what a word may be part of, whatever the corpora say of it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

/// The words of the lists with what they may be, as the bits that `data/names.tsv` explains.
#[derive(Debug)]
pub struct Names(BTreeMap<&'static str, u32>);

/// Bits that tell how large a place is that a word names by itself, and the value that they have for countries.
const PLACE: (u32, u32) = (2, 7);
const COUNTRY: u32 = 4;

impl Names {
    /// The lists of this crate.
    ///
    /// # Errors
    /// If a line has no number behind its word.
    pub fn read() -> Result<Self> {
        let lines = include_str!("../../data/names.tsv").lines().filter(|line| !line.starts_with('#'));
        let entry = |line: &'static str| {
            let (word, bits) = line.split_once('\t')?;
            Some((word, bits.parse().ok()?))
        };
        lines
            .map(|line| entry(line).with_context(|| format!("data/names.tsv: `{line}`")))
            .collect::<Result<_>>()
            .map(Self)
    }

    /// What a word may be; 0 if no list has it.
    pub fn get(&self, word: &str) -> u32 {
        self.0.get(word).copied().unwrap_or(0)
    }

    /// Whether a word names a country, a continent or a state.
    pub fn is_country(&self, word: &str) -> bool {
        self.get(word) >> PLACE.0 & PLACE.1 == COUNTRY
    }

    /// All words, in order.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, u32)> {
        self.0.iter().map(|(&word, &bits)| (word, bits))
    }
}

//! Pages with their gold bodies, as rows to train on.

use super::label::labels;
use anyhow::{Context, Result};
use copydesk_parser::{Company, observe};
use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A page of a set.
pub struct Page {
    /// The set that it is from.
    pub set: &'static str,
    /// The number of its site: pages of one site share their layout.
    pub site: usize,
    pub blocks: Vec<Block>,
    pub company: Company,
    /// The words of its gold body.
    pub body: Vec<String>,
}

/// A block with what it is.
pub struct Block {
    pub features: Vec<f32>,
    pub is_body: bool,
    pub is_menu: bool,
    pub is_apart: bool,
    pub is_repeatable: bool,
    pub words: Vec<String>,
    pub weight: f32,
}

/// Reads the sets `news` and `web` below a folder.
pub fn read(data: &Path) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    let mut sites = BTreeMap::new();
    for set in ["news", "web"] {
        let folder = data.join(set);
        let path = folder.join("gold.json");
        let gold =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let gold: BTreeMap<String, Value> = serde_json::from_str(&gold)?;
        for (id, gold) in gold {
            let site = site(gold["url"].as_str().unwrap_or(&id));
            let next = sites.len();
            let site = *sites.entry(site).or_insert(next);
            let gold = gold["body"].as_str().unwrap_or_default();
            let body = words(gold);
            let (blocks, company) = blocks(html(&folder, &id)?, &body, length(gold, body.len()));
            pages.push(Page { set, site, blocks, company, body });
        }
    }
    Ok(pages)
}

fn html(folder: &Path, id: &str) -> Result<Vec<u8>> {
    let plain = folder.join(format!("html/{id}.html"));
    if plain.exists() {
        return std::fs::read(&plain).with_context(|| format!("cannot read {}", plain.display()));
    }
    let packed = folder.join(format!("html/{id}.html.gz"));
    let file = File::open(&packed).with_context(|| format!("cannot read {}", packed.display()))?;
    let mut page = Vec::new();
    MultiGzDecoder::new(file).read_to_end(&mut page)?;
    Ok(page)
}

/// The last two parts of a host's name, or three where the second to last is short, as in `co.uk`.
fn site(url: &str) -> String {
    let host = url.split("://").last().unwrap_or(url).split('/').next().unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let is_short = parts.len() > 2 && parts[parts.len() - 2].len() <= 3;
    let kept = if is_short { 3 } else { 2 };
    parts[parts.len().saturating_sub(kept)..].join(".")
}

fn words(text: &str) -> Vec<String> {
    // Where a word may be parted is no part of it.
    let text = text.replace(['\u{ad}', '\u{200b}'], "");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn blocks(page: Vec<u8>, body: &[String], body_length: usize) -> (Vec<Block>, Company) {
    let (observed, company) = observe(page);
    let spoken: Vec<Vec<String>> = observed.iter().map(|block| words(&block.text)).collect();
    let labels = labels(body, &spoken);
    let rows = observed.into_iter().zip(spoken).zip(labels);
    let blocks = rows.map(|((block, words), is_body)| Block {
        features: block.features,
        is_body,
        is_menu: block.is_menu,
        is_apart: block.is_apart,
        is_repeatable: block.is_repeatable,
        weight: weight(length(&block.text, words.len()), body_length),
        words,
    });
    (blocks.collect(), company)
}

/// The words of a text; in a script without blanks as many as its characters would make.
fn length(text: &str, words: usize) -> usize {
    let ideographs = text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'));
    words.max(ideographs.count() / 2)
}

/// Each page counts alike; long blocks count more than short ones, but less than their length says.
fn weight(block: usize, body: usize) -> f32 {
    ((block as f32 + 2.0) / (body as f32 + 60.0)).powf(0.7) * 50.0
}

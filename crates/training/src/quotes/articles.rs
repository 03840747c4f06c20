//! Articles with attributions, as `../shared/corpora/quotes` has them.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// An article and what its annotators found.
#[derive(Deserialize)]
pub struct Article {
    /// The text.
    pub text: String,
    /// Stretches that are not annotated.
    #[serde(default)]
    pub ignore: Vec<[u32; 2]>,
    /// The attributions.
    pub attributions: Vec<Gold>,
}

/// One attribution; all offsets are bytes once [`read`] is done, code points before.
#[derive(Deserialize)]
pub struct Gold {
    /// What was said.
    pub content: Vec<[u32; 2]>,
    /// What attributes it.
    pub cue: Vec<[u32; 2]>,
    /// Who said it.
    pub source: Vec<[u32; 2]>,
}

/// The articles of a file, one a line.
///
/// # Errors
/// If the file cannot be read, or a line is no such article.
pub fn read(path: &Path) -> Result<Vec<Article>> {
    let file = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let article = |(index, line): (usize, &str)| {
        let mut article: Article =
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), index + 1))?;
        let offsets: Vec<u32> = article.text.char_indices().map(|(at, _)| at as u32).collect();
        let byte = |at: u32| offsets.get(at as usize).copied().unwrap_or(article.text.len() as u32);
        let golds = article.attributions.iter_mut();
        let spans =
            golds.flat_map(|gold| gold.content.iter_mut().chain(&mut gold.cue).chain(&mut gold.source));
        spans.chain(&mut article.ignore).flatten().for_each(|at| *at = byte(*at));
        Ok(article)
    };
    file.lines().enumerate().map(article).collect()
}

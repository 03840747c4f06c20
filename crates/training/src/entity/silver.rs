//! News articles with the names that a machine found in them, as `../shared/corpora/quotes/polnear.parses.jsonl.gz` has them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use copydesk_document::Document;
use copydesk_language::models::EntityKind;
use copydesk_language::{Sentences, Tokens};
use flate2::read::GzDecoder;
use serde::Deserialize;

use crate::corpus::{Entity, Sentence, Token};

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
}

/// Start, end (code points), lemma, tag, name of the kind of entity, head, relation.
type Parsed = (u32, u32, String, String, String, u32, String);

#[derive(Deserialize)]
struct Parse {
    id: String,
    sents: Vec<Vec<Parsed>>,
}

/// The sentences of the training articles of `data`, each article a document, in our own tokens.
///
/// # Errors
/// If the files cannot be read.
pub fn read(data: &Path) -> Result<Vec<Sentence>> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let path = data.join("polnear.train.jsonl");
    let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    for line in BufReader::new(file).lines() {
        let Text { id, text } = serde_json::from_str(&line?)?;
        texts.insert(id, text);
    }
    let path = data.join("polnear.parses.jsonl.gz");
    let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut sentences = Vec::new();
    for (number, line) in BufReader::new(GzDecoder::new(file)).lines().enumerate() {
        let parse: Parse =
            serde_json::from_str(&line?).with_context(|| format!("{}:{}", path.display(), number + 1))?;
        if let Some(text) = texts.remove(&parse.id) {
            sentences.extend(article(text, &parse.sents, number + 1));
        }
    }
    Ok(sentences)
}

fn article(text: String, parses: &[Vec<Parsed>], number: usize) -> Vec<Sentence> {
    let offsets: Vec<u32> = (0..).zip(text.char_indices()).map(|(_, (at, _)): (u32, _)| at as u32).collect();
    let byte = |at: u32| offsets.get(at as usize).copied().unwrap_or(text.len() as u32);
    let mut names: Vec<(u32, u32, Option<EntityKind>)> = Vec::new();
    for (start, end, _, _, name, _, _) in parses.iter().flatten() {
        names.push((byte(*start), byte(*end), kind(name)));
    }
    let document = Document::from_paragraphs(text);
    let tokens = document.layer::<Tokens>();
    let mut sentences = Vec::new();
    for index in 0..document.layer::<Sentences>().all().len() {
        let mut last = None;
        let words = &tokens.all()[tokens.of_sentence(index)];
        let token = |token: &copydesk_language::Token| {
            let place = names.partition_point(|&(_, end, _)| end <= token.span.start);
            let found = names.get(place).filter(|name| name.0 < token.span.end).and_then(|name| name.2);
            let entity = match found {
                None => Entity::Outside,
                Some(kind) if last == Some(kind) => Entity::Inside(kind),
                Some(kind) => Entity::Begin(kind),
            };
            last = found;
            let form = document.slice(token.span).to_owned();
            Token { form, upos: None, xpos: None, head: 0, relation: None, entity }
        };
        let tokens: Vec<Token> = words.iter().map(token).collect();
        sentences.push(Sentence { tokens, document: number, has_misc: true });
    }
    sentences
}

fn kind(name: &str) -> Option<EntityKind> {
    match name {
        "PERSON" => Some(EntityKind::Person),
        "ORGANIZATION" => Some(EntityKind::Organization),
        "LOCATION" => Some(EntityKind::Place),
        "MISC" => Some(EntityKind::Misc),
        _ => None,
    }
}

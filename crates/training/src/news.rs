//! News articles with the parts of speech that another tagger read in them, as
//! `../shared/corpora/quotes/polnear.parses.jsonl.gz` has them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use copydesk_document::Document;
use copydesk_language::models::Xpos;
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

/// The sentences of the training articles of `data` in our own tokens, each article a document: Penn tags where the
/// other tagger's token is ours, and nothing else.
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
    let offsets: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    let byte = |at: u32| offsets.get(at as usize).copied().unwrap_or(text.len() as u32);
    let parsed = parses.iter().flatten();
    let tagged: Vec<(Range<u32>, Option<Xpos>)> =
        parsed.map(|(start, end, _, tag, ..)| (byte(*start)..byte(*end), tag.parse().ok())).collect();
    let document = Document::from_paragraphs(text);
    let tokens = document.layer::<Tokens>();
    let token = |token: &copydesk_language::Token| {
        let at = tagged.partition_point(|(span, _)| span.end <= token.span.start);
        let same = tagged.get(at).filter(|(span, _)| *span == (token.span.start..token.span.end));
        Token {
            form: document.slice(token.span).to_owned(),
            upos: None,
            xpos: same.and_then(|(_, xpos)| *xpos),
            head: 0,
            relation: None,
            entity: Entity::Unknown,
        }
    };
    (0..document.layer::<Sentences>().all().len())
        .map(|index| {
            let words = &tokens.all()[tokens.of_sentence(index)];
            Sentence { tokens: words.iter().map(token).collect(), document: number, has_misc: true }
        })
        .collect()
}

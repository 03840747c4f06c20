//! Reads the token tables of `../shared/corpora/language`: `form upos xpos head deprel ner space-after` a line.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, bail};
use copydesk_language::models::{EntityKind, Relation, Tag, Upos, Xpos};
use flate2::read::GzDecoder;

/// A token with what its corpus says about it; `None` where that is not annotated.
#[derive(Debug, Clone)]
pub struct Token {
    pub form: String,
    pub upos: Option<Upos>,
    pub xpos: Option<Xpos>,
    /// 1-based head within the sentence, 0 for the root; meaningless without a relation.
    pub head: u32,
    pub relation: Option<Relation>,
    pub entity: Entity,
}

/// What a token's line says about named entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entity {
    Unknown,
    Outside,
    Begin(EntityKind),
    Inside(EntityKind),
}

impl Token {
    /// Both parts of speech, where both are annotated.
    pub fn tag(&self) -> Option<Tag> {
        Some(Tag { upos: self.upos?, xpos: self.xpos? })
    }
}

/// A sentence of a corpus.
#[derive(Debug, Clone)]
pub struct Sentence {
    pub tokens: Vec<Token>,
    /// Number of the document within its file.
    pub document: usize,
    /// Whether the kind MISC is annotated in this corpus.
    pub has_misc: bool,
}

impl Sentence {
    /// The words as written.
    pub fn words(&self) -> Vec<&str> {
        self.tokens.iter().map(|token| token.form.as_str()).collect()
    }

    /// The gold tags; only for sentences of treebanks, see [`Sentence::is_tagged`].
    pub fn tags(&self) -> Vec<Tag> {
        self.tokens.iter().filter_map(Token::tag).collect()
    }

    /// Whether every token has both parts of speech.
    pub fn is_tagged(&self) -> bool {
        self.tokens.iter().all(|token| token.tag().is_some())
    }
}

/// Reads `NAME.tsv.gz` in the folder `data`.
pub fn read(data: &Path, name: &str) -> Result<Vec<Sentence>> {
    let path = data.join(format!("{name}.tsv.gz"));
    let file =
        File::open(&path).with_context(|| format!("cannot open {}: is --data right?", path.display()))?;
    let mut sentences = Vec::new();
    let mut tokens = Vec::new();
    let (mut documents, mut has_misc) = (0, true);
    for (number, line) in BufReader::new(GzDecoder::new(file)).lines().enumerate() {
        let line = line.with_context(|| format!("{}:{}", path.display(), number + 1))?;
        if line == "# unobs MISC" {
            has_misc = false;
        } else if line.starts_with("# doc ") {
            documents += 1;
        } else if line.is_empty() {
            flush(&mut tokens, documents, has_misc, &mut sentences);
        } else {
            tokens.push(token(&line).with_context(|| format!("{}:{}", path.display(), number + 1))?);
        }
    }
    flush(&mut tokens, documents, has_misc, &mut sentences);
    Ok(sentences)
}

fn flush(tokens: &mut Vec<Token>, document: usize, has_misc: bool, sentences: &mut Vec<Sentence>) {
    if !tokens.is_empty() {
        sentences.push(Sentence { tokens: std::mem::take(tokens), document, has_misc });
    }
}

fn token(line: &str) -> Result<Token> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [form, upos, xpos, head, relation, entity, ..] = fields[..] else {
        bail!("{} fields instead of 7", fields.len());
    };
    let annotated = |field: &str| (field != "_").then(|| field.to_owned());
    Ok(Token {
        form: form.to_owned(),
        upos: annotated(upos).map(|name| name.parse()).transpose()?,
        xpos: annotated(xpos).and_then(|name| name.parse().ok()),
        head: head.parse().with_context(|| format!("head {head}"))?,
        relation: annotated(relation).map(|name| name.parse()).transpose()?,
        entity: match entity.split_once('-') {
            None if entity == "_" => Entity::Unknown,
            None => Entity::Outside,
            Some(("B", kind)) => Entity::Begin(kind.parse()?),
            Some((_, kind)) => Entity::Inside(kind.parse()?),
        },
    })
}

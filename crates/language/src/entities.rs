//! Named entities of a document: persons, organizations, places and the rest, where they stand.

use crate::models::{EntityKind, EntityTagger, Tag, entity::Glossary};
use crate::{Tags, Tokens};
use copydesk_document::{Document, Layer};
use std::cell::RefCell;
use std::ops::Range;

/// A mention of something by its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityMention {
    /// Its tokens, as indexes into [`Tokens::all`].
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
}

/// The mentions of a document's headline and body, by the embedded [`EntityTagger`], in order and without overlap.
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::{Entities, models::EntityKind};
///
/// let document = Document::from_paragraphs("John Smith lives in Paris.");
/// let mentions = document.layer::<Entities>().all();
/// assert_eq!((mentions[0].tokens.clone(), mentions[0].kind), (0..2, EntityKind::Person));
/// ```
pub struct Entities(Vec<EntityMention>);

impl Entities {
    /// All mentions.
    #[must_use]
    pub fn all(&self) -> &[EntityMention] {
        &self.0
    }

    /// The mentions that lie wholly within some tokens.
    #[must_use]
    pub fn within(&self, tokens: Range<usize>) -> &[EntityMention] {
        let first = self.0.partition_point(|mention| mention.tokens.start < tokens.start);
        let behind = self.0.partition_point(|mention| mention.tokens.end <= tokens.end);
        &self.0[first..behind.max(first)]
    }
}

impl Layer for Entities {
    fn compute(document: &Document) -> Self {
        let tokens = document.layer::<Tokens>();
        let tags = document.layer::<Tags>().all();
        let words: Vec<Vec<&str>> = tokens.words_by_sentence(document).collect();
        let mut start = 0;
        let mut starts = Vec::with_capacity(words.len());
        let sentences: Vec<(&[&str], &[Tag])> = words
            .iter()
            .map(|words| {
                starts.push(start);
                start += words.len();
                (&words[..], &tags[start - words.len()..start])
            })
            .collect();
        let found = GLOSSARY.with_borrow_mut(|glossary| glossary.tag_document(&sentences));
        let mentions = starts.into_iter().zip(found).flat_map(|(start, entities)| {
            entities.into_iter().map(move |entity| EntityMention {
                tokens: start + entity.start as usize..start + entity.end as usize,
                kind: entity.kind,
            })
        });
        Self(mentions.collect())
    }
}

thread_local! {
    /// Words met before, so that documents of one thread share what is known of them.
    static GLOSSARY: RefCell<Glossary<'static>> = RefCell::new(EntityTagger::embedded().glossary());
}

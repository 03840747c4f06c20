//! Parts of speech of a document's tokens.

mod mend;

use crate::Tokens;
use crate::models::{Tag, Tagger, tagger::Glossary};
use copydesk_document::{Document, Layer};
use std::cell::RefCell;

/// The part of speech of each token of [`Tokens`], by the embedded [`Tagger`].
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::{models::Upos, Tags};
///
/// let document = Document::from_paragraphs("The engineers left.");
/// assert_eq!(document.layer::<Tags>().all()[1].upos, Upos::Noun);
/// ```
pub struct Tags(Vec<Tag>);

impl Tags {
    /// The tag of every token, in the order of [`Tokens::all`].
    #[must_use]
    pub fn all(&self) -> &[Tag] {
        &self.0
    }
}

impl Layer for Tags {
    fn compute(document: &Document) -> Self {
        let tokens = document.layer::<Tokens>();
        let mut all = Vec::with_capacity(tokens.all().len());
        let mut of_sentence = Vec::new();
        GLOSSARY.with_borrow_mut(|glossary| {
            for words in tokens.words_by_sentence(document) {
                glossary.tag(&words, &mut of_sentence);
                mend::sentence(&words, &mut of_sentence);
                all.append(&mut of_sentence);
            }
        });
        Self(all)
    }
}

thread_local! {
    /// Words met before, so that documents of one thread share what is known of them.
    static GLOSSARY: RefCell<Glossary<'static>> = RefCell::new(Tagger::embedded().glossary());
}

//! The article as this analyzer reads it: words with their syntax, each with the quotation it stands in.

use crate::lexicon::{is_cue, stem};
use copydesk_analyzer::language::models::{self, Relation, Tag};
use copydesk_analyzer::language::{Quoted, Sentences, Syntax, Tags, Token, Tokens};
use copydesk_analyzer::{Document, Span};
use std::ops::Range;

/// A token with what rules and models ask of it.
pub struct Word<'d> {
    /// As written.
    pub text: &'d str,
    /// In lower case.
    pub lower: String,
    /// Where it stands.
    pub span: Span,
    /// The quoted stretch that it stands in, as an index into [`Reading::regions`].
    pub region: Option<usize>,
    /// The index of its sentence.
    pub sentence: usize,
    /// The hash of its normalised form.
    pub form: u64,
    /// The hash of its stem.
    pub stem: u64,
    /// Whether it introduces what somebody says.
    pub says: bool,
    /// The hash of its last three letters.
    pub suffix: u64,
    /// Its shape, as [`models::Shape`] has it.
    pub shape: u8,
    /// Its part of speech.
    pub tag: Tag,
    /// The word that governs it; none for the root.
    pub head: Option<usize>,
    /// Its relation to its head.
    pub relation: Relation,
    /// How many words its path to the root has, itself included.
    pub depth: u32,
}

impl Word<'_> {
    /// Whether it holds a letter or digit.
    pub fn is_word(&self) -> bool {
        self.text.contains(char::is_alphanumeric)
    }

    /// Whether it starts with an upper-case letter.
    pub fn is_capitalized(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is a quotation mark.
    pub fn is_mark(&self) -> bool {
        self.text.starts_with(['“', '”', '"', '„', '«', '»', '‘', '’', '\'', '`']) && !self.is_word()
    }

    /// Whether the text is one of `forms`, in lower case.
    pub fn is(&self, forms: &[&str]) -> bool {
        forms.contains(&self.lower.as_str())
    }
}

/// A sentence's words and the block it stands in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Its words.
    pub words: Range<usize>,
    /// The index of its block.
    pub block: u32,
    /// Whether all its words stand in quotation marks.
    pub quoted: bool,
}

/// A document's words, sentences and quoted stretches.
pub struct Reading<'d> {
    /// The article.
    pub document: &'d Document,
    /// All words, in order.
    pub words: Vec<Word<'d>>,
    /// The sentences, in order.
    pub sentences: Vec<Stretch>,
    /// The quoted stretches, in order.
    pub regions: Vec<Span>,
    /// The trees.
    syntax: &'d Syntax,
}

impl<'d> Reading<'d> {
    /// Reads an article, in time linear in its length.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        let regions = document.layer::<Quoted>().all().to_vec();
        let tokens = document.layer::<Tokens>();
        let mut words = Vec::with_capacity(tokens.all().len());
        let mut next = 0;
        let syntax = document.layer::<Syntax>();
        for (index, (token, tag)) in tokens.all().iter().zip(document.layer::<Tags>().all()).enumerate() {
            while regions.get(next).is_some_and(|region| region.end <= token.span.start) {
                next += 1;
            }
            let inside = regions.get(next).is_some_and(|region| region.start <= token.span.start);
            let mut word = new_word(document.slice(token.span), token, *tag);
            word.region = inside.then_some(next);
            word.head = syntax.head(index);
            word.relation = syntax.relation(index);
            words.push(word);
        }
        let blocks = document.layer::<Sentences>().all().iter().map(|sentence| sentence.block);
        let mut sentences = Vec::new();
        for (index, block) in blocks.enumerate() {
            let range = tokens.of_sentence(index);
            measure_depth(&mut words, range.clone());
            let mut spoken = words[range.clone()].iter().filter(|word| word.is_word()).peekable();
            let quoted = spoken.peek().is_some() && spoken.all(|word| word.region.is_some());
            sentences.push(Stretch { words: range, block, quoted });
        }
        Self { document, words, sentences, regions, syntax }
    }

    /// The dependents of a word, in order.
    pub fn dependents(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> {
        self.syntax.children(word)
    }

    /// The first subject of a verb in the active.
    pub(crate) fn subject(&self, verb: usize) -> Option<usize> {
        self.dependents(verb).find(|child| self.words[*child].relation == Relation::Nsubj)
    }

    /// The span from the first to the last word of a range that is not empty.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.words[range.start].span.cover(self.words[range.end - 1].span)
    }

    /// The text of a range that is not empty.
    #[must_use]
    pub fn text(&self, range: Range<usize>) -> &'d str {
        self.document.slice(self.span(range))
    }

    /// The range without punctuation at its ends; quotation marks stay.
    #[must_use]
    pub fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        let loose = |word: &Word| {
            !word.is_word()
                && !word.is_mark()
                && !matches!(word.text, "$" | "£" | "€" | "#" | "@" | "(" | "[")
        };
        while !range.is_empty() && loose(&self.words[range.start]) {
            range.start += 1;
        }
        let loose = |word: &Word| {
            !word.is_word()
                && !word.is_mark()
                && !matches!(word.text, "%" | ")" | "]" | "…")
                && word.region.is_none()
        };
        while !range.is_empty() && loose(&self.words[range.end - 1]) {
            range.end -= 1;
        }
        range
    }
}

fn new_word<'d>(text: &'d str, token: &Token, tag: Tag) -> Word<'d> {
    let lower = text.to_lowercase();
    let hashes = models::Word::new(text);
    Word {
        stem: stem(&lower),
        says: is_cue(&lower, tag.upos),
        text,
        lower,
        span: token.span,
        region: None,
        sentence: token.sentence as usize,
        form: hashes.form,
        suffix: hashes.suffixes[2],
        shape: hashes.shape,
        tag,
        head: None,
        relation: Relation::Root,
        depth: 0,
    }
}

/// Counts the heads above each word of a sentence.
fn measure_depth(words: &mut [Word], sentence: Range<usize>) {
    let mut path = Vec::new();
    for start in sentence {
        let mut at = start;
        while words[at].depth == 0 {
            path.push(at);
            match words[at].head {
                Some(head) => at = head,
                None => break,
            }
        }
        let mut depth = words[at].depth;
        for word in path.drain(..).rev() {
            depth += 1;
            words[word].depth = depth;
        }
    }
}

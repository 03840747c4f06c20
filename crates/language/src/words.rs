//! A sentence as grammars read it: its tokens' texts by number, and phrases looked up in them.

use crate::lexicon::{Initials, lines, with_lowercase};
use crate::{Token, Tokens};
use copydesk_document::{Document, Span};
use std::ops::Range;

/// The tokens of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    document: &'a Document,
    tokens: &'a [Token],
}

impl<'a> Words<'a> {
    /// The words of every sentence, in order.
    pub(crate) fn of_sentences(document: &'a Document) -> impl Iterator<Item = Self> {
        let layer = document.layer::<Tokens>();
        let sentences = document.layer::<crate::Sentences>().all().len();
        (0..sentences).map(move |index| Self { document, tokens: &layer.all()[layer.of_sentence(index)] })
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The text of a token; empty outside the sentence.
    pub(crate) fn get(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| self.document.slice(token.span))
    }

    /// The text of the token before another; empty at the start.
    pub(crate) fn before(&self, index: usize) -> &'a str {
        index.checked_sub(1).map_or("", |index| self.get(index))
    }

    /// Whether a token is this word, in whatever case.
    pub(crate) fn is(&self, index: usize, word: &str) -> bool {
        self.get(index).eq_ignore_ascii_case(word)
    }

    /// Whether a token is one of these words, in whatever case.
    pub(crate) fn is_any(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(index, word))
    }

    /// Whether no white space stands between a token and the one before it.
    pub(crate) fn glued(&self, index: usize) -> bool {
        let end = index.checked_sub(1).and_then(|index| self.tokens.get(index)).map(|token| token.span.end);
        self.tokens.get(index).is_some_and(|token| Some(token.span.start) == end)
    }

    /// The words from `at` on that are these, in whatever case; where they end.
    pub(crate) fn phrase(&self, at: usize, words: &[&str]) -> Option<usize> {
        let matches = words.iter().enumerate().all(|(offset, word)| self.is(at + offset, word));
        matches.then_some(at + words.len())
    }

    /// Where a token starts, in bytes.
    pub(crate) fn start(&self, index: usize) -> u32 {
        self.tokens[index].span.start
    }

    /// The span of a range of tokens that is not empty.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.tokens[range.start].span.cover(self.tokens[range.end - 1].span)
    }
}

/// Phrases with a value each, found by their first word; of two that match the longer wins.
pub(crate) struct Phrases<V> {
    phrases: Vec<Phrase<V>>,
    initials: Initials,
}

struct Phrase<V> {
    /// The first word in lower case.
    first: String,
    words: Vec<&'static str>,
    value: V,
}

impl<V> Phrases<V> {
    /// Reads a table: the phrase, its words parted by blanks, then columns that `value` reads.
    ///
    /// # Panics
    /// If `value` does not understand a line: the table ships with the crate and a test reads it.
    pub(crate) fn parse(text: &'static str, value: impl Fn(&[&'static str]) -> Option<V>) -> Self {
        let row = |line: &'static str| {
            let columns: Vec<_> = line.split('\t').collect();
            let value =
                value(&columns[1..]).unwrap_or_else(|| panic!("a phrase table holds the line {line:?}"));
            let words: Vec<_> = columns[0].split(' ').collect();
            Phrase { first: words[0].to_ascii_lowercase(), words, value }
        };
        let mut rows: Vec<_> = lines(text).map(row).collect();
        rows.sort_by(|a, b| a.first.cmp(&b.first).then(b.words.len().cmp(&a.words.len())));
        Self { initials: Initials::of(rows.iter().map(|phrase| phrase.first.as_str())), phrases: rows }
    }

    /// The longest phrase that starts at a token, of those that `accept`s: where it ends, and its value.
    pub(crate) fn longest(
        &self,
        words: Words<'_>,
        at: usize,
        accept: impl Fn(&[&str], &V) -> bool,
    ) -> Option<(usize, &V)> {
        let same_initial = |word: &str| &self.phrases[self.initials.range(word)];
        let (phrases, start) = with_lowercase(words.get(at), |first| {
            let phrases = same_initial(first);
            let start = phrases.partition_point(|phrase| phrase.first.as_str() < first);
            phrases.get(start).is_some_and(|phrase| phrase.first == first).then_some((phrases, start))
        })??;
        let first = &phrases[start].first;
        phrases[start..]
            .iter()
            .take_while(|phrase| phrase.first == *first)
            .filter(|phrase| accept(&phrase.words, &phrase.value))
            .find_map(|phrase| Some((words.phrase(at, &phrase.words)?, &phrase.value)))
    }
}

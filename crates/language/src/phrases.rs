//! Phrase tables: lists of words and phrases, found in the text in all their forms.

use crate::Tokens;
use copydesk_document::{Document, Layer};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The tokens of a document in lower case, with straight apostrophes: what phrases are compared with.
pub struct Lowercase {
    text: String,
    ends: Vec<u32>,
}

impl Lowercase {
    /// The token of an index into [`Tokens::all`], in lower case.
    ///
    /// # Panics
    /// If there is no such token.
    #[must_use]
    pub fn get(&self, token: usize) -> &str {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[token] as usize]
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no token at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl Layer for Lowercase {
    fn compute(document: &Document) -> Self {
        let mut words = Self { text: String::new(), ends: Vec::new() };
        for token in document.layer::<Tokens>().all() {
            for character in document.slice(token.span).chars() {
                match character {
                    '’' | '‘' => words.text.push('\''),
                    _ => words.text.extend(character.to_lowercase()),
                }
            }
            words.ends.push(u32::try_from(words.text.len()).unwrap_or(u32::MAX));
        }
        words
    }
}

/// A table of phrases, each in a category.
///
/// A line is a category, a tab and a phrase; lines that start with `#` are comments. In a phrase, `hire/v` stands for
/// every form of a verb and `job/n` for both numbers of a noun, `a|b` for either word, and `..` for up to three
/// words. A hyphenated word also matches where the tokens split it.
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::{PhraseTable, Lowercase};
///
/// let table = PhraseTable::parse("layoff\tlay/v .. off\nlayoff\tjob/n cut/n").unwrap();
/// let document = Document::from_paragraphs("It laid some people off after job cuts.");
/// let found: Vec<_> = table.find(document.layer::<Lowercase>(), 0..9).map(|found| found.tokens).collect();
/// assert_eq!(found, [1..5, 6..8]);
/// ```
#[derive(Debug)]
pub struct PhraseTable {
    patterns: Vec<Pattern>,
    by_first: BTreeMap<String, Vec<u32>>,
}

#[derive(Debug)]
struct Pattern {
    category: &'static str,
    elements: Vec<Element>,
}

#[derive(Clone, Debug)]
enum Element {
    Words(Vec<String>),
    Gap,
}

/// How many words a gap may hold.
const GAP: usize = 3;

/// Statics that are phrase tables, each read from a data file when it is first asked: the file stands as `include_str!`
/// takes it. A table that has no such form ends the program, so a test of the crate has to ask each of its tables.
///
/// ```text
/// copydesk_language::phrase_tables! {
///     /// What happens on a quay: "moor", "cast off".
///     pub(crate) EVENTS: "../data/events.txt",
/// }
/// ```
#[macro_export]
macro_rules! phrase_tables {
    ($($(#[doc = $doc:literal])* $vis:vis $name:ident: $file:literal,)*) => {
        $($(#[doc = $doc])* $vis static $name: ::std::sync::LazyLock<$crate::PhraseTable> =
            ::std::sync::LazyLock::new(|| {
                $crate::PhraseTable::parse(include_str!($file)).expect("a test of the crate reads the table")
            });)*
    };
}

/// A phrase of a phrase table in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The phrase's category.
    pub category: &'static str,
    /// Its tokens, as indexes into [`Tokens::all`].
    pub tokens: Range<usize>,
    /// Whether it spans words that are none of its own.
    pub has_gap: bool,
}

/// A phrase table has a line that is none of its form.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of a phrase table: {problem}")]
pub struct PhraseTableError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl PhraseTable {
    /// Reads a table.
    ///
    /// # Errors
    /// If a line has no tab, no phrase, or a phrase that starts or ends with a gap.
    pub fn parse(lines: &'static str) -> Result<Self, PhraseTableError> {
        let mut table = Self { patterns: Vec::new(), by_first: BTreeMap::new() };
        for (index, line) in lines.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let error = |problem| PhraseTableError { line: index + 1, problem };
            let (category, phrase) =
                line.split_once('\t').ok_or_else(|| error("write a category, a tab and a phrase"))?;
            for elements in spellings(phrase) {
                table.add(category, elements).map_err(error)?;
            }
        }
        Ok(table)
    }

    fn add(&mut self, category: &'static str, elements: Vec<Element>) -> Result<(), &'static str> {
        let (Some(Element::Words(first)), Some(Element::Words(_))) = (elements.first(), elements.last())
        else {
            return Err("a phrase starts and ends with a word");
        };
        let id = u32::try_from(self.patterns.len()).map_err(|_| "too many phrases")?;
        for word in first {
            self.by_first.entry(word.clone()).or_default().push(id);
        }
        self.patterns.push(Pattern { category, elements });
        Ok(())
    }

    /// The phrases among some tokens, in order: the longest of those that start at a token. They do not overlap, but
    /// for what stands in the gap of one.
    pub fn find<'a>(
        &'a self,
        words: &'a Lowercase,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = Found> + 'a {
        let mut at = tokens.start;
        std::iter::from_fn(move || {
            while at < tokens.end {
                if let Some(found) = self.at(words, at..tokens.end) {
                    at = if found.has_gap { found.tokens.start + 1 } else { found.tokens.end };
                    return Some(found);
                }
                at += 1;
            }
            None
        })
    }

    /// Whether a word in lower case is a phrase of the table by itself.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.category(word).is_some()
    }

    /// The category of a word in lower case that is a phrase of the table by itself.
    #[must_use]
    pub fn category(&self, word: &str) -> Option<&'static str> {
        let candidates = self.by_first.get(word).into_iter().flatten();
        let mut alone = candidates.map(|&id| &self.patterns[id as usize]);
        alone.find(|pattern| pattern.elements.len() == 1).map(|pattern| pattern.category)
    }

    /// The longest phrase that starts at the first of some tokens and ends within them.
    #[must_use]
    pub fn at(&self, words: &Lowercase, tokens: Range<usize>) -> Option<Found> {
        let candidates = self.by_first.get(words.get(tokens.start))?;
        let matches = candidates.iter().filter_map(|&id| {
            let pattern = &self.patterns[id as usize];
            let end = match_elements(&pattern.elements, words, tokens.clone())?;
            let has_gap = end - tokens.start
                > pattern.elements.iter().filter(|e| matches!(e, Element::Words(_))).count();
            Some(Found { category: pattern.category, tokens: tokens.start..end, has_gap })
        });
        // Of two of one length, the one that stands first in the table.
        matches.reduce(|best, found| if found.tokens.end > best.tokens.end { found } else { best })
    }
}

/// Where a phrase ends that starts at the first token.
fn match_elements(elements: &[Element], words: &Lowercase, tokens: Range<usize>) -> Option<usize> {
    let mut at = tokens.start;
    let mut gap = 0;
    for element in elements {
        match element {
            Element::Gap => gap = GAP,
            Element::Words(forms) => {
                let reach = (at + gap).min(tokens.end.saturating_sub(1));
                let mut here = at;
                while !(here < tokens.end && is_one_of(forms, words.get(here))) {
                    if here >= reach || is_mark(words.get(here)) {
                        return None;
                    }
                    here += 1;
                }
                at = here + 1;
                gap = 0;
            }
        }
    }
    Some(at)
}

fn is_one_of(forms: &[String], word: &str) -> bool {
    forms.iter().any(|form| form == word)
}

/// Whether a token is punctuation.
fn is_mark(word: &str) -> bool {
    !word.contains(char::is_alphanumeric)
}

/// The phrase as one token for each word, and with the hyphenated words split.
fn spellings(phrase: &str) -> Vec<Vec<Element>> {
    let whole: Vec<Element> = phrase.split_whitespace().map(element).collect();
    let mut spellings = vec![whole];
    if phrase.contains('-') {
        let split = phrase.replace('-', " - ");
        spellings.push(split.split_whitespace().map(element).collect());
    }
    spellings
}

fn element(word: &str) -> Element {
    if word == ".." {
        return Element::Gap;
    }
    let (stem, class) = word.rsplit_once('/').unwrap_or((word, ""));
    let mut forms = Vec::new();
    for stem in stem.split('|') {
        match class {
            "v" => forms.extend(verb_forms(stem)),
            "n" => forms.extend([stem.to_owned(), with_s(stem)]),
            _ => forms.push(stem.to_owned()),
        }
    }
    Element::Words(forms)
}

static IRREGULAR_VERBS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let table = include_str!("../data/irregular-verbs.txt");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some((line.split(' ').next()?, line.split(' ').collect()))).collect()
});

/// All forms of a verb.
fn verb_forms(lemma: &str) -> Vec<String> {
    if let Some(forms) = IRREGULAR_VERBS.get(lemma) {
        return forms.iter().map(ToString::to_string).collect();
    }
    let stem = lemma.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y']));
    let past = match (lemma.ends_with('e'), lemma.strip_suffix('y')) {
        (true, _) => format!("{lemma}d"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o']) => format!("{stem}ied"),
        _ => format!("{lemma}ed"),
    };
    vec![lemma.to_owned(), with_s(lemma), past, format!("{}ing", stem.unwrap_or(lemma))]
}

/// A noun's plural, or the third person of a verb.
fn with_s(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(table: &'static str, text: &str) -> Vec<String> {
        let table = PhraseTable::parse(table).unwrap();
        let document = Document::from_paragraphs(text);
        let words = document.layer::<Lowercase>();
        let tokens = document.layer::<Tokens>().all();
        let spans = table
            .find(words, 0..words.len())
            .map(|found| tokens[found.tokens.start].span.cover(tokens[found.tokens.end - 1].span));
        spans.map(|span| document.slice(span).to_owned()).collect()
    }

    #[test]
    fn verbs_match_in_all_their_forms() {
        let table = "x\thire/v\nx\tquit/v\nx\tapply/v\nx\tstep/v down";
        assert_eq!(
            found(table, "Hire, hires, hired, hiring, rehired."),
            ["Hire", "hires", "hired", "hiring"]
        );
        assert_eq!(
            found(table, "quits quitting applied applies"),
            ["quits", "quitting", "applied", "applies"]
        );
        assert_eq!(found(table, "She stepped down."), ["stepped down"]);
    }

    #[test]
    fn gaps_span_few_words_and_no_punctuation() {
        let table = "x\tlay/v .. off";
        assert_eq!(found(table, "lay off, lay all of them off"), ["lay off", "lay all of them off"]);
        assert!(found(table, "lay four very tired people off").is_empty());
        assert!(found(table, "laid it down, off he went").is_empty());
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(found("x\tjob/n\ny\tjob/n cut/n", "Jobs and job cuts."), ["Jobs", "job cuts"]);
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = PhraseTable::parse("# fine\nno tab").unwrap_err();
        assert_eq!(error.to_string(), "line 2 of a phrase table: write a category, a tab and a phrase");
        assert_eq!(PhraseTable::parse("x\t.. off").unwrap_err().line, 1);
    }
}

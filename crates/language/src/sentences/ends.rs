//! Ends of sentences: what a period, question mark, exclamation mark or ellipsis means where it stands.

use super::lists::marker_length;
use crate::abbreviations::{Abbreviation, classify};
use crate::lexicon::WordList;
use crate::tokens::word::is_domain;
use std::sync::LazyLock;

static STARTERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/sentence-starters.txt")));
static QUOTATION_VERBS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/quotation-verbs.txt")));

/// Words between a quotation and the verb that reports it ("Chief Executive Mary Ann Gray said").
const LONGEST_SPEAKER: usize = 6;
/// Words that may stand before "a.m." at a sentence's start ("At 5 a.m. Mr. Gray left").
const LONGEST_TIME_PHRASE: usize = 3;
/// No abbreviation is longer, in bytes.
const LONGEST_ABBREVIATION: usize = 16;

/// The places inside `text` where sentences start, the first one excepted, in order.
pub(super) fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut start = 0;
    let mut at = marker_length(text);
    while let Some(mark) = next_mark(text, at) {
        let end = End::read(text, start, mark);
        match end.cut() {
            Some(cut) => {
                cuts.push(cut);
                start = cut;
                at = cut.max(end.behind) + marker_length(&text[cut.max(end.behind)..]);
            }
            None => at = end.behind,
        }
    }
    cuts
}

/// The next character from `at` on that may end a sentence, or an empty line.
fn next_mark(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (at..bytes.len()).find(|&i| match bytes[i] {
        b'.' | b'!' | b'?' => true,
        b'\n' => bytes.get(i + 1) == Some(&b'\n'),
        0xE2 | 0xE3 | 0xEF => text[i..].starts_with(['…', '。', '！', '？']),
        _ => false,
    })
}

/// One or more marks that may end a sentence, with what stands around them.
struct End<'a> {
    text: &'a str,
    /// Where the sentence so far starts.
    start: usize,
    /// The first mark.
    mark: usize,
    /// Behind the marks.
    marks_end: usize,
    /// Behind the marks, and the closing quotation marks and brackets that follow.
    behind: usize,
    /// How many periods with spaces between them the marks are; 1 for marks without spaces.
    spaced: usize,
}

impl<'a> End<'a> {
    fn read(text: &'a str, start: usize, mark: usize) -> Self {
        let is_mark = |c: char| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？');
        let run = |at: usize| text.len() - text[at..].trim_start_matches(is_mark).len();
        let mut marks_end = run(mark).max(mark + 1);
        let mut spaced = 1;
        while text[marks_end..].starts_with(" .") && text[..marks_end].ends_with('.') {
            marks_end = run(marks_end + 1);
            spaced += 1;
        }
        let closed = text[marks_end..].trim_start_matches(['"', '\'', '”', '’', '»', ')', ']', '}']);
        let mut behind = text.len() - closed.len();
        // The number of a footnote: "in 2019.[12] The".
        if let Some(note) = closed.strip_prefix('[') {
            let digits = note.bytes().take(4).take_while(u8::is_ascii_digit).count();
            if digits > 0 && note[digits..].starts_with(']') {
                behind += digits + 2;
            }
        }
        Self { text, start, mark, marks_end, behind, spaced }
    }

    /// Where the next sentence starts, if one does.
    fn cut(&self) -> Option<usize> {
        let marks = &self.text[self.mark..self.marks_end];
        let rest = &self.text[self.behind..];
        if marks.starts_with('\n') || marks.ends_with(['。', '！', '？']) {
            return (!rest.trim_start().is_empty()).then_some(self.behind);
        }
        let next = rest.trim_start();
        if next.is_empty() {
            return None;
        }
        if next.len() == rest.len() {
            return self.lacks_space(next).then_some(self.behind);
        }
        if !self.may_start(next) {
            return None;
        }
        let attached = self.mark > 0 && !self.text[..self.mark].ends_with(char::is_whitespace);
        if self.spaced > 1 || is_ellipsis(marks) {
            return self.ellipsis_cut(attached, next);
        }
        if self.word_goes_on(next) || self.speaker_follows(next) {
            return None;
        }
        Some(self.behind)
    }

    /// Whether a space was lost between two sentences: "It closed.Nobody came", as scraped pages have it.
    fn lacks_space(&self, next: &str) -> bool {
        let before = self.word_before();
        let stem = before.trim_end_matches(['.', '!', '?', '…']);
        let ends = stem.ends_with(char::is_lowercase) || stem.starts_with(|c: char| c.is_ascii_digit());
        let plain = stem.chars().count() > 1
            && stem.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '-'));
        let mut letters = next.chars();
        let starts =
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        ends && plain && starts && !self.in_address(next) && classify(before).is_none()
    }

    /// Whether the mark stands in the name of a page or site.
    fn in_address(&self, next: &str) -> bool {
        let end = next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
        let behind = &next[end..];
        is_domain(&next[..end]) || behind.starts_with(['/', '@', '_', '='])
    }

    /// Whether these words can start a sentence: their first letter is none in lower case.
    fn may_start(&self, next: &str) -> bool {
        let opened =
            next.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '—', '–', '-', ' ', '¿', '¡']);
        let Some(first) = opened.chars().next() else { return false };
        if first == '.' || first == ',' || first == ';' || first == ':' {
            return false;
        }
        // A source in brackets belongs to the quotation before it: "…" (Gray 55).
        let quoted = self.text[self.marks_end..self.behind].contains(['"', '”']);
        let cited = quoted && next.starts_with('(');
        let lowercase = first.is_lowercase() && marker_length(opened) == 0 && !is_camel_case(opened);
        !lowercase && !cited
    }

    fn ellipsis_cut(&self, attached: bool, next: &str) -> Option<usize> {
        let marks = &self.text[self.mark..self.marks_end];
        // An omission in brackets: "the analogy [...] used".
        if self.text[..self.mark].ends_with(['[', '(']) {
            return None;
        }
        let pronoun =
            word(next) == "I" || word(next).starts_with(['I']) && word(next)[1..].starts_with(['\'', '’']);
        match (self.spaced, attached) {
            // A period, then an ellipsis that opens the next sentence: "compounds. . . . The".
            (4, true) => Some(self.mark + self.mark_length()),
            (4.., false) => Some(self.behind),
            (2.., _) => None,
            _ if pronoun => None,
            _ if marks.len() > 3 => Some(self.behind),
            _ => attached.then_some(self.behind),
        }
    }

    /// Whether the period belongs to a word that goes on ("Mr. Gray", "U.S. Army", "No. 5").
    fn word_goes_on(&self, next: &str) -> bool {
        let word_before = self.word_before();
        let (Some(class), true) = (classify(word_before), self.marks_end == self.mark + 1) else {
            return false;
        };
        let next_word = word(next);
        let starter = STARTERS.contains(next_word) && !next[next_word.len()..].starts_with('.');
        match class {
            Abbreviation::Before => true,
            Abbreviation::Number => next.starts_with(|c: char| c.is_ascii_digit()),
            Abbreviation::Time if classify_next(next) == Some(Abbreviation::Before) => {
                self.text[self.start..self.mark].split_whitespace().take(LONGEST_TIME_PHRASE + 1).count()
                    <= LONGEST_TIME_PHRASE
            }
            Abbreviation::Time | Abbreviation::Either => !starter && !next.starts_with(['"', '“']),
            Abbreviation::Initial if word_before == "I." => !starter && !self.follows_lowercase(word_before),
            Abbreviation::Initial => !starter,
        }
    }

    /// Whether a pronoun, not an initial, ends the sentence: "you and I. Did" and "Albert I. Jones" differ by that.
    fn follows_lowercase(&self, pronoun: &str) -> bool {
        let before = self.text[self.start..self.mark + 1 - pronoun.len()].trim_end();
        last_word(before).starts_with(char::is_lowercase)
    }

    /// The word that the mark ends, mark included.
    fn word_before(&self) -> &'a str {
        let until = &self.text[self.start..self.mark];
        let opened = last_word(until).trim_start_matches(['"', '\'', '“', '‘', '(', '[', '$', '€', '£']);
        &self.text[self.mark - opened.len()..self.mark + self.mark_length()]
    }

    /// How many bytes the first mark has: "…" has three.
    fn mark_length(&self) -> usize {
        self.text[self.mark..].chars().next().map_or(0, char::len_utf8)
    }

    /// Whether who says the quotation follows it: "Why?" Ms. Gray asked.
    fn speaker_follows(&self, next: &str) -> bool {
        let quoted = self.text[self.marks_end..self.behind].contains(['"', '”', '’', '\'']);
        if !quoted || self.text[self.mark..self.marks_end].starts_with('.') {
            return false;
        }
        let mut words = next.split_whitespace().take(LONGEST_SPEAKER);
        let name = |word: &str| word.starts_with(char::is_uppercase);
        let verb = words.find(|word| !name(word));
        verb.is_some_and(|verb| QUOTATION_VERBS.contains(verb.trim_end_matches(['.', ',', ':'])))
    }
}

/// Whether marks without spaces are an ellipsis.
fn is_ellipsis(marks: &str) -> bool {
    marks.starts_with('…') || marks.starts_with("..")
}

/// The word that text starts with, without opening marks before it.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
    &text[..end.unwrap_or(text.len())]
}

/// The last word of a text, as far back as an abbreviation can reach.
fn last_word(text: &str) -> &str {
    let mut from = text.len().saturating_sub(LONGEST_ABBREVIATION);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tail = &text[from..];
    tail.rsplit(char::is_whitespace).next().unwrap_or(tail)
}

/// What the first word of a text is as an abbreviation.
fn classify_next(next: &str) -> Option<Abbreviation> {
    classify(next.split_whitespace().next()?)
}

/// Whether a name starts in lower case and goes on in upper case ("iPhone", "eBay").
fn is_camel_case(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}

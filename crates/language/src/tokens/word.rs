//! Words and numbers: how far each reaches, and the tokens it is made of.

use crate::abbreviations::{Abbreviation, classify};
use crate::lexicon::{Table, WordList};
use std::ops::Range;
use std::sync::LazyLock;

static PREFIXES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/prefixes.txt")));
static SUFFIXES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/number-suffixes.txt")));
static CONTRACTIONS: LazyLock<Table<usize>> = LazyLock::new(|| {
    Table::parse(include_str!("../../data/contractions.tsv"), |columns| columns.first()?.parse().ok())
});
pub(super) static GLUED: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/glued-words.txt")));
/// Clitics behind an apostrophe, which is part of them.
const CLITICS: [&str; 6] = ["s", "m", "d", "re", "ve", "ll"];
/// Dollars are named by the country before the sign ("US$").
const DOLLAR_COUNTRIES: [&str; 10] = ["US", "C", "A", "HK", "NZ", "S", "R", "AU", "CA", "NT"];

/// Codes of currencies that stand before a figure without a blank.
const CURRENCY_CODES: [&str; 15] =
    ["AUD", "CAD", "CHF", "CNY", "DKK", "EUR", "GBP", "HKD", "INR", "JPY", "NOK", "RMB", "Rs", "SEK", "USD"];
/// No abbreviation is longer without its period, in bytes.
const LONGEST_ABBREVIATION: usize = 16;

/// What stands behind a word.
#[derive(Clone, Copy)]
pub(super) struct Behind<'a> {
    /// The rest of the stretch without white space.
    pub text: &'a str,
    /// Whether nothing follows that stretch in the sentence.
    pub ends_text: bool,
    /// Whether a digit follows that stretch.
    pub next_digit: bool,
}

/// Whether a word or number starts the text.
pub(super) fn starts(rest: &str, starts_chunk: bool) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('.') if starts_chunk => chars.next().is_some_and(|c| c.is_ascii_digit() || c.is_lowercase()),
        Some(first) => first.is_alphanumeric(),
        None => false,
    }
}

/// The length of the word or number at the start of the text, clitics and units included.
pub(super) fn length(rest: &str) -> usize {
    let fixed = dashed_number_length(rest);
    if fixed > 0 {
        return fixed;
    }
    let mut start = 0;
    let mut previous = '.';
    for (at, c) in rest.char_indices().skip(usize::from(rest.starts_with('.'))) {
        if c.is_alphanumeric() || is_extender(c) || c == '_' {
            previous = c;
            continue;
        }
        let behind = &rest[at + c.len_utf8()..];
        if c == '-'
            && PREFIXES.contains_lowercase(&rest[start..at])
            && behind.starts_with(char::is_alphanumeric)
        {
            start = at + 1;
        } else if !joins(previous, c, behind, &rest[start..at]) {
            return if c == '$' && DOLLAR_COUNTRIES.contains(&&rest[..at]) { at + 1 } else { at };
        }
        previous = c;
    }
    rest.len()
}

/// Whether a mark inside a word holds its sides together.
fn joins(previous: char, mark: char, behind: &str, before: &str) -> bool {
    let Some(next) = behind.chars().next() else { return false };
    let digits = previous.is_ascii_digit() && next.is_ascii_digit();
    match mark {
        // "said.She" lacks a space; "Node.js", "U.S", "3.5" do not.
        '.' => {
            let sentence = next.is_uppercase() && behind.chars().nth(1).is_some_and(char::is_lowercase);
            let ended = previous.is_lowercase() || before.starts_with(|c: char| c.is_ascii_digit());
            let glued = sentence && ended && before.len() > 1 && !is_domain(word_at(behind));
            previous.is_alphanumeric() && next.is_alphanumeric() && !glued
        }
        ',' => digits && behind.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3,
        ':' => digits,
        '/' => digits || (before.len() == 1 && is_single_letter(before) && is_single_letter(word_at(behind))),
        '\'' | '’' => previous.is_alphanumeric() && next.is_alphabetic(),
        '&' => previous.is_uppercase() && next.is_uppercase(),
        _ => false,
    }
}

/// Marks and joiners that belong to the letter before them.
fn is_extender(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}' | '\u{AD}' | '\u{200C}' | '\u{200D}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}')
}

/// The word that text starts with, or the first few characters of a long one.
fn word_at(text: &str) -> &str {
    let end = text.char_indices().take(5).find(|(_, c)| !c.is_alphanumeric());
    let end = end.or_else(|| text.char_indices().nth(5)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Whether a word ends the name of a site ("Example.Com").
pub(crate) fn is_domain(word: &str) -> bool {
    ["com", "net", "org", "gov", "edu", "js", "io", "ai"]
        .iter()
        .any(|domain| word.eq_ignore_ascii_case(domain))
}

fn is_single_letter(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The length of a telephone number or a date in digits with dashes ("555-010-4477", "2023-06-16"); zero if none.
fn dashed_number_length(rest: &str) -> usize {
    let groups = |lengths: &[usize]| {
        let mut at = 0;
        for (index, length) in lengths.iter().enumerate() {
            if index > 0 && !rest[at..].starts_with('-') {
                return None;
            }
            at += usize::from(index > 0);
            if rest[at..].bytes().take(length + 1).take_while(u8::is_ascii_digit).count() != *length {
                return None;
            }
            at += length;
        }
        let ends = !rest[at..].starts_with(|c: char| c.is_alphanumeric());
        ends.then_some(at)
    };
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let forms: [&[usize]; 5] = [&[4, 2, 2], &[3, 3, 4], &[1, 3, 3, 4], &[2, 2, 4], &[3, 4]];
    forms.iter().find_map(|form| groups(form)).unwrap_or(0)
}

/// Hands the tokens of a word to `push`; returns the length of all, which grows by the period of an abbreviation.
pub(super) fn split(word: &str, behind: Behind<'_>, push: &mut dyn FnMut(Range<usize>)) -> usize {
    let code = currency_length(word).max(glued_length(word));
    if code > 0 {
        push(0..code);
        return code + split(&word[code..], behind, &mut |piece| push(code + piece.start..code + piece.end));
    }
    let mut start = number_length(word);
    if start == 0 {
        start = CONTRACTIONS.get_lowercase(word).copied().unwrap_or(0);
    }
    if start > 0 {
        push(0..start);
    }
    // "wouldn't've" has two clitics; more are not English.
    let last = clitic(&word[start..]).map_or(word.len(), |at| start + at);
    let first = clitic(&word[start..last]).map_or(last, |at| start + at);
    for cut in [first, last] {
        if start < cut && cut < word.len() {
            push(start..cut);
            start = cut;
        }
    }
    // "$1B." ends a sentence; "B." alone would be an initial.
    let unit = number_length(word) > 0 && !word.ends_with(['m', 'M']);
    let end = word.len() + usize::from(!unit && takes_period(&word[start..], behind));
    push(start..end);
    end
}

/// Where the clitic at a word's end starts ("n't", "'s").
fn clitic(word: &str) -> Option<usize> {
    let mark = word.rfind(['\'', '’'])?;
    let letters = word[mark..].trim_start_matches(['\'', '’']);
    if letters.eq_ignore_ascii_case("t") {
        let stem = word[..mark].strip_suffix(['n', 'N'])?;
        return (!stem.is_empty()).then_some(stem.len());
    }
    let listed = CLITICS.iter().any(|clitic| letters.eq_ignore_ascii_case(clitic));
    (listed && mark > 0).then_some(mark)
}

/// Whether the period behind a word is part of it.
fn takes_period(word: &str, behind: Behind<'_>) -> bool {
    if !behind.text.starts_with('.') || behind.text.starts_with("..") || word.len() > LONGEST_ABBREVIATION {
        return false;
    }
    let ends_sentence = behind.ends_text && behind.text[1..].chars().all(|c| !c.is_alphanumeric());
    // The word with its period, without allocating: both stand side by side in the text.
    let mut buffer = [0; LONGEST_ABBREVIATION + 1];
    buffer[..word.len()].copy_from_slice(word.as_bytes());
    buffer[word.len()] = b'.';
    let Ok(dotted) = std::str::from_utf8(&buffer[..=word.len()]) else { return false };
    match classify(dotted) {
        Some(Abbreviation::Number) => behind.next_digit,
        Some(Abbreviation::Initial) => !ends_sentence,
        Some(_) => true,
        None => false,
    }
}

/// The length of a currency's code before its figure ("EUR250m"); zero if the word is none such.
fn currency_length(word: &str) -> usize {
    let code = word.len() - word.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let figure = word[code..].starts_with(|c: char| c.is_ascii_digit());
    if figure && CURRENCY_CODES.contains(&&word[..code]) { code } else { 0 }
}

/// The length of a word, or of a figure, that scraped text wrote on to the next one: "in11", "spending20",
/// "2023have"; zero if the word is none such. "llama2" and "in4mation" are one.
fn glued_length(word: &str) -> usize {
    const SHORTEST: usize = 6;
    let letters = word.len() - word.trim_start_matches(|c: char| c.is_ascii_lowercase()).len();
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        return if GLUED.contains(&word[digits..]) { digits } else { 0 };
    }
    let figure = word[letters..].starts_with(|c: char| c.is_ascii_digit());
    let participle =
        letters >= SHORTEST && (word[..letters].ends_with("ing") || word[..letters].ends_with("ed"));
    let number = word[letters..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    let plain = number.is_empty() || number_length(&word[letters..]) > 0;
    if figure && plain && (participle || GLUED.contains(&word[..letters])) { letters } else { 0 }
}

/// The length of the figure before a unit that is written on to it; zero if the word is none such.
fn number_length(word: &str) -> usize {
    if !word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return 0;
    }
    let figure = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    if SUFFIXES.contains(figure) { word.len() - figure.len() } else { 0 }
}

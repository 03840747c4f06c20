//! Bylines: "By Ann Lee , Bo Roe and Cy Poe", and the names in them.

use super::piece::Piece;
use super::shape::{ends_sentence, is_at_most};
use crate::data::{any_of, compiled, lines};
use crate::time;
use copydesk_document::BlockKind;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CUE: LazyLock<Regex> = LazyLock::new(|| {
    let cues = any_of(lines(include_str!("../../data/byline-cues.txt")));
    compiled(&format!(r"^(?i:{cues})(?::\s*|\s+)"))
});
static PARTICLES: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../data/name-particles.txt")).collect());
static NOT_NAMES: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../data/not-names.txt")).collect());

/// Characters that a byline has at most.
const LONGEST: usize = 250;
/// Words that a name has at most.
const NAME_WORDS: usize = 6;

/// Whether it starts as a byline does: a cue and a capital letter.
pub(crate) fn has_cue(text: &str) -> bool {
    after_cue(text).is_some()
}

fn after_cue(text: &str) -> Option<&str> {
    let rest = &text[CUE.find(text)?.end()..];
    rest.starts_with(|c: char| c.is_uppercase()).then_some(rest)
}

/// Whether a word is a role, an outlet or the like.
pub(crate) fn is_no_name(word: &str) -> bool {
    NOT_NAMES.contains(word.to_lowercase().as_str())
}

/// The names in a byline, with or without its cue: no roles, outlets, addresses. Empty where it holds none.
pub(crate) fn names(line: &str) -> Vec<String> {
    if !is_at_most(line, LONGEST) {
        return Vec::new();
    }
    let mut names = Names::default();
    for word in words(after_cue(line).unwrap_or(line)) {
        names.take(word);
    }
    names.finish();
    names.found
}

/// The only name of somebody who goes by one, behind a cue: "by Ida".
pub(crate) fn single_name(line: &str) -> Option<String> {
    let name = after_cue(line)?.trim();
    let is_name = name.chars().count() > 2 && name.chars().all(char::is_alphabetic) && !is_no_name(name);
    is_name.then(|| name.to_owned())
}

/// Whether a piece is nothing but a byline.
pub(super) fn is_byline(text: &str) -> bool {
    let Some(rest) = after_cue(text) else { return false };
    is_at_most(text, LONGEST) && !names(text).is_empty() && is_mostly_names(rest)
}

/// Whether few of its words start small: a byline has particles, `and` and perhaps a role, a sentence has more.
fn is_mostly_names(text: &str) -> bool {
    let starts_small = |word: &&str| word.starts_with(char::is_lowercase) && !is_joint(word);
    let small = text.split_whitespace().filter(starts_small).count();
    let first = text.split_whitespace().take(2).filter(starts_small).count();
    let most = if ends_sentence(text) { 1 } else { text.split_whitespace().count() / 2 };
    first == 0 && small <= most
}

/// Whether it is nothing but names of people: two to four capitalised words each.
pub(crate) fn is_names_only(text: &str) -> bool {
    let mut names = Names::default();
    is_at_most(text, 100)
        && !text.ends_with(['?', '!', ':', '.', ','])
        && text.contains(char::is_lowercase)
        && words(text).all(|word| names.take(word))
        && {
            names.finish();
            !names.found.is_empty() && names.found.iter().all(|name| name.split(' ').count() <= 4)
        }
}

/// The words of a line; a slash between two is one of them.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace().flat_map(|word| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let end = match rest.find('/') {
                Some(0) => 1,
                found => found.unwrap_or(rest.len()),
            };
            let (first, others) = rest.split_at(end);
            rest = others;
            (!first.is_empty()).then_some(first)
        })
    })
}

/// Whether a word joins two names.
fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "&"
            | "und"
            | "et"
            | "y"
            | "og"
            | "och"
            | "en"
            | ","
            | "|"
            | "/"
            | "·"
            | "•"
            | ";"
            | "And"
            | "AND"
    )
}

/// Names read so far, word by word.
#[derive(Default)]
struct Names {
    found: Vec<String>,
    current: Vec<String>,
    /// Whether the rest up to the next joint is a role or an outlet.
    skips: bool,
    /// Whether a comma stands in front of the current part.
    is_behind_comma: bool,
}

/// Letters that a small word has at least to tell a role: those between names and places are shorter.
const ROLE_WORD: usize = 4;
/// Letters of an outlet's name such as "NPR" or "MDR".
const INITIALS: std::ops::RangeInclusive<usize> = 2..=5;

impl Names {
    /// Reads a word; false where it can be no part of a name.
    fn take(&mut self, word: &str) -> bool {
        if is_joint(word) {
            self.finish();
            self.is_behind_comma = word == ",";
            return true;
        }
        let bare = word.trim_end_matches([',', ';', '|', ':']).trim_matches(['(', ')']);
        let fits = self.fits(bare);
        if fits && !self.skips {
            self.current.push(bare.to_owned());
        } else {
            // "Ann Lee, Harbour University professor": what follows the comma is a role.
            let is_small = bare.starts_with(char::is_lowercase) && bare.chars().count() >= ROLE_WORD;
            if is_small && self.is_behind_comma && !self.found.is_empty() {
                self.current.clear();
            }
            // A role behind the name; a name that a role follows without a comma stays.
            if NOT_NAMES.contains(bare.to_lowercase().as_str())
                && self.found.is_empty()
                && self.current.len() < 2
            {
                self.current.clear();
            }
            self.skips = true;
        }
        if bare.len() < word.len() && word.ends_with([',', ';', '|']) {
            self.finish();
            self.is_behind_comma = word.ends_with(',');
        }
        fits
    }

    fn fits(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let elided = ["d'", "d’", "o'", "o’"].iter().find_map(|prefix| word.strip_prefix(prefix));
        let is_upper = elided.unwrap_or(word).starts_with(char::is_uppercase);
        let starts_name =
            is_upper && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '‑'));
        let is_particle = !self.current.is_empty() && PARTICLES.contains(lower.as_str());
        (starts_name || is_particle) && !NOT_NAMES.contains(lower.as_str())
    }

    fn finish(&mut self) {
        let name = std::mem::take(&mut self.current);
        self.skips = false;
        let is_outlet = self.is_behind_comma && self.is_named_in_initials(&name);
        if (2..=NAME_WORDS).contains(&name.len()) && !is_outlet {
            let name = name.join(" ");
            // The full stop belongs to the line, unless it ends an initial or "Jr.".
            let last = name.rsplit(' ').next().unwrap_or_default();
            let is_short = last.chars().count() <= 3;
            self.found.push(if is_short { name } else { name.trim_end_matches('.').to_owned() });
        }
    }

    /// Whether a name starts with initials in a line whose first name does not: "Ida Holm, NDR Kiel".
    fn is_named_in_initials(&self, name: &[String]) -> bool {
        let is_initials =
            |word: &str| INITIALS.contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
        let first = self.found.first().and_then(|found| found.split(' ').next());
        name.first().is_some_and(|word| is_initials(word)) && first.is_some_and(|first| !is_initials(first))
    }
}

/// Pieces below the headline among which names without a cue are looked for.
const HEAD: usize = 8;

/// Marks the lines between a headline and the text below it that name the authors, or say what they are.
pub(super) fn mark(text: &str, pieces: &mut [Piece]) {
    let Some(headline) = pieces.iter().rposition(|piece| piece.kind == Some(BlockKind::Headline)) else {
        return;
    };
    let mut is_known = pieces.iter().take(headline + HEAD).any(|piece| piece.kind == Some(BlockKind::Byline));
    for index in headline + 1..pieces.len().min(headline + HEAD) {
        let words = pieces[index].text(text);
        if !pieces[index].is_open() {
            continue;
        }
        if super::shape::is_prose(words) {
            break;
        }
        let follows_byline = pieces[index - 1].kind == Some(BlockKind::Byline);
        let is_name = !is_known && is_names_only(words);
        if is_name || follows_byline && is_role(words) {
            pieces[index].kind = Some(BlockKind::Byline);
            is_known = true;
        } else if is_at_most(words, 100) && !ends_sentence(words) && time::parse(words).is_some() {
            pieces[index].kind = Some(BlockKind::Dateline);
        }
    }
}

/// Whether it says no more than what an author is, or where to reach one: "Senior reporter", "@idaholm".
fn is_role(words: &str) -> bool {
    let role = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@').to_lowercase();
        word.contains('@') || NOT_NAMES.contains(word.as_str()) || is_joint(&word)
    };
    is_at_most(words, 60) && words.split_whitespace().all(role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_without_cue_role_and_address() {
        assert_eq!(
            names("By Ida Holm , Per van der Berg and Lou O’Shea"),
            ["Ida Holm", "Per van der Berg", "Lou O’Shea"]
        );
        assert_eq!(names("By IDA HOLM, Staff Writer"), ["IDA HOLM"]);
        assert_eq!(
            names("By Ida Holm and Per J. Lund Jr., Associated Press"),
            ["Ida Holm", "Per J. Lund Jr."]
        );
        assert_eq!(names("By Ida Holm @idaholm ida@paper.example"), ["Ida Holm"]);
        assert_eq!(names("Von Jörg Straßer und Élodie d'Arc"), ["Jörg Straßer", "Élodie d'Arc"]);
        assert_eq!(names("Ida Holm"), ["Ida Holm"]);
        assert_eq!(names("Ida Holm/Per Lund"), ["Ida Holm", "Per Lund"]);
        assert_eq!(names("Ida Holm, NDR Kiel"), ["Ida Holm"]);
        assert_eq!(names("Ida Holm, Per Lund in Oslo"), ["Ida Holm", "Per Lund"]);
        assert_eq!(names("Ida Holm, Kiel Harbour museum director, Kiel.de"), ["Ida Holm"]);
    }

    #[test]
    fn sentences_that_start_like_a_byline_are_none() {
        assert!(!is_byline("By Friday, the company had let a third of them go."));
        assert!(!is_byline("By contrast, nobody left."));
        assert!(!is_byline("By Monday night in New York the talks had ended, people said."));
        assert!(is_byline("By Ida Holm, chief correspondent"));
        assert!(is_byline("BY IDA HOLM"));
    }
}

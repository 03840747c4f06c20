//! Names: runs of capitalised words, and the fullest form of each in the article.

use crate::lexicon::{HONORIFICS, ORGANIZATIONS};
use crate::reading::Reading;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The names of an article.
pub(crate) struct Names {
    /// Every name without titles, as ranges of words, in order.
    mentions: Vec<Range<usize>>,
    /// The fullest form of each last word, in lower case.
    fullest: BTreeMap<String, String>,
    /// Names that stand for organizations.
    organizations: BTreeSet<String>,
}

impl Names {
    pub(crate) fn new(reading: &Reading) -> Self {
        let mut names =
            Self { mentions: Vec::new(), fullest: BTreeMap::new(), organizations: BTreeSet::new() };
        for (sentence, _) in &reading.sentences {
            names.read_sentence(reading, sentence.clone());
        }
        names
    }

    fn read_sentence(&mut self, reading: &Reading, sentence: Range<usize>) {
        let words = &reading.words;
        let mut index = sentence.start;
        while index < sentence.end {
            if !is_name(reading, index) {
                index += 1;
                continue;
            }
            let start = index;
            while index < sentence.end && is_name(reading, index) {
                index += 1;
            }
            let titles = words[start..index]
                .iter()
                .take_while(|word| HONORIFICS.has(&word.lower) || word.text == ".")
                .count();
            let first = start + titles;
            if first < index {
                self.add(reading, first..index);
            }
        }
    }

    fn add(&mut self, reading: &Reading, mention: Range<usize>) {
        let full = text_of(reading, mention.clone());
        let last = reading.words[mention.end - 1].lower.clone();
        if ORGANIZATIONS.has(&last)
            || reading.words[mention.end - 1].text.chars().skip(1).any(char::is_uppercase)
        {
            self.organizations.insert(full.clone());
        }
        let known = self.fullest.entry(last).or_default();
        if known.split(' ').count() < full.split(' ').count() && full.split(' ').count() <= 4
            || known.is_empty()
        {
            *known = full;
        }
        self.mentions.push(mention);
    }

    /// The last name inside a range of words.
    pub(crate) fn in_range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let behind = self.mentions.partition_point(|mention| mention.end <= range.end);
        self.mentions[..behind].last().filter(|mention| mention.start >= range.start).cloned()
    }

    /// The fullest form in the article of a name.
    pub(crate) fn fullest(&self, reading: &Reading, mention: Range<usize>) -> String {
        let text = text_of(reading, mention.clone());
        let full = self.fullest.get(&reading.words[mention.end - 1].lower);
        full.filter(|full| full.ends_with(&text)).cloned().unwrap_or(text)
    }

    /// Whether a name stands for an organization.
    pub(crate) fn is_organization(&self, name: &str) -> bool {
        self.organizations.contains(name)
    }

    /// The person whom a pronoun most likely stands for: the first name of the nearest sentence before it.
    pub(crate) fn person_before(&self, reading: &Reading, place: usize) -> Option<String> {
        let behind = self.mentions.partition_point(|mention| mention.end <= place);
        let outside = |mention: &&Range<usize>| reading.words[mention.start].region.is_none();
        let near = self.mentions[..behind].iter().rev().filter(outside).take(8);
        near.map(|mention| self.fullest(reading, mention.clone()))
            .find(|name| name.contains(' ') && !self.is_organization(name))
    }
}

fn is_name(reading: &Reading, index: usize) -> bool {
    let word = &reading.words[index];
    word.is_capitalized() && !is_function_word(&word.lower)
}

fn is_function_word(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "he"
            | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "you"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "this"
            | "that"
            | "these"
            | "those"
            | "in"
            | "on"
            | "at"
            | "as"
            | "but"
            | "and"
            | "or"
            | "if"
            | "when"
            | "while"
            | "after"
            | "before"
            | "for"
            | "from"
            | "with"
            | "by"
            | "to"
            | "of"
            | "some"
            | "many"
            | "most"
            | "one"
            | "two"
            | "both"
            | "several"
            | "according"
            | "there"
            | "what"
            | "who"
            | "how"
            | "why"
            | "where"
            | "not"
            | "no"
            | "so"
            | "yet"
            | "still"
            | "also"
            | "then"
            | "now"
            | "another"
            | "other"
            | "others"
            | "people"
            | "officials"
            | "asked"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

fn text_of(reading: &Reading, mention: Range<usize>) -> String {
    let words =
        reading.words[mention].iter().map(|word| word.text.trim_end_matches("'s").trim_end_matches("’s"));
    words.collect::<Vec<_>>().join(" ")
}

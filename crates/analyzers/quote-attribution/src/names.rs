//! Names: the people and organizations that an article names, and the fullest form of each.

use crate::lexicon::{HONORIFICS, ORGANIZATIONS};
use crate::reading::Reading;
use copydesk_analyzer::language::models::{EntityKind, EntityTagger, Relation, Tag, Upos};
use std::collections::BTreeMap;
use std::ops::Range;

/// A name in the text, without titles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Name {
    /// Its words.
    pub(crate) words: Range<usize>,
    /// What it names.
    pub(crate) kind: EntityKind,
}

/// The names of an article, in order.
pub(crate) struct Names {
    mentions: Vec<Name>,
    /// The fullest form of each person's last name, in lower case.
    people: BTreeMap<String, String>,
}

impl Names {
    pub(crate) fn new(reading: &Reading) -> Self {
        let mut names = Self { mentions: Vec::new(), people: BTreeMap::new() };
        let mut entities = Vec::new();
        for sentence in &reading.sentences {
            let words = &reading.words[sentence.words.clone()];
            if words.iter().all(|word| word.tag.upos != Upos::Propn) {
                continue;
            }
            let (texts, tags): (Vec<&str>, Vec<Tag>) = words.iter().map(|word| (word.text, word.tag)).unzip();
            EntityTagger::embedded().tag(&texts, &tags, &mut entities);
            let base = sentence.words.start;
            for entity in &entities {
                names.add(reading, base + entity.start as usize..base + entity.end as usize, entity.kind);
            }
        }
        names
    }

    fn add(&mut self, reading: &Reading, words: Range<usize>, kind: EntityKind) {
        if kind != EntityKind::Person {
            self.mentions.push(Name { words, kind });
            return;
        }
        let Some(words) = without_titles(reading, words) else { return };
        let known = self.people.entry(reading.words[words.end - 1].lower.clone()).or_default();
        if known.split(' ').count() < words.len() && words.len() <= 4 || known.is_empty() {
            *known = text_of(reading, words.clone());
        }
        self.mentions.push(Name { words, kind });
    }

    /// The last name inside a range of words.
    pub(crate) fn in_range(&self, range: Range<usize>) -> Option<Name> {
        let behind = self.mentions.partition_point(|name| name.words.end <= range.end);
        self.mentions[..behind].last().filter(|name| name.words.start >= range.start).cloned()
    }

    /// The first name inside a range of words.
    pub(crate) fn first_in(&self, range: Range<usize>) -> Option<Name> {
        let first = self.mentions.partition_point(|name| name.words.start < range.start);
        self.mentions.get(first).filter(|name| name.words.end <= range.end).cloned()
    }

    /// The name that ends at `end`, if it starts in the range: as tagged, else a run of capitalised words.
    pub(crate) fn ending(&self, reading: &Reading, range: Range<usize>) -> Option<Name> {
        if let Some(name) = self.in_range(range.clone()).filter(|name| name.words.end == range.end) {
            return Some(name);
        }
        let proper = |index: &usize| {
            let word = &reading.words[*index];
            word.is_capitalized() && word.tag.upos == Upos::Propn
        };
        let start = range.clone().rev().take_while(proper).last()?;
        let words = without_titles(reading, start..range.end)?;
        let last = &reading.words[words.end - 1];
        let known = self.people.contains_key(&last.lower);
        let organization = ORGANIZATIONS.has(&last.lower) || words.len() == 1 && !known;
        let kind = if organization { EntityKind::Organization } else { EntityKind::Person };
        Some(Name { words, kind })
    }

    /// The fullest form in the article of a name.
    pub(crate) fn fullest(&self, reading: &Reading, name: &Name) -> String {
        let text = text_of(reading, name.words.clone());
        let full = self.people.get(&reading.words[name.words.end - 1].lower);
        let same = |full: &&String| {
            name.kind == EntityKind::Person && (name.words.len() == 1 || full.ends_with(&text))
        };
        full.filter(same).cloned().unwrap_or(text)
    }

    /// The person whom a pronoun at `place` most likely stands for: the nearest subject of the sentences before it that
    /// is a person's name, else the nearest such name.
    pub(crate) fn person_before(&self, reading: &Reading, place: usize) -> Option<String> {
        let behind = self.mentions.partition_point(|name| name.words.end <= place);
        let near = |name: &&Name| {
            let word = &reading.words[name.words.start];
            let recent = word.sentence + 3 >= reading.words[place].sentence;
            name.kind == EntityKind::Person && word.region.is_none() && recent
        };
        let people: Vec<&Name> = self.mentions[..behind].iter().rev().take(16).filter(near).collect();
        let subject = people.iter().find(|name| is_subject(reading, &name.words)).or(people.first());
        subject.map(|name| self.fullest(reading, name))
    }
}

fn is_subject(reading: &Reading, words: &Range<usize>) -> bool {
    let subject =
        |index: usize| matches!(reading.words[index].relation, Relation::Nsubj | Relation::NsubjPass);
    words.clone().any(subject)
}

/// The part of a name behind its last title, without a possessive ending; none if the title is all there is.
fn without_titles(reading: &Reading, run: Range<usize>) -> Option<Range<usize>> {
    let title = |index: &usize| HONORIFICS.has(&reading.words[*index].lower);
    let start = run.clone().rev().find(title).map_or(run.start, |index| index + 1);
    (start < run.end).then_some(start..run.end)
}

fn text_of(reading: &Reading, words: Range<usize>) -> String {
    let texts: Vec<&str> = reading.words[words].iter().map(|word| word.text).collect();
    texts.join(" ")
}

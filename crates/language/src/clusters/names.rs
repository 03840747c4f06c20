//! Names and descriptions that were met, and which of them are of one person or organization.

use crate::{Mention, MentionKind, Reading};
use std::collections::BTreeMap;

/// What is known of an article's names, first of all mentions together, then of those that were gone by.
pub(super) struct Known<'d> {
    /// The mentions that name a person by more than one word, by each word of the name.
    persons: BTreeMap<&'d str, Vec<usize>>,
    /// The fullest mention of each person named.
    fullest: BTreeMap<usize, usize>,
    /// The cluster of each name gone by, in lower case.
    by_name: BTreeMap<(MentionKind, String), usize>,
    /// The clusters of organizations gone by, with their words, by the first word.
    organizations: BTreeMap<&'d str, Vec<(Vec<&'d str>, usize)>>,
    /// The clusters of organizations by the initials of their names.
    initials: BTreeMap<String, usize>,
    /// The last cluster described by a noun.
    by_noun: BTreeMap<(MentionKind, &'d str), usize>,
}

/// At most so many names that share a word are looked at.
const NAMESAKES: usize = 16;
/// A name of more words has no initials that are looked for.
const LONGEST: usize = 12;

impl<'d> Known<'d> {
    pub(super) fn new(reading: &Reading<'d>, mentions: &[Mention]) -> Self {
        let mut persons: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let named = mentions.iter().enumerate().filter(|(_, mention)| is_person(mention));
        for (index, mention) in named.clone().filter(|(_, mention)| mention.tokens.len() > 1) {
            for token in [mention.tokens.start, mention.tokens.end - 1] {
                persons.entry(reading.word(token)).or_default().push(index);
            }
        }
        let mut known = Self {
            persons,
            fullest: BTreeMap::new(),
            by_name: BTreeMap::new(),
            organizations: BTreeMap::new(),
            initials: BTreeMap::new(),
            by_noun: BTreeMap::new(),
        };
        known.fullest = named.map(|(index, _)| (index, known.longer(reading, mentions, index))).collect();
        known
    }

    /// The fullest mention of the person whom a mention names, itself if there is none: the last one in front that ends
    /// or begins as it does, else the first behind.
    fn longer(&self, reading: &Reading<'d>, mentions: &[Mention], index: usize) -> usize {
        let words = words_of(reading, &mentions[index]);
        let Some(namesakes) = self.persons.get(words[words.len() - 1]) else { return index };
        let fits = |other: &&usize| {
            let full = words_of(reading, &mentions[**other]);
            full.len() > words.len() && (full.ends_with(&words) || (words.len() == 1 && full[0] == words[0]))
        };
        let before = namesakes.partition_point(|other| *other < index);
        let in_front = namesakes[..before].iter().rev().take(NAMESAKES).find(fits);
        let found = in_front.or_else(|| namesakes[before..].iter().take(NAMESAKES).find(fits));
        found.copied().unwrap_or(index)
    }

    /// The fullest mention of the person whom a mention names.
    pub(super) fn fullest(&self, mention: usize) -> Option<usize> {
        self.fullest.get(&mention).copied()
    }

    /// The cluster of a name, if one of the same was met.
    pub(super) fn named(&self, reading: &Reading<'d>, mentions: &[Mention], index: usize) -> Option<usize> {
        let fullest = &mentions[self.fullest(index).unwrap_or(index)];
        let words = words_of(reading, fullest);
        let same = self.by_name.get(&(fullest.kind, words.join(" "))).copied();
        if fullest.kind != MentionKind::Organization {
            return same;
        }
        same.or_else(|| self.organization(&words))
            .or_else(|| self.initials.get(&acronym(reading, fullest)?).copied())
    }

    /// The organization whose name begins with these words, or whose words begin this name.
    fn organization(&self, words: &[&str]) -> Option<usize> {
        let namesakes = self.organizations.get(words.first()?)?.iter().rev().take(NAMESAKES);
        let mut alike = namesakes.filter(|(other, _)| other.starts_with(words) || words.starts_with(other));
        alike.next().map(|(_, cluster)| *cluster)
    }

    /// The cluster last described by a noun, or that has it as its title.
    pub(super) fn described(&self, kind: MentionKind, noun: &str) -> Option<usize> {
        self.by_noun.get(&(kind, noun)).copied()
    }

    pub(super) fn remember(&mut self, reading: &Reading<'d>, mention: &Mention, cluster: usize) {
        if let Some(title) = &mention.title {
            self.by_noun.insert((MentionKind::Person, title_noun(reading, title.clone())), cluster);
        }
        if !mention.is_name {
            self.by_noun.insert((mention.kind, reading.word(mention.head)), cluster);
            return;
        }
        let words = words_of(reading, mention);
        if mention.kind == MentionKind::Organization {
            if let Some(initials) = initials(reading, mention) {
                self.initials.entry(initials).or_insert(cluster);
            }
            let namesakes = self.organizations.entry(words[0]).or_default();
            if namesakes.iter().rev().take(NAMESAKES).all(|(other, _)| *other != words) {
                namesakes.push((words.clone(), cluster));
            }
        }
        if mention.kind != MentionKind::Person {
            self.by_name.insert((mention.kind, words.join(" ")), cluster);
        }
    }

    /// Takes down the cluster of a person's fullest name, which may stand further behind.
    pub(super) fn remember_fullest(&mut self, reading: &Reading<'d>, fullest: &Mention, cluster: usize) {
        self.by_name.insert((fullest.kind, words_of(reading, fullest).join(" ")), cluster);
    }
}

fn is_person(mention: &Mention) -> bool {
    mention.is_name && mention.kind == MentionKind::Person
}

/// The words of a name in lower case, without "the" and marks.
fn words_of<'d>(reading: &Reading<'d>, mention: &Mention) -> Vec<&'d str> {
    let words = mention.tokens.clone().map(|token| reading.word(token));
    let kept: Vec<_> = words.filter(|word| *word != "the" && word.contains(char::is_alphanumeric)).collect();
    if kept.is_empty() { vec![reading.word(mention.head)] } else { kept }
}

/// The noun of a title: "president" of "vice president of design".
fn title_noun<'d>(reading: &Reading<'d>, mut title: std::ops::Range<usize>) -> &'d str {
    let noun =
        title.clone().take_while(|&token| !matches!(reading.word(token), "of" | "at" | "for" | "and")).last();
    reading.word(noun.unwrap_or(title.next().unwrap_or_default()))
}

/// The initials of the words with a capital letter, of two words or more: "WHO" of "World Health Organization".
fn initials(reading: &Reading<'_>, mention: &Mention) -> Option<String> {
    let words = mention.tokens.clone().take(LONGEST + 1).map(|token| reading.text(token));
    let letters: String =
        words.filter_map(|word| word.chars().next().filter(|first| first.is_uppercase())).collect();
    (mention.tokens.len() <= LONGEST && letters.chars().count() >= 2).then_some(letters)
}

/// The letters of an acronym, in capitals: "WHO", "F.B.I."
fn acronym(reading: &Reading<'_>, mention: &Mention) -> Option<String> {
    let [only] = *mention.tokens.clone().filter(|&token| reading.word(token) != "the").collect::<Vec<_>>()
    else {
        return None;
    };
    let letters: String = reading.text(only).chars().filter(|character| *character != '.').collect();
    let capitals =
        letters.chars().all(char::is_uppercase) && (2..=LONGEST).contains(&letters.chars().count());
    capitals.then_some(letters)
}

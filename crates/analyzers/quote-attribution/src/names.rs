//! Names: the people and organizations that an article names, and the fullest form of each.

use crate::lexicon::{Gender, ORGANIZATIONS, gender, is_honorific};
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::models::{EntityKind, Relation, Upos};
use copydesk_analyzer::language::{Entities, EntityMention};
use std::collections::{BTreeMap, BTreeSet};
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
#[derive(Default)]
pub(crate) struct Names {
    mentions: Vec<Name>,
    /// Whoever has a last name, in lower case: the place and text of each longer form, in order.
    people: BTreeMap<String, Vec<(usize, String)>>,
    /// Whoever has a first name, in lower case: the longer form that the article gives first.
    first_names: BTreeMap<String, String>,
    /// Whoever a title stands before: the place and full name of each, in order.
    titled: BTreeMap<String, Vec<(usize, String)>>,
    genders: BTreeMap<String, Gender>,
    /// What each name, in lower case, names most often.
    kinds: BTreeMap<String, EntityKind>,
    /// The longer form of each firm that the article calls by its first word, in lower case: "Arcadia".
    firms: BTreeMap<String, String>,
}

impl Names {
    pub(crate) fn new(reading: &Reading) -> Self {
        let mut names = Self::default();
        let entities = reading.document.layer::<Entities>().all();
        let entities: Vec<EntityMention> =
            entities.iter().map(|entity| undescribed(reading, entity)).collect();
        names.firms = firms(reading, &entities);
        for entity in entities.iter().filter(|entity| entity.kind == EntityKind::Person) {
            if !names.is_firm(reading, &entity.tokens) {
                names.introduce(reading, entity.tokens.clone());
            }
        }
        names.kinds =
            prevailing_kinds(reading, entities.iter().map(|entity| (entity.tokens.clone(), entity.kind)));
        for entity in &entities {
            let words = entity.tokens.clone();
            let kind = names.kinds.get(&lower(reading, words.clone())).copied().unwrap_or(entity.kind);
            let kind = if names.is_firm(reading, &words) { EntityKind::Organization } else { kind };
            names.add(reading, words, kind);
        }
        names
    }

    /// Whether a name is the longer form of a firm that the article calls by its first word.
    fn is_firm(&self, reading: &Reading, words: &Range<usize>) -> bool {
        let full = || lower(reading, words.clone());
        self.firms.get(&reading.words[words.start].lower).is_some_and(|firm| firm.to_lowercase() == full())
    }

    /// Takes down the full name and the gender of a person.
    fn introduce(&mut self, reading: &Reading, tagged: Range<usize>) {
        let Some(words) = without_titles(reading, tagged.clone()) else { return };
        let last = &reading.words[words.end - 1].lower;
        let title = reading.words[tagged.start.saturating_sub(1)..words.start].iter().rev();
        let titled = title.clone().find_map(|word| gender(&word.lower));
        let given = (words.len() > 1).then(|| gender(&reading.words[words.start].lower)).flatten();
        if let Some(gender) = titled.or(given) {
            self.genders.entry(last.clone()).or_insert(gender);
        }
        let full = text_of(reading, words.clone());
        // "King Harald" goes by one name.
        if words.len() <= 4 && (words.len() > 1 || !self.people.contains_key(last)) {
            for word in title.filter(|word| is_honorific(&word.lower)) {
                self.titled.entry(word.lower.clone()).or_default().push((words.start, full.clone()));
            }
        }
        if (2..=4).contains(&words.len()) {
            self.first_names.entry(reading.words[words.start].lower.clone()).or_insert_with(|| full.clone());
            self.people.entry(last.clone()).or_default().push((words.start, full));
        }
    }

    /// Whether a name is only a title, which somebody bears: "the Prime Minister", not "Stephen King".
    fn is_title(&self, reading: &Reading, words: Range<usize>) -> bool {
        let last = &reading.words[words.end - 1].lower;
        let title = |word: &Word| is_honorific(&word.lower) || word.is(BEFORE_TITLES);
        is_honorific(last) && !self.people.contains_key(last) && reading.words[words].iter().all(title)
    }

    fn add(&mut self, reading: &Reading, words: Range<usize>, kind: EntityKind) {
        if self.is_title(reading, words.clone()) {
            return;
        }
        let firm = with_partners(reading, words.clone());
        if firm.start < words.start {
            self.mentions.push(Name { words: firm, kind: EntityKind::Organization });
            return;
        }
        let kind = if words.len() == 1 { self.kind_of_one(reading, words.start, kind) } else { kind };
        let words = match kind {
            EntityKind::Person => without_titles(reading, words),
            _ => Some(words),
        };
        self.mentions.extend(words.map(|words| Name { words, kind }));
    }

    /// What a name of one word names: a person is introduced by a longer name or a title.
    fn kind_of_one(&self, reading: &Reading, index: usize, kind: EntityKind) -> EntityKind {
        let word = &reading.words[index].lower;
        let title = index.checked_sub(1).is_some_and(|before| is_honorific(&reading.words[before].lower));
        let introduced = self.people.contains_key(word) || self.first_names.contains_key(word);
        match kind {
            EntityKind::Organization | EntityKind::Misc | EntityKind::Place if introduced => {
                EntityKind::Person
            }
            EntityKind::Person if !introduced && !title && gender(word).is_none() => EntityKind::Organization,
            _ => kind,
        }
    }

    /// The person who had a title last before a place, else first behind it.
    pub(crate) fn with_title(&self, title: &str, place: usize) -> Option<&str> {
        let bearers = self.titled.get(title)?;
        let before = bearers.partition_point(|(at, _)| *at < place);
        let bearer = bearers[..before].last().or(bearers.get(before));
        bearer.map(|(_, name)| name.as_str())
    }

    /// The organization before a place whose longer name last ended in a word: "the board".
    pub(crate) fn organization_that_ends_in(
        &self,
        reading: &Reading,
        noun: &str,
        place: usize,
    ) -> Option<String> {
        let behind = self.mentions.partition_point(|name| name.words.end <= place);
        let fits = |name: &&Name| {
            let last = &reading.words[name.words.end - 1];
            name.kind == EntityKind::Organization && name.words.len() > 1 && last.lower == noun
        };
        let name = self.mentions[..behind].iter().rev().take(64).find(fits)?;
        Some(text_of(reading, name.words.clone()))
    }

    /// The person who is named most often; of two as frequent, the first.
    pub(crate) fn most_frequent(&self, reading: &Reading) -> Option<String> {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for name in self.mentions.iter().filter(|name| name.kind == EntityKind::Person).take(256) {
            let full = self.fullest(reading, name);
            match counts.iter_mut().find(|(known, _)| *known == full) {
                Some((_, count)) => *count += 1,
                None => counts.push((full, 1)),
            }
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(name, _)| name)
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

    /// The name that ends where the range ends, if it starts in it: as tagged, else as tagged elsewhere in the article,
    /// else a run of capitalised words.
    pub(crate) fn ending(&self, reading: &Reading, range: Range<usize>) -> Option<Name> {
        if let Some(name) = self.in_range(range.clone()).filter(|name| name.words.end == range.end) {
            return Some(name);
        }
        let last = range.end.checked_sub(1).filter(|last| reading.words[*last].is_capitalized())?;
        if self.is_title(reading, range.clone()) {
            return None;
        }
        if let Some(kind) = self.kinds.get(&reading.words[last].lower).filter(|_| range.len() == 1) {
            return Some(Name { kind: self.kind_of_one(reading, last, *kind), words: range });
        }
        let start = range.clone().rev().take_while(|index| is_proper(reading, *index)).last()?;
        let words = without_titles(reading, start..range.end)?;
        let last = &reading.words[words.end - 1];
        let known = self.people.contains_key(&last.lower);
        let organization = ORGANIZATIONS.has(&last.lower) || words.len() == 1 && !known;
        let kind = if organization { EntityKind::Organization } else { EntityKind::Person };
        Some(Name { words, kind })
    }

    /// The last name inside a range, with the capitalised words around it that the tagger left out.
    pub(crate) fn whole_in(&self, reading: &Reading, range: Range<usize>) -> Option<Name> {
        let Name { mut words, kind } = self.in_range(range.clone())?;
        while words.start > range.start && is_proper(reading, words.start - 1) {
            words.start -= 1;
        }
        while words.end < range.end && is_proper(reading, words.end) {
            words.end += 1;
        }
        Some(Name { words, kind })
    }

    /// The fullest form of a name that the article has given by then, else one that it gives later.
    pub(crate) fn fullest(&self, reading: &Reading, name: &Name) -> String {
        let text = text_of(reading, name.words.clone());
        if name.kind != EntityKind::Person {
            let firm = || self.firms.get(&reading.words[name.words.start].lower).cloned();
            return Some(name).filter(|name| name.words.len() == 1).and_then(|_| firm()).unwrap_or(text);
        }
        let last = &reading.words[name.words.end - 1].lower;
        let forms = self.people.get(last).map_or(&[][..], Vec::as_slice);
        let fits = |form: &&(usize, String)| form.1.len() > text.len() && form.1.ends_with(&text);
        let before = forms.partition_point(|(place, _)| *place <= name.words.start);
        let longer = forms[..before].iter().rev().find(fits).or_else(|| forms[before..].iter().find(fits));
        let first = || self.first_names.get(last).filter(|_| name.words.len() == 1).cloned();
        longer.map(|(_, full)| full.clone()).or_else(first).unwrap_or(text)
    }

    /// Whether he or she goes with a person, as far as the article or the person's given name tells.
    pub(crate) fn gender(&self, name: &str) -> Option<Gender> {
        let last = name.rsplit(' ').next()?.to_lowercase();
        // "Gloria", who has no other name, goes by her given name.
        let given = || gender(&last).filter(|_| !name.contains(' '));
        self.genders.get(&last).copied().or_else(given)
    }

    /// Takes down the gender of a person whom a pronoun stands for, if nothing else tells it.
    pub(crate) fn learn(&mut self, name: &str, gender: Gender) {
        if let Some(last) = name.rsplit(' ').next() {
            self.genders.entry(last.to_lowercase()).or_insert(gender);
        }
    }

    /// Whom or what a pronoun at `place` most likely stands for: the nearest subject of the sentences before it that is
    /// a name of that kind, and of its gender; of people, else the nearest such name.
    pub(crate) fn before(
        &self,
        reading: &Reading,
        place: usize,
        kind: EntityKind,
        gender: Option<Gender>,
    ) -> Option<String> {
        let behind = self.mentions.partition_point(|name| name.words.end <= place);
        let near = |name: &&Name| {
            let word = &reading.words[name.words.start];
            let recent = word.sentence + 3 >= reading.words[place].sentence;
            name.kind == kind && word.region.is_none() && recent
        };
        let agrees = |name: &&Name| {
            let own = self.gender(&self.fullest(reading, name));
            gender.is_none() || own.is_none() || own == gender
        };
        let near = self.mentions[..behind].iter().rev().take(16).filter(near);
        let near: Vec<&Name> = near.filter(agrees).collect();
        let nearest = near.first().filter(|_| kind == EntityKind::Person);
        let subject = near.iter().find(|name| is_subject(reading, &name.words)).or(nearest);
        subject.map(|name| self.fullest(reading, name))
    }
}

/// Words before a title that are part of it.
const BEFORE_TITLES: &[&str] = &["deputy", "first", "foreign", "prime", "vice"];

/// Nouns that stand before the name of a firm at the start of a sentence: "Rival Oakline plans …".
const BEFORE_FIRMS: &[&str] = &["challenger", "competitor", "newcomer", "rival"];

/// A name without the noun in front of it that starts the sentence, and of a person where a title starts it.
fn undescribed(reading: &Reading, entity: &EntityMention) -> EntityMention {
    let EntityMention { tokens, kind } = entity.clone();
    let first = &reading.words[tokens.start];
    let last = &reading.words[tokens.end - 1];
    if is_honorific(&first.lower) && tokens.len() > 2 && !ORGANIZATIONS.has(&last.lower) {
        return EntityMention { tokens, kind: EntityKind::Person };
    }
    let opens = reading.sentences[first.sentence].words.start == tokens.start;
    if opens && tokens.len() > 1 && kind == EntityKind::Person && first.is(BEFORE_FIRMS) {
        return EntityMention { tokens: tokens.start + 1..tokens.end, kind: EntityKind::Organization };
    }
    EntityMention { tokens, kind }
}

/// Names of several words that are tagged as persons, but called by their first word and never by their last: a person
/// is called by the surname, a firm by what sets it apart. The first word of each, in lower case, and the name.
fn firms(reading: &Reading, entities: &[EntityMention]) -> BTreeMap<String, String> {
    let single = || entities.iter().filter(|entity| entity.tokens.len() == 1);
    let word = |entity: &EntityMention| reading.words[entity.tokens.start].lower.as_str();
    let is_firm = |entity: &&EntityMention| {
        entity.kind == EntityKind::Organization || stands_behind_at(reading, &entity.tokens)
    };
    let firms: BTreeSet<&str> = single().filter(is_firm).map(word).collect();
    let all: BTreeSet<&str> = single().map(word).collect();
    let called = |entity: &&EntityMention| {
        let (first, last) = (&reading.words[entity.tokens.start], &reading.words[entity.tokens.end - 1]);
        let title = is_honorific(&first.lower) || gender(&first.lower).is_some();
        entity.kind == EntityKind::Person
            && entity.tokens.len() > 1
            && !title
            && firms.contains(first.lower.as_str())
            && !all.contains(last.lower.as_str())
    };
    let named = |entity: &EntityMention| {
        (reading.words[entity.tokens.start].lower.clone(), text_of(reading, entity.tokens.clone()))
    };
    entities.iter().filter(called).map(named).collect()
}

/// Whether "at" stands in front: one works at a company, not at a person.
fn stands_behind_at(reading: &Reading, words: &Range<usize>) -> bool {
    words.start.checked_sub(1).is_some_and(|before| reading.words[before].lower == "at")
}

/// The kind that each name has most often; where two are as frequent, the one that it has first.
fn prevailing_kinds(
    reading: &Reading,
    mentions: impl Iterator<Item = (Range<usize>, EntityKind)>,
) -> BTreeMap<String, EntityKind> {
    let mut counts: BTreeMap<String, Vec<(EntityKind, usize)>> = BTreeMap::new();
    for (words, kind) in mentions {
        let at = stands_behind_at(reading, &words);
        let kind = if at && kind == EntityKind::Person { EntityKind::Organization } else { kind };
        let kinds = counts.entry(lower(reading, words)).or_default();
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    let most = |kinds: Vec<(EntityKind, usize)>| kinds.into_iter().rev().max_by_key(|(_, count)| *count);
    counts.into_iter().filter_map(|(name, kinds)| most(kinds).map(|(kind, _)| (name, kind))).collect()
}

/// A name with those that an ampersand joins to it: `Loom & Ledger`.
fn with_partners(reading: &Reading, mut words: Range<usize>) -> Range<usize> {
    let joined = |start: usize| {
        start >= 2 && reading.words[start - 1].text == "&" && reading.words[start - 2].is_capitalized()
    };
    while joined(words.start) {
        words.start -= 2;
    }
    words
}

fn is_proper(reading: &Reading, index: usize) -> bool {
    let word = &reading.words[index];
    word.is_capitalized() && word.tag.upos == Upos::Propn
}

fn is_subject(reading: &Reading, words: &Range<usize>) -> bool {
    let subject =
        |index: usize| matches!(reading.words[index].relation, Relation::Nsubj | Relation::NsubjPass);
    words.clone().any(subject)
}

/// The part of a name behind its last title, without a possessive ending; none if the title is all there is.
fn without_titles(reading: &Reading, run: Range<usize>) -> Option<Range<usize>> {
    let title = |index: &usize| is_honorific(&reading.words[*index].lower);
    let start = run.clone().rev().find(title).map_or(run.start, |index| index + 1);
    if start > run.start && start < run.end && reading.words[start].lower == "of" {
        // Of "Minister of Education Ida Falk" the name, of "Minister of Education" nothing.
        let name = run.end.saturating_sub(2)..run.end;
        let proper = name.clone().all(|index| is_proper(reading, index));
        return (run.end - start > 3 && proper).then_some(name);
    }
    (start < run.end).then_some(start..run.end)
}

/// The words as the article has them, on one line.
fn text_of(reading: &Reading, words: Range<usize>) -> String {
    reading.text(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lower(reading: &Reading, words: Range<usize>) -> String {
    text_of(reading, words).to_lowercase()
}

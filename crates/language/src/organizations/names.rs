//! Names that can be organizations: what the entity tagger takes for one, and doubtful ones by their parts of speech.

use super::context::Context;
use crate::models::{EntityKind, Relation, Upos};
use crate::ownership::is_workplace;
use crate::{Entities, EntityMention, Lowercase, Sentences, Syntax, Tags, Tokens, phrase_tables};
use copydesk_document::Document;
use std::collections::BTreeSet;
use std::ops::Range;

phrase_tables! {
    NOT_ORGANIZATIONS: "../../data/not-organizations.txt",
}

phrase_tables! {
    SUFFIXES: "../../data/organization-suffixes.txt",
}

/// A name, and whether it is surely an organization's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    pub(super) certain: bool,
    /// Whether the entity tagger takes it for a person, or for a place of several words, and nothing else in the article
    /// says that it is a firm.
    pub(super) personal: bool,
}

/// Looks for names.
pub(super) struct Reader<'d> {
    pub(super) document: &'d Document,
    pub(super) tokens: &'d Tokens,
    pub(super) words: &'d Lowercase,
    pub(super) tags: &'d Tags,
    pub(super) syntax: &'d Syntax,
    pub(super) sentences: &'d Sentences,
}

/// What the article says of names elsewhere, by their first words.
#[derive(Default)]
struct Known<'d> {
    /// Words of persons' names that have several.
    persons: BTreeSet<&'d str>,
    /// Names that own and are left like firms.
    firms: BTreeSet<&'d str>,
    /// Models and papers.
    works: BTreeSet<&'d str>,
    /// What the tagger takes for organizations.
    certain: BTreeSet<&'d str>,
    /// The words of all names.
    parts: BTreeSet<&'d str>,
    /// Words that start a sentence somewhere, and are written small elsewhere.
    ordinary: BTreeSet<&'d str>,
}

/// In a heading with so many words, of which most are capitalised, capitals say nothing.
const HEADING: usize = 3;

impl<'d> Reader<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            tokens: document.layer(),
            words: document.layer(),
            tags: document.layer(),
            syntax: document.layer(),
            sentences: document.layer(),
        }
    }

    /// The names that can be organizations, in order.
    pub(super) fn names(&self, entities: &Entities) -> Vec<Name> {
        let headings = self.headings();
        let known = self.known(entities, &headings);
        let mut names = Vec::new();
        let mut taken = entities.all().iter().peekable();
        let mut at = 0;
        while at < self.words.len() {
            let (found, end) = match taken.next_if(|entity| entity.tokens.start == at) {
                Some(entity) => (self.of_entity(entity, &known), entity.tokens.end),
                None => {
                    let end = taken.peek().map_or(self.words.len(), |entity| entity.tokens.start);
                    let name = self.doubtful(at..end, &known).or_else(|| self.ended(at));
                    let behind = name.as_ref().map_or(at + 1, |name| name.tokens.end);
                    (name, behind)
                }
            };
            let heading = headings.contains(&self.tokens.all()[at].sentence);
            names.extend(found.map(|name| self.completed(name, heading, &known)));
            at = end.max(at + 1);
        }
        names.retain(|name| !self.is_excluded(name, &known));
        names
    }

    /// The sentences in which most words are capitalised.
    fn headings(&self) -> BTreeSet<u32> {
        let sentences = 0..self.sentences.all().len();
        let capital = |token: usize| self.text(token).starts_with(char::is_uppercase);
        let is_heading = |index: &usize| {
            let words = self.tokens.of_sentence(*index).filter(|&token| self.words.get(token).len() > 3);
            let (capitals, count) = words
                .fold((0, 0), |(capitals, count), token| (capitals + usize::from(capital(token)), count + 1));
            count >= HEADING && 4 * capitals > 3 * count
        };
        sentences.filter(is_heading).filter_map(|index| u32::try_from(index).ok()).collect()
    }

    fn known(&self, entities: &Entities, headings: &BTreeSet<u32>) -> Known<'d> {
        let mut known = Known::default();
        for entity in entities.all() {
            let first = self.words.get(entity.tokens.start);
            if headings.contains(&self.tokens.all()[entity.tokens.start].sentence) {
                continue;
            }
            match entity.kind {
                EntityKind::Person if entity.tokens.len() > 1 && !is_workplace(first) => {
                    known.persons.extend(entity.tokens.clone().map(|token| self.words.get(token)));
                }
                EntityKind::Organization => _ = known.certain.insert(first),
                _ => {}
            }
        }
        let mut at = 0;
        while at < self.words.len() {
            let name = self.capitals(at..self.words.len());
            let heading = headings.contains(&self.tokens.all()[at].sentence);
            if let Some(name) = name.clone().filter(|_| !heading) {
                self.note(name, &mut known);
            }
            at = name.map_or(at + 1, |name| name.end);
        }
        known.ordinary = self.ordinary();
        known
    }

    /// Notes what the words around a name say of it.
    fn note(&self, name: Range<usize>, known: &mut Known<'d>) {
        let first = self.words.get(name.start);
        known.parts.extend(name.clone().map(|token| self.words.get(token)));
        let context = self.context(&name);
        if context.is_firm() {
            known.firms.insert(first);
        }
        if context.is_work() || context.is_of_a_work() && !known.certain.contains(first) {
            known.works.insert(first);
        }
    }

    /// The words that start a sentence somewhere, and are written small elsewhere.
    fn ordinary(&self) -> BTreeSet<&'d str> {
        let sentences = 0..self.sentences.all().len();
        let openings =
            sentences.map(|index| self.tokens.of_sentence(index)).filter(|tokens| !tokens.is_empty());
        let openings: BTreeSet<_> = openings.map(|tokens| self.words.get(tokens.start)).collect();
        let small = |token: &usize| self.text(*token).starts_with(char::is_lowercase);
        let words = (0..self.words.len()).filter(small).map(|token| self.words.get(token));
        words.filter(|word| openings.contains(word)).collect()
    }

    pub(super) fn text(&self, token: usize) -> &'d str {
        self.document.slice(self.tokens.all()[token].span)
    }

    fn context(&self, name: &Range<usize>) -> Context<'d> {
        let sentence = self.tokens.of_sentence(self.tokens.all()[name.start].sentence as usize);
        Context { words: self.words, sentence, name: name.clone() }
    }

    /// The name in what the entity tagger found.
    fn of_entity(&self, entity: &EntityMention, known: &Known<'_>) -> Option<Name> {
        let EntityMention { tokens, kind } = entity;
        let first = self.words.get(tokens.start);
        match kind {
            EntityKind::Organization => {
                // "Acme's Research Unit" names Acme.
                let owner = tokens.clone().find(|&at| at > tokens.start && self.words.get(at) == "'s");
                Some(Name {
                    tokens: tokens.start..owner.unwrap_or(tokens.end),
                    certain: true,
                    personal: false,
                })
            }
            _ if self.has_suffix(tokens) => {
                Some(Name { tokens: tokens.clone(), certain: true, personal: false })
            }
            EntityKind::Person if !is_workplace(first) && !self.is_doubtful_person(tokens, known) => None,
            EntityKind::Place if self.is_behind(tokens.start, "at") && !known.firms.contains(first) => None,
            EntityKind::Place if !(self.is_subject(tokens) || known.firms.contains(first)) => None,
            // A place of several words does things too, but a name that is surely a firm's is the better owner.
            EntityKind::Place if tokens.len() > 1 => {
                let name = self.doubtful(tokens.clone(), known)?;
                Some(Name { personal: !known.firms.contains(first), ..name })
            }
            // "Carmaker Volant" is no person.
            EntityKind::Person if is_workplace(first) => self.doubtful(tokens.start + 1..tokens.end, known),
            EntityKind::Person => {
                let name = self.doubtful(tokens.clone(), known)?;
                Some(Name { personal: !known.firms.contains(first), ..name })
            }
            _ => self.doubtful(tokens.clone(), known),
        }
    }

    /// The name without an article, with the word in front of what only ends names, and cut where a heading goes on.
    fn completed(&self, name: Name, heading: bool, known: &Known<'_>) -> Name {
        let Name { mut tokens, certain, personal } = name;
        let is_part = |token: usize| known.parts.contains(self.words.get(token));
        if tokens.len() > 1 && self.words.get(tokens.start) == "the" {
            tokens.start += 1;
        }
        let alone = tokens.len() == 1 && SUFFIXES.at(self.words, tokens.clone()).is_some();
        let before =
            tokens.start.checked_sub(1).filter(|&before| alone && self.starts_name(before, tokens.start));
        tokens.start = before.unwrap_or(tokens.start);
        // "Corvus AI", "Loom & Ledger": the tagger may know the first word alone.
        tokens.end += usize::from(self.goes_on(&tokens));
        let partner = self.is_at(tokens.end, "&") && self.is_capital(tokens.end + 1);
        tokens.end += if partner { 2 } else { 0 };
        if !heading {
            return Name { tokens, certain, personal };
        }
        let known = is_part(tokens.start);
        let end = tokens.clone().find(|&token| !is_part(token)).filter(|_| known);
        Name { tokens: tokens.start..end.unwrap_or(tokens.end), certain: certain && known, personal }
    }

    /// The name that a token ends as only names of firms do, where the tagger takes its first word for a noun:
    /// "Stability AI".
    fn ended(&self, token: usize) -> Option<Name> {
        let before = token.checked_sub(1).filter(|&before| self.starts_name(before, token))?;
        let noun = matches!(self.tags.all()[before].upos, Upos::Noun | Upos::Propn);
        let ends = self.is_capital(token) && SUFFIXES.at(self.words, token..token + 1).is_some();
        (noun && ends).then(|| Name { tokens: before..token + 1, certain: true, personal: false })
    }

    /// Whether a token, which the tagger may not know, is the first word of the name that goes on at another one.
    fn starts_name(&self, token: usize, next: usize) -> bool {
        let all = self.tokens.all();
        all[token].sentence == all[next].sentence
            && self.text(token).starts_with(char::is_uppercase)
            && NOT_ORGANIZATIONS.at(self.words, token..token + 1).is_none()
    }

    pub(super) fn is_at(&self, token: usize, word: &str) -> bool {
        token < self.words.len() && self.words.get(token) == word
    }

    pub(super) fn is_capital(&self, token: usize) -> bool {
        token < self.words.len() && self.text(token).starts_with(char::is_uppercase)
    }

    /// Whether the word behind a name is one that names of firms end in, capitalised.
    fn goes_on(&self, name: &Range<usize>) -> bool {
        let (all, next) = (self.tokens.all(), name.end);
        next < all.len()
            && all[next].sentence == all[name.start].sentence
            && self.text(next).starts_with(char::is_uppercase)
            && SUFFIXES.at(self.words, next..next + 1).is_some()
    }

    /// Whether a name is a work's, a person's, or only a word that starts a sentence.
    fn is_excluded(&self, name: &Name, known: &Known<'_>) -> bool {
        let first = self.words.get(name.tokens.start);
        let single = name.tokens.len() == 1;
        let sentence = self.context(&name.tokens).sentence;
        let ordinary = single && sentence.start == name.tokens.start && known.ordinary.contains(first);
        let person = single && !name.certain && known.persons.contains(first);
        let work = known.works.contains(first) && !known.firms.contains(first);
        let listed = NOT_ORGANIZATIONS.at(self.words, name.tokens.clone());
        let thing = listed.is_some_and(|found| found.category == "thing" && found.tokens == name.tokens);
        ordinary
            || person
            || work
            || thing
            || self.is_location(&name.tokens)
            || single && self.is_unit(name.tokens.start)
            || single
                && !name.certain
                && (self.is_measure(name.tokens.end) || self.is_staff(name.tokens.start))
    }

    /// Whether a name ends like an organization's.
    fn has_suffix(&self, tokens: &Range<usize>) -> bool {
        tokens.len() > 1 && SUFFIXES.at(self.words, tokens.end - 1..tokens.end).is_some()
    }

    /// Whether what the entity tagger takes for a person can be a firm of one word that it does not know.
    fn is_doubtful_person(&self, tokens: &Range<usize>, known: &Known<'_>) -> bool {
        let titled = tokens.start.checked_sub(1).is_some_and(|before| {
            let found = NOT_ORGANIZATIONS.at(self.words, before..before + 1);
            found.is_some_and(|found| found.category == "title")
        });
        tokens.len() == 1 && !titled && !known.persons.contains(self.words.get(tokens.start))
    }

    /// The name that starts at the first of some tokens, by its parts of speech.
    fn doubtful(&self, tokens: Range<usize>, known: &Known<'_>) -> Option<Name> {
        let found = self.capitals(tokens)?;
        let firm = known.firms.contains(self.words.get(found.start));
        // A doubtful name behind such a preposition is a place.
        let before = found.start.checked_sub(1).map_or("", |before| self.words.get(before));
        let place = matches!(before, "in" | "near" | "outside" | "across") && !firm;
        (!place).then(|| Name { certain: self.has_suffix(&found), tokens: found, personal: false })
    }

    /// Whether a word stands right in front of a token.
    pub(super) fn is_behind(&self, token: usize, word: &str) -> bool {
        token.checked_sub(1).is_some_and(|before| self.words.get(before) == word)
    }

    /// The capitalised proper nouns that start at the first of some tokens.
    fn capitals(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let start = tokens.start;
        let last = tokens.end - 1;
        // "Loom & Ledger"
        let joins = |token: usize| token > start && token < last && self.words.get(token) == "&";
        let mut names = tokens.clone();
        let end = names.find(|&token| {
            let joined = joins(token) && self.can_name(token + 1, start);
            !joined && !self.can_name(token, start)
        });
        let end = end.unwrap_or(tokens.end);
        (end > start).then_some(start..end)
    }

    /// Whether a token can be part of a name that starts at another one.
    fn can_name(&self, token: usize, start: usize) -> bool {
        let all = self.tokens.all();
        let text = self.text(token);
        all[token].sentence == all[start].sentence
            && (self.tags.all()[token].upos == Upos::Propn
                || self.has_partner(token)
                || self.is_called_firm(token))
            && text.contains(char::is_uppercase)
            && text.len() > 1
            && self.is_unlisted(token, start)
            && !self.is_part_of_a_word(token)
    }

    /// Whether no table has the word for something else; "Corvus AI" may go on with a thing's.
    fn is_unlisted(&self, token: usize, start: usize) -> bool {
        let listed = NOT_ORGANIZATIONS.at(self.words, token..token + 1);
        listed.is_none_or(|found| token > start && found.category == "thing")
    }

    /// Whether a name only begins a compound ("Texas-based") or ends a person's ("van der Berg").
    fn is_part_of_a_word(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map_or("", |before| self.words.get(before));
        let behind = if token + 1 < self.words.len() { self.words.get(token + 1) } else { "" };
        behind == "-"
            || matches!(before, "bin" | "da" | "de" | "der" | "di" | "du" | "la" | "le" | "van" | "von")
    }

    /// Whether a name is a verb's subject, or what its sentence opens with, and so tells of: "Acme, a brewer, cut",
    /// "Rival Acme plans", "At Acme, the departures".
    pub(super) fn is_topic(&self, tokens: &Range<usize>) -> bool {
        let opening = self.context(tokens).sentence.start;
        let described = self.is_behind(tokens.start, "at") || is_workplace(self.words.get(opening));
        let opens = tokens.start == opening || tokens.start == opening + 1 && described;
        opens || self.is_subject(tokens)
    }

    /// Whether a name is a verb's subject.
    fn is_subject(&self, tokens: &Range<usize>) -> bool {
        let mut inside = tokens.clone();
        let head = inside.find(|&token| self.syntax.head(token).is_none_or(|head| !tokens.contains(&head)));
        head.is_some_and(|head| self.syntax.relation(head).universal() == Relation::Nsubj)
    }

    /// Whether the article has news of others from it.
    pub(super) fn is_source(&self, tokens: &Range<usize>) -> bool {
        self.context(tokens).is_source()
    }
}

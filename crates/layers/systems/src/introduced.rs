//! Systems that the article itself introduces: "a chatbot code-named Tamber", "its Parley 2 model", "Quill, a large
//! language model".

use crate::known;
use crate::lexicon::{ANY, HEADS, NAMERS, SORTS};
use crate::systems::System;
use copydesk_language::models::{EntityKind, Upos};
use copydesk_language::{Entities, Found, LONGEST_SENTENCE, Reading, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Whether the body or headline has a phrase for an AI system, or for AI itself.
pub(crate) fn speaks_of_ai(reading: &Reading) -> bool {
    let all = 0..reading.tokens.all().len();
    let ai = |token: usize| {
        reading.text(token) == "AI"
            || reading.word(token) == "artificial" && reading.word(token + 1) == "intelligence"
    };
    SORTS.find(reading.words, all.clone()).next().is_some() || all.into_iter().any(ai)
}

/// Every system that the article introduces, by its name. Of two introductions, the one that says more of what it is.
pub(crate) fn introductions(reading: &Reading, about_ai: bool) -> BTreeMap<String, System> {
    let article = Article::new(reading, about_ai);
    let found: Vec<Introduction> =
        (0..reading.sentences.all().len()).flat_map(|sentence| article.introductions(sentence)).collect();
    let text = |tokens: &Range<usize>| reading.document.slice(reading.span(tokens.clone()));
    // A name, and what it starts with: "Harbour" of "Harbour 2".
    let names: BTreeSet<&str> = found.iter().flat_map(|found| starts_of(text(&found.name))).collect();
    let mut systems: BTreeMap<String, System> = BTreeMap::new();
    for introduction in &found {
        let name = text(&introduction.name).to_owned();
        let unknown = systems.get(&name).is_none_or(|system| system.sort.as_deref() == Some(ANY));
        if unknown {
            let maker = article.maker(introduction, &names);
            let sort = Some(introduction.sort.to_owned());
            systems.insert(name.clone(), System { name, maker, sort });
        }
    }
    systems
}

/// A name with what the article calls it.
struct Introduction {
    name: Range<usize>,
    sort: &'static str,
    /// The last word of what it is called.
    head: usize,
    /// From what it is called to the name, or the other way round.
    around: Range<usize>,
}

/// What a system is called, and whether the word by itself says so.
struct Sort {
    found: Found,
    is_plain: bool,
}

/// An article that is searched for introductions.
struct Article<'r, 'd> {
    reading: &'r Reading<'d>,
    about_ai: bool,
    /// The last names of those whom the article gives a first name.
    people: BTreeSet<&'d str>,
}

impl<'r, 'd> Article<'r, 'd> {
    fn new(reading: &'r Reading<'d>, about_ai: bool) -> Self {
        Self { reading, about_ai, people: reading.surnames() }
    }

    /// The introductions of a sentence.
    fn introductions(&self, sentence: usize) -> Vec<Introduction> {
        let tokens = self.reading.tokens.of_sentence(sentence);
        if tokens.len() > LONGEST_SENTENCE {
            return Vec::new();
        }
        let sorts = self.sorts(tokens.clone());
        let by_sort = sorts.iter().filter_map(|sort| {
            let name = self
                .behind(sort, tokens.end)
                .or_else(|| self.in_front(sort, tokens.start))
                .or_else(|| self.apposed(sort, tokens.start))
                .or_else(|| self.apposed_behind(sort, tokens.end))?;
            Some(introduction(&sort.found, self.proper(name)?))
        });
        let mut found: Vec<Introduction> = by_sort.collect();
        found.extend(self.one_called(tokens, &sorts));
        found
    }

    /// A name without the words in front of a known one, "Take ChatGPT"; none that is only a figure, "3D".
    fn proper(&self, name: Range<usize>) -> Option<Range<usize>> {
        let reading = self.reading;
        let known = name.clone().find(|token| known::at(reading, *token, name.end).is_some());
        let starts_with_letter = |token: usize| reading.text(token).starts_with(char::is_alphabetic);
        name.clone().any(starts_with_letter).then_some(known.unwrap_or(name.start)..name.end)
    }

    /// What the systems of a sentence are called; where the article speaks of AI, also by a plain "model" or "tool".
    fn sorts(&self, tokens: Range<usize>) -> Vec<Sort> {
        let sorts = SORTS.find(self.reading.words, tokens.clone());
        let mut sorts: Vec<Sort> = sorts.map(|found| Sort { found, is_plain: false }).collect();
        if self.about_ai {
            let free =
                |head: &Found| !sorts.iter().any(|sort| sort.found.tokens.contains(&head.tokens.start));
            let heads = HEADS.find(self.reading.words, tokens).filter(free);
            let heads = heads.map(|head| Sort { found: Found { category: ANY, ..head }, is_plain: true });
            let heads: Vec<Sort> = heads.collect();
            sorts.extend(heads);
            sorts.sort_by_key(|sort| sort.found.tokens.start);
        }
        sorts
    }

    /// "language model, called Quill", "a model known as Quill".
    fn behind(&self, sort: &Sort, end: usize) -> Option<Range<usize>> {
        /// How many words may stand between: "a language model in 2022 known as".
        const GAP: usize = 4;
        let start = sort.found.tokens.end;
        let limit = (start + GAP).min(end);
        let namer = (start..limit).find_map(|token| NAMERS.at(self.reading.words, token..end))?;
        // "The system also called her" says what it did.
        let verbal = |token| self.is_one_of(token, &[Upos::Verb, Upos::Aux, Upos::Adv, Upos::Sconj]);
        if (start..namer.tokens.start).any(verbal) {
            return None;
        }
        self.name_at(namer.tokens.end..end)
    }

    /// "its Parley 2 chatbot": the name right in front of what it is.
    fn in_front(&self, sort: &Sort, start: usize) -> Option<Range<usize>> {
        let head = sort.found.tokens.start;
        let first = (start..head).rev().take_while(|token| self.is_name_part(*token)).last()?;
        let name = first..head;
        let has_digit =
            name.clone().any(|token| self.reading.text(token).contains(|c: char| c.is_ascii_digit()));
        let opens = first == start && name.len() == 1;
        let acronym = name.len() == 1 && matches!(self.reading.text(first), "GPT" | "LLM" | "IT");
        let fits = !opens && !acronym && !self.modifies(sort) && name.len() <= 4;
        // In front of a word as plain as "tool" or "model" stands any kind of thing: "CRM tools", "Insurance model".
        let says_so = !sort.is_plain || has_digit;
        (fits && says_so && (has_digit || !self.is_organization(&name))).then_some(name)
    }

    /// "Quill, a science-focused large language model".
    fn apposed(&self, sort: &Sort, start: usize) -> Option<Range<usize>> {
        const GAP: usize = 6;
        let head = sort.found.tokens.start;
        let from = head.saturating_sub(GAP).max(start);
        let comma = (from..head).rev().find(|token| self.reading.text(*token) == ",")?;
        let article = matches!(self.reading.word(comma + 1), "a" | "an" | "its" | "the");
        let verb = |token| self.is_one_of(token, &[Upos::Verb, Upos::Aux]);
        if sort.is_plain || !article || self.modifies(sort) || (comma..head).any(verb) {
            return None;
        }
        let first = (start..comma).rev().take_while(|token| self.is_name_part(*token)).last()?;
        (comma - first <= 4 && !self.is_person(comma - 1)).then_some(first..comma)
    }

    /// "its language model, Quill, is late".
    fn apposed_behind(&self, sort: &Sort, end: usize) -> Option<Range<usize>> {
        let comma = sort.found.tokens.end;
        if sort.is_plain || comma + 1 >= end || self.reading.text(comma) != "," {
            return None;
        }
        let name = self.name_at(comma + 1..end)?;
        let closed = matches!(self.reading.text(name.end.min(end - 1)), "," | "." | ";");
        (closed && !self.is_organization(&name)).then_some(name)
    }

    /// "tools, including one called Quill": what it is stands in front of "one".
    fn one_called(&self, tokens: Range<usize>, sorts: &[Sort]) -> Vec<Introduction> {
        let one = tokens.clone().filter(|token| self.reading.word(*token) == "one");
        let introduced = one.filter_map(|one| {
            let namer = NAMERS.at(self.reading.words, one + 1..tokens.end)?;
            let name = self.proper(self.name_at(namer.tokens.end..tokens.end)?)?;
            let sort = sorts.iter().rfind(|sort| sort.found.tokens.end <= one)?;
            Some(introduction(&sort.found, name))
        });
        introduced.collect()
    }

    /// Who made a system: whoever the words around it belong to, but no system.
    fn maker(&self, introduction: &Introduction, names: &BTreeSet<&str>) -> Option<String> {
        let reading = self.reading;
        let verb = self.verb_above(introduction.head);
        let statement = Statement { fact: introduction.around.clone(), verb };
        let owner = reading.owner(&statement, |mention| {
            let text = reading.document.slice(reading.span(mention.tokens.clone()));
            let system = names.contains(text)
                || known::at(reading, mention.tokens.start, mention.tokens.end).is_some();
            !system && !self.is_person(mention.tokens.end - 1)
        })?;
        // "The company" is no name.
        let is_named = !reading.organizations.within(owner.name.clone()).is_empty();
        is_named.then(|| reading.document.slice(reading.span(owner.name)).to_owned())
    }

    /// The verb that governs a token, or the head at the top of its clause.
    fn verb_above(&self, token: usize) -> usize {
        let mut at = token;
        // No path to the root is longer than its clause.
        for _ in 0..self.reading.clauses.of(token).len() {
            let Some(head) = self.reading.syntax.head(at) else { break };
            at = head;
            if self.is_one_of(at, &[Upos::Verb]) {
                break;
            }
        }
        at
    }

    /// The name that starts at the first of some tokens, in quotation marks or without.
    fn name_at(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let first = tokens.clone().next()?;
        let quoted = matches!(self.reading.text(first), "“" | "\"" | "‘" | "'");
        let start = tokens.start + usize::from(quoted);
        let end = (start..tokens.end).find(|token| !self.is_name_part(*token)).unwrap_or(tokens.end);
        if start == end || end - start > 6 {
            return None;
        }
        let number = self.reading.text(start).chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
        (!number && !self.is_person(end - 1)).then_some(start..end)
    }

    /// Whether a token can be part of a system's name: capitalised, or with a digit, or the hyphen between such.
    fn is_name_part(&self, token: usize) -> bool {
        let text = self.reading.text(token);
        let hyphen =
            text == "-" && token > 0 && self.reading.text(token - 1).ends_with(char::is_alphanumeric);
        let word = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let plain = matches!(text, "AI" | "I" | "The" | "A" | "Its");
        hyphen || word && !plain && !self.is_one_of(token, &[Upos::Det])
    }

    fn is_one_of(&self, token: usize, classes: &[Upos]) -> bool {
        self.reading.tags.all().get(token).is_some_and(|tag| classes.contains(&tag.upos))
    }

    /// Whether a token is the last name of a person; no version number is.
    fn is_person(&self, token: usize) -> bool {
        let text = self.reading.text(token);
        self.people.contains(text) && !text.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether the entity tagger takes some tokens, or a part of them, for an organization.
    fn is_organization(&self, tokens: &Range<usize>) -> bool {
        let mut inside = self.reading.document.layer::<Entities>().within(tokens.clone()).iter();
        inside.any(|entity| entity.kind == EntityKind::Organization)
    }

    /// Whether what a system is called only describes the next noun: "a chatbot maker".
    fn modifies(&self, sort: &Sort) -> bool {
        self.is_one_of(sort.found.tokens.end, &[Upos::Noun, Upos::Propn])
    }
}

/// A name and the parts that it starts with.
fn starts_of(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices(' ').map(|(space, _)| &name[..space]).chain([name])
}

fn introduction(sort: &Found, name: Range<usize>) -> Introduction {
    let around = name.start.min(sort.tokens.start)..name.end.max(sort.tokens.end);
    Introduction { name, sort: sort.category, head: sort.tokens.end - 1, around }
}

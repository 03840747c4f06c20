//! Speakers without a name of their own: what a source's head noun tells.

use super::{Speaker, SpeakerKind, Speakers, is_apposition};
use crate::lexicon::{ANONYMOUS, DOCUMENTS, GROUPS, ORGANIZATIONS, gender, is_honorific, is_person_noun};
use crate::names::Name;
use crate::reading::Word;
use copydesk_analyzer::language::models::{Relation, Upos, Xpos};
use std::ops::Range;

impl Speakers<'_, '_> {
    /// A source without a name of its own: what its head noun makes it, and whom its role stands for.
    pub(super) fn unnamed(&self, source: Range<usize>) -> Speaker {
        let head = self.noun_phrase(source.clone());
        let words = &self.reading.words;
        let last = head.clone().rev().map(|index| &words[index]).find(|word| word.is_word());
        if source.len() == 1 && words[source.start].text == "A" {
            return self.interviewed();
        }
        let definite = words[source.start].is(&["the", "its", "their", "his", "her"]);
        if let Some(noun) = last.filter(|_| definite && head.len() <= 3)
            && let Some(speaker) = self.in_role(&noun.lower, source.start)
        {
            return speaker;
        }
        let alone = definite && source.len() == 2;
        if let Some(noun) = last.filter(|noun| alone && noun.tag.xpos == Xpos::Nns)
            && let Some(speaker) = self.earlier_unnamed(&noun.lower)
        {
            return speaker;
        }
        let one_of_those = head.start > source.start
            && last.is_some_and(|word| matches!(word.tag.upos, Upos::Pron | Upos::Det | Upos::Num));
        let kind = match last {
            Some(_) if one_of_those => SpeakerKind::Anonymous,
            Some(noun) if words[source.start].lower == "one" && kind_of(noun) == SpeakerKind::Group => {
                SpeakerKind::Anonymous
            }
            Some(noun) if is_role(noun) && definite => SpeakerKind::Person,
            Some(noun) if is_role(noun) => SpeakerKind::Anonymous,
            // "two former engineers"
            Some(noun) if words[head.clone()].iter().any(|word| word.lower == "former") => {
                match kind_of(noun) {
                    SpeakerKind::Group => SpeakerKind::Anonymous,
                    kind => kind,
                }
            }
            Some(noun) => kind_of(noun),
            None => SpeakerKind::Unknown,
        };
        let behind = head.end..source.end;
        let capital = |name: &Name| words[name.words.clone()].iter().any(Word::is_capitalized);
        let own = self.names.whole_in(self.reading, head).filter(capital);
        let affiliation = own
            .map(|found| self.names.fullest(self.reading, &found))
            .or_else(|| self.affiliation_behind(behind).filter(|_| kind != SpeakerKind::Document));
        let description = Some(self.reading.text(source).to_owned());
        Speaker { kind, description, affiliation, ..Speaker::default() }
    }

    /// Who answers in a transcript whose turns are marked Q and A: whoever is named most often.
    fn interviewed(&self) -> Speaker {
        let name = self.names.most_frequent(self.reading);
        name.map_or_else(Speaker::default, |name| self.known(name, SpeakerKind::Person))
    }

    /// The words from the start of a source to its head noun; of "some of the people", those behind "of".
    fn noun_phrase(&self, source: Range<usize>) -> Range<usize> {
        let words = &self.reading.words;
        let partitive = |index: usize| {
            let amount = words[index].tag.upos == Upos::Num || words[index].is(AMOUNTS);
            amount && words.get(index + 1).is_some_and(|of| of.lower == "of") && index + 2 < source.end
        };
        let start = if partitive(source.start) { source.start + 2 } else { source.start };
        let ends = |index: &usize| {
            let word = &words[*index];
            is_apposition(word.text)
                || word.is(&["who", "that", "which", "familiar", "close"])
                || matches!(word.tag.upos, Upos::Adp | Upos::Verb)
                    && !matches!(word.relation, Relation::Amod | Relation::Compound)
        };
        let end = (start + 1..source.end).find(ends).unwrap_or(source.end);
        start..end.max(start + 1)
    }

    /// Whether a source is more than one person by its head noun: "people familiar with the matter".
    pub(super) fn is_plural(&self, source: Range<usize>) -> bool {
        let words = &self.reading.words;
        let one = words[source.start].is(&["one", "another", "a", "an"]);
        let plural = |index: usize| words[index].tag.xpos == Xpos::Nns || words[index].lower == "people";
        !one && self.noun_phrase(source).any(plural)
    }

    /// Whether a source is a name joined to others: "Ana Lopes and other trustees".
    pub(super) fn names_several(&self, source: Range<usize>) -> bool {
        let words = &self.reading.words;
        let joins_next = |name: &Name| {
            let next = words.get(name.words.end).filter(|_| name.words.end < source.end);
            name.words.start == source.start && next.is_some_and(|word| word.is(&["and", "or"]))
        };
        if self.names.first_in(source.clone()).is_some_and(|name| joins_next(&name)) {
            return true;
        }
        let is_head = |index: &usize| words[*index].head.is_none_or(|head| !source.contains(&head));
        let Some(head) = source.clone().find(is_head) else { return false };
        let Some(first) = self.names.in_range(source.start..head + 1) else { return false };
        let outside = |index: &usize| source.contains(index) && *index >= first.words.end;
        let conjunct = |index: &usize| words[*index].relation == Relation::Conj && outside(index);
        let joins = |last: usize| words[first.words.end..last].iter().any(|word| word.is(&["and", "or"]));
        first.words.contains(&head) && self.reading.dependents(head).filter(conjunct).any(joins)
    }
}

/// Words that take a part of those behind "of".
const AMOUNTS: &[&str] = &[
    "all", "another", "any", "both", "each", "few", "half", "many", "most", "none", "others", "several",
    "some",
];

/// Endings of nouns for whoever does something: "striker", "governor", "economist".
const DOERS: &[&str] = &["er", "ian", "ist", "man", "or", "woman"];

/// Whether a noun in the singular is what one person is or does, and stands for nobody and nothing else.
fn is_role(noun: &Word) -> bool {
    let lower = noun.lower.as_str();
    let role = is_honorific(lower)
        || is_person_noun(lower)
        || gender(lower).is_some()
        || DOERS.iter().any(|ending| lower.ends_with(ending));
    let one = noun.tag.xpos == Xpos::Nn || noun.tag.xpos == Xpos::Nnp && is_honorific(lower);
    role && one && kind_of(noun) == SpeakerKind::Unknown
}

fn kind_of(noun: &Word) -> SpeakerKind {
    let lower = noun.lower.as_str();
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    if ANONYMOUS.has(lower) {
        SpeakerKind::Anonymous
    } else if DOCUMENTS.has(lower) || DOCUMENTS.has(singular) {
        SpeakerKind::Document
    } else if ORGANIZATIONS.has(lower) {
        SpeakerKind::Organization
    } else if GROUPS.has(lower)
        || noun.is(AMOUNTS)
        || noun.tag.upos == Upos::Num
        || noun.tag.xpos == Xpos::Nns
    {
        SpeakerKind::Group
    } else {
        SpeakerKind::Unknown
    }
}

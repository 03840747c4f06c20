//! Who a source is: kind, fullest name in the article, title and affiliation.

mod title;
mod unnamed;

use crate::lexicon::{
    ANONYMOUS, DOCUMENTS, GROUPS, Gender, ORGANIZATIONS, gender, is_honorific, is_person_noun,
};
use crate::names::{Name, Names};
use crate::parts::{is_speaker, phrase};
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::models::{EntityKind, Relation, Upos};
use copydesk_analyzer::schemars::JsonSchema;
use copydesk_analyzer::serde::{Deserialize, Serialize};
use std::ops::Range;
use title::TO_EMPLOYER;

/// Whoever an attribution comes from.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub struct Speaker {
    /// The fullest name that the article gives; absent for whoever has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// Title or role: "VP of AI Research".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The organization that the speaker belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// How the article describes a source that it does not name: "people familiar with the matter".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// What a speaker is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde", rename_all = "kebab-case")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub enum SpeakerKind {
    /// A person with a name, or one whom a role tells apart.
    Person,
    /// A company, party, authority or newspaper.
    Organization,
    /// Several people who are not named one by one: "Republicans", "critics".
    Group,
    /// People whom the article does not name: "people familiar with the matter", "a Meta spokesman".
    Anonymous,
    /// Something written or measured: a report, a poll, a profile.
    Document,
    /// Anything else, or nothing at all.
    #[default]
    Unknown,
}

/// Whom he, she and who stand for.
const PEOPLE: &[SpeakerKind] = &[SpeakerKind::Person, SpeakerKind::Anonymous];

/// Resolves sources in the order of the text.
pub(crate) struct Speakers<'r, 'd> {
    reading: &'r Reading<'d>,
    names: Names,
    /// The speakers so far, latest last.
    history: Vec<Earlier>,
}

/// A speaker whom a later source may stand for.
struct Earlier {
    /// The sentence that names the speaker.
    sentence: usize,
    speaker: Speaker,
    /// Whether it is more than one person.
    plural: bool,
}

impl<'r, 'd> Speakers<'r, 'd> {
    pub(crate) fn new(reading: &'r Reading<'d>) -> Self {
        Self { reading, names: Names::new(reading), history: Vec::new() }
    }

    /// The speaker that the words of `source` stand for.
    pub(crate) fn resolve(&mut self, source: Option<&Range<usize>>) -> Speaker {
        let Some(source) = source else { return Speaker::default() };
        let antecedent = self.antecedent(source);
        let source = antecedent.as_ref().unwrap_or(source);
        let speaker = self.pronoun(source.clone()).unwrap_or_else(|| self.describe(source.clone()));
        let told = Some(&self.reading.words[source.start]).filter(|_| source.len() == 1);
        if let (Some(name), Some(gender)) = (&speaker.name, told.and_then(|word| gender_of(&word.lower))) {
            self.names.learn(name, gender);
        }
        // He or she is seldom a role that nobody was named for.
        let role = speaker.kind == SpeakerKind::Person && speaker.name.is_none();
        if speaker.kind != SpeakerKind::Unknown && !role {
            let plural = speaker.name.is_none() && self.is_plural(source.clone());
            let sentence = self.reading.words[source.start].sentence;
            self.history.push(Earlier { sentence, speaker: speaker.clone(), plural });
        }
        speaker
    }

    /// What a relative pronoun stands for: the noun in front, with what belongs to it: "a memo that says …".
    fn antecedent(&self, source: &Range<usize>) -> Option<Range<usize>> {
        let words = &self.reading.words;
        let pronoun = &words[source.start];
        let relative = source.len() == 1 && pronoun.is(&["that", "which", "who"]);
        let verb = pronoun.head.filter(|_| relative)?;
        let noun = words[verb]
            .head
            .filter(|noun| words[verb].relation == Relation::AclRelcl && *noun < source.start)?;
        let belongs = |index: &usize| {
            let word = &words[*index];
            word.head == Some(noun) && word.is_word() && word.relation != Relation::Case
                || *index == noun
                || word.text == "-"
        };
        let start = (0..=noun).rev().take_while(belongs).last()?;
        let end = (noun..source.start).take_while(belongs).last()? + 1;
        matches!(words[noun].tag.upos, Upos::Noun | Upos::Propn).then_some(start..end)
    }

    fn pronoun(&self, source: Range<usize>) -> Option<Speaker> {
        let word = &self.reading.words[source.start];
        if source.len() != 1 {
            return None;
        }
        let (wanted, gender): (&[SpeakerKind], _) = match word.lower.as_str() {
            "he" | "him" | "his" | "she" | "her" | "who" => (PEOPLE, gender_of(&word.lower)),
            "it" | "its" | "which" => (&[SpeakerKind::Organization, SpeakerKind::Document], None),
            "they" | "their" | "them" => {
                (&[SpeakerKind::Group, SpeakerKind::Anonymous, SpeakerKind::Organization], None)
            }
            "i" | "we" | "you" | "my" | "our" => return Some(Speaker::default()),
            _ => return None,
        };
        let fits = |earlier: &&Earlier| {
            let number = gender.is_none() || !earlier.plural;
            number && wanted.contains(&earlier.speaker.kind) && self.agrees(&earlier.speaker, gender)
        };
        let earlier = self.history.iter().rev().take(6).find(fits);
        if let Some(near) = earlier.filter(|earlier| word.sentence <= earlier.sentence + 2) {
            return Some(near.speaker.clone());
        }
        if let Some(document) = self.document_before(source.start).filter(|_| word.lower == "it") {
            return Some(document);
        }
        let kind = if wanted == PEOPLE { EntityKind::Person } else { EntityKind::Organization };
        let plural = wanted[0] == SpeakerKind::Group;
        if !plural && let Some(name) = self.names.before(self.reading, source.start, kind, gender) {
            return Some(self.known(name, wanted[0]));
        }
        // From afar a pronoun stands for whoever has a name.
        let named = earlier.filter(|earlier| earlier.speaker.name.is_some() || plural);
        Some(named.map(|earlier| earlier.speaker.clone()).unwrap_or_default())
    }

    /// The document that the sentence before is about: "The study was short. It found …".
    fn document_before(&self, place: usize) -> Option<Speaker> {
        let words = &self.reading.words;
        let previous = self.reading.sentences.get(words[place].sentence.checked_sub(1)?)?;
        let subject = |index: &usize| matches!(words[*index].relation, Relation::Nsubj | Relation::NsubjPass);
        let noun = previous.words.clone().find(subject)?;
        let written = words[noun].region.is_none() && DOCUMENTS.has(&words[noun].lower);
        let subject = phrase(self.reading, noun).filter(|_| written)?;
        is_speaker(&words[subject.clone()]).then(|| self.unnamed(subject))
    }

    /// Whether nothing that is known of a speaker forbids the pronoun.
    fn agrees(&self, speaker: &Speaker, wanted: Option<Gender>) -> bool {
        let named = speaker.name.as_deref().and_then(|name| self.names.gender(name));
        let role = speaker.description.iter().chain(&speaker.title);
        let told = || role.flat_map(|text| text.split(' ')).find_map(|word| gender(&word.to_lowercase()));
        let own = named.or_else(told);
        wanted.is_none() || own.is_none() || own == wanted
    }

    fn known(&self, name: String, kind: SpeakerKind) -> Speaker {
        let same = |earlier: &&Earlier| earlier.speaker.name.as_ref() == Some(&name);
        let earlier = self.history.iter().find(same).map(|earlier| earlier.speaker.clone());
        earlier.unwrap_or(Speaker { name: Some(name), kind, ..Speaker::default() })
    }

    /// The speaker without a name whom the article has called so at greater length: "the engineers".
    fn earlier_unnamed(&self, noun: &str) -> Option<Speaker> {
        let called = |earlier: &&Earlier| {
            let description = earlier.speaker.description.as_deref().unwrap_or_default().to_lowercase();
            earlier.speaker.name.is_none() && description.split(' ').any(|word| word == noun)
        };
        self.history.iter().rev().take(8).find(called).map(|earlier| earlier.speaker.clone())
    }

    /// The speaker, or else the person or organization, whom the article has called so: "the treasurer", "the board".
    fn in_role(&self, role: &str, place: usize) -> Option<Speaker> {
        let named = |earlier: &&Earlier| {
            let title = earlier.speaker.title.as_deref().unwrap_or_default();
            earlier.speaker.name.is_some() && title.to_lowercase().split(' ').next_back() == Some(role)
        };
        if let Some(earlier) = self.history.iter().rev().take(8).find(named) {
            return Some(earlier.speaker.clone());
        }
        if let Some(name) = self.names.with_title(role, place) {
            return Some(self.known(name.to_owned(), SpeakerKind::Person));
        }
        let name = self.names.organization_that_ends_in(self.reading, role, place)?;
        Some(self.known(name, SpeakerKind::Organization))
    }

    fn describe(&self, source: Range<usize>) -> Speaker {
        if self.names_several(source.clone()) {
            let text = self.reading.text(source).to_owned();
            return Speaker { kind: SpeakerKind::Group, description: Some(text), ..Speaker::default() };
        }
        // A capital at the start of a sentence makes no name of "Memos", nor of "Q".
        let word = &self.reading.words[source.start];
        let letter = word.text.chars().count() == 1;
        if source.len() == 1 && self.opens(source.start) && (letter || is_common(&word.lower)) {
            return self.unnamed(source);
        }
        match self.own_name(source.clone()) {
            Some(name) => self.named(source, &name),
            None => self.unnamed(source),
        }
    }

    fn opens(&self, index: usize) -> bool {
        self.reading.sentences[self.reading.words[index].sentence].words.start == index
    }

    /// The name that a source as a whole goes by: the one that ends it or its part before an apposition.
    fn own_name(&self, source: Range<usize>) -> Option<Name> {
        let words = &self.reading.words;
        let cut =
            |index: &usize| is_apposition(words[*index].text) || words[*index].is(&["who", "which", "that"]);
        let end = source.clone().skip(1).find(cut).unwrap_or(source.end);
        let person_of = |name: &Name| {
            let behind = words.get(name.words.end).filter(|_| name.words.end < end);
            let joint = behind.is_some_and(|word| word.is(TO_EMPLOYER));
            let titles = source.start..name.words.start.max(source.start);
            let opens = words[titles].iter().all(|word| is_honorific(&word.lower));
            name.kind == EntityKind::Person && opens && joint
        };
        if let Some(name) = self.names.first_in(source.start..end).filter(person_of) {
            return Some(name);
        }
        let end = (source.start..end)
            .rev()
            .find(|index| words[*index].is_word() && !words[*index].is(&["'s", "’s"]))?
            + 1;
        let name =
            self.names.ending(self.reading, source.start..end).or_else(|| self.apposed(source.clone()))?;
        // The tagger may leave the first words of "of Natural Resources" out; those of another name stand apart.
        let other = self.names.in_range(source.start..name.words.start);
        let apart = other.map_or(source.start, |other| other.words.end);
        let capital = |index: &usize| words[*index].is_capitalized() && words[*index].tag.upos != Upos::Adp;
        let start = (apart..name.words.start)
            .rev()
            .take_while(|index| capital(index) && !is_honorific(&words[*index].lower));
        let start = start.last().unwrap_or(name.words.start);
        let adposition = |index: usize| words[index].tag.upos == Upos::Adp;
        let verb = |index: usize| words[index].tag.upos == Upos::Verb;
        let governed = start > source.start
            && (adposition(start - 1)
                || start > source.start + 1 && words[start - 1].lower == "the" && adposition(start - 2)
                || (source.start..start - 1).any(|index| verb(index) && adposition(index + 1)));
        // "Minister of Education Ida Falk"
        let titled = name.kind == EntityKind::Person
            && is_honorific(&words[source.start].lower)
            && name.words.len() > 1;
        if !governed {
            return Some(name);
        }
        // "Minister of Education, Ida Falk"
        self.apposed(source).or_else(|| titled.then_some(name))
    }

    /// The person's name that explains a role: "the council leader, Owen Prosser", also right behind the source.
    fn apposed(&self, source: Range<usize>) -> Option<Name> {
        let words = &self.reading.words;
        let comma =
            (source.start..(source.end + 1).min(words.len())).find(|index| words[*index].text == ",")?;
        let sentence = &self.reading.sentences[words[source.start].sentence].words;
        let behind = comma + 1..(comma + 9).min(sentence.end);
        let stop = behind.clone().find(|index| words[*index].text == ",").unwrap_or(behind.end);
        let person = |name: &Name| name.kind == EntityKind::Person;
        // Behind the source it must stand alone: in "According to an official, Ida Falk left" it does not.
        let alone = |name: &Name| comma < source.end || name.words.end == stop;
        let tagged = self.names.first_in(behind.start..stop).filter(person).filter(alone);
        let titled = || {
            let end = source.end.min(stop);
            let title = is_honorific(&words.get(behind.start)?.lower);
            self.names.ending(self.reading, behind.start..end.max(behind.start)).filter(|_| title)
        };
        tagged.or_else(titled).or_else(|| self.after_role(source.start..comma, behind.start..stop))
    }

    /// Capitalised words that alone explain a role: "Minister of Natural Resources, Mohale Tsepo".
    fn after_role(&self, role: Range<usize>, apposed: Range<usize>) -> Option<Name> {
        let words = &self.reading.words;
        let title = |word: &Word| is_honorific(&word.lower) || is_person_noun(&word.lower);
        let name = |word: &Word| word.is_capitalized() && word.tag.upos == Upos::Propn && !title(word);
        let titled = words[role].iter().any(title);
        let named = (2..=4).contains(&apposed.len()) && words[apposed.clone()].iter().all(name);
        (titled && named).then_some(Name { words: apposed, kind: EntityKind::Person })
    }

    /// A source whose head is a name, with what stands before it and in apposition behind it.
    fn named(&self, source: Range<usize>, name: &Name) -> Speaker {
        let found = &name.words;
        let words = &self.reading.words;
        let full = self.names.fullest(self.reading, name);
        let before = source.start..found.start.min(source.end);
        let titled = words[before.clone()].iter().any(|word| is_honorific(&word.lower));
        let person = name.kind == EntityKind::Person || titled;
        // "The newspaper Le Courrier"
        let noun = words[before.clone()].last().filter(|_| !titled);
        let body = noun.is_some_and(|noun| ORGANIZATIONS.has(&noun.lower) && !noun.is_capitalized());
        let kind = if person && !body { SpeakerKind::Person } else { SpeakerKind::Organization };
        let mut speaker = self.known(full, kind);
        let role = self.role_behind(found.end..source.end).or_else(|| self.role_before(before));
        if let Some(role) = role.filter(|_| speaker.title.is_none() && kind == SpeakerKind::Person) {
            let (title, affiliation) = self.split_role(role);
            speaker.title = Some(title);
            speaker.affiliation = affiliation;
        } else if kind == SpeakerKind::Person && speaker.affiliation.is_none() {
            speaker.affiliation = self.affiliation_behind(found.end..source.end);
        }
        speaker
    }
}

/// The gender that a pronoun tells.
fn gender_of(pronoun: &str) -> Option<Gender> {
    match pronoun {
        "he" | "him" | "his" => Some(Gender::Masculine),
        "she" | "her" => Some(Gender::Feminine),
        _ => None,
    }
}

/// Whether a word is a common noun for people or documents: "memos", "officials".
fn is_common(word: &str) -> bool {
    [&ANONYMOUS, &DOCUMENTS, &GROUPS].iter().any(|list| list.has(word))
}

/// Whether a mark sets off an apposition.
fn is_apposition(text: &str) -> bool {
    matches!(text, "," | "(" | "—" | "–" | "--")
}

//! Who a source is: kind, fullest name in the article, title and affiliation.

use crate::lexicon::{ANONYMOUS, DOCUMENTS, GROUPS, HONORIFICS, ORGANIZATIONS};
use crate::names::{Name, Names};
use crate::reading::Reading;
use copydesk_analyzer::language::models::{EntityKind, Upos};
use copydesk_analyzer::schemars::JsonSchema;
use copydesk_analyzer::serde::{Deserialize, Serialize};
use std::ops::Range;

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

/// Resolves sources in the order of the text.
pub(crate) struct Speakers<'r, 'd> {
    reading: &'r Reading<'d>,
    names: Names,
    /// The speakers so far and the sentences that name them, latest last.
    history: Vec<(usize, Speaker)>,
}

impl<'r, 'd> Speakers<'r, 'd> {
    pub(crate) fn new(reading: &'r Reading<'d>) -> Self {
        Self { reading, names: Names::new(reading), history: Vec::new() }
    }

    /// The speaker that the words of `source` stand for.
    pub(crate) fn resolve(&mut self, source: Option<&Range<usize>>) -> Speaker {
        let Some(source) = source else { return Speaker::default() };
        let speaker = self.pronoun(source.clone()).unwrap_or_else(|| self.describe(source.clone()));
        if speaker.kind != SpeakerKind::Unknown {
            self.history.push((self.reading.words[source.start].sentence, speaker.clone()));
        }
        speaker
    }

    fn pronoun(&self, source: Range<usize>) -> Option<Speaker> {
        let word = &self.reading.words[source.start];
        if source.len() != 1 {
            return None;
        }
        let wanted: &[SpeakerKind] = match word.lower.as_str() {
            "he" | "she" | "him" | "her" | "his" | "who" => &[SpeakerKind::Person, SpeakerKind::Anonymous],
            "it" | "its" | "which" => &[SpeakerKind::Organization, SpeakerKind::Document],
            "they" | "their" | "them" => {
                &[SpeakerKind::Group, SpeakerKind::Anonymous, SpeakerKind::Organization]
            }
            "i" | "we" | "you" | "my" | "our" => return Some(Speaker::default()),
            _ => return None,
        };
        let fits = |entry: &&(usize, Speaker)| wanted.contains(&entry.1.kind);
        let earlier = self.history.iter().rev().take(6).find(fits);
        if let Some((_, speaker)) = earlier.filter(|(sentence, _)| word.sentence <= sentence + 2) {
            return Some(speaker.clone());
        }
        if wanted[0] == SpeakerKind::Person
            && let Some(name) = self.names.person_before(self.reading, source.start)
        {
            return Some(self.known(name, SpeakerKind::Person));
        }
        Some(earlier.map(|(_, speaker)| speaker.clone()).unwrap_or_default())
    }

    fn known(&self, name: String, kind: SpeakerKind) -> Speaker {
        let same = |entry: &&(usize, Speaker)| entry.1.name.as_ref() == Some(&name);
        let earlier = self.history.iter().find(same).map(|(_, speaker)| speaker.clone());
        earlier.unwrap_or(Speaker { name: Some(name), kind, ..Speaker::default() })
    }

    fn describe(&self, source: Range<usize>) -> Speaker {
        let words = &self.reading.words[source.clone()];
        if let Some(name) = self.own_name(source.clone()) {
            return self.named(source, &name);
        }
        let length = words
            .iter()
            .position(|word| is_apposition(word.text) || ends_head(&word.lower))
            .unwrap_or(words.len());
        let head = source.start..source.start + length.max(1);
        let last = self.reading.words[head.clone()].iter().rev().find(|word| word.is_word());
        let lower = last.map_or("", |word| word.lower.as_str());
        let text = || self.reading.document.slice(self.reading.span(source.clone())).to_owned();
        let name = self.names.in_range(head);
        let several = words[0].is(&["some", "many", "several", "two", "three", "both", "most"]);
        let kind = if ANONYMOUS.has(lower) {
            SpeakerKind::Anonymous
        } else if DOCUMENTS.has(lower) {
            SpeakerKind::Document
        } else if ORGANIZATIONS.has(lower) {
            SpeakerKind::Organization
        } else if GROUPS.has(lower) || several {
            SpeakerKind::Group
        } else {
            SpeakerKind::Unknown
        };
        let affiliation = name.map(|found| self.names.fullest(self.reading, &found));
        Speaker { kind, description: Some(text()), affiliation, ..Speaker::default() }
    }

    /// The name that a source as a whole goes by: the one that ends it or its part before an apposition.
    fn own_name(&self, source: Range<usize>) -> Option<Name> {
        let words = &self.reading.words;
        let cut =
            |index: &usize| is_apposition(words[*index].text) || words[*index].is(&["who", "which", "that"]);
        let end = source.clone().skip(1).find(cut).unwrap_or(source.end);
        let end = (source.start..end)
            .rev()
            .find(|index| words[*index].is_word() && !words[*index].is(&["'s", "’s"]))?
            + 1;
        let name =
            self.names.ending(self.reading, source.start..end).or_else(|| self.apposed(source.clone()))?;
        let start = name.words.start;
        let adposition = |index: usize| words[index].tag.upos == Upos::Adp;
        let governed = start > source.start
            && (adposition(start - 1)
                || start > source.start + 1 && words[start - 1].lower == "the" && adposition(start - 2));
        (!governed).then_some(name)
    }

    /// The person's name that explains a role: "the council leader, Owen Prosser", also right behind the source.
    fn apposed(&self, source: Range<usize>) -> Option<Name> {
        let words = &self.reading.words;
        let comma =
            (source.start..(source.end + 1).min(words.len())).find(|index| words[*index].text == ",")?;
        let sentence = &self.reading.sentences[words[source.start].sentence].words;
        let person = |name: &Name| name.kind == EntityKind::Person && name.words.start <= comma + 3;
        let behind = comma + 1..(comma + 7).min(sentence.end);
        self.names.first_in(behind).filter(person)
    }

    /// A source whose head is a name, with what stands before it and in apposition behind it.
    fn named(&self, source: Range<usize>, name: &Name) -> Speaker {
        let found = &name.words;
        let words = &self.reading.words;
        let full = self.names.fullest(self.reading, name);
        let before = source.start..found.start.min(source.end);
        let titled = words[before.clone()].iter().any(|word| HONORIFICS.has(&word.lower));
        let person = name.kind == EntityKind::Person || titled;
        let kind = if person { SpeakerKind::Person } else { SpeakerKind::Organization };
        let mut speaker = self.known(full, kind);
        let role = self.role_behind(found.end..source.end).or_else(|| self.role_before(before));
        if let Some(role) = role.filter(|_| speaker.title.is_none() && kind == SpeakerKind::Person) {
            let (title, affiliation) = self.split_role(role);
            speaker.title = Some(title);
            speaker.affiliation = affiliation;
        }
        speaker
    }

    /// The role in apposition behind a name: neither an age nor a clause.
    fn role_behind(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = &self.reading.words;
        let mut role = self.reading.trim(range.start.min(range.end)..range.end);
        if role.start < role.end && words[role.start].tag.upos == Upos::Num {
            role = self.reading.trim(role.start + 1..role.end);
        }
        let first = words.get(role.start).filter(|_| !role.is_empty())?;
        let clause = first.is(&["who", "which", "whose", "that", "'s", "’s", "told"]);
        (!clause && matches!(first.tag.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det))
            .then_some(role)
    }

    /// The role before a name, without courtesy and possessives.
    fn role_before(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = &self.reading.words;
        let courtesy =
            ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "the", "a", "an", "his", "her", "its", "their"];
        let skipped = |index: &usize| words[*index].is(&courtesy) || !words[*index].is_word();
        let start = range.clone().find(|index| !skipped(index))?;
        let role = self.reading.trim(start..range.end);
        let last = &words[role.end.checked_sub(1)?];
        (!role.is_empty() && matches!(last.tag.upos, Upos::Noun | Upos::Propn)).then_some(role)
    }

    /// `VP of AI Research at Meta` is a title and an affiliation.
    fn split_role(&self, role: Range<usize>) -> (String, Option<String>) {
        let words = &self.reading.words;
        let slice = |range: Range<usize>| self.reading.document.slice(self.reading.span(range)).to_owned();
        let article = usize::from(words[role.start].is(&["a", "an", "the"]) && role.len() > 1);
        let start = role.start + article;
        let joint = (start + 1..role.end).rev().find(|index| words[*index].is(&["at", "of", "for", "with"]));
        let title_end = role.clone().find(|index| is_apposition(words[*index].text)).unwrap_or(role.end);
        let Some(joint) = joint.filter(|joint| {
            joint + 1 < title_end && words[joint + 1].is_capitalized()
                || words.get(joint + 2).is_some_and(|word| joint + 2 < title_end && word.is_capitalized())
        }) else {
            return (slice(start..title_end.max(start + 1)), None);
        };
        (slice(start..joint), Some(slice(joint + 1..title_end)))
    }
}

fn is_apposition(text: &str) -> bool {
    matches!(text, "," | "(" | "—" | "–" | "--")
}

fn ends_head(lower: &str) -> bool {
    matches!(
        lower,
        "who"
            | "that"
            | "which"
            | "of"
            | "for"
            | "in"
            | "at"
            | "from"
            | "with"
            | "on"
            | "familiar"
            | "close"
            | "briefed"
    )
}

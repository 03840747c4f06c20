//! Who a source is: kind, fullest name in the article, title and affiliation.

use crate::lexicon::{ANONYMOUS, DOCUMENTS, GROUPS, HONORIFICS, ORGANIZATIONS};
use crate::names::Names;
use crate::reading::Reading;
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
    /// The speakers so far, latest last.
    history: Vec<Speaker>,
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
            self.history.push(speaker.clone());
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
        if wanted[0] == SpeakerKind::Person
            && let Some(name) = self.names.person_before(self.reading, source.start)
        {
            return Some(self.known(name, SpeakerKind::Person));
        }
        let earlier = self.history.iter().rev().take(6).find(|speaker| wanted.contains(&speaker.kind));
        Some(earlier.cloned().unwrap_or_default())
    }

    fn known(&self, name: String, kind: SpeakerKind) -> Speaker {
        let earlier = self.history.iter().find(|speaker| speaker.name.as_ref() == Some(&name));
        earlier.cloned().unwrap_or(Speaker { name: Some(name), kind, ..Speaker::default() })
    }

    fn describe(&self, source: Range<usize>) -> Speaker {
        let words = &self.reading.words[source.clone()];
        let head_end = words
            .iter()
            .position(|word| is_apposition(word.text) || ends_head(&word.lower))
            .unwrap_or(words.len());
        let head = source.start..source.start + head_end.max(1);
        let last = self.reading.words[head.clone()].iter().rev().find(|word| word.is_word());
        let lower = last.map_or("", |word| word.lower.as_str());
        let text = || self.reading.document.slice(self.reading.span(source.clone())).to_owned();
        let name = self.names.in_range(head.clone());
        let ends_in_name = name.as_ref().is_some_and(|found| found.end == head.end);
        if let Some(found) = name.as_ref().filter(|_| ends_in_name) {
            return self.named(source, found.clone());
        }
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
        let affiliation = name.map(|found| self.names.fullest(self.reading, found));
        Speaker { kind, description: Some(text()), affiliation, ..Speaker::default() }
    }

    /// A source whose head is a name, with what stands before it and in apposition behind it.
    fn named(&self, source: Range<usize>, found: Range<usize>) -> Speaker {
        let words = &self.reading.words;
        let full = self.names.fullest(self.reading, found.clone());
        let last = &words[found.end - 1].lower;
        let before = words[source.start..found.start].iter().any(|word| HONORIFICS.has(&word.lower));
        let organization = ORGANIZATIONS.has(last) || self.names.is_organization(&full);
        let kind = if organization && !before { SpeakerKind::Organization } else { SpeakerKind::Person };
        let mut speaker = self.known(full, kind);
        let apposition = self.reading.trim(found.end..source.end);
        let role = if apposition.is_empty() {
            self.role_before(source.start..found.start)
        } else {
            Some(apposition)
        };
        if let Some(role) = role.filter(|_| speaker.title.is_none() && kind == SpeakerKind::Person) {
            let (title, affiliation) = self.split_role(role);
            speaker.title = Some(title);
            speaker.affiliation = affiliation;
        }
        speaker
    }

    fn role_before(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = &self.reading.words;
        let courtesy =
            |index: usize| words[index].is(&["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "the", "a", "an", "."]);
        let start = range.clone().find(|index| !courtesy(*index))?;
        Some(self.reading.trim(start..range.end)).filter(|role| !role.is_empty())
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

//! Mentions: who and what an article speaks of, by name or by description.

mod described;
mod named;

use crate::models::EntityKind;
use crate::{Reading, Tokens};
use copydesk_document::{Document, Layer};
use std::ops::Range;

/// What a mention speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MentionKind {
    /// One person.
    Person,
    /// Several people: "people familiar with the matter", "some researchers".
    Group,
    /// A company, authority, team, …
    Organization,
    /// A place.
    Place,
    /// Anything else with a name: a product, a work, an event.
    Other,
}

impl MentionKind {
    /// Its name as printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

impl From<EntityKind> for MentionKind {
    fn from(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organization => Self::Organization,
            EntityKind::Place => Self::Place,
            EntityKind::Misc => Self::Other,
        }
    }
}

/// Words that speak of somebody or something. Tokens are indexes into [`Tokens::all`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The name without titles, or the description with what belongs to it.
    pub tokens: Range<usize>,
    /// The token that says what it is; of a name the last.
    pub head: usize,
    /// What it speaks of.
    pub kind: MentionKind,
    /// Whether it is a name.
    pub is_name: bool,
    /// The person's title or role as given beside the name: "VP of AI Research".
    pub title: Option<Range<usize>>,
    /// The organization that the person or group belongs to, as given beside the words.
    pub affiliation: Option<Range<usize>>,
}

/// The mentions of a document's headline and body in the order of their first tokens; a description may hold names.
/// Pronouns are none: [`Clusters`](crate::Clusters) has them.
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::{MentionKind, Mentions, Reading};
///
/// let document = Document::from_paragraphs("Ada Munk, vice president of design at Nordlys, left, people familiar with the matter said.");
/// let reading = Reading::new(&document);
/// let mentions = document.layer::<Mentions>().all();
/// let words = |tokens| document.slice(reading.span(tokens));
/// assert_eq!(words(mentions[0].tokens.clone()), "Ada Munk");
/// assert_eq!(words(mentions[0].title.clone().unwrap()), "vice president of design");
/// assert_eq!(words(mentions[0].affiliation.clone().unwrap()), "Nordlys");
/// assert_eq!(words(mentions[2].tokens.clone()), "people familiar with the matter");
/// assert_eq!(mentions[2].kind, MentionKind::Group);
/// ```
pub struct Mentions(Vec<Mention>);

impl Mentions {
    /// All mentions.
    #[must_use]
    pub fn all(&self) -> &[Mention] {
        &self.0
    }
}

impl Layer for Mentions {
    fn compute(document: &Document) -> Self {
        let reading = Reading::new(document);
        let mut mentions = named::mentions(&reading);
        let mut taken = vec![false; document.layer::<Tokens>().all().len()];
        for mention in &mentions {
            let words = mention.title.iter().chain([&mention.tokens]);
            words.for_each(|words| taken[words.clone()].fill(true));
        }
        mentions.extend(described::mentions(&reading, &taken, &mentions));
        mentions.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
        Self(mentions)
    }
}

#[cfg(test)]
mod tests;

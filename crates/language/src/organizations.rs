//! Organizations: the names in an article that can own staff or machines, and which one "the company" is.

mod context;
mod names;
mod words;

use crate::{Lowercase, Tokens};
use copydesk_document::{Document, Layer};
use names::{Name, Reader};
use std::collections::BTreeMap;
use std::ops::Range;

/// A name in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrganizationMention {
    /// Its tokens, as indexes into [`Tokens::all`].
    pub tokens: Range<usize>,
    /// The index of the organization that it names.
    pub name: usize,
    /// Whether it is the subject of a verb, or what its sentence opens with.
    pub is_subject: bool,
    /// Whether the article has something from it that is about others: "according to the tracker Acme".
    pub is_source: bool,
    /// Whether the entity tagger takes it for a person of a single name, or for a place of several words, and nothing
    /// says that it is a firm.
    pub is_personal: bool,
    /// The sentence that it stands in, as an index into [`crate::Sentences::all`].
    sentence: u32,
}

/// The organizations that a document names: what the entity tagger takes for one, and, as doubtful ones, names that it
/// takes for nothing, for places or works, or for persons of a single name. Names of models and papers are none.
pub struct Organizations {
    mentions: Vec<OrganizationMention>,
    names: Vec<Known>,
    /// The name that the article is about, as an index into `names`.
    theme: Option<usize>,
}

/// What is known of an organization from all its mentions.
struct Known {
    /// Its fullest mention.
    fullest: Range<usize>,
    mentions: u32,
    /// Whether a mention of it is surely an organization.
    certain: bool,
}

/// How many mentions back "the company" can point; this also bounds the work for each statement.
const REMEMBERED: usize = 400;
/// How many sentences back the one that an article just told of stands.
const IN_FOCUS: u32 = 2;

impl Organizations {
    /// All mentions, in order.
    #[must_use]
    pub fn mentions(&self) -> &[OrganizationMention] {
        &self.mentions
    }

    /// The mentions that lie wholly within some tokens.
    #[must_use]
    pub fn within(&self, tokens: Range<usize>) -> &[OrganizationMention] {
        let first = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let behind = self.mentions.partition_point(|mention| mention.tokens.end <= tokens.end);
        &self.mentions[first..behind.max(first)]
    }

    /// The tokens of the fullest name of a mention's organization.
    #[must_use]
    pub fn fullest(&self, mention: &OrganizationMention) -> Range<usize> {
        self.names[mention.name].fullest.clone()
    }

    /// Which organization "the company" or "it" means at a token of a sentence: the subject told of last, in this
    /// sentence or the two in front of it; else [`Organizations::salient`].
    ///
    /// ```
    /// use copydesk_document::Document;
    /// use copydesk_language::Organizations;
    ///
    /// let document = Document::from_paragraphs("Microsoft beat Google. Microsoft grew. Google cut jobs. It also hired.");
    /// let organizations = document.layer::<Organizations>();
    /// assert_eq!(organizations.referent(12, 3, |_| true).unwrap().tokens, 7..8);
    /// ```
    #[must_use]
    pub fn referent(
        &self,
        token: usize,
        sentence: u32,
        allowed: impl Fn(&OrganizationMention) -> bool,
    ) -> Option<&OrganizationMention> {
        let before = self.mentions.partition_point(|mention| mention.tokens.start < token);
        let told = self.mentions[..before].iter().rev().take(REMEMBERED);
        let mut near = told.take_while(|mention| mention.sentence + IN_FOCUS >= sentence);
        let subject = near.find(|mention| mention.is_subject && !mention.is_source && allowed(mention));
        subject.or_else(|| self.salient(token, allowed))
    }

    /// Which organization an article is about at a token: of those named before it (or anywhere, if none is),
    /// one that is no source of news, a certain one before a doubtful one, one named often before a rarer one, a
    /// subject before another part, and the last of equals.
    ///
    /// ```
    /// use copydesk_document::Document;
    /// use copydesk_language::Organizations;
    ///
    /// let document = Document::from_paragraphs("Microsoft cut jobs. The company hired no one.");
    /// let organizations = document.layer::<Organizations>();
    /// assert_eq!(organizations.salient(5, |_| true).unwrap().tokens, 0..1);
    /// ```
    #[must_use]
    pub fn salient(
        &self,
        token: usize,
        allowed: impl Fn(&OrganizationMention) -> bool,
    ) -> Option<&OrganizationMention> {
        let before = self.mentions.partition_point(|mention| mention.tokens.start < token);
        let rank = |mention: &&OrganizationMention| {
            let name = &self.names[mention.name];
            (name.certain, name.mentions + u32::from(mention.is_subject), mention.tokens.start)
        };
        let can_be = |mention: &&OrganizationMention| !mention.is_source && allowed(mention);
        let in_front = &self.mentions[before.saturating_sub(REMEMBERED)..before];
        let anywhere = &self.mentions[..self.mentions.len().min(REMEMBERED)];
        let best = in_front.iter().filter(can_be).max_by_key(rank);
        best.or_else(|| anywhere.iter().filter(can_be).max_by_key(rank))
    }

    /// The one organization that an article is about: named three times or more, and twice as often as any other.
    ///
    /// ```
    /// use copydesk_document::Document;
    /// use copydesk_language::Organizations;
    ///
    /// let about = |text| Document::from_paragraphs(text).layer::<Organizations>().theme().is_some();
    /// assert!(about("Microsoft cut jobs. Microsoft said so. Google did not. Microsoft hires."));
    /// assert!(!about("Microsoft cut jobs. Google did not."));
    /// ```
    #[must_use]
    pub fn theme(&self) -> Option<Range<usize>> {
        self.theme.map(|name| self.names[name].fullest.clone())
    }
}

impl Layer for Organizations {
    fn compute(document: &Document) -> Self {
        let reader = Reader::new(document);
        let words = document.layer::<Lowercase>();
        let tokens = document.layer::<Tokens>().all();
        let mut found = Self { mentions: Vec::new(), names: Vec::new(), theme: None };
        let mut by_first: BTreeMap<&str, usize> = BTreeMap::new();
        for Name { tokens: named, certain, personal } in reader.names(document.layer()) {
            let name = *by_first.entry(words.get(named.start)).or_insert_with(|| {
                found.names.push(Known { fullest: named.clone(), mentions: 0, certain });
                found.names.len() - 1
            });
            let known = &mut found.names[name];
            known.mentions += 1;
            known.certain |= certain;
            if named.len() > known.fullest.len() {
                known.fullest = named.clone();
            }
            found.mentions.push(OrganizationMention {
                name,
                is_subject: reader.is_topic(&named),
                is_personal: personal,
                is_source: reader.is_source(&named),
                sentence: tokens[named.start].sentence,
                tokens: named,
            });
        }
        found.theme = theme(&found.names);
        found
    }
}

/// The name with three mentions or more, and twice as many as any other.
fn theme(names: &[Known]) -> Option<usize> {
    let (first, most) = names.iter().map(|known| known.mentions).enumerate().max_by_key(|(_, most)| *most)?;
    let others = names.iter().enumerate().filter(|(name, _)| *name != first);
    let second = others.map(|(_, known)| known.mentions).max().unwrap_or_default();
    (most >= 3 && most >= 2 * second).then_some(first)
}

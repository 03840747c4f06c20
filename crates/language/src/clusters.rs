//! Who is whom: which mentions and pronouns of an article speak of the same person, group or thing.

mod names;
mod pronouns;
mod speakers;

use crate::{Gender, Mention, MentionKind, Mentions, Quoted, Reading, gender};
use copydesk_document::{Document, Layer};
use names::Known;
use std::collections::BTreeMap;
use std::ops::Range;

/// One person, group or thing, with all that speaks of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// What it is.
    pub kind: MentionKind,
    /// The tokens of its fullest name; of what has none, of the first description.
    pub name: Range<usize>,
    /// Whether he or she goes with it, as far as the article tells.
    pub gender: Option<Gender>,
    /// Its mentions, as indexes into [`Mentions::all`], in order.
    pub mentions: Vec<usize>,
    /// The pronouns that stand for it, as tokens, in order.
    pub pronouns: Vec<usize>,
}

/// The clusters of a document's mentions and pronouns, in the order of what speaks of them first. Every mention is in
/// one; a pronoun is in one where it is clear enough whom it stands for.
///
/// A shorter name is the person or organization with the longer one, in front of it if there is one; an acronym is the
/// organization with these initials; "the spokesman" is whoever was called so before; "the company" is the one told of.
/// "he", "she", "they" and "it" stand for what was told of last and agrees in gender and number, a subject before
/// another part; "who" for the noun that it follows; "I" and "we" inside quotation marks for the speaker.
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::{Clusters, Reading};
///
/// let document = Document::from_paragraphs("Maria Keller left Google. “I am tired,” she said. Keller had led a group.");
/// let reading = Reading::new(&document);
/// let clusters = document.layer::<Clusters>();
/// let keller = clusters.of_token(6).unwrap();
/// assert_eq!(document.slice(reading.span(clusters.all()[keller].name.clone())), "Maria Keller");
/// assert_eq!(clusters.all()[keller].pronouns, [6, 11]);
/// assert_eq!(clusters.all()[keller].mentions.len(), 2);
/// ```
pub struct Clusters {
    clusters: Vec<Cluster>,
    /// The cluster of each mention.
    of_mention: Vec<usize>,
    /// Each token that heads a mention or is a pronoun, with its cluster.
    of_token: BTreeMap<usize, usize>,
}

impl Clusters {
    /// All clusters.
    #[must_use]
    pub fn all(&self) -> &[Cluster] {
        &self.clusters
    }

    /// The cluster of a mention, both as indexes.
    ///
    /// # Panics
    /// If there is no such mention.
    #[must_use]
    pub fn of_mention(&self, mention: usize) -> usize {
        self.of_mention[mention]
    }

    /// The cluster of the mention that a token heads, or of a pronoun.
    #[must_use]
    pub fn of_token(&self, token: usize) -> Option<usize> {
        self.of_token.get(&token).copied()
    }
}

impl Layer for Clusters {
    fn compute(document: &Document) -> Self {
        let reading = Reading::new(document);
        let mentions = document.layer::<Mentions>().all();
        let mut resolver = Resolver::new(reading, mentions);
        resolver.run();
        speakers::resolve(&mut resolver);
        resolver.finish()
    }
}

/// A place in the text where a cluster is spoken of.
#[derive(Clone, Copy)]
struct Place {
    token: usize,
    sentence: u32,
    cluster: usize,
    is_subject: bool,
    is_quoted: bool,
}

/// Goes through an article once and keeps what was spoken of.
struct Resolver<'d> {
    reading: Reading<'d>,
    quoted: &'d Quoted,
    mentions: &'d [Mention],
    known: Known<'d>,
    clusters: Vec<Cluster>,
    of_mention: Vec<usize>,
    of_token: BTreeMap<usize, usize>,
    /// Where clusters were spoken of, by mention or pronoun, in order.
    told: Vec<Place>,
}

impl<'d> Resolver<'d> {
    fn new(reading: Reading<'d>, mentions: &'d [Mention]) -> Self {
        Self {
            quoted: reading.document.layer(),
            known: Known::new(&reading, mentions),
            reading,
            mentions,
            clusters: Vec::new(),
            of_mention: Vec::with_capacity(mentions.len()),
            of_token: BTreeMap::new(),
            told: Vec::new(),
        }
    }

    fn run(&mut self) {
        let mut next = 0;
        for token in 0..self.reading.tokens.all().len() {
            while self.mentions.get(next).is_some_and(|mention| mention.tokens.start == token) {
                let cluster = self.cluster_of(next);
                self.add_mention(next, cluster);
                next += 1;
            }
            if let Some(cluster) = pronouns::resolve(self, token) {
                self.add_pronoun(token, cluster);
            }
        }
    }

    /// The cluster of a mention: a known one, or a new one.
    fn cluster_of(&mut self, index: usize) -> usize {
        let mention = &self.mentions[index];
        let known = if mention.is_name {
            self.known.named(&self.reading, self.mentions, index)
        } else {
            self.described(mention)
        };
        let fullest = self.known.fullest(index).map(|fullest| &self.mentions[fullest]);
        let cluster = known.unwrap_or_else(|| {
            let name = fullest.unwrap_or(mention);
            self.clusters.push(Cluster {
                kind: mention.kind,
                name: name.tokens.clone(),
                gender: None,
                mentions: Vec::new(),
                pronouns: Vec::new(),
            });
            self.clusters.len() - 1
        });
        if let Some(fullest) = fullest {
            self.known.remember_fullest(&self.reading, fullest, cluster);
        }
        self.known.remember(&self.reading, mention, cluster);
        cluster
    }

    /// Whom a description with "the" stands for: the person of that title, the group or person described so before, the
    /// company that is told of.
    fn described(&self, mention: &Mention) -> Option<usize> {
        if !matches!(self.reading.word(mention.tokens.start), "the" | "this" | "that" | "these" | "those") {
            return None;
        }
        let noun = self.reading.word(mention.head);
        if let Some(cluster) = self.known.described(mention.kind, noun) {
            return Some(cluster);
        }
        if mention.kind != MentionKind::Organization || mention.tokens.len() > 2 {
            return None;
        }
        let sentence = self.reading.tokens.all()[mention.head].sentence;
        let owner = self.reading.organizations.referent(mention.tokens.start, sentence, |_| true)?;
        self.cluster_at(owner.tokens.end - 1)
    }

    fn cluster_at(&self, token: usize) -> Option<usize> {
        self.of_token.get(&token).copied()
    }

    fn add_mention(&mut self, index: usize, cluster: usize) {
        let mention = &self.mentions[index];
        self.of_mention.push(cluster);
        let found = &mut self.clusters[cluster];
        found.mentions.push(index);
        if mention.kind == MentionKind::Person && found.gender.is_none() {
            found.gender = gender_of(&self.reading, mention);
        }
        self.add_place(mention.head, cluster);
    }

    fn add_pronoun(&mut self, token: usize, cluster: usize) {
        self.clusters[cluster].pronouns.push(token);
        let agreed = pronouns::gender_of(self.reading.word(token));
        let found = &mut self.clusters[cluster];
        found.gender = found.gender.or(agreed);
        self.add_place(token, cluster);
    }

    fn add_place(&mut self, token: usize, cluster: usize) {
        self.of_token.entry(token).or_insert(cluster);
        let at = &self.reading.tokens.all()[token];
        self.told.push(Place {
            token,
            sentence: at.sentence,
            cluster,
            is_subject: is_subject(&self.reading, token),
            is_quoted: self.quoted.holds(at.span.start),
        });
    }

    fn finish(mut self) -> Clusters {
        self.clusters.iter_mut().for_each(|cluster| cluster.pronouns.sort_unstable());
        Clusters { clusters: self.clusters, of_mention: self.of_mention, of_token: self.of_token }
    }
}

/// The gender that a person's title, given name or description tells.
fn gender_of(reading: &Reading<'_>, mention: &Mention) -> Option<Gender> {
    let before = mention.tokens.start.checked_sub(1);
    let title = mention.title.clone().into_iter().flatten().chain(before);
    let told = title.chain([mention.tokens.start, mention.head]);
    told.into_iter().find_map(|token| gender(reading.word(token)))
}

fn is_subject(reading: &Reading<'_>, token: usize) -> bool {
    use crate::models::Relation::{Nsubj, NsubjPass};
    matches!(reading.syntax.relation(token), Nsubj | NsubjPass)
        || reading.syntax.head(token).is_some_and(|head| {
            matches!(reading.syntax.relation(head), Nsubj | NsubjPass)
                && reading.syntax.relation(token).universal() == crate::models::Relation::Flat
        })
}

#[cfg(test)]
mod tests;

//! Organizations: the names in an article that can own staff or machines, and which one "the company" is.

use crate::models::{EntityKind, Relation, Upos};
use crate::{Entities, EntityMention, Lowercase, PhraseTable, Syntax, Tags, Tokens};
use copydesk_document::{Document, Layer};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// A name in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrganizationMention {
    /// Its tokens, as indexes into [`Tokens::all`].
    pub tokens: Range<usize>,
    /// The index of the organization that it names.
    pub name: usize,
    /// Whether it is the subject of a verb.
    pub is_subject: bool,
}

/// The organizations that a document names: what the entity tagger takes for one, and, as doubtful ones, names that it
/// takes for nothing, for places or works, or for persons of a single name.
pub struct Organizations {
    mentions: Vec<OrganizationMention>,
    names: Vec<Name>,
}

struct Name {
    /// Its fullest mention.
    fullest: Range<usize>,
    mentions: u32,
    /// Whether the entity tagger takes a mention of it for an organization.
    certain: bool,
}

static NOT_ORGANIZATIONS: LazyLock<PhraseTable> = LazyLock::new(|| {
    PhraseTable::parse(include_str!("../data/not-organizations.txt"))
        .expect("the table is read by every test")
});

static SUFFIXES: LazyLock<PhraseTable> = LazyLock::new(|| {
    PhraseTable::parse(include_str!("../data/organization-suffixes.txt"))
        .expect("the table is read by every test")
});

/// How many mentions back "the company" can point; this also bounds the work for each statement.
const REMEMBERED: usize = 400;

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

    /// Which organization "the company" or "it" means at a token: of those named before it (or anywhere, if none is),
    /// a certain one before a doubtful one, one named often before a rarer one, a subject before another part, and
    /// the last of equals.
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
        let in_front = &self.mentions[before.saturating_sub(REMEMBERED)..before];
        let anywhere = &self.mentions[..self.mentions.len().min(REMEMBERED)];
        let best = in_front.iter().filter(|mention| allowed(mention)).max_by_key(rank);
        best.or_else(|| anywhere.iter().filter(|mention| allowed(mention)).max_by_key(rank))
    }
}

impl Layer for Organizations {
    fn compute(document: &Document) -> Self {
        let reader = Reader {
            document,
            tokens: document.layer(),
            words: document.layer(),
            tags: document.layer(),
            syntax: document.layer(),
        };
        let mut found = Self { mentions: Vec::new(), names: Vec::new() };
        let mut by_first: BTreeMap<String, usize> = BTreeMap::new();
        for (tokens, certain) in reader.names(document.layer()) {
            let first = reader.words.get(tokens.start).to_owned();
            let name = *by_first.entry(first).or_insert_with(|| {
                found.names.push(Name { fullest: tokens.clone(), mentions: 0, certain });
                found.names.len() - 1
            });
            let named = &mut found.names[name];
            named.mentions += 1;
            named.certain |= certain;
            if tokens.len() > named.fullest.len() {
                named.fullest = tokens.clone();
            }
            let is_subject = reader.is_subject(tokens.clone());
            found.mentions.push(OrganizationMention { tokens, name, is_subject });
        }
        found
    }
}

/// Looks for names.
struct Reader<'d> {
    document: &'d Document,
    tokens: &'d Tokens,
    words: &'d Lowercase,
    tags: &'d Tags,
    syntax: &'d Syntax,
}

impl Reader<'_> {
    /// The names that can be organizations, in order, with whether the entity tagger takes them for one.
    fn names(&self, entities: &Entities) -> Vec<(Range<usize>, bool)> {
        let persons = self.full_names(entities);
        let mut names = Vec::new();
        let mut taken = entities.all().iter().peekable();
        let mut at = 0;
        while at < self.words.len() {
            let end = match taken.next_if(|entity| entity.tokens.start == at) {
                Some(EntityMention { tokens, kind: EntityKind::Organization }) => {
                    // "Acme's Research Unit" names Acme.
                    let owner = tokens.clone().find(|&token| token > at && self.words.get(token) == "'s");
                    names.push((at..owner.unwrap_or(tokens.end), true));
                    tokens.end
                }
                Some(EntityMention { tokens, .. }) if self.has_suffix(tokens) => {
                    names.push((tokens.clone(), true));
                    tokens.end
                }
                Some(EntityMention { tokens, kind }) => {
                    let doubtful = match kind {
                        EntityKind::Person => self.is_doubtful_person(tokens, &persons),
                        EntityKind::Place => tokens.len() == 1 && self.is_subject(tokens.clone()),
                        _ => true,
                    };
                    if doubtful {
                        names.extend(self.doubtful(tokens.clone()).map(|tokens| (tokens, false)));
                    }
                    tokens.end
                }
                None => {
                    let end = taken.peek().map_or(self.words.len(), |entity| entity.tokens.start);
                    let name = self.doubtful(at..end);
                    let behind = name.as_ref().map_or(at + 1, |tokens| tokens.end);
                    names.extend(name.map(|tokens| (tokens.clone(), self.has_suffix(&tokens))));
                    behind
                }
            };
            at = end.max(at + 1);
        }
        names
    }

    /// Whether a name ends like an organization's.
    fn has_suffix(&self, tokens: &Range<usize>) -> bool {
        tokens.len() > 1 && SUFFIXES.at(self.words, tokens.end - 1..tokens.end).is_some()
    }

    /// The words of the persons' names that have several.
    fn full_names(&self, entities: &Entities) -> BTreeSet<&str> {
        let persons = entities.all().iter().filter(|entity| entity.kind == EntityKind::Person);
        let full = persons.filter(|entity| entity.tokens.len() > 1);
        full.flat_map(|entity| entity.tokens.clone()).map(|token| self.words.get(token)).collect()
    }

    /// Whether what the entity tagger takes for a person can be a firm of one word that it does not know.
    fn is_doubtful_person(&self, tokens: &Range<usize>, persons: &BTreeSet<&str>) -> bool {
        let titled = tokens.start.checked_sub(1).is_some_and(|before| {
            let found = NOT_ORGANIZATIONS.at(self.words, before..before + 1);
            found.is_some_and(|found| found.category == "title")
        });
        tokens.len() == 1 && !titled && !persons.contains(self.words.get(tokens.start))
    }

    /// The name that starts at the first of some tokens, by its parts of speech.
    fn doubtful(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let end = tokens.clone().find(|&token| !self.can_name(token, tokens.start)).unwrap_or(tokens.end);
        (end > tokens.start).then_some(tokens.start..end)
    }

    /// Whether a token can be part of a name that starts at another one.
    fn can_name(&self, token: usize, start: usize) -> bool {
        let all = self.tokens.all();
        let text = self.document.slice(all[token].span);
        all[token].sentence == all[start].sentence
            && self.tags.all()[token].upos == Upos::Propn
            && text.contains(char::is_uppercase)
            && text.len() > 1
            && NOT_ORGANIZATIONS.at(self.words, token..token + 1).is_none()
            && !self.is_part_of_a_word(token)
    }

    /// Whether a name is a place's, or only begins a compound ("Texas-based") or ends a person's ("van der Berg").
    fn is_part_of_a_word(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map_or("", |before| self.words.get(before));
        // A doubtful name behind such a preposition is a place.
        if matches!(before, "in" | "at" | "near" | "outside" | "across") {
            return true;
        }
        let behind = if token + 1 < self.words.len() { self.words.get(token + 1) } else { "" };
        behind == "-"
            || matches!(before, "bin" | "da" | "de" | "der" | "di" | "du" | "la" | "le" | "van" | "von")
    }

    fn is_subject(&self, tokens: Range<usize>) -> bool {
        let head =
            tokens.clone().find(|&token| self.syntax.head(token).is_none_or(|head| !tokens.contains(&head)));
        head.is_some_and(|head| self.syntax.relation(head).universal() == Relation::Nsubj)
    }
}

//! Organizations: the names in an article that can own staff or machines, and which one "the company" is.

use crate::{PhraseTable, Tokens, Words};
use copydesk_document::{Document, Layer};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A name in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrganizationMention {
    /// Its tokens, as indexes into [`Tokens::all`].
    pub tokens: Range<usize>,
    /// The index of the organization that it names.
    pub name: usize,
}

/// The organizations that a document names.
pub struct Organizations {
    mentions: Vec<OrganizationMention>,
    /// The fullest mention of each, and how many there are.
    names: Vec<(Range<usize>, usize)>,
}

static EXCLUDED: LazyLock<PhraseTable> = LazyLock::new(|| {
    PhraseTable::parse(include_str!("../data/not-organizations.txt"))
        .expect("the table is read by every test")
});

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
        self.names[mention.name].0.clone()
    }

    /// Which organization "the company" or "it" means at a token: the one named most often, of several the one named
    /// last before it.
    #[must_use]
    pub fn salient(&self, token: usize) -> Option<&OrganizationMention> {
        let before = self.mentions.partition_point(|mention| mention.tokens.start < token);
        let candidates = if before == 0 { &self.mentions[..] } else { &self.mentions[..before] };
        candidates.iter().max_by_key(|mention| (self.names[mention.name].1, mention.tokens.start))
    }

    /// Whose the staff or the machines are that some tokens tell of, where `verb` is the token that says what
    /// happened: the organization that the phrase itself names ("employees of Acme", "Acme's staff"), else the
    /// subject in front of the verb, else the one that the article is about.
    #[must_use]
    pub fn owner(
        &self,
        words: &Words,
        sentence: Range<usize>,
        fact: Range<usize>,
        verb: usize,
        allowed: impl Fn(&OrganizationMention) -> bool,
    ) -> Option<&OrganizationMention> {
        let wide = fact.start..(fact.end + PHRASE).min(sentence.end);
        let named = self.within(wide).iter().find(|mention| is_owner(words, mention) && allowed(mention));
        let subject = || {
            let mention = self.within(sentence.start..verb).iter().rev().find(|mention| allowed(mention))?;
            let pronoun = (mention.tokens.end..verb).any(|token| is_anaphor(words, token));
            if pronoun { self.salient(sentence.start).or(Some(mention)) } else { Some(mention) }
        };
        named.or_else(subject).or_else(|| self.salient(sentence.end))
    }
}

/// How many words behind a fact may still name its owner.
const PHRASE: usize = 4;

/// Whether a mention stands where an owner does: "at Acme", "Acme's".
fn is_owner(words: &Words, mention: &OrganizationMention) -> bool {
    let before = mention.tokens.start.checked_sub(1).map_or("", |token| words.get(token));
    let behind = if mention.tokens.end < words.len() { words.get(mention.tokens.end) } else { "" };
    matches!(before, "at" | "of" | "from" | "by" | "within") || matches!(behind, "'s" | "'")
}

/// Whether a token is a pronoun or the "the" of "the company".
fn is_anaphor(words: &Words, token: usize) -> bool {
    const GENERIC: [&str; 22] = [
        "agency",
        "airline",
        "automaker",
        "bank",
        "business",
        "carmaker",
        "chain",
        "chipmaker",
        "company",
        "firm",
        "group",
        "giant",
        "hospital",
        "lender",
        "manufacturer",
        "newspaper",
        "operator",
        "paper",
        "retailer",
        "startup",
        "university",
        "maker",
    ];
    match words.get(token) {
        "it" | "its" | "they" | "their" | "we" | "our" => true,
        "the" => (token + 1..(token + 4).min(words.len())).any(|noun| GENERIC.contains(&words.get(noun))),
        _ => false,
    }
}

impl Layer for Organizations {
    fn compute(document: &Document) -> Self {
        let names = Names { document, tokens: document.layer(), words: document.layer() };
        let mut found = Self { mentions: Vec::new(), names: Vec::new() };
        let mut by_first: BTreeMap<String, usize> = BTreeMap::new();
        for tokens in names.all() {
            let first = names.words.get(tokens.start).to_owned();
            let name = *by_first.entry(first).or_insert_with(|| {
                found.names.push((tokens.clone(), 0));
                found.names.len() - 1
            });
            let (fullest, count) = &mut found.names[name];
            *count += 1;
            if tokens.len() > fullest.len() {
                *fullest = tokens.clone();
            }
            found.mentions.push(OrganizationMention { tokens, name });
        }
        found
    }
}

/// Looks for names by their capitals.
struct Names<'d> {
    document: &'d Document,
    tokens: &'d Tokens,
    words: &'d Words,
}

impl Names<'_> {
    fn all(&self) -> Vec<Range<usize>> {
        let mut names = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let end = self.run(at);
            if end > at && self.is_organization(at..end) {
                names.push(at..end);
            }
            at = end.max(at + 1);
        }
        names
    }

    /// Where the run of capitalised words ends that starts at a token.
    fn run(&self, start: usize) -> usize {
        let sentence = self.tokens.all()[start].sentence;
        let mut end = start;
        let inside = |at: usize| at < self.words.len() && self.tokens.all()[at].sentence == sentence;
        loop {
            if inside(end) && self.is_capitalised(end) {
                end += 1;
            } else if end > start && inside(end + 1) && self.joins(end) && self.is_capitalised(end + 1) {
                end += 2;
            } else {
                return end;
            }
        }
    }

    fn text(&self, token: usize) -> &str {
        self.document.slice(self.tokens.all()[token].span)
    }

    fn joins(&self, token: usize) -> bool {
        matches!(self.words.get(token), "of" | "&")
    }

    fn is_capitalised(&self, token: usize) -> bool {
        let text = self.text(token);
        let excluded = EXCLUDED.at(self.words, token..token + 1).map(|found| found.category);
        let is_name = text.starts_with(|c: char| c.is_alphabetic()) && text.contains(char::is_uppercase);
        is_name && excluded.is_none()
    }

    fn is_organization(&self, name: Range<usize>) -> bool {
        let before = name
            .start
            .checked_sub(1)
            .filter(|&at| self.tokens.all()[at].sentence == self.tokens.all()[name.start].sentence);
        let category = |at| EXCLUDED.at(self.words, at..at + 1).map(|found| found.category);
        if before.and_then(category) == Some("title") {
            return false;
        }
        // A capital at the start of a sentence says nothing about an ordinary word.
        before.is_some() || name.len() > 1 || !self.stands_in_lower_case(name.start)
    }

    fn stands_in_lower_case(&self, token: usize) -> bool {
        let word = self.words.get(token);
        let near = token.saturating_sub(500)..(token + 500).min(self.words.len());
        near.into_iter().any(|other| self.text(other) == word)
    }
}

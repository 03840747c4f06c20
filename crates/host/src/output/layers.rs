//! The language layers of an article: as a page for people, as JSON, and as CoNLL-U.

mod arcs;
pub(crate) mod conllu;
mod json;
mod page;

pub(crate) use json::LayersJson;
pub(crate) use page::page;

use copydesk_analyzer::Document;
use copydesk_analyzer::language::models::lemma;
use copydesk_analyzer::language::{Clusters, Mention, Mentions, Reading};
use std::borrow::Cow;
use std::ops::Range;

/// The layers of one document, held together.
struct Layers<'d> {
    reading: Reading<'d>,
    mentions: &'d [Mention],
    clusters: &'d Clusters,
}

/// Words that speak of a cluster: a mention or a pronoun.
struct Spoken {
    tokens: Range<usize>,
    head: usize,
    cluster: usize,
}

impl<'d> Layers<'d> {
    fn new(document: &'d Document) -> Self {
        Self {
            reading: Reading::new(document),
            mentions: document.layer::<Mentions>().all(),
            clusters: document.layer(),
        }
    }

    fn lemma(&self, token: usize) -> Cow<'d, str> {
        lemma(self.reading.text(token), self.reading.tags.all()[token])
    }

    /// Everything that speaks of a cluster, in the order of the text; of two that start at one token the longer first.
    fn spoken(&self) -> Vec<Spoken> {
        let mentions = self.mentions.iter().enumerate().map(|(index, mention)| Spoken {
            tokens: mention.tokens.clone(),
            head: mention.head,
            cluster: self.clusters.of_mention(index),
        });
        let pronouns = self.clusters.all().iter().enumerate().flat_map(|(cluster, found)| {
            let single = move |&token: &usize| Spoken { tokens: token..token + 1, head: token, cluster };
            found.pronouns.iter().map(single)
        });
        let mut all: Vec<_> = mentions.chain(pronouns).collect();
        all.sort_by_key(|spoken| (spoken.tokens.start, std::cmp::Reverse(spoken.tokens.end)));
        all
    }
}

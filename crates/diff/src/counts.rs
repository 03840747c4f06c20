//! How much changed, by analyzer.

use crate::ArticleChanges;
use std::collections::BTreeMap;

/// The changes of one analyzer's findings.
#[derive(Default)]
pub(crate) struct Counted<'a> {
    pub(crate) articles: Vec<&'a ArticleChanges>,
    pub(crate) added: usize,
    pub(crate) lost: usize,
    pub(crate) altered: usize,
}

/// The changes by analyzer, in the order of their ids; articles stay in the order given.
pub(crate) fn by_analyzer(changes: &[ArticleChanges]) -> BTreeMap<&str, Counted<'_>> {
    let mut all: BTreeMap<&str, Counted<'_>> = BTreeMap::new();
    for article in changes {
        let counted = all.entry(&article.analyzer).or_default();
        counted.articles.push(article);
        counted.added += article.changes.added.len();
        counted.lost += article.changes.lost.len();
        counted.altered += article.changes.altered.len();
    }
    all
}

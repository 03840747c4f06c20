//! Changes as JSON, for programs.

use crate::counts::{Counted, by_analyzer};
use crate::{Alteration, ArticleChanges};
use serde_json::{Map, Value, json};

/// The changes as one object: `analyzers` with the counts of each, `articles` with what changed in each, findings as the
/// program prints them, and of an altered one `changes`: what it was and is.
#[must_use]
pub fn render(changes: &[ArticleChanges]) -> Value {
    let counts = by_analyzer(changes).into_iter().map(|(analyzer, counted)| {
        let Counted { articles, added, lost, altered } = counted;
        let counts = json!({"added": added, "lost": lost, "altered": altered, "articles": articles.len()});
        (analyzer.to_owned(), counts)
    });
    let counts: Map<_, _> = counts.collect();
    json!({"analyzers": counts, "articles": changes.iter().map(article).collect::<Vec<_>>()})
}

fn article(article: &ArticleChanges) -> Value {
    let ArticleChanges { analyzer, article, presence, changes } = article;
    let altered = changes.altered.iter().map(|(before, after)| {
        let alterations: Vec<_> = before.alterations(after).iter().map(alteration).collect();
        json!({"before": before.json, "after": after.json, "changes": alterations})
    });
    json!({
        "article": article,
        "analyzer": analyzer,
        "presence": presence.name(),
        "added": changes.added.iter().map(|finding| &finding.json).collect::<Vec<_>>(),
        "lost": changes.lost.iter().map(|finding| &finding.json).collect::<Vec<_>>(),
        "altered": altered.collect::<Vec<_>>(),
    })
}

fn alteration(Alteration { what, before, after }: &Alteration) -> Value {
    json!({"what": what, "before": before, "after": after})
}

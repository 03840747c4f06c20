//! What stands above each article in text for people.

use copydesk_analyzer::document::Article;
use copydesk_analyzer::render::{Palette, Style, visible, wrap};
use std::fmt::Write;

/// The headline, and under it who wrote the article, when it was published and where it was read from.
pub(super) fn write(out: &mut String, article: &Article, style: &Style) {
    let Palette { kind, dim, reset, .. } = style.palette;
    let title = article.headline.as_deref().unwrap_or(&article.id);
    let strong = if kind.is_empty() { "" } else { "\x1b[1m" };
    for line in wrap(title, style.width) {
        let _ = writeln!(out, "{strong}{line}{reset}");
    }
    let byline = (!article.byline.is_empty()).then(|| format!("By {}", article.byline.join(", ")));
    let published = article.published.as_ref().map(ToString::to_string);
    let parts = [byline, published, article.publisher.clone()];
    let origin = article.url.as_ref().or(article.source.as_ref()).filter(|origin| *origin != title);
    for line in
        [parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), origin.cloned().unwrap_or_default()]
    {
        if !line.is_empty() {
            let _ = writeln!(out, "{dim}{}{reset}", visible(&line));
        }
    }
    let _ = writeln!(out, "{dim}{}{reset}", "─".repeat(style.width));
}

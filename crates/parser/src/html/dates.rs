//! When the article was published and changed: data, `time` elements, metas, the address, what the page shows.

use super::features::View;
use super::metadata::Statements;
use super::tag::{Attribute, Tag};
use super::tree::{NodeId, Tree};
use crate::time;
use copydesk_document::{BlockKind, Moment};
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// Names of metas that hold the time of publication, the surest ones first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article:published",
    "article.published",
    "publish-date",
    "publish_date",
    "publishdate",
    "published-date",
    "published_date",
    "publication_date",
    "publication-date",
    "published",
    "release_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "iso-8601-publish-date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
];

/// When the article was published.
pub(super) fn published(page: &Statements<'_, '_>, view: &View<'_, '_>, url: Option<&str>) -> Option<Moment> {
    let described = |key: &str| page.described(key).and_then(|date| time::parse(&date));
    described("datePublished")
        .or_else(|| stated(page, PUBLISHED))
        .or_else(|| item(page, "datePublished"))
        .or_else(|| described("dateCreated"))
        .or_else(|| element(page, view))
        .or_else(|| url.and_then(in_address))
        .or_else(|| shown(page, view))
        // Pages that state nothing but a change were first seen then, for all they say.
        .or_else(|| modified(page))
}

/// When it was last changed.
pub(super) fn modified(page: &Statements<'_, '_>) -> Option<Moment> {
    let described = page.described("dateModified").and_then(|date| time::parse(&date));
    described.or_else(|| stated(page, MODIFIED)).or_else(|| item(page, "dateModified"))
}

fn stated(page: &Statements<'_, '_>, names: &[&str]) -> Option<Moment> {
    names.iter().find_map(|name| page.metas.first(&[name]).and_then(time::parse))
}

/// What an element of microdata states.
fn item(page: &Statements<'_, '_>, name: &str) -> Option<Moment> {
    page.metas.items.get(name)?.iter().find_map(|id| moment(page.tree, *id))
}

fn moment(tree: &Tree<'_>, id: NodeId) -> Option<Moment> {
    let stated = [Attribute::Content, Attribute::Datetime].iter().find_map(|name| tree.attribute(id, *name));
    stated.and_then(|date| time::parse(&date)).or_else(|| time::parse(&tree.text_of(id)))
}

/// The first `time` element near the headline, else the first one that is in no list of other articles.
fn element(page: &Statements<'_, '_>, view: &View<'_, '_>) -> Option<Moment> {
    let start = view.evidence.headline.map_or(0, |at| view.flow.pieces[at.saturating_sub(BEFORE)].first);
    let is_own = |id: &&NodeId| {
        let any = view.contexts[**id as usize].any;
        // Outside of lists of articles a date that links leads to its own one, and says that it is when that appeared.
        let class = page.tree.raw_attribute(**id, Attribute::Class).unwrap_or_default();
        let is_linked = any.has_tag(Tag::A) && !class.split_whitespace().any(|name| name == "published");
        !(any.has("related") || any.has("comments") || any.has_tag(Tag::Nav) || is_linked)
    };
    let times = || page.metas.times.iter().filter(is_own);
    let behind = times().filter(|id| **id >= start).find_map(|id| moment(page.tree, *id));
    behind.or_else(|| times().find_map(|id| moment(page.tree, *id)))
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[/-](20\d\d|19\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/-]|\b|_)")
        .expect("the pattern is written here, and tested")
});

/// The day in an address such as `/2023/06/16/`.
fn in_address(url: &str) -> Option<Moment> {
    let captures = ADDRESS.captures(url)?;
    let [year, month, day] = [1, 2, 3].map(|group| captures[group].parse::<i16>().ok());
    let date = Date::new(year?, i8::try_from(month?).ok()?, i8::try_from(day?).ok()?).ok()?;
    Some(Moment::Day(date))
}

/// Blocks in front of the headline, and behind it, in which a date is looked for.
const BEFORE: usize = 6;
const BEHIND: usize = 16;
/// Characters of a block that is more than a date and a name.
const LONGEST: f32 = 160.0;

/// The first date that stands near the headline in a line of its own, one of publication before one of a change.
fn shown(page: &Statements<'_, '_>, view: &View<'_, '_>) -> Option<Moment> {
    let headline = view.evidence.headline.unwrap_or(0);
    let last = view.flow.pieces.len().min(headline + BEHIND);
    let near = (headline..last).chain((headline.saturating_sub(BEFORE)..headline).rev());
    let is_american = page.language().is_none_or(|language| language == "en");
    let dated = near.filter_map(|index| {
        let context = &view.contexts[view.flow.pieces[index].node as usize];
        let text = &view.flow.text[view.flow.pieces[index].range.clone()];
        let is_line = matches!(view.cues[index], Some(BlockKind::Dateline | BlockKind::Byline));
        let is_short = view.shapes[index].characters <= LONGEST && !view.shapes[index].is_prose;
        let moment =
            (is_short && !context.any.has("comments")).then(|| read_line(text, is_american)).flatten()?;
        let is_sure =
            is_line || context.near.has("date") || context.near.has("meta") || context.near.has("author");
        Some((is_sure, moment))
    });
    let dated: Vec<(bool, Moment)> = dated.collect();
    dated.iter().find(|(is_sure, _)| *is_sure).or(dated.first()).map(|(_, moment)| *moment)
}

static SLASHES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d)\b").expect("the pattern is written here, and tested")
});

/// The date of a line; of `3/4/2023` the month stands where the page's language has it.
fn read_line(line: &str, is_american: bool) -> Option<Moment> {
    time::parse(line).or_else(|| {
        let captures = SLASHES.captures(line)?;
        let [first, second, year] = [1, 2, 3].map(|group| captures[group].parse::<i16>().ok());
        let (month, day) = if is_american { (first?, second?) } else { (second?, first?) };
        let date = Date::new(year?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Moment::Day(date))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tests::read;

    fn published(page: &str) -> String {
        let document = read(page);
        document.article().published.map(|moment| moment.to_string()).unwrap_or_default()
    }

    #[test]
    fn data_goes_before_metas_and_metas_before_what_is_shown() {
        let shown = "<h1>Pilots leave</h1><div>3 May 2022</div><p>Text.";
        assert_eq!(published(shown), "2022-05-03");
        let meta =
            format!("<meta property=article:published_time content='2022-05-02T08:00:00+02:00'>{shown}");
        assert_eq!(published(&meta), "2022-05-02T08:00:00+02:00");
        let data = r#"<script type=application/ld+json>{"@type": "Article", "datePublished": "2022-05-01"}</script>"#;
        assert_eq!(published(&format!("{data}{meta}")), "2022-05-01");
    }

    #[test]
    fn the_address_may_hold_the_day() {
        assert_eq!(in_address("https://paper.example/2023/06/16/quay").unwrap().to_string(), "2023-06-16");
        assert_eq!(in_address("https://paper.example/quay-20230616/").unwrap().to_string(), "2023-06-16");
        assert_eq!(in_address("https://paper.example/top-100-2023"), None);
    }

    #[test]
    fn an_ambiguous_date_is_read_as_the_language_has_it() {
        assert_eq!(read_line("3/4/2023", true).unwrap().to_string(), "2023-03-04");
        assert_eq!(read_line("3/4/2023", false).unwrap().to_string(), "2023-04-03");
    }
}

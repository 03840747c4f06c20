//! When the article was published and changed: data, `time` elements, metas, the address, what the page shows.

mod links;
mod statements;

use crate::data::rows;
use crate::html::features::View;
use crate::html::metadata::Statements;
use crate::html::tag::{Attribute, Tag};
use crate::html::tree::{NodeId, Tree};
use crate::time;
use copydesk_document::{BlockKind, Moment};
use jiff::civil::Date;
use regex::Regex;
use std::collections::BTreeMap;
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
    let stated = described("datePublished")
        .or_else(|| stated(page, PUBLISHED))
        .or_else(|| item(page, "datePublished"))
        .or_else(|| described("dateCreated"));
    stated
        .map(|moment| statements::checked(page, view, moment))
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
    all_stated(page, names).next()
}

fn all_stated(page: &Statements<'_, '_>, names: &[&str]) -> impl Iterator<Item = Moment> {
    names.iter().filter_map(|name| page.metas.first(&[name]).and_then(time::parse))
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
    let start = view.flow.pieces.get(view.top().saturating_sub(BEFORE)).map_or(0, |piece| piece.first);
    let is_own = |id: &&NodeId| {
        let any = view.contexts[**id as usize].any;
        // Outside of lists of articles a date that links leads to its own one, and says that it is when that appeared.
        let class = page.tree.raw_attribute(**id, Attribute::Class).unwrap_or_default();
        let is_own = || {
            class.split_whitespace().any(|name| name == "published")
                || moment(page.tree, **id).is_some_and(|moment| links::is_own(page, **id, moment.date()))
        };
        let is_linked = any.has_tag(Tag::A) && !is_own();
        !(any.has("related") || any.has("comments") || any.has_tag(Tag::Nav) || is_linked)
    };
    let times = || page.metas.times.iter().filter(is_own);
    let behind = times().filter(|id| **id >= start).find_map(|id| moment(page.tree, *id));
    behind.or_else(|| times().find_map(|id| moment(page.tree, *id)))
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    // Some number their articles by the minute: /A2026012914320005196.
    Regex::new(
        r"(?:[/-]|/[A-Z]{1,3})(20\d\d|19\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/-]|\b|_|[0-2]\d[0-5]\d\d+)",
    )
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

/// How sure a date that the page shows is the article's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// Its line says that it is when the article was changed.
    Changed,
    Bare,
    /// Its line, or its element, is one of dates and names.
    Marked,
    /// Its line says that it is when the article was published.
    Labelled,
    /// Its line says that it is when the article was published for the first time.
    First,
}

/// Blocks behind the first prose in which a date is looked for: the first prose may be a lead.
const LEAD: usize = 3;

/// The blocks near the headline: those behind it, then those in front of it; and where the prose starts far below, those
/// around its start.
fn near(view: &View<'_, '_>) -> impl DoubleEndedIterator<Item = usize> {
    let (top, count) = (view.top(), view.flow.pieces.len());
    let last = count.min(top + BEHIND);
    let prose = view.prose.0;
    let start = last.max(prose.saturating_sub(BEFORE))..count.min(prose + LEAD);
    (top..last).chain((top.saturating_sub(BEFORE)..top).rev()).chain(start)
}

/// The date that stands near the headline in a line of its own, or anywhere with a label of publication.
fn shown(page: &Statements<'_, '_>, view: &View<'_, '_>) -> Option<Moment> {
    let best = near(view).filter_map(|index| dated(page, view, index)).rev().max_by_key(|(trust, _)| *trust);
    let wanted = match best {
        Some((Trust::Marked | Trust::Labelled | Trust::First, _)) => Trust::First,
        _ => Trust::Labelled,
    };
    let mut behind =
        (view.top() + BEHIND..view.flow.pieces.len()).filter_map(|index| dated(page, view, index));
    let best = behind.find(|(trust, _)| *trust >= wanted).or(best);
    best.map(|(_, moment)| moment)
}

/// The date of a block that says little else.
fn dated(page: &Statements<'_, '_>, view: &View<'_, '_>, index: usize) -> Option<(Trust, Moment)> {
    let piece = &view.flow.pieces[index];
    let is_short = view.shapes[index].characters <= LONGEST;
    let is_linked = piece.linked * 10 > piece.range.len() * 9;
    let context = view.innermost(index);
    // Nobody comments on a text before it starts.
    let is_comment = context.any.has("comments") && index > view.prose.0;
    if !is_short || is_comment || context.any.has_tag(Tag::Nav) {
        return None;
    }
    // Far from the article a link leads elsewhere, and there are many.
    let is_far = index > view.top() + BEHIND && index > view.prose.0 + LEAD;
    if is_linked && is_far {
        return None;
    }
    let line = view.line(index);
    if view.shapes[index].is_prose && label_of(&line) != Some(Trust::First) {
        return None;
    }
    let is_american = page.language().is_none_or(|language| language == "en");
    let moment = read_line(&line, is_american)?;
    // A line that links as a whole leads to another article, unless its link says otherwise.
    if is_linked && !links::is_own(page, piece.first, moment.date()) {
        return None;
    }
    let before = index.checked_sub(1).map(|before| view.line(before)).filter(|before| is_label(before));
    let label = before.as_deref().unwrap_or(&line);
    let is_line = matches!(view.cues[index], Some(BlockKind::Dateline | BlockKind::Byline));
    let is_marked = ["date", "meta", "author"].iter().any(|hint| context.near.has(hint));
    let trust = match label_of(label) {
        Some(label) => label,
        None if is_line || is_marked => Trust::Marked,
        None => Trust::Bare,
    };
    Some((trust, moment))
}

static LABELS: LazyLock<BTreeMap<&str, Trust>> = LazyLock::new(|| {
    let trust = |kind| match kind {
        "first" => Trust::First,
        "published" => Trust::Labelled,
        _ => Trust::Changed,
    };
    rows::<2>(include_str!("../../../data/html-date-labels.tsv"))
        .map(|[kind, label]| (label, trust(kind)))
        .collect()
});

/// Words that a label has at most.
const LABEL_WORDS: usize = 6;

/// What the label in front of a date says of it.
fn label_of(line: &str) -> Option<Trust> {
    let end = line.find(|c: char| c.is_ascii_digit()).unwrap_or(line.len());
    let front = line[..end].to_lowercase();
    let words: Vec<&str> =
        front.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let counts = (1..=words.len().min(LABEL_WORDS)).rev();
    counts.map(|count| words[..count].join(" ")).find_map(|label| LABELS.get(label.as_str()).copied())
}

/// Whether a line is a label and nothing else.
fn is_label(line: &str) -> bool {
    line.len() <= 40 && LABELS.contains_key(line.trim_end_matches([':', ' ']).to_lowercase().as_str())
}

static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\d{1,2})([/.-])(\d{1,2})[/.-](20\d\d)\b")
        .expect("the pattern is written here, and tested")
});

/// Whether a line states a day.
pub(super) fn has_date(line: &str) -> bool {
    time::find_all(line).next().is_some() || NUMBERS.is_match(line)
}

/// The date of a line; of `3/4/2023` the month stands where the page's language has it.
fn read_line(line: &str, is_american: bool) -> Option<Moment> {
    time::parse(line).or_else(|| {
        let captures = NUMBERS.captures(line)?;
        let [first, second, year] = [1, 3, 4].map(|group| captures[group].parse::<i16>().ok());
        let (month, day) =
            if is_american && &captures[2] == "/" { (first?, second?) } else { (second?, first?) };
        let day_of = |month, day| Date::new(year?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        day_of(month, day).or_else(|| day_of(day, month)).map(Moment::Day)
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::html::tests::read;

    pub(super) fn published(page: &str) -> String {
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
        assert_eq!(
            in_address("https://paper.example/a/A2023061618300005").unwrap().to_string(),
            "2023-06-16"
        );
        assert_eq!(in_address("https://paper.example/top-100-2023"), None);
        assert_eq!(in_address("https://paper.example/20230616999"), None);
    }

    #[test]
    fn a_label_tells_the_articles_date_from_others() {
        let dates = |label: &str| {
            format!(
                "<h1>Pilots leave</h1><p class=date>1 May 2022</p><p>Text.</p><li>{label} 3 May 2022</li>"
            )
        };
        assert_eq!(published(&dates("<b>Datum</b>")), "2022-05-03");
        assert_eq!(published(&dates("Updated:")), "2022-05-01");
        let next =
            "<h1>Pilots leave</h1><p>Updated 4 May 2022</p><dt>Published</dt><dd>3 May 2022</dd><p>Text.";
        assert_eq!(published(next), "2022-05-03");
    }

    #[test]
    fn a_page_that_says_when_it_appeared_first_is_believed() {
        let page = |sentence: &str| {
            format!(
                "<h1>Pilots leave</h1><p class=date>1 May 2022</p><p>Text.</p>\
                 <p>{sentence} 3 March 2019, and has been looked over by two of our editors several times since then.</p>"
            )
        };
        assert_eq!(published(&page("This article was originally published on")), "2019-03-03");
        assert_eq!(published(&page("The harbour's first map was originally published on")), "2022-05-01");
    }

    #[test]
    fn elements_that_touch_are_read_apart() {
        let page =
            "<div><span>Dec 17, 2025</span><span>Ida Holm</span></div><h1>Pilots leave the quay</h1><p>Text.";
        assert_eq!(published(page), "2025-12-17");
        assert_eq!(read(page).article().byline, ["Ida Holm"]);
    }

    #[test]
    fn an_ambiguous_date_is_read_as_the_language_has_it() {
        assert_eq!(read_line("3/4/2023", true).unwrap().to_string(), "2023-03-04");
        assert_eq!(read_line("02-12-2025", true).unwrap().to_string(), "2025-12-02");
        assert_eq!(read_line("3/4/2023", false).unwrap().to_string(), "2023-04-03");
    }
}

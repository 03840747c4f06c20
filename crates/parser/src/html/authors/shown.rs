//! Who wrote the article, as the page shows it: in elements and lines about the author, most of them near its headline.

use crate::data::any_of;
use crate::html::dates;
use crate::html::features::View;
use crate::html::headline::similarity;
use crate::html::metadata::Statements;
use crate::html::names::Names;
use crate::html::tag::{Attribute, Tag};
use crate::html::tree::NodeId;
use crate::text::byline;
use crate::time;
use copydesk_document::BlockKind;
use regex::Regex;
use std::sync::LazyLock;

/// Where names may stand.
type Look = fn(&Statements<'_, '_>, &View<'_, '_>, &mut Names);

/// The places where names are looked for, the surest ones first.
pub(super) const LOOKS: [Look; 7] = [microdata, linked, below_headline, marked, introduced, dated, alone];

/// Elements that say of themselves that they name the author.
fn microdata(page: &Statements<'_, '_>, _: &View<'_, '_>, names: &mut Names) {
    let tree = page.tree;
    for id in page.metas.items.get("author").into_iter().flatten().take(10) {
        let inside = tree
            .inside(*id)
            .find(|(id, _)| tree.raw_attribute(*id, Attribute::Itemprop).is_some_and(|prop| prop == "name"));
        let named = inside.map_or(*id, |(id, _)| id);
        let content = tree.attribute(named, Attribute::Content);
        let text = content.map_or_else(|| tree.text_of(named), std::borrow::Cow::into_owned);
        names.add(text.trim());
    }
}

/// Blocks in front of the headline, and behind it, in which a byline stands.
const BEFORE: usize = 6;
const BEHIND: usize = 14;
/// Words that a name and its role have at most.
const WORDS: f32 = 10.0;
/// Words of a name and a role without a date.
const ROLE_WORDS: usize = 9;

/// Words of a line that names a site and its staff.
const STAFF_WORDS: usize = 4;

/// The blocks near the headline, those behind it first.
fn near(view: &View<'_, '_>) -> impl Iterator<Item = usize> {
    let headline = view.top();
    let last = view.flow.pieces.len().min(headline + BEHIND);
    let all = (headline..last).chain((headline.saturating_sub(BEFORE)..headline).rev());
    all.filter(|index| is_about_the_article(view, *index))
}

/// Whether a block's place lets it name the author: not who took a picture, who is quoted, what else there is to read.
fn is_about_the_article(view: &View<'_, '_>, index: usize) -> bool {
    let any = view.innermost(index).any;
    let tags = [Tag::Nav, Tag::Figure, Tag::Figcaption, Tag::Blockquote];
    let hints = ["comments", "caption", "nav", "quote"];
    !matches!(view.cues[index], Some(BlockKind::Caption | BlockKind::Credit))
        && !tags.iter().any(|tag| any.has_tag(*tag))
        && !hints.iter().any(|hint| any.has(hint))
}

/// Parts of addresses of pages about authors.
const ABOUT: &[&str] =
    &["/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/autori/", "/profile/author"];

/// Links to pages about the author, from a little above the headline on, outside of lists of other articles.
fn linked(page: &Statements<'_, '_>, view: &View<'_, '_>, names: &mut Names) {
    let tree = page.tree;
    let headline = view.top().saturating_sub(BEFORE);
    let start = view.flow.pieces.get(headline).map_or(0, |piece| piece.first);
    let is_about = |id: NodeId| {
        tree.raw_attribute(id, Attribute::Rel).is_some_and(|rel| rel.split(' ').any(|rel| rel == "author"))
            || tree
                .raw_attribute(id, Attribute::Href)
                .is_some_and(|to| ABOUT.iter().any(|part| to.contains(part)))
    };
    let links = tree.iter().skip(start as usize).filter(|(id, node)| node.tag == Tag::A && is_about(*id));
    let mut end = NodeId::MAX;
    for (id, node) in links.take(40) {
        let any = view.contexts[id as usize].any;
        if id > end || any.has("related") || any.has("comments") || any.has_tag(Tag::Nav) {
            continue;
        }
        let text = tree.text_of(id);
        let found = byline::names(up_to_date(&text));
        if !found.is_empty() && text.split_whitespace().count() <= 6 {
            found.into_iter().for_each(|name| names.push(name));
            // Further authors stand right behind the first one.
            end = end.min(node.end + 40);
        }
    }
}

/// A line near the headline that starts as bylines do.
pub(super) fn below_headline(_: &Statements<'_, '_>, view: &View<'_, '_>, names: &mut Names) {
    let lines = near(view).filter(|index| !view.shapes[*index].is_prose).map(|index| view.line(index));
    let found = lines.map(|line| introduced_names(&line)).find(|names| !names.is_empty());
    found.into_iter().flatten().for_each(|name| names.push(name));
}

/// The names behind "By" at the start of a line, or behind the date at its start.
fn introduced_names(line: &str) -> Vec<String> {
    let behind_date = || {
        let date = time::find_all(line).next()?;
        let rest = line[date.range.end..].trim_start();
        byline::has_cue(rest).then_some(rest)
    };
    let Some(line) = byline::has_cue(line).then_some(line).or_else(behind_date) else { return Vec::new() };
    let line = up_to_date(line);
    let names = byline::names(line);
    if names.is_empty() { byline::single_name(line).into_iter().collect() } else { names }
}

/// A short line near the headline whose element says that it is about the author.
fn marked(page: &Statements<'_, '_>, view: &View<'_, '_>, names: &mut Names) {
    let is_marked = |index: &usize| {
        let context = view.innermost(*index);
        context.near.has("author") && view.shapes[*index].words <= 2.0 * WORDS
    };
    // "Harbour News Staff": the site's own people, without a name.
    let is_staff = |line: &str| {
        let words = line.split(' ').count();
        let site = line.rsplit_once(' ').is_some_and(|(site, _)| page.site.is_called(site));
        site && words <= STAFF_WORDS
    };
    let lines = near(view).filter(is_marked).map(|index| up_to_date(&view.line(index)).to_owned());
    let found = lines.filter(|line| byline::is_names_only(line) || line.split(' ').count() <= ROLE_WORDS);
    let read = |line: String| if is_staff(&line) { vec![line] } else { byline::names(&line) };
    let found = found.map(read).find(|names| !names.is_empty());
    found.into_iter().flatten().for_each(|name| names.push(name));
}

/// A line anywhere that is nothing but "Written by" or the like, with the names in it or in the next block, or that
/// starts as bylines do in an element about the author.
fn introduced(_: &Statements<'_, '_>, view: &View<'_, '_>, names: &mut Names) {
    for index in 0..view.flow.pieces.len() {
        if view.shapes[index].words > WORDS {
            continue;
        }
        let line = &*view.line(index);
        let context = view.innermost(index);
        let is_marked = context.near.has("author") && !context.any.has("comments");
        let found = match CUE.find(line) {
            None if is_marked && byline::has_cue(line) => byline::names(up_to_date(line)),
            Some(cue) if cue.end() < line.len() => byline::names(up_to_date(&line[cue.end()..])),
            Some(_) if index + 1 < view.flow.pieces.len() => byline::names(up_to_date(&view.line(index + 1))),
            _ => continue,
        };
        if !found.is_empty() {
            found.into_iter().for_each(|name| names.push(name));
            return;
        }
    }
}

/// Names alone in a line near the headline that states the date too, or stands beside one that does.
fn dated(_: &Statements<'_, '_>, view: &View<'_, '_>, names: &mut Names) {
    let is_dated = |index: usize| {
        view.shapes.get(index).is_some_and(|shape| shape.words <= WORDS) && dates::has_date(&view.line(index))
    };
    let headline = view.evidence.headline;
    let title = headline.map(|index| view.text(index)).unwrap_or_default();
    let is_near = |index: &usize| {
        Some(*index) != headline
            && similarity(view.text(*index), title) < 0.9
            && view.shapes[*index].words <= WORDS
            && (is_dated(*index) || is_dated(index + 1) || index.checked_sub(1).is_some_and(is_dated))
    };
    let lines = near(view).filter(is_near).map(|index| up_to_date(&view.line(index)).to_owned());
    let mut found = lines.filter(|line| byline::is_names_only(line)).map(|line| byline::names(&line));
    found.find(|found| !found.is_empty()).into_iter().flatten().for_each(|name| names.push(name));
}

/// Names alone in a line of bold or slanted letters between the headline and the second paragraph of prose.
fn alone(_: &Statements<'_, '_>, view: &View<'_, '_>, names: &mut Names) {
    let top = view.top();
    let last = view.flow.pieces.len().min(top + BEHIND);
    for index in (top + 1..last).filter(|index| is_about_the_article(view, *index)) {
        let piece = &view.flow.pieces[index];
        let is_set_off = piece.strong * 10 >= piece.range.len() * 9 && piece.linked == 0;
        let line = view.line(index);
        if is_set_off && !view.tree.node(piece.node).tag.is_heading() && byline::is_names_only(&line) {
            return byline::names(&line).into_iter().for_each(|name| names.push(name));
        }
        if view.shapes[index].is_prose {
            return;
        }
    }
}

/// The words that stand in front of an author's name.
pub(super) static CUE: LazyLock<Regex> = LazyLock::new(|| {
    let words = include_str!("../../../data/html-author-cues.txt");
    let words = any_of(words.lines().filter(|line| !line.starts_with('#')));
    Regex::new(&format!(r"^(?i:{words})\s*:?(?:\s+|$)")).expect("the words of the table are escaped")
});

/// A line without the date in it and what stands behind it.
fn up_to_date(line: &str) -> &str {
    let dated = time::find_all(line).next().map(|stated| stated.range);
    let line = match dated {
        // The date may stand in front of the names.
        Some(range) if line[..range.start].chars().filter(|c| c.is_alphabetic()).count() < 4 => {
            &line[range.end..]
        }
        Some(range) => &line[..range.start],
        None => line,
    };
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = line.find(|c: char| c.is_ascii_digit() || matches!(c, '|' | '•' | '·' | '\n'));
    let line = &line[..end.unwrap_or(line.len())];
    let words = ["Published", "Updated", "Posted", "Last ", "Reviewed", "Medically"];
    let cut = words.iter().filter_map(|word| line.find(word)).filter(|at| *at > 0).min();
    line[..cut.unwrap_or(line.len())].trim()
}

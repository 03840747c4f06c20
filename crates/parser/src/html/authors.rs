//! Who wrote the article: from the page's data, else from what stands around its headline.

use super::features::View;
use super::headline::similarity;
use super::jsonld::string;
use super::metadata::Statements;
use super::names::Names;
use super::tag::{Attribute, Tag};
use super::tree::NodeId;
use crate::text::byline;
use crate::time;
use copydesk_document::BlockKind;
use regex::Regex;
use serde_json::Value;
use std::sync::LazyLock;

/// Names of metas that hold authors, the surest ones first.
const METAS: &[&str] = &[
    "parsely-author",
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "sailthru.author",
    "byl",
    "citation_author",
    "dcterms.creator",
    "cxenseparse:author",
];

/// The authors' names in order, each once.
///
/// A site, or an organisation, that names itself says little about who wrote: what the page shows goes before it. And
/// a byline that has all the names of the data and more is the whole list.
pub(super) fn find(page: &Statements<'_, '_>, view: &View<'_, '_>) -> Vec<String> {
    let (sure, mut weak) = stated(page);
    if !sure.is_empty() {
        let mut shown = Names::default();
        below_headline(page, view, &mut shown);
        // Two names may be one and its bearer's work; of three the last one is no work.
        let is_list = shown.found.len() > 2 || sure.len() > 1;
        return if is_list && shown.has_more_than(&sure) { shown.found } else { sure };
    }
    let mut shown = Names::default();
    for look in [microdata, linked, below_headline, marked, introduced, dated, alone] {
        look(page, view, &mut shown);
        let (sites, people): (Vec<String>, Vec<String>) =
            std::mem::take(&mut shown.found).into_iter().partition(|name| page.site.is_called(name));
        if !people.is_empty() {
            return people;
        }
        if weak.is_empty() {
            weak = sites;
        }
    }
    weak
}

/// What the page's data states: the first place that names people, and the first one that names anybody.
fn stated(page: &Statements<'_, '_>) -> (Vec<String>, Vec<String>) {
    let publisher = page.publisher().unwrap_or_default();
    // "Harbour News, Quayside, Norway" is the site with its address.
    let front = |name: &str| name.split(',').next().unwrap_or_default().trim().to_owned();
    let is_site = |name: &String| {
        page.site.is_called(name)
            || page.site.is_called(&front(name))
            || name.eq_ignore_ascii_case(&publisher)
    };
    let mut weak = Vec::new();
    for (mut names, is_organisation) in [described(page)].into_iter().chain(in_metas(page)) {
        let has_people = !is_organisation && !names.found.iter().all(is_site);
        if has_people {
            names.found.retain(|name| !is_site(name));
            return (names.found, weak);
        }
        if weak.is_empty() {
            weak = names.found;
        }
    }
    (Vec::new(), weak)
}

/// The authors that the article's description names, and whether they are organisations.
fn described(page: &Statements<'_, '_>) -> (Names, bool) {
    let mut names = Names::default();
    let article = page.graph.article();
    let Some(value) = article.and_then(|object| object.get("author").or_else(|| object.get("creator")))
    else {
        return (names, false);
    };
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    for value in values {
        // Some state one person with the names of several.
        match page.graph.resolve(value).and_then(|object| object.get("name")) {
            Some(Value::Array(several)) => {
                several.iter().filter_map(string).for_each(|name| names.add(&name));
            }
            _ => page.name(value).into_iter().for_each(|name| names.add(&name)),
        }
    }
    let is_organisation = |value: &Value| {
        let object = page.graph.resolve(value);
        object.is_some_and(|object| ORGANISATIONS.iter().any(|kind| super::jsonld::has_type(object, kind)))
    };
    (names, values.iter().all(is_organisation))
}

/// Types of authors that are no people.
const ORGANISATIONS: &[&str] = &["Organization", "NewsMediaOrganization", "Corporation", "WebSite"];

/// The authors of each meta that may name them.
fn in_metas<'p>(page: &'p Statements<'_, '_>) -> impl Iterator<Item = (Names, bool)> + 'p {
    let known = METAS.iter().map(|name| page.metas.all(name));
    let labelled = page.metas.labelled(|label| CUE.is_match(label)).map(std::slice::from_ref);
    let other = page.metas.named_like(&["author", "byline"]);
    known.chain(labelled).chain(other).map(|lines| {
        let mut names = Names::default();
        lines.iter().for_each(|line| names.add(line));
        (names, false)
    })
}

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

fn text<'v>(view: &'v View<'_, '_>, index: usize) -> &'v str {
    &view.flow.text[view.flow.pieces[index].range.clone()]
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
fn below_headline(_: &Statements<'_, '_>, view: &View<'_, '_>, names: &mut Names) {
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
        view.shapes.get(index).is_some_and(|shape| shape.words <= WORDS)
            && super::dates::has_date(&view.line(index))
    };
    let headline = view.evidence.headline;
    let title = headline.map(|index| text(view, index)).unwrap_or_default();
    let is_near = |index: &usize| {
        Some(*index) != headline
            && similarity(text(view, *index), title) < 0.9
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

static CUE: LazyLock<Regex> = LazyLock::new(|| {
    let words = include_str!("../../data/html-author-cues.txt");
    let words = crate::data::any_of(words.lines().filter(|line| !line.starts_with('#')));
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

/// The name of a person or organisation.
pub(super) fn name(page: &Statements<'_, '_>, value: &Value) -> Option<String> {
    match value {
        Value::String(_) => string(value),
        Value::Array(values) => values.iter().find_map(|value| name(page, value)),
        _ => page.graph.resolve(value)?.get("name").and_then(string),
    }
}

#[cfg(test)]
mod tests {
    use crate::html::tests::read;

    fn authors(page: &str) -> Vec<String> {
        read(page).article().byline.clone()
    }

    #[test]
    fn names_come_from_the_data_without_roles_and_addresses() {
        let page = |author: &str| {
            format!(
                "<script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"author\": {author}}}</script><p>Text."
            )
        };
        assert_eq!(
            authors(&page(r#"[{"@type": "Person", "name": "By Ida Holm"}, "Per Lund"]"#)),
            ["Ida Holm", "Per Lund"]
        );
        assert_eq!(authors(&page(r#"{"name": "https://paper.example/ida"}"#)), Vec::<String>::new());
        assert_eq!(authors(&page(r#""이다 홀름""#)), ["이다 홀름"]);
    }

    #[test]
    fn a_line_below_the_headline_names_the_authors() {
        let page = "<h1>Pilots leave the quay</h1><div>By Ida Holm | Published 3 May 2022</div><p>Text.";
        assert_eq!(authors(page), ["Ida Holm"]);
        let page = "<h1>Pilots leave the quay</h1><div class=post-author><a>Ida Holm</a></div><p>Text.";
        assert_eq!(authors(page), ["Ida Holm"]);
        let page =
            "<h1>Pilots leave the quay</h1><div>May 3, 2022 <a href=/author/ida>Ida Holm</a></div><p>Text.";
        assert_eq!(authors(page), ["Ida Holm"]);
        let page = "<h1>Pilots leave the quay</h1><div>Published 3 May 2022 by Ida Holm</div><p>Text.";
        assert_eq!(authors(page), ["Ida Holm"]);
        let page = "<h1>Pilots leave the quay</h1><div>by Ida · 3 May 2022 at 9:00 am</div><p>Text.";
        assert_eq!(authors(page), ["Ida"]);
        let page = "<h1>Pilots leave the quay</h1><p><b>Ida Holm/Per Lund</b></p><p>Text.";
        assert_eq!(authors(page), ["Ida Holm", "Per Lund"]);
        let page = "<h1>Pilots leave the quay</h1><p>Text.</p><h2>Article by</h2><div>Ida Holm</div>";
        assert_eq!(authors(page), ["Ida Holm"]);
    }

    #[test]
    fn a_site_that_names_itself_does_not_hide_the_byline() {
        let data = |author: &str| {
            format!(
                "<meta property=og:site_name content='Harbour News'><script type=application/ld+json>\
                 {{\"@type\": \"NewsArticle\", \"author\": {author}}}</script>"
            )
        };
        let line = "<h1>Pilots leave the quay</h1><div>By Ida Holm</div><p>Text.";
        for author in [r#""Harbour News""#, r#"{"@type": "Organization", "name": "Quay Press"}"#] {
            assert_eq!(authors(&format!("{}{line}", data(author))), ["Ida Holm"], "{author}");
        }
        assert_eq!(authors(&format!("{}<h1>Pilots</h1>", data(r#""Harbour News""#))), ["Harbour News"]);
        let meta = "<meta name=hn_authors content='Ida Holm; Per Lund'><h1>Pilots</h1>";
        assert_eq!(authors(&format!("{}{meta}", data(r#""Harbour News""#))), ["Ida Holm", "Per Lund"]);
    }

    #[test]
    fn who_took_the_picture_or_is_quoted_did_not_write() {
        let page = "<h1>Pilots leave the quay</h1><figure><img src=a><figcaption>Text: Per Lund</figcaption></figure>\
                    <blockquote><p>Gone.</p><cite class=author>Bo Roe</cite></blockquote><div>By Ida Holm</div><p>Text.";
        assert_eq!(authors(page), ["Ida Holm"]);
    }

    #[test]
    fn a_site_is_called_by_its_initials_too() {
        let page = |author: &str| {
            format!(
                "<link rel=canonical href=https://www.qht.example/a><meta name=author content='{author}'>\
                 <h1>Pilots</h1><div>By Ida Holm</div>"
            )
        };
        assert_eq!(authors(&page("Quay Harbour Times")), ["Ida Holm"]);
        assert_eq!(authors(&page("Per Lund")), ["Per Lund"]);
    }

    #[test]
    fn a_name_beside_the_date_is_the_authors() {
        let page = "<h1>Pilots leave the quay</h1><p>Ida Holm | Senior Writer | July 2, 2025</p><p>Text.";
        assert_eq!(authors(page), ["Ida Holm"]);
        let page = "<h1>Pilots leave the quay</h1><li>Ida Holm</li><li>2 July 2025</li><p>Text.";
        assert_eq!(authors(page), ["Ida Holm"]);
    }
}

//! Who wrote the article: from the page's data, else from what stands around its headline.

mod shown;

use super::features::View;
use super::jsonld::{has_type, string};
use super::metadata::Statements;
use super::names::Names;
use serde_json::Value;

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
        let mut names = Names::default();
        shown::below_headline(page, view, &mut names);
        // Two names may be one and its bearer's work; of three the last one is no work.
        let is_list = names.found.len() > 2 || sure.len() > 1;
        return if is_list && names.has_more_than(&sure) { names.found } else { sure };
    }
    let mut names = Names::default();
    for look in shown::LOOKS {
        look(page, view, &mut names);
        let (sites, people): (Vec<String>, Vec<String>) =
            std::mem::take(&mut names.found).into_iter().partition(|name| page.site.is_called(name));
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
        object.is_some_and(|object| ORGANISATIONS.iter().any(|kind| has_type(object, kind)))
    };
    (names, values.iter().all(is_organisation))
}

/// Types of authors that are no people.
const ORGANISATIONS: &[&str] = &["Organization", "NewsMediaOrganization", "Corporation", "WebSite"];

/// The authors of each meta that may name them.
fn in_metas<'p>(page: &'p Statements<'_, '_>) -> impl Iterator<Item = (Names, bool)> + 'p {
    let known = METAS.iter().map(|name| page.metas.all(name));
    let labelled = page.metas.labelled(|label| shown::CUE.is_match(label)).map(std::slice::from_ref);
    let other = page.metas.named_like(&["author", "byline"]);
    known.chain(labelled).chain(other).map(|lines| {
        let mut names = Names::default();
        lines.iter().for_each(|line| names.add(line));
        (names, false)
    })
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

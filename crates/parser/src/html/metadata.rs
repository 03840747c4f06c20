//! What a page says about its article: headline, authors, times, publisher.

use super::jsonld::{Graph, Object, string};
use super::metas::Metas;
use super::tag::Attribute;
use super::tree::{NodeId, Tree};
use crate::text::byline;
use crate::time;
use copydesk_document::{Article, Moment};
use serde_json::Value;

/// Everything that a page states, in one place.
pub(super) struct Statements<'t, 's> {
    pub(super) tree: &'t Tree<'s>,
    pub(super) metas: Metas,
    pub(super) graph: Graph,
}

impl<'t, 's> Statements<'t, 's> {
    pub(super) fn read(tree: &'t Tree<'s>) -> Self {
        Self { tree, metas: Metas::read(tree), graph: Graph::read(tree) }
    }

    /// A string of the article's description in the page's data.
    pub(super) fn described(&self, key: &str) -> Option<String> {
        self.graph.article()?.get(key).and_then(string)
    }
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "iso-8601-publish-date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "article:modified",
];

/// Fills in what is not `given`.
pub(super) fn read(page: &Statements<'_, '_>, headline: Option<String>, given: Article) -> Article {
    let metas = &page.metas;
    let mut article = given;
    article.headline = article.headline.or(headline);
    if article.byline.is_empty() {
        article.byline = authors(page);
    }
    let described = |key: &str| page.described(key).and_then(|date| time::parse(&date));
    let stated = |names: &[&str]| names.iter().find_map(|name| metas.first(&[name]).and_then(time::parse));
    article.published = article
        .published
        .or_else(|| described("datePublished"))
        .or_else(|| described("dateCreated"))
        .or_else(|| stated(PUBLISHED))
        .or_else(|| item(page, "datePublished").and_then(|date| time::parse(&date)))
        .or_else(|| page.metas.times.iter().find_map(|id| moment(page.tree, *id)));
    article.modified = article
        .modified
        .or_else(|| described("dateModified"))
        .or_else(|| stated(MODIFIED))
        .or_else(|| item(page, "dateModified").and_then(|date| time::parse(&date)));
    article.publisher = article.publisher.or_else(|| publisher(page));
    article.url = article
        .url
        .or_else(|| metas.canonical.clone())
        .or_else(|| metas.first(&["og:url"]).map(str::to_owned))
        .filter(|url| !url.is_empty());
    article.section = article
        .section
        .or_else(|| page.described("articleSection"))
        .or_else(|| metas.first(&["article:section", "parsely-section"]).map(str::to_owned));
    article.language = article.language.or_else(|| language(page));
    article
}

/// The content or text of an element of microdata.
fn item(page: &Statements<'_, '_>, name: &str) -> Option<String> {
    let ids = page.metas.items.get(name)?;
    ids.iter().find_map(|id| {
        let tree = page.tree;
        let content =
            tree.attribute(*id, Attribute::Content).or_else(|| tree.attribute(*id, Attribute::Datetime));
        let text = content.map_or_else(|| tree.text_of(*id), std::borrow::Cow::into_owned);
        (!text.trim().is_empty()).then(|| text.trim().to_owned())
    })
}

fn moment(tree: &Tree<'_>, id: NodeId) -> Option<Moment> {
    let stated = tree.attribute(id, Attribute::Datetime).and_then(|date| time::parse(&date));
    stated.or_else(|| time::parse(&tree.text_of(id)))
}

fn publisher(page: &Statements<'_, '_>) -> Option<String> {
    let named = |object: &Object| object.get("publisher").and_then(|value| name(page, value));
    page.graph
        .article()
        .and_then(named)
        .or_else(|| page.metas.first(&["og:site_name", "application-name"]).map(str::to_owned))
        .or_else(|| page.graph.of_type("WebSite").and_then(|site| site.get("name")).and_then(string))
}

/// The name of a person or organisation.
fn name(page: &Statements<'_, '_>, value: &Value) -> Option<String> {
    match value {
        Value::String(_) => string(value),
        Value::Array(values) => values.iter().find_map(|value| name(page, value)),
        _ => page.graph.resolve(value)?.get("name").and_then(string),
    }
}

/// The two letters of a language tag.
fn language(page: &Statements<'_, '_>) -> Option<String> {
    let stated = page.metas.language.clone().or_else(|| page.described("inLanguage"));
    let stated =
        stated.or_else(|| page.metas.first(&["og:locale", "content-language"]).map(str::to_owned))?;
    let code = stated.split(['-', '_', ',', ' ']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

fn authors(page: &Statements<'_, '_>) -> Vec<String> {
    let described =
        page.graph.article().and_then(|object| object.get("author").or_else(|| object.get("creator")));
    let mut found = Vec::new();
    if let Some(value) = described {
        add_all(page, value, &mut found);
    }
    if found.is_empty() {
        for name in [
            "parsely-author",
            "author",
            "article:author",
            "dc.creator",
            "sailthru.author",
            "byl",
            "citation_author",
        ] {
            page.metas.all(name).iter().for_each(|line| add(line, &mut found));
            if !found.is_empty() {
                break;
            }
        }
    }
    if found.is_empty()
        && let Some(line) = item(page, "author")
    {
        add(&line, &mut found);
    }
    found
}

fn add_all(page: &Statements<'_, '_>, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(values) => {
            for value in values {
                let name = name(page, value);
                name.iter().for_each(|line| add(line, found));
            }
        }
        _ => name(page, value).iter().for_each(|line| add(line, found)),
    }
}

/// Adds the names of a byline, each once.
fn add(line: &str, found: &mut Vec<String>) {
    if line.contains("://") || line.starts_with("www.") {
        return;
    }
    let names = byline::names(line);
    let names = if names.is_empty() { vec![line.to_owned()] } else { names };
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
}

/// The page's headline: what its data and its first heading agree on.
pub(super) fn headline(page: &Statements<'_, '_>) -> Option<String> {
    let stated = page
        .described("headline")
        .or_else(|| page.metas.first(&["og:title", "twitter:title", "parsely-title"]).map(str::to_owned))
        .or_else(|| page.metas.title.clone());
    let headings = page.metas.headings.iter().map(|id| page.tree.text_of(*id));
    let headings: Vec<String> = headings.filter(|text| !text.is_empty()).collect();
    let title = page.metas.title.clone().unwrap_or_default();
    let alike = |heading: &&String| {
        stated.as_ref().is_some_and(|stated| similarity(heading, stated) >= 0.5)
            || similarity(heading, &title) >= 0.5
    };
    headings
        .iter()
        .find(alike)
        .cloned()
        .or_else(|| stated.map(|stated| without_site(page, &stated)))
        .or_else(|| headings.first().cloned())
}

/// A title without the site's name behind or in front of it.
fn without_site(page: &Statements<'_, '_>, title: &str) -> String {
    let site = publisher(page).unwrap_or_default();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " • ", " · "] {
        if let Some((rest, end)) = title.rsplit_once(mark) {
            let words = end.split_whitespace().count();
            if similarity(end, &site) >= 0.5 || mark == " | " && words <= 4 && rest.len() > end.len() {
                return without_site_once(rest);
            }
        }
    }
    title.to_owned()
}

fn without_site_once(rest: &str) -> String {
    rest.trim_end_matches([' ', '|', '-', '–']).to_owned()
}

/// The share of words that two titles have in common, of those of the shorter one's.
pub(super) fn similarity(a: &str, b: &str) -> f32 {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let fewest = a.len().min(b.len());
    let most = a.len().max(b.len());
    if fewest == 0 || fewest * 3 < most { 0.0 } else { a.intersection(&b).count() as f32 / fewest as f32 }
}

//! What a page says about its article: its data, its head, and what it shows.

use super::features::View;
use super::jsonld::{Graph, Object, string};
use super::metas::Metas;
use super::site::Site;
use super::tree::Tree;
use super::{authors, dates};
use copydesk_document::Article;
use serde_json::Value;

/// Everything that a page states, in one place.
pub(super) struct Statements<'t, 's> {
    pub(super) tree: &'t Tree<'s>,
    /// Where the page was found, as far as its container knows.
    pub(super) url: Option<&'t str>,
    pub(super) metas: Metas,
    pub(super) graph: Graph,
    pub(super) site: Site,
}

impl<'t, 's> Statements<'t, 's> {
    pub(super) fn read(tree: &'t Tree<'s>, url: Option<&'t str>) -> Self {
        let (metas, graph) = (Metas::read(tree), Graph::read(tree));
        let mut page = Self { tree, url, metas, graph, site: Site::default() };
        page.site = Site::of(&page);
        page
    }

    /// A string of the article's description in the page's data.
    pub(super) fn described(&self, key: &str) -> Option<String> {
        self.graph.article()?.get(key).and_then(string)
    }

    /// Whether the page's data says that it is news.
    pub(super) fn is_news(&self) -> bool {
        self.graph.article().is_some_and(|object| super::jsonld::has_type(object, "NewsArticle"))
    }

    /// The name of a person or organisation.
    pub(super) fn name(&self, value: &Value) -> Option<String> {
        authors::name(self, value)
    }

    /// Who published the page.
    pub(super) fn publisher(&self) -> Option<String> {
        let named = |object: &Object| object.get("publisher").and_then(|value| self.name(value));
        let site = || self.metas.first(&["og:site_name", "application-name"]).map(str::to_owned);
        self.graph
            .article()
            .and_then(named)
            .or_else(site)
            .or_else(|| self.graph.of_type("WebSite").and_then(|site| site.get("name")).and_then(string))
    }

    /// The two letters of the page's language.
    pub(super) fn language(&self) -> Option<String> {
        let stated = self.metas.language.clone().or_else(|| self.described("inLanguage"));
        let stated =
            stated.or_else(|| self.metas.first(&["og:locale", "content-language"]).map(str::to_owned))?;
        let code = stated.split(['-', '_', ',', ' ']).next()?.to_ascii_lowercase();
        (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
    }
}

/// Fills in what is not `given`.
pub(super) fn read(
    page: &Statements<'_, '_>,
    view: &View<'_, '_>,
    headline: Option<String>,
    given: Article,
) -> Article {
    let metas = &page.metas;
    let mut article = given;
    article.headline = article.headline.or(headline);
    if article.byline.is_empty() {
        article.byline = authors::find(page, view);
    }
    let url = || metas.first(&["og:url"]).map(str::to_owned);
    // An address without a host says nothing of where the page is from.
    let is_whole = |url: &String| url.contains("://");
    let canonical = || metas.canonical.clone().filter(is_whole);
    article.url =
        article.url.filter(|url| !url.is_empty()).or_else(canonical).or_else(|| url().filter(is_whole));
    article.published = article.published.or_else(|| dates::published(page, view, article.url.as_deref()));
    article.modified = article.modified.or_else(|| dates::modified(page));
    article.publisher = article.publisher.or_else(|| page.publisher());
    let section = || metas.first(&["article:section", "parsely-section"]).map(str::to_owned);
    article.section = article.section.or_else(|| page.described("articleSection")).or_else(section);
    article.language = article.language.or_else(|| page.language());
    article
}

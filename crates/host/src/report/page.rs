//! The page: the template filled in, under a content security policy that names its own script and style.

use crate::report::article::ArticlePage;
use crate::report::contradictions::contradictions;
use crate::report::{Report, embed, tables};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

const TEMPLATE: &str = include_str!("../../templates/report/page.html");
const STYLE: &str = concat!(
    include_str!("../../templates/report/style/colours.css"),
    include_str!("../../templates/report/style/page.css"),
    include_str!("../../templates/report/style/article.css"),
);
/// One function, so that its parts share their names and the page sees none of them.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("../../templates/report/script/data.js"),
    include_str!("../../templates/report/script/state.js"),
    include_str!("../../templates/report/script/charts.js"),
    include_str!("../../templates/report/script/cite.js"),
    include_str!("../../templates/report/script/overview.js"),
    include_str!("../../templates/report/script/lists.js"),
    include_str!("../../templates/report/script/organizations.js"),
    include_str!("../../templates/report/script/article.js"),
    include_str!("../../templates/report/script/main.js"),
    "})();\n",
);

/// What the page says of the report as a whole.
#[derive(Serialize)]
struct Overview {
    articles: usize,
    words: usize,
    findings: usize,
    /// The first and the last day of publication, where any is known.
    days: Option<(String, String)>,
}

impl Overview {
    fn of(report: &Report) -> Self {
        let days = || report.articles.iter().filter_map(|article| article.meta.day.as_deref());
        Self {
            articles: report.articles.len(),
            words: report.articles.iter().map(|article| article.meta.words).sum(),
            findings: report.articles.iter().map(|article| article.rows.len()).sum(),
            days: days().min().zip(days().max()).map(|(first, last)| (first.to_owned(), last.to_owned())),
        }
    }
}

/// The whole report as HTML.
pub(crate) fn render(report: &Report) -> String {
    let against = contradictions(&report.articles);
    let context = context! {
        policy => policy(),
        style => STYLE,
        script => SCRIPT,
        overview => Serde(Overview::of(report)),
        tables => Serde(tables::tables(report, &against)),
        index => embed::index(report, &against),
        texts => embed::lines(report, |page: &ArticlePage| &page.text),
        details => embed::lines(report, |page: &ArticlePage| &page.details),
    };
    // Names that end in .html are escaped for HTML by default.
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters differ from one another"));
    environment.add_template("page.html", TEMPLATE).expect("the template is tested");
    let template = environment.get_template("page.html").expect("the template was just added");
    template.render(context).expect("the template asks only for what the context holds")
}

/// Nothing is fetched, nothing is sent, no text becomes markup, and of all scripts and styles only those with these
/// digests count.
fn policy() -> String {
    let digest = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        digest(STYLE),
        digest(SCRIPT)
    )
}

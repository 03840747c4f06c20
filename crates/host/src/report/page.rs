//! The page: the templates filled in, under a content security policy that names their own script and style.

use crate::report::article::{ArticlePage, FindingView};
use crate::report::measures::{self, Axis};
use crate::report::overview::Overview;
use crate::report::scale::WIDTH;
use crate::report::speakers::Speech;
use crate::report::staffing::{self, RateRow};
use crate::report::{Column, Report, Shape, rollup};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../templates/report/style.css");
const SCRIPT: &str = include_str!("../../templates/report/script.js");
/// So many analyzers have a colour of their own; the next begin anew.
const COLOURS: usize = 6;

/// Where a finding stands in the report. Articles and findings count from 1.
#[derive(Serialize)]
pub(crate) struct Reference {
    article: usize,
    finding: usize,
    title: String,
}

impl Reference {
    /// The reference to a finding by the indices of its article and its own.
    pub(crate) fn new(article: usize, finding: usize, page: &ArticlePage) -> Self {
        Self { article: article + 1, finding: finding + 1, title: page.title.clone() }
    }
}

/// The findings of one analyzer, in the order of the articles.
pub(crate) fn findings_of<'a>(
    id: &str,
    articles: &'a [ArticlePage],
) -> impl Iterator<Item = (&'a FindingView, Reference)> {
    articles.iter().enumerate().flat_map(move |(number, article)| {
        let findings = article.findings.iter().enumerate();
        let own = findings.filter(move |(_, finding)| finding.analyzer == id);
        own.map(move |(index, finding)| (finding, Reference::new(number, index, article)))
    })
}

/// The table of one analyzer.
#[derive(Serialize)]
struct Section {
    id: &'static str,
    summary: &'static str,
    colour: usize,
    #[serde(flatten)]
    table: Table,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase", tag = "shape", content = "table")]
enum Table {
    Speech(Speech),
    Rates(Vec<RateRow>),
    Measures(Vec<Axis>),
    Other(Vec<OtherRow>),
}

/// A finding of an analyzer whose data the report knows nothing of.
#[derive(Serialize)]
struct OtherRow {
    kind: &'static str,
    message: String,
    text: String,
    facts: Vec<(String, String)>,
    attributed_to: Option<String>,
    reference: Reference,
}

/// The whole report as HTML.
pub(crate) fn render(report: &Report) -> String {
    let environment = environment();
    let colours: BTreeMap<_, _> = report
        .analyzers
        .iter()
        .enumerate()
        .map(|(index, column)| (column.descriptor.id, index % COLOURS))
        .collect();
    let colours = Value::from(Serde(colours));
    let numbered = report.articles.par_iter().enumerate();
    let articles: Vec<_> = numbered
        .map(|(index, article)| {
            let article = Serde(article);
            fill(
                &environment,
                "article.html",
                context! { article, number => index + 1, colours => colours.clone() },
            )
        })
        .collect();
    let columns = report.analyzers.iter().enumerate();
    let sections = columns.map(|(index, column)| section(column, index % COLOURS, &report.articles));
    fill(
        &environment,
        "page.html",
        context! {
            policy => policy(),
            style => STYLE,
            script => SCRIPT,
            axis_width => WIDTH,
            overview => Serde(Overview::of(report)),
            colours,
            rollup => Serde(rollup::organizations(&measured(report), &report.articles)),
            sections => Serde(sections.collect::<Vec<_>>()),
            index => Serde(index(report)),
            articles,
        },
    )
}

/// The analyzers whose claims have figures.
fn measured(report: &Report) -> Vec<&'static str> {
    let columns = report.analyzers.iter();
    let measured = columns.filter(|column| matches!(column.shape, Shape::Rates | Shape::Measures));
    measured.map(|column| column.descriptor.id).collect()
}

fn section(column: &Column, colour: usize, articles: &[ArticlePage]) -> Section {
    let id = column.descriptor.id;
    let table = match column.shape {
        Shape::Speech => Table::Speech(Speech::of(id, articles)),
        Shape::Rates => Table::Rates(staffing::rows(id, articles)),
        Shape::Measures => Table::Measures(measures::axes(id, articles)),
        Shape::Other => Table::Other(findings_of(id, articles).map(other).collect()),
    };
    Section { id, summary: column.descriptor.summary, colour, table }
}

fn other((finding, reference): (&FindingView, Reference)) -> OtherRow {
    OtherRow {
        kind: finding.kind,
        message: finding.message.clone(),
        text: finding.text.clone(),
        facts: finding.facts.clone(),
        attributed_to: finding.attributed_to.clone(),
        reference,
    }
}

/// An article in the table of contents.
#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    publisher: Option<&'a str>,
    day: Option<&'a str>,
    words: usize,
    /// How many findings of each analyzer, in the analyzers' order.
    counts: Vec<usize>,
}

fn index(report: &Report) -> Vec<Entry<'_>> {
    let entry = |article: &'_ ArticlePage| -> Vec<usize> {
        let ids = report.analyzers.iter().map(|column| column.descriptor.id);
        ids.map(|id| article.findings.iter().filter(|finding| finding.analyzer == id).count()).collect()
    };
    let articles = report.articles.iter();
    articles
        .map(|article| Entry {
            title: &article.title,
            publisher: article.publisher.as_deref(),
            day: article.published.as_deref().map(|moment| moment.get(..10).unwrap_or(moment)),
            words: article.words,
            counts: entry(article),
        })
        .collect()
}

/// Nothing is fetched, nothing is sent, and of all scripts and styles only those with these digests count.
fn policy() -> String {
    let digest = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    )
}

fn environment() -> Environment<'static> {
    // Names that end in .html are escaped for HTML by default.
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters differ from one another"));
    for (name, source) in TEMPLATES {
        environment.add_template(name, source).expect("the templates are tested");
    }
    environment
}

const TEMPLATES: &[(&str, &str)] = &[
    ("article.html", include_str!("../../templates/report/article.html")),
    ("macros.html", include_str!("../../templates/report/macros.html")),
    ("page.html", include_str!("../../templates/report/page.html")),
    ("rollup.html", include_str!("../../templates/report/rollup.html")),
    ("sections.html", include_str!("../../templates/report/sections.html")),
];

fn fill(environment: &Environment<'_>, name: &str, context: Value) -> String {
    let template = environment.get_template(name).expect("the template is one of TEMPLATES");
    template.render(context).expect("the templates ask only for what the views hold")
}

//! The tables for readers without scripts: of each analyzer its findings, who is quoted, what is claimed of which
//! organization, and the articles. Long ones are cut, and say so.

use crate::report::article::{ArticlePage, Row, SORTS};
use crate::report::contradictions::Place;
use crate::report::figures::grouped;
use crate::report::{Column, Report, Shape};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A table without scripts has at most so many rows, so that the page stays small.
const MOST_ROWS: usize = 300;

/// A table: its heading, and for each row its cells.
#[derive(Serialize)]
pub(crate) struct Table {
    title: String,
    summary: String,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
    /// How many rows there are, of which `rows` are the first.
    all: usize,
}

impl Table {
    fn new(title: &str, summary: &str, columns: &'static [&'static str], all: usize) -> Self {
        Self { title: title.to_owned(), summary: summary.to_owned(), columns, rows: Vec::new(), all }
    }
}

/// All tables of a report, but those without rows.
pub(crate) fn tables(report: &Report, against: &BTreeMap<Place, Vec<Place>>) -> Vec<Table> {
    let articles = &report.articles;
    let mut tables = vec![analyzers(report)];
    for column in &report.analyzers {
        if column.shape == Shape::Speech {
            tables.push(speakers(column, articles));
        }
        tables.push(findings(column, articles));
    }
    tables.push(organizations(report, against));
    tables.push(contents(report));
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// The findings of one analyzer, in the order of the articles.
fn findings_of<'r>(
    id: &str,
    articles: &'r [ArticlePage],
) -> impl Iterator<Item = (&'r Row, &'r ArticlePage)> {
    let rows = articles.iter().flat_map(|article| article.rows.iter().map(move |row| (row, article)));
    rows.filter(move |(row, _)| row.analyzer == id)
}

fn analyzers(report: &Report) -> Table {
    let columns = &["Analyzer", "Finds", "Findings", "Of these"];
    let mut table = Table::new("Findings by analyzer", "", columns, report.analyzers.len());
    for column in &report.analyzers {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for (row, _) in findings_of(&column.id, &report.articles) {
            *kinds.entry(&row.kind).or_default() += 1;
        }
        let findings: usize = kinds.values().sum();
        let kinds: Vec<_> = kinds.into_iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        table.rows.push(vec![
            column.id.clone(),
            column.summary.clone(),
            findings.to_string(),
            kinds.join(", "),
        ]);
    }
    table
}

fn findings(column: &Column, articles: &[ArticlePage]) -> Table {
    let all = findings_of(&column.id, articles).count();
    let first = findings_of(&column.id, articles).take(MOST_ROWS);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let columns: &[&str] = match column.shape {
        Shape::Rates | Shape::Measures => &[
            "Finding",
            "Kind",
            "Figure",
            "Rate",
            "Organization",
            "Period",
            "Status",
            "According to",
            "In the article’s words",
            "Article",
        ],
        Shape::Speech | Shape::Other => {
            &["Finding", "Kind", "Organization", "According to", "In the article’s words", "Article"]
        }
    };
    let mut table = Table::new(&column.id, &column.summary, columns, all);
    for (row, page) in first {
        let mut cells = vec![row.message.clone(), row.kind.clone()];
        if matches!(column.shape, Shape::Rates | Shape::Measures) {
            cells.push(row.measure.as_ref().map(|measure| measure.words.clone()).unwrap_or_default());
            cells.push(rate(row));
            cells.extend([text(&row.organization), text(&row.period), text(&row.status)]);
        } else {
            cells.push(text(&row.organization));
        }
        cells.extend([who(row), row.words.clone(), page.meta.title.clone()]);
        table.rows.push(cells);
    }
    table
}

fn who(row: &Row) -> String {
    row.who.as_ref().map_or_else(|| "the article".to_owned(), |who| who.name.clone())
}

/// A rate with its numerator and denominator: `6/14 = 42.9 %`.
fn rate(row: &Row) -> String {
    let Some(measure) = &row.measure else { return String::new() };
    let Some(rate) = measure.rate else { return String::new() };
    match measure.figure.numerator.zip(measure.figure.denominator) {
        Some((part, whole)) => format!("{}/{} = {:.1} %", grouped(part), grouped(whole), rate * 100.0),
        None => format!("{:.1} %", rate * 100.0),
    }
}

fn speakers(column: &Column, articles: &[ArticlePage]) -> Table {
    let mut speakers: BTreeMap<(String, usize), (&str, &str, usize)> = BTreeMap::new();
    for (row, _) in findings_of(&column.id, articles) {
        let Some(who) = &row.who else { continue };
        let speaker = speakers.entry((who.name.to_lowercase(), who.sort));
        let (_, about, quotations) = speaker.or_insert((&who.name, &who.about, 0));
        if about.is_empty() {
            *about = &who.about;
        }
        *quotations += 1;
    }
    let mut rows: Vec<_> = speakers.into_iter().collect();
    // Stable: speakers with as many quotations stay in the order of their names.
    rows.sort_by_key(|(_, (.., quotations))| Reverse(*quotations));
    let columns = &["Speaker", "Sort", "Known as", "Quotations"];
    let mut table = Table::new("Who is quoted", "", columns, rows.len());
    let shown = rows.into_iter().take(MOST_ROWS);
    table.rows.extend(shown.map(|((_, sort), (name, about, quotations))| {
        vec![name.to_owned(), SORTS[sort].to_owned(), about.to_owned(), quotations.to_string()]
    }));
    table
}

fn organizations(report: &Report, against: &BTreeMap<Place, Vec<Place>>) -> Table {
    let mut claims = Vec::new();
    for (article, page) in report.articles.iter().enumerate() {
        for (index, row) in page.rows.iter().enumerate() {
            if let (Some(organization), Some(measure), None) = (&row.organization, &row.measure, row.same_as)
            {
                let group = row.group.as_deref().unwrap_or_default();
                let key = (organization.to_lowercase(), group.to_lowercase(), &row.kind, &measure.unit);
                claims.push((key, (article, index), row));
            }
        }
    }
    claims.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let title_of = |place: &Place| report.articles[place.0].meta.title.clone();
    let columns = &[
        "Organization",
        "Group",
        "Claim",
        "Figure",
        "Rate",
        "Period",
        "Status",
        "According to",
        "Article",
        "Contradicts",
    ];
    let mut table = Table::new("By organization", "Claims with figures, side by side", columns, claims.len());
    for (_, place, row) in claims.into_iter().take(MOST_ROWS) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let others = against.get(&place).into_iter().flatten();
        let others: Vec<_> = others
            .map(|other| format!("{} ({})", report.articles[other.0].rows[other.1].message, title_of(other)))
            .collect();
        let figure = row.measure.as_ref().map(|measure| measure.words.clone()).unwrap_or_default();
        table.rows.push(vec![
            text(&row.organization),
            text(&row.group),
            row.message.clone(),
            figure,
            rate(row),
            text(&row.period),
            text(&row.status),
            who(row),
            title_of(&place),
            others.join("; "),
        ]);
    }
    table
}

fn contents(report: &Report) -> Table {
    let columns = &["Article", "Publisher", "Day", "Words", "Findings"];
    let mut table = Table::new("Articles", "", columns, report.articles.len());
    table.rows.extend(report.articles.iter().take(MOST_ROWS).map(|page| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            page.meta.title.clone(),
            text(&page.meta.publisher),
            text(&page.meta.day),
            page.meta.words.to_string(),
            page.rows.len().to_string(),
        ]
    }));
    table
}

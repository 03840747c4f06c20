//! The overview: how many articles, and how many findings of which analyzer and kind.

use crate::report::Report;
use serde::Serialize;

/// What the run as a whole amounts to.
#[derive(Serialize)]
pub(crate) struct Overview {
    articles: usize,
    words: usize,
    findings: usize,
    /// The first and the last day of publication, where any is known.
    days: Option<(String, String)>,
    analyzers: Vec<AnalyzerView>,
}

/// An analyzer with its findings counted.
#[derive(Serialize)]
struct AnalyzerView {
    id: &'static str,
    summary: &'static str,
    findings: usize,
    kinds: Vec<(&'static str, usize)>,
    /// The width of its bar, of 100 for the analyzer with most findings.
    width: String,
}

impl Overview {
    /// The overview of a report.
    pub(crate) fn of(report: &Report) -> Self {
        let all = || report.articles.iter().flat_map(|article| &article.findings);
        let count = |id: &str| all().filter(|finding| finding.analyzer == id).count();
        let ids = report.analyzers.iter().map(|column| column.descriptor.id);
        let most = ids.map(count).max().unwrap_or(0).max(1);
        let analyzers = report.analyzers.iter().map(|column| {
            let descriptor = column.descriptor;
            let kinds = descriptor.kinds.iter().map(|kind| {
                let of_kind = |finding: &&_| is_of(finding, descriptor.id, kind.name);
                (kind.name, all().filter(of_kind).count())
            });
            let findings = count(descriptor.id);
            AnalyzerView {
                id: descriptor.id,
                summary: descriptor.summary,
                findings,
                kinds: kinds.filter(|(_, count)| *count > 0).collect(),
                width: format!("{:.1}", findings as f64 / most as f64 * 100.0),
            }
        });
        Self {
            articles: report.articles.len(),
            words: report.articles.iter().map(|article| article.words).sum(),
            findings: all().count(),
            days: days(report),
            analyzers: analyzers.collect(),
        }
    }
}

fn is_of(finding: &crate::report::article::FindingView, analyzer: &str, kind: &str) -> bool {
    finding.analyzer == analyzer && finding.kind == kind
}

fn days(report: &Report) -> Option<(String, String)> {
    let published = report.articles.iter().filter_map(|article| article.published.as_deref());
    let days = published.filter_map(|moment| moment.get(..10));
    Some((days.clone().min()?.to_owned(), days.max()?.to_owned()))
}

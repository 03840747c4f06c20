//! Who speaks: speakers with their quotations, and what sort of sources the articles rest on.

use crate::report::article::{ArticlePage, FindingView};
use crate::report::page::Reference;
use crate::report::safe::visible;
use crate::report::scale::WIDTH;
use crate::report::values;
use serde::Serialize;
use std::collections::BTreeMap;

/// Sorts of speakers in the order they are shown, the best known first.
const SORTS: &[&str] = &["person", "organization", "document", "group", "anonymous", "unknown"];

/// The quotations of one analyzer.
#[derive(Serialize)]
pub(crate) struct Speech {
    quotations: usize,
    shares: Vec<Share>,
    speakers: Vec<Speaker>,
}

/// The quotations of one sort of speakers.
#[derive(Serialize)]
struct Share {
    sort: &'static str,
    quotations: usize,
    /// In hundredths of all quotations, to one decimal.
    percent: String,
    /// Where its part of the bar begins, and how wide it is.
    x: String,
    width: String,
}

/// Who said something.
#[derive(Serialize)]
struct Speaker {
    name: String,
    sort: &'static str,
    about: String,
    kinds: Vec<(&'static str, usize)>,
    quotations: Vec<Quotation>,
}

#[derive(Serialize)]
struct Quotation {
    content: String,
    kind: &'static str,
    cue: Option<String>,
    reference: Reference,
}

impl Speech {
    /// The quotations of the analyzer `id`.
    pub(crate) fn of(id: &str, articles: &[ArticlePage]) -> Self {
        let mut speakers: BTreeMap<(String, &'static str), Speaker> = BTreeMap::new();
        for (number, article) in articles.iter().enumerate() {
            for (index, finding) in article.findings.iter().enumerate() {
                if finding.analyzer == id {
                    let sort = sort(finding);
                    let name = finding.speaker().unwrap_or_else(|| "not stated".to_owned());
                    let speaker = speakers.entry((name.to_lowercase(), sort)).or_insert_with(|| Speaker {
                        name,
                        sort,
                        about: String::new(),
                        kinds: Vec::new(),
                        quotations: Vec::new(),
                    });
                    speaker.add(finding, Reference::new(number, index, article));
                }
            }
        }
        let mut speakers: Vec<_> = speakers.into_values().collect();
        // Stable: speakers with as many quotations stay in the order of their names.
        speakers.sort_by_key(|speaker| std::cmp::Reverse(speaker.quotations.len()));
        let quotations = speakers.iter().map(|speaker| speaker.quotations.len()).sum();
        Self { quotations, shares: shares(&speakers, quotations), speakers }
    }
}

impl Speaker {
    fn add(&mut self, finding: &FindingView, reference: Reference) {
        if self.about.is_empty() {
            self.about = about(finding);
        }
        match self.kinds.iter_mut().find(|(kind, _)| *kind == finding.kind) {
            Some((_, count)) => *count += 1,
            None => self.kinds.push((finding.kind, 1)),
        }
        let contents = finding.labels.iter().filter(|label| label.role == "content");
        let contents: Vec<_> = contents.map(|label| label.text.as_str()).collect();
        let content = if contents.is_empty() { finding.text.clone() } else { contents.join(" … ") };
        let cue = finding.labelled("cue").map(str::to_owned);
        self.quotations.push(Quotation { content, kind: finding.kind, cue, reference });
    }
}

fn sort(finding: &FindingView) -> &'static str {
    let kind = finding.data.get("speaker").and_then(|speaker| values::text(speaker, "kind"));
    SORTS.iter().copied().find(|sort| Some(*sort) == kind).unwrap_or("unknown")
}

/// Title and affiliation, where they are known.
fn about(finding: &FindingView) -> String {
    let Some(speaker) = finding.data.get("speaker") else { return String::new() };
    let parts = ["title", "affiliation"].into_iter().filter_map(|field| values::text(speaker, field));
    visible(&parts.collect::<Vec<_>>().join(", "))
}

fn shares(speakers: &[Speaker], quotations: usize) -> Vec<Share> {
    let mut x = 0.0;
    let mut shares = Vec::new();
    for &sort in SORTS {
        let of_sort = speakers.iter().filter(|speaker| speaker.sort == sort);
        let count: usize = of_sort.map(|speaker| speaker.quotations.len()).sum();
        if count == 0 {
            continue;
        }
        let share = count as f64 / quotations as f64;
        let width = share * WIDTH;
        shares.push(Share {
            sort,
            quotations: count,
            percent: format!("{:.1}", share * 100.0),
            x: format!("{x:.2}"),
            width: format!("{width:.2}"),
        });
        x += width;
    }
    shares
}

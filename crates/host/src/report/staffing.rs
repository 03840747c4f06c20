//! Rates: how many of how many, over what time, on whose word.

use crate::report::article::ArticlePage;
use crate::report::figures;
use crate::report::page::{Reference, findings_of};
use crate::report::safe::visible;
use crate::report::values;
use serde::Serialize;

/// A claim with a figure, and a rate where one can be worked out.
#[derive(Serialize)]
pub(crate) struct RateRow {
    kind: &'static str,
    message: String,
    figure: Option<String>,
    /// In the article's words.
    quantity: Option<String>,
    /// In hundredths, to one decimal.
    percent: Option<String>,
    /// The rate as the width of a bar in a drawing 100 wide.
    width: Option<String>,
    organization: Option<String>,
    period: Option<String>,
    status: Option<String>,
    person: Option<String>,
    attributed_to: Option<String>,
    reference: Reference,
}

/// The claims of the analyzer `id`, in the order of the articles.
pub(crate) fn rows(id: &str, articles: &[ArticlePage]) -> Vec<RateRow> {
    let rows = findings_of(id, articles).map(|(finding, reference)| {
        let data = &finding.data;
        let rate = data.get("rate").and_then(serde_json::Value::as_f64);
        let label = |role: &str| finding.labelled(role).map(str::to_owned);
        RateRow {
            kind: finding.kind,
            message: finding.message.clone(),
            figure: figures::of(data).map(|figure| visible(&figures::in_words(&figure))),
            quantity: label("quantity"),
            percent: rate.map(|rate| format!("{:.1}", rate * 100.0)),
            width: rate.map(|rate| format!("{:.1}", rate.clamp(0.0, 1.0) * 100.0)),
            organization: values::text(data, "organization").map(visible).or_else(|| label("organization")),
            period: label("period"),
            status: values::text(data, "status").map(visible),
            person: data.get("person").and_then(|person| values::text(person, "name")).map(visible),
            attributed_to: finding.attributed_to.clone(),
            reference,
        }
    });
    rows.collect()
}

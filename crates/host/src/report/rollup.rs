//! The roll-up: for each organization and group its claims side by side, on axes of their own, with their sources,
//! and with those flagged that contradict one another.

use crate::report::article::{ArticlePage, FindingView};
use crate::report::figures::{self, Extent};
use crate::report::page::Reference;
use crate::report::safe::visible;
use crate::report::scale::{Bar, Scale, Tick};
use crate::report::values;
use copydesk_analyzer::language::{Figure, Form};
use serde::Serialize;
use std::collections::BTreeMap;

/// With how many claims on its axis a claim is compared: a bound on the work for each.
const REACH: usize = 64;
/// By what share of the larger two figures must differ to contradict one another: below it lies rounding.
const TOLERANCE: f64 = 0.05;

/// An organization with its claims.
#[derive(Serialize)]
pub(crate) struct Organization {
    name: String,
    claims: usize,
    groups: Vec<Group>,
}

/// Whom or what claims are about: a group of people, a device, or nothing in particular.
#[derive(Serialize)]
struct Group {
    name: Option<String>,
    axes: Vec<Axis>,
}

/// Claims of one kind and unit.
#[derive(Serialize)]
struct Axis {
    kind: &'static str,
    unit: String,
    ticks: Vec<Tick>,
    rows: Vec<Row>,
}

/// A claim.
#[derive(Serialize)]
struct Row {
    message: String,
    figure: String,
    /// Numerator over denominator and the share in percent, where the claim tells a rate.
    rate: Option<String>,
    bar: Option<Bar>,
    period: Option<String>,
    status: Option<String>,
    attributed_to: Option<String>,
    reference: Reference,
    /// Where the article tells it again.
    again: Vec<Reference>,
    /// What does not agree with it.
    against: Vec<Reference>,
}

/// A claim before it is drawn.
struct Claim<'a> {
    finding: &'a FindingView,
    article: usize,
    index: usize,
    page: &'a ArticlePage,
    figure: Figure,
    extent: Option<Extent>,
    again: Vec<usize>,
}

type Groups<'a> = BTreeMap<Option<String>, BTreeMap<(&'static str, String), Vec<Claim<'a>>>>;

/// The roll-up of the claims of some analyzers. A claim has a figure and an organization.
pub(crate) fn organizations(ids: &[&str], articles: &[ArticlePage]) -> Vec<Organization> {
    let mut all: BTreeMap<String, (String, Groups<'_>)> = BTreeMap::new();
    for (article, page) in articles.iter().enumerate() {
        let mut again: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, finding) in page.findings.iter().enumerate() {
            again.entry(finding.same_as.unwrap_or(index)).or_default().extend(finding.same_as.map(|_| index));
        }
        for (index, finding) in page.findings.iter().enumerate() {
            let own = ids.contains(&finding.analyzer) && finding.same_as.is_none();
            let Some(name) = values::text(&finding.data, "organization").filter(|_| own) else { continue };
            let Some(figure) = figures::of(&finding.data) else { continue };
            let (unit, factor) = figures::base_unit(figure.unit.as_deref());
            let extent = figures::extent(&figure, factor);
            let again = again.remove(&index).unwrap_or_default();
            let claim = Claim { finding, article, index, page, figure, extent, again };
            let (_, groups) =
                all.entry(name.to_lowercase()).or_insert_with(|| (name.to_owned(), Groups::new()));
            let axes = groups.entry(group(finding)).or_default();
            axes.entry((finding.kind, unit)).or_default().push(claim);
        }
    }
    all.into_values().map(|(name, groups)| organization(&name, groups)).collect()
}

/// Whom or what a claim is about, in lower case: its group, else what it counts.
fn group(finding: &FindingView) -> Option<String> {
    let told = ["group", "device"].into_iter().find_map(|field| values::text(&finding.data, field));
    told.map(str::to_lowercase)
}

fn organization(name: &str, groups: Groups<'_>) -> Organization {
    let claims = groups.values().flat_map(BTreeMap::values).map(Vec::len).sum();
    let groups = groups.into_iter().map(|(name, axes)| Group {
        name: name.map(|name| visible(&name)),
        axes: axes.into_iter().map(|((kind, unit), claims)| axis(kind, &unit, &claims)).collect(),
    });
    Organization { name: visible(name), claims, groups: groups.collect() }
}

fn axis(kind: &'static str, unit: &str, claims: &[Claim<'_>]) -> Axis {
    let scale = Scale::over(claims.iter().filter_map(|claim| claim.extent));
    let ticks = scale.as_ref().map(Scale::ticks).unwrap_or_default();
    let rows = claims.iter().enumerate().map(|(index, claim)| {
        let near = claims[index.saturating_sub(REACH)..].iter().take(2 * REACH);
        let against = near.filter(|other| contradicts(claim, other)).map(Claim::reference);
        Row { against: against.collect(), ..row(claim, scale.as_ref()) }
    });
    Axis { kind, unit: visible(unit), rows: rows.collect(), ticks }
}

impl Claim<'_> {
    fn reference(&self) -> Reference {
        Reference::new(self.article, self.index, self.page)
    }

    fn text(&self, field: &str) -> Option<&str> {
        values::text(&self.finding.data, field)
    }
}

fn row(claim: &Claim<'_>, scale: Option<&Scale>) -> Row {
    let Claim { finding, article, page, figure, .. } = claim;
    let rate = finding.data.get("rate").and_then(serde_json::Value::as_f64);
    let parts = figure.numerator.zip(figure.denominator);
    let rate = rate.map(|rate| match parts {
        Some((part, whole)) => {
            format!("{}/{} = {:.1} %", figures::grouped(part), figures::grouped(whole), rate * 100.0)
        }
        None => format!("{:.1} %", rate * 100.0),
    });
    Row {
        message: finding.message.clone(),
        figure: visible(&figures::in_words(figure)),
        rate,
        bar: scale.zip(claim.extent).map(|(scale, extent)| scale.bar(extent)),
        period: finding.labelled("period").map(str::to_owned),
        status: claim.text("status").map(visible),
        attributed_to: finding.attributed_to.clone(),
        reference: claim.reference(),
        again: claim.again.iter().map(|again| Reference::new(*article, *again, page)).collect(),
        against: Vec::new(),
    }
}

/// Whether two claims of one axis cannot both be true: the same figure once denied, or different figures of the same
/// things for the same period, or from different sources.
fn contradicts(a: &Claim<'_>, b: &Claim<'_>) -> bool {
    let subject = |claim: &Claim<'_>| claim.finding.labelled("subject").map(str::to_lowercase);
    let (Some(first), Some(second)) = (point(a), point(b)) else { return false };
    let same_place = (a.article, a.index) == (b.article, b.index);
    if same_place || subject(a) != subject(b) {
        return false;
    }
    let differ = (first - second).abs() > TOLERANCE * first.abs().max(second.abs());
    let denied = |claim: &Claim<'_>| claim.text("status") == Some("denied");
    if denied(a) != denied(b) {
        return !differ;
    }
    let told = |claim: &Claim<'_>| claim.text("status").is_none_or(|status| status == "actual");
    let period =
        |claim: &Claim<'_>| claim.finding.data.get("period").cloned().filter(|period| !period.is_null());
    let same_period = period(a) == period(b);
    let sources = a.finding.attributed_to.is_some()
        && b.finding.attributed_to.is_some()
        && a.finding.attributed_to != b.finding.attributed_to;
    differ && told(a) && told(b) && same_period && (period(a).is_some() || sources)
}

/// The one number that a figure states, if it is no bound.
fn point(claim: &Claim<'_>) -> Option<f64> {
    let figure = &claim.figure;
    matches!(figure.form, Form::Exact | Form::Approx | Form::Fraction).then_some(figure.value)?
}

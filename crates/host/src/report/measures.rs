//! Measures: claims of how much, as normalised ranges on one axis for each kind and unit.

use crate::report::article::{ArticlePage, FindingView};
use crate::report::figures::{self, Extent};
use crate::report::page::{Reference, findings_of};
use crate::report::safe::visible;
use crate::report::scale::{Bar, Scale, Tick};
use crate::report::values;
use serde::Serialize;
use std::collections::BTreeMap;

/// Claims that share an axis.
#[derive(Serialize)]
pub(crate) struct Axis {
    kind: &'static str,
    /// What the axis counts in; empty for things that are counted.
    unit: String,
    ticks: Vec<Tick>,
    rows: Vec<MeasureRow>,
}

/// A claim with its figure.
#[derive(Serialize)]
struct MeasureRow {
    message: String,
    figure: Option<String>,
    bar: Option<Bar>,
    organization: Option<String>,
    purpose: Option<String>,
    attributed_to: Option<String>,
    reference: Reference,
}

/// Claims with where they lie on their axis, before there is one.
type Drawn = Vec<(Option<Extent>, MeasureRow)>;

/// The claims of the analyzer `id`, by kind and unit.
pub(crate) fn axes(id: &str, articles: &[ArticlePage]) -> Vec<Axis> {
    let mut groups: BTreeMap<(&'static str, String), Drawn> = BTreeMap::new();
    for (finding, reference) in findings_of(id, articles) {
        let figure = figures::of(&finding.data);
        let unit = figure.as_ref().and_then(|figure| figure.unit.as_deref());
        let (base, factor) = figures::base_unit(unit);
        let extent = figure.as_ref().and_then(|figure| figures::extent(figure, factor));
        let figure = figure.map(|figure| visible(&figures::in_words(&figure)));
        groups.entry((finding.kind, base)).or_default().push((extent, row(finding, figure, reference)));
    }
    groups.into_iter().map(|((kind, unit), rows)| axis(kind, unit, rows)).collect()
}

fn row(finding: &FindingView, figure: Option<String>, reference: Reference) -> MeasureRow {
    let data = &finding.data;
    let label = |role: &str| finding.labelled(role).map(str::to_owned);
    MeasureRow {
        message: finding.message.clone(),
        figure,
        bar: None,
        organization: values::text(data, "organization").map(visible).or_else(|| label("organization")),
        purpose: values::text(data, "system").map(visible).or_else(|| label("purpose")),
        attributed_to: finding.attributed_to.clone(),
        reference,
    }
}

fn axis(kind: &'static str, unit: String, rows: Drawn) -> Axis {
    let scale = Scale::over(rows.iter().filter_map(|(extent, _)| *extent));
    let ticks = scale.as_ref().map(Scale::ticks).unwrap_or_default();
    let draw = |extent: Option<Extent>| Some(scale.as_ref()?.bar(extent?));
    let rows = rows.into_iter().map(|(extent, row)| MeasureRow { bar: draw(extent), ..row }).collect();
    Axis { kind, unit: visible(&unit), ticks, rows }
}

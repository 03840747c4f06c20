//! Highlights: overlapping and nested findings laid flat, as pieces of text that each know what covers them.

use crate::analysis::Reported;
use copydesk_analyzer::Span;
use std::collections::BTreeSet;

/// How many layers over one piece are told apart. More than a reader can take in; a bound, so that findings nested a
/// thousand deep cost no more than as many side by side.
const MOST_LAYERS: usize = 6;

/// A finding, or a labelled part of one, over a stretch of text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Layer {
    /// In bytes; the shortest layer lies on top.
    length: u32,
    /// Whether it is a whole finding: a label of the same length lies above it.
    is_whole: bool,
    /// The finding's index among the article's.
    pub(crate) finding: usize,
    /// The index of the label among the finding's, unless this is the finding as a whole.
    pub(crate) label: Option<usize>,
}

/// A stretch of text that the same layers cover from end to end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Covered {
    pub(crate) span: Span,
    /// What covers it, the topmost first; at most [`MOST_LAYERS`].
    pub(crate) layers: Vec<Layer>,
}

/// The stretches of text that findings cover, in order, without overlap.
pub(crate) fn covered(findings: &[Reported]) -> Vec<Covered> {
    let mut edges = edges(findings);
    edges.sort_unstable_by_key(|edge| edge.at);
    let mut open = BTreeSet::new();
    let mut covered = Vec::new();
    let mut from = 0;
    for edge in edges {
        if edge.at > from && !open.is_empty() {
            let layers = open.iter().copied().take(MOST_LAYERS).collect();
            covered.push(Covered { span: Span::new(from, edge.at), layers });
        }
        from = edge.at;
        if edge.opens {
            open.insert(edge.layer);
        } else {
            open.remove(&edge.layer);
        }
    }
    covered
}

/// Where a layer begins or ends.
struct Edge {
    at: u32,
    opens: bool,
    layer: Layer,
}

fn edges(findings: &[Reported]) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (index, reported) in findings.iter().enumerate() {
        let labels = reported.finding.labels.iter().enumerate();
        let labels = labels.map(|(label, labelled)| (labelled.span, Some(label)));
        for (span, label) in labels.chain([(reported.finding.span, None)]) {
            // An empty span covers nothing, and would never be closed after it was opened.
            if span.is_empty() {
                continue;
            }
            let layer = Layer { length: span.len(), is_whole: label.is_none(), finding: index, label };
            edges.push(Edge { at: span.start, opens: true, layer });
            edges.push(Edge { at: span.end, opens: false, layer });
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::{FIRST, reported};

    fn shown(findings: &[Reported]) -> Vec<(u32, u32, Vec<usize>)> {
        let stretches = covered(findings).into_iter();
        let layers = |covered: &Covered| covered.layers.iter().map(|layer| layer.finding).collect();
        stretches.map(|covered| (covered.span.start, covered.span.end, layers(&covered))).collect()
    }

    #[test]
    fn overlapping_findings_are_cut_where_either_begins_or_ends() {
        let findings = [reported(&FIRST, 0..10), reported(&FIRST, 5..12)];
        assert_eq!(shown(&findings), [(0, 5, vec![0]), (5, 10, vec![1, 0]), (10, 12, vec![1])]);
    }

    #[test]
    fn a_label_lies_above_its_finding_and_may_stand_outside_it() {
        let mut whole = reported(&FIRST, 0..10);
        whole.finding = whole.finding.label("source", Span::new(0, 10)).label("cue", Span::new(20, 24));
        let stretches = covered(&[whole]);
        assert_eq!(stretches.len(), 2);
        assert_eq!(stretches[0].layers[0].label, Some(0));
        assert_eq!(stretches[0].layers[1].label, None);
        assert_eq!(stretches[1].span, Span::new(20, 24));
    }

    #[test]
    fn many_nested_findings_keep_a_bounded_number_of_layers() {
        let findings: Vec<_> = (0..20_000).map(|depth| reported(&FIRST, depth..50_000 - depth)).collect();
        assert!(covered(&findings).iter().all(|covered| covered.layers.len() <= MOST_LAYERS));
    }
}

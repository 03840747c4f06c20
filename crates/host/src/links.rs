//! Links between findings: which quotation a claim stands in, and which claim it repeats.

mod retold;

use crate::analysis::Reported;
use copydesk_analyzer::{Document, Span};

/// How many pieces of quotations before a finding are looked at for one that holds it. A bound, so that thousands of
/// quotations nested in one another cost no more than as many beside one another.
const REACH: usize = 64;

/// A piece of a quotation's content.
#[derive(Clone, Copy)]
struct Piece {
    span: Span,
    /// The quotation's index among the findings.
    quotation: usize,
}

/// Links the findings of a document, which stand in the order of the text.
pub(crate) fn link_all(document: &Document, findings: &mut [Reported]) {
    link(findings);
    retold::link(document, findings);
}

/// Gives every finding that lies mostly inside a quotation's content the index of that quotation: of several, the one
/// that holds most of it; of those, the shortest.
fn link(findings: &mut [Reported]) {
    let mut pieces = pieces(findings);
    pieces.sort_by_key(|piece| (piece.span, piece.quotation));
    if pieces.is_empty() {
        return;
    }
    let lengths: Vec<u32> = findings.iter().map(content_length).collect();
    for (index, reported) in findings.iter_mut().enumerate() {
        reported.attribution = quotation_of(index, reported, &pieces, &lengths);
    }
}

/// Quotations are known by the roles of their analyzer's labels, not by its name.
fn is_quotation(reported: &Reported) -> bool {
    let has = |role: &str| reported.analyzer.roles.iter().any(|known| known.name == role);
    has("content") && has("cue") && has("source")
}

fn contents(reported: &Reported) -> impl Iterator<Item = Span> {
    let labels = reported.finding.labels.iter().filter(|label| label.role == "content");
    labels.map(|label| label.span)
}

fn content_length(reported: &Reported) -> u32 {
    if is_quotation(reported) { contents(reported).map(Span::len).sum() } else { 0 }
}

fn pieces(findings: &[Reported]) -> Vec<Piece> {
    let quotations = findings.iter().enumerate().filter(|(_, reported)| is_quotation(reported));
    quotations
        .flat_map(|(quotation, reported)| contents(reported).map(move |span| Piece { span, quotation }))
        .collect()
}

fn quotation_of(index: usize, reported: &Reported, pieces: &[Piece], lengths: &[u32]) -> Option<usize> {
    let holds_more = |quotation: usize| quotation != index && lengths[quotation] > lengths[index];
    let span = reported.finding.span;
    let quantity = reported.finding.labelled("quantity").filter(|_| lengths[index] == 0);
    let candidates = [Some(span), quantity].into_iter().flatten().flat_map(|anchor| shares(anchor, pieces));
    let held = candidates.filter(|(quotation, share)| *share > 0.5 && holds_more(*quotation));
    let best = held.min_by(|(a, share_a), (b, share_b)| {
        share_b.total_cmp(share_a).then(lengths[*a].cmp(&lengths[*b])).then(a.cmp(b))
    });
    best.map(|(quotation, _)| quotation)
}

/// The quotations near `anchor` with the share of it, from 0 to 1, that lies in their content.
fn shares(anchor: Span, pieces: &[Piece]) -> Vec<(usize, f64)> {
    let behind = pieces.partition_point(|piece| piece.span.start < anchor.end);
    let mut shares: Vec<(usize, f64)> = Vec::new();
    for piece in pieces[..behind].iter().rev().take(REACH) {
        let end = piece.span.end.min(anchor.end);
        let shared = f64::from(end.saturating_sub(piece.span.start.max(anchor.start)));
        let share = shared / f64::from(anchor.len().max(1));
        match shares.iter_mut().find(|(quotation, _)| *quotation == piece.quotation) {
            Some((_, sum)) => *sum += share,
            None => shares.push((piece.quotation, share)),
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use crate::fakes::{Brackets, Brittle, English};
    use crate::{Selection, analyze};
    use copydesk_analyzer::Document;

    /// For each finding, in order: its words, and those of the quotation it is attributed to.
    fn links(text: &str) -> Vec<(String, Option<String>)> {
        let document = Document::from_paragraphs(text);
        let findings = analyze(&document, &Selection::of(vec![&Brackets, &Brittle, &English]), 0.0).findings;
        let words = |index: usize| document.slice(findings[index].finding.span).to_owned();
        (0..findings.len()).map(|index| (words(index), findings[index].attribution.map(words))).collect()
    }

    fn link_of(text: &str, words: &str) -> Option<String> {
        links(text).into_iter().find(|(found, _)| found == words).unwrap().1
    }

    #[test]
    fn a_claim_is_attributed_to_the_quotation_that_it_stands_in() {
        assert_eq!(link_of("[none] and [we lost ten] of", "ten").as_deref(), Some("[we lost ten]"));
        assert_eq!(link_of("[none] ten [none]", "ten"), None);
    }

    #[test]
    fn a_claim_in_nested_quotations_is_attributed_to_the_innermost() {
        assert_eq!(link_of("[a [b ten] c]", "ten").as_deref(), Some("[b ten]"));
        assert_eq!(link_of("[a [b] ten c]", "ten").as_deref(), Some("[a [b] ten c]"));
    }

    #[test]
    fn a_quotation_is_attributed_to_the_one_around_it_but_never_to_itself() {
        assert_eq!(link_of("[a [b] c]", "[b]").as_deref(), Some("[a [b] c]"));
        assert_eq!(link_of("[a [b] c]", "[a [b] c]"), None);
    }

    #[test]
    fn thousands_of_nested_quotations_take_no_longer_than_as_many_beside_one_another() {
        let nested = format!("{}ten{}", "[".repeat(20_000), "]".repeat(20_000));
        assert_eq!(link_of(&nested, "ten").as_deref(), Some("[ten]"));
    }
}

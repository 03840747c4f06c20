//! The report on articles made to break it, and on findings of every shape.

use super::*;
use crate::analysis::{Analysis, Reported};
use copydesk_analyzer::document::Article;
use copydesk_analyzer::{Block, BlockKind, Document, Finding, Kind, Role, Span};
use serde_json::json;
use std::ops::Range;

const fn descriptor(id: &'static str, roles: &'static [Role]) -> Descriptor {
    let kinds = &[Kind { name: "kind", summary: "" }];
    Descriptor { id, summary: "", docs: "", version: 1, kinds, roles, languages: &[] }
}

const fn role(name: &'static str) -> Role {
    Role { name, summary: "" }
}

pub(crate) static FIRST: Descriptor = descriptor("first", &[]);
static SPEECH: Descriptor = descriptor("speech", &[role("content"), role("cue"), role("source")]);

/// A finding without labels or data.
pub(crate) fn reported(analyzer: &'static Descriptor, range: Range<u32>) -> Reported {
    with_data(analyzer, range, "message", serde_json::Value::Null)
}

fn with_data(
    analyzer: &'static Descriptor,
    range: Range<u32>,
    message: &str,
    data: serde_json::Value,
) -> Reported {
    let finding = Finding::new("kind", Span::new(range.start, range.end), message, data);
    Reported {
        analyzer,
        finding: finding.map_data(|data| Box::new(data) as _),
        attribution: None,
        same_as: None,
    }
}

fn report(shapes: &[(&'static Descriptor, Shape)], document: &Document, findings: Vec<Reported>) -> String {
    let columns = shapes.iter().map(|&(descriptor, shape)| Column { descriptor, shape });
    let mut report = Report { analyzers: columns.collect(), articles: Vec::new() };
    report.push(ArticlePage::new(document, &Analysis { findings, diagnostics: Vec::new() }));
    report.html()
}

#[test]
fn a_hostile_article_comes_out_as_text() {
    const ATTACK: &str =
        "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u{202E}\"' {{ 7*7 }}";
    let article = Article {
        id: ATTACK.into(),
        headline: Some(ATTACK.into()),
        byline: vec![ATTACK.into()],
        publisher: Some(ATTACK.into()),
        url: Some("javascript:alert(3)".into()),
        source: Some(ATTACK.into()),
        ..Article::default()
    };
    let span = Span::from_range(0..ATTACK.len());
    let block = Block::new(span, BlockKind::Paragraph);
    let document = Document::new(ATTACK.into(), article, vec![block], None).unwrap();
    let data = json!({"speaker": {"name": ATTACK, "kind": "person", "title": ATTACK}, "rate": 0.5, "organization": ATTACK,
        "system": ATTACK, "status": ATTACK, "quantity": {"form": "exact", "value": 3.0, "unit": ATTACK}});
    for shape in [Shape::Speech, Shape::Rates, Shape::Measures, Shape::Other] {
        let mut finding = with_data(&SPEECH, 0..span.end, ATTACK, data.clone());
        for role in ["content", "cue", "source"] {
            finding.finding = finding.finding.label(role, span);
        }
        let html = report(&[(&SPEECH, shape)], &document, vec![finding]);
        assert_eq!(html.matches("<script").count(), 1, "{shape:?}: only the report's own script");
        assert_eq!(html.matches("</script").count(), 1, "{shape:?}");
        assert!(!html.contains("<img"), "{shape:?}");
        assert!(!html.contains("javascript:"), "{shape:?}: a dangerous address is neither linked nor shown");
        assert!(!html.contains('\u{202E}') && html.contains("\\u{202e}"), "{shape:?}");
        assert!(html.contains("{{ 7*7 }}"), "{shape:?}: text is no template");
    }
}

#[test]
fn the_policy_names_the_script_and_the_style_that_the_page_holds() {
    let html = report(&[], &Document::from_paragraphs(""), Vec::new());
    assert!(html.starts_with("<!doctype html>"));
    assert!(html.contains("default-src &#x27;none&#x27;"), "the policy is there, escaped");
    let inside = |open: &str, close: &str| html.split_once(open).unwrap().1.split_once(close).unwrap().0;
    assert_eq!(inside("<style>", "</style>"), include_str!("../../templates/report/style.css"));
    assert_eq!(inside("<script>", "</script>"), include_str!("../../templates/report/script.js"));
    for fetched in ["src=", "@import", "url(", "<link"] {
        assert!(!html.contains(fetched), "nothing is fetched: {fetched}");
    }
}

#[test]
fn a_claim_inside_a_quotation_is_shown_with_its_speaker() {
    let document = Document::from_paragraphs("Half of us left, said Ada Park.");
    let mut quotation =
        with_data(&SPEECH, 0..31, "Ada Park", json!({"speaker": {"name": "Ada Park", "kind": "person"}}));
    quotation.finding = quotation.finding.label("content", Span::new(0, 15));
    let mut claim = with_data(
        &FIRST,
        0..15,
        "50 % left",
        json!({"rate": 0.5, "quantity": {"form": "fraction", "value": 0.5}}),
    );
    claim.attribution = Some(0);
    let html = report(&[(&FIRST, Shape::Rates), (&SPEECH, Shape::Speech)], &document, vec![quotation, claim]);
    assert!(html.contains("50.0 %"));
    let row = html.split("50.0 %").nth(1).unwrap();
    assert!(row[..row.find("</tr>").unwrap()].contains("<bdi>Ada Park</bdi>"));
    assert!(html.contains("person 100.0 %"));
}

#[test]
fn measures_of_one_kind_and_unit_share_an_axis() {
    let document = Document::from_paragraphs("16,000 chips and 5,000 to 10,000 GPUs, 3 MW");
    let figure = |json| with_data(&FIRST, 0..6, "claim", json!({"quantity": json}));
    let findings = vec![
        figure(json!({"form": "exact", "value": 16000.0, "unit": "chips"})),
        figure(json!({"form": "range", "low": 5000.0, "high": 10000.0, "unit": "GPUs"})),
        figure(json!({"form": "exact", "value": 3.0, "unit": "MW"})),
    ];
    let html = report(&[(&FIRST, Shape::Measures)], &document, findings);
    assert_eq!(html.matches("<h3>kind").count(), 2);
    assert!(html.contains("5,000 to 10,000 GPUs"));
    assert!(html.contains("<small>in W</small>"));
}

#[test]
fn noise_is_shown_with_its_reason_and_line_ends_are_kept() {
    let text = "Sign up\nnow";
    let block =
        Block::new(Span::new(0, 11), BlockKind::Boilerplate(copydesk_analyzer::document::Noise::Newsletter));
    let document = Document::new(text.into(), Article::default(), vec![block], None).unwrap();
    let html = report(&[], &document, Vec::new());
    assert!(html.contains("data-noise=\"newsletter\">Sign up\nnow</p>"));
}

#[test]
fn a_mark_leads_to_its_finding() {
    let document = Document::from_paragraphs("Six of the 14 authors left.");
    let html =
        report(&[(&FIRST, Shape::Other)], &document, vec![reported(&FIRST, 0..13), reported(&FIRST, 4..20)]);
    assert!(html.contains("href=\"#a1-f1\" data-findings=\"1\""));
    assert!(html.contains("href=\"#a1-f1\" data-findings=\"1 2\"") || html.contains("data-findings=\"2 1\""));
    assert!(html.contains("id=\"a1-f2\""));
}

#[test]
fn claims_about_one_organization_stand_side_by_side_and_contradictions_are_flagged() {
    let document =
        Document::from_paragraphs("Acme cut 400 jobs in May. Acme cut 900 jobs in May. It cut 400.");
    let claim = |range: Range<u32>, value: f64| {
        let data = json!({"quantity": {"form": "exact", "value": value, "unit": "jobs"}, "organization": "Acme",
            "period": {"from": "2025-05-01", "to": "2025-05-31"}, "status": "actual"});
        with_data(&FIRST, range, "jobs cut", data)
    };
    let mut again = claim(52..63, 400.0);
    again.same_as = Some(0);
    let findings = vec![claim(0..17, 400.0), claim(26..43, 900.0), again];
    let html = report(&[(&FIRST, Shape::Rates)], &document, findings);
    assert_eq!(html.matches("class=\"against\"").count(), 2, "each of the two points at the other");
    assert_eq!(html.matches("class=\"again\"").count(), 1, "the repetition is linked, not a row of its own");
    assert!(html.contains("<small>2 claims</small>"));
}

//! The report on articles made to break it, and on findings of every shape.

use super::contradictions::contradictions;
use super::story::{StoryBlock, StoryFinding, StoryLabel};
use super::*;
use serde_json::{Value, json};
use std::ops::Range;

/// A story of one paragraph.
fn story(text: &str, findings: Vec<StoryFinding>) -> Story {
    let end = u32::try_from(text.len()).unwrap();
    let block = StoryBlock { kind: "paragraph".into(), noise: None, is_body: true, start: 0, end };
    Story { id: "story".into(), text: text.into(), blocks: vec![block], findings, ..Story::default() }
}

fn finding(analyzer: &str, range: Range<u32>, data: Value) -> StoryFinding {
    StoryFinding {
        analyzer: analyzer.into(),
        kind: "kind".into(),
        message: "message".into(),
        start: range.start,
        end: range.end,
        data,
        ..StoryFinding::default()
    }
}

fn labelled(mut finding: StoryFinding, role: &str, range: Range<u32>) -> StoryFinding {
    finding.labels.push(StoryLabel { role: role.into(), start: range.start, end: range.end });
    finding
}

fn report(shapes: &[(&str, Shape)], stories: &[Story]) -> Report {
    let column = |&(id, shape): &(&str, Shape)| Column { id: id.into(), summary: String::new(), shape };
    let articles = stories.iter().map(ArticlePage::new);
    Report { analyzers: shapes.iter().map(column).collect(), articles: articles.collect() }
}

/// What stands in the page between two marks.
fn inside<'h>(html: &'h str, open: &str, close: &str) -> &'h str {
    html.split_once(open).unwrap().1.split_once(close).unwrap().0
}

fn embedded(html: &str, id: &str) -> Vec<Value> {
    let json = inside(html, &format!("<script type=\"application/json\" id=\"{id}\">"), "</script>");
    json.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_hostile_article_comes_out_as_text() {
    const ATTACK: &str =
        "</script></noscript><script>alert(1)</script><img src=x onerror=alert(2)>\u{202E}\"' {{ 7*7 }}";
    let attack = || Some(ATTACK.to_owned());
    let data = json!({"speaker": {"name": ATTACK, "kind": "person", "title": ATTACK}, "rate": 0.5, "organization": ATTACK,
        "system": ATTACK, "status": ATTACK, "group": ATTACK, "quantity": {"form": "exact", "value": 3.0, "unit": ATTACK}});
    for shape in [Shape::Speech, Shape::Rates, Shape::Measures, Shape::Other] {
        let mut hostile = finding("first", 0..80, data.clone());
        hostile.kind = ATTACK.into();
        hostile.message = ATTACK.into();
        let hostile = labelled(labelled(hostile, ATTACK, 0..9), "source", 0..80);
        let hostile = Story {
            id: ATTACK.into(),
            source: attack(),
            headline: attack(),
            byline: vec![ATTACK.into()],
            publisher: attack(),
            published: attack(),
            url: Some("javascript:alert(3)".into()),
            diagnostics: vec![ATTACK.into()],
            ..story(ATTACK, vec![hostile])
        };
        let html = report(&[("first", shape)], &[hostile]).html();
        let harmless = report(&[], &[]).html();
        for element in ["<script", "</script", "<img", "</noscript"] {
            assert_eq!(
                html.matches(element).count(),
                harmless.matches(element).count(),
                "{shape:?}: {element}"
            );
        }
        assert!(!html.contains("javascript:"), "{shape:?}: a dangerous address is neither linked nor shown");
        assert!(!html.contains('\u{202E}') && html.contains("\\u{202e}"), "{shape:?}");
        assert!(html.contains("{{ 7*7 }}"), "{shape:?}: text is no template");
        assert_eq!(embedded(&html, "texts"), [ATTACK], "{shape:?}: the text itself is whole");
    }
}

#[test]
fn the_policy_names_the_script_and_the_style_that_the_page_holds() {
    let html = report(&[], &[]).html();
    assert!(html.trim_start().starts_with("<!doctype html>"));
    let policy = inside(&html, "Content-Security-Policy\" content=\"", "\">");
    assert!(policy.starts_with("default-src &#x27;none&#x27;"), "{policy}");
    for (name, text) in [
        ("script", inside(&html, "\n<script>", "</script>")),
        ("style", inside(&html, "<style>", "</style>")),
    ] {
        use base64::Engine;
        use sha2::Digest;
        let digest = base64::prelude::BASE64_STANDARD.encode(sha2::Sha256::digest(text));
        let digest = digest.replace('/', "&#x2f;");
        assert!(policy.contains(&format!("{name}-src &#x27;sha256-{digest}&#x27;")), "{name}: {policy}");
    }
    for fetched in ["src=", "@import", "url(", "<link", "innerHTML"] {
        assert!(!html.contains(fetched), "nothing is fetched, no text becomes markup: {fetched}");
    }
}

#[test]
fn a_claim_inside_a_quotation_is_shown_with_its_speaker() {
    let quotation = finding("speech", 0..31, json!({"speaker": {"name": "Ada Park", "kind": "person"}}));
    let mut claim =
        finding("first", 0..15, json!({"rate": 0.5, "quantity": {"form": "fraction", "value": 0.5}}));
    claim.attribution = Some(0);
    let shapes = [("first", Shape::Rates), ("speech", Shape::Speech)];
    let html = report(&shapes, &[story("Half of us left, said Ada Park.", vec![quotation, claim])]).html();
    let index = &embedded(&html, "index")[0];
    assert_eq!(index["sources"], json!([["Ada Park", 0, "", true]]));
    assert_eq!(index["articles"][0]["rows"][1][5], 0, "the claim's source is the first of the sources");
    let row = inside(&html, "50.0 %", "</tr>");
    assert!(row.contains("Ada Park"), "{row}");
}

#[test]
fn offsets_in_the_page_count_what_a_browser_counts() {
    let text = "“😀” – Ada";
    let start = u32::try_from(text.find("Ada").unwrap()).unwrap();
    let found = labelled(finding("first", start..start + 3, Value::Null), "name", start..start + 3);
    let html = report(&[("first", Shape::Other)], &[story(text, vec![found])]).html();
    assert_eq!(embedded(&html, "index")[0]["articles"][0]["rows"][0][1], 7);
    assert_eq!(embedded(&html, "details")[0]["findings"][0]["labels"], json!([["name", 7, 10]]));
}

#[test]
fn a_story_reads_back_from_json_as_it_was() {
    let before = story("Ada left.", vec![labelled(finding("first", 0..3, json!({"a": 1})), "name", 0..3)]);
    let json = serde_json::to_string(&before).unwrap();
    let after: Story = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&after).unwrap(), json);
}

#[test]
fn a_long_table_without_scripts_says_how_much_of_it_is_left_out() {
    let findings = (0..1000).map(|_| finding("first", 0..3, Value::Null)).collect();
    let html = report(&[("first", Shape::Other)], &[story("Ada left.", findings)]).html();
    assert!(html.contains("The first 300 of 1000."));
    assert_eq!(inside(&html, "<h2 id=\"t2\">", "</table>").matches("<tr>").count(), 301);
}

/// A claim of so many jobs cut at Acme in May, with what `more` says otherwise.
fn claim(quantity: Value, more: Value) -> StoryFinding {
    let mut data = json!({"quantity": quantity, "organization": "Acme", "status": "actual",
        "period": {"from": "2025-05-01", "to": "2025-05-31"}});
    for (key, value) in more.as_object().unwrap() {
        data[key] = value.clone();
    }
    finding("first", 0..4, data)
}

fn jobs(value: f64) -> Value {
    json!({"form": "exact", "value": value, "unit": "jobs"})
}

/// Whether two claims contradict one another in two articles.
fn contradict(a: StoryFinding, b: StoryFinding) -> bool {
    let stories = [story("Acme cut jobs.", vec![a]), story("Acme cut jobs.", vec![b])];
    !contradictions(&report(&[("first", Shape::Rates)], &stories).articles).is_empty()
}

#[test]
fn claims_contradict_one_another_where_their_ranges_do_not_meet() {
    let plain = || claim(jobs(400.0), json!({}));
    let at_least = |low: f64| json!({"form": "at-least", "low": low, "unit": "jobs"});
    assert!(contradict(plain(), claim(jobs(900.0), json!({}))));
    assert!(contradict(plain(), claim(at_least(500.0), json!({}))));
    for (agrees, why) in [
        (jobs(401.0), "rounding"),
        (at_least(300.0), "a bound that it keeps"),
        (json!({"form": "range", "low": 300.0, "high": 500.0, "unit": "jobs"}), "a range around it"),
        (json!({"form": "approx", "value": 450.0, "unit": "jobs"}), "a rough figure"),
        (json!({"form": "vague", "low": 1000.0, "unit": "jobs"}), "a vague figure"),
        (json!({"form": "exact", "value": 9.0, "unit": "percent"}), "another unit"),
    ] {
        assert!(!contradict(plain(), claim(agrees, json!({}))), "{why}");
    }
}

#[test]
fn claims_about_different_things_do_not_contradict_one_another() {
    let plain = || claim(jobs(400.0), json!({}));
    for other in [
        json!({"period": {"from": "2025-06-01", "to": "2025-06-30"}}),
        json!({"period": null}),
        json!({"organization": "Bolt"}),
        json!({"group": "engineers"}),
        json!({"status": "planned"}),
        json!({"person": {"name": "Ada Park"}}),
    ] {
        assert!(!contradict(plain(), claim(jobs(900.0), other.clone())), "{other}");
    }
    assert!(!contradict(
        claim(jobs(400.0), json!({"period": null})),
        claim(jobs(900.0), json!({"period": null}))
    ));
    let share = |part: f64, whole: f64| json!({"form": "fraction", "value": part / whole, "numerator": part, "denominator": whole, "unit": "people"});
    assert!(contradict(claim(share(6.0, 14.0), json!({})), claim(share(11.0, 14.0), json!({}))));
    assert!(
        !contradict(claim(share(6.0, 14.0), json!({})), claim(share(11.0, 40.0), json!({}))),
        "another whole"
    );
}

#[test]
fn a_physical_figure_is_compared_only_where_it_is_said_of_what() {
    let watts = |value: f64| json!({"form": "exact", "value": value, "unit": "MW"});
    let of = |value: f64, device: Value| claim(watts(value), json!({"device": device}));
    assert!(!contradict(of(30.0, Value::Null), of(1200.0, Value::Null)));
    assert!(contradict(of(30.0, json!("the cluster")), of(1200.0, json!("cluster"))));
}

#[test]
fn a_denial_contradicts_the_figure_that_it_denies() {
    let denied = |value: f64| claim(jobs(value), json!({"status": "denied"}));
    assert!(contradict(claim(jobs(400.0), json!({})), denied(400.0)));
    assert!(!contradict(claim(jobs(400.0), json!({})), denied(900.0)));
}

#[test]
fn in_one_article_only_claims_of_different_sources_contradict_one_another() {
    let said_by = |name: &str| finding("speech", 0..14, json!({"speaker": {"name": name, "kind": "person"}}));
    let flagged = |first: &str, second: &str| {
        let in_quotation = |value: f64, quotation: usize| StoryFinding {
            attribution: Some(quotation),
            ..claim(jobs(value), json!({}))
        };
        let findings = vec![said_by(first), in_quotation(400.0, 0), said_by(second), in_quotation(900.0, 2)];
        let shapes = [("first", Shape::Rates), ("speech", Shape::Speech)];
        let report = report(&shapes, &[story("Acme cut jobs.", findings)]);
        contradictions(&report.articles)
    };
    assert!(flagged("Ada Park", "Ada Park").is_empty());
    let against = flagged("Ada Park", "Leo Marsh");
    assert_eq!(against[&(0, 1)], [(0, 3)]);
    assert_eq!(against[&(0, 3)], [(0, 1)], "each of the two points at the other");
}

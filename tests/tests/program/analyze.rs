//! `copydesk analyze`: the shape of its output.

use copydesk_tests::{Run, program, run_with};
use serde_json::{Value, json};

/// A quotation with a claim inside, behind characters of two, three and four bytes.
const ARTICLE: &str = "Café news 😀\n\n“We laid off 300 people in May,” said Ann Lee, who runs the plant.\n\n\
                       The plant made 40 vans a day.\n";

fn analyze(options: &[&str]) -> Run {
    let run = run_with(&[&["analyze"], options].concat(), ARTICLE.as_bytes());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run
}

fn findings(options: &[&str]) -> Vec<Value> {
    analyze(options).json_lines()[0]["findings"].as_array().unwrap().clone()
}

#[test]
fn an_article_is_a_line_of_article_findings_and_diagnostics() {
    let lines = analyze(&["--format", "jsonl"]).json_lines();
    assert_eq!(lines.len(), 1);
    let keys: Vec<_> = lines[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["article", "findings", "diagnostics"]);
    assert_eq!(lines[0]["article"]["id"], "-");
    assert_eq!(lines[0]["diagnostics"], json!([]));
}

#[test]
fn a_finding_has_its_keys_in_the_documented_order() {
    let findings = findings(&[]);
    assert!(!findings.is_empty());
    for finding in findings {
        let mut keys: Vec<_> = finding.as_object().unwrap().keys().map(String::as_str).collect();
        keys.retain(|key| *key != "confidence");
        assert_eq!(keys, ["analyzer", "kind", "span", "text", "message", "labels", "data", "attribution"]);
        for label in finding["labels"].as_array().unwrap() {
            let keys: Vec<_> = label.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["role", "start", "end", "text"]);
        }
    }
}

#[test]
fn a_quotation_has_its_parts_and_its_speaker() {
    let findings = findings(&["--select", "quote-attribution"]);
    let quotation = &findings[0];
    assert_eq!(quotation["kind"], "direct");
    assert_eq!(quotation["data"]["speaker"]["name"], "Ann Lee");
    let labels = quotation["labels"].as_array().unwrap();
    let words_of = |role: &str| labels.iter().find(|label| label["role"] == role).unwrap()["text"].clone();
    assert_eq!(words_of("cue"), "said");
    assert!(words_of("content").as_str().unwrap().contains("We laid off 300 people in May"));
}

#[test]
fn a_claim_inside_a_quotation_is_attributed_to_it() {
    let findings = findings(&[]);
    let claim = findings.iter().find(|finding| finding["kind"] == "layoff").unwrap();
    let quotation = &findings[usize::try_from(claim["attribution"].as_u64().unwrap()).unwrap()];
    assert_eq!(quotation["analyzer"], "quote-attribution");
    assert_eq!(quotation["attribution"], Value::Null);
}

#[test]
fn offsets_count_what_was_asked_for() {
    let bytes: Vec<Vec<u8>> = ARTICLE.bytes().map(|byte| vec![byte]).collect();
    let chars: Vec<Vec<u8>> = ARTICLE.chars().map(|character| character.to_string().into_bytes()).collect();
    for (unit, units) in [("bytes", &bytes), ("chars", &chars)] {
        for finding in findings(&["--offsets", unit]) {
            let place = |key: &str| usize::try_from(finding["span"][key].as_u64().unwrap()).unwrap();
            let words = String::from_utf8(units[place("start")..place("end")].concat()).unwrap();
            assert_eq!(finding["text"], words, "{unit}");
        }
    }
    let utf16: Vec<u16> = ARTICLE.encode_utf16().collect();
    for finding in findings(&["--offsets", "utf16"]) {
        let place = |key: &str| usize::try_from(finding["span"][key].as_u64().unwrap()).unwrap();
        assert_eq!(finding["text"], String::from_utf16(&utf16[place("start")..place("end")]).unwrap());
    }
}

#[test]
fn only_selected_analyzers_report() {
    let by = |options: &[&str]| -> Vec<String> {
        let findings = findings(options);
        findings.iter().map(|finding| finding["analyzer"].as_str().unwrap().to_owned()).collect()
    };
    assert!(by(&["--select", "staffing-attrition"]).iter().all(|id| id == "staffing-attrition"));
    assert!(
        by(&["--ignore", "quote-attribution,compute-resources"]).iter().all(|id| id == "staffing-attrition")
    );
    assert!(by(&["--ignore", "staffing-attrition"]).iter().all(|id| id != "staffing-attrition"));
}

#[test]
fn an_analyzer_leaves_out_articles_in_a_language_it_does_not_read_and_says_so() {
    let german = br#"{"id": "a", "text": "Das Werk entliess 300 Leute.", "language": "de"}"#;
    let run = run_with(&["analyze", "--input-format", "jsonl"], german);
    let line = &run.json_lines()[0];
    assert_eq!((run.status, &line["findings"]), (0, &json!([])));
    let diagnostics = line["diagnostics"].as_array().unwrap();
    assert!(diagnostics.iter().any(|diagnostic| diagnostic["level"] == "note"), "{diagnostics:?}");
}

#[test]
fn an_article_states_the_language_that_its_text_tells() {
    let german =
        "Das Werk entliess im Mai 300 Leute, sagte eine Sprecherin am Montag, und stellt keinen ein.";
    let english = "The works let 300 people go in May, a spokeswoman said on Monday, and it will hire nobody before the \
                   autumn. Those who stay have been told that their hours will be cut, and that the night shift is going \
                   to end.";
    let line = |text: &str| json!({"id": "a", "text": text, "language": "sv"}).to_string();
    let lines = [line(german), line(english), line("300 GPUs")].join("\n");
    let run = run_with(&["analyze", "--input-format", "jsonl"], lines.as_bytes());
    let languages: Vec<_> = run.json_lines().iter().map(|line| line["article"]["language"].clone()).collect();
    assert_eq!(languages, ["de", "en", "sv"]);
}

#[test]
fn json_is_one_array_of_the_same_objects_as_jsonl() {
    let array: Vec<Value> = serde_json::from_str(&analyze(&["--format", "json"]).stdout).unwrap();
    assert_eq!(array, analyze(&["--format", "jsonl"]).json_lines());
}

#[test]
fn text_shows_each_finding_under_its_sentence_without_colours_in_a_file() {
    let run = run_with(&["analyze", "--format", "text"], ARTICLE.as_bytes());
    assert!(
        run.stdout.contains("  | “We laid off 300 people in May,” said Ann Lee, who runs the plant.\n  | ^")
    );
    assert!(run.stdout.contains("attributed to: Ann Lee"), "{}", run.stdout);
    assert!(!run.stdout.contains('\x1b'));
    assert!(run.stderr.contains("1 article: "), "{}", run.stderr);
}

#[test]
fn colours_are_forced_and_forbidden_by_the_environment() {
    let coloured = |variable: &str| {
        let mut command = program();
        command.args(["analyze", "--format", "text"]).arg(fixture()).env(variable, "1");
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(coloured("CLICOLOR_FORCE"));
    assert!(!coloured("NO_COLOR"));
}

fn fixture() -> std::path::PathBuf {
    copydesk_tests::workspace().join("fixtures/articles/messy-scrape-lab-departures.txt")
}

#[test]
fn an_article_cannot_steer_the_terminal() {
    let hostile = "“We cut \x1b[2J300 jobs\u{202e} in May,” said Ann\x07 Lee.\n";
    for verb in ["analyze", "parse"] {
        let run = run_with(&[verb, "--format", "text"], hostile.as_bytes());
        let steering = run.stdout.chars().find(|c| c.is_control() && *c != '\n' || *c == '\u{202e}');
        assert_eq!(steering, None, "{}", run.stdout);
        assert!(run.stdout.contains("␛[2J"), "{}", run.stdout);
    }
}

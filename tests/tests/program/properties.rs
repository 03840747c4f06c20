//! What holds for any article, however odd.

use copydesk_tests::run_with;
use proptest::prelude::*;
use serde_json::Value;

/// Pieces that, strung together, make quotations, claims, broken ones, and text of many scripts.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "(",
    ")",
    "—",
    "…",
    ", ",
    ". ",
    "! ",
    " ",
    "\n",
    "\n\n",
    "\r",
    "\t",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "e\u{301}",
    "😀",
    "é",
    "東京",
    "اَلْ",
    "said Ann Lee",
    "according to",
    "she told Reuters that",
    "Ann Lee",
    "Mr Poe",
    "the company",
    "laid off",
    "have left",
    "hired",
    "six of the 14",
    "about a third of",
    "16,000 chips",
    "5,000 to 10,000",
    "$5bn",
    "1e999",
    "GPU-hours",
    "workers",
    "in May",
    "By Ann Lee",
    "June 16, 2023 11:00 pm ET",
    "Subscribe Now",
    "- ",
    "1. ",
    "<p>",
    "&amp;",
    "99999999999999999999",
];

fn article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

/// The words at a place given in code points, if the place lies inside the text.
fn words(text: &str, place: &Value) -> Option<String> {
    let at = |key: &str| usize::try_from(place[key].as_u64()?).ok();
    let (start, end) = (at("start")?, at("end")?);
    let characters: Vec<char> = text.chars().collect();
    Some(characters.get(start..end)?.iter().collect())
}

fn printed(place: &Value) -> Option<String> {
    place["text"].as_str().map(str::to_owned)
}

fn check_findings(text: &str, line: &Value) -> Result<(), TestCaseError> {
    let findings = line["findings"].as_array().unwrap();
    let starts: Vec<_> = findings.iter().map(|finding| finding["span"]["start"].as_u64()).collect();
    prop_assert!(starts.is_sorted(), "findings are out of order: {:?}", starts);
    for (index, finding) in findings.iter().enumerate() {
        prop_assert_eq!(words(text, &finding["span"]), printed(finding));
        prop_assert!(!finding["text"].as_str().unwrap().trim().is_empty(), "an empty finding");
        for label in finding["labels"].as_array().unwrap() {
            prop_assert_eq!(words(text, label), printed(label));
            prop_assert!(!label["text"].as_str().unwrap().trim().is_empty(), "an empty label");
        }
        if let Some(quotation) = finding["attribution"].as_u64() {
            let quotation = usize::try_from(quotation).unwrap();
            prop_assert!(quotation != index && quotation < findings.len(), "a link to nowhere");
        }
    }
    Ok(())
}

fn check_blocks(text: &str, line: &Value) -> Result<(), TestCaseError> {
    let mut end = 0;
    for block in line["blocks"].as_array().unwrap() {
        prop_assert_eq!(words(text, &block["span"]), printed(block));
        let start = block["span"]["start"].as_u64().unwrap();
        prop_assert!(start >= end, "blocks overlap at {}", start);
        end = block["span"]["end"].as_u64().unwrap();
    }
    Ok(())
}

fn check_sentences(text: &str, line: &Value) -> Result<(), TestCaseError> {
    for sentence in line["sentences"].as_array().unwrap() {
        prop_assert_eq!(words(text, sentence), printed(sentence));
    }
    Ok(())
}

proptest! {
    // One case is a run of the program over many articles.
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_place_in_the_output_is_a_stretch_of_the_text(texts in prop::collection::vec(article(), 20)) {
        let line = |(id, text): (usize, &String)| serde_json::json!({"id": id.to_string(), "text": text}).to_string() + "\n";
        let input: String = texts.iter().enumerate().map(line).collect();
        let options = ["--input-format", "jsonl", "--format", "jsonl", "--offsets", "chars"];
        for (verb, more) in [("analyze", None), ("parse", Some("--sentences"))] {
            let arguments: Vec<_> = [verb].into_iter().chain(options).chain(more).collect();
            let run = run_with(&arguments, input.as_bytes());
            for line in run.json_lines() {
                let text = &texts[line["article"]["id"].as_str().unwrap().parse::<usize>().unwrap()];
                if verb == "analyze" {
                    prop_assert_eq!(&line["diagnostics"], &serde_json::json!([]));
                    check_findings(text, &line)?;
                } else {
                    check_blocks(text, &line)?;
                    check_sentences(text, &line)?;
                }
            }
        }
    }
}

//! The foreign analyzer works by itself and inside the program, beside the one that copydesk brings along.

use copydesk_analyzer::testing::cases::assert_cases;
use council_desk::VoteCounts;
use serde_json::Value;
use std::process::Command;

#[test]
fn votes_are_found_with_both_counts() {
    let cases = "vote: The council passed the plan by [31 votes to 12]{result}.\n\
                 vote: Members voted [19 to 4]{result} to close the pool.\n\
                 -: The team won 3 to 1.\n\
                 -: Turnout in the vote was 41 percent.";
    assert_cases(&VoteCounts, cases);
}

#[test]
fn the_program_runs_both_analyzers() {
    let folder = tempfile::tempdir().expect("there is room for a file");
    let article = folder.path().join("minutes.txt");
    let text =
        "The council passed the plan by 31 votes to 12. “It is a start for this town,” said Mayor Ida Falk.";
    std::fs::write(&article, text).expect("the file can be written");
    let mut program = Command::new(env!("CARGO_BIN_EXE_council-desk"));
    let output = program.args(["analyze", "--format", "jsonl"]).arg(&article).output().expect("it is built");
    let line: Value = serde_json::from_slice(&output.stdout).expect("one article is one line");
    let findings = line["findings"].as_array().expect("findings are a list");
    let found: Vec<_> = findings.iter().map(|finding| finding["analyzer"].as_str().unwrap_or("")).collect();
    assert_eq!(found, ["vote-counts", "quote-attribution"]);
}

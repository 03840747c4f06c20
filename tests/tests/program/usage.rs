//! The command line: help, the list of analyzers, wrong usage.

use copydesk_tests::{run, run_with, workspace};
use std::fs;

#[test]
fn help_and_version_end_well() {
    for arguments in [&["--help"][..], &["analyze", "--help"], &["--version"]] {
        let run = run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}");
        assert!(run.stdout.contains("copydesk") && run.stderr.is_empty(), "{run:?}");
    }
}

#[test]
fn wrong_usage_ends_with_status_2_and_says_what_is_wrong() {
    let wrong: [(&[&str], &str); 6] = [
        (&[], "Usage"),
        (&["analyse"], "analyze"),
        (&["analyze", "--offset", "chars"], "--offsets"),
        (&["analyze", "--format", "xml"], "jsonl"),
        (&["analyze", "--jobs", "0"], "--jobs"),
        (&["analyze", "--min-confidence", "2"], "from 0 to 1"),
    ];
    for (arguments, hint) in wrong {
        let run = run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.stderr.contains(hint), "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{arguments:?}: {}", run.stdout);
    }
}

#[test]
fn an_unknown_analyzer_is_answered_with_the_nearest_before_anything_is_read() {
    for option in ["--select", "--ignore"] {
        let run = run_with(&["analyze", option, "quote-atribution"], b"Some text.");
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains("did you mean \"quote-attribution\"?"), "{}", run.stderr);
        assert!(run.stdout.is_empty());
    }
}

#[test]
fn every_folder_of_an_analyzer_is_a_registered_analyzer() {
    let listed = run(&["analyzers"]).stdout;
    let mut ids: Vec<_> = listed.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    ids.retain(|id| workspace().join("crates/analyzers").join(id).is_dir());
    let folders = fs::read_dir(workspace().join("crates/analyzers")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path()).filter(|path| path.join("Cargo.toml").is_file());
    let mut names: Vec<_> =
        folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    assert_eq!(ids, names);
}

#[test]
fn an_analyzer_explains_itself() {
    let run = run(&["analyzers", "quote-attribution"]);
    assert_eq!(run.status, 0);
    for part in ["# quote-attribution\n", "## Kinds of finding\n", "- `direct`: ", "- `cue`: ", "\"speaker\""]
    {
        assert!(run.stdout.contains(part), "no {part:?} in {}", run.stdout);
    }
}

#[test]
fn an_analyzer_that_does_not_exist_cannot_explain_itself() {
    let run = run(&["analyzers", "staffing"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("did you mean \"staffing-attrition\"?"), "{}", run.stderr);
}

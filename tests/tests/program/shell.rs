//! Completions, the manual, and how much is said.

use copydesk_tests::{run, run_with};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::tempdir;

#[test]
fn completions_are_a_script_that_the_shell_can_read() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.status, 0, "{shell}: {}", script.stderr);
        assert!(script.stdout.contains("min-confidence"), "{shell}: {}", script.stdout);
    }
    let folder = tempdir().unwrap();
    let path = folder.path().join("copydesk.bash");
    fs::write(&path, run(&["completions", "bash"]).stdout).unwrap();
    // Where there is a bash it must take the script, and know what may follow.
    let ask = format!(
        "source {} && COMP_WORDS=(copydesk analyze --form) COMP_CWORD=2 && \
         _copydesk copydesk --form analyze && echo \"${{COMPREPLY[@]}}\"",
        path.display()
    );
    match Command::new("bash").args(["-c", &ask]).output() {
        Ok(output) => {
            let offered = String::from_utf8(output.stdout).unwrap();
            assert!(offered.contains("--format"), "{offered}{}", String::from_utf8_lossy(&output.stderr));
        }
        Err(error) => eprintln!("not tried in bash: {error}"),
    }
}

#[test]
fn the_manual_has_a_page_for_the_program_and_one_for_each_command() {
    let page = run(&["man"]);
    assert!(page.stdout.contains(".TH copydesk 1") && page.stdout.contains("analyze"), "{}", page.stdout);
    let page = run(&["man", "analyze"]);
    assert!(page.stdout.contains(".TH copydesk-analyze 1"), "{}", page.stdout);
    assert!(page.stdout.contains("web\\-annotation"), "{}", page.stdout);
    let wrong = run(&["man", "analyse"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("did you mean \"analyze\"?"), "{}", wrong.stderr);
    let folder = tempdir().unwrap();
    let options = ["man".as_ref(), "--output".as_ref(), folder.path().as_os_str()];
    assert_eq!(run(&options).status, 0);
    let is_there = |name: &str| Path::new(folder.path()).join(name).is_file();
    assert!(is_there("copydesk.1") && is_there("copydesk-analyze.1") && is_there("copydesk-report.1"));
}

#[test]
fn a_run_is_summed_up_where_that_is_asked_for() {
    let article = "“We laid off 300 people in May,” said Ann Lee, who runs the plant.\n";
    let said = |options: &[&str]| run_with(&[&["analyze", "-"], options].concat(), article.as_bytes()).stderr;
    assert_eq!(said(&[]), "");
    let summary = said(&["--verbose"]);
    assert!(
        summary.contains("1 article: 2 findings (quote-attribution 1, staffing-attrition 1); "),
        "{summary}"
    );
    assert!(summary.contains(" articles/s, ") && summary.trim_end().ends_with(" MB/s"), "{summary}");
    assert!(said(&["--format", "text"]).contains("1 article: "));
    assert_eq!(said(&["--format", "text", "--quiet"]), "");
    let parsed = run_with(&["parse", "-v"], article.as_bytes()).stderr;
    assert!(parsed.starts_with("1 article; "), "{parsed}");
    let failed = run(&["analyze", "-v", "missing.txt"]);
    assert!(
        failed.stderr.contains("0 articles") && failed.stderr.contains("; 1 error; "),
        "{}",
        failed.stderr
    );
}

#[test]
fn what_was_skipped_is_said_with_verbose_and_what_is_missing_even_with_quiet() {
    let german = br#"{"id": "a", "text": "Das Werk entliess 300 Leute.", "language": "de"}"#;
    let said = |options: &[&str]| {
        run_with(&[&["analyze", "--input-format", "jsonl"], options].concat(), german).stderr
    };
    assert_eq!(said(&[]), "");
    assert!(said(&["-v"]).contains("a: quote-attribution: skipped"), "{}", said(&["-v"]));
    let quiet = run(&["analyze", "--quiet", "missing.txt"]);
    assert_eq!(quiet.status, 1);
    assert!(quiet.stderr.contains("missing.txt: "), "{}", quiet.stderr);
    assert_eq!(run(&["analyze", "--quiet", "--verbose", "-"]).status, 2);
}

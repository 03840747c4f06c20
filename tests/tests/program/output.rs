//! Output that takes no more.

use copydesk_tests::program;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// More than a pipe holds.
fn many_articles() -> String {
    let text = "The council met on Monday. ".repeat(20);
    (0..3000).map(|id| serde_json::json!({"id": id.to_string(), "text": text}).to_string() + "\n").collect()
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.jsonl");
    std::fs::write(&path, many_articles()).unwrap();
    for format in ["jsonl", "json", "text"] {
        let mut command = program();
        command.args(["parse", "--format", format]).arg(&path);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(!first.is_empty());
        let end = child.wait_with_output().unwrap();
        assert_eq!(end.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8(end.stderr).unwrap(), "", "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported() {
    for arguments in [&["parse", "-"][..], &["analyzers"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = program();
        command.args(arguments).stdin(Stdio::piped()).stdout(full).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"Some text.").ok();
        let end = child.wait_with_output().unwrap();
        assert_eq!(end.status.code(), Some(1), "{arguments:?}");
        let message = String::from_utf8(end.stderr).unwrap();
        assert!(message.contains("cannot write to standard output: No space left"), "{message}");
    }
}

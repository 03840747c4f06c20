//! `copydesk analyze --watch`: files that come and change.

#![cfg(unix)]

use copydesk_tests::{program, run};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use tempfile::tempdir;

fn watch(folder: &Path, options: &[&str]) -> Child {
    let mut command = program();
    command.args(["analyze", "--watch"]).args(options).arg(folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// The id of the article of the next line.
fn next_id(lines: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    let article: Value = serde_json::from_str(&line).unwrap();
    article["article"]["id"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

#[test]
fn what_is_there_what_comes_and_what_changes_is_analysed_until_the_user_ends_it() {
    let folder = tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.txt", "Ann Lee said that it rained.");
    let mut child = watch(folder.path(), &["-v"]);
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    assert_eq!(next_id(&mut lines), "a.txt");
    write("b.txt", "Ann Lee said that it snowed.");
    assert_eq!(next_id(&mut lines), "b.txt");
    write("a.txt", "Ann Lee said that it rained all day.");
    assert_eq!(next_id(&mut lines), "a.txt");
    interrupt(&child);
    let end = child.wait_with_output().unwrap();
    let said = String::from_utf8(end.stderr).unwrap();
    assert_eq!(end.status.code(), Some(0), "{said}");
    assert!(said.contains("\n3 articles: "), "{said}");
}

#[test]
fn a_watch_writes_a_file_as_it_goes_and_does_not_read_it() {
    let folder = tempdir().unwrap();
    let place = folder.path().join("findings.jsonl");
    fs::write(folder.path().join("a.txt"), "Ann Lee said that it rained.").unwrap();
    let child = watch(folder.path(), &["--quiet", "--output", place.to_str().unwrap()]);
    let lines = || fs::read_to_string(&place).unwrap_or_default().lines().count();
    let wait = || std::thread::sleep(std::time::Duration::from_millis(100));
    (0..600).take_while(|_| lines() < 1).for_each(|_| wait());
    // Long enough for it to be read, if it were.
    (0..10).for_each(|_| wait());
    interrupt(&child);
    let end = child.wait_with_output().unwrap();
    assert_eq!((end.status.code(), String::from_utf8(end.stderr).unwrap().as_str()), (Some(0), ""));
    assert_eq!(lines(), 1);
}

#[test]
fn a_watch_needs_a_folder_and_a_format_that_grows() {
    for (options, told) in
        [(&["--watch"][..], "needs a folder"), (&["--watch", "--format", "json", "."], "ask for text, jsonl")]
    {
        let run = run(&[&["analyze"], options].concat());
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
}

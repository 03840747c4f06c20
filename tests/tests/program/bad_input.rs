//! Bad input: a clear message, the right exit status, the other inputs done.

use copydesk_tests::{Run, run, run_with};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

/// A folder with the given files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Runs `analyze` over `bad` between two good articles, which must come out whatever happens.
fn analyze_between_good_ones(bad: &Path) -> Run {
    let good = folder(&[("first.txt", b"The first text."), ("last.txt", b"The last text.")]);
    let paths = [good.path().join("first.txt"), bad.to_owned(), good.path().join("last.txt")];
    let arguments: Vec<PathBuf> = std::iter::once("analyze".into()).chain(paths.clone()).collect();
    let run = run(&arguments);
    let ids = run.ids();
    assert_eq!(ids.first().map(Path::new), Some(paths[0].as_path()), "{run:?}");
    assert_eq!(ids.last().map(Path::new), Some(paths[2].as_path()), "{run:?}");
    run
}

/// `bad` is named on standard error with `problem`, costs the exit status 0, and is not in the output.
fn assert_refused(bad: &Path, problem: &str) {
    let run = analyze_between_good_ones(bad);
    assert_eq!(run.status, 1);
    assert_eq!(run.ids().len(), 2, "{}", run.stdout);
    let (name, message) = (bad.to_str().unwrap(), &run.stderr);
    assert!(message.contains(name) && message.contains(problem), "no {problem:?} in {message}");
    assert_eq!(message.lines().count(), 1, "{message}");
}

/// `text` is read as an article with this body.
fn assert_body(bytes: &[u8], body: &str) {
    let run = run_with(&["parse", "--input-format", "text"], bytes);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.json_lines()[0]["body"], body);
}

#[test]
fn a_missing_file_is_named() {
    assert_refused(&tempdir().unwrap().path().join("missing.txt"), "No such file");
}

#[test]
fn a_directory_without_articles_is_named() {
    let folder = folder(&[("picture.png", b"x")]);
    assert_refused(folder.path(), "no articles in this directory");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("secret.txt", b"Some text.")]);
    let path = folder.path().join("secret.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_err() {
        assert_refused(&path, "Permission denied");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_fails_while_it_is_read_is_named() {
    // The system lets every process open its own memory, but nobody read its first page.
    assert_refused(Path::new("/proc/self/mem"), "error");
}

#[test]
fn an_empty_file_is_named() {
    let folder = folder(&[("empty.txt", b""), ("blank.txt", b" \n\r\n\t")]);
    assert_refused(&folder.path().join("empty.txt"), "empty");
    assert_refused(&folder.path().join("blank.txt"), "empty");
}

#[test]
fn a_file_of_fifty_megabytes_is_read() {
    let paragraph = "The council met on Monday and spoke about the bridge. ".repeat(20) + "\n\n";
    let folder = folder(&[("large.txt", paragraph.repeat(50_000_000 / paragraph.len() + 1).as_bytes())]);
    let run = run(&["parse".as_ref(), "--format".as_ref(), "markdown".as_ref(), folder.path().as_os_str()]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.len() > 49_000_000, "{} bytes", run.stdout.len());
}

#[test]
fn a_line_of_ten_megabytes_is_analysed() {
    let quotation = "“We cut 300 jobs,” said Ann Lee. ";
    let line = format!("{quotation}{}", "x".repeat(10_000_000));
    let folder = folder(&[("line.txt", line.as_bytes())]);
    let run = analyze_between_good_ones(&folder.path().join("line.txt"));
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.ids().len(), 3);
}

#[test]
fn a_line_of_ten_megabytes_of_sentences_is_parsed() {
    let line = "The council met on Monday and spoke about the bridge. ".repeat(200_000);
    let run = run_with(&["parse", "--format", "markdown"], line.as_bytes());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.len() > 10_000_000, "{} bytes", run.stdout.len());
}

#[test]
fn bytes_that_are_no_utf_8_cost_only_themselves() {
    let run = run_with(&["parse", "--input-format", "text"], "Bögen und Brücken. ".repeat(50).as_bytes());
    assert_eq!(run.status, 0);
    let mut broken = "Bögen und Brücken. ".repeat(50).into_bytes();
    broken.extend(b"An odd \xff byte.");
    let run = run_with(&["parse", "--input-format", "text"], &broken);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let body = run.json_lines()[0]["body"].as_str().unwrap().to_owned();
    assert!(body.starts_with("Bögen und Brücken.") && body.ends_with("byte."), "{body}");
}

#[test]
fn nul_bytes_are_kept_in_their_place() {
    let run = run_with(&["analyze", "--input-format", "text"], b"\"We\0 left,\" said Ann Lee.");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("We\\u0000 left"), "{}", run.stdout);
}

#[test]
fn windows_1252_is_read_as_such() {
    assert_body(b"\x93We left,\x94 said Ren\xe9 Lee.\r\n", "“We left,” said René Lee.");
}

#[test]
fn a_lone_carriage_return_ends_a_line() {
    assert_body(
        b"The first line stands here.\r\rThe second stands here.\r",
        "The first line stands here.\nThe second stands here.",
    );
}

#[test]
fn a_bad_line_among_good_ones_is_named_by_its_number() {
    let lines = "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\":\n[1]\n\n\
                 {\"id\": \"c\", \"unknown\": {}, \"text\": \"Two.\"}\n{\"id\": \"d\"}\n{\"id\": \"e\", \"text\": \"Three.\"}";
    let folder = folder(&[("lines.jsonl", lines.as_bytes())]);
    let path = folder.path().join("lines.jsonl");
    let run = analyze_between_good_ones(&path);
    assert_eq!(run.status, 1);
    assert_eq!(run.ids()[1..4], ["a", "c", "e"]);
    let named: Vec<_> = run.stderr.lines().map(|line| line.contains(path.to_str().unwrap())).collect();
    assert_eq!(named, [true, true, true], "{}", run.stderr);
    for number in [2, 3, 6] {
        assert!(run.stderr.contains(&format!("lines.jsonl:{number}:")), "no line {number} in {}", run.stderr);
    }
}

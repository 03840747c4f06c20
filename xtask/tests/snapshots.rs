//! `snapshots`, run for real in a small repository.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SNAPSHOT: &str =
    "---\nsource: x\n---\nlayoff: 9 people @ 3:1\n\n  | Nine left.\n  | ^^^^\n\n  value: 9\n";
const FOLDER: &str = "crates/analyzers/staffing/tests/snapshots";

fn git(repository: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]);
    let output = git.args(arguments).current_dir(repository).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn repository(name: &str) -> PathBuf {
    let repository = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if repository.exists() {
        fs::remove_dir_all(&repository).unwrap();
    }
    fs::create_dir_all(repository.join(FOLDER)).unwrap();
    fs::write(repository.join("Cargo.lock"), "").unwrap();
    fs::write(repository.join(FOLDER).join("harbour.snap"), SNAPSHOT).unwrap();
    git(&repository, &["init", "--quiet"]);
    git(&repository, &["add", "."]);
    git(&repository, &["commit", "--quiet", "--message", "Begin"]);
    repository
}

fn snapshots(repository: &Path, base: &str) -> Output {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.args(["snapshots", "--base", base]).current_dir(repository).output().unwrap()
}

#[test]
fn altered_new_and_removed_snapshots_are_told_from_one_another() {
    let repository = repository("snapshots");
    let folder = repository.join(FOLDER);
    let same = String::from_utf8(snapshots(&repository, "HEAD").stdout).unwrap();
    assert_eq!(same, "## Findings\n\nNo snapshot changed.\n");

    fs::write(folder.join("harbour.snap"), SNAPSHOT.replace("value: 9", "value: 10")).unwrap();
    fs::write(folder.join("quay.snap"), SNAPSHOT).unwrap();
    let output = snapshots(&repository, "HEAD");
    let markdown = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(markdown.contains("| staffing | 1 | 0 | 1 | 2 |"), "{markdown}");
    assert!(markdown.contains("#### quay (a new snapshot)"), "{markdown}");
    assert!(markdown.contains("-  value: 9\n+  value: 10"), "{markdown}");

    fs::remove_file(folder.join("harbour.snap")).unwrap();
    let markdown = String::from_utf8(snapshots(&repository, "HEAD").stdout).unwrap();
    assert!(markdown.contains("#### harbour (the snapshot is gone)"), "{markdown}");
}

#[test]
fn a_revision_that_is_none_is_named() {
    let output = snapshots(&repository("no-revision"), "nowhere");
    assert!(!output.status.success());
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("\"nowhere\" names no commit"), "{message}");
}

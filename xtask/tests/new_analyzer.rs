//! `new-analyzer`, run for real in a copy of the workspace.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A copy of the workspace's files, without what is built.
fn copy(name: &str) -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if copy.exists() {
        fs::remove_dir_all(&copy).unwrap();
    }
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        fs::create_dir_all(copy.join(&folder)).unwrap();
        for entry in fs::read_dir(workspace().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                let is_built = path == Path::new("target") || path == Path::new(".git");
                folders.extend((!is_built).then_some(path));
            } else {
                fs::copy(entry.path(), copy.join(&path)).unwrap();
            }
        }
    }
    copy
}

/// Every file with its content, but for the lock file, which cargo keeps.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.clone(), fs::read(path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// Where a copy is built: kept from run to run, and apart from the workspace's own folder, because cargo takes packages
/// of one name and place in their workspaces for the same.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-analyzer-target")
}

fn new_analyzer(copy: &Path, name: &str) -> Output {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.args(["new-analyzer", name]).current_dir(copy).env("CARGO_TARGET_DIR", target());
    xtask.env("CARGO_NET_OFFLINE", "true").output().unwrap()
}

fn check(copy: &Path, arguments: &[&str]) -> Output {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(arguments)
        .current_dir(copy)
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_NET_OFFLINE", "true");
    cargo.output().unwrap()
}

#[track_caller]
fn assert_success(output: &Output) {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{out}\n{err}", output.status);
}

#[test]
fn a_new_analyzer_passes_its_tests_and_is_linked_and_a_forgotten_line_fails_the_build() {
    let copy = copy("new-analyzer");
    assert_success(&new_analyzer(&copy, "harbour-works"));
    let snapshots = copy.join("crates/analyzers/harbour-works/tests/snapshots");
    let files = |folder: &str| {
        let entries = fs::read_dir(copy.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).count()
    };
    let articles = files("fixtures/articles") + files("fixtures/articles/harbour-works");
    assert_eq!(fs::read_dir(&snapshots).unwrap().count(), articles);
    let first = fs::read_to_string(snapshots.join("a-second-bridge.snap")).unwrap();
    assert!(first.contains("A hiring freeze came up twice"), "{first}");
    let readme = fs::read_to_string(copy.join("README.md")).unwrap();
    assert!(readme.contains("| [`harbour-works`](crates/analyzers/harbour-works) |"));
    assert_success(&check(&copy, &["fmt", "--all", "--check"]));
    // Snapshots are compared this time, not written.
    let test = ["test", "--quiet", "--package", "copydesk-harbour-works"];
    assert_success(&check(&copy, &test));
    assert_success(&check(&copy, &["test", "--quiet", "--package", "copydesk", "--test", "census"]));

    let bundled = copy.join("crates/copydesk/src/bundled.rs");
    let named = fs::read_to_string(&bundled).unwrap();
    fs::write(&bundled, named.replace("use copydesk_harbour_works as _;\n", "")).unwrap();
    let forgotten = check(&copy, &["check", "--quiet", "--package", "copydesk"]);
    assert!(!forgotten.status.success());
    let message = String::from_utf8_lossy(&forgotten.stderr);
    assert!(message.contains("use copydesk_harbour_works as _;"), "{message}");
}

#[test]
fn a_bad_or_taken_name_changes_nothing() {
    let copy = copy("bad-names");
    let before = files(&copy);
    for (name, complaint) in [
        ("Harbour", "cannot name an analyzer"),
        ("../harbour", "cannot name an analyzer"),
        ("quote-attribution", "is taken: crates/analyzers/quote-attribution is there"),
        ("host", "is taken: there is a package copydesk-host"),
    ] {
        let output = new_analyzer(&copy, name);
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{name}");
        assert!(message.contains(complaint), "{name}: {message}");
    }
    assert!(before == files(&copy), "a refused name changed the workspace");
}

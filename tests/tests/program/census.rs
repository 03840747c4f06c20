//! Every analyzer of the repository is in the program, and in the README.

use copydesk_tests::{run, workspace};
use std::fs;

/// The folders under crates/analyzers, sorted.
fn folders() -> Vec<String> {
    let entries = fs::read_dir(workspace().join("crates/analyzers")).expect("the folder can be read");
    let names = entries.map(|entry| entry.expect("an entry can be read").file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn every_folder_is_an_analyzer_that_the_program_knows() {
    for name in folders() {
        let page = run(&["analyzers", &name]);
        assert_eq!(page.status, 0, "crates/copydesk does not link {name}: {}", page.stderr);
        for heading in ["## Kinds of finding", "## Roles of labels", "## JSON Schema of `data`"] {
            assert!(page.stdout.contains(heading), "{name}: {heading} is missing");
        }
    }
}

#[test]
fn every_analyzer_has_a_row_in_the_readme() {
    let readme = fs::read_to_string(workspace().join("README.md")).expect("the README can be read");
    for name in folders() {
        assert!(readme.contains(&format!("| [`{name}`](crates/analyzers/{name}) |")), "{name}");
    }
}

//! What the documentation shows is what the program does: every command in a `console` block of the README and of the book
//! is run, in the order of the page, in a folder that holds the fixtures, and its output compared.

use copydesk_tests::{path, workspace};
use std::fs;
use std::path::Path;

#[test]
fn the_commands_of_the_documentation_print_what_it_says() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    copy(&workspace().join("fixtures"), &folder.path().join("fixtures"));
    std::env::set_current_dir(folder.path()).expect("the temporary folder can be entered");
    let cases = trycmd::TestCases::new();
    cases.register_bin("copydesk", path());
    cases.case(workspace().join("README.md"));
    cases.case(workspace().join("docs/book/src/*.md"));
    cases.run();
}

#[test]
fn the_links_of_the_book_lead_somewhere_and_every_page_is_in_its_contents() {
    let source = workspace().join("docs/book/src");
    let summary = fs::read_to_string(source.join("SUMMARY.md")).expect("the book has contents");
    let mut pages = 0;
    for entry in fs::read_dir(&source).expect("the book can be read") {
        let path = entry.expect("the book can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a page is UTF-8");
        for link in links(&text) {
            assert!(source.join(link).exists(), "{name} links to {link}, which is not there");
        }
        assert!(
            name == "SUMMARY.md" || summary.contains(&format!("({name})")),
            "{name} is not in SUMMARY.md"
        );
        pages += 1;
    }
    assert!(pages > 1, "the book has pages");
}

/// The files that a page's links and pictures name, without what follows `#`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let files = targets.map(|(target, _)| target.split('#').next().unwrap_or_default());
    files.filter(|file| !file.is_empty() && !file.contains("://") && !file.contains(' '))
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the fixtures can be read") {
        let entry = entry.expect("the fixtures can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a fixture can be copied");
        }
    }
}

//! `book`: the book under docs/book, with a page of reference for each analyzer, as HTML.

use crate::workspace::{cargo, output, root, run};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The line of the table of contents under which the analyzers stand.
const REFERENCE: &str = "- [Reference of the analyzers](reference.md)\n";

/// Makes target/book: what the program says of each analyzer beside the pages of docs/book, then mdBook over both.
pub(crate) fn build() -> Result<()> {
    let root = root()?;
    let target = root.join("target/book");
    if target.exists() {
        fs::remove_dir_all(&target).context("target/book cannot be replaced")?;
    }
    let source = target.join("src");
    copy(&root.join("docs/book"), &target)?;
    let analyzers = analyzers(&root)?;
    for id in &analyzers {
        fs::write(source.join(format!("reference-{id}.md")), describe(&root, id)?)?;
    }
    let summary = source.join("SUMMARY.md");
    let contents = contents(&fs::read_to_string(&summary)?, &analyzers)?;
    fs::write(&summary, contents)?;
    ensure!(
        Command::new("mdbook").arg("--version").output().is_ok(),
        "mdbook is missing: `cargo install mdbook --locked`. The pages are in {}",
        source.display()
    );
    run(Command::new("mdbook").arg("build").arg(&target))?;
    println!("{}", target.join("book/index.html").display());
    Ok(())
}

/// The ids of the analyzers in this workspace, sorted: each folder has the name of its analyzer.
fn analyzers(root: &Path) -> Result<Vec<String>> {
    let folders = files(&root.join("crates/analyzers"))?.into_iter().filter(|path| path.is_dir());
    Ok(folders.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect())
}

fn describe(root: &Path, id: &str) -> Result<Vec<u8>> {
    let arguments = ["run", "--quiet", "--release", "--package", "copydesk", "--", "analyzers", id];
    output(cargo().args(arguments).current_dir(root))
}

/// The table of contents with a line for each analyzer.
fn contents(summary: &str, analyzers: &[String]) -> Result<String> {
    ensure!(summary.contains(REFERENCE), "SUMMARY.md has no line {:?}", REFERENCE.trim_end());
    let lines = analyzers.iter().map(|id| format!("  - [{id}](reference-{id}.md)\n"));
    Ok(summary.replace(REFERENCE, &(REFERENCE.to_owned() + &lines.collect::<String>())))
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    for path in files(from)? {
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &to)?;
        } else {
            fs::copy(&path, &to).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

/// What a folder holds, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = || format!("cannot read {}", folder.display());
    let entries = fs::read_dir(folder).with_context(unreadable)?;
    let mut paths =
        entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>().with_context(unreadable)?;
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_analyzer_gets_a_line_under_the_reference() {
        let summary = format!("# Summary\n\n{REFERENCE}- [Next](next.md)\n");
        let contents = contents(&summary, &["left".to_owned(), "said".to_owned()]).unwrap();
        let lines: Vec<_> = contents.lines().skip(3).collect();
        assert_eq!(
            lines,
            ["  - [left](reference-left.md)", "  - [said](reference-said.md)", "- [Next](next.md)"]
        );
    }

    #[test]
    fn a_table_of_contents_without_a_reference_is_an_error() {
        assert!(contents("# Summary\n", &[]).unwrap_err().to_string().contains("Reference"));
    }
}

//! `snapshots`: the findings that a change adds, loses and alters, as Markdown or as annotations.

mod annotations;
mod snapshot;

use crate::workspace::{output, root};
use anyhow::{Context, Result};
use copydesk_diff::{ArticleChanges, Changes, Presence, Wording, markdown};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// How the difference is printed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Form {
    /// For people, and for the summary of a CI job
    Markdown,
    /// For GitHub Actions, which shows each finding on its fixture's line
    Annotations,
}

/// Compares the snapshots of the working tree with those of the revision `base`, and prints the difference.
pub(crate) fn run(base: &str, form: Form) -> Result<()> {
    let root = root()?;
    let base = revision(&root, base)?;
    let mut changes = Vec::new();
    for path in &snapshot_paths(&root, &base)? {
        let before = committed(&root, &base, path)?;
        let after = present(&root, path)?;
        if before == after {
            continue;
        }
        let presence = match (&before, &after) {
            (None, _) => Presence::After,
            (_, None) => Presence::Before,
            _ => Presence::Both,
        };
        let findings = |text: Option<String>| snapshot::findings(&text.unwrap_or_default());
        let (analyzer, article) = names(path);
        let found = Changes::between(findings(before), findings(after));
        changes.push(ArticleChanges { analyzer, article, presence, changes: found });
    }
    match form {
        Form::Markdown => print!("{}", markdown::render(&changes, &Wording::SNAPSHOTS)),
        Form::Annotations => {
            print!("{}", annotations::render(&changes, |analyzer, name| fixture(&root, analyzer, name)))
        }
    }
    Ok(())
}

/// The article of a name, from the root: one that every analyzer is run over, or the analyzer's own.
fn fixture(root: &Path, analyzer: &str, name: &str) -> Option<String> {
    let folders = ["fixtures/articles".to_owned(), format!("fixtures/articles/{analyzer}")];
    folders.into_iter().find_map(|folder| {
        let entries = std::fs::read_dir(root.join(&folder)).ok()?;
        let mut files = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let file = files.find(|file| Path::new(file).file_stem().is_some_and(|stem| stem == name))?;
        Some(format!("{folder}/{file}"))
    })
}

/// The commit that a revision names.
fn revision(root: &Path, name: &str) -> Result<String> {
    let commit = format!("{name}^{{commit}}");
    let found = output(git(root).args(["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]));
    let found =
        found.with_context(|| format!("{name:?} names no commit; fetch it, or name another with --base"))?;
    Ok(String::from_utf8_lossy(&found).trim().to_owned())
}

/// The snapshots of either side, from the root, sorted.
fn snapshot_paths(root: &Path, base: &str) -> Result<BTreeSet<String>> {
    let committed = output(git(root).args(["ls-tree", "-r", "-z", "--name-only", base]))?;
    let present = output(git(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let paths = [committed, present].concat();
    let paths = paths.split(|byte| *byte == 0).map(|path| String::from_utf8_lossy(path).into_owned());
    Ok(paths.filter(|path| path.contains("tests/snapshots/") && path.ends_with(".snap")).collect())
}

fn committed(root: &Path, base: &str, path: &str) -> Result<Option<String>> {
    let object = format!("{base}:{path}");
    if !git(root).args(["cat-file", "-e", &object]).output().context("cannot run git")?.status.success() {
        return Ok(None);
    }
    let text = output(git(root).args(["cat-file", "blob", &object]))?;
    Ok(Some(String::from_utf8_lossy(&text).into_owned()))
}

fn present(root: &Path, path: &str) -> Result<Option<String>> {
    match std::fs::read(root.join(path)) {
        Ok(text) => Ok(Some(String::from_utf8_lossy(&text).into_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {path}")),
    }
}

/// The analyzer and the article that a snapshot is of: `…/ANALYZER/tests/snapshots/ARTICLE.snap`.
fn names(path: &str) -> (String, String) {
    let (package, file) = path.split_once("/tests/snapshots/").unwrap_or(("", path));
    let analyzer = package.rsplit('/').next().unwrap_or(package);
    (analyzer.to_owned(), file.trim_end_matches(".snap").to_owned())
}

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root);
    git
}

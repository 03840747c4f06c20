//! Chores that only call another program: training, scoring, benches, CI.

use crate::workspace::{cargo, root, run};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Trains a layer's model, or all of them.
pub(crate) fn train(layer: Option<&str>, data: Option<&Path>) -> Result<()> {
    let mut training = cargo();
    training.args(["run", "--release", "--package", "copydesk-training", "--"]).args(layer);
    if let Some(data) = data {
        // The training runs at the root, wherever this was called.
        let data = data.canonicalize().with_context(|| format!("no folder {}", data.display()))?;
        training.arg("--data").arg(data);
    }
    run(training.current_dir(root()?))
}

/// Runs the scorers over every labelled set.
pub(crate) fn eval() -> Result<()> {
    let root = root()?;
    let shared = root.join("../shared");
    let scorer = shared.join("evaluation/evaluate.py");
    ensure!(scorer.is_file(), "the labelled sets are not here: {} is missing", scorer.display());
    run(cargo().args(["build", "--release", "--package", "copydesk"]).current_dir(&root))?;
    let mut failed = Vec::new();
    for (task, gold) in labelled_sets(&shared)? {
        println!("\n== {task}: {}", gold.display());
        let scored = run(Command::new("python3").arg(&scorer).arg(task).arg(&gold).current_dir(&root));
        failed.extend(scored.err().map(|error| format!("{error:#}")));
    }
    ensure!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}

/// Every set with the task that scores it. A set's name or folder says its task.
fn labelled_sets(shared: &Path) -> Result<Vec<(&'static str, PathBuf)>> {
    let mut sets = Vec::new();
    for (folder, tasks) in [
        ("corpora/quotes", &["quotes"][..]),
        ("corpora/facts", &["staffing", "compute"]),
        ("corpora/segmentation", &["segmentation"]),
        ("corpora/extraction", &["extraction"]),
    ] {
        for path in entries(&shared.join(folder))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_set = if folder.ends_with("extraction") {
                path.join("gold.json").is_file()
            } else {
                name.ends_with(".jsonl") && !name.contains("train")
            };
            let task = tasks.iter().find(|task| tasks.len() == 1 || name.contains(**task));
            sets.extend(task.filter(|_| is_set).map(|task| (*task, path)));
        }
    }
    Ok(sets)
}

/// What a folder holds, sorted; nothing if it is not there.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable = || format!("cannot read {}", folder.display());
    let entries = std::fs::read_dir(folder).with_context(unreadable)?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.with_context(unreadable)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Measures each step on one core, and the parser beside other extractors, over the articles of `data`.
pub(crate) fn bench(data: Option<&Path>, filter: &[String]) -> Result<()> {
    for (package, bench) in [("copydesk", "steps"), ("copydesk-benches", "pages")] {
        let mut command = cargo();
        command.args(["bench", "--package", package, "--bench", bench, "--"]).args(filter);
        if let Some(data) = data {
            let data = data.canonicalize().with_context(|| format!("cannot read {}", data.display()))?;
            command.env("COPYDESK_BENCH_DATA", data);
        }
        run(command.current_dir(root()?))?;
    }
    Ok(())
}

/// Runs what CI runs.
pub(crate) fn ci() -> Result<()> {
    run(Command::new("bash").arg(".ci/run").current_dir(root()?))
}

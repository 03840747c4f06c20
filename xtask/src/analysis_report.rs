//! `report`: the program over articles, with a summary for each analyzer.

use crate::workspace::{cargo, root};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;

/// Builds the program, runs it over `paths`, and prints what it found.
pub(crate) fn run(paths: &[PathBuf]) -> Result<()> {
    let root = root()?;
    let directory = root.join("target/report");
    let mut program = cargo();
    program.args(["run", "--quiet", "--release", "--package", "copydesk"]);
    // What the report does not need is not waited for.
    program.args(["--no-default-features", "--manifest-path"]);
    program.arg(root.join("Cargo.toml")).args(["--", "report", "--output"]).arg(&directory);
    if paths.is_empty() {
        // From the root, so that the report does not say where this copy of the repository lies.
        program.arg("fixtures/articles").current_dir(&root);
    }
    let status = program.args(paths).status().context("cannot run cargo")?;
    // Some inputs could not be read: the program has named them, and the rest has a report.
    ensure!(status.success() || status.code() == Some(1), "no report was made: {status}");
    let findings = directory.join("findings.jsonl");
    let findings = std::fs::read_to_string(&findings).with_context(|| findings.display().to_string())?;
    print!("{}", Summary::of(&findings)?.table());
    ensure!(status.success(), "some articles are missing from the report, see above");
    Ok(())
}

/// What the articles hold, counted.
#[derive(Default)]
struct Summary {
    articles: usize,
    analyzers: BTreeMap<String, BTreeMap<String, Kind>>,
}

/// The findings of one kind.
#[derive(Default)]
struct Kind {
    findings: usize,
    /// Of these, how many lie in a quotation.
    attributed: usize,
    articles: BTreeSet<usize>,
    example: String,
}

impl Summary {
    /// The summary of what `copydesk analyze` prints, one article a line.
    fn of(lines: &str) -> Result<Self> {
        let mut summary = Self::default();
        for (number, line) in lines.lines().enumerate() {
            let article: Value = serde_json::from_str(line)
                .with_context(|| format!("findings.jsonl, line {}: not JSON", number + 1))?;
            summary.articles += 1;
            for finding in article["findings"].as_array().into_iter().flatten() {
                summary.add(number, finding);
            }
        }
        Ok(summary)
    }

    fn add(&mut self, article: usize, finding: &Value) {
        let text = |field: &str| finding[field].as_str().unwrap_or_default().to_owned();
        let kind = self.analyzers.entry(text("analyzer")).or_default().entry(text("kind")).or_default();
        kind.findings += 1;
        kind.attributed += usize::from(!finding["attribution"].is_null());
        kind.articles.insert(article);
        if kind.example.is_empty() {
            kind.example = text("message");
        }
    }

    fn table(&self) -> String {
        let mut table = String::new();
        for (analyzer, kinds) in &self.analyzers {
            let _ = writeln!(table, "\n{analyzer:<22} findings  articles  in quotations  for example");
            for (name, kind) in kinds {
                let Kind { findings, attributed, articles, example } = kind;
                let articles = articles.len();
                let example = clipped(example);
                let _ =
                    writeln!(table, "  {name:<20} {findings:>8} {articles:>9} {attributed:>14}  {example}");
            }
        }
        let findings: usize =
            self.analyzers.values().flat_map(BTreeMap::values).map(|kind| kind.findings).sum();
        let _ = writeln!(table, "\n{findings} findings in {} articles", self.articles);
        table
    }
}

/// A message short enough for a line of the table. Control characters would steer the terminal.
fn clipped(message: &str) -> String {
    const WIDTH: usize = 56;
    let plain = message.replace(char::is_control, " ");
    if plain.chars().count() <= WIDTH {
        return plain;
    }
    plain.chars().take(WIDTH - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_counted_by_analyzer_and_kind() {
        let lines = r#"{"findings": [{"analyzer": "a", "kind": "x", "message": "first", "attribution": null},
                                     {"analyzer": "a", "kind": "x", "message": "second", "attribution": 0}]}"#;
        let lines = lines.replace('\n', " ") + "\n{\"findings\": []}\n";
        let table = Summary::of(&lines).unwrap().table();
        assert!(table.contains("x                           2         1              1  first"), "{table}");
        assert!(table.ends_with("2 findings in 2 articles\n"), "{table}");
    }

    #[test]
    fn a_line_that_is_not_json_is_named() {
        let error = Summary::of("{}\n{").err().unwrap();
        assert!(error.to_string().contains("line 2"), "{error}");
    }

    #[test]
    fn long_messages_are_cut_between_characters() {
        assert_eq!(clipped(&"é".repeat(90)).chars().count(), 56);
        assert_eq!(clipped("a\u{1b}b"), "a b");
    }
}

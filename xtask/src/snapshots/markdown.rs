//! Changes as Markdown: counts on top, then each analyzer's articles.

use super::changes::{ArticleChanges, File};
use super::snapshot::Shown;
use similar::TextDiff;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A list longer than this is folded.
const LONG: usize = 8;

/// The changes as Markdown. Articles come in the order given, by analyzer.
pub(crate) fn render(changes: &[ArticleChanges]) -> String {
    let mut out = String::from("## Findings\n\n");
    if changes.is_empty() {
        out.push_str("No snapshot changed.\n");
        return out;
    }
    let mut by_analyzer: BTreeMap<&str, Vec<&ArticleChanges>> = BTreeMap::new();
    for change in changes {
        by_analyzer.entry(&change.analyzer).or_default().push(change);
    }
    counts(&mut out, &by_analyzer);
    for (analyzer, articles) in &by_analyzer {
        let _ = writeln!(out, "\n### {analyzer}");
        let (silent, content): (Vec<_>, Vec<_>) = articles.iter().partition(|article| article.is_silent());
        for article in content {
            one_article(&mut out, article);
        }
        let silent = |file: File| silent.iter().filter(move |article| article.file == file);
        named(&mut out, "Only the form changed in", silent(File::Changed));
        named(&mut out, "New, with nothing found:", silent(File::New));
        named(&mut out, "Gone, with nothing found:", silent(File::Removed));
    }
    out
}

fn counts(out: &mut String, by_analyzer: &BTreeMap<&str, Vec<&ArticleChanges>>) {
    out.push_str("| analyzer | gained | lost | altered | snapshots |\n| --- | ---: | ---: | ---: | ---: |\n");
    for (analyzer, articles) in by_analyzer {
        let sum = |count: fn(&ArticleChanges) -> usize| articles.iter().map(|it| count(it)).sum::<usize>();
        let gained = sum(|article| article.gained.len());
        let lost = sum(|article| article.lost.len());
        let altered = sum(|article| article.altered.len());
        let _ = writeln!(out, "| {analyzer} | {gained} | {lost} | {altered} | {} |", articles.len());
    }
}

/// Articles in one line; nothing if there are none.
fn named<'a>(out: &mut String, what: &str, articles: impl Iterator<Item = &'a &'a ArticleChanges>) {
    let names: Vec<_> = articles.map(|article| format!("`{}`", article.article)).collect();
    if !names.is_empty() {
        let _ = writeln!(out, "\n{what} {}.", names.join(", "));
    }
}

fn one_article(out: &mut String, article: &ArticleChanges) {
    let note = match article.file {
        File::New => " (a new snapshot)",
        File::Removed => " (the snapshot is gone)",
        File::Changed => "",
    };
    let _ = writeln!(out, "\n#### {}{note}", article.article);
    list(out, "Altered", article.altered.iter().map(|(before, after)| altered(before, after)).collect());
    list(out, "Gained", article.gained.iter().map(|finding| whole('+', finding)).collect());
    list(out, "Lost", article.lost.iter().map(|finding| whole('-', finding)).collect());
}

/// A list of blocks, folded if it is long.
fn list(out: &mut String, title: &str, blocks: Vec<String>) {
    if blocks.is_empty() {
        return;
    }
    let folded = blocks.len() > LONG;
    let count = blocks.len();
    if folded {
        let _ = writeln!(out, "\n<details><summary>{title}: {count}</summary>");
    } else {
        let _ = writeln!(out, "\n{title}: {count}");
    }
    for block in blocks {
        fenced(out, &block);
    }
    if folded {
        out.push_str("\n</details>\n");
    }
}

/// The finding before and after, with the lines that differ marked.
fn altered(before: &Shown, after: &Shown) -> String {
    let (before, after) = (before.text(), after.text());
    let diff = TextDiff::from_lines(&before, &after);
    diff.iter_all_changes().map(|change| format!("{}{}", change.tag(), change.value())).collect()
}

fn whole(sign: char, finding: &Shown) -> String {
    finding.text().lines().map(|line| format!("{sign}{line}\n")).collect()
}

/// A block of code that its content cannot end: the fence is longer than any run of backticks in it.
fn fenced(out: &mut String, block: &str) {
    let longest = block.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let _ = write!(out, "\n{fence}diff\n{}\n{fence}\n", block.trim_end());
}

#[cfg(test)]
mod tests {
    use super::super::snapshot::Snapshot;
    use super::*;

    fn snapshot(body: &str) -> Option<Snapshot> {
        Some(Snapshot::parse(body))
    }

    fn between(before: Option<Snapshot>, after: Option<Snapshot>) -> String {
        render(&[ArticleChanges::between("staffing".into(), "harbour".into(), before, after)])
    }

    #[test]
    fn an_altered_finding_is_shown_before_and_after() {
        let before = snapshot("layoff: 9 people @ 3:1\n\n  | Nine left.\n  | ^^^^\n\n  value: 9\n");
        let after = snapshot("layoff: 9 people @ 3:1\n\n  | Nine left.\n  | ^^^^\n\n  value: 10\n");
        let markdown = between(before, after);
        assert!(markdown.contains("| staffing | 0 | 0 | 1 | 1 |"), "{markdown}");
        assert!(markdown.contains("\n-  value: 9\n+  value: 10\n"), "{markdown}");
        assert!(markdown.contains("\n   | Nine left.\n"), "{markdown}");
    }

    #[test]
    fn a_change_of_form_is_said_to_be_one() {
        let before = snapshot("layoff: 9 @ 3:1\n\n  | Nine left.\n  | ^^^^\n");
        let after = snapshot("layoff: 9 @ 4:1\n\n  | Nine\n  | ^^^^\n  | left.\n");
        assert!(between(before, after).contains("Only the form changed in `harbour`."));
    }

    #[test]
    fn long_lists_are_folded() {
        let many: String = (0..20).map(|at| format!("layoff: {at} @ {at}:1\n\n  | x{at}\n")).collect();
        assert!(between(None, snapshot(&many)).contains("<details><summary>Gained: 20</summary>"));
    }

    #[test]
    fn text_of_an_article_cannot_end_its_block() {
        let hostile = snapshot("layoff: 9 @ 3:1\n\n  | ````` <script>\n");
        assert!(between(None, hostile).contains("\n``````diff\n"));
    }

    #[test]
    fn snapshots_that_come_and_go_without_a_finding_are_one_line() {
        let nothing = || snapshot("nothing found\n");
        assert!(between(None, nothing()).contains("\nNew, with nothing found: `harbour`.\n"));
        assert!(between(nothing(), None).contains("\nGone, with nothing found: `harbour`.\n"));
    }

    #[test]
    fn no_change_is_said() {
        assert!(render(&[]).contains("No snapshot changed."));
    }
}

//! Changes as Markdown: counts on top, then each analyzer's articles.

use crate::counts::{Counted, by_analyzer};
use crate::{ArticleChanges, Finding, Presence, Wording};
use similar::TextDiff;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A list longer than this is folded.
const LONG: usize = 8;

/// The changes as Markdown. Articles come in the order given, by analyzer.
#[must_use]
pub fn render(changes: &[ArticleChanges], wording: &Wording) -> String {
    let mut out = String::from("## Findings\n\n");
    if changes.is_empty() {
        out.push_str(wording.nothing);
        out.push('\n');
        return out;
    }
    let by_analyzer = by_analyzer(changes);
    counts(&mut out, &by_analyzer, wording);
    for (analyzer, counted) in &by_analyzer {
        let _ = writeln!(out, "\n### {analyzer}");
        let (silent, content): (Vec<_>, Vec<_>) =
            counted.articles.iter().partition(|article| article.changes.is_empty());
        for article in content {
            one_article(&mut out, article, wording);
        }
        let silent = |presence| silent.iter().filter(move |article| article.presence == presence);
        named(&mut out, "Only the form changed in", silent(Presence::Both));
        named(&mut out, "New, with nothing found:", silent(Presence::After));
        named(&mut out, "Gone, with nothing found:", silent(Presence::Before));
    }
    out
}

fn counts(out: &mut String, by_analyzer: &BTreeMap<&str, Counted<'_>>, wording: &Wording) {
    let _ = writeln!(out, "| analyzer | added | lost | altered | {} |", wording.things);
    out.push_str("| --- | ---: | ---: | ---: | ---: |\n");
    for (analyzer, Counted { articles, added, lost, altered }) in by_analyzer {
        let _ = writeln!(out, "| {analyzer} | {added} | {lost} | {altered} | {} |", articles.len());
    }
}

/// Articles in one line; nothing if there are none.
fn named<'a>(out: &mut String, what: &str, articles: impl Iterator<Item = &'a &'a ArticleChanges>) {
    let names: Vec<_> = articles.map(|article| code(&article.article)).collect();
    if !names.is_empty() {
        let _ = writeln!(out, "\n{what} {}.", names.join(", "));
    }
}

fn one_article(out: &mut String, article: &ArticleChanges, wording: &Wording) {
    let note = wording.of(article.presence).map(|note| format!(" ({note})"));
    let _ = writeln!(out, "\n#### {}{}", name(&article.article), note.unwrap_or_default());
    let changes = &article.changes;
    list(out, "Altered", changes.altered.iter().map(|(before, after)| altered(before, after)).collect());
    list(out, "Added", changes.added.iter().map(|finding| whole('+', finding)).collect());
    list(out, "Lost", changes.lost.iter().map(|finding| whole('-', finding)).collect());
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
fn altered(before: &Finding, after: &Finding) -> String {
    let (before, after) = (before.text(), after.text());
    let diff = TextDiff::from_lines(&before, &after);
    diff.iter_all_changes().map(|change| format!("{}{}", change.tag(), change.value())).collect()
}

fn whole(sign: char, finding: &Finding) -> String {
    finding.text().lines().map(|line| format!("{sign}{line}\n")).collect()
}

/// A name as it stands, or as code where Markdown would make something else of it.
fn name(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | ':' | ' ');
    if name.chars().all(is_plain) { name.to_owned() } else { code(name) }
}

/// Code on one line that its content cannot end.
fn code(text: &str) -> String {
    let fence = fence(text, 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", text.replace(['\n', '\r'], " "))
}

/// A block of code that its content cannot end.
fn fenced(out: &mut String, block: &str) {
    let fence = fence(block, 3);
    let _ = write!(out, "\n{fence}diff\n{}\n{fence}\n", block.trim_end());
}

/// Backticks, at least so many, and more than there are anywhere in a row in `text`.
fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    "`".repeat((longest + 1).max(least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Changes;

    fn finding(message: &str, place: &str, body: &str) -> Finding {
        let [message, place, body] = [message, place, body].map(str::to_owned);
        Finding { kind: "layoff".to_owned(), message, place, words: body.clone(), body, ..Finding::default() }
    }

    fn markdown(before: Vec<Finding>, after: Vec<Finding>, presence: Presence) -> String {
        let changes = Changes::between(before, after);
        let (analyzer, article) = ("staffing".to_owned(), "harbour".to_owned());
        render(&[ArticleChanges { analyzer, article, presence, changes }], &Wording::SNAPSHOTS)
    }

    #[test]
    fn an_altered_finding_is_shown_before_and_after() {
        let before = finding("9 people", "3:1", "\n  | Nine left.\n\n  value: 9");
        let after = finding("9 people", "3:1", "\n  | Nine left.\n\n  value: 10");
        let markdown = markdown(vec![before], vec![after], Presence::Both);
        assert!(markdown.contains("| staffing | 0 | 0 | 1 | 1 |"), "{markdown}");
        assert!(markdown.contains("\n-  value: 9\n+  value: 10\n"), "{markdown}");
        assert!(markdown.contains("\n   | Nine left.\n"), "{markdown}");
    }

    #[test]
    fn a_change_of_form_is_said_to_be_one() {
        let same = || vec![finding("9", "3:1", "Nine left.")];
        assert!(markdown(same(), same(), Presence::Both).contains("Only the form changed in `harbour`."));
    }

    #[test]
    fn long_lists_are_folded() {
        let many = (0..20).map(|at| finding(&at.to_string(), &format!("{at}:1"), "")).collect();
        let markdown = markdown(Vec::new(), many, Presence::After);
        assert!(markdown.contains("<details><summary>Added: 20</summary>"), "{markdown}");
        assert!(markdown.contains("#### harbour (a new snapshot)"), "{markdown}");
    }

    #[test]
    fn text_of_an_article_cannot_end_its_block() {
        let hostile = vec![finding("9", "3:1", "  | ````` <script>")];
        assert!(markdown(Vec::new(), hostile, Presence::Both).contains("\n``````diff\n"));
        assert_eq!(name("a`<b>"), "``a`<b>``");
    }

    #[test]
    fn what_comes_and_goes_without_a_finding_is_one_line() {
        let said = |presence| markdown(Vec::new(), Vec::new(), presence);
        assert!(said(Presence::After).contains("\nNew, with nothing found: `harbour`.\n"));
        assert!(said(Presence::Before).contains("\nGone, with nothing found: `harbour`.\n"));
    }

    #[test]
    fn no_change_is_said() {
        assert!(render(&[], &Wording::SNAPSHOTS).contains("No snapshot changed."));
    }
}

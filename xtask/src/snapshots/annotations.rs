//! Changes as workflow commands of GitHub Actions, one for each finding: the review shows them on the fixture's line.
//!
//! The form and its escapes are those of <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use copydesk_diff::{ArticleChanges, Finding};
use std::fmt::Write;

/// The changes as one command a line. `fixture` gives the path of an article by its analyzer and its name.
pub(crate) fn render(changes: &[ArticleChanges], fixture: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut out = String::new();
    for change in changes {
        let Some(file) = fixture(&change.analyzer, &change.article) else { continue };
        let mut note = |what: &str, finding: &Finding| {
            let (line, column) = finding.place.split_once(':').unwrap_or((&finding.place, "1"));
            let title = property(&format!("{}: {what}", change.analyzer));
            let (file, message) = (property(&file), escaped(&finding.headline()));
            let _ = writeln!(out, "::notice file={file},line={line},col={column},title={title}::{message}");
        };
        change.changes.added.iter().for_each(|finding| note("added", finding));
        change.changes.lost.iter().for_each(|finding| note("lost", finding));
        change.changes.altered.iter().for_each(|(_, after)| note("altered", after));
    }
    out
}

/// A message, in which line breaks and percent signs would be read as something else.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, in which colons and commas would end it too.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::snapshot::findings;
    use super::*;
    use copydesk_diff::{Changes, Presence};

    fn annotated(before: &str, after: &str) -> String {
        let changes = Changes::between(findings(before), findings(after));
        let (analyzer, article) = ("staffing".to_owned(), "harbour".to_owned());
        render(&[ArticleChanges { analyzer, article, presence: Presence::Both, changes }], |_, name| {
            Some(format!("fixtures/articles/{name}.txt"))
        })
    }

    #[test]
    fn a_finding_is_noted_on_its_line() {
        let notes = annotated("nothing found\n", "layoff: 9 people (5 %) @ 3:14\n\n  | Nine left.\n");
        let expected = "::notice file=fixtures/articles/harbour.txt,line=3,col=14,title=staffing%3A added::\
                        layoff: 9 people (5 %25)\n";
        assert_eq!(notes, expected);
    }

    #[test]
    fn lost_and_altered_findings_are_told_from_added_ones() {
        let before = "layoff: 9 @ 3:1\n\n  | Nine left.\n\nhire: 1 @ 7:1\n\n  | One came.\n";
        let after = "layoff: 10 @ 3:1\n\n  | Nine left.\n";
        let notes = annotated(before, after);
        assert!(notes.contains("staffing%3A lost::hire: 1\n"), "{notes}");
        assert!(notes.contains("staffing%3A altered::layoff: 10\n"), "{notes}");
    }
}

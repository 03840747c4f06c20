//! What became of each finding of an article: gained, lost, altered, or the same.

use super::snapshot::{Shown, Snapshot};

/// The changes of one analyzer's findings in one article.
pub(crate) struct ArticleChanges {
    pub(crate) analyzer: String,
    pub(crate) article: String,
    /// What became of the snapshot as a whole.
    pub(crate) file: File,
    pub(crate) gained: Vec<Shown>,
    pub(crate) lost: Vec<Shown>,
    /// Before and after.
    pub(crate) altered: Vec<(Shown, Shown)>,
}

/// What became of a snapshot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum File {
    New,
    Removed,
    Changed,
}

impl ArticleChanges {
    /// The changes between two snapshots of an article; one of them can be missing.
    pub(crate) fn between(
        analyzer: String,
        article: String,
        before: Option<Snapshot>,
        after: Option<Snapshot>,
    ) -> Self {
        let file = match (&before, &after) {
            (None, _) => File::New,
            (_, None) => File::Removed,
            _ => File::Changed,
        };
        let findings = |snapshot: Option<Snapshot>| snapshot.map(|it| it.findings).unwrap_or_default();
        let (mut lost, mut gained) = (findings(before), findings(after));
        // The surest likeness first, so that no finding is taken for another that still has its own counterpart.
        pair(&mut lost, &mut gained, |a, b| a.content() == b.content() && a.place == b.place);
        pair(&mut lost, &mut gained, |a, b| a.content() == b.content());
        let mut altered = pair(&mut lost, &mut gained, |a, b| a.place == b.place && a.kind() == b.kind());
        altered.extend(pair(&mut lost, &mut gained, |a, b| {
            a.kind() == b.kind() && !a.sentences().is_empty() && a.sentences() == b.sentences()
        }));
        altered.extend(pair(&mut lost, &mut gained, |a, b| a.place == b.place));
        Self { analyzer, article, file, gained, lost, altered }
    }

    /// Whether no finding changed: a snapshot is new or gone that had none, or changed only in form.
    pub(crate) fn is_silent(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty() && self.altered.is_empty()
    }
}

/// Takes the findings out of both lists that `alike` pairs with one another, each with the first that fits.
fn pair(
    before: &mut Vec<Shown>,
    after: &mut Vec<Shown>,
    alike: impl Fn(&Shown, &Shown) -> bool,
) -> Vec<(Shown, Shown)> {
    let mut pairs = Vec::new();
    let mut left = Vec::new();
    for old in before.drain(..) {
        match after.iter().position(|new| alike(&old, new)) {
            Some(index) => pairs.push((old, after.remove(index))),
            None => left.push(old),
        }
    }
    *before = left;
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(findings: &[(&str, &str, &str)]) -> Option<Snapshot> {
        let shown = |&(headline, place, sentence): &(&str, &str, &str)| Shown {
            headline: headline.to_owned(),
            place: place.to_owned(),
            body: format!("  | {sentence}\n  | ^^^"),
        };
        Some(Snapshot { findings: findings.iter().map(shown).collect() })
    }

    fn changes(before: Option<Snapshot>, after: Option<Snapshot>) -> ArticleChanges {
        ArticleChanges::between("analyzer".into(), "article".into(), before, after)
    }

    #[test]
    fn a_finding_that_moved_is_the_same() {
        let before = snapshot(&[("layoff: 9", "3:1", "Nine left.")]);
        let changes = changes(before, snapshot(&[("layoff: 9", "5:1", "Nine left.")]));
        assert!(changes.is_silent());
    }

    #[test]
    fn a_finding_of_the_same_sentence_is_altered_and_others_are_gained_or_lost() {
        let before = snapshot(&[("layoff: 9", "3:1", "Nine left."), ("hire: 1", "9:9", "One came.")]);
        let after = snapshot(&[("layoff: 10", "3:2", "Nine left."), ("hire: 2", "1:1", "Two came.")]);
        let changes = changes(before, after);
        assert_eq!(changes.altered.len(), 1);
        assert_eq!((changes.lost.len(), changes.gained.len()), (1, 1));
    }

    #[test]
    fn a_new_snapshot_gains_all_its_findings() {
        let changes = changes(None, snapshot(&[("layoff: 9", "3:1", "Nine left.")]));
        assert_eq!((changes.file, changes.gained.len()), (File::New, 1));
        assert!(!changes.is_silent());
    }
}

//! What became of each finding of an article: added, lost, altered, or the same.

use crate::Finding;
use crate::pairs::Pairs;

/// The changes between two lists of findings.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Changes {
    /// Those that are new.
    pub added: Vec<Finding>,
    /// Those that are gone.
    pub lost: Vec<Finding>,
    /// Those that say something else, before and after.
    pub altered: Vec<(Finding, Finding)>,
}

impl Changes {
    /// The changes of one analyzer's findings in one article.
    ///
    /// A finding that says the same at another place is the same: the article above it may have changed. One is altered if
    /// one of its kind overlaps with it or begins at its place, or stands on the same words, or if one of another kind
    /// begins at its place. What is left over is added or lost.
    #[must_use]
    pub fn between(before: Vec<Finding>, after: Vec<Finding>) -> Self {
        let mut pairs = Pairs::new(before, after);
        // The surest likeness first, so that no finding is taken for another that still has its own counterpart.
        let owned = |finding: &Finding| {
            let (kind, message, words, facts) = finding.content();
            (kind.to_owned(), message.to_owned(), words.to_owned(), facts.to_vec())
        };
        pairs.take_by(|finding| Some((owned(finding), finding.place.clone())));
        pairs.take_by(|finding| Some(owned(finding)));
        let mut altered = pairs.take_overlapping();
        altered.extend(pairs.take_by(|finding| Some((finding.kind.clone(), finding.place.clone()))));
        altered.extend(pairs.take_by(|finding| {
            let words = Some(finding.words.clone()).filter(|words| !words.is_empty());
            words.map(|words| (finding.kind.clone(), words))
        }));
        altered.extend(pairs.take_by(|finding| Some(finding.place.clone())));
        let (lost, added) = pairs.rest();
        Self { added, lost, altered }
    }

    /// Whether no finding changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.lost.is_empty() && self.altered.is_empty()
    }
}

/// The changes of one analyzer's findings in one article, with their names.
#[derive(Clone, PartialEq, Debug)]
pub struct ArticleChanges {
    /// The analyzer's id.
    pub analyzer: String,
    /// The article's name.
    pub article: String,
    /// On which side the article is.
    pub presence: Presence,
    /// What changed.
    pub changes: Changes,
}

/// On which side an article, or its snapshot, is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presence {
    /// On both.
    Both,
    /// It is gone.
    Before,
    /// It is new.
    After,
}

impl Presence {
    /// Its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// What a difference is called where it is printed.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// What is counted beside findings.
    pub things: &'static str,
    /// Said where there is no difference.
    pub nothing: &'static str,
    /// Said of what is there only after.
    pub new: &'static str,
    /// Said of what was there only before.
    pub gone: &'static str,
}

impl Wording {
    /// For snapshots of fixtures.
    pub const SNAPSHOTS: Self = Self {
        things: "snapshots",
        nothing: "No snapshot changed.",
        new: "a new snapshot",
        gone: "the snapshot is gone",
    };

    /// For the articles of two runs.
    pub const ARTICLES: Self = Self {
        things: "articles",
        nothing: "No finding changed.",
        new: "only in the second run",
        gone: "only in the first run",
    };

    /// What is said of an article on one side only.
    #[must_use]
    pub fn of(&self, presence: Presence) -> Option<&'static str> {
        match presence {
            Presence::Both => None,
            Presence::Before => Some(self.gone),
            Presence::After => Some(self.new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(kind: &str, message: &str, place: &str, words: &str) -> Finding {
        let span = place.split_once("..").map(|(start, end)| start.parse().unwrap()..end.parse().unwrap());
        let [kind, message, place, words] = [kind, message, place, words].map(str::to_owned);
        Finding { kind, message, place, span, words, ..Finding::default() }
    }

    #[test]
    fn a_finding_that_moved_is_the_same() {
        let changes = Changes::between(
            vec![finding("layoff", "9", "3:1", "Nine left.")],
            vec![finding("layoff", "9", "5:1", "Nine left.")],
        );
        assert!(changes.is_empty());
    }

    #[test]
    fn a_finding_of_the_same_sentence_is_altered_and_others_are_added_or_lost() {
        let before =
            vec![finding("layoff", "9", "3:1", "Nine left."), finding("hire", "1", "9:9", "One came.")];
        let after =
            vec![finding("layoff", "10", "3:2", "Nine left."), finding("hire", "2", "1:1", "Two came.")];
        let changes = Changes::between(before, after);
        assert_eq!(changes.altered.len(), 1);
        assert_eq!((changes.lost.len(), changes.added.len()), (1, 1));
    }

    #[test]
    fn of_findings_that_overlap_the_one_that_shares_most_is_the_altered_one() {
        let before = vec![finding("layoff", "9", "10..30", "a")];
        let after = vec![finding("layoff", "8", "0..12", "b"), finding("layoff", "7", "12..40", "c")];
        let changes = Changes::between(before, after);
        assert_eq!(changes.altered[0].1.message, "7");
        assert_eq!(changes.added[0].message, "8");
    }

    #[test]
    fn a_finding_beside_another_or_of_another_kind_is_not_that_one_altered() {
        let before = vec![finding("layoff", "9", "10..30", "a"), finding("hire", "2", "50..60", "b")];
        let after = vec![finding("layoff", "9 people", "30..40", "c"), finding("layoff", "2", "52..60", "d")];
        let changes = Changes::between(before, after);
        assert_eq!((changes.altered.len(), changes.lost.len(), changes.added.len()), (0, 2, 2));
    }

    #[test]
    fn thousands_of_findings_are_paired_in_no_time() {
        let all = |message: &str| {
            let places = (0..20_000).map(|at| format!("{at}..30000"));
            places.map(|place| finding("layoff", message, &place, "")).collect::<Vec<_>>()
        };
        let changes = Changes::between(all("9"), all("10"));
        assert!(changes.altered.len() > 19_900, "{}", changes.altered.len());
        assert_eq!(changes.altered.len() + changes.lost.len(), 20_000);
    }
}

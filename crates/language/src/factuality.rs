//! Factuality: whether a clause tells of something that happened, is planned, is possible, or is denied.

use crate::{Lowercase, PhraseTable};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::LazyLock;

/// How far a claim is a fact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Factuality {
    /// It happened, or is so.
    #[default]
    Actual,
    /// It is announced, intended or under way.
    Planned,
    /// It could be.
    Possible,
    /// It is said not to be so.
    Denied,
}

static CUES: LazyLock<PhraseTable> = LazyLock::new(|| {
    PhraseTable::parse(include_str!("../data/factuality.txt")).expect("the table is read by every test")
});

impl Factuality {
    /// What the cues among some tokens say; of several, the one that is farthest from a fact.
    ///
    /// ```
    /// use copydesk_document::Document;
    /// use copydesk_language::{Factuality, Lowercase};
    ///
    /// let document = Document::from_paragraphs("It could cut jobs");
    /// let words = document.layer::<Lowercase>();
    /// assert_eq!(Factuality::of(words, 0..4), Factuality::Possible);
    /// assert_eq!(Factuality::of(words, 2..4), Factuality::Actual);
    /// ```
    #[must_use]
    pub fn of(words: &Lowercase, tokens: Range<usize>) -> Self {
        let cues = CUES.find(words, tokens).map(|found| match found.category {
            "denied" => Self::Denied,
            "possible" => Self::Possible,
            _ => Self::Planned,
        });
        cues.max().unwrap_or_default()
    }
}

//! Phrase tables, read from the data files.

use copydesk_language::phrase_tables;

phrase_tables! {
    /// What an AI system is: "large language model", "chatbot".
    pub(crate) SORTS: "../data/sorts.txt",
    /// Phrases between what a system is and its name: "called", "known as".
    pub(crate) NAMERS: "../data/namers.txt",
    /// Words that stand for a system once the article is about one: "model", "tool".
    pub(crate) HEADS: "../data/heads.txt",
}

/// The sort that says no more than that it is an AI system.
pub(crate) const ANY: &str = "model";

//! Phrase tables, read from the data files.

use copydesk_language::PhraseTable;
use std::sync::LazyLock;

macro_rules! tables {
    ($($(#[doc = $doc:literal])* $name:ident: $file:literal,)*) => {
        $($(#[doc = $doc])* pub(crate) static $name: LazyLock<PhraseTable> = LazyLock::new(|| {
            PhraseTable::parse(include_str!(concat!("../data/", $file))).expect("every test reads the table")
        });)*
    };
}

tables! {
    /// What an AI system is: "large language model", "chatbot".
    SORTS: "sorts.txt",
    /// Phrases between what a system is and its name: "called", "known as".
    NAMERS: "namers.txt",
    /// Words that stand for a system once the article is about one: "model", "tool".
    HEADS: "heads.txt",
}

/// The sort that says no more than that it is an AI system.
pub(crate) const ANY: &str = "model";

//! Phrase tables, read from the data files.

use copydesk_analyzer::language::PhraseTable;
use std::sync::LazyLock;

macro_rules! tables {
    ($($(#[doc = $doc:literal])* $name:ident: $file:literal,)*) => {
        $($(#[doc = $doc])* pub(crate) static $name: LazyLock<PhraseTable> = LazyLock::new(|| {
            PhraseTable::parse(include_str!(concat!("../data/", $file))).expect("every test reads the table")
        });)*
    };
}

tables! {
    /// What happens to one: "released", "shut down".
    EVENTS: "events.txt",
}

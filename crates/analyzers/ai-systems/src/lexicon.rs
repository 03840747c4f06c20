//! Phrase tables, read from the data files.

use copydesk_analyzer::language::phrase_tables;

phrase_tables! {
    /// What happens to one: "released", "shut down".
    pub(crate) EVENTS: "../data/events.txt",
}

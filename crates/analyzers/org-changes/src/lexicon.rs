//! Phrase tables, read from the data files.

use copydesk_analyzer::language::phrase_tables;

phrase_tables! {
    /// Words that tell of a change.
    pub(crate) CHANGES: "../data/changes.txt",
    /// Nouns for a part of an organization: "division", "team".
    pub(crate) GROUPS: "../data/groups.txt",
    /// Last words of roles: "officer", "director".
    pub(crate) ROLES: "../data/roles.txt",
}

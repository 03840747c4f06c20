//! What can go wrong while reading.

use std::io;

/// Why an input, or one record of it, could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The stream itself failed; nothing after it can be read.
    #[error("{source_name}: {error}")]
    Io {
        /// The input's name.
        source_name: String,
        /// What the system said.
        error: io::Error,
    },
    /// One record is broken; the next ones can be read.
    #[error("{source_name}:{line}: {problem}")]
    Record {
        /// The input's name.
        source_name: String,
        /// The line, from 1, or the record's number where the format has no lines.
        line: u64,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// The input, or a part of it, is no article.
    #[error("{source_name}: {problem}")]
    Unreadable {
        /// The input's name.
        source_name: String,
        /// What is wrong, and what to do.
        problem: String,
    },
}

//! What can go wrong with a store.

use std::path::PathBuf;

/// Why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error("{}: there is no such store; `copydesk analyze --store FILE PATH` makes one", .0.display())]
    Missing(PathBuf),
    #[error("{} is no SQLite database: name another file, nothing was written to this one", .0.display())]
    NoDatabase(PathBuf),
    #[error(
        "{} is a database, but none that copydesk made: name another file, nothing was written to this one",
        .0.display()
    )]
    Foreign(PathBuf),
    #[error(
        "{} was made by a newer copydesk (its schema is {found}, this one knows {known}): update copydesk, or \
         name another file",
        .path.display()
    )]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error(
        "{} is in use by another program, which did not let go of it: try again when that has ended, or give \
         this run a store of its own",
        .0.display()
    )]
    Busy(PathBuf),
    #[error("{}: {error}", .path.display())]
    Sqlite { path: PathBuf, error: rusqlite::Error },
    #[error("{}: {problem}; the store is damaged: delete it, and analyze the articles again", .path.display())]
    Damaged { path: PathBuf, problem: String },
}

impl StoreError {
    /// What an error of the database means for the user.
    pub(super) fn of(path: impl Into<PathBuf>, error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, NotADatabase};
        let path = path.into();
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy(path),
            Some(NotADatabase) => Self::NoDatabase(path),
            Some(DatabaseCorrupt) => Self::Damaged { path, problem: error.to_string() },
            _ => Self::Sqlite { path, error },
        }
    }
}

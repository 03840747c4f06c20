//! Opening a database: made where there is none, refused where it is not a store, set up alike everywhere.

use super::error::StoreError;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// The number of the schema below. A store of a higher one is refused.
const VERSION: i64 = 1;
/// "copy" in ASCII, in the file's head: what kind of database it is (`PRAGMA application_id`).
const APPLICATION: i64 = 0x636f_7079;

const SCHEMA: &str = include_str!("schema.sql");

/// For how long another program may keep a store to itself: one that writes lets go of it every moment.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the store at `path` to read and write; makes it if it is not there and `may_create`.
pub(super) fn open(path: &Path, may_create: bool) -> Result<Connection, StoreError> {
    if !may_create && !path.is_file() {
        return Err(StoreError::Missing(path.to_owned()));
    }
    patiently(path, || {
        let mut connection = connect(path, may_create)?;
        prepare(path, &mut connection)?;
        Ok(connection)
    })
}

/// One more connection to a store that is open, to read from.
pub(super) fn open_again(path: &Path) -> Result<Connection, StoreError> {
    patiently(path, || {
        let connection = connect(path, false)?;
        connection.pragma_update(None, "query_only", true).map_err(|error| StoreError::of(path, error))?;
        Ok(connection)
    })
}

/// Calls `open` again for a while where another program keeps the store to itself: the first who come to a new one
/// find it locked in ways that the database does not wait for by itself.
fn patiently<T>(path: &Path, mut open: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let started = Instant::now();
    loop {
        match open() {
            Err(StoreError::Busy(_)) if started.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(20));
            }
            Err(StoreError::Busy(_)) => return Err(StoreError::Busy(path.to_owned())),
            other => return other,
        }
    }
}

fn connect(path: &Path, may_create: bool) -> Result<Connection, StoreError> {
    let create = if may_create { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let of = |error| StoreError::of(path, error);
    let connection = Connection::open_with_flags(path, flags).map_err(of)?;
    connection.busy_timeout(PATIENCE).map_err(of)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Checks what the file holds, fills it if it is empty, and sets the connection up.
fn prepare(path: &Path, connection: &mut Connection) -> Result<(), StoreError> {
    let of = |error| StoreError::of(path, error);
    // What is asked is asked of one state: while it was being made a store would look like another's database.
    let snapshot = connection.transaction().map_err(of)?;
    let is_made = is_store(path, &snapshot)?;
    snapshot.finish().map_err(of)?;
    if !is_made {
        make(path, connection)?;
    }
    // Readers and one writer do not wait for one another, and what is committed outlives the program's death.
    connection.pragma_update(None, "journal_mode", "wal").map_err(of)?;
    connection.pragma_update(None, "synchronous", "normal").map_err(of)
}

/// Fills an empty database, unless another run was faster.
fn make(path: &Path, connection: &mut Connection) -> Result<(), StoreError> {
    let of = |error| StoreError::of(path, error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of)?;
    if is_store(path, &transaction)? {
        return Ok(());
    }
    transaction.execute_batch(SCHEMA).map_err(of)?;
    transaction.pragma_update(None, "application_id", APPLICATION).map_err(of)?;
    transaction.pragma_update(None, "user_version", VERSION).map_err(of)?;
    transaction.commit().map_err(of)
}

/// Whether the database is a store; an empty one is none yet.
fn is_store(path: &Path, connection: &Connection) -> Result<bool, StoreError> {
    let of = |error| StoreError::of(path, error);
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(of);
    let found = pragma("user_version")?;
    if pragma("application_id")? == APPLICATION {
        let newer = StoreError::Newer { path: path.to_owned(), found, known: VERSION };
        return if found > VERSION { Err(newer) } else { Ok(true) };
    }
    let tables = "SELECT count(*) FROM sqlite_schema";
    let tables: i64 = connection.query_row(tables, [], |row| row.get(0)).map_err(of)?;
    if tables > 0 || found != 0 { Err(StoreError::Foreign(path.to_owned())) } else { Ok(false) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_new_store_is_opened_again_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        assert!(matches!(open(&path, false), Err(StoreError::Missing(_))));
        for _ in 0..2 {
            let store = open(&path, true).unwrap();
            let mode = store.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
            assert_eq!(mode.unwrap(), "wal");
        }
    }

    #[test]
    fn what_is_no_store_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("a.txt");
        fs::write(&text, "No database at all, but long enough to be taken for one. ".repeat(40)).unwrap();
        assert!(matches!(open(&text, true), Err(StoreError::NoDatabase(_))));
        let other = folder.path().join("other.db");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE songs (title TEXT)").unwrap();
        let before = fs::read(&other).unwrap();
        assert!(matches!(open(&other, true), Err(StoreError::Foreign(_))));
        assert_eq!(fs::read(&other).unwrap(), before);
    }

    #[test]
    fn a_store_of_a_newer_schema_is_refused_with_both_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        open(&path, true).unwrap().pragma_update(None, "user_version", VERSION + 1).unwrap();
        let message = open(&path, true).unwrap_err().to_string();
        assert!(message.contains("its schema is 2, this one knows 1"), "{message}");
    }

    #[test]
    fn two_that_make_one_store_at_once_both_get_it() {
        let folder = tempfile::tempdir().unwrap();
        for round in 0..20 {
            let path = folder.path().join(format!("{round}.db"));
            thread::scope(|scope| {
                let opened: Vec<_> = (0..6).map(|_| scope.spawn(|| open(&path, true).map(drop))).collect();
                opened.into_iter().for_each(|opened| opened.join().unwrap().unwrap());
            });
        }
    }
}

//! The option `--store` of the commands that have it.

use crate::cli::{CommandError, StoreArgs};
use crate::selection::Selection;
use crate::store::Store;

impl StoreArgs {
    /// The store that is named, if one is.
    pub(super) fn open(&self) -> Result<Option<Store>, CommandError> {
        let Some(path) = &self.store else { return Ok(None) };
        Ok(Some(Store::open(path, &Selection::all()?)?))
    }
}

/// Closes the store, if there is one; what went wrong with it comes out here.
pub(super) fn close(store: Option<Store>) -> Result<(), CommandError> {
    store.map_or(Ok(()), Store::close).map_err(CommandError::Storing)
}

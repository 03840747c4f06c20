//! The option `--store` of the commands that have it.

use crate::cli::{CommandError, StoreArgs};
use crate::configuration::NoiseRules;
use crate::selection::Selection;
use crate::store::Store;

impl StoreArgs {
    /// The store that is named, if one is, for articles that are read under `noise`.
    pub(super) fn open(&self, noise: &NoiseRules) -> Result<Option<Store>, CommandError> {
        let Some(path) = &self.store else { return Ok(None) };
        Ok(Some(Store::open(path, &Selection::all()?, noise.name())?))
    }
}

/// Closes the store, if there is one; what went wrong with it comes out here.
pub(super) fn close(store: Option<Store>) -> Result<(), CommandError> {
    store.map_or(Ok(()), Store::close).map_err(CommandError::Storing)
}

//! Which analyzers run.

use crate::nearest::nearest;
use copydesk_analyzer::{AnyAnalyzer, RegistryError, registry};

/// The analyzers of one run, sorted by id.
pub struct Selection {
    analyzers: Vec<&'static dyn AnyAnalyzer>,
}

/// Why a selection cannot be made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// No analyzer has this id.
    #[error("no analyzer is called {id:?}{}; `copydesk analyzers` lists them", hint(nearest.as_ref()))]
    Unknown {
        /// The id asked for.
        id: String,
        /// The registered id that looks most like it, if any does.
        nearest: Option<&'static str>,
    },
    /// The program links two analyzers of one id.
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

fn hint(nearest: Option<&&str>) -> String {
    nearest.map(|id| format!("; did you mean {id:?}?")).unwrap_or_default()
}

impl Selection {
    /// Every registered analyzer.
    ///
    /// # Errors
    /// If two have the same id.
    pub fn all() -> Result<Self, SelectionError> {
        Ok(Self { analyzers: registry()? })
    }

    /// A selection of the given analyzers, registered or not.
    #[must_use]
    pub fn of(analyzers: Vec<&'static dyn AnyAnalyzer>) -> Self {
        Self { analyzers }
    }

    /// The selection without the ids in `ignore`, and of those in `select` alone where it names any.
    ///
    /// # Errors
    /// If an id is not among the selected ones.
    pub fn narrowed(self, select: &[String], ignore: &[String]) -> Result<Self, SelectionError> {
        for id in select.iter().chain(ignore) {
            self.get(id)?;
        }
        let Self { mut analyzers } = self;
        analyzers.retain(|analyzer| {
            let is_this = |id: &String| id == analyzer.descriptor().id;
            (select.is_empty() || select.iter().any(is_this)) && !ignore.iter().any(is_this)
        });
        Ok(Self { analyzers })
    }

    /// The analyzer of an id.
    ///
    /// # Errors
    /// If there is none; the error names the id that looks most like it.
    pub fn get(&self, id: &str) -> Result<&'static dyn AnyAnalyzer, SelectionError> {
        let found = self.analyzers.iter().find(|analyzer| analyzer.descriptor().id == id);
        found.copied().ok_or_else(|| SelectionError::Unknown { id: id.to_owned(), nearest: self.nearest(id) })
    }

    /// The analyzers, in the order of their ids.
    #[must_use]
    pub fn analyzers(&self) -> &[&'static dyn AnyAnalyzer] {
        &self.analyzers
    }

    fn nearest(&self, id: &str) -> Option<&'static str> {
        nearest(id, self.analyzers.iter().map(|analyzer| analyzer.descriptor().id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes::{Brackets, Brittle, English};

    fn narrowed(select: &[&str], ignore: &[&str]) -> Result<Vec<&'static str>, SelectionError> {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let all = Selection::of(vec![&Brackets, &Brittle, &English]);
        let selection = all.narrowed(&owned(select), &owned(ignore))?;
        Ok(selection.analyzers().iter().map(|analyzer| analyzer.descriptor().id).collect())
    }

    #[test]
    fn select_keeps_and_ignore_drops() {
        assert_eq!(narrowed(&[], &[]).unwrap(), ["brackets", "brittle", "english"]);
        assert_eq!(narrowed(&["english", "brackets"], &[]).unwrap(), ["brackets", "english"]);
        assert_eq!(narrowed(&[], &["brittle"]).unwrap(), ["brackets", "english"]);
        assert_eq!(narrowed(&["brittle"], &["brittle"]).unwrap(), [""; 0]);
    }

    #[test]
    fn an_unknown_id_is_answered_with_the_nearest() {
        let error = narrowed(&[], &["britle"]).unwrap_err().to_string();
        assert!(error.contains("\"britle\"; did you mean \"brittle\"?"), "{error}");
        let error = narrowed(&["zzz"], &[]).unwrap_err().to_string();
        assert!(!error.contains("did you mean"), "{error}");
    }
}

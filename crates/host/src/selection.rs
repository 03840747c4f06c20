//! Which analyzers run.

use crate::nearest::nearest;
use copydesk_analyzer::{AnyAnalyzer, AnyFinding, RegistryError, registry};

/// The analyzers of one run, sorted by id.
pub struct Selection {
    analyzers: Vec<&'static dyn AnyAnalyzer>,
    filters: Vec<(&'static str, Filter)>,
}

/// Which findings of one analyzer are wanted.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filter {
    /// Findings that are less sure than this are left out, whatever the whole run asks for.
    pub min_confidence: Option<f32>,
    /// Findings of other kinds are left out.
    pub kinds: Option<Vec<String>>,
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
        Ok(Self::of(registry()?))
    }

    /// A selection of the given analyzers, registered or not.
    #[must_use]
    pub fn of(analyzers: Vec<&'static dyn AnyAnalyzer>) -> Self {
        Self { analyzers, filters: Vec::new() }
    }

    /// The selection without the ids in `ignore`, and of those in `select` alone where it names any.
    ///
    /// # Errors
    /// If an id is not among the selected ones.
    pub fn narrowed(self, select: &[String], ignore: &[String]) -> Result<Self, SelectionError> {
        for id in select.iter().chain(ignore) {
            self.get(id)?;
        }
        let Self { mut analyzers, filters } = self;
        analyzers.retain(|analyzer| {
            let is_this = |id: &String| id == analyzer.descriptor().id;
            (select.is_empty() || select.iter().any(is_this)) && !ignore.iter().any(is_this)
        });
        Ok(Self { analyzers, filters })
    }

    /// The selection, of which each named analyzer's findings are filtered.
    #[must_use]
    pub fn filtered(self, filters: Vec<(&'static str, Filter)>) -> Self {
        Self { filters, ..self }
    }

    /// Whether a finding of the analyzer `id` is wanted, in a run that leaves out what is less sure than
    /// `min_confidence`. A finding that states no confidence is sure enough.
    pub(crate) fn wants(&self, id: &str, finding: &AnyFinding, min_confidence: f32) -> bool {
        let filter = self.filters.iter().find(|(known, _)| *known == id).map(|(_, filter)| filter);
        let minimum = filter.and_then(|filter| filter.min_confidence).unwrap_or(min_confidence);
        let kinds = filter.and_then(|filter| filter.kinds.as_ref());
        finding.confidence.is_none_or(|sure| sure >= minimum)
            && kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind == finding.kind))
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

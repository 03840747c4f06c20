//! The registry: every analyzer that the program links.

use crate::AnyAnalyzer;

/// An analyzer as [`register!`](crate::register) submits it.
pub struct Registration(
    /// The analyzer.
    pub &'static dyn AnyAnalyzer,
);

inventory::collect!(Registration);

/// Makes an analyzer known to every program that links its crate.
///
/// The program has to name the crate (`use my_analyzer as _;`): the linker drops a crate that nobody names.
#[macro_export]
macro_rules! register {
    ($analyzer:expr) => {
        $crate::inventory::submit! { $crate::Registration(&$analyzer) }
    };
}

/// Two analyzers claim one id.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("two analyzers have the id {0:?}: rename one in its descriptor")]
pub struct RegistryError(pub &'static str);

/// Every registered analyzer, sorted by id.
///
/// # Errors
/// If two have the same id.
pub fn registry() -> Result<Vec<&'static dyn AnyAnalyzer>, RegistryError> {
    let registered = inventory::iter::<Registration>.into_iter().map(|registration| registration.0);
    let mut analyzers: Vec<_> = registered.collect();
    analyzers.sort_by_key(|analyzer| analyzer.descriptor().id);
    match analyzers.windows(2).find(|pair| pair[0].descriptor().id == pair[1].descriptor().id) {
        Some(pair) => Err(RegistryError(pair[0].descriptor().id)),
        None => Ok(analyzers),
    }
}

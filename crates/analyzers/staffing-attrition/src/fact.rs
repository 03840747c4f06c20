//! A fact: what the grammar found, before its arguments are worked out.

use copydesk_analyzer::language::Quantity;
use std::ops::Range;

/// The kinds of fact, as the descriptor names them.
pub(crate) mod kind {
    pub(crate) const DEPARTURE: &str = "departure";
    pub(crate) const LAYOFF: &str = "layoff";
    pub(crate) const HIRE: &str = "hire";
    pub(crate) const HEADCOUNT: &str = "headcount";
    pub(crate) const APPLICATIONS: &str = "applications";
    pub(crate) const OTHER: &str = "other-staffing";
}

/// A claim about staff in one sentence.
#[derive(Clone, Debug)]
pub(crate) struct Fact<'d> {
    pub(crate) kind: &'static str,
    /// The words it stands on.
    pub(crate) tokens: Range<usize>,
    /// Its figure, with the tokens of it.
    pub(crate) quantity: Option<(&'d Quantity, Range<usize>)>,
    /// What is counted.
    pub(crate) unit: &'static str,
    /// Who or what is counted, in words.
    pub(crate) subject: Option<Range<usize>>,
    /// The first token of the word that says what happened.
    pub(crate) verb: usize,
}

//! A fact: what the grammar found, before its arguments are worked out.

use copydesk_analyzer::language::Quantity;
use std::ops::Range;

/// The kinds of fact, as the descriptor names them.
pub(crate) mod kind {
    pub(crate) const HARDWARE: &str = "hardware-count";
    pub(crate) const FLOPS: &str = "compute-flops";
    pub(crate) const HOURS: &str = "device-hours";
    pub(crate) const POWER: &str = "power";
    pub(crate) const ENERGY: &str = "energy";
    pub(crate) const MEMORY: &str = "memory";
    pub(crate) const SPEND: &str = "spend";
    pub(crate) const CLUSTER: &str = "cluster";
    pub(crate) const UTILIZATION: &str = "utilization";
}

/// A claim about computing in one sentence.
#[derive(Clone, Debug)]
pub(crate) struct Fact<'d> {
    pub(crate) kind: &'static str,
    /// The words it stands on.
    pub(crate) tokens: Range<usize>,
    /// Its figure, with the tokens of it.
    pub(crate) quantity: Option<(&'d Quantity, Range<usize>)>,
    /// What is counted, where the figure has no unit of its own.
    pub(crate) unit: Option<&'static str>,
    /// The device, system or site, in words.
    pub(crate) subject: Option<Range<usize>>,
    /// The token in front of which the owner is looked for.
    pub(crate) verb: usize,
}

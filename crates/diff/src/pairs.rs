//! Pairs of findings: each of before with the one of after that it became.

use crate::Finding;
use std::collections::{BTreeMap, VecDeque};

/// With how many findings of after, from its end backwards, one of before is compared for the words that they share. A
/// bound, so that thousands of findings in one another cost no more than as many beside one another.
const REACH: usize = 64;

/// Two lists of findings, from which pairs are taken.
pub(crate) struct Pairs {
    before: Vec<Option<Finding>>,
    after: Vec<Option<Finding>>,
}

impl Pairs {
    pub(crate) fn new(before: Vec<Finding>, after: Vec<Finding>) -> Self {
        Self { before: before.into_iter().map(Some).collect(), after: after.into_iter().map(Some).collect() }
    }

    /// Takes the pairs of equal keys, each of before with the first of after; a finding without a key stays.
    pub(crate) fn take_by<'a, K: Ord>(
        &mut self,
        key: impl Fn(&Finding) -> Option<K> + 'a,
    ) -> Vec<(Finding, Finding)> {
        let mut by_key: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (index, finding) in self.after.iter().enumerate() {
            if let Some(key) = finding.as_ref().and_then(&key) {
                by_key.entry(key).or_default().push_back(index);
            }
        }
        let mut found = Vec::new();
        for (index, finding) in self.before.iter().enumerate() {
            let key = finding.as_ref().and_then(&key);
            let other = key.and_then(|key| by_key.get_mut(&key)).and_then(VecDeque::pop_front);
            found.extend(other.map(|other| (index, other)));
        }
        self.take(found)
    }

    /// Takes the pairs of one kind whose spans overlap: each of before with the one that shares most with it.
    pub(crate) fn take_overlapping(&mut self) -> Vec<(Finding, Finding)> {
        let mut by_kind: BTreeMap<&str, Vec<(u64, u64, usize)>> = BTreeMap::new();
        for (index, finding) in self.after.iter().enumerate() {
            let Some(finding) = finding else { continue };
            if let Some(span) = &finding.span {
                by_kind.entry(&finding.kind).or_default().push((span.start, span.end, index));
            }
        }
        by_kind.values_mut().for_each(|spans| spans.sort_unstable());
        let mut is_taken = vec![false; self.after.len()];
        let mut found = Vec::new();
        for (index, finding) in self.before.iter().enumerate() {
            let Some((finding, span)) = finding.as_ref().and_then(|it| Some((it, it.span.clone()?))) else {
                continue;
            };
            let Some(spans) = by_kind.get(finding.kind.as_str()) else { continue };
            let behind = spans.partition_point(|(start, ..)| *start < span.end);
            let near = spans[..behind].iter().rev().take(REACH).filter(|(.., other)| !is_taken[*other]);
            let shared = near.map(|(start, end, other)| {
                ((*end).min(span.end).saturating_sub((*start).max(span.start)), std::cmp::Reverse(*other))
            });
            if let Some((_, std::cmp::Reverse(other))) = shared.filter(|(shared, _)| *shared > 0).max() {
                is_taken[other] = true;
                found.push((index, other));
            }
        }
        self.take(found)
    }

    fn take(&mut self, found: Vec<(usize, usize)>) -> Vec<(Finding, Finding)> {
        let pairs = found.into_iter();
        pairs.filter_map(|(before, after)| self.before[before].take().zip(self.after[after].take())).collect()
    }

    /// What has no pair, before and after.
    pub(crate) fn rest(self) -> (Vec<Finding>, Vec<Finding>) {
        (self.before.into_iter().flatten().collect(), self.after.into_iter().flatten().collect())
    }
}

//! What the first forest made of the blocks around a block: the second one is told of it.

use super::containers::block_around;
use super::features::{View, mix};
use super::groups::numbered;
use super::tag::Tag;
use super::tree::{NodeId, Tree};

/// The blocks of a page in groups that look alike, and how much each says.
#[derive(Clone, Debug, Default)]
pub struct Company {
    /// For each kind of group the number of the group that each block belongs to.
    groups: [Vec<u32>; GROUPS],
    /// Words of each block, and one more.
    weights: Vec<f32>,
}

/// Kinds of groups: blocks of the same element and parent, then those with the same elements around them, from the
/// parent, the grandparent and so on outwards.
const GROUPS: usize = 5;
/// Neighbours on each side.
const SIDE: usize = 5;
/// Blocks on each side over which judgements are averaged.
const WINDOWS: [usize; 3] = [4, 10, 25];
/// Blocks beyond which one that is surely body is far away.
const FAR: f32 = 60.0;
/// From this probability on a block is surely body.
const SURE: f32 = 0.8;

/// Values for each block.
pub(super) const VALUES: usize = 1 + 2 * SIDE + WINDOWS.len() + 3 + 2 + 2 * GROUPS + 1;

impl Company {
    pub(super) fn of(view: &View<'_, '_>) -> Self {
        let paths = paths(view.tree, &view.signatures);
        let mut groups: [Vec<u32>; GROUPS] = Default::default();
        groups[0].clone_from(&view.looks);
        let mut at: Vec<NodeId> = view.flow.pieces.iter().map(|piece| piece.node).collect();
        for group in &mut groups[1..] {
            at.iter_mut().for_each(|id| *id = block_around(view.tree, *id));
            *group = numbered(at.iter().map(|id| paths[*id as usize]));
        }
        Self { groups, weights: view.shapes.iter().map(|shape| shape.words + 1.0).collect() }
    }

    /// The values of some of the blocks, one after the other, from the first forest's probabilities of all of them.
    #[must_use]
    pub fn values(&self, judged: &[f32], blocks: &[usize]) -> Vec<f32> {
        let masses: Vec<f32> = judged.iter().zip(&self.weights).map(|(p, weight)| p * weight).collect();
        let (mass, weight) = (sums(&masses), sums(&self.weights));
        let all = mass[mass.len() - 1].max(1e-6);
        let groups = self.groups.each_ref().map(|group| self.totals(group, &masses));
        let [since, until] = distances(judged);
        let mut values = Vec::with_capacity(blocks.len() * VALUES);
        for index in blocks.iter().copied() {
            let near = |at: Option<usize>| at.and_then(|at| judged.get(at)).copied().unwrap_or(-1.0);
            let own = masses[index];
            values.push(judged[index]);
            for step in 1..=SIDE {
                values.push(near(index.checked_sub(step)));
                values.push(near(Some(index + step)));
            }
            for window in WINDOWS {
                let (from, to) = (index.saturating_sub(window), (index + window + 1).min(judged.len()));
                let others = weight[to] - weight[from] - self.weights[index];
                values.push((mass[to] - mass[from] - own) / others.max(1.0));
            }
            values.extend([mass[index] / all, (all - mass[index + 1]) / all, (1.0 + all).ln()]);
            values.extend([since[index], until[index]]);
            for (group, totals) in self.groups.iter().zip(&groups) {
                let [mass, weight] = totals[group[index] as usize];
                values.push((mass - own) / (weight - self.weights[index]).max(1.0));
                values.push(mass / all);
            }
            values.push(own / all);
        }
        debug_assert_eq!(values.len(), blocks.len() * VALUES, "every block has all values");
        values
    }

    /// For each group what its blocks hold of body, as far as they are judged, and of words.
    fn totals(&self, group: &[u32], masses: &[f32]) -> Vec<[f32; 2]> {
        let count = group.iter().max().map_or(0, |last| *last as usize + 1);
        let mut totals = vec![[0.0; 2]; count];
        for ((number, mass), weight) in group.iter().zip(masses).zip(&self.weights) {
            let total = &mut totals[*number as usize];
            *total = [total[0] + mass, total[1] + weight];
        }
        totals
    }
}

/// For each node a number for the names and classes of the elements that it stands in.
fn paths(tree: &Tree<'_>, signatures: &[u64]) -> Vec<u64> {
    let mut paths: Vec<u64> = Vec::with_capacity(tree.nodes.len());
    for (node, signature) in tree.nodes.iter().zip(signatures) {
        let around = paths.get(node.parent as usize).copied().unwrap_or_default();
        paths.push(if node.tag == Tag::Text { around } else { mix(around, *signature) });
    }
    paths
}

/// The sum of what stands in front of each place.
fn sums(values: &[f32]) -> Vec<f32> {
    let mut sum = 0.0;
    let behind = values.iter().map(|value| {
        sum += value;
        sum
    });
    std::iter::once(0.0).chain(behind).collect()
}

/// Blocks since the last one that is surely body, and up to the next one.
fn distances(judged: &[f32]) -> [Vec<f32>; 2] {
    let count = |judged: &mut dyn Iterator<Item = &f32>| -> Vec<f32> {
        let mut since = FAR;
        let distance = judged.map(|p| {
            let distance = since;
            since = if *p > SURE { 1.0 } else { (since + 1.0).min(FAR) };
            distance
        });
        distance.collect()
    };
    let since = count(&mut judged.iter());
    let mut until = count(&mut judged.iter().rev());
    until.reverse();
    [since, until]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_told_what_its_neighbours_and_its_like_are() {
        let group = vec![0, 1, 0, 1];
        let groups = std::array::from_fn(|_| group.clone());
        let company = Company { groups, weights: vec![10.0, 5.0, 30.0, 5.0] };
        let values = company.values(&[1.0, 0.5, 0.0, 0.0], &[2]);
        assert_eq!(values[..4], [0.0, 0.5, 0.0, 1.0]);
        let groups = &values[VALUES - 1 - 2 * GROUPS..];
        assert_eq!(groups[0], 1.0);
        assert!((groups[1] - 0.8).abs() < 1e-6);
    }

    #[test]
    fn distances_are_to_blocks_that_are_surely_body() {
        let [since, until] = distances(&[0.9, 0.1, 0.2, 0.95, 0.0]);
        assert_eq!(since, [60.0, 1.0, 2.0, 3.0, 1.0]);
        assert_eq!(until, [3.0, 2.0, 1.0, 60.0, 60.0]);
    }
}

//! Gradient boosting of decision trees on histograms, for two classes.
//!
//! After Friedman, "Greedy function approximation" (2001), with the second-order leaves and gains of XGBoost (Chen and
//! Guestrin 2016) and the histograms of LightGBM (Ke et al. 2017). Deterministic.

use copydesk_parser::{DEPTH, DecisionTree, Forest};

/// Rows to train on, column by column once they are binned.
#[derive(Default)]
pub struct Rows {
    values: Vec<Vec<f32>>,
    labels: Vec<bool>,
    weights: Vec<f32>,
}

impl Rows {
    pub fn push(&mut self, values: &[f32], label: bool, weight: f32) {
        self.values.push(values.to_vec());
        self.labels.push(label);
        self.weights.push(weight);
    }
}

/// How a forest is grown.
pub struct Settings {
    pub trees: usize,
    /// What share of a tree's answer is taken.
    pub rate: f32,
    /// Least sum of second derivatives in a leaf.
    pub leaf_weight: f32,
    /// Pulls leaves towards zero.
    pub smoothing: f32,
    /// Share of the columns that a tree may look at.
    pub columns: f32,
}

/// Bins of a column.
const BINS: usize = 32;

/// A column as the bins of its rows.
struct Column {
    feature: u16,
    bins: Vec<u8>,
    /// The greatest value of each bin but the last.
    cuts: Vec<f32>,
}

/// Rows in which a value differs from the others, below which a column tells nothing.
const RARE: usize = 30;

fn columns(rows: &Rows) -> Vec<Column> {
    let width = rows.values.first().map_or(0, Vec::len);
    let column = |feature: usize| {
        let mut sorted: Vec<f32> = rows.values.iter().map(|row| row[feature]).collect();
        sorted.sort_by(f32::total_cmp);
        let cut = |bin: usize| sorted[(sorted.len() - 1) * bin / BINS];
        let mut cuts: Vec<f32> = (1..BINS).map(cut).collect();
        // A rare value of a flag must have a bin of its own.
        cuts.push(sorted[sorted.len() - RARE.min(sorted.len())]);
        cuts.push(sorted[RARE.min(sorted.len() - 1)]);
        cuts.push(sorted[0]);
        cuts.sort_by(f32::total_cmp);
        cuts.dedup();
        cuts.retain(|cut| *cut < sorted[sorted.len() - RARE.min(sorted.len())]);
        let bin = |row: &Vec<f32>| cuts.partition_point(|cut| *cut < row[feature]) as u8;
        let bins = rows.values.iter().map(bin).collect();
        Column { feature: feature as u16, bins, cuts }
    };
    (0..width).map(column).filter(|column| !column.cuts.is_empty()).collect()
}

/// A forest that tells the rows' labels.
pub fn train(rows: &Rows, settings: &Settings) -> Forest {
    let columns = columns(rows);
    let mut sums = vec![0.0_f32; rows.labels.len()];
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut trees = Vec::with_capacity(settings.trees);
    for _ in 0..settings.trees {
        let gradients: Vec<[f32; 2]> = gradients(rows, &sums);
        let chosen: Vec<&Column> =
            columns.iter().filter(|_| chance(&mut random) < settings.columns).collect();
        let (tree, leaves) = grow(&chosen, &gradients, settings);
        for (sum, leaf) in sums.iter_mut().zip(&leaves) {
            *sum += tree.leaves[*leaf as usize];
        }
        trees.push(tree);
    }
    Forest::new(trees)
}

/// A number in `0..1`, by xorshift.
fn chance(state: &mut u64) -> f32 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 40) as f32 / (1_u64 << 24) as f32
}

/// First and second derivatives of the loss for each row.
fn gradients(rows: &Rows, sums: &[f32]) -> Vec<[f32; 2]> {
    let rows = rows.labels.iter().zip(&rows.weights).zip(sums);
    rows.map(|((label, weight), sum)| {
        let p = 1.0 / (1.0 + (-sum).exp());
        [weight * (p - f32::from(u8::from(*label))), weight * p * (1.0 - p)]
    })
    .collect()
}

type Histogram = [[f32; 2]; BINS + 3];

/// The best split of a node: gain, column, bin.
#[derive(Clone, Copy)]
struct Split {
    gain: f32,
    column: usize,
    bin: usize,
}

/// Grows one tree level by level; also the leaf of each row.
fn grow(columns: &[&Column], gradients: &[[f32; 2]], settings: &Settings) -> (DecisionTree, Vec<u8>) {
    let mut tree = DecisionTree::default();
    let mut nodes = vec![0_u8; gradients.len()];
    for level in 0..DEPTH {
        let splits = best_splits(columns, gradients, &nodes, 1 << level, settings);
        for (node, split) in splits.iter().enumerate() {
            if let Some(split) = split {
                let at = (1 << level) - 1 + node;
                tree.features[at] = columns[split.column].feature;
                tree.thresholds[at] = columns[split.column].cuts[split.bin];
            }
        }
        for (row, node) in nodes.iter_mut().enumerate() {
            let right = splits[usize::from(*node)]
                .is_some_and(|split| usize::from(columns[split.column].bins[row]) > split.bin);
            *node = 2 * *node + u8::from(right);
        }
    }
    let mut sums = vec![[0.0_f32; 2]; 1 << DEPTH];
    for (node, [gradient, curvature]) in nodes.iter().zip(gradients) {
        sums[usize::from(*node)][0] += gradient;
        sums[usize::from(*node)][1] += curvature;
    }
    for (leaf, [gradient, curvature]) in tree.leaves.iter_mut().zip(sums) {
        *leaf = -settings.rate * gradient / (curvature + settings.smoothing);
    }
    (tree, nodes)
}

fn best_splits(
    columns: &[&Column],
    gradients: &[[f32; 2]],
    nodes: &[u8],
    count: usize,
    settings: &Settings,
) -> Vec<Option<Split>> {
    let mut best: Vec<Option<Split>> = vec![None; count];
    let mut histograms: Vec<Histogram> = vec![[[0.0; 2]; BINS + 3]; count];
    for (index, column) in columns.iter().enumerate() {
        histograms.fill([[0.0; 2]; BINS + 3]);
        for ((bin, node), [gradient, curvature]) in column.bins.iter().zip(nodes).zip(gradients) {
            let slot = &mut histograms[usize::from(*node)][usize::from(*bin)];
            slot[0] += gradient;
            slot[1] += curvature;
        }
        for (node, histogram) in histograms.iter().enumerate() {
            let split = best_cut(histogram, column.cuts.len(), settings);
            if let Some((gain, bin)) = split
                && best[node].is_none_or(|best| gain > best.gain)
            {
                best[node] = Some(Split { gain, column: index, bin });
            }
        }
    }
    best
}

/// The cut of one column with the greatest gain.
fn best_cut(histogram: &Histogram, cuts: usize, settings: &Settings) -> Option<(f32, usize)> {
    let all = histogram.iter().fold([0.0; 2], |sum, slot| [sum[0] + slot[0], sum[1] + slot[1]]);
    let score = |[gradient, curvature]: [f32; 2]| gradient * gradient / (curvature + settings.smoothing);
    let mut left = [0.0; 2];
    let mut best: Option<(f32, usize)> = None;
    for (bin, slot) in histogram.iter().take(cuts).enumerate() {
        left = [left[0] + slot[0], left[1] + slot[1]];
        let right = [all[0] - left[0], all[1] - left[1]];
        if left[1] < settings.leaf_weight || right[1] < settings.leaf_weight {
            continue;
        }
        let gain = score(left) + score(right) - score(all);
        if gain > 1e-3 && best.is_none_or(|(most, _)| gain > most) {
            best = Some((gain, bin));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forest_learns_what_two_values_say_together() {
        let mut rows = Rows::default();
        for n in 0..4000_u32 {
            let (a, b) = ((n * 7 % 13) as f32, (n * 11 % 17) as f32);
            rows.push(&[a, b, 1.0], (a > 6.0) && (b > 8.0), 1.0);
        }
        let settings = Settings { trees: 40, rate: 0.3, leaf_weight: 1.0, smoothing: 1.0, columns: 1.0 };
        let forest = train(&rows, &settings);
        let says = |a: f32, b: f32| forest.probability(&[a, b, 1.0]) > 0.5;
        assert!(says(9.0, 12.0) && !says(9.0, 3.0) && !says(2.0, 12.0));
    }
}

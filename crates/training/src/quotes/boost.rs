//! Boosted trees for a yes or no: each tree corrects the sum of those before it (Friedman 2001; leaves as in Chen and
//! Guestrin 2016).

use crate::random::Random;
use copydesk_quote_attribution::model::forest::{Forest, Node, Tree};

const TREES: usize = 300;
const LEAVES: usize = 15;
const RATE: f64 = 0.05;
/// Rows that a leaf holds at least.
const SMALLEST: usize = 40;
/// What is added to the weight of a leaf, so that small ones say less.
const SMOOTHING: f64 = 5.0;
/// The share of rows, and of features, that each tree sees.
const ROW_SHARE: f32 = 0.7;
const FEATURE_SHARE: f32 = 0.5;
/// Thresholds of a feature at most.
const CUTS: usize = 255;

/// Rows by feature, each value as the number of thresholds below it.
struct Binned {
    cuts: Vec<Vec<i16>>,
    columns: Vec<Vec<u8>>,
}

/// A leaf that may be split.
struct Leaf {
    rows: Vec<u32>,
    /// The slot of the branch that leads here: a node and a side; none for the root.
    from: Option<(usize, usize)>,
    split: Option<Split>,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    feature: usize,
    bin: u8,
}

/// Learns which rows are `true`.
pub fn train(rows: &[Vec<i32>], labels: &[bool], random: &mut Random) -> Forest {
    let binned = bin(rows);
    let mut scores = vec![0.0f64; rows.len()];
    let mut forest = Forest::default();
    for _ in 0..TREES {
        let slopes: Vec<(f64, f64)> = scores
            .iter()
            .zip(labels)
            .map(|(score, label)| {
                let probability = 1.0 / (1.0 + (-score).exp());
                (probability - f64::from(u8::from(*label)), probability * (1.0 - probability))
            })
            .collect();
        let seen: Vec<u32> = (0..rows.len() as u32).filter(|_| random.unit() < ROW_SHARE).collect();
        let features: Vec<usize> =
            (0..binned.columns.len()).filter(|_| random.unit() < FEATURE_SHARE).collect();
        let tree = grow(&binned, &slopes, seen, &features);
        let one = Forest { trees: vec![tree] };
        for (score, row) in scores.iter_mut().zip(rows) {
            *score += f64::from(one.score(row)) / f64::from(Forest::SCALE);
        }
        forest.trees.extend(one.trees);
    }
    forest
}

fn bin(rows: &[Vec<i32>]) -> Binned {
    let width = rows.first().map_or(0, Vec::len);
    let short = |value: i32| value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
    let column = |feature: usize| rows.iter().map(move |row| short(row[feature]));
    let cuts: Vec<Vec<i16>> = (0..width)
        .map(|feature| {
            let mut values: Vec<i16> = column(feature).collect();
            values.sort_unstable();
            let step = (values.len() / CUTS).max(1);
            let mut distinct = values.clone();
            distinct.dedup();
            let mut cuts =
                if distinct.len() <= CUTS { distinct } else { values.into_iter().step_by(step).collect() };
            cuts.dedup();
            cuts.truncate(CUTS);
            cuts
        })
        .collect();
    let columns = (0..width)
        .map(|feature| {
            column(feature).map(|value| cuts[feature].partition_point(|cut| *cut < value) as u8).collect()
        })
        .collect();
    Binned { cuts, columns }
}

/// A tree whose best leaf is split until there are enough.
fn grow(binned: &Binned, slopes: &[(f64, f64)], rows: Vec<u32>, features: &[usize]) -> Tree {
    let best = |rows: &[u32]| {
        features.iter().filter_map(|feature| split(binned, slopes, rows, *feature)).reduce(better)
    };
    let mut nodes: Vec<Node> = Vec::new();
    let root = Leaf { split: best(&rows), rows, from: None };
    let mut leaves = vec![root];
    while leaves.len() < LEAVES {
        let gain = |leaf: &Leaf| leaf.split.map_or(0.0, |split| split.gain);
        let Some(top) =
            (0..leaves.len()).reduce(|a, b| if gain(&leaves[b]) > gain(&leaves[a]) { b } else { a })
        else {
            break;
        };
        let Some(split) = leaves[top].split else { break };
        let leaf = leaves.swap_remove(top);
        let column = &binned.columns[split.feature];
        let (low, high): (Vec<u32>, Vec<u32>) =
            leaf.rows.iter().partition(|row| column[**row as usize] <= split.bin);
        let node = nodes.len();
        if let Some((above, side)) = leaf.from {
            nodes[above].branches[side] = node as u8;
        }
        let threshold = binned.cuts[split.feature][usize::from(split.bin)];
        nodes.push(Node { feature: split.feature as u8, threshold, branches: [0, 0] });
        for (side, rows) in [low, high].into_iter().enumerate() {
            leaves.push(Leaf { split: best(&rows), rows, from: Some((node, side)) });
        }
    }
    let mut answers = Vec::with_capacity(leaves.len());
    for (number, leaf) in (0u8..).zip(&leaves) {
        if let Some((above, side)) = leaf.from {
            nodes[above].branches[side] = Node::LEAF + number;
        }
        let (slope, weight) = sum(slopes, &leaf.rows);
        let value = -RATE * slope / (weight + SMOOTHING) * f64::from(Forest::SCALE);
        answers.push(value.round().clamp(-32000.0, 32000.0) as i16);
    }
    Tree { nodes, leaves: answers }
}

fn better(left: Split, right: Split) -> Split {
    if right.gain > left.gain { right } else { left }
}

fn sum(slopes: &[(f64, f64)], rows: &[u32]) -> (f64, f64) {
    rows.iter().fold((0.0, 0.0), |sum, row| {
        let (slope, weight) = slopes[*row as usize];
        (sum.0 + slope, sum.1 + weight)
    })
}

/// The best threshold of one feature.
fn split(binned: &Binned, slopes: &[(f64, f64)], rows: &[u32], feature: usize) -> Option<Split> {
    let column = &binned.columns[feature];
    let cuts = binned.cuts[feature].len();
    let mut bins = vec![(0.0, 0.0, 0usize); cuts + 1];
    for row in rows {
        let bin = &mut bins[usize::from(column[*row as usize])];
        let (slope, weight) = slopes[*row as usize];
        *bin = (bin.0 + slope, bin.1 + weight, bin.2 + 1);
    }
    let all = bins.iter().fold((0.0, 0.0, 0), |sum, bin| (sum.0 + bin.0, sum.1 + bin.1, sum.2 + bin.2));
    let worth = |slope: f64, weight: f64| slope * slope / (weight + SMOOTHING);
    let mut low = (0.0, 0.0, 0);
    let mut best: Option<Split> = None;
    for (number, bin) in bins[..cuts].iter().enumerate() {
        low = (low.0 + bin.0, low.1 + bin.1, low.2 + bin.2);
        if low.2 < SMALLEST || all.2 - low.2 < SMALLEST {
            continue;
        }
        let gain = worth(low.0, low.1) + worth(all.0 - low.0, all.1 - low.1) - worth(all.0, all.1);
        if gain > best.map_or(1e-9, |split| split.gain) {
            best = Some(Split { gain, feature, bin: number as u8 });
        }
    }
    best
}

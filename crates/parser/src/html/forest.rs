//! Boosted decision trees: how the embedded model is stored and asked.

/// Splits on the way from the root of a tree to a leaf.
pub const DEPTH: usize = 5;
const SPLITS: usize = (1 << DEPTH) - 1;
const LEAVES: usize = 1 << DEPTH;

/// A sum of decision trees of fixed depth; each split asks whether one value is greater than a threshold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    trees: Vec<Tree>,
    /// The least and the most that the trees from each lane on can add.
    rest: Vec<[f32; 2]>,
}

/// One tree, its splits row by row from the root.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// For each split the value that it looks at.
    pub features: [u16; SPLITS],
    /// For each split the number above which the way goes right.
    pub thresholds: [f32; SPLITS],
    /// What each leaf adds to the sum.
    pub leaves: [f32; LEAVES],
}

impl Default for Tree {
    /// A tree whose ways all end in the first leaf, and which adds nothing.
    fn default() -> Self {
        Self { features: [0; SPLITS], thresholds: [f32::INFINITY; SPLITS], leaves: [0.0; LEAVES] }
    }
}

impl Tree {
    /// The leaf that a row of values falls into.
    #[must_use]
    pub fn leaf(&self, row: &[f32]) -> usize {
        let mut at = 0;
        for _ in 0..DEPTH {
            at = self.next(at, row);
        }
        at - SPLITS
    }

    /// The node below one.
    fn next(&self, at: usize, row: &[f32]) -> usize {
        let goes_right = row[usize::from(self.features[at])] > self.thresholds[at];
        2 * at + 1 + usize::from(goes_right)
    }
}

/// Trees that are walked side by side: each step waits for the one before it, but for no other tree's.
const LANES: usize = 8;

fn sum_of_lanes(trees: &[Tree], row: &[f32]) -> f32 {
    let mut at = [0; LANES];
    for _ in 0..DEPTH {
        for (at, tree) in at.iter_mut().zip(trees) {
            *at = tree.next(*at, row);
        }
    }
    at.iter().zip(trees).map(|(at, tree)| tree.leaves[at - SPLITS]).sum()
}

/// Bytes of a stored tree.
const TREE: usize = SPLITS * 6 + LEAVES * 4;

impl Forest {
    /// A forest of trees whose sum is the logarithm of the odds.
    #[must_use]
    pub fn new(trees: Vec<Tree>) -> Self {
        let mut rest = vec![[0.0, 0.0]];
        for trees in trees.chunks(LANES).rev() {
            let [mut least, mut most] = rest[rest.len() - 1];
            for tree in trees {
                least += tree.leaves.iter().copied().fold(f32::INFINITY, f32::min);
                most += tree.leaves.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            }
            rest.push([least, most]);
        }
        rest.reverse();
        Self { trees, rest }
    }

    /// The probability that it gives to a row of values, which has all that its trees look at; nothing below
    /// [`Forest::LEAST`].
    ///
    /// ```
    /// # use copydesk_parser::Forest;
    /// assert_eq!(Forest::new(Vec::new()).probability(&[1.0]), 0.5);
    /// ```
    #[must_use]
    pub fn probability(&self, row: &[f32]) -> f32 {
        let sum = self.sum(row, |_, most| most <= Self::LEAST);
        if sum <= Self::LEAST { 0.0 } else { 1.0 / (1.0 + (-sum).exp()) }
    }

    /// The logarithm of the odds below which a probability counts as none.
    pub const LEAST: f32 = -4.0;

    /// Whether a row's probability is above one half; trees that cannot change the answer are not asked.
    ///
    /// ```
    /// # use copydesk_parser::Forest;
    /// assert!(!Forest::new(Vec::new()).accepts(&[1.0]));
    /// ```
    #[must_use]
    pub fn accepts(&self, row: &[f32]) -> bool {
        self.sum(row, |least, most| most <= 0.0 || least > 0.0) > 0.0
    }

    /// The sum of all trees, or of some where the least and the most that it can come to are enough.
    fn sum(&self, row: &[f32], is_enough: impl Fn(f32, f32) -> bool) -> f32 {
        let mut sum = 0.0;
        for (trees, [least, most]) in self.trees.chunks(LANES).zip(&self.rest[1..]) {
            sum += match trees.len() {
                LANES => sum_of_lanes(trees, row),
                _ => trees.iter().map(|tree| tree.leaves[tree.leaf(row)]).sum(),
            };
            if is_enough(sum + least, sum + most) {
                break;
            }
        }
        sum
    }

    /// As bytes: for each tree its features, thresholds and leaves, little-endian.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.trees.len() * TREE);
        for tree in &self.trees {
            tree.features.iter().for_each(|feature| bytes.extend(feature.to_le_bytes()));
            tree.thresholds.iter().for_each(|threshold| bytes.extend(threshold.to_le_bytes()));
            tree.leaves.iter().for_each(|leaf| bytes.extend(leaf.to_le_bytes()));
        }
        bytes
    }

    /// Reads what [`Forest::to_bytes`] wrote; bytes behind the last whole tree are ignored.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let number = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let trees = bytes.chunks_exact(TREE).map(|bytes| {
            let (features, rest) = bytes.split_at(SPLITS * 2);
            let (thresholds, leaves) = rest.split_at(SPLITS * 4);
            Tree {
                features: std::array::from_fn(|at| {
                    u16::from_le_bytes([features[2 * at], features[2 * at + 1]])
                }),
                thresholds: std::array::from_fn(|at| number(&thresholds[4 * at..])),
                leaves: std::array::from_fn(|at| number(&leaves[4 * at..])),
            }
        });
        Self::new(trees.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forest_survives_its_bytes() {
        let mut tree = Tree::default();
        tree.features[0] = 3;
        tree.thresholds[0] = 0.5;
        tree.leaves[0] = -1.0;
        tree.leaves[LEAVES / 2] = 2.0;
        let forest = Forest::new(vec![tree.clone(), tree]);
        let read = Forest::from_bytes(&forest.to_bytes());
        assert_eq!(read, forest);
        assert!(read.probability(&[0.0, 1.0, 2.0, 3.0]) > 0.9);
        assert!(read.probability(&[0.0; 4]) < 0.2);
        let many = Forest::new(read.trees.iter().cycle().take(2 * LANES + 3).cloned().collect());
        assert!(many.probability(&[0.0, 1.0, 2.0, 3.0]) > 0.999);
        assert!(many.accepts(&[0.0, 1.0, 2.0, 3.0]) && !many.accepts(&[0.0; 4]));
    }
}

//! Boosted decision trees over whole numbers (Friedman 2001).

use copydesk_analyzer::language::models::binary::{ModelError, Reader, Writer};

/// Trees whose leaves add up to the logarithm of the odds, in units of [`Forest::SCALE`].
#[derive(Clone, Debug, Default)]
pub struct Forest {
    /// The trees.
    pub trees: Vec<Tree>,
}

/// A tree: its first node is the root.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The questions.
    pub nodes: Vec<Node>,
    /// The answers.
    pub leaves: Vec<i16>,
}

/// A question: is a feature at most so much?
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// The index of the feature.
    pub feature: u8,
    /// The most that goes to the first branch.
    pub threshold: i16,
    /// A node, or [`Node::LEAF`] and more for a leaf.
    pub branches: [u8; 2],
}

impl Node {
    /// The first number of a leaf.
    pub const LEAF: u8 = 128;
}

impl Forest {
    /// A leaf of 1 in training is this much.
    pub const SCALE: f32 = 1024.0;

    /// The sum over all trees.
    #[must_use]
    pub fn score(&self, features: &[i32]) -> i32 {
        self.trees.iter().map(|tree| i32::from(tree.answer(features))).sum()
    }

    /// Appends the trees to a model.
    pub fn write(&self, writer: &mut Writer) {
        writer.size(self.trees.len());
        for tree in &self.trees {
            writer.put(&[tree.nodes.len() as u8]);
            for node in &tree.nodes {
                let [low, high] = node.threshold.to_le_bytes();
                writer.put(&[node.feature, low, high, node.branches[0], node.branches[1]]);
            }
            tree.leaves.iter().for_each(|leaf| writer.put(&leaf.to_le_bytes()));
        }
    }

    /// Reads what [`Forest::write`] wrote, for rows of so many features.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are cut off, or a node names a feature or a branch that is not there.
    pub fn read(reader: &mut Reader<'_>, features: usize) -> Result<Self, ModelError> {
        let count = reader.size()?;
        let trees = (0..count).map(|_| Tree::read(reader, features)).collect::<Result<_, _>>()?;
        Ok(Self { trees })
    }
}

impl Tree {
    fn answer(&self, features: &[i32]) -> i16 {
        let mut branch = if self.nodes.is_empty() { Node::LEAF } else { 0 };
        while branch < Node::LEAF {
            let node = &self.nodes[usize::from(branch)];
            let more = features[usize::from(node.feature)] > i32::from(node.threshold);
            branch = node.branches[usize::from(more)];
        }
        self.leaves[usize::from(branch - Node::LEAF)]
    }

    fn read(reader: &mut Reader<'_>, features: usize) -> Result<Self, ModelError> {
        let count = usize::from(reader.take(1)?[0]);
        let mut nodes = Vec::with_capacity(count);
        for at in 0..count {
            let bytes = reader.take(5)?;
            let threshold = i16::from_le_bytes([bytes[1], bytes[2]]);
            let node = Node { feature: bytes[0], threshold, branches: [bytes[3], bytes[4]] };
            // A branch leads on, to a later node or to a leaf, so that every walk ends.
            let leads_on = |branch: &u8| {
                let branch = usize::from(*branch);
                let leaf = usize::from(Node::LEAF);
                (at + 1..count).contains(&branch) || (leaf..=leaf + count).contains(&branch)
            };
            if usize::from(node.feature) >= features || !node.branches.iter().all(leads_on) {
                return Err(ModelError::Label { index: usize::from(node.feature) });
            }
            nodes.push(node);
        }
        let bytes = reader.take(2 * (count + 1))?;
        let leaves = bytes.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
        Ok(Self { nodes, leaves })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest(branches: [u8; 2]) -> Vec<u8> {
        let node = Node { feature: 1, threshold: 5, branches };
        let forest = Forest { trees: vec![Tree { nodes: vec![node], leaves: vec![-7, 9] }] };
        let mut writer = Writer::new(1);
        forest.write(&mut writer);
        writer.finish()
    }

    #[test]
    fn trees_are_read_back_and_answer_by_their_thresholds() {
        let bytes = forest([128, 129]);
        let forest = Forest::read(&mut Reader::new(&bytes, 1).unwrap(), 2).unwrap();
        assert_eq!([forest.score(&[0, 5]), forest.score(&[0, 6])], [-7, 9]);
        assert!(Forest::read(&mut Reader::new(&bytes[..bytes.len() - 1], 1).unwrap(), 2).is_err());
    }

    #[test]
    fn a_tree_that_leads_nowhere_is_refused() {
        for (bytes, features) in [(forest([0, 129]), 2), (forest([128, 130]), 2), (forest([128, 129]), 1)] {
            assert!(Forest::read(&mut Reader::new(&bytes, 1).unwrap(), features).is_err());
        }
    }
}

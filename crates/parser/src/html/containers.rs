//! Where the prose of a page lies: sums over every element, and the one that holds the article.

use super::flow::Piece;
use super::shape::Shape;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use std::ops::Range;

/// Sums over a run of blocks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    pub(super) pieces: f32,
    pub(super) characters: f32,
    pub(super) linked: f32,
    pub(super) prose: f32,
    pub(super) prose_pieces: f32,
}

impl Sum {
    fn of(piece: &Piece, shape: &Shape) -> Self {
        let share = piece.linked as f32 / piece.range.len() as f32;
        let is_prose = shape.is_prose && share < 0.5;
        Self {
            pieces: 1.0,
            characters: shape.characters,
            linked: shape.characters * share,
            prose: if is_prose { shape.characters } else { 0.0 },
            prose_pieces: f32::from(u8::from(is_prose)),
        }
    }

    pub(super) fn add(self, other: Self) -> Self {
        Self {
            pieces: self.pieces + other.pieces,
            characters: self.characters + other.characters,
            linked: self.linked + other.linked,
            prose: self.prose + other.prose,
            prose_pieces: self.prose_pieces + other.prose_pieces,
        }
    }

    fn less(self, other: Self) -> Self {
        Self {
            pieces: self.pieces - other.pieces,
            characters: self.characters - other.characters,
            linked: self.linked - other.linked,
            prose: self.prose - other.prose,
            prose_pieces: self.prose_pieces - other.prose_pieces,
        }
    }

    /// The share of its characters that are links.
    pub(super) fn link_density(&self) -> f32 {
        if self.characters > 0.0 { self.linked / self.characters } else { 0.0 }
    }
}

/// Sums over any element, in constant time each.
pub(super) struct Containers {
    /// Blocks that start before each node.
    before: Vec<u32>,
    /// Sums over the blocks before each block.
    sums: Vec<Sum>,
    /// Each block on its own.
    pub(super) own: Vec<Sum>,
    /// The element that holds most of the prose at its top.
    pub(super) best: NodeId,
}

impl Containers {
    pub(super) fn new(tree: &Tree<'_>, pieces: &[Piece], shapes: &[Shape]) -> Self {
        let own: Vec<Sum> = pieces.iter().zip(shapes).map(|(piece, shape)| Sum::of(piece, shape)).collect();
        let mut sums = vec![Sum::default()];
        let mut all = Sum::default();
        for sum in &own {
            all = all.add(*sum);
            sums.push(all);
        }
        let mut before = Vec::with_capacity(tree.nodes.len() + 1);
        let mut next = 0;
        for id in 0..=tree.nodes.len() {
            while pieces.get(next).is_some_and(|piece| (piece.first as usize) < id) {
                next += 1;
            }
            before.push(u32::try_from(next).expect("fewer blocks than bytes"));
        }
        let best = best(tree, pieces, &own);
        Self { before, sums, own, best }
    }

    /// The blocks that start inside an element.
    pub(super) fn pieces(&self, tree: &Tree<'_>, id: NodeId) -> Range<usize> {
        self.before[id as usize] as usize..self.before[tree.node(id).end as usize] as usize
    }

    pub(super) fn sum(&self, tree: &Tree<'_>, id: NodeId) -> Sum {
        let range = self.pieces(tree, id);
        self.range(range)
    }

    pub(super) fn range(&self, range: Range<usize>) -> Sum {
        self.sums[range.end].less(self.sums[range.start])
    }

    pub(super) fn all(&self) -> Sum {
        self.range(0..self.own.len())
    }
}

/// The nearest block element around a node.
pub(super) fn block_around(tree: &Tree<'_>, id: NodeId) -> NodeId {
    let mut at = tree.node(id).parent;
    // Inline elements between two blocks are few; beyond these the place is as good as any.
    for _ in 0..8 {
        if at == 0 || tree.node(at).tag.is_block() || tree.node(at).tag == Tag::Other {
            break;
        }
        at = tree.node(at).parent;
    }
    at
}

/// The element whose children hold most prose; a grandchild counts half, as Readability has it.
fn best(tree: &Tree<'_>, pieces: &[Piece], own: &[Sum]) -> NodeId {
    let mut scores = vec![0.0_f32; tree.nodes.len()];
    for (piece, sum) in pieces.iter().zip(own) {
        let prose = sum.prose * (1.0 - sum.link_density());
        let is_leaf = matches!(tree.node(piece.node).tag, Tag::P | Tag::Li | Tag::Blockquote);
        let holder = if is_leaf { block_around(tree, piece.node) } else { piece.node };
        let around = block_around(tree, holder);
        scores[holder as usize] += prose;
        scores[around as usize] += prose / 2.0;
    }
    let best = (0..scores.len()).rev().max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    NodeId::try_from(best.unwrap_or(0)).expect("an id")
}

//! Where the pictures and films of a page stand: captions and credits are beside them.

use super::containers::block_around;
use super::flow::Piece;
use super::tag::Tag;
use super::tree::{NodeId, Tree};

/// The pictures, films and frames of a page, in document order.
pub(super) struct Media {
    nodes: Vec<NodeId>,
}

/// Nodes beyond which a picture has nothing to do with a block.
const FAR: u32 = 40;

impl Media {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let shows = |tag| {
            matches!(
                tag,
                Tag::Img | Tag::Picture | Tag::Video | Tag::Iframe | Tag::Audio | Tag::Object | Tag::Embed
            )
        };
        Self { nodes: tree.iter().filter(|(_, node)| shows(node.tag)).map(|(id, _)| id).collect() }
    }

    /// Nodes between a node and the picture in front of it, and the one behind it.
    pub(super) fn distances(&self, node: NodeId) -> [f32; 2] {
        let next = self.nodes.partition_point(|other| *other < node);
        let far = |distance: Option<u32>| distance.map_or(FAR, |distance| distance.min(FAR)) as f32;
        let before = next.checked_sub(1).map(|last| node - self.nodes[last]);
        [far(before), far(self.nodes.get(next).map(|other| other - node))]
    }

    /// Whether the picture in front of a block stands in the same element, or in one that is beside the block.
    pub(super) fn is_beside(&self, tree: &Tree<'_>, piece: &Piece) -> bool {
        let next = self.nodes.partition_point(|other| *other < piece.first);
        let Some(picture) = next.checked_sub(1).map(|last| self.nodes[last]) else { return false };
        let around = block_around(tree, piece.node);
        let holder = block_around(tree, picture);
        holder == piece.node || holder == around || block_around(tree, holder) == around
    }
}

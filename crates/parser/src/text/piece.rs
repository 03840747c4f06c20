//! A piece: a stretch of text on its way to become a block.

use copydesk_document::BlockKind;
use std::ops::Range;

/// A stretch of text, without white space around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// What it is, where a pass has found out.
    pub(super) kind: Option<BlockKind>,
    /// The piece that holds the same words in full.
    pub(super) duplicate_of: Option<usize>,
}

impl Piece {
    pub(super) fn new(range: Range<usize>) -> Self {
        Self { range, kind: None, duplicate_of: None }
    }

    pub(super) fn of_kind(range: Range<usize>, kind: BlockKind) -> Self {
        Self { range, kind: Some(kind), duplicate_of: None }
    }

    pub(super) fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.clone()]
    }

    /// Whether no pass has claimed it.
    pub(super) fn is_open(&self) -> bool {
        self.kind.is_none() && self.duplicate_of.is_none()
    }

    /// Says what it is, unless an earlier pass has.
    pub(super) fn claim(&mut self, kind: BlockKind) {
        self.kind.get_or_insert(kind);
    }

    pub(super) fn is_noise(&self) -> bool {
        matches!(self.kind, Some(BlockKind::Boilerplate(_)))
    }
}

//! Builds the tree of a page: which element ends where, with the end tags that authors may leave out.
//!
//! No step looks at more of the open elements than it closes, so that a page is read in linear time however deep it is.

use super::tag::{Attribute, Tag};
use super::tree::{Node, NodeId, Tree, Value};
use std::ops::Range;

/// A tree under construction.
pub(super) struct Builder {
    nodes: Vec<Node>,
    attributes: Vec<Value>,
    /// Elements whose end has not come yet, outermost first.
    open: Vec<(NodeId, Tag)>,
    /// For each tag where it stands in `open`, outermost first.
    places: Vec<Vec<usize>>,
    /// Places in `open` of elements that end tags do not reach beyond.
    scopes: Vec<usize>,
    /// Places in `open` of lists.
    lists: Vec<usize>,
    /// Attributes of the tag being read start here.
    pending: usize,
    seen_html: bool,
    seen_body: bool,
}

impl Builder {
    /// A builder for a page of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        let mut builder = Self {
            nodes: Vec::with_capacity(bytes / BYTES_PER_NODE),
            attributes: Vec::with_capacity(bytes / BYTES_PER_ATTRIBUTE),
            open: Vec::new(),
            places: vec![Vec::new(); Tag::COUNT],
            scopes: Vec::new(),
            lists: Vec::new(),
            pending: 0,
            seen_html: false,
            seen_body: false,
        };
        builder.push(Tag::Html);
        builder
    }

    /// The finished tree.
    pub(super) fn finish(mut self, source: &str) -> Tree<'_> {
        self.close_down_to(0);
        Tree { source, nodes: self.nodes, attributes: self.attributes }
    }

    /// Notes an attribute of the start tag being read; the first one of a name counts.
    pub(super) fn attribute(&mut self, name: Attribute, value: Range<u32>) {
        if name != Attribute::Other && self.attributes[self.pending..].iter().all(|other| other.name != name)
        {
            self.attributes.push(Value { name, from: value.start, to: value.end });
        }
    }

    pub(super) fn text(&mut self, source: Range<u32>) {
        if source.is_empty() {
            return;
        }
        let id = self.next_id();
        let parent = self.current();
        self.nodes.push(Node::text(parent, id, source));
    }

    pub(super) fn start(&mut self, tag: Tag, self_closing: bool) {
        match tag {
            // The element is there from the start; the second one of a page adds nothing.
            Tag::Html if !self.seen_html => {
                self.seen_html = true;
                let attributes = self.take_attributes();
                self.nodes[0] = Node::element(Tag::Html, 0, 0, attributes);
                return;
            }
            Tag::Html => return self.forget_attributes(),
            Tag::Body if self.seen_body => return self.forget_attributes(),
            Tag::Body => {
                self.seen_body = true;
                self.close_down_to(1);
            }
            _ => self.close_implied(tag),
        }
        if tag.is_void() || self_closing && self.in_foreign() {
            let id = self.next_id();
            let node = Node::element(tag, self.current(), id, self.take_attributes());
            self.nodes.push(node);
        } else {
            self.push(tag);
        }
    }

    pub(super) fn end(&mut self, tag: Tag) {
        self.forget_attributes();
        match tag {
            Tag::Html | Tag::Body => {}
            _ if tag.is_block() || tag.is_scope() || tag.is_unread() => {
                if let Some(place) = self.in_scope(tag) {
                    self.close_down_to(place);
                }
            }
            _ => self.end_inline(tag),
        }
    }

    /// Whether the tag stands in a drawing or a formula, where `/>` ends an element.
    pub(super) fn in_foreign(&self) -> bool {
        !self.places[Tag::Svg as usize].is_empty() || !self.places[Tag::Math as usize].is_empty()
    }

    /// An inline end tag does not close blocks: `<b><p></b>` leaves the paragraph open.
    fn end_inline(&mut self, tag: Tag) {
        let Some(place) = self.place(tag) else { return };
        let inner = self.open[place + 1..].iter().rev();
        // Only what would be closed is looked at, up to the first block, which stays.
        let mut closed = 0;
        for (_, other) in inner {
            if other.is_block() {
                return;
            }
            closed += 1;
            if closed > INLINE {
                break;
            }
        }
        self.close_down_to(place);
    }

    fn close_implied(&mut self, tag: Tag) {
        use Tag::{A, Dd, Dt, Li, Optgroup, Option, P, Td, Th, Tr};
        match tag {
            Li => self.close_since(&[Li], Self::innermost_list),
            Dd | Dt => self.close_since(&[Dd, Dt], |b| b.place(Tag::Dl)),
            Option | Optgroup => self.close_since(&[Option], Self::innermost_scope),
            Td | Th => self.close_since(&[Td, Th], |b| b.place(Tag::Table)),
            Tr => self.close_since(&[Tr], |b| b.place(Tag::Table)),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                self.close_since(&[Tag::Tbody, Tag::Thead, Tag::Tfoot], |b| b.place(Tag::Table));
            }
            A if self.open.last().is_some_and(|(_, tag)| *tag == A) => self.end_inline(A),
            _ => {}
        }
        if tag.ends_paragraph() {
            self.close_since(&[P], Self::innermost_scope);
        }
        if tag.is_heading() && self.open.last().is_some_and(|(_, open)| open.is_heading()) {
            self.close_down_to(self.open.len() - 1);
        }
    }

    /// Closes the innermost of `tags`, if it was opened after the boundary.
    fn close_since(&mut self, tags: &[Tag], boundary: fn(&Self) -> Option<usize>) {
        let place = tags.iter().filter_map(|tag| self.place(*tag)).max();
        if let Some(place) = place
            && boundary(self).is_none_or(|boundary| boundary < place)
        {
            self.close_down_to(place);
        }
    }

    fn place(&self, tag: Tag) -> Option<usize> {
        self.places[tag as usize].last().copied()
    }

    fn innermost_list(&self) -> Option<usize> {
        self.lists.last().copied().max(self.innermost_scope())
    }

    fn innermost_scope(&self) -> Option<usize> {
        self.scopes.last().copied()
    }

    fn in_scope(&self, tag: Tag) -> Option<usize> {
        let place = self.place(tag)?;
        // A part of a table may close the cells inside it.
        let reaches = tag.is_table_part() || tag.is_scope();
        let boundary = if reaches { self.place(Tag::Table) } else { self.innermost_scope() };
        boundary.is_none_or(|boundary| boundary <= place).then_some(place)
    }

    fn push(&mut self, tag: Tag) {
        let id = self.next_id();
        let parent = self.open.last().map_or(0, |(parent, _)| *parent);
        let attributes = self.take_attributes();
        self.nodes.push(Node::element(tag, parent, id, attributes));
        let place = self.open.len();
        self.open.push((id, tag));
        self.places[tag as usize].push(place);
        if tag.is_scope() {
            self.scopes.push(place);
        }
        if is_list(tag) {
            self.lists.push(place);
        }
    }

    /// Closes the open elements from `place` on.
    fn close_down_to(&mut self, place: usize) {
        let end = self.next_id();
        while self.open.len() > place {
            let Some((id, tag)) = self.open.pop() else { return };
            self.nodes[id as usize].end = end;
            self.places[tag as usize].pop();
            if tag.is_scope() {
                self.scopes.pop();
            }
            if is_list(tag) {
                self.lists.pop();
            }
        }
    }

    fn next_id(&self) -> NodeId {
        NodeId::try_from(self.nodes.len()).expect("a page has fewer nodes than its 4 GiB have bytes")
    }

    fn current(&self) -> NodeId {
        self.open.last().map_or(0, |(id, _)| *id)
    }

    fn take_attributes(&mut self) -> Range<u32> {
        let end = self.attributes.len();
        let index = |n: usize| u32::try_from(n).expect("a page has fewer attributes than bytes");
        let range = index(self.pending)..index(end);
        self.pending = end;
        range
    }

    fn forget_attributes(&mut self) {
        self.attributes.truncate(self.pending);
    }
}

/// Bytes of the source to an element or text, and to an attribute that is told apart: few pages have more of them.
const BYTES_PER_NODE: usize = 32;
const BYTES_PER_ATTRIBUTE: usize = 64;

/// Inline elements that an end tag looks through for a block; deeper nesting is closed unseen.
const INLINE: usize = 64;

fn is_list(tag: Tag) -> bool {
    matches!(tag, Tag::Ul | Tag::Ol | Tag::Menu)
}

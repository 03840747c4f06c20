//! The tree of a page: elements and texts in document order, each with its place in the source.

use super::entities;
use super::tag::{Attribute, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// Index of a node.
pub(super) type NodeId = u32;

/// An element or a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// What it is; [`Tag::Text`] for a text.
    pub(super) tag: Tag,
    /// The element it stands in; the first node is its own parent.
    pub(super) parent: NodeId,
    /// The first node behind it and everything in it.
    pub(super) end: NodeId,
    /// Of a text its bytes in the source, of an element its attributes.
    from: u32,
    to: u32,
}

/// An attribute that is told apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub(super) name: Attribute,
    /// Its value's bytes in the source, entities and all.
    pub(super) from: u32,
    pub(super) to: u32,
}

/// A page as a flat tree: a node's descendants are the nodes behind it up to its end.
pub(super) struct Tree<'s> {
    pub(super) source: &'s str,
    pub(super) nodes: Vec<Node>,
    pub(super) attributes: Vec<Value>,
}

impl Node {
    pub(super) fn text(parent: NodeId, id: NodeId, source: Range<u32>) -> Self {
        Self { tag: Tag::Text, parent, end: id + 1, from: source.start, to: source.end }
    }

    pub(super) fn element(tag: Tag, parent: NodeId, id: NodeId, attributes: Range<u32>) -> Self {
        Self { tag, parent, end: id + 1, from: attributes.start, to: attributes.end }
    }

    /// A text's bytes in the source.
    pub(super) fn source(&self) -> Range<usize> {
        debug_assert!(self.tag == Tag::Text, "only a text has bytes");
        self.from as usize..self.to as usize
    }
}

impl<'s> Tree<'s> {
    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// Every node with its id, in document order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        (0..).zip(&self.nodes)
    }

    /// The nodes inside a node.
    pub(super) fn inside(&self, id: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        let range = id as usize + 1..self.node(id).end as usize;
        (id + 1..).zip(&self.nodes[range])
    }

    fn values(&self, id: NodeId) -> &[Value] {
        let node = self.node(id);
        match node.tag {
            Tag::Text => &[],
            _ => &self.attributes[node.from as usize..node.to as usize],
        }
    }

    /// An attribute's value with its entities decoded.
    pub(super) fn attribute(&self, id: NodeId, name: Attribute) -> Option<Cow<'s, str>> {
        self.raw_attribute(id, name).map(entities::decode)
    }

    /// An attribute's value as it stands in the source.
    pub(super) fn raw_attribute(&self, id: NodeId, name: Attribute) -> Option<&'s str> {
        let value = self.values(id).iter().find(|value| value.name == name)?;
        self.source.get(value.from as usize..value.to as usize)
    }

    /// All attributes of an element that are told apart, as they stand in the source.
    pub(super) fn raw_attributes(&self, id: NodeId) -> impl Iterator<Item = (Attribute, &'s str)> {
        let value =
            |value: &Value| Some((value.name, self.source.get(value.from as usize..value.to as usize)?));
        self.values(id).iter().filter_map(value)
    }

    /// The text of a script or title: its source as it stands.
    pub(super) fn raw_text(&self, id: NodeId) -> &'s str {
        self.inside(id).next().map_or("", |(_, text)| match text.tag {
            Tag::Text => &self.source[text.source()],
            _ => "",
        })
    }

    /// All text inside an element, decoded, with single blanks.
    pub(super) fn text_of(&self, id: NodeId) -> String {
        let mut text = String::new();
        for (_, node) in self.inside(id) {
            if node.tag != Tag::Text {
                // What starts a line of its own is no part of the word in front of it.
                if (node.tag == Tag::Br || node.tag.is_block()) && !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
                continue;
            }
            let decoded = entities::decode(&self.source[node.source()]);
            if decoded.starts_with(|c: char| c.is_whitespace()) {
                text.push(' ');
            }
            for word in decoded.split_whitespace() {
                if !text.is_empty() && !text.ends_with(' ') && starts_word(&decoded, word) {
                    text.push(' ');
                }
                text.push_str(word);
            }
            if decoded.ends_with(|c: char| c.is_whitespace()) && !text.ends_with(' ') {
                text.push(' ');
            }
        }
        text.trim().to_owned()
    }
}

/// Whether a word of `text` is not its first one.
fn starts_word(text: &str, word: &str) -> bool {
    let offset = word.as_ptr() as usize - text.as_ptr() as usize;
    text[..offset].contains(char::is_whitespace)
}

//! The text of a page: what its elements show, block by block, each byte with its place in the source.

use super::entities;
use super::tag::{Attribute, Tag};
use super::tree::{NodeId, Tree};
use copydesk_document::{Segment, Span};
use std::ops::Range;

/// A block before it is classified.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// The block element that it stands in.
    pub(super) node: NodeId,
    /// Its first text.
    pub(super) first: NodeId,
    /// Bytes inside links.
    pub(super) linked: usize,
    /// Links that start in it.
    pub(super) links: usize,
    /// Bytes in bold or italics.
    pub(super) strong: usize,
    /// Bytes inside buttons and labels.
    pub(super) button: usize,
    /// Whether it is kept from view.
    pub(super) hidden: bool,
    /// Whether a picture or film stands in the same block element.
    pub(super) broken: bool,
}

/// Text, blocks in reading order, and the way back.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) segments: Vec<Segment>,
}

impl Flow {
    /// The places inside a stretch of text, from its start, at which a tag stands in the source between two characters.
    pub(super) fn breaks(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.segments.partition_point(|segment| (segment.text.start as usize) <= range.start);
        let inside =
            first..self.segments.partition_point(|segment| (segment.text.start as usize) < range.end);
        let is_break = |index: &usize| {
            let (before, segment) = (&self.segments[index - 1], &self.segments[*index]);
            before.source.end != segment.source.start && before.text.end == segment.text.start
        };
        inside
            .filter(move |index| *index > 0 && is_break(index))
            .map(move |index| self.segments[index].text.start as usize - range.start)
    }
}

/// Writes down what a page shows.
pub(super) fn read(tree: &Tree<'_>) -> Flow {
    let mut writer = Writer::new(tree);
    let mut id = 0;
    while let Some(node) = tree.nodes.get(id as usize) {
        writer.leave(id);
        if node.tag == Tag::Text {
            writer.text(id);
            id += 1;
        } else if node.tag.is_unread() {
            id = node.end;
        } else {
            writer.enter(id);
            id += 1;
        }
    }
    writer.finish()
}

/// An element that the writer is inside of.
struct Open {
    end: NodeId,
    tag: Tag,
    hidden: bool,
}

struct Writer<'t, 's> {
    tree: &'t Tree<'s>,
    flow: Flow,
    open: Vec<Open>,
    /// The open blocks, as places in `open`.
    blocks: Vec<NodeId>,
    links: usize,
    strong: usize,
    buttons: usize,
    hidden: usize,
    piece: Option<Piece>,
    /// White space in front of what comes next, as its bytes in the source.
    blank: Option<Range<usize>>,
    /// Line breaks in front of what comes next.
    breaks: usize,
    /// Whether the last block was ended by line breaks inside its element.
    broken: bool,
}

impl<'t, 's> Writer<'t, 's> {
    fn new(tree: &'t Tree<'s>) -> Self {
        Self {
            tree,
            flow: Flow::default(),
            open: Vec::new(),
            blocks: vec![0],
            links: 0,
            strong: 0,
            buttons: 0,
            hidden: 0,
            piece: None,
            blank: None,
            breaks: 0,
            broken: false,
        }
    }

    /// Closes the elements that end before a node.
    fn leave(&mut self, next: NodeId) {
        while let Some(open) = self.open.pop_if(|open| open.end <= next) {
            if open.tag.is_block() {
                self.end_block();
                self.blocks.pop();
            }
            self.count(open.tag, open.hidden, usize::wrapping_sub);
        }
    }

    fn enter(&mut self, id: NodeId) {
        let node = self.tree.node(id);
        match node.tag {
            Tag::Br => {
                self.breaks += 1;
                return;
            }
            Tag::Hr => return self.end_block(),
            tag if tag.is_void() => return,
            _ => {}
        }
        let hidden = is_hidden(self.tree, id);
        self.count(node.tag, hidden, usize::wrapping_add);
        if node.tag.is_block() {
            self.end_block();
            self.blocks.push(id);
        }
        if node.tag == Tag::A
            && let Some(piece) = &mut self.piece
        {
            piece.links += 1;
        }
        self.open.push(Open { end: node.end, tag: node.tag, hidden });
    }

    fn count(&mut self, tag: Tag, hidden: bool, change: fn(usize, usize) -> usize) {
        match tag {
            Tag::A => self.links = change(self.links, 1),
            Tag::B | Tag::Em => self.strong = change(self.strong, 1),
            Tag::Button | Tag::Label => self.buttons = change(self.buttons, 1),
            _ => {}
        }
        if hidden {
            self.hidden = change(self.hidden, 1);
        }
    }

    fn text(&mut self, id: NodeId) {
        let source = self.tree.source;
        let Range { start: mut at, end } = self.tree.node(id).source();
        let bytes = source.as_bytes();
        while at < end {
            if bytes[at].is_ascii_whitespace() {
                let run = bytes[at..end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                self.blank.get_or_insert(at..at + run);
                at += run;
            } else if bytes[at] == b'&'
                && let Some((character, length)) = entities::reference(&source[at..end])
            {
                if character.bytes().all(|byte| byte.is_ascii_whitespace()) {
                    self.blank.get_or_insert(at..at + length);
                } else {
                    self.push(id, &character, at..at + length, false);
                }
                at += length;
            } else {
                let run = plain_run(&bytes[at..end]);
                self.push(id, &source[at..at + run], at..at + run, true);
                at += run;
            }
        }
    }

    fn push(&mut self, id: NodeId, text: &str, source: Range<usize>, verbatim: bool) {
        if self.breaks > 1 && self.piece.is_some() {
            self.end_block();
            self.broken = true;
        }
        let breaks = std::mem::take(&mut self.breaks);
        let blank = self.blank.take();
        if self.piece.is_some() {
            if breaks > 0 {
                self.flow.text.push('\n');
            } else if let Some(blank) = blank {
                let verbatim = &self.tree.source[blank.clone()] == " ";
                self.append(" ", blank, verbatim);
            }
        } else {
            self.start_piece(id);
        }
        let before = self.flow.text.len();
        self.append(text, source, verbatim);
        let added = self.flow.text.len() - before;
        if let Some(piece) = &mut self.piece {
            piece.linked += if self.links > 0 { added } else { 0 };
            piece.strong += if self.strong > 0 { added } else { 0 };
            piece.button += if self.buttons > 0 { added } else { 0 };
        }
    }

    fn start_piece(&mut self, first: NodeId) {
        if !self.flow.text.is_empty() {
            self.flow.text.push('\n');
        }
        let start = self.flow.text.len();
        self.piece = Some(Piece {
            range: start..start,
            node: *self.blocks.last().expect("the root stays open"),
            first,
            linked: 0,
            links: usize::from(self.links > 0),
            strong: 0,
            button: 0,
            hidden: self.hidden > 0,
            broken: std::mem::take(&mut self.broken),
        });
    }

    fn append(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        let start = self.flow.text.len();
        self.flow.text.push_str(text);
        let span = Span::from_range(start..self.flow.text.len());
        let source = source.start as u64..source.end as u64;
        match self.flow.segments.last_mut() {
            Some(last)
                if verbatim
                    && last.verbatim
                    && last.text.end == span.start
                    && last.source.end == source.start =>
            {
                last.text.end = span.end;
                last.source.end = source.end;
            }
            _ => self.flow.segments.push(Segment { text: span, source, verbatim }),
        }
    }

    fn end_block(&mut self) {
        self.blank = None;
        self.breaks = 0;
        self.broken = false;
        if let Some(mut piece) = self.piece.take() {
            let end = self.flow.text.len();
            let shown = crate::text::shape::trim(&self.flow.text, piece.range.start..end);
            if !shown.is_empty() {
                piece.range = shown;
                self.flow.pieces.push(piece);
            }
        }
    }

    fn finish(mut self) -> Flow {
        self.leave(NodeId::MAX);
        self.end_block();
        self.flow
    }
}

/// Bytes up to the next one that is not copied as it stands; a single blank between words is.
fn plain_run(bytes: &[u8]) -> usize {
    let is_plain = |byte: &u8| IS_PLAIN[usize::from(*byte)];
    let mut at = 1;
    loop {
        at += bytes[at..].iter().take_while(|byte| is_plain(byte)).count();
        match &bytes[at..] {
            [b' ', next, ..] if is_plain(next) => at += 2,
            _ => return at,
        }
    }
}

/// Whether each byte is neither white space nor the start of an entity.
const IS_PLAIN: [bool; 256] = {
    let mut is_plain = [true; 256];
    let mut byte = 0;
    while byte < 256 {
        is_plain[byte] = !(byte as u8).is_ascii_whitespace() && byte as u8 != b'&';
        byte += 1;
    }
    is_plain
};

/// Whether an element is kept from view by its attributes.
fn is_hidden(tree: &Tree<'_>, id: NodeId) -> bool {
    // A page that is hidden as a whole is shown by its script.
    if matches!(tree.node(id).tag, Tag::Html | Tag::Body) {
        return false;
    }
    tree.raw_attribute(id, Attribute::Hidden).is_some()
        || tree.raw_attribute(id, Attribute::AriaHidden).is_some_and(|value| value == "true")
        || tree.raw_attribute(id, Attribute::Style).is_some_and(|style| {
            let style = style.replace(char::is_whitespace, "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

//! Listens to the tokenizer and tells the tree builder what starts and ends where in the source.

use super::builder::Builder;
use super::tag::{Attribute, Tag};
use super::tree::Tree;
use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};
use std::convert::Infallible;
use std::ops::Range;

/// Reads a page, of less than 4 GiB, into a tree. Never fails: every page is one.
pub(super) fn parse(source: &str) -> Tree<'_> {
    let mut builder = Builder::new(source.len());
    let Ok(()) = Tokenizer::new_with_emitter(source, Listener::new(&mut builder)).finish();
    builder.finish(source)
}

/// What the tokenizer has read of the markup at hand. Texts and values are kept as ranges of the source.
struct Listener<'b> {
    builder: &'b mut Builder,
    position: usize,
    /// Where the last `<` stands.
    tag_start: usize,
    /// Where the text after the last markup starts.
    text_start: usize,
    in_tag: bool,
    is_end_tag: bool,
    self_closing: bool,
    tag_name: Vec<u8>,
    last_start_tag: Vec<u8>,
    attribute_name: Vec<u8>,
    value: Range<usize>,
}

impl<'b> Listener<'b> {
    fn new(builder: &'b mut Builder) -> Self {
        Self {
            builder,
            position: 0,
            tag_start: 0,
            text_start: 0,
            in_tag: false,
            is_end_tag: false,
            self_closing: false,
            tag_name: Vec::new(),
            last_start_tag: Vec::new(),
            attribute_name: Vec::new(),
            value: 0..0,
        }
    }

    /// Hands over the text in front of markup that starts at `end`; the next text starts here.
    fn flush_text(&mut self, end: usize) {
        self.builder.text(short(self.text_start)..short(end.max(self.text_start)));
        self.text_start = self.position;
    }

    fn flush_attribute(&mut self) {
        if !self.attribute_name.is_empty() {
            let name = Attribute::from_name(&self.attribute_name);
            self.builder.attribute(name, short(self.value.start)..short(self.value.end));
            self.attribute_name.clear();
        }
    }

    fn init_tag(&mut self, is_end_tag: bool) {
        self.tag_name.clear();
        self.in_tag = true;
        self.is_end_tag = is_end_tag;
        self.self_closing = false;
    }
}

fn short(offset: usize) -> u32 {
    u32::try_from(offset).expect("a page of 4 GiB or more is refused before it is read")
}

impl Emitter for Listener<'_> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start_tag.clear();
        self.last_start_tag.extend(last_start_tag.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        // A tag that the page breaks off in is no text.
        let end = if self.in_tag { self.tag_start } else { self.position };
        self.flush_text(end);
    }

    fn emit_error(&mut self, _: Error) {}

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, _: &[u8]) {
        self.in_tag = false;
    }

    fn init_start_tag(&mut self) {
        self.init_tag(false);
    }

    fn init_end_tag(&mut self) {
        self.init_tag(true);
    }

    fn start_open_tag(&mut self) {
        self.tag_start = self.position.saturating_sub(1);
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag_name.extend(name);
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn init_attribute(&mut self) {
        self.flush_attribute();
        self.value = 0..0;
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute_name.extend(name);
    }

    fn init_attribute_value(&mut self) {
        self.value = self.position..self.position;
    }

    fn push_attribute_value(&mut self, _: &[u8]) {
        self.value.end = self.position;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush_text(self.tag_start);
        self.flush_attribute();
        self.in_tag = false;
        let tag = Tag::from_name(&self.tag_name);
        self.last_start_tag.clear();
        if self.is_end_tag {
            self.builder.end(tag);
            return None;
        }
        let in_foreign = self.builder.in_foreign();
        self.builder.start(tag, self.self_closing);
        if in_foreign {
            return None;
        }
        self.last_start_tag.extend(&self.tag_name);
        naive_next_state(&self.tag_name)
    }

    fn emit_current_comment(&mut self) {
        self.flush_text(self.tag_start);
    }

    fn emit_current_doctype(&mut self) {
        self.flush_text(self.tag_start);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end_tag && !self.last_start_tag.is_empty() && self.last_start_tag == self.tag_name
    }

    fn init_comment(&mut self) {}
    fn init_doctype(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}

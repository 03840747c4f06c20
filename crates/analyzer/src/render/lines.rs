//! Text as it stands on the screen: characters with their widths, broken into lines.

use super::visible::{Shown, shown};
use unicode_width::UnicodeWidthChar;

/// A character on the screen.
#[derive(Clone, Copy)]
pub(super) struct Glyph {
    pub(super) shown: char,
    /// Columns.
    pub(super) width: usize,
    /// The byte of the text it stands for; none for what is written around the text.
    pub(super) offset: Option<usize>,
}

/// The glyphs of a text; runs of white space are one space, and none stands at the start.
#[derive(Default)]
pub(super) struct Glyphs(pub(super) Vec<Glyph>);

impl Glyphs {
    fn push(&mut self, shown: char, offset: Option<usize>) {
        if shown != ' ' || self.0.last().is_some_and(|last| last.shown != ' ') {
            self.0.push(Glyph { shown, width: shown.width().unwrap_or(0), offset });
        }
    }

    /// Appends what stands for no place of the text.
    pub(super) fn push_own(&mut self, text: &str) {
        text.chars().for_each(|character| self.push(character, None));
    }

    /// Appends `text`, whose first byte has the offset `start`.
    pub(super) fn push_text(&mut self, text: &str, start: usize) {
        for (index, character) in text.char_indices() {
            let offset = Some(start + index);
            match shown(character) {
                Shown::AsIs => self.push(character, offset),
                Shown::As(other) => self.push(other, offset),
                Shown::Number => character.escape_unicode().for_each(|part| self.push(part, offset)),
            }
        }
    }

    /// The lines, broken at spaces so that each fills at most `width` columns; a longer word is broken inside.
    pub(super) fn lines(&self, width: usize) -> Vec<&[Glyph]> {
        let glyphs = &self.0;
        let mut lines = Vec::new();
        let (mut start, mut columns, mut space) = (0, 0, None);
        for (index, glyph) in glyphs.iter().enumerate() {
            columns += glyph.width;
            if glyph.shown == ' ' {
                space = Some((index, columns));
            } else if columns > width && index > start {
                let (end, next, before) = space
                    .map_or((index, index, columns - glyph.width), |(at, columns)| (at, at + 1, columns));
                lines.push(&glyphs[start..end]);
                (start, columns, space) = (next, columns - before, None);
            }
        }
        lines.push(&glyphs[start..]);
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// `text` as lines of at most `width` columns, broken at spaces where there are any, and [visible](super::visible).
///
/// ```
/// assert_eq!(copydesk_analyzer::render::wrap("one two\nthree", 8), ["one two", "three"]);
/// ```
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut glyphs = Glyphs::default();
    glyphs.push_text(text, 0);
    let lines = glyphs.lines(width);
    lines.into_iter().map(|line| line.iter().map(|glyph| glyph.shown).collect()).collect()
}

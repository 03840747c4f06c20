//! Sentences, wrapped, with marks and roles under them.

use super::Style;
use super::excerpt::{Passage, passages};
use super::visible::{Shown, shown};
use crate::{Finding, Label};
use copydesk_document::{Document, Span};
use unicode_width::UnicodeWidthChar;

const MARGIN: &str = "  |";

/// A character on the screen.
#[derive(Clone, Copy)]
struct Glyph {
    shown: char,
    /// Columns.
    width: usize,
    /// The byte of the text it stands for.
    offset: u32,
}

/// Writes the passages that a finding touches, with the marks under each line.
pub(super) fn write<D>(out: &mut String, document: &Document, finding: &Finding<D>, style: &Style) {
    let spans: Vec<Span> = finding.labels.iter().map(|label| label.span).collect();
    let width = style.width.saturating_sub(MARGIN.len() + 1).max(20);
    let mut marker = Marker { whole: finding.span, labels: &finding.labels, labelled_until: 0, style };
    let mut end = None;
    for passage in passages(document, finding.span, &spans) {
        let glyphs = glyphs_of(document, passage);
        if end.is_some_and(|end| leaves_out(document, end, passage.span.start)) && !passage.cut_before {
            marker.write_line(out, "…", style.palette.dim);
        }
        end = Some(passage.span.end);
        for line in wrapped(&glyphs, width) {
            let text: String = line.iter().map(|glyph| glyph.shown).collect();
            marker.write_line(out, &text, "");
            marker.write_marks(out, line);
        }
    }
}

fn leaves_out(document: &Document, end: u32, start: u32) -> bool {
    !document.text()[end as usize..start as usize].trim().is_empty()
}

/// The characters to show for a passage; runs of white space are one space.
fn glyphs_of(document: &Document, passage: Passage) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut push = |shown: char, offset: u32| {
        let is_repeated = shown == ' ' && glyphs.last().is_none_or(|last| last.shown == ' ');
        if !is_repeated {
            glyphs.push(Glyph { shown, width: shown.width().unwrap_or(0), offset });
        }
    };
    if passage.cut_before {
        push('…', u32::MAX);
        push(' ', u32::MAX);
    }
    for (index, character) in document.slice(passage.span).char_indices() {
        let offset = passage.span.start + Span::from_range(0..index).len();
        match shown(character) {
            Shown::AsIs => push(character, offset),
            Shown::As(other) => push(other, offset),
            Shown::Number => character.escape_unicode().for_each(|part| push(part, offset)),
        }
    }
    if passage.cut_after {
        push(' ', u32::MAX);
        push('…', u32::MAX);
    }
    glyphs
}

/// Breaks a line of glyphs at spaces, so that each part fills at most `width` columns; a longer word is broken inside.
fn wrapped(glyphs: &[Glyph], width: usize) -> Vec<&[Glyph]> {
    let mut lines = Vec::new();
    let (mut start, mut columns, mut space) = (0, 0, None);
    for (index, glyph) in glyphs.iter().enumerate() {
        columns += glyph.width;
        if glyph.shown == ' ' {
            space = Some((index, columns));
        } else if columns > width && index > start {
            let (end, next, before) =
                space.map_or((index, index, columns - glyph.width), |(at, c)| (at, at + 1, c));
            lines.push(&glyphs[start..end]);
            (start, columns, space) = (next, columns - before, None);
        }
    }
    lines.push(&glyphs[start..]);
    lines.retain(|line| !line.is_empty());
    lines
}

/// Writes marks; it is fed lines in the order of the text.
struct Marker<'f> {
    whole: Span,
    /// The labels that did not start yet.
    labels: &'f [Label],
    /// The end of the labels that started.
    labelled_until: u32,
    style: &'f Style,
}

impl Marker<'_> {
    fn write_line(&self, out: &mut String, text: &str, colour: &str) {
        let palette = &self.style.palette;
        palette.paint(out, palette.dim, MARGIN);
        let text = text.trim_end();
        if !text.is_empty() {
            out.push(' ');
            palette.paint(out, colour, text);
        }
        out.push('\n');
    }

    fn write_marks(&mut self, out: &mut String, line: &[Glyph]) {
        let mut marks: Vec<(char, usize)> = Vec::with_capacity(line.len());
        let mut roles: Vec<(usize, &str)> = Vec::new();
        let mut column = 0;
        for glyph in line {
            while let [label, rest @ ..] = self.labels
                && label.span.start <= glyph.offset
                && glyph.offset != u32::MAX
            {
                roles.push((column, label.role));
                self.labelled_until = self.labelled_until.max(label.span.end);
                self.labels = rest;
            }
            marks.push((self.mark_of(glyph), glyph.width));
            column += glyph.width;
        }
        blank_between_labels(&mut marks);
        if marks.iter().all(|(mark, _)| *mark == ' ') {
            return;
        }
        self.write_painted(out, &marks);
        for row in rows_of(&roles) {
            self.write_line(out, &row, self.style.palette.label);
        }
    }

    fn mark_of(&self, glyph: &Glyph) -> char {
        if glyph.offset < self.labelled_until {
            '^'
        } else if self.whole.start <= glyph.offset && glyph.offset < self.whole.end {
            '~'
        } else {
            ' '
        }
    }

    fn write_painted(&self, out: &mut String, marks: &[(char, usize)]) {
        let palette = &self.style.palette;
        palette.paint(out, palette.dim, MARGIN);
        out.push(' ');
        let used = marks.iter().rposition(|(mark, _)| *mark != ' ').map_or(0, |last| last + 1);
        for run in marks[..used].chunk_by(|a, b| a.0 == b.0) {
            let columns = run.iter().map(|(_, width)| width).sum();
            let (mark, colour) = match run[0].0 {
                '^' => ("^", palette.label),
                '~' => ("~", palette.rest),
                _ => (" ", ""),
            };
            palette.paint(out, colour, &mark.repeat(columns));
        }
        out.push('\n');
    }
}

/// One column between two labelled parts stays empty, so that a reader sees where the first ends.
fn blank_between_labels(marks: &mut [(char, usize)]) {
    for index in 1..marks.len().saturating_sub(1) {
        if marks[index].0 == '~' && marks[index - 1].0 == '^' && marks[index + 1].0 == '^' {
            marks[index].0 = ' ';
        }
    }
}

/// Roles at their columns, on as few lines as hold them without touching.
fn rows_of(roles: &[(usize, &str)]) -> Vec<String> {
    let mut rows: Vec<(String, usize)> = Vec::new();
    for (column, role) in roles {
        let fits = rows.iter_mut().find(|(_, end)| *end == 0 || end < column);
        let (row, end) = match fits {
            Some(row) => row,
            None => rows.push_mut((String::new(), 0)),
        };
        row.extend(std::iter::repeat_n(' ', column - *end));
        row.push_str(role);
        *end = column + role.len();
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

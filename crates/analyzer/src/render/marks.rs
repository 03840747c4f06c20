//! Sentences, wrapped, with marks and roles under them.

use super::Style;
use super::excerpt::{Passage, passages};
use super::lines::{Glyph, Glyphs};
use crate::{Finding, Label};
use copydesk_document::{Document, Span};

const MARGIN: &str = "  |";

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
        for line in glyphs.lines(width) {
            let text: String = line.iter().map(|glyph| glyph.shown).collect();
            marker.write_line(out, &text, "");
            marker.write_marks(out, line);
        }
    }
}

fn leaves_out(document: &Document, end: u32, start: u32) -> bool {
    !document.text()[end as usize..start as usize].trim().is_empty()
}

fn glyphs_of(document: &Document, passage: Passage) -> Glyphs {
    let mut glyphs = Glyphs::default();
    if passage.cut_before {
        glyphs.push_own("… ");
    }
    glyphs.push_text(document.slice(passage.span), passage.span.start as usize);
    if passage.cut_after {
        glyphs.push_own(" …");
    }
    glyphs
}

/// Writes marks; it is fed lines in the order of the text.
struct Marker<'f> {
    whole: Span,
    /// The labels that did not start yet.
    labels: &'f [Label],
    /// The end of the labels that started.
    labelled_until: usize,
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
            let at = glyph.offset.unwrap_or(0);
            while let [label, rest @ ..] = self.labels
                && label.span.range().start <= at
            {
                roles.push((column, label.role));
                self.labelled_until = self.labelled_until.max(label.span.range().end);
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
        match glyph.offset {
            Some(offset) if offset < self.labelled_until => '^',
            Some(offset) if self.whole.range().contains(&offset) => '~',
            _ => ' ',
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

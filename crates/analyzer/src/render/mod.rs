//! Findings as text for people: the sentence with marks under it, and the data.
//!
//! Snapshots and the terminal output of a program are the same rendering; only the [`Palette`] differs.

mod excerpt;
mod lines;
mod marks;
#[cfg(test)]
mod tests;
mod visible;
mod yaml;

use crate::Finding;
use copydesk_document::{Document, LineIndex};
use serde::Serialize;
use std::fmt::Write;

pub use lines::wrap;
pub use visible::visible;

/// How findings are rendered.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns that a line may fill.
    pub width: usize,
    /// Colours.
    pub palette: Palette,
}

impl Style {
    /// The style of snapshots: 90 columns, no colours.
    pub const SNAPSHOT: Self = Self { width: 90, palette: Palette::PLAIN };
}

/// What is written before the parts of a rendering, as terminal escape sequences; each part ends with `reset`.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Before a finding's kind.
    pub kind: &'static str,
    /// Before a labelled part's marks and its role.
    pub label: &'static str,
    /// Before the marks of the rest of a finding.
    pub rest: &'static str,
    /// Before a key of the data.
    pub key: &'static str,
    /// Before what matters least: positions, the margin.
    pub dim: &'static str,
    /// After each of these.
    pub reset: &'static str,
}

impl Palette {
    /// No colours.
    pub const PLAIN: Self = Self { kind: "", label: "", rest: "", key: "", dim: "", reset: "" };

    /// The sixteen colours that every terminal has.
    pub const COLOUR: Self = Self {
        kind: "\x1b[1;33m",
        label: "\x1b[1;36m",
        rest: "\x1b[36m",
        key: "\x1b[34m",
        dim: "\x1b[2m",
        reset: "\x1b[0m",
    };

    /// Writes `text` between `colour` and the reset; colour alone if there is text.
    fn paint(&self, out: &mut String, colour: &str, text: &str) {
        if !text.is_empty() {
            out.extend([colour, text, if colour.is_empty() { "" } else { self.reset }]);
        }
    }
}

/// A finding: a headline with line and column; the sentences it touches, with `^` under labelled parts, `~` under the
/// rest of the finding, and the roles under the marks; the data as YAML; then `notes`, a line each.
///
/// ```
/// use copydesk_analyzer::render::{self, Style};
/// use copydesk_analyzer::{Document, Finding, Span};
///
/// let document = Document::from_paragraphs("Business is slow. Six people left, she said.");
/// let finding = Finding::new("departure", Span::new(18, 33), "6 people left", ())
///     .label("quantity", Span::new(18, 21))
///     .label("subject", Span::new(22, 28));
/// assert_eq!(render::finding(&document, &finding, &[], &Style::SNAPSHOT), "\
/// departure: 6 people left @ 1:19
///
///   | Six people left, she said.
///   | ^^^ ^^^^^^~~~~~
///   | quantity
///   |     subject
/// ");
/// ```
#[must_use]
pub fn finding<D: Serialize>(
    document: &Document,
    finding: &Finding<D>,
    notes: &[(&str, &str)],
    style: &Style,
) -> String {
    let palette = &style.palette;
    let mut out = String::new();
    palette.paint(&mut out, palette.kind, finding.kind);
    let _ = write!(out, ": {}", visible(&finding.message));
    let position = document.layer::<LineIndex>().position(document, finding.span.start);
    palette.paint(&mut out, palette.dim, &format!(" @ {}:{}", position.line, position.column));
    out.push_str("\n\n");
    marks::write(&mut out, document, finding, style);
    write_facts(&mut out, &finding.data, notes, style);
    out
}

fn write_facts(out: &mut String, data: &impl Serialize, notes: &[(&str, &str)], style: &Style) {
    let mut facts = yaml::entries(data, style.width.saturating_sub(2));
    facts.extend(notes.iter().map(|(key, value)| (0, format!("{key}:"), visible(value).into_owned())));
    if !facts.is_empty() {
        out.push('\n');
    }
    for (depth, key, value) in facts {
        let _ = write!(out, "{:1$}", "", 2 + 2 * depth);
        style.palette.paint(out, style.palette.key, &key);
        out.push_str(if value.is_empty() { "" } else { " " });
        out.push_str(&value);
        out.push('\n');
    }
}

//! The screen that text for people is written for: its width, and whether it takes colours.

use copydesk_analyzer::render::{Palette, Style};
use std::io;

/// Columns where standard output is no terminal.
const DEFAULT_WIDTH: usize = 100;
/// Longer lines are hard to read.
const WIDEST: usize = 120;

/// The style of text for a file, without colours.
pub(crate) fn file_style() -> Style {
    Style { width: DEFAULT_WIDTH, palette: Palette::PLAIN }
}

/// The style for standard output: its width if it is a terminal; colours if it is one that takes them, or as
/// `NO_COLOR` and `CLICOLOR_FORCE` say.
pub(crate) fn style() -> Style {
    let size = terminal_size::terminal_size_of(io::stdout());
    let width = size.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0).clamp(40, WIDEST));
    let takes_colours = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    Style { width, palette: if takes_colours { Palette::COLOUR } else { Palette::PLAIN } }
}

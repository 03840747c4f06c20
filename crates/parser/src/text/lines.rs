//! Lines, and lines broken at a column put together again.

use super::shape::{is_blank, trim};
use std::ops::Range;

/// The stretches of `text` that are one block each: lines, or paragraphs of lines that were broken at a column.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    match Wrapping::of(text, &lines) {
        None => lines.into_iter().filter(|line| !line.is_empty()).collect(),
        Some(wrapping) => wrapping.join(text, &lines),
    }
}

/// Every line without white space around it; `\n`, `\r\n` and a lone `\r` end one. Blank lines are empty ranges.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|end| {
        // The `\n` of `\r\n` ends no line of its own.
        !(bytes[*end] == b'\n' && *end > 0 && bytes[*end - 1] == b'\r')
    });
    for end in ends.chain([text.len()]) {
        lines.push(trim(text, start..end));
        start = end + 1;
    }
    lines
}

/// Text that was broken at a column, as mails and old archives are.
struct Wrapping {
    /// The longest line, in characters.
    width: usize,
}

/// Columns at which people break lines.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=110;
/// Lines that must have been broken before a text counts as broken at a column.
const LEAST_BREAKS: usize = 3;

impl Wrapping {
    /// Tells whether line ends stand where a word would have gone over the column, rather than where a thought ends.
    fn of(text: &str, lines: &[Range<usize>]) -> Option<Self> {
        let mut widths: Vec<usize> = lines.iter().map(|line| width(text, line)).filter(|w| *w > 0).collect();
        widths.sort_unstable();
        // A link may stick out: the width is that of the longest line but a few.
        let width = *widths.get(widths.len().saturating_sub(1 + widths.len() / 50))?;
        if !WIDTHS.contains(&width) {
            return None;
        }
        let wrapping = Self { width };
        let pairs = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
        let (mut broken, mut ended) = (0, 0);
        for pair in pairs {
            let is_broken = wrapping.is_broken(text, &pair[0], &pair[1]);
            *(if is_broken { &mut broken } else { &mut ended }) += 1;
        }
        (broken >= LEAST_BREAKS && broken > 2 * ended).then_some(wrapping)
    }

    /// Whether `next` goes on where `line` was full.
    fn is_broken(&self, text: &str, line: &Range<usize>, next: &Range<usize>) -> bool {
        let words = &text[next.clone()];
        let first = words.split(char::is_whitespace).next().unwrap_or_default();
        width(text, line) + 1 + first.chars().count() > self.width
            && !starts_own_block(words)
            && !is_indented(text, next)
    }

    fn join(&self, text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut blocks: Vec<Range<usize>> = Vec::new();
        let mut previous: Option<&Range<usize>> = None;
        for line in lines {
            match (previous, blocks.last_mut()) {
                _ if line.is_empty() => {}
                (Some(above), Some(block)) if self.is_broken(text, above, line) => block.end = line.end,
                _ => blocks.push(line.clone()),
            }
            previous = (!line.is_empty()).then_some(line);
        }
        blocks
    }
}

fn width(text: &str, line: &Range<usize>) -> usize {
    // A line longer than any column need not be counted to its end.
    text[line.clone()].chars().take(WIDTHS.end() + 1).count()
}

fn starts_own_block(line: &str) -> bool {
    super::shape::is_list_item(line) || super::byline::has_cue(line)
}

/// Whether a line is set in by two columns or more.
fn is_indented(text: &str, line: &Range<usize>) -> bool {
    let before = &text[..line.start];
    let indent = before.chars().rev().take(8).take_while(|c| is_blank(*c) && !matches!(c, '\n' | '\r'));
    let columns: usize = indent.map(|c| if c == '\t' { 8 } else { 1 }).sum();
    columns >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        assert_eq!(blocks("one\ntwo\r\nthree\rfour\n\r\n\rfive"), ["one", "two", "three", "four", "five"]);
    }

    #[test]
    fn a_byte_order_mark_belongs_to_no_block() {
        assert_eq!(blocks("\u{feff}one"), ["one"]);
    }

    #[test]
    fn lines_broken_at_a_column_are_one_block() {
        let text = "The harbour authority said on Monday that it would dismiss\n\
                    a quarter of its pilots before the summer, a step that the\n\
                    union called reckless. Talks go on.\n\n\
                    Nobody at the quay had been told about it, said two of the\n\
                    men who work there.\n";
        let blocks = blocks(text);
        assert_eq!(blocks.len(), 2);
        assert!(blocks[0].starts_with("The harbour") && blocks[0].ends_with("Talks go on."));
    }

    #[test]
    fn short_lines_of_their_own_stay_apart() {
        let text = "Harbour lets pilots go, union says\nBy Ida Holm\nThey were told on Monday by letter.\nA strike is near.";
        assert_eq!(blocks(text).len(), 4);
    }
}

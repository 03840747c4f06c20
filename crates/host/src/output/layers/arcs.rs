//! Dependency arcs as lines beside a column of tokens.

use copydesk_analyzer::language::Syntax;
use std::ops::Range;

/// At most so many columns of arcs; those further out are not drawn.
const COLUMNS: usize = 14;

/// What is drawn beside each token of a sentence, all of one width: an arc from each head to its dependents, with a tip
/// at the dependent.
pub(super) fn drawn(syntax: &Syntax, tokens: &Range<usize>) -> Vec<String> {
    let mut arcs: Vec<Arc> = tokens.clone().filter_map(|token| Arc::new(syntax, tokens, token)).collect();
    arcs.sort_by_key(|arc| arc.last - arc.first);
    // The columns that the arcs under each row take, from the innermost.
    let mut taken = vec![0; tokens.len()];
    for arc in &mut arcs {
        let rows = &mut taken[arc.first..=arc.last];
        arc.column = rows.iter().copied().max().unwrap_or(0);
        rows.fill(arc.column + 1);
    }
    let width = taken.iter().copied().max().unwrap_or(0).min(COLUMNS);
    let mut grid = vec![vec![0u8; 2 * width]; tokens.len()];
    let mut tips = vec![' '; tokens.len()];
    for arc in arcs.iter().filter(|arc| arc.column < width) {
        tips[arc.dependent] = '▶';
        arc.draw(&mut grid, width);
    }
    grid.iter()
        .zip(tips)
        .map(|(row, tip)| row.iter().map(|lines| shape(*lines)).chain([tip]).collect())
        .collect()
}

/// An arc between two rows.
struct Arc {
    first: usize,
    last: usize,
    dependent: usize,
    /// Columns between it and the tokens.
    column: usize,
}

const UP: u8 = 1;
const DOWN: u8 = 2;
const RIGHT: u8 = 4;
const LEFT: u8 = 8;

impl Arc {
    fn new(syntax: &Syntax, tokens: &Range<usize>, token: usize) -> Option<Self> {
        let head = syntax.head(token)? - tokens.start;
        let dependent = token - tokens.start;
        Some(Self { first: head.min(dependent), last: head.max(dependent), dependent, column: 0 })
    }

    fn draw(&self, grid: &mut [Vec<u8>], width: usize) {
        let at = 2 * (width - 1 - self.column);
        for row in self.first..self.last {
            grid[row][at] |= DOWN;
            grid[row + 1][at] |= UP;
        }
        for row in [self.first, self.last] {
            grid[row][at] |= RIGHT;
            for cell in &mut grid[row][at + 1..] {
                *cell |= LEFT | RIGHT;
            }
        }
    }
}

fn shape(lines: u8) -> char {
    const SHAPES: [char; 16] =
        [' ', '╵', '╷', '│', '╶', '└', '┌', '├', '╴', '┘', '┐', '┤', '─', '┴', '┬', '┼'];
    SHAPES[usize::from(lines)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_analyzer::Document;
    use copydesk_analyzer::language::{Syntax, Tokens};

    #[test]
    fn each_arc_has_its_tip_at_the_dependent() {
        let document = Document::from_paragraphs("The engineers left.");
        let tokens = document.layer::<Tokens>().of_sentence(0);
        let drawn = drawn(document.layer::<Syntax>(), &tokens);
        assert_eq!(drawn, ["    ┌─▶", "  ┌─┴─▶", "┌─┴─── ", "└─────▶"]);
    }

    #[test]
    fn a_deep_tree_is_as_wide_as_any() {
        let document = Document::from_paragraphs("a dog that saw a cat that saw ".repeat(40));
        let tokens = document.layer::<Tokens>().of_sentence(0);
        let drawn = drawn(document.layer::<Syntax>(), &tokens);
        assert!(drawn.iter().all(|row| row.chars().count() <= 2 * COLUMNS + 1));
    }
}

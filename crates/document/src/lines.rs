//! Lines and columns of a text, for people.

use crate::{Document, Layer};

/// A place as an editor shows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
}

/// Where each line of a document starts. A line ends in a line feed, a carriage return, or both.
///
/// ```
/// use copydesk_document::{Document, LineIndex, Position};
///
/// let document = Document::from_paragraphs("one\n“two”");
/// let lines = document.layer::<LineIndex>();
/// assert_eq!(lines.position(&document, 7), Position { line: 2, column: 2 });
/// ```
pub struct LineIndex(Vec<u32>);

impl Layer for LineIndex {
    fn compute(document: &Document) -> Self {
        let bytes = document.text().as_bytes();
        let is_break = |(next, byte): &(u32, &u8)| match byte {
            b'\n' => true,
            // As old files end their lines; in front of a line feed it is half of a break.
            b'\r' => bytes.get(*next as usize) != Some(&b'\n'),
            _ => false,
        };
        let after_breaks = (1u32..).zip(bytes).filter(is_break);
        Self(std::iter::once(0).chain(after_breaks.map(|(next, _)| next)).collect())
    }
}

impl LineIndex {
    /// The line and column of a byte offset that lies on a character boundary.
    #[must_use]
    pub fn position(&self, document: &Document, offset: u32) -> Position {
        let line = self.0.partition_point(|start| *start <= offset);
        let start = self.0[line - 1] as usize;
        let column = document.text()[start..offset as usize].chars().count() + 1;
        let number = |n: usize| u32::try_from(n).expect("a document holds less than 4 GiB");
        Position { line: number(line), column: number(column) }
    }
}

//! Findings as comma-separated values, as RFC 4180 has them, with line feeds.
//!
//! Spreadsheets take a cell that begins like a formula for one, and run it. Words of an article that begin so, or with an
//! apostrophe, get an apostrophe in front; taking one away gives them back.

use super::columns::{Cell, Columns};
use super::{Layout, OutputError, Sink, Stream};
use csv::Writer;

/// What a spreadsheet may take for the beginning of a formula, and the apostrophe that says it is none.
const GUARDED: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\'', '＝', '＋', '－', '＠'];

/// A table with its head, to which articles add [`lines`].
pub(crate) fn table(mut sink: Sink, columns: &Columns) -> Result<Stream, OutputError> {
    let heads = columns.heads();
    sink.write(&written([heads.iter().map(|(name, _)| name.as_str())]))?;
    Stream::new(sink, Layout::Lines)
}

/// The lines of rows.
pub(crate) fn lines(rows: &[Vec<Cell>]) -> Vec<u8> {
    written(rows.iter().map(|row| row.iter().map(cell)))
}

fn written<R: IntoIterator<Item: AsRef<[u8]>>>(rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    const IN_MEMORY: &str = "writing to memory succeeds, and rows have one length";
    let mut writer = Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect(IN_MEMORY);
    }
    writer.into_inner().expect(IN_MEMORY)
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) if text.starts_with(GUARDED) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        String::from_utf8(lines(&[vec![Cell::Text(text.to_owned()), Cell::Integer(-1)]])).unwrap()
    }

    #[test]
    fn words_that_begin_like_a_formula_begin_with_an_apostrophe() {
        assert_eq!(line("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\",-1\n");
        assert_eq!(line("-5%"), "'-5%,-1\n");
        assert_eq!(line("'tis"), "''tis,-1\n");
        assert_eq!(line("a = b"), "a = b,-1\n");
    }

    #[test]
    fn cells_with_commas_marks_and_line_breaks_are_quoted() {
        assert_eq!(line("a,\n\"b\""), "\"a,\n\"\"b\"\"\",-1\n");
    }
}

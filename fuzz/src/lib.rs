//! What the fuzz targets have in common: bytes are read as a format or as paragraphs, and what must hold of every
//! document, of its layers and of its findings is checked.
//!
//! This room holds what only a fuzzer asks; what a test can ask stands in the tests of the crates. It is no part of the
//! project's workspace; `fuzz/README.md` says how to run it.

pub mod language;

use copydesk_document::Document;
use copydesk_parser::{Format, Records};
use std::io::Cursor;

/// Reads `bytes` as a format. Errors are what they are for; nothing may panic, and no document may be inconsistent.
///
/// ```
/// copydesk_fuzz::check(b"<p>A page.", copydesk_parser::Format::Html);
/// ```
///
/// # Panics
/// If a document breaks a promise of the parser.
pub fn check(bytes: &[u8], format: Format) {
    let is_packed = bytes.starts_with(b"\x1F\x8B") || bytes.starts_with(b"\x28\xB5\x2F\xFD");
    let is_file = matches!(format, Format::Text | Format::Html) && !is_packed;
    for record in Records::new(Box::new(Cursor::new(bytes.to_vec())), "fuzzed", format).flatten() {
        if let Ok(document) = record.parse() {
            check_document(&document, is_file.then_some(bytes));
        }
    }
}

/// `file` is what the document was read from, where it is all of it.
fn check_document(document: &Document, file: Option<&[u8]>) {
    for block in document.blocks() {
        let words = document.slice(block.span);
        assert!(!words.is_empty() && words.trim() == words, "{words:?} has blanks around it");
    }
    let segments = document.source_map().map_or(&[][..], |map| map.segments());
    for segment in segments {
        let text = document.text().get(segment.text.range()).expect("a segment holds whole characters");
        if let Some(file) = file {
            let source = &file[segment.source.start as usize..segment.source.end as usize];
            assert!(!segment.verbatim || source == text.as_bytes(), "{text:?} is not {source:?}");
        }
    }
}

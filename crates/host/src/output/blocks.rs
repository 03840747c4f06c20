//! An article's blocks as text for people.

use super::heading;
use copydesk_analyzer::language::Sentences;
use copydesk_analyzer::render::{Palette, Style, wrap};
use copydesk_analyzer::{Block, Document};
use std::fmt::Write;

/// Columns of a block's number and kind.
const MARGIN: usize = 24;

/// The article's heading and every block: its number and kind, why it is noise or which block it repeats, its words.
pub(crate) fn page(document: &Document, by_sentence: bool, style: &Style) -> String {
    let mut page = String::new();
    heading::write(&mut page, document.article(), style);
    for (number, block) in document.blocks().iter().enumerate() {
        page.push('\n');
        write_block(&mut page, document, (number, block), by_sentence, style);
    }
    page
}

fn write_block(
    page: &mut String,
    document: &Document,
    (number, block): (usize, &Block),
    by_sentence: bool,
    style: &Style,
) {
    let Palette { label, dim, reset, .. } = style.palette;
    let repeats = block.duplicate_of.map(|original| format!("repeats {original}"));
    let reason = repeats.or_else(|| block.kind.noise().map(|noise| noise.name().to_owned()));
    let kinds = [format!("{number:>4}  {}", block.kind), format!("      {}", reason.unwrap_or_default())];
    let (colour, words) = if block.is_read() { (label, "") } else { (dim, dim) };
    let lines = lines(document, block, by_sentence, style.width.saturating_sub(MARGIN).max(20));
    let rows = lines.len().max(if kinds[1].trim().is_empty() { 1 } else { 2 });
    for row in 0..rows {
        let kind = kinds.get(row).map_or("", |kind| kind.trim_end());
        let line = lines.get(row).map_or("", String::as_str);
        let gap = if line.is_empty() { 0 } else { MARGIN.saturating_sub(kind.len()) };
        let _ = writeln!(page, "{colour}{kind}{reset}{:gap$}{words}{line}{reset}", "");
    }
}

/// The words of a block, wrapped; each sentence on lines of its own if asked for.
fn lines(document: &Document, block: &Block, by_sentence: bool, width: usize) -> Vec<String> {
    let sentences = document.layer::<Sentences>().all();
    let first = sentences.partition_point(|sentence| sentence.span.start < block.span.start);
    let behind = sentences.partition_point(|sentence| sentence.span.start < block.span.end);
    if !by_sentence || first == behind {
        return wrap(document.slice(block.span), width);
    }
    let sentences = sentences[first..behind].iter().map(|sentence| document.slice(sentence.span));
    sentences.flat_map(|sentence| wrap(sentence, width)).collect()
}

//! Blocks and source maps as the store keeps them.

use copydesk_analyzer::document::{BlockKind, Segment, SourceMap};
use copydesk_analyzer::{Block, Span};
use serde_json::{Value, json};

/// Blocks as a JSON array of `[kind, start, end, reason, duplicate of]`.
pub(super) fn blocks(blocks: &[Block]) -> String {
    let one = |block: &Block| {
        let Span { start, end } = block.span;
        let kind = block.kind.name();
        match (block.kind.noise().map(|noise| noise.name()), block.duplicate_of) {
            (None, None) => json!([kind, start, end]),
            (reason, None) => json!([kind, start, end, reason]),
            (reason, original) => json!([kind, start, end, reason, original]),
        }
    };
    Value::Array(blocks.iter().map(one).collect()).to_string()
}

/// The blocks that [`blocks`] made a text of.
pub(super) fn unpacked_blocks(text: &str) -> Option<Vec<Block>> {
    let rows: Vec<Vec<Value>> = serde_json::from_str(text).ok()?;
    let one = |row: Vec<Value>| {
        let number = |at: usize| row.get(at)?.as_u64().and_then(|number| u32::try_from(number).ok());
        let kind = BlockKind::named(row.first()?.as_str()?, row.get(3).and_then(Value::as_str))?;
        let span = span(number(1)?, number(2)?)?;
        Some(Block { duplicate_of: number(4), ..Block::new(span, kind) })
    };
    rows.into_iter().map(one).collect()
}

fn span(start: u32, end: u32) -> Option<Span> {
    (start <= end).then(|| Span::new(start, end))
}

/// A source map as numbers of as few bytes as they need (LEB128). Of each segment: the gap before it in the text, its
/// length there doubled, plus one if it is verbatim; the step from the end of the segment before it in the file, with
/// the sign in the lowest bit; and, unless it is verbatim, its length there.
pub(super) fn source_map(map: &SourceMap) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut text, mut source) = (0, 0);
    for segment in map.segments() {
        put(&mut out, u64::from(segment.text.start - text));
        put(&mut out, u64::from(segment.text.len()) << 1 | u64::from(segment.verbatim));
        let backwards = segment.source.start < source;
        put(&mut out, segment.source.start.abs_diff(source) << 1 | u64::from(backwards));
        if !segment.verbatim {
            put(&mut out, segment.source.end - segment.source.start);
        }
        (text, source) = (segment.text.end, segment.source.end);
    }
    out
}

/// The map that [`source_map`] packed.
pub(super) fn unpacked_source_map(mut bytes: &[u8]) -> Option<SourceMap> {
    let mut segments = Vec::new();
    let (mut text, mut source) = (0u32, 0u64);
    while !bytes.is_empty() {
        let start = text.checked_add(u32::try_from(take(&mut bytes)?).ok()?)?;
        let length = take(&mut bytes)?;
        let verbatim = length & 1 == 1;
        let end = start.checked_add(u32::try_from(length >> 1).ok()?)?;
        let step = take(&mut bytes)?;
        let from = if step & 1 == 1 { source.checked_sub(step >> 1) } else { source.checked_add(step >> 1) };
        let from = from?;
        let to = from.checked_add(if verbatim { length >> 1 } else { take(&mut bytes)? })?;
        segments.push(Segment { text: Span::new(start, end), source: from..to, verbatim });
        (text, source) = (end, to);
    }
    Some(SourceMap::new(segments))
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_analyzer::document::Noise;

    #[test]
    fn blocks_come_back_as_they_went() {
        let block =
            |start, end, kind, duplicate_of| Block { span: Span::new(start, end), kind, duplicate_of };
        let all = [
            block(0, 9, BlockKind::Headline, None),
            block(10, 20, BlockKind::Boilerplate(Noise::Paywall), None),
            block(30, 40, BlockKind::Paragraph, Some(0)),
            block(41, 42, BlockKind::Boilerplate(Noise::Other), Some(1)),
        ];
        assert_eq!(unpacked_blocks(&blocks(&all)).as_deref(), Some(&all[..]));
        assert_eq!(unpacked_blocks(r#"[["poem", 0, 1]]"#), None);
        assert_eq!(unpacked_blocks(r#"[["paragraph", 2, 1]]"#), None);
    }

    #[test]
    fn source_maps_come_back_as_they_went_also_where_the_file_is_read_backwards() {
        let segment =
            |start, end, source, verbatim| Segment { text: Span::new(start, end), source, verbatim };
        let map = SourceMap::new(vec![
            segment(0, 4, 300..304, true),
            segment(4, 5, 304..309, false),
            segment(70_000, 70_010, 7..17, true),
            segment(70_010, 70_011, 1 << 40..(1 << 40) + 9, false),
        ]);
        let packed = source_map(&map);
        assert_eq!(unpacked_source_map(&packed), Some(map));
        assert_eq!(unpacked_source_map(&packed[..packed.len() - 1]), None);
        assert_eq!(unpacked_source_map(&[0xff; 30]), None);
    }
}

//! What later rooms rely on: valid blocks, layers computed once, offsets and source ranges that agree with the text.

use copydesk_document::{
    Article, Block, BlockKind, Document, DocumentError, Layer, LineIndex, Noise, OffsetConverter, OffsetUnit,
    Position, Segment, SourceMap, Span,
};
use proptest::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

fn with_blocks(text: &str, spans: &[(u32, u32)]) -> Result<Document, DocumentError> {
    let block = |(start, end): &(u32, u32)| Block::new(Span::new(*start, *end), BlockKind::Paragraph);
    Document::new(text.to_owned(), Article::default(), spans.iter().map(block).collect(), None)
}

#[test]
fn blocks_outside_the_text_inside_a_character_or_out_of_order_are_refused() {
    assert!(with_blocks("né", &[(0, 1), (1, 3)]).is_ok());
    assert_eq!(with_blocks("né", &[(0, 4)]).unwrap_err(), DocumentError::BadBlock(0));
    assert_eq!(with_blocks("né", &[(0, 2)]).unwrap_err(), DocumentError::BadBlock(0));
    assert_eq!(with_blocks("né", &[(1, 3), (0, 1)]).unwrap_err(), DocumentError::BadBlock(1));
}

#[test]
fn the_body_leaves_out_noise_captions_and_repetitions() {
    let text = "Head\nLead.\nSign up\nLead.\nA picture";
    let mut blocks = vec![
        Block::new(Span::new(0, 4), BlockKind::Headline),
        Block::new(Span::new(5, 10), BlockKind::Paragraph),
        Block::new(Span::new(11, 18), BlockKind::Boilerplate(Noise::Newsletter)),
        Block::new(Span::new(19, 24), BlockKind::Paragraph),
        Block::new(Span::new(25, 34), BlockKind::Caption),
    ];
    blocks[3].duplicate_of = Some(1);
    let document = Document::new(text.to_owned(), Article::default(), blocks, None).unwrap();
    assert_eq!(document.body(), "Lead.");
    assert_eq!(document.read_blocks().map(|(index, _)| index).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_dateline_is_part_of_the_body_where_it_opens_a_paragraph() {
    let text = "May 3, 2023\nOSLO, May 2 — It rained.\nThen it snowed.";
    let blocks = vec![
        Block::new(Span::new(0, 11), BlockKind::Dateline),
        Block::new(Span::new(12, 27), BlockKind::Dateline),
        Block::new(Span::new(28, 38), BlockKind::Paragraph),
        Block::new(Span::new(39, 54), BlockKind::Paragraph),
    ];
    let document = Document::new(text.to_owned(), Article::default(), blocks, None).unwrap();
    assert_eq!(document.body(), "OSLO, May 2 — It rained.\nThen it snowed.");
}

#[test]
fn lines_end_in_line_feeds_carriage_returns_or_both() {
    let document = Document::from_paragraphs("one\r\ntwo\rthree\n\rfive\r");
    let line = |offset| document.layer::<LineIndex>().position(&document, offset);
    assert_eq!(line(4), Position { line: 1, column: 5 });
    assert_eq!(line(5), Position { line: 2, column: 1 });
    assert_eq!(line(11), Position { line: 3, column: 3 });
    assert_eq!(line(16), Position { line: 5, column: 1 });
    assert_eq!(line(21), Position { line: 6, column: 1 });
}

static COMPUTED: AtomicUsize = AtomicUsize::new(0);

struct Counted;
impl Layer for Counted {
    fn compute(document: &Document) -> Self {
        COMPUTED.fetch_add(1, Ordering::SeqCst);
        assert_eq!(document.layer::<LineIndex>().position(document, 0), Position { line: 1, column: 1 });
        Counted
    }
}

#[test]
fn a_layer_that_asks_for_another_is_computed_once() {
    let document = Document::from_paragraphs("text");
    let first: *const Counted = document.layer();
    let second: *const Counted = document.layer();
    assert_eq!(first, second);
    assert_eq!(COMPUTED.load(Ordering::SeqCst), 1);
}

#[test]
fn a_span_over_text_of_no_place_of_its_own_has_no_source() {
    let segment = Segment { text: Span::new(0, 3), source: 10..13, verbatim: true };
    let map = SourceMap::new(vec![segment]);
    assert_eq!(map.source(Span::new(1, 2)), Some(11..12));
    assert_eq!(map.source(Span::new(3, 4)), None);
    assert_eq!(map.source(Span::new(2, 4)), Some(12..13));
}

proptest! {
    #[test]
    fn converted_offsets_agree_with_counting(text in "(?s).{0,900}") {
        for (unit, width) in [(OffsetUnit::Chars, 0), (OffsetUnit::Utf16, 1), (OffsetUnit::Bytes, 2)] {
            let converter = OffsetConverter::new(&text, unit);
            let mut expected = 0;
            for (byte, character) in text.char_indices() {
                prop_assert_eq!(converter.convert(byte as u32), expected);
                expected += match width { 0 => 1, 1 => character.len_utf16(), _ => character.len_utf8() } as u32;
            }
            prop_assert_eq!(converter.convert(text.len() as u32), expected);
        }
    }

    #[test]
    fn unparsed_paragraphs_cover_every_word(text in "[a-zé \t\r\n“]{0,200}") {
        let document = Document::from_paragraphs(text.as_str());
        let words: Vec<_> = document.blocks().iter().flat_map(|b| document.slice(b.span).split_whitespace()).collect();
        prop_assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
    }
}

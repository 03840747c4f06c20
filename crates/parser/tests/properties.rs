//! What holds for every text, however odd.

use copydesk_document::Document;
use copydesk_parser::{Format, Records};
use proptest::prelude::*;
use std::io::Cursor;

fn read(bytes: Vec<u8>) -> Option<Document> {
    let mut records = Records::new(Box::new(Cursor::new(bytes)), "a.txt", Format::Text);
    records.next()?.ok()?.parse().ok()
}

/// Pieces of which messy pages are made, and characters that break things.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("By Ida Holm and Per Lund March 3, 2021 7 am ET ".to_owned()),
        Just("The harbour lets a third of its pilots go, the union said. ".to_owned()),
        Just("Harbour Lets Pilots Go".to_owned()),
        Just("Photo: Ida Holm/Harbour News".to_owned()),
        Just("LISBON, March 3 (Reuters) — ".to_owned()),
        Just("Newsletter Sign-Up".to_owned()),
        Just("Subscribe Now".to_owned()),
        Just("like".to_owned()),
        Just("Related".to_owned()),
        "[\\n\\r\u{feff}\u{a0}\u{200b} \t]{1,3}",
        "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn blocks_hold_all_that_is_not_blank(text in pieces()) {
        let Some(document) = read(text.clone().into_bytes()) else { return Ok(()) };
        prop_assert_eq!(document.text(), &text);
        let mut end = 0;
        for block in document.blocks() {
            let between = &text[end as usize..block.span.start as usize];
            prop_assert!(!between.contains(char::is_alphanumeric), "{:?} is in no block", between);
            let words = document.slice(block.span);
            prop_assert!(!words.is_empty() && words.trim() == words);
            end = block.span.end;
        }
        prop_assert!(!text[end as usize..].contains(char::is_alphanumeric));
    }

    #[test]
    fn a_copy_points_at_a_block_that_is_none(text in pieces()) {
        let Some(document) = read(text.into_bytes()) else { return Ok(()) };
        let blocks = document.blocks();
        for of in blocks.iter().filter_map(|block| block.duplicate_of) {
            prop_assert!(blocks[of as usize].duplicate_of.is_none());
        }
    }

    #[test]
    fn ascii_words_of_any_charset_map_back_to_their_bytes(text in "[a-zé “”\n]{1,80}") {
        let bytes = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        let Some(document) = read(bytes.clone()) else { return Ok(()) };
        let Some(map) = document.source_map() else { return Ok(()) };
        for segment in map.segments().iter().filter(|segment| segment.verbatim) {
            let source = map.source(segment.text).unwrap();
            let source = &bytes[source.start as usize..source.end as usize];
            prop_assert_eq!(document.slice(segment.text).as_bytes(), source);
        }
        let covered: u32 = map.segments().iter().map(|segment| segment.text.len()).sum();
        prop_assert_eq!(covered as usize, document.text().len());
    }

    #[test]
    fn bytes_at_random_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(bytes);
    }
}

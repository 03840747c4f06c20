//! Every stretch of a page's text maps to the bytes of the file that it was decoded from: entities, white space and
//! charset included.

use copydesk_document::{Document, Span};
use copydesk_parser::{Format, Records};
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;
use std::io::Cursor;

fn read(bytes: Vec<u8>) -> Document {
    let mut records = Records::new(Box::new(Cursor::new(bytes)), "a.html", Format::Html);
    let record = records.next().expect("a page is one article").expect("memory can be read");
    record.parse().expect("a page is always an article")
}

/// A piece of a page as it is written, and what it shows.
type Piece = (&'static str, &'static str);

/// Words and references, each of which stands in the text by itself.
const SHOWN: &[Piece] = &[
    ("pilots", "pilots"),
    ("14", "14"),
    ("R&D", "R&D"),
    ("&amp;", "&"),
    ("&lt;b&gt;", "<b>"),
    ("&eacute;", "é"),
    ("&#8220;", "“"),
    ("&#x201D;", "”"),
    ("&rsquo;", "’"),
    ("&hellip;", "…"),
    ("&nosuch;", "&nosuch;"),
    ("x&nbsp;y", "x\u{a0}y"),
    ("<b>bold</b>", "bold"),
    ("<a href='/x?a=1&amp;b=2'>link</a>", "link"),
    ("<!-- note -->word", "word"),
];

/// Pieces that a charset writes in its own bytes.
fn of_charset(encoding: &'static Encoding) -> &'static [Piece] {
    match encoding.name() {
        "windows-1251" => &[("Причал", "Причал"), ("закрыт", "закрыт")],
        "Shift_JIS" => &[("東京の会社", "東京の会社"), ("発表", "発表")],
        _ => &[("Café", "Café"), ("“naïve”", "“naïve”"), ("Übergröße", "Übergröße")],
    }
}

const BLANKS: &[&str] = &[" ", "\n", " \n\t ", "\r\n", "&#32; ", "<wbr> "];

fn pieces() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..SHOWN.len() + 3, 0..BLANKS.len()), 1..30)
}

/// A page of one paragraph in a charset, and for each piece its bytes and what they show.
fn page(encoding: &'static Encoding, pieces: &[(usize, usize)]) -> (Vec<u8>, Vec<(Span, &'static str)>) {
    let own = of_charset(encoding);
    let mut bytes = format!("<html><head><meta charset={}></head><body><p>", encoding.name()).into_bytes();
    let mut places = Vec::new();
    for (piece, blank) in pieces {
        let (source, shown) = SHOWN.get(*piece).copied().unwrap_or_else(|| own[piece % own.len()]);
        let start = bytes.len();
        bytes.extend(encoding.encode(source).0.as_ref());
        places.push((Span::from_range(start..bytes.len()), shown));
        bytes.extend(BLANKS[*blank].bytes());
    }
    bytes.extend(b"</p></body></html>");
    (bytes, places)
}

proptest! {
    #[test]
    fn each_piece_of_a_page_maps_to_its_own_bytes(pieces in pieces(), charset in 0..4_usize) {
        let encoding = [UTF_8, WINDOWS_1252, WINDOWS_1251, SHIFT_JIS][charset];
        let (bytes, places) = page(encoding, &pieces);
        let document = read(bytes.clone());
        let expected: Vec<&str> = places.iter().map(|(_, shown)| *shown).collect();
        prop_assert_eq!(document.text(), expected.join(" "));
        let map = document.source_map().expect("a page has a map");
        let mut at = 0;
        for (place, shown) in &places {
            let span = Span::from_range(at..at + shown.len());
            let source = map.source(span).expect("the piece comes from somewhere");
            let source = source.start as u32..source.end as u32;
            // Tags around a piece are no part of what it shows.
            prop_assert!(place.start <= source.start && source.end <= place.end, "{} {:?} {:?}", shown, place, source);
            let own = encoding.decode_without_bom_handling(&bytes[source.start as usize..source.end as usize]).0;
            let is_plain = !own.contains('&') && !own.contains('<');
            prop_assert!(!is_plain || own == *shown, "{} is not {}", own, shown);
            at += shown.len() + 1;
        }
    }

    #[test]
    fn verbatim_stretches_of_any_page_are_its_bytes(page in prop::collection::vec(markup(), 0..40)) {
        let page = format!("<body>{}", page.concat());
        let document = read(page.clone().into_bytes());
        let mut mapped = 0;
        for segment in document.source_map().map_or(&[][..], |map| map.segments()) {
            let source = &page.as_bytes()[segment.source.start as usize..segment.source.end as usize];
            let text = document.slice(segment.text);
            prop_assert!(!segment.verbatim || source == text.as_bytes(), "{:?} is not {:?}", source, text);
            mapped += segment.text.len() as usize;
        }
        let breaks = document.text().bytes().filter(|byte| *byte == b'\n').count();
        prop_assert_eq!(mapped + breaks, document.text().len());
    }
}

/// Markup at random, whole and broken.
fn markup() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé&;<>\"'/= \n]{1,12}",
        Just("<p>The quay is shut &amp; nobody knew.".to_owned()),
        Just("<div class=related><a href=/x>More</a></div>".to_owned()),
        Just("<br>".to_owned()),
        Just("</p></div>".to_owned()),
        Just("<script>let a = '<p>';</script>".to_owned()),
        Just("<table><tr><td>14<td>pilots".to_owned()),
        Just("<textarea><title>".to_owned()),
        Just("<svg><p>".to_owned()),
        Just("&#0;&#x80;&copy2020".to_owned()),
    ]
}

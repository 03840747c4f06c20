//! Input that is damaged, odd or large: each gets an article or a clear message, and the rest of the input is read.

use copydesk_document::Document;
use copydesk_parser::{Format, ReadError, Records};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

fn read(bytes: impl Into<Vec<u8>>, name: &str) -> Vec<Result<Document, ReadError>> {
    let records = Records::new(Box::new(Cursor::new(bytes.into())), name, Format::Auto);
    records.map(|record| record.and_then(|record| record.parse())).collect()
}

/// The message of the only result, which is an error.
fn message(bytes: impl Into<Vec<u8>>, name: &str) -> String {
    let results = read(bytes, name);
    assert_eq!(results.len(), 1);
    let result = results.into_iter().next().expect("there is one");
    result.expect_err("it cannot be read").to_string()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    for bytes in ["", "\n \r\n", "\u{feff}"] {
        assert!(message(bytes, "a.txt").starts_with("a.txt: is empty"));
    }
    assert!(message(r#"{"text": ""}"#, "a.jsonl").starts_with("a.jsonl:1: is empty"));
}

#[test]
fn a_binary_file_is_refused_and_named() {
    assert!(message(vec![0; 4096], "a.txt").starts_with("a.txt: is not text"));
    assert!(message("%PDF-1.4\n1 0 obj", "a.txt").contains("PDF"));
}

#[test]
fn a_bad_line_costs_no_other() {
    let lines = "{\"id\": \"a\", \"text\": \"One.\"}\n\nnonsense\n{\"id\": \"b\"}\n{\"id\": \"c\", \"text\": \"Two.\"}";
    let results = read(lines, "day.jsonl");
    let told: Vec<String> = results
        .iter()
        .map(|result| match result {
            Ok(document) => document.article().id.clone(),
            Err(error) => error.to_string(),
        })
        .collect();
    assert_eq!(told.len(), 4);
    assert_eq!((told[0].as_str(), told[3].as_str()), ("a", "c"));
    assert!(told[1].starts_with("day.jsonl:3: not a JSON object"), "{}", told[1]);
    assert!(told[2].starts_with("day.jsonl:4: has neither"), "{}", told[2]);
}

#[test]
fn a_line_that_is_not_utf8_costs_no_other() {
    let results = read(b"{\"text\": \"caf\xE9\"}\n{\"text\": \"Two.\"}\n".as_slice(), "a.jsonl");
    assert!(results[0].as_ref().unwrap_err().to_string().contains("not UTF-8"));
    assert_eq!(results[1].as_ref().unwrap().text(), "Two.");
}

#[test]
fn gzip_is_unpacked_whatever_its_name_and_in_several_members() {
    let mut bytes = gzip(b"{\"text\": \"One.\"}\n");
    bytes.extend(gzip(b"{\"text\": \"Two.\"}\n"));
    let texts: Vec<_> =
        read(bytes, "a").into_iter().map(|document| document.unwrap().text().to_owned()).collect();
    assert_eq!(texts, ["One.", "Two."]);
}

#[test]
fn a_cut_gzip_file_gives_what_came_before_and_says_where_it_ends() {
    let lines: String =
        (0..20_000).map(|n| format!("{{\"text\": \"Article {} of many.\"}}\n", n * 7919)).collect();
    let whole = gzip(lines.as_bytes());
    let results = read(&whole[..whole.len() / 2], "a.jsonl.gz");
    let good = results.iter().filter(|result| result.is_ok()).count();
    assert!(good > 5_000, "{good}");
    let last = results.last().unwrap().as_ref().unwrap_err();
    assert!(matches!(last, ReadError::Io { .. }));
    assert!(last.to_string().contains(&format!("in line {}", good + 1)), "{last}");
    assert_eq!(results.len(), good + 1);

    let results = read(&whole[..whole.len() - 9], "a.txt.gz");
    assert!(results.len() > 1 && results.last().unwrap().is_err());
}

#[test]
fn a_cut_text_is_read_as_far_as_it_goes() {
    let text = "The harbour lets a third of its pilots go. ".repeat(2_000);
    let whole = gzip(text.as_bytes());
    let results = read(&whole[..whole.len() - 12], "a.txt.gz");
    assert_eq!(results.len(), 2);
    assert!(text.starts_with(results[0].as_ref().unwrap().text()));
    assert!(results[1].as_ref().unwrap_err().to_string().contains("after byte"));
}

#[test]
fn windows_1252_keeps_the_way_back_to_its_bytes() {
    let results = read(b"Caf\xE9 \x93Lisboa\x94 closes.\r\rIts owner said \x93no\x94.".as_slice(), "a.txt");
    let document = results[0].as_ref().unwrap();
    assert_eq!(document.text(), "Café “Lisboa” closes.\r\rIts owner said “no”.");
    assert_eq!(document.blocks().len(), 2);
    let map = document.source_map().unwrap();
    assert_eq!(map.source(document.blocks()[1].span), Some(23..43));
}

#[test]
fn nul_bytes_among_words_stay_text() {
    let results = read("The pilots\0 left.\nNobody\0 knew.", "a.txt");
    assert_eq!(results[0].as_ref().unwrap().text(), "The pilots\0 left.\nNobody\0 knew.");
}

fn within(seconds: u64, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    assert!(start.elapsed() < Duration::from_secs(seconds), "took {:?}", start.elapsed());
}

#[test]
fn a_line_of_ten_megabytes_is_one_block() {
    let line = "The harbour lets a third of its pilots go, said the union. ".repeat(180_000);
    within(120, || assert_eq!(read(line, "a.txt")[0].as_ref().unwrap().blocks().len(), 1));
}

#[test]
fn fifty_megabytes_are_read() {
    let paragraph = "The harbour lets a third of its pilots go, said the union. ".repeat(80);
    let text = format!("{paragraph}\n\nShare\n\n").repeat(10_500);
    within(120, || assert_eq!(read(text, "a.txt")[0].as_ref().unwrap().blocks().len(), 21_000));
}

#[test]
fn many_short_lines_are_read_in_linear_time() {
    let lines = "By Ida Holm, who said: \u{201c}We go on\u{201d}\n\nShare\n".repeat(40_000);
    within(120, || assert_eq!(read(lines, "a.txt")[0].as_ref().unwrap().blocks().len(), 80_000));
}

#[test]
fn one_byte_charsets_are_read_in_linear_time() {
    let bytes = b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! ".repeat(200_000);
    within(120, || assert!(read(bytes, "a.txt")[0].is_ok()));
}

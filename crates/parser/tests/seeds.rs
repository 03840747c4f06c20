//! The seeds of the fuzz targets, and what small damage makes of them: no format panics, whatever it is given.

use copydesk_parser::{Format, Records};
use proptest::prelude::*;
use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

const FORMATS: [(&str, Format); 5] = [
    ("text", Format::Text),
    ("html", Format::Html),
    ("warc", Format::Warc),
    ("jsonl", Format::Jsonl),
    ("feed", Format::Feed),
];

static SEEDS: LazyLock<Vec<(Format, Vec<u8>)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    let of = |(name, format): (&str, Format)| {
        let entries = std::fs::read_dir(folder.join(name)).expect("every format has seeds");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
        paths.sort();
        paths.into_iter().map(move |path| (format, std::fs::read(path).expect("a seed can be read")))
    };
    FORMATS.into_iter().flat_map(of).collect()
});

/// How many articles the bytes hold.
fn articles(bytes: Vec<u8>, format: Format) -> usize {
    let records = Records::new(Box::new(Cursor::new(bytes)), "seed", format);
    records.filter(|record| record.as_ref().is_ok_and(|record| record.clone().parse().is_ok())).count()
}

#[test]
fn every_seed_holds_an_article() {
    for (format, bytes) in SEEDS.iter() {
        assert!(articles(bytes.clone(), *format) > 0, "{format:?} {}", String::from_utf8_lossy(bytes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn damaged_seeds_are_read_as_any_format(
        seed in any::<prop::sample::Index>(),
        format in 0..FORMATS.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 0..8),
    ) {
        let (own, bytes) = seed.get(&SEEDS[..]);
        let mut bytes = bytes.clone();
        for (at, byte, edit) in edits {
            let at = at.index(bytes.len().max(1));
            match edit {
                0 if at < bytes.len() => bytes[at] = byte,
                1 => bytes.insert(at.min(bytes.len()), byte),
                2 => bytes.truncate(at.max(1)),
                _ => bytes.extend_from_within(..at.min(bytes.len())),
            }
        }
        articles(bytes.clone(), *own);
        articles(bytes, FORMATS[format].1);
    }
}

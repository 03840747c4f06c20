//! Pages a second on one core: the parser, and the crates `dom_smoothie` and `trafilatura` on the same pages.
//!
//! The pages are those of fixtures/pages, or of the directory that `COPYDESK_BENCH_DATA` names (`.html`, `.html.gz`).

use copydesk_parser::{Content, Record};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use flate2::read::MultiGzDecoder;
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

static PAGES: LazyLock<Vec<String>> = LazyLock::new(pages);

fn main() {
    // Long enough to be steady, short enough to be run; options of the command line come after, and win.
    divan::Divan::default().max_time(Duration::from_secs(20)).config_with_args().main();
}

fn pages() -> Vec<String> {
    let fixtures = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/pages");
    let directory = std::env::var_os("COPYDESK_BENCH_DATA").map_or_else(fixtures, PathBuf::from);
    let entries = std::fs::read_dir(&directory).expect("the directory of pages can be read");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.sort();
    let pages: Vec<_> = paths.iter().filter_map(|path| page(path)).collect();
    assert!(!pages.is_empty(), "no pages in {}", directory.display());
    pages
}

/// The characters of a file that is a page.
fn page(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    let mut file = File::open(path).expect("a page can be opened");
    let read = match path.extension().and_then(OsStr::to_str)? {
        "html" => file.read_to_end(&mut bytes),
        "gz" => MultiGzDecoder::new(file).read_to_end(&mut bytes),
        _ => return None,
    };
    read.expect("a page can be read");
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn measure(bencher: Bencher<'_, '_>, read: impl Fn(&str)) {
    bencher
        .counter(BytesCount::new(PAGES.iter().map(String::len).sum::<usize>()))
        .counter(ItemsCount::new(PAGES.len()))
        .bench_local(|| PAGES.iter().for_each(|page| read(page)));
}

#[divan::bench]
fn copydesk(bencher: Bencher<'_, '_>) {
    measure(bencher, |page| {
        let content = Content::Html { bytes: page.as_bytes().to_vec(), charset: None };
        let document = Record { article: Default::default(), content }.parse();
        divan::black_box(document.map(|document| document.body())).ok();
    });
}

#[divan::bench]
fn dom_smoothie(bencher: Bencher<'_, '_>) {
    measure(bencher, |page| {
        let article = dom_smoothie::Readability::new(page, None, None).and_then(|mut page| page.parse());
        divan::black_box(article.map(|article| article.text_content)).ok();
    });
}

#[divan::bench]
fn trafilatura(bencher: Bencher<'_, '_>) {
    let options = trafilatura::Options::default();
    measure(bencher, |page| {
        divan::black_box(trafilatura::extract(page, &options).map(|result| result.content_text)).ok();
    });
}

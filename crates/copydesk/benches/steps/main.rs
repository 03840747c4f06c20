//! Articles and bytes a second of each step, on one core: parsing, each layer with the layers it stands on, each
//! analyzer with the layers it asks for, and the whole.

mod articles;
#[path = "../../src/bundled.rs"]
mod bundled;

use articles::Articles;
use copydesk_analyzer::language::{
    Dates, Entities, Organizations, Quantities, Sentences, Syntax, Tags, Tokens,
};
use copydesk_analyzer::{Document, Layer};
use copydesk_host::Selection;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::sync::LazyLock;
use std::time::Duration;

static ARTICLES: LazyLock<Articles> = LazyLock::new(Articles::load);

fn main() {
    // Long enough to be steady, short enough to be run; options of the command line come after, and win.
    divan::Divan::default().max_time(Duration::from_secs(5)).config_with_args().main();
}

/// Measures `step` over all articles; each run gets documents of its own, so that no layer is there already.
fn over_documents(bencher: Bencher<'_, '_>, step: impl Fn(&Document) + Sync) {
    let articles = ARTICLES.documents().len();
    bencher
        .counter(BytesCount::new(ARTICLES.bytes()))
        .counter(ItemsCount::new(articles))
        .with_inputs(|| ARTICLES.documents())
        .bench_local_refs(|documents| documents.iter().for_each(&step));
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::new(ARTICLES.bytes()))
        .counter(ItemsCount::new(ARTICLES.records().len()))
        .with_inputs(|| ARTICLES.records())
        .bench_local_values(|records| {
            records.into_iter().filter_map(|record| record.parse().ok()).collect::<Vec<_>>()
        });
}

#[divan::bench(types = [Sentences, Tokens, Tags, Syntax, Entities, Quantities, Dates, Organizations])]
fn layer<L: Layer>(bencher: Bencher<'_, '_>) {
    over_documents(bencher, |document| {
        divan::black_box(document.layer::<L>());
    });
}

#[divan::bench(args = analyzers())]
fn analyzer(bencher: Bencher<'_, '_>, id: &str) {
    let selection = Selection::all().and_then(|all| all.narrowed(&[id.to_owned()], &[]));
    let selection = selection.expect("the registry gave the id");
    over_documents(bencher, |document| {
        divan::black_box(copydesk_host::analyze(document, &selection, 0.0));
    });
}

fn analyzers() -> Vec<String> {
    let selection = Selection::all().expect("no two analyzers have one id");
    selection.analyzers().iter().map(|analyzer| analyzer.descriptor().id.to_owned()).collect()
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let selection = Selection::all().expect("no two analyzers have one id");
    bencher
        .counter(BytesCount::new(ARTICLES.bytes()))
        .counter(ItemsCount::new(ARTICLES.records().len()))
        .with_inputs(|| ARTICLES.records())
        .bench_local_values(|records| {
            let documents = records.into_iter().filter_map(|record| record.parse().ok());
            documents.map(|document| copydesk_host::analyze(&document, &selection, 0.0)).collect::<Vec<_>>()
        });
}

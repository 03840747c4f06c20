//! `copydesk report`: what a person opens in a browser, with the findings beside it.

use crate::analysis::Analysis;
use crate::cli::{CommandError, Outcome, ReportArgs};
use crate::commands::analyze::selection;
use crate::commands::session::{Worked, for_each_article};
use crate::commands::store::close;
use crate::output::{AnalyzedArticle, Layout, Places};
use crate::report::{ArticlePage, Report, Story};
use crate::selection::Selection;
use crate::store::{Shelf, Shelved};
use copydesk_analyzer::Document;
use copydesk_analyzer::document::OffsetUnit;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, CommandError> {
    let selection = selection(&args.selection)?;
    // Without a path to read, the report is of what the store holds.
    let from_store = args.store.store.as_deref().filter(|_| args.input.paths.is_empty());
    let shelf =
        from_store.map(|path| Ok::<_, CommandError>(Shelf::open(path, &Selection::all()?)?)).transpose()?;
    let store = if shelf.is_some() { None } else { args.store.open(&args.input.noise)? };
    let directory = args.output.as_path();
    fs::create_dir_all(directory).map_err(|error| unwritable(directory, error))?;
    let findings_path = directory.join("findings.jsonl");
    let failed = |error| unwritable(&findings_path, error);
    let mut findings = BufWriter::new(File::create(&findings_path).map_err(failed)?);
    let mut report = Report::new(&selection);
    let part = |document: &Document, analysis: &Analysis| {
        let places = Places::new(document, OffsetUnit::Bytes);
        let line = Layout::Lines.json(&AnalyzedArticle::new(&places, analysis));
        (line, ArticlePage::new(&Story::new(document, analysis)))
    };
    let mut add = |(line, page): (Vec<u8>, ArticlePage)| {
        report.push(page);
        findings.write_all(&line).map_err(failed)
    };
    let min_confidence = args.selection.min_confidence.unwrap_or(0.0);
    let outcome = match shelf {
        Some(mut shelf) => {
            while let Some(Shelved { document, analysis, .. }) = shelf.next(&selection, min_confidence)? {
                add(part(&document, &analysis))?;
            }
            shelf.remarks().for_each(|remark| anstream::eprintln!("copydesk: {remark}"));
            Outcome::Complete
        }
        None => for_each_article(
            &args.input,
            store.as_ref(),
            |item| {
                let (document, analysis) =
                    item.analyzed(&args.input.noise, &selection, min_confidence, store.as_ref())?;
                Ok(Worked::analyzed(part(&document, &analysis), &document, &analysis))
            },
            add,
        )?,
    };
    close(store)?;
    findings.flush().map_err(failed)?;
    let page_path = directory.join("index.html");
    fs::write(&page_path, report.html()).map_err(|error| unwritable(&page_path, error))?;
    if !args.input.voice.quiet {
        anstream::eprintln!("wrote {} and {}", page_path.display(), findings_path.display());
    }
    Ok(outcome)
}

fn unwritable(path: &Path, error: io::Error) -> CommandError {
    CommandError::Report { path: path.display().to_string(), error }
}

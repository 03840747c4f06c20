//! `copydesk report`: what a person opens in a browser, with the findings beside it.

use crate::cli::{CommandError, Outcome, ReportArgs};
use crate::commands::analyze::selection;
use crate::commands::session::{Worked, for_each_article};
use crate::commands::store::close;
use crate::output::{AnalyzedArticle, Layout, Places};
use crate::report::{ArticlePage, Report, Story};
use copydesk_analyzer::document::OffsetUnit;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, CommandError> {
    let selection = selection(&args.selection)?;
    let min_confidence = args.selection.min_confidence.unwrap_or(0.0);
    let store = args.store.open(&args.input.noise)?;
    let directory = args.output.as_path();
    fs::create_dir_all(directory).map_err(|error| unwritable(directory, error))?;
    let findings_path = directory.join("findings.jsonl");
    let failed = |error| unwritable(&findings_path, error);
    let mut findings = BufWriter::new(File::create(&findings_path).map_err(failed)?);
    let mut report = Report::new(&selection);
    let outcome = for_each_article(
        &args.input,
        store.as_ref(),
        |item| {
            let (document, analysis) =
                item.analyzed(&args.input.noise, &selection, min_confidence, store.as_ref())?;
            let places = Places::new(&document, OffsetUnit::Bytes);
            let line = Layout::Lines.json(&AnalyzedArticle::new(&places, &analysis));
            let result = (line, ArticlePage::new(&Story::new(&document, &analysis)));
            Ok(Worked::analyzed(result, &document, &analysis))
        },
        |(line, page)| {
            report.push(page);
            findings.write_all(&line).map_err(failed)
        },
    )?;
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

//! `copydesk analyze`: what the analyzers find.

use crate::analysis::{Analysis, analyze};
use crate::cli::{AnalyzeArgs, AnalyzeFormat, CommandError, Outcome, SelectionArgs};
use crate::commands::session::{Worked, print_articles};
use crate::output::{self, AnalyzedArticle, Layout, Places};
use crate::run::{self, Failure};
use crate::selection::Selection;
use copydesk_analyzer::Document;
use copydesk_parser::Record;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::sync::Mutex;

pub(crate) fn run(args: &AnalyzeArgs) -> Result<Outcome, CommandError> {
    let selection = selection(&args.selection)?;
    let style = output::style();
    let layout = match args.format {
        Some(AnalyzeFormat::Text) => Layout::Pages,
        Some(AnalyzeFormat::Json) => Layout::Array,
        Some(AnalyzeFormat::Jsonl) => Layout::Lines,
        None if io::stdout().is_terminal() => Layout::Pages,
        None => Layout::Lines,
    };
    let tally = Mutex::new(Tally::default());
    let outcome = print_articles(&args.input, layout, |record| {
        let (document, analysis) = analyzed(record, &selection, args.selection.min_confidence)?;
        tally.lock().expect("counting does not panic").add(&analysis);
        let result = if layout == Layout::Pages {
            output::findings::page(&document, &analysis, &style).into_bytes()
        } else {
            layout.json(&AnalyzedArticle::new(&Places::new(&document, args.offsets.into()), &analysis))
        };
        Ok(Worked::new(result, &document, &analysis.diagnostics))
    })?;
    if layout == Layout::Pages {
        anstream::eprintln!("\n{}", tally.into_inner().expect("counting does not panic").summary());
    }
    Ok(outcome)
}

/// The selection that the options name.
pub(crate) fn selection(args: &SelectionArgs) -> Result<Selection, CommandError> {
    Ok(Selection::all()?.narrowed(&args.select, &args.ignore)?)
}

/// Reads and analyses an article.
pub(crate) fn analyzed(
    record: Record,
    selection: &Selection,
    min_confidence: f32,
) -> Result<(Document, Analysis), Failure> {
    let document = run::parse(record)?;
    let analysis = analyze(&document, selection, min_confidence);
    Ok((document, analysis))
}

/// How many findings of which analyzer were made.
#[derive(Default)]
struct Tally {
    articles: usize,
    findings: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn add(&mut self, analysis: &Analysis) {
        self.articles += 1;
        for reported in &analysis.findings {
            *self.findings.entry(reported.analyzer.id).or_default() += 1;
        }
    }

    fn summary(&self) -> String {
        let count =
            |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
        let articles = count(self.articles, "article");
        let findings = count(self.findings.values().sum(), "finding");
        let each: Vec<_> = self.findings.iter().map(|(id, number)| format!("{id} {number}")).collect();
        let each = if each.is_empty() { String::new() } else { format!(" ({})", each.join(", ")) };
        format!("{articles}: {findings}{each}")
    }
}

//! `copydesk analyze`: what the analyzers find.

use crate::analysis::{Level, analyze};
use crate::cli::{AnalyzeArgs, AnalyzeFormat, CommandError, Outcome};
use crate::commands::session::{Printed, print_articles};
use crate::output::{AnalyzedArticle, Layout, Places};
use crate::run;
use crate::selection::Selection;

pub(crate) fn run(args: &AnalyzeArgs) -> Result<Outcome, CommandError> {
    let selection = Selection::all()?.narrowed(&args.selection.select, &args.selection.ignore)?;
    let layout = match args.format {
        Some(AnalyzeFormat::Json) => Layout::Array,
        _ => Layout::Lines,
    };
    print_articles(&args.input, layout, |record| {
        let document = run::parse(record)?;
        let analysis = analyze(&document, &selection, args.selection.min_confidence);
        let places = Places::new(&document, args.offsets.into());
        let bytes = layout.json(&AnalyzedArticle::new(&places, &analysis));
        let errors = analysis.diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error);
        let id = &document.article().id;
        let complaints = errors.map(|diagnostic| format!("{id}: {}", diagnostic.message)).collect();
        Ok(Printed { bytes, complaints })
    })
}

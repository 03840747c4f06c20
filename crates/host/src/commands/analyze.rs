//! `copydesk analyze`: what the analyzers find.

use crate::analysis::Analysis;
use crate::cli::{AnalyzeArgs, AnalyzeFormat, CommandError, Offsets, Outcome, SelectionArgs};
use crate::commands::session::{Worked, watch_articles, write_articles};
use crate::commands::store::close;
use crate::items::Item;
use crate::output::{self, AnalyzedArticle, Columns, Layout, Output, Places, Sink, Stream};
use crate::selection::Selection;
use crate::store::{Export, Store, entry};
use copydesk_analyzer::Document;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

pub(crate) fn run(args: &mut AnalyzeArgs) -> Result<Outcome, CommandError> {
    let format = args.format();
    args.input.voice.sums_up = format == AnalyzeFormat::Text;
    if format.counts_code_points() && args.offsets.is_some_and(|offsets| offsets != Offsets::Chars) {
        let problem = "web-annotation and brat count code points: leave out --offsets";
        return Err(CommandError::Usage(problem.to_owned()));
    }
    if args.watch && !format.grows() {
        let problem =
            "what --watch writes must be of use before it ends: ask for text, jsonl, csv, markdown or brat";
        return Err(CommandError::Usage(problem.to_owned()));
    }
    let job =
        Job { args, selection: selection(&args.selection)?, store: args.store.open(&args.input.noise)? };
    let outcome = job.run(format)?;
    close(job.store)?;
    Ok(outcome)
}

/// What is analysed, and how.
struct Job<'a> {
    args: &'a AnalyzeArgs,
    selection: Selection,
    store: Option<Store>,
}

impl Job<'_> {
    /// Analyses the articles, and writes what is found as `format`.
    fn run(&self, format: AnalyzeFormat) -> Result<Outcome, CommandError> {
        let args = self.args;
        let sink = || {
            if args.watch { Sink::in_place(args.output.as_deref()) } else { Sink::to(args.output.as_deref()) }
        };
        match format {
            AnalyzeFormat::Text => {
                let sink = sink()?;
                let style = if sink.prints() { output::style() } else { output::file_style() };
                self.write(Stream::new(sink, Layout::Pages)?, |document, analysis| {
                    output::findings::page(document, analysis, &style).into_bytes()
                })
            }
            AnalyzeFormat::Json => self.write_json(sink()?, Layout::Array),
            AnalyzeFormat::Jsonl => self.write_json(sink()?, Layout::Lines),
            AnalyzeFormat::Csv => {
                let columns = Columns::new(&Selection::all()?);
                let table = output::csv::table(sink()?, &columns)?;
                self.write(table, |document, analysis| {
                    output::csv::lines(&columns.rows(&self.places(document), analysis))
                })
            }
            AnalyzeFormat::Markdown => self
                .write(Stream::new(sink()?, Layout::Pages)?, |document, analysis| {
                    output::markdown::findings(document, analysis).into_bytes()
                }),
            #[cfg(feature = "parquet")]
            AnalyzeFormat::Parquet => {
                if args.output.is_none() && io::stdout().is_terminal() {
                    return Err(CommandError::Usage(
                        "parquet is no text: name a file with --output FILE".to_owned(),
                    ));
                }
                let columns = Columns::new(&Selection::all()?);
                let table = output::parquet::Table::new(sink()?, &columns)?;
                self.write(table, |document, analysis| columns.rows(&self.places(document), analysis))
            }
            #[cfg(not(feature = "parquet"))]
            AnalyzeFormat::Parquet => Err(CommandError::Usage(
                "this copydesk was built without parquet: build it with the feature `parquet`".to_owned(),
            )),
            AnalyzeFormat::WebAnnotation => self
                .write(output::annotation::Collection::new(sink()?)?, |document, analysis| {
                    output::annotation::annotations(document, analysis)
                }),
            AnalyzeFormat::Brat => {
                let folder = args.output.as_deref().ok_or_else(|| {
                    CommandError::Usage(
                        "brat is a folder of files: name a new one with --output DIR".to_owned(),
                    )
                })?;
                let folder = if args.watch {
                    output::brat::Folder::in_place(folder, &self.selection)?
                } else {
                    output::brat::Folder::new(folder, &self.selection)?
                };
                self.write(folder, |document, analysis| output::brat::standoff(document, analysis))
            }
            AnalyzeFormat::Sqlite => self.write_database(),
        }
    }

    /// Analyses the articles and puts what `part` makes of each into `output`.
    fn write<P: Send>(
        &self,
        output: impl Output<P>,
        part: impl Fn(&Arc<Document>, &Analysis) -> P + Sync,
    ) -> Result<Outcome, CommandError> {
        let Self { args, selection, store } = self;
        let store = store.as_ref();
        let min_confidence = args.selection.min_confidence.unwrap_or(0.0);
        let work = |item: Item| {
            let (document, analysis) = item.analyzed(&args.input.noise, selection, min_confidence, store)?;
            let part = part(&document, &analysis);
            Ok(Worked::analyzed(part, &document, &analysis))
        };
        if args.watch {
            watch_articles(&args.input, store, args.output.as_deref(), output, work)
        } else {
            write_articles(&args.input, store, output, work)
        }
    }

    fn write_database(&self) -> Result<Outcome, CommandError> {
        let path = self.args.output.as_deref().ok_or_else(|| {
            CommandError::Usage("sqlite is no text: name a file with --output FILE".to_owned())
        })?;
        if self.args.store.store.as_deref().is_some_and(|store| is_same(store, path)) {
            let problem = "--output would take the place of the store: a store is such a database already";
            return Err(CommandError::Usage(problem.to_owned()));
        }
        self.write(Export::new(path, &Selection::all()?)?, entry)
    }

    fn write_json(&self, sink: Sink, layout: Layout) -> Result<Outcome, CommandError> {
        self.write(Stream::new(sink, layout)?, |document, analysis| {
            layout.json(&AnalyzedArticle::new(&self.places(document), analysis))
        })
    }

    fn places<'d>(&self, document: &'d Document) -> Places<'d> {
        Places::new(document, self.args.offsets.unwrap_or_default().into())
    }
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other
        || one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(one, other)| one == other)
}

impl AnalyzeArgs {
    /// The format that the extension of the output stands for.
    pub(crate) fn format_of_output(&self) -> Option<AnalyzeFormat> {
        self.output.as_deref().and_then(AnalyzeFormat::of_extension)
    }

    /// The format asked for, or the one for where the output goes.
    fn format(&self) -> AnalyzeFormat {
        let on_terminal = self.output.is_none() && io::stdout().is_terminal();
        let default = if on_terminal { AnalyzeFormat::Text } else { AnalyzeFormat::Jsonl };
        self.format.unwrap_or(default)
    }
}

/// The selection that the options name.
pub(crate) fn selection(args: &SelectionArgs) -> Result<Selection, CommandError> {
    let selection = Selection::all()?.narrowed(&args.select, &args.ignore)?;
    Ok(selection.filtered(args.filters.clone()))
}

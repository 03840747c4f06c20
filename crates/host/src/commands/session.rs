//! What every command that reads articles does the same way.

use crate::analysis::{Analysis, Diagnostic, Level};
use crate::cli::{CommandError, InputArgs, Outcome};
use crate::commands::summary::Summary;
use crate::inputs::{self, Input, InputError};
use crate::items::Item;
use crate::output::{Output, Progress};
use crate::run::{self, Failure};
use crate::store::Store;
use crate::watch::Watch;
use copydesk_analyzer::Document;
use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::Path;

/// What a command made of one article.
pub(crate) struct Worked<T> {
    /// What it made.
    result: T,
    /// What to know about it, to say on standard error.
    remarks: Vec<(Level, String)>,
    /// How many findings of which analyzer it holds, where any are looked for.
    findings: Option<BTreeMap<&'static str, usize>>,
}

impl<T> Worked<T> {
    /// What a command made, with what its diagnostics say of the article.
    pub(crate) fn new(result: T, document: &Document, diagnostics: &[Diagnostic]) -> Self {
        let id = &document.article().id;
        let remark = |diagnostic: &Diagnostic| (diagnostic.level, format!("{id}: {}", diagnostic.message));
        Self { result, remarks: diagnostics.iter().map(remark).collect(), findings: None }
    }

    /// What a command made of an article's analysis.
    pub(crate) fn analyzed(result: T, document: &Document, analysis: &Analysis) -> Self {
        let mut worked = Self::new(result, document, &analysis.diagnostics);
        let findings = worked.findings.insert(BTreeMap::new());
        for reported in &analysis.findings {
            *findings.entry(reported.analyzer.id).or_default() += 1;
        }
        worked
    }
}

/// Reads the articles that `args` names, as far as the store does not know them, calls `work` on each, in parallel, and `emit` on what it makes of them, in the
/// order of the input. What cannot be read is named on standard error. Ends at the first error of `emit`.
pub(crate) fn for_each_article<T: Send>(
    args: &InputArgs,
    store: Option<&Store>,
    work: impl Fn(Item) -> Result<Worked<T>, Failure> + Sync,
    emit: impl FnMut(T) -> Result<(), CommandError>,
) -> Result<Outcome, CommandError> {
    let inputs = inputs_of(args)?;
    let progress = Progress::new(&inputs, args.voice.shows_progress(false));
    let mut session = Session::new(args, progress)?;
    session.read(inputs, store, work, emit)?;
    Ok(session.end())
}

/// Like [`for_each_article`], where `output` takes what is made of each article.
pub(crate) fn write_articles<P: Send>(
    args: &InputArgs,
    store: Option<&Store>,
    mut output: impl Output<P>,
    work: impl Fn(Item) -> Result<Worked<P>, Failure> + Sync,
) -> Result<Outcome, CommandError> {
    let inputs = inputs_of(args)?;
    let progress = Progress::new(&inputs, args.voice.shows_progress(output.prints()));
    let mut session = Session::new(args, progress)?;
    session.read(inputs, store, work, |part| Ok(output.add(part)?))?;
    output.finish()?;
    Ok(session.end())
}

/// Like [`write_articles`], for the files under the paths of `args` and for those that come or change until the user ends
/// it. What the run writes to `own` is not read.
pub(crate) fn watch_articles<P: Send>(
    args: &InputArgs,
    store: Option<&Store>,
    own: Option<&Path>,
    mut output: impl Output<P>,
    work: impl Fn(Item) -> Result<Worked<P>, Failure> + Sync,
) -> Result<Outcome, CommandError> {
    if args.paths.is_empty() || args.paths.iter().any(|path| path == Path::new("-")) {
        return Err(CommandError::Usage(
            "--watch needs a folder: name one, as in `copydesk analyze --watch inbox/`".to_owned(),
        ));
    }
    let mut watch = Watch::new(&args.paths, own).map_err(CommandError::Watch)?;
    if !args.voice.quiet {
        anstream::eprintln!("copydesk: watching; Ctrl-C ends it");
    }
    let mut session = Session::new(args, Progress::new(&[], false))?;
    while let Some(inputs) = watch.next() {
        session.read(inputs, store, &work, |part| Ok(output.add(part)?))?;
        output.settle()?;
    }
    output.finish()?;
    Ok(session.end())
}

/// A run of a command: its threads, and what it has done so far.
struct Session<'a> {
    args: &'a InputArgs,
    pool: ThreadPool,
    progress: Progress,
    summary: Summary,
}

impl<'a> Session<'a> {
    fn new(args: &'a InputArgs, progress: Progress) -> Result<Self, CommandError> {
        Ok(Self { args, pool: pool(args.jobs)?, progress, summary: Summary::new() })
    }

    /// Reads the articles of `inputs`.
    fn read<T: Send>(
        &mut self,
        inputs: Vec<Result<Input, InputError>>,
        store: Option<&Store>,
        work: impl Fn(Item) -> Result<Worked<T>, Failure> + Sync,
        mut emit: impl FnMut(T) -> Result<(), CommandError>,
    ) -> Result<(), CommandError> {
        let Self { args, pool, progress, summary } = self;
        let format = args.input_format.unwrap_or_default().into();
        let items = run::items(inputs, format, progress.counter(), store);
        let done = run::in_order(pool, items, work, |worked| {
            let Worked { result, remarks, findings } = match worked {
                Ok(worked) => {
                    summary.add_article();
                    worked
                }
                Err(failure) => {
                    summary.add_error();
                    progress.say(&failure.to_string());
                    return Ok(());
                }
            };
            for (level, remark) in &remarks {
                if *level == Level::Error {
                    summary.add_error();
                }
                if args.voice.says(*level) {
                    progress.say(remark);
                }
            }
            summary.add_findings(findings);
            progress.advance();
            emit(result)
        });
        progress.finish();
        done
    }

    /// Says what was done, where that is wanted.
    fn end(self) -> Outcome {
        if self.args.voice.says_summary() {
            let summary = self.summary.line(self.progress.bytes());
            // Below what was printed there.
            let gap = if io::stdout().is_terminal() { "\n" } else { "" };
            anstream::eprintln!("{gap}{summary}");
        }
        self.summary.outcome()
    }
}

fn inputs_of(args: &InputArgs) -> Result<Vec<Result<Input, InputError>>, CommandError> {
    if !args.paths.is_empty() {
        return Ok(inputs::expand(&args.paths));
    }
    if io::stdin().is_terminal() { Err(CommandError::NoInput) } else { Ok(vec![Ok(Input::Stdin)]) }
}

fn pool(jobs: Option<NonZeroUsize>) -> Result<ThreadPool, CommandError> {
    let jobs = jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|error| CommandError::Threads { jobs, problem: error.to_string() })
}

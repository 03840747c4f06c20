//! What every command that reads articles does the same way.

use crate::analysis::{Diagnostic, Level};
use crate::cli::{CommandError, InputArgs, Outcome};
use crate::inputs::{self, Input, InputError};
use crate::output::{Layout, OutputError, Progress, Sink};
use crate::run::{self, Failure};
use copydesk_analyzer::Document;
use copydesk_parser::Record;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;

/// What a command made of one article.
pub(crate) struct Worked<T> {
    /// What it made.
    pub(crate) result: T,
    /// What is missing from it, to say on standard error.
    pub(crate) complaints: Vec<String>,
    /// What to know about it, to say there too; nothing is missing.
    pub(crate) warnings: Vec<String>,
}

impl<T> Worked<T> {
    /// What a command made, with what its diagnostics say of the article.
    pub(crate) fn new(result: T, document: &Document, diagnostics: &[Diagnostic]) -> Self {
        let id = &document.article().id;
        let of = |level: Level| {
            let said = diagnostics.iter().filter(move |diagnostic| diagnostic.level == level);
            said.map(|diagnostic| format!("{id}: {}", diagnostic.message)).collect()
        };
        Self { result, complaints: of(Level::Error), warnings: of(Level::Warning) }
    }
}

/// Reads the articles that `args` names, calls `work` on each, in parallel, and `emit` on what it makes of them, in the
/// order of the input. What cannot be read is named on standard error. Ends at the first error of `emit`.
pub(crate) fn for_each_article<T: Send>(
    args: &InputArgs,
    work: impl Fn(Record) -> Result<Worked<T>, Failure> + Sync,
    mut emit: impl FnMut(T) -> io::Result<()>,
) -> Result<Outcome, CommandError> {
    let inputs = inputs_of(args)?;
    let pool = pool(args.jobs)?;
    let mut progress = Progress::new(&inputs);
    let records = run::records(inputs, args.input_format.into(), progress.counter());
    let mut outcome = Outcome::Complete;
    let done = run::in_order(&pool, records, work, |worked| {
        let (result, complaints, warnings) = match worked {
            Ok(Worked { result, complaints, warnings }) => (Some(result), complaints, warnings),
            Err(failure) => (None, vec![failure.to_string()], Vec::new()),
        };
        warnings.iter().for_each(|warning| progress.say(warning));
        for complaint in &complaints {
            outcome = Outcome::Incomplete;
            progress.say(complaint);
        }
        progress.advance();
        result.map_or(Ok(()), &mut emit)
    });
    progress.finish();
    done.map_err(OutputError)?;
    Ok(outcome)
}

/// Like [`for_each_article`], where `print` makes each article's part of standard output.
pub(crate) fn print_articles(
    args: &InputArgs,
    layout: Layout,
    print: impl Fn(Record) -> Result<Worked<Vec<u8>>, Failure> + Sync,
) -> Result<Outcome, CommandError> {
    let mut sink = Sink::stdout();
    let mut is_first = true;
    sink.write(layout.opening().as_bytes()).map_err(OutputError)?;
    let outcome = for_each_article(args, print, |bytes| {
        sink.write(layout.separator(is_first).as_bytes())?;
        is_first = false;
        sink.write(&bytes)
    })?;
    sink.write(layout.closing().as_bytes()).and_then(|()| sink.flush()).map_err(OutputError)?;
    Ok(outcome)
}

fn inputs_of(args: &InputArgs) -> Result<Vec<Result<Input, InputError>>, CommandError> {
    if !args.paths.is_empty() {
        return Ok(inputs::expand(&args.paths));
    }
    if io::stdin().is_terminal() { Err(CommandError::NoInput) } else { Ok(vec![Ok(Input::Stdin)]) }
}

fn pool(jobs: Option<NonZeroUsize>) -> Result<rayon::ThreadPool, CommandError> {
    let jobs = jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|error| CommandError::Threads { jobs, problem: error.to_string() })
}

//! What every command that reads articles does the same way.

use crate::cli::{CommandError, InputArgs, Outcome};
use crate::inputs::{self, Input};
use crate::output::{Layout, OutputError, Sink};
use crate::run::{self, Failure};
use copydesk_parser::Record;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;

/// An article's part of the output.
pub(crate) struct Printed {
    /// The bytes to write.
    pub(crate) bytes: Vec<u8>,
    /// What to say on standard error: the article's output is not whole.
    pub(crate) complaints: Vec<String>,
}

/// Reads the articles that `args` names, calls `print` on each, in parallel, and writes what it gives in the order of
/// the input. What cannot be read is named on standard error.
pub(crate) fn print_articles(
    args: &InputArgs,
    layout: Layout,
    print: impl Fn(Record) -> Result<Printed, Failure> + Sync,
) -> Result<Outcome, CommandError> {
    let records = run::records(inputs_of(args)?, args.input_format.into());
    let pool = pool(args.jobs)?;
    let mut sink = Sink::stdout();
    let mut outcome = Outcome::Complete;
    let mut is_first = true;
    let mut complain = |complaint: &str| {
        outcome = Outcome::Incomplete;
        anstream::eprintln!("copydesk: {complaint}");
    };
    let written = sink.write(layout.opening().as_bytes()).and_then(|()| {
        run::in_order(&pool, records, print, |result| {
            let printed = match result {
                Ok(printed) => printed,
                Err(failure) => {
                    complain(&failure.to_string());
                    return Ok(());
                }
            };
            printed.complaints.iter().for_each(|complaint| complain(complaint));
            sink.write(layout.separator(is_first).as_bytes())?;
            is_first = false;
            sink.write(&printed.bytes)
        })
    });
    let closed = written.and_then(|()| sink.write(layout.closing().as_bytes())).and_then(|()| sink.flush());
    closed.map_err(OutputError)?;
    Ok(outcome)
}

fn inputs_of(args: &InputArgs) -> Result<Vec<Result<Input, inputs::InputError>>, CommandError> {
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

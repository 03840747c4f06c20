//! `copydesk config`: what is in force, and where it comes from.

use crate::cli::{AnalyzeArgs, CommandError, Outcome};
use crate::configuration::{self, Configuration};
use crate::output::Sink;

pub(crate) fn run(args: &mut AnalyzeArgs) -> Result<Outcome, CommandError> {
    let Configuration { keys, file, settings } = configuration::configure(args)?;
    // Unknown analyzers on the command line are wrong here too.
    super::analyze::selection(&args.selection)?;
    let mut sink = Sink::stdout();
    sink.write(configuration::page(&keys, &settings, file.as_ref()).as_bytes())?;
    sink.finish()?;
    Ok(Outcome::Complete)
}

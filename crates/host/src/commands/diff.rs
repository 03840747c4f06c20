//! `copydesk diff`: what differs between the findings of two runs.

use crate::cli::{CommandError, DiffArgs, DiffFormat, Outcome};
use crate::compare::{Side, compare};
use crate::output::{self, Sink};
use crate::selection::Selection;
use copydesk_diff::text::Colours;
use copydesk_diff::{Wording, json, markdown, text};

pub(crate) fn run(args: &DiffArgs) -> Result<Outcome, CommandError> {
    Selection::all()?;
    let all = || Selection::all().expect("it was made a moment ago");
    let (before, after) = (Side::open(&args.before, all)?, Side::open(&args.after, all)?);
    let (changes, complaints) = compare(before, after)?;
    for complaint in &complaints {
        anstream::eprintln!("copydesk: {complaint}");
    }
    let mut sink = Sink::to(args.output.as_deref())?;
    let named = args.output.as_deref().and_then(DiffFormat::of_extension);
    let printed = match args.format.or(named).unwrap_or(DiffFormat::Text) {
        DiffFormat::Text => {
            let takes_colours = sink.prints() && !output::style().palette.reset.is_empty();
            let colours = if takes_colours { Colours::TERMINAL } else { Colours::default() };
            text::render(&changes, &Wording::ARTICLES, &colours)
        }
        DiffFormat::Markdown => markdown::render(&changes, &Wording::ARTICLES),
        DiffFormat::Json => format!("{:#}\n", json::render(&changes)),
    };
    sink.write(printed.as_bytes())?;
    sink.finish()?;
    Ok(if complaints.is_empty() { Outcome::Complete } else { Outcome::Incomplete })
}

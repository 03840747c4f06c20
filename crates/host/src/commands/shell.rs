//! `copydesk completions` and `copydesk man`: what a shell and `man` want to know of the command line.

use crate::cli::{CommandError, CompletionsArgs, ManArgs, Outcome};
use crate::nearest::hint;
use crate::output::{OutputError, Sink};
use clap::Command;
use std::fs;

const NAME: &str = "copydesk";

/// Prints the completions of a shell.
pub(crate) fn completions(args: &CompletionsArgs, mut command: Command) -> Result<Outcome, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, NAME, &mut script);
    print(&script)
}

/// Prints a page of the manual, or writes all of them into a folder.
pub(crate) fn man(args: &ManArgs, mut command: Command) -> Result<Outcome, CommandError> {
    command.build();
    if let Some(folder) = &args.output {
        let failed = |error| OutputError { to: folder.display().to_string(), error };
        fs::create_dir_all(folder).map_err(failed)?;
        clap_mangen::generate_to(command, folder).map_err(failed)?;
        return Ok(Outcome::Complete);
    }
    let command = match &args.command {
        None => command,
        Some(name) => {
            let names = command.get_subcommands().map(Command::get_name);
            let problem = format!("there is no command {name:?}{}", hint(name, names));
            let found = command.find_subcommand(name).cloned();
            found.ok_or(CommandError::Usage(problem))?
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| OutputError { to: "a page of the manual".to_owned(), error })?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Outcome, CommandError> {
    let mut sink = Sink::stdout();
    sink.write(bytes)?;
    sink.finish()?;
    Ok(Outcome::Complete)
}

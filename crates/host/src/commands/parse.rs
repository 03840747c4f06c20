//! `copydesk parse`: the article as parsed.

use crate::analysis::without_text;
use crate::cli::{CommandError, Outcome, ParseArgs, ParseFormat};
use crate::commands::session::{Worked, print_articles};
use crate::output::{self, Layout, ParsedArticle, Places};
use crate::run;
use std::io::{self, IsTerminal};

pub(crate) fn run(args: &ParseArgs) -> Result<Outcome, CommandError> {
    let style = output::style();
    let on_terminal = if io::stdout().is_terminal() { ParseFormat::Text } else { ParseFormat::Jsonl };
    let format = args.format.unwrap_or(on_terminal);
    let layout = match format {
        ParseFormat::Text | ParseFormat::Markdown => Layout::Pages,
        ParseFormat::Json => Layout::Array,
        ParseFormat::Jsonl => Layout::Lines,
    };
    print_articles(&args.input, layout, |record| {
        let document = run::parse(record)?;
        let result = match format {
            ParseFormat::Text => output::blocks::page(&document, args.sentences, &style).into_bytes(),
            ParseFormat::Markdown => output::blocks::markdown(&document).into_bytes(),
            ParseFormat::Json | ParseFormat::Jsonl => {
                let places = Places::new(&document, args.offsets.into());
                layout.json(&ParsedArticle::new(&places, args.sentences))
            }
        };
        Ok(Worked::new(result, &document, without_text(&document).as_slice()))
    })
}

//! `copydesk parse`: the article as parsed.

use crate::analysis::without_text;
use crate::cli::{CommandError, Outcome, ParseArgs, ParseFormat};
use crate::commands::session::{Worked, write_articles};
use crate::output::{self, Layout, ParsedArticle, Places, Sink, Stream};
use std::io::{self, IsTerminal};

pub(crate) fn run(args: &ParseArgs) -> Result<Outcome, CommandError> {
    let sink = Sink::to(args.output.as_deref())?;
    let style = if sink.prints() { output::style() } else { output::file_style() };
    let on_terminal =
        if sink.prints() && io::stdout().is_terminal() { ParseFormat::Text } else { ParseFormat::Jsonl };
    let named = args.output.as_deref().and_then(ParseFormat::of_extension);
    let format = args.format.or(named).unwrap_or(on_terminal);
    let layout = match format {
        ParseFormat::Text | ParseFormat::Markdown => Layout::Pages,
        ParseFormat::Json => Layout::Array,
        ParseFormat::Jsonl | ParseFormat::Conllu => Layout::Lines,
    };
    write_articles(&args.input, None, Stream::new(sink, layout)?, |item| {
        let document = args.input.noise.apply(item.parse()?);
        let result = match format {
            ParseFormat::Text if args.layers => output::layers::page(&document, &style).into_bytes(),
            ParseFormat::Text => output::blocks::page(&document, args.sentences, &style).into_bytes(),
            ParseFormat::Markdown => output::markdown::article(&document).into_bytes(),
            ParseFormat::Json | ParseFormat::Jsonl => {
                let places = Places::new(&document, args.offsets.unwrap_or_default().into());
                layout.json(&ParsedArticle::new(&places, args.sentences, args.layers))
            }
            ParseFormat::Conllu => {
                let places = Places::new(&document, args.offsets.unwrap_or_default().into());
                output::layers::conllu::sentences(&places).into_bytes()
            }
        };
        Ok(Worked::new(result, &document, without_text(&document).as_slice()))
    })
}

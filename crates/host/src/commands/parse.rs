//! `copydesk parse`: the article as parsed.

use crate::cli::{CommandError, Outcome, ParseArgs, ParseFormat};
use crate::commands::session::{Printed, print_articles};
use crate::output::{Layout, ParsedArticle, Places};
use crate::run;

pub(crate) fn run(args: &ParseArgs) -> Result<Outcome, CommandError> {
    let layout = match args.format {
        Some(ParseFormat::Json) => Layout::Array,
        _ => Layout::Lines,
    };
    print_articles(&args.input, layout, |record| {
        let document = run::parse(record)?;
        let places = Places::new(&document, args.offsets.into());
        let bytes = layout.json(&ParsedArticle::new(&places, args.sentences));
        Ok(Printed { bytes, complaints: Vec::new() })
    })
}

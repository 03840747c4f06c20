//! `copydesk analyzers`: who they are.

use crate::cli::{AnalyzersArgs, CommandError, Outcome};
use crate::output::{self, Sink};
use crate::selection::Selection;
use comfy_table::{ContentArrangement, Table, presets};
use copydesk_analyzer::AnyAnalyzer;
use std::fmt::Write;
use std::io::{self, IsTerminal};

pub(crate) fn run(args: &AnalyzersArgs) -> Result<Outcome, CommandError> {
    let selection = Selection::all()?;
    let text = match &args.id {
        Some(id) => page(selection.get(id)?),
        None => table(&selection),
    };
    let mut sink = Sink::stdout();
    sink.write(text.as_bytes())?;
    sink.finish()?;
    Ok(Outcome::Complete)
}

fn table(selection: &Selection) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(["ID", "FINDS", "KINDS"]);
    for analyzer in selection.analyzers() {
        let descriptor = analyzer.descriptor();
        let kinds: Vec<_> = descriptor.kinds.iter().map(|kind| kind.name).collect();
        table.add_row([descriptor.id, descriptor.summary, &kinds.join(", ")]);
    }
    if io::stdout().is_terminal() {
        let width = u16::try_from(output::style().width).unwrap_or(u16::MAX);
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    table.trim_fmt() + "\n"
}

/// An analyzer's documentation as Markdown.
fn page(analyzer: &dyn AnyAnalyzer) -> String {
    let descriptor = analyzer.descriptor();
    let mut page = format!("# {}\n\n{}\n", descriptor.id, descriptor.summary);
    if !descriptor.docs.is_empty() {
        let _ = write!(page, "\n{}\n", descriptor.docs.trim());
    }
    let kinds = descriptor.kinds.iter().map(|kind| (kind.name, kind.summary));
    list(&mut page, "Kinds of finding", kinds);
    let roles = descriptor.roles.iter().map(|role| (role.name, role.summary));
    list(&mut page, "Roles of labels", roles);
    let schema = serde_json::to_string_pretty(&analyzer.schema()).expect("a schema is JSON");
    let _ = write!(page, "\n## JSON Schema of `data`\n\n```json\n{schema}\n```\n");
    page
}

fn list(page: &mut String, heading: &str, entries: impl Iterator<Item = (&'static str, &'static str)>) {
    let _ = write!(page, "\n## {heading}\n\n");
    for (name, summary) in entries {
        let _ = writeln!(page, "- `{name}`: {summary}");
    }
}

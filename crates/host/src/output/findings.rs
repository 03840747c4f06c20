//! An article's findings as text for people.

use super::heading;
use crate::analysis::{Analysis, Level, Reported};
use copydesk_analyzer::Document;
use copydesk_analyzer::render::{self, Style, visible};
use std::fmt::Write;

/// The article's heading, each finding with its sentence, and the diagnostics.
pub(crate) fn page(document: &Document, analysis: &Analysis, style: &Style) -> String {
    let mut page = String::new();
    heading::write(&mut page, document.article(), style);
    if analysis.findings.is_empty() {
        page.push_str("\nnothing found\n");
    }
    for reported in &analysis.findings {
        let source = attribution(document, analysis, reported);
        let notes: Vec<_> = source.iter().map(|source| ("attributed to", source.as_str())).collect();
        page.push('\n');
        page.push_str(&render::finding(document, &reported.finding, &notes, style));
    }
    for diagnostic in &analysis.diagnostics {
        let level = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        };
        let _ = writeln!(page, "\n{level}: {}", visible(&diagnostic.message));
    }
    page
}

/// The words of the source that the finding's quotation names; the quotation's message where it names none.
pub(super) fn attribution(document: &Document, analysis: &Analysis, reported: &Reported) -> Option<String> {
    let quotation = &analysis.findings[reported.attribution?].finding;
    let source = quotation.labelled("source").map(|span| document.slice(span));
    Some(source.unwrap_or(&quotation.message).to_owned())
}

//! Articles and their findings as Markdown. Words of the article are escaped: none of them makes a link, an element or a
//! heading.

use super::findings::attribution;
use crate::analysis::{Analysis, Reported};
use crate::report::web_link;
use copydesk_analyzer::document::Article;
use copydesk_analyzer::render::visible;
use copydesk_analyzer::{BlockKind, Document};
use std::fmt::Write;

/// The article's headline and origin, and its findings as a list: what each says, the words it stands on and whoever they
/// come from.
pub(crate) fn findings(document: &Document, analysis: &Analysis) -> String {
    let article = document.article();
    let title = article.headline.as_deref().unwrap_or(&article.id);
    let mut page = format!("## {}\n", escaped(title));
    let origin = article.url.as_ref().or(article.source.as_ref()).filter(|origin| *origin != title);
    let origin = origin.map(|origin| match web_link(origin) {
        Some(url) => format!("<{}>", url.replace(['<', '>'], "")),
        None => escaped(origin),
    });
    let facts = Some(facts(article)).filter(|facts| !facts.is_empty()).map(|facts| format!("*{facts}*"));
    for line in facts.into_iter().chain(origin) {
        let _ = write!(page, "\n{line}\n");
    }
    if analysis.findings.is_empty() {
        page.push_str("\nNothing found.\n");
    }
    for reported in &analysis.findings {
        write_finding(&mut page, document, analysis, reported);
    }
    for diagnostic in &analysis.diagnostics {
        let _ = write!(page, "\n*{}*\n", escaped(&diagnostic.message));
    }
    page
}

fn write_finding(page: &mut String, document: &Document, analysis: &Analysis, reported: &Reported) {
    let finding = &reported.finding;
    let (kind, message) = (escaped(finding.kind), escaped(&finding.message));
    let _ = write!(page, "\n- **{kind}**: {message} *({})*\n", escaped(reported.analyzer.id));
    let _ = write!(page, "\n  > {}\n", escaped(document.slice(finding.span)));
    let source =
        attribution(document, analysis, reported).map(|source| format!("attributed to {}", escaped(&source)));
    let again = reported.same_as.map(|_| "told before".to_owned());
    let sure = finding.confidence.map(|confidence| format!("confidence {confidence:.2}"));
    let notes: Vec<_> = [source, again, sure].into_iter().flatten().collect();
    if !notes.is_empty() {
        let _ = write!(page, "\n  {}\n", notes.join(" · "));
    }
}

/// Who wrote the article, when it was published and by whom.
fn facts(article: &Article) -> String {
    let Article { byline, published, publisher, .. } = article;
    let byline = (!byline.is_empty()).then(|| format!("By {}", byline.join(", ")));
    let facts = [byline, published.as_ref().map(ToString::to_string), publisher.clone()];
    escaped(&facts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// The headline, the byline and the body as Markdown.
pub(crate) fn article(document: &Document) -> String {
    let mut page = String::new();
    let article = document.article();
    if let Some(headline) = &article.headline {
        let _ = writeln!(page, "# {}", escaped(headline));
    }
    let facts = facts(article);
    if !facts.is_empty() {
        let _ = writeln!(page, "\n*{facts}*");
    }
    let mut end = None;
    for block in document.blocks().iter().filter(|block| block.is_body()) {
        let between = end.map(|end: u32| &document.text()[end as usize..block.span.start as usize]);
        let gap = match between {
            Some(between) if !between.contains(['\n', '\r']) => " ",
            Some(_) => "\n\n",
            None if page.is_empty() => "",
            None => "\n",
        };
        page.extend([gap, prefix(block.kind), &escaped(document.slice(block.span))]);
        end = Some(block.span.end);
    }
    page.push('\n');
    page
}

fn prefix(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Subheading => "## ",
        BlockKind::ListItem => "- ",
        BlockKind::Quotation => "> ",
        _ => "",
    }
}

/// Text that Markdown shows as it stands, on one line.
fn escaped(text: &str) -> String {
    let line = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    let number_end = line.len() - line.trim_start_matches(|character: char| character.is_ascii_digit()).len();
    for (index, character) in line.char_indices() {
        let is_marker = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '&' => true,
            '#' | '>' | '-' | '+' | '=' | '~' => index == 0,
            '.' | ')' => index > 0 && index == number_end,
            _ => false,
        };
        if is_marker {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

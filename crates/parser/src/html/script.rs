//! Pages that their script fills: the article stands in a string of the script, as markup or as the data's articleBody.

use super::flow::Flow;
use super::shape;
use super::tag::Tag;
use super::tree::Tree;
use crate::charset::{Builder, Decoded};
use copydesk_document::SourceMap;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Blocks of prose from which on a page shows its article itself.
const PROSE: usize = 2;
/// Bytes that a string with an article has at least.
const SHORTEST: usize = 400;
/// Paragraphs that a string with an article has at least.
const PARAGRAPHS: usize = 3;
/// Bytes of a page beyond which its scripts are not searched.
const LARGEST: usize = 64 << 20;

/// The page with its article in the place of the script that holds it, and the way back to the page as it was; `None`
/// where the page shows prose of its own, or no script holds an article.
pub(super) fn fill(tree: &Tree<'_>, flow: &Flow) -> Option<Decoded> {
    let is_prose = |range: Range<usize>| shape::of(&flow.text[range]).is_prose;
    let prose = flow.pieces.iter().filter(|piece| is_prose(piece.range.clone())).take(PROSE).count();
    if prose >= PROSE || tree.source.len() > LARGEST {
        return None;
    }
    let found = scripts(tree).filter_map(|script| Some((longest(tree.source, &script)?, script)));
    let (article, script) = found.max_by_key(|(article, _)| article.len())?;
    Some(filled(tree.source, &script, article))
}

/// The bytes of the page's scripts.
fn scripts(tree: &Tree<'_>) -> impl Iterator<Item = Range<usize>> {
    let scripts = tree.iter().filter(|(_, node)| node.tag == Tag::Script);
    scripts.filter_map(|(id, _)| {
        let (_, text) = tree.inside(id).next().filter(|(_, text)| text.tag == Tag::Text)?;
        Some(text.source())
    })
}

static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?:\\u003[cC]|<)p(?:\\u003[eE]|[ >])|"articleBody"\s*:\s*""#)
        .expect("the pattern is written here, and tested")
});

/// The longest string of a script that holds paragraphs, or is the data's articleBody; without its marks.
fn longest(source: &str, script: &Range<usize>) -> Option<Range<usize>> {
    let text = &source[script.clone()];
    let mut best = 0..0;
    let mut current = 0..0;
    let mut paragraphs = 0;
    for mark in PARAGRAPH.find_iter(text) {
        if mark.start() < current.end {
            paragraphs += 1;
        } else {
            let is_body = mark.as_str().ends_with('"');
            let start = if is_body { Some(mark.end()) } else { opening(text, current.end..mark.start()) };
            let end = unescaped(text, mark.end());
            current = start.unwrap_or(end)..end;
            paragraphs = if is_body { PARAGRAPHS } else { 1 };
        }
        if paragraphs >= PARAGRAPHS && current.len() > best.len() {
            best = current.clone();
        }
    }
    (best.len() >= SHORTEST).then(|| script.start + best.start..script.start + best.end)
}

/// The place behind the last quotation mark in a stretch that no backslash takes the meaning of.
fn opening(text: &str, range: Range<usize>) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_mark = |at: &usize| bytes[*at] == b'"' && (*at == 0 || bytes[*at - 1] != b'\\');
    range.rev().find(is_mark).map(|at| at + 1)
}

/// The place of the next quotation mark that no backslash takes the meaning of, or the end.
fn unescaped(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
        at += found;
        if bytes[at] == b'"' {
            return at;
        }
        at = (at + 2).min(bytes.len());
    }
    bytes.len()
}

fn filled(source: &str, script: &Range<usize>, article: Range<usize>) -> Decoded {
    let mut builder = Builder::default();
    builder.copy(&source[..script.start], 0);
    builder.translate("</script>", script.start..script.start);
    let markup =
        source[article.clone()].find(['<', '\\']).filter(|_| source[article.clone()].contains("003"));
    let start = article.start + markup.unwrap_or(0);
    let mut at = start;
    while at < article.end {
        let rest = &source[at..article.end];
        let run = rest.find('\\').unwrap_or(rest.len());
        if run > 0 {
            builder.copy(&rest[..run], at);
            at += run;
            continue;
        }
        let (character, length) = escape(rest);
        // A line of data is a paragraph.
        let mut letter = [0; 4];
        let shown = match character {
            '\n' | '\r' => "<p>",
            other => other.encode_utf8(&mut letter),
        };
        builder.translate(shown, at..at + length);
        at += length;
    }
    builder.copy(&source[script.end..], script.end);
    Decoded { text: builder.text, map: Some(SourceMap::new(builder.segments)) }
}

/// The character that an escape at the start of `text` stands for, and the escape's length.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    let Some(next) = text[1..].chars().next() else { return ('\\', 1) };
    let plain = match next {
        'n' => '\n',
        'r' => '\r',
        't' | 'b' | 'f' => ' ',
        other => other,
    };
    match (unit(0), unit(6)) {
        (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
            let both = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(both).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
        }
        (Some(unit), _) => (char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
        (None, _) => (plain, 1 + next.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use crate::html::tests::read;
    use copydesk_document::{Document, Span};

    const SENTENCE: &str = "The harbour company said on Monday that it would let a third of its pilots go, and that the quay stays open.";

    fn source_of(page: &str, document: &Document, words: &str) -> String {
        let at = document.text().find(words).unwrap();
        let source = document.source_map().unwrap().source(Span::from_range(at..at + words.len())).unwrap();
        page[source.start as usize..source.end as usize].to_owned()
    }

    #[test]
    fn an_article_in_a_string_of_the_script_is_read_with_its_place() {
        let paragraph = format!(
            r#"\u003cp class=\"text\"\u003e{SENTENCE} \u201cCaf\u00e9\u201d \ud83d\ude42\u003c/p\u003e"#
        );
        let page = format!(
            r#"<title>Pilots leave</title><div id=root></div><script>let state = {{"id": 7, "html": "{}", "more": "x"}};
            let it = '"';</script><p>Quay 1</p>"#,
            paragraph.repeat(4)
        );
        let document = read(&page);
        assert_eq!(document.text().matches("“Café” 🙂").count(), 4);
        assert!(document.text().ends_with("Quay 1") && !document.text().contains("state"));
        assert_eq!(source_of(&page, &document, "harbour company"), "harbour company");
        assert_eq!(source_of(&page, &document, "Café"), r"Caf\u00e9");
        assert_eq!(source_of(&page, &document, "Quay 1"), "Quay 1");
        assert_eq!(document.article().headline.as_deref(), Some("Pilots leave"));
    }

    #[test]
    fn the_body_that_the_data_states_stands_in_for_one_that_is_not_shown() {
        let body = format!(r"{SENTENCE}\n{SENTENCE} Two.\n{SENTENCE} Three.\n{SENTENCE} Four.");
        let page = format!(
            r#"<script type=application/ld+json>{{"@type": "NewsArticle", "headline": "Quay", "articleBody": "{body}"}}</script>"#
        );
        assert_eq!(read(&page).text().lines().count(), 4);
        let shown = format!("{page}<p>{SENTENCE}<p>{SENTENCE} Two.");
        assert_eq!(read(&shown).text().lines().count(), 2);
    }

    #[test]
    fn damaged_scripts_are_read_in_linear_time() {
        for script in [
            r#""\u003cp\u003e\"#.repeat(100_000),
            r"<p>\ud83d\u".repeat(100_000),
            format!(r#""articleBody": "{}"#, r"\".repeat(100_001)),
            r#""<p><p><p>"#.repeat(100_000),
        ] {
            read(&format!("<script>{script}"));
        }
    }
}

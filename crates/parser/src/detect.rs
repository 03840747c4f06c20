//! What an input holds, told from its first bytes and, where they say nothing, from its name.

use crate::Format;

/// The format of an input that begins with `head`. Content goes before the name: a saved page called `.txt` is a page.
pub(crate) fn detect(head: &[u8], name: &str) -> Format {
    by_content(head).or_else(|| by_extension(name)).unwrap_or(Format::Text)
}

fn by_content(head: &[u8]) -> Option<Format> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    match head {
        [b'W', b'A', b'R', b'C', b'/', b'0'..=b'9', ..] => Some(Format::Warc),
        [b'{', rest @ ..] => matches!(rest.trim_ascii_start(), [b'"' | b'}', ..]).then_some(Format::Jsonl),
        [b'<', ..] => markup(head),
        _ => None,
    }
}

/// Elements with which saved pages begin.
const PAGE_ELEMENTS: &[&str] = &[
    "!--", "!doctype", "article", "body", "div", "h1", "head", "html", "link", "main", "meta", "p", "script",
    "section", "style", "title",
];

fn markup(head: &[u8]) -> Option<Format> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| head.contains(root)) && !head.contains("<html") {
        return Some(Format::Feed);
    }
    let starts_page = |element: &str| {
        let after = head.strip_prefix('<').and_then(|rest| rest.strip_prefix(element));
        after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let is_page = PAGE_ELEMENTS.iter().any(|element| starts_page(element));
    (is_page || head.starts_with("<?xml") && head.contains("<html")).then_some(Format::Html)
}

fn by_extension(name: &str) -> Option<Format> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let (_, extension) = name.rsplit_once('.')?;
    match extension {
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "warc" => Some(Format::Warc),
        "rss" | "atom" => Some(Format::Feed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_name() {
        assert_eq!(detect(b"{\"id\": 1, \"text\": \"\"}", "a.txt"), Format::Jsonl);
        assert_eq!(detect(b" \n<!DOCTYPE html><html>", "a.txt"), Format::Html);
        assert_eq!(detect(b"<?xml version='1.0'?>\n<rss version='2.0'>", "a"), Format::Feed);
        assert_eq!(detect(b"<?xml version='1.0'?><!DOCTYPE html><html>", "a"), Format::Html);
        assert_eq!(detect(b"WARC/1.0\r\n", "a"), Format::Warc);
    }

    #[test]
    fn the_name_decides_where_the_content_says_nothing() {
        assert_eq!(detect(b"not json at all", "a.jsonl.gz"), Format::Jsonl);
        assert_eq!(detect(b"Just words", "a.HTML"), Format::Html);
        assert_eq!(detect(b"Just words", "a.txt"), Format::Text);
    }

    #[test]
    fn prose_in_brackets_is_text() {
        assert_eq!(detect(b"{editor's note} He left.", "a.txt"), Format::Text);
        assert_eq!(detect(b"<pause> \"No\", he said.", "a"), Format::Text);
    }
}

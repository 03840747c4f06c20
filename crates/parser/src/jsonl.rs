//! JSONL: one article in each line.

use crate::text::byline;
use crate::time;
use crate::{Content, Record};
use copydesk_document::Article;
use serde::Deserialize;
use serde_json::Value;

/// The keys that are read. Metadata of another type than expected counts as not given: it must not cost the article.
#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    text: Option<String>,
    html: Option<String>,
    #[serde(default)]
    headline: Value,
    #[serde(default)]
    byline: Value,
    #[serde(default)]
    published: Value,
    #[serde(default)]
    publisher: Value,
    #[serde(default)]
    language: Value,
    #[serde(default)]
    url: Value,
}

/// The article of one line; `name` names it where it has no id, and is its source.
///
/// # Errors
/// What is wrong with the line.
pub(crate) fn record(line: &[u8], name: &str) -> Result<Record, String> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    if let Err(error) = std::str::from_utf8(line) {
        return Err(format!("not UTF-8 at byte {} of the line", error.valid_up_to() + 1));
    }
    let line: Line = serde_json::from_slice(line).map_err(|error| explain(&error))?;
    let id = match line.id {
        None | Some(Value::Null) => name.to_owned(),
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        Some(_) => return Err("\"id\" is neither a string nor a number".to_owned()),
    };
    let content = match (line.text, line.html) {
        (Some(text), _) => Content::Text(text.into_bytes()),
        (None, Some(html)) => Content::Html { bytes: html.into_bytes(), charset: Some("utf-8".to_owned()) },
        (None, None) => return Err("has neither \"text\" nor \"html\"".to_owned()),
    };
    let article = Article {
        id,
        source: Some(name.to_owned()),
        headline: string(line.headline),
        byline: names(line.byline),
        published: string(line.published).and_then(|published| time::parse(&published)),
        publisher: string(line.publisher),
        url: string(line.url),
        language: string(line.language),
        ..Article::default()
    };
    Ok(Record { article, content })
}

/// The parser counts the lines of its input, which is one line here: only the column tells something.
fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    format!("not a JSON object with \"text\" or \"html\": {what} at column {}", error.column())
}

fn string(value: Value) -> Option<String> {
    match value {
        Value::String(string) if !string.trim().is_empty() => Some(string.trim().to_owned()),
        _ => None,
    }
}

fn names(value: Value) -> Vec<String> {
    match value {
        Value::String(line) => {
            let names = byline::names(&line);
            if names.is_empty() { string(Value::String(line)).into_iter().collect() } else { names }
        }
        Value::Array(names) => names.into_iter().filter_map(string).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_taken_where_given() {
        let line = br#"{"id": 7, "text": "Hi.", "byline": "By Ann Lee and Bo Roe", "published": "2024-01-02",
                        "publisher": null, "url": 3, "headline": " Greeting ", "extra": [1]}"#;
        let record = record(line, "a.jsonl:1").unwrap();
        assert_eq!(record.article.id, "7");
        assert_eq!(record.article.byline, ["Ann Lee", "Bo Roe"]);
        assert_eq!(record.article.headline.as_deref(), Some("Greeting"));
        assert_eq!(record.article.published.unwrap().to_string(), "2024-01-02");
        assert_eq!((record.article.publisher, record.article.url), (None, None));
        assert_eq!(record.content, Content::Text(b"Hi.".to_vec()));
    }

    #[test]
    fn a_line_without_id_is_named_by_its_place() {
        assert_eq!(record(br#"{"text": "Hi."}"#, "a.jsonl:3").unwrap().article.id, "a.jsonl:3");
    }

    #[test]
    fn a_bad_line_says_what_is_wrong() {
        let problem = |line: &[u8]| record(line, "a:1").unwrap_err();
        assert!(problem(b"{\"text\": ").contains("EOF"));
        assert!(problem(b"[1]").contains("not a JSON object"));
        assert!(problem(b"{\"id\": \"x\"}").contains("neither \"text\" nor \"html\""));
        assert!(problem(b"{\"text\": 5}").contains("column"));
        assert!(problem(b"{\"text\": \"\xFF\"}").contains("not UTF-8 at byte 11"));
        assert!(problem(b"{\"id\": {}, \"text\": \"\"}").contains("\"id\""));
    }
}

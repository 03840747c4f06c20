//! Data as YAML, in the order in which it is declared.

use super::visible;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write;

/// A line of YAML: how deep it is indented, the key with its colon (or the dash of a list), and the value if that stands on the same line.
pub(super) type Entry = (usize, String, String);

/// The entries of `data`, each map and list on one line if that holds at most `width` columns. Absent values are left
/// out.
pub(super) fn entries(data: &impl Serialize, width: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    match serde_json::to_value(data) {
        Ok(Value::Object(map)) => push_map(&mut entries, &map, 0, width),
        Ok(Value::Null) => {}
        Ok(value) => push(&mut entries, "data:", &value, 0, width),
        Err(error) => entries.push((0, "data:".to_owned(), format!("cannot be shown: {error}"))),
    }
    entries
}

fn push_map(entries: &mut Vec<Entry>, map: &serde_json::Map<String, Value>, depth: usize, width: usize) {
    map.iter().for_each(|(key, value)| push(entries, &format!("{key}:"), value, depth, width));
}

fn push(entries: &mut Vec<Entry>, key: &str, value: &Value, depth: usize, width: usize) {
    if value.is_null() {
        return;
    }
    let line = inline(value);
    let fits = 2 * depth + key.len() + 1 + line.chars().count() <= width;
    match value {
        Value::Object(map) if !fits => {
            entries.push((depth, key.to_owned(), String::new()));
            push_map(entries, map, depth + 1, width);
        }
        Value::Array(items) if !fits => {
            entries.push((depth, key.to_owned(), String::new()));
            items.iter().for_each(|item| push(entries, "-", item, depth + 1, width));
        }
        _ => entries.push((depth, key.to_owned(), line)),
    }
}

/// A value on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let present = map.iter().filter(|(_, value)| !value.is_null());
            let entries: Vec<_> = present.map(|(key, value)| format!("{key}: {}", inline(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::String(text) => string(text),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), figure),
        other => other.to_string(),
    }
}

/// A figure to four decimals, or in powers of ten where that is shorter to read.
fn figure(number: f64) -> String {
    let size = number.abs();
    if size >= 1e15 || (size > 0.0 && size < 1e-3) {
        return format!("{number:e}");
    }
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A string, quoted where YAML would read it as something else.
fn string(text: &str) -> String {
    let is_word = |character: char| character.is_alphanumeric() || " '’-_/&$€£%()+.".contains(character);
    let is_plain = text.starts_with(char::is_alphanumeric)
        && text.chars().all(is_word)
        && !text.ends_with(' ')
        && text.parse::<f64>().is_err()
        && !matches!(text, "true" | "false" | "null" | "yes" | "no");
    if is_plain {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    let _ = write!(quoted, "\"");
    visible(&quoted).into_owned()
}

//! The file `copydesk.toml`: where it is, and what stands in it.

use super::keys::{Key, Kind, Value};
use crate::nearest::{hint, nearest};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

const NAME: &str = "copydesk.toml";

/// A configuration file.
pub(crate) struct File {
    path: PathBuf,
    entries: Vec<Entry>,
}

/// A key that a file sets.
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) value: Value,
    /// From 1.
    pub(crate) line: usize,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigurationError {
    #[error("cannot read the configuration {path}: {error}")]
    Io { path: String, error: io::Error },
    #[error("{path}:{line}: {problem}")]
    Line { path: String, line: usize, problem: String },
}

impl File {
    /// The file at `path`; where none is named, the nearest `copydesk.toml` from the working directory up, if there is
    /// one.
    pub(crate) fn find(path: Option<&Path>, keys: &[Key]) -> Result<Option<Self>, ConfigurationError> {
        match path.map(Path::to_owned).or_else(nearest_file) {
            Some(path) => Self::read(path, keys).map(Some),
            None => Ok(None),
        }
    }

    fn read(path: PathBuf, keys: &[Key]) -> Result<Self, ConfigurationError> {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path)
            .map_err(|error| ConfigurationError::Io { path: name.clone(), error })?;
        let entries = entries(&text, keys).map_err(|(at, problem)| ConfigurationError::Line {
            path: name,
            line: line_of(&text, at),
            problem,
        })?;
        Ok(Self { path, entries })
    }

    /// A file of this text, for tests.
    #[cfg(test)]
    pub(super) fn of(text: &str, keys: &[Key]) -> Result<Self, String> {
        let entries = entries(text, keys).map_err(|(_, problem)| problem)?;
        Ok(Self { path: PathBuf::from("test.toml"), entries })
    }

    /// Its path, for messages.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// What it sets, in its order.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

fn nearest_file() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let found = here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())?;
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}

/// What is wrong in a text, and where, in bytes.
type Problem = (usize, String);

fn entries(text: &str, keys: &[Key]) -> Result<Vec<Entry>, Problem> {
    let document = DeTable::parse(text).map_err(|error| {
        let at = error.span().unwrap_or_default().start;
        (at, error.message().to_owned())
    })?;
    let mut entries = Vec::new();
    // Tables are looked into without recursion, however deep they lie.
    let mut tables = vec![(String::new(), document.get_ref())];
    while let Some((path, table)) = tables.pop() {
        for (name, value) in table {
            let key = if path.is_empty() {
                name.get_ref().to_string()
            } else {
                format!("{path}.{}", name.get_ref())
            };
            match (value.get_ref(), keys.iter().find(|known| known.name == key)) {
                (other, Some(known)) => {
                    let value = value_of(other, known).map_err(|problem| (value.span().start, problem))?;
                    entries.push((name.span(), key, value));
                }
                (DeValue::Table(inner), None) if is_table(&key, keys) => tables.push((key, inner)),
                (other, None) if is_table(&key, keys) => {
                    let problem = format!("{key} must be a table, as in [{key}], not {}", shown(other));
                    return Err((value.span().start, problem));
                }
                _ => return Err((name.span().start, unknown(&key, keys))),
            }
        }
    }
    entries.sort_by_key(|(span, ..): &(Range<usize>, _, _)| span.start);
    let entry =
        |(span, key, value): (Range<usize>, _, _)| Entry { key, value, line: line_of(text, span.start) };
    Ok(entries.into_iter().map(entry).collect())
}

fn is_table(path: &str, keys: &[Key]) -> bool {
    keys.iter().any(|key| key.name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

fn unknown(key: &str, keys: &[Key]) -> String {
    let known: Vec<&str> = keys.iter().map(|known| known.name.as_str()).collect();
    let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
    // A slip in the key's own name is likelier than one in its table's; and a table can be misspelled as a whole.
    let siblings = known.iter().filter_map(|known| known.rsplit_once('.').filter(|(of, _)| *of == table));
    let sibling = nearest(name, siblings.map(|(_, name)| name)).map(|name| format!("{table}.{name}"));
    // Someone may have left out the table, or stand in another one.
    let named = || {
        let names = known.iter().filter_map(|known| known.rsplit_once('.'));
        let name = nearest(name, names.map(|(_, name)| name))?;
        let meant = known.iter().rev().find(|known| known.rsplit('.').next() == Some(name))?;
        Some((*meant).to_owned())
    };
    let tables = known.iter().filter_map(|known| known.rsplit_once('.')).map(|(of, _)| of);
    let other = || nearest(key, tables.chain(known.iter().copied())).map(str::to_owned);
    let meant = if is_table(table, keys) {
        sibling.or_else(named).or_else(other)
    } else {
        sibling.or_else(other).or_else(named)
    };
    match meant {
        Some(meant) => format!("there is no key {key}; did you mean {meant}?"),
        None => format!("there is no key {key}; `copydesk config` shows every key"),
    }
}

fn value_of(value: &DeValue<'_>, key: &Key) -> Result<Value, String> {
    let wrong = || format!("{} must be {}, not {}", key.name, key.kind, shown(value));
    match (&key.kind, value) {
        (Kind::Boolean, DeValue::Boolean(boolean)) => Ok(Value::Boolean(*boolean)),
        (Kind::Count, DeValue::Integer(number)) => {
            let count = usize::from_str_radix(number.as_str(), number.radix()).ok();
            count.filter(|count| *count > 0).map(Value::Count).ok_or_else(wrong)
        }
        (Kind::Share, DeValue::Float(_) | DeValue::Integer(_)) => {
            let share = shown(value).parse().ok().filter(|share| (0.0..=1.0).contains(share));
            share.map(Value::Share).ok_or_else(wrong)
        }
        (Kind::Path, DeValue::String(path)) if !path.is_empty() => Ok(Value::Word(path.to_string())),
        (Kind::OneOf(words), DeValue::String(word)) => one_of(word, words, key).map(Value::Word),
        (Kind::AnyOf(words), DeValue::Array(items)) => {
            let items = items.iter().map(|item| match item.get_ref() {
                DeValue::String(word) => one_of(word, words, key),
                _ => Err(wrong()),
            });
            Ok(Value::Words(items.collect::<Result<_, _>>()?))
        }
        _ => Err(wrong()),
    }
}

fn one_of(word: &str, words: &[String], key: &Key) -> Result<String, String> {
    if words.iter().any(|known| known == word) {
        return Ok(word.to_owned());
    }
    let hint = hint(word, words.iter().map(String::as_str));
    Err(format!("{}: {word:?} is none of {}{hint}", key.name, words.join(", ")))
}

/// A value in short, for a message.
fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text {text:?}"),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(boolean) => boolean.to_string(),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configuration::keys::keys;
    use crate::fakes::{Brackets, English};

    /// A key, its value and its line.
    type Shown = (String, String, usize);

    fn read(text: &str) -> Result<Vec<Shown>, Problem> {
        let entries = entries(text, &keys(&[&Brackets, &English]));
        let entries = entries.map_err(|(at, problem)| (line_of(text, at), problem))?;
        Ok(entries.into_iter().map(|entry| (entry.key, entry.value.to_string(), entry.line)).collect())
    }

    #[test]
    fn a_key_has_its_value_and_its_line() {
        let text = "[analyzers]\nselect = [\"english\"]\nmin-confidence = 1\n\n[analyzer.brackets]\nkinds = []\n\
                    [output]\nformat = \"csv\"\n[input]\njobs = 0x2\n[noise]\ncaption = false\n";
        let entry = |key: &str, value: &str, line| (key.to_owned(), value.to_owned(), line);
        assert_eq!(
            read(text).unwrap(),
            [
                entry("analyzers.select", "[\"english\"]", 2),
                entry("analyzers.min-confidence", "1.0", 3),
                entry("analyzer.brackets.kinds", "[]", 6),
                entry("output.format", "\"csv\"", 8),
                entry("input.jobs", "2", 10),
                entry("noise.caption", "false", 12),
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_the_nearest_right_word() {
        for (text, line, told) in [
            ("[output]\n\nformt = 1", 3, "there is no key output.formt; did you mean output.format?"),
            ("[ouput]\nformat = \"csv\"", 1, "there is no key ouput; did you mean output?"),
            ("[analyzer.english]\nkind = []", 2, "did you mean analyzer.english.kinds?"),
            ("[analyzer.englich]\nkinds = []", 1, "did you mean analyzer.english?"),
            ("format = \"csv\"", 1, "did you mean output.format?"),
            ("[output]\njobs = 2", 2, "there is no key output.jobs; did you mean input.jobs?"),
            ("[xyzzy]", 1, "there is no key xyzzy; `copydesk config` shows every key"),
            ("[output]\nformat = \"cvs\"", 2, "output.format: \"cvs\" is none of text, json"),
            ("[output]\nformat = \"cvs\"", 2, "did you mean \"csv\"?"),
            ("[input]\njobs = \"two\"", 2, "input.jobs must be a whole number from 1, not the text \"two\""),
            ("[input]\njobs = 0", 2, "input.jobs must be a whole number from 1, not 0"),
            ("[analyzers]\nmin-confidence = 1.5", 2, "must be a number from 0 to 1, not 1.5"),
            (
                "[analyzers]\nignore = \"english\"",
                2,
                "must be a list, in brackets, of any of brackets, english",
            ),
            ("[analyzers]\nignore = [\"englih\"]", 2, "did you mean \"english\"?"),
            ("[noise]\ncaption = \"no\"", 2, "noise.caption must be true or false"),
            ("output = 3", 1, "output must be a table, as in [output], not 3"),
            ("[output\n", 1, ""),
            ("[output]\nformat = \"csv\"\nformat = \"csv\"", 3, "duplicate key"),
        ] {
            let (at, problem) = read(text).unwrap_err();
            assert_eq!(at, line, "{text}: {problem}");
            assert!(problem.contains(told), "{text}: {problem}");
        }
    }
}

//! The keys that a configuration may hold, what each may be set to, and what it is where nobody sets it.

use super::noise;
use crate::cli::{AnalyzeFormat, InputFormat, Offsets};
use clap::ValueEnum;
use copydesk_analyzer::AnyAnalyzer;
use std::fmt;

pub(crate) const SELECT: &str = "analyzers.select";
pub(crate) const IGNORE: &str = "analyzers.ignore";
pub(crate) const MIN_CONFIDENCE: &str = "analyzers.min-confidence";
pub(crate) const INPUT_FORMAT: &str = "input.format";
pub(crate) const JOBS: &str = "input.jobs";
pub(crate) const FORMAT: &str = "output.format";
pub(crate) const OFFSETS: &str = "output.offsets";
pub(crate) const STORE: &str = "store.path";

/// The value of a key.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    Boolean(bool),
    /// A whole number, at least 1.
    Count(usize),
    /// From 0 to 1.
    Share(f32),
    Word(String),
    Words(Vec<String>),
}

/// What a key may be set to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Boolean,
    Count,
    Share,
    /// One of these words.
    OneOf(Vec<String>),
    /// Any of these words.
    AnyOf(Vec<String>),
    /// The path of a file; in a configuration file, from the folder of that file.
    Path,
}

/// A key, with its table: `output.format`.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) default: Default,
}

/// What is in force where nobody sets a key.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Default {
    Value(Value),
    /// Something that no value says; in words.
    Words(&'static str),
}

/// Every key, for a program with these analyzers, in the order in which they are shown.
pub(crate) fn keys(analyzers: &[&'static dyn AnyAnalyzer]) -> Vec<Key> {
    let descriptors = || analyzers.iter().map(|analyzer| analyzer.descriptor());
    let ids: Vec<_> = descriptors().map(|descriptor| descriptor.id.to_owned()).collect();
    let none = || Default::Value(Value::Words(Vec::new()));
    let mut keys = vec![
        key(SELECT, Kind::AnyOf(ids.clone()), Default::Words("all")),
        key(IGNORE, Kind::AnyOf(ids), none()),
        key(MIN_CONFIDENCE, Kind::Share, Default::Value(Value::Share(0.0))),
    ];
    for descriptor in descriptors() {
        let kinds = descriptor.kinds.iter().map(|kind| kind.name.to_owned()).collect();
        keys.push(key(&own(descriptor.id, "kinds"), Kind::AnyOf(kinds), Default::Words("all")));
        let minimum = own(descriptor.id, "min-confidence");
        keys.push(key(&minimum, Kind::Share, Default::Words("as analyzers.min-confidence")));
    }
    keys.extend(noise::RULES.iter().map(|(name, is_noise)| {
        key(&noise::key(name), Kind::Boolean, Default::Value(Value::Boolean(*is_noise)))
    }));
    keys.extend([
        key(INPUT_FORMAT, one_of::<InputFormat>(), Default::Value(Value::Word("auto".to_owned()))),
        key(JOBS, Kind::Count, Default::Words("the machine's cores")),
        key(FORMAT, one_of::<AnalyzeFormat>(), Default::Words("text on a terminal, jsonl otherwise")),
        key(OFFSETS, one_of::<Offsets>(), Default::Value(Value::Word("bytes".to_owned()))),
        key(STORE, Kind::Path, Default::Words("none")),
    ]);
    keys
}

/// The key of an analyzer's own option.
pub(crate) fn own(analyzer: &str, option: &str) -> String {
    format!("analyzer.{analyzer}.{option}")
}

fn key(name: &str, kind: Kind, default: Default) -> Key {
    Key { name: name.to_owned(), kind, default }
}

fn one_of<T: ValueEnum>() -> Kind {
    let values = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    Kind::OneOf(values.map(|value| value.get_name().to_owned()).collect())
}

impl Value {
    /// A word that stands for one of a clap option's values.
    pub(crate) fn of<T: ValueEnum>(option: &T) -> Self {
        Self::Word(option.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default())
    }

    /// The clap option that a word stands for.
    pub(crate) fn option<T: ValueEnum>(&self) -> Option<T> {
        match self {
            Self::Word(word) => T::from_str(word, false).ok(),
            _ => None,
        }
    }

    pub(crate) fn count(&self) -> Option<usize> {
        if let Self::Count(count) = self { Some(*count) } else { None }
    }

    pub(crate) fn share(&self) -> Option<f32> {
        if let Self::Share(share) = self { Some(*share) } else { None }
    }

    pub(crate) fn boolean(&self) -> Option<bool> {
        if let Self::Boolean(boolean) = self { Some(*boolean) } else { None }
    }

    pub(crate) fn words(&self) -> Option<&[String]> {
        if let Self::Words(words) = self { Some(words) } else { None }
    }
}

/// As TOML has it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(boolean) => write!(f, "{boolean}"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Share(share) => write!(f, "{share:?}"),
            Self::Word(word) => f.write_str(&quoted(word)),
            Self::Words(words) => {
                let words: Vec<_> = words.iter().map(|word| quoted(word)).collect();
                write!(f, "[{}]", words.join(", "))
            }
        }
    }
}

/// What a key may be set to, in words.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean => f.write_str("true or false"),
            Self::Count => f.write_str("a whole number from 1"),
            Self::Share => f.write_str("a number from 0 to 1"),
            Self::Path => f.write_str("the path of a file, in quotation marks"),
            Self::OneOf(words) => write!(f, "one of {}", words.join(", ")),
            Self::AnyOf(words) => write!(f, "a list, in brackets, of any of {}", words.join(", ")),
        }
    }
}

/// A text in quotation marks: the escapes of JSON are those of TOML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

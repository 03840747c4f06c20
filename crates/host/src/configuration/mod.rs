//! What a user has set, and where: defaults, the file `copydesk.toml`, the command line. The later beats the earlier.

mod apply;
mod file;
mod keys;
mod noise;
mod show;

pub(crate) use apply::{Configuration, configure};
pub(crate) use file::{ConfigurationError, File};
pub(crate) use keys::{Key, Value};
pub(crate) use noise::NoiseRules;
pub(crate) use show::page;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where a value comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// Nobody has set it.
    Default,
    /// A line of a configuration file, from 1.
    File { path: String, line: usize },
    /// An option.
    CommandLine,
}

/// The values in force, by key.
pub(crate) struct Settings {
    values: BTreeMap<String, (Value, Origin)>,
}

impl Settings {
    /// The values of `file`, if there is one, and those that the options of a command give in their place.
    pub(crate) fn layered(file: Option<&File>, given: Vec<(&'static str, Value)>) -> Self {
        let mut values = BTreeMap::new();
        for entry in file.into_iter().flat_map(File::entries) {
            let origin = Origin::File { path: file.map(File::name).unwrap_or_default(), line: entry.line };
            values.insert(entry.key.clone(), (entry.value.clone(), origin));
        }
        // Who names the analyzers to run does not want some of them left out by a file.
        if given.iter().any(|(key, _)| *key == keys::SELECT) {
            values.remove(keys::IGNORE);
        }
        // Nor does who says how sure findings must be want some of them less so.
        if given.iter().any(|(key, _)| *key == keys::MIN_CONFIDENCE) {
            values.retain(|key: &String, _| !key.ends_with(".min-confidence"));
        }
        values.extend(given.into_iter().map(|(key, value)| (key.to_owned(), (value, Origin::CommandLine))));
        Self { values }
    }

    /// The value of a key, where it is set.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.values.get(key).map(|(value, _)| value)
    }

    /// The path that a key is set to; one of a file counts from that file's folder.
    pub(crate) fn path(&self, key: &str) -> Option<PathBuf> {
        match self.values.get(key)? {
            (Value::Word(path), Origin::File { path: file, .. }) => {
                Some(Path::new(file).parent().unwrap_or(Path::new("")).join(path))
            }
            (Value::Word(path), _) => Some(PathBuf::from(path)),
            _ => None,
        }
    }

    fn origin(&self, key: &str) -> &Origin {
        self.values.get(key).map_or(&Origin::Default, |(_, origin)| origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_beats_the_file() {
        let text = "[analyzers]\nselect = [\"english\"]\nignore = [\"brackets\"]\n[output]\noffsets = \"chars\"\n\
                    [analyzer.english]\nmin-confidence = 0.5\n";
        let analyzers: [&'static dyn copydesk_analyzer::AnyAnalyzer; 2] =
            [&crate::fakes::Brackets, &crate::fakes::English];
        let file = File::of(text, &keys::keys(&analyzers)).unwrap();
        let given = vec![
            (keys::SELECT, Value::Words(vec!["brackets".to_owned()])),
            (keys::MIN_CONFIDENCE, Value::Share(0.9)),
        ];
        let settings = Settings::layered(Some(&file), given);
        let shown = |key: &str| settings.get(key).map(ToString::to_string);
        assert_eq!(shown(keys::SELECT).as_deref(), Some("[\"brackets\"]"));
        assert_eq!(shown(keys::IGNORE), None);
        assert_eq!(shown("analyzer.english.min-confidence"), None);
        assert_eq!(shown(keys::OFFSETS).as_deref(), Some("\"chars\""));
        assert_eq!(settings.origin(keys::OFFSETS), &Origin::File { path: "test.toml".to_owned(), line: 5 });
        assert_eq!(settings.origin(keys::SELECT), &Origin::CommandLine);
        assert_eq!(settings.origin(keys::JOBS), &Origin::Default);
    }
}

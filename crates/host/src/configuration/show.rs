//! The configuration in force, with the origin of each value. What is shown is a configuration file itself.

use super::keys::Default;
use super::{File, Key, Origin, Settings};
use std::fmt::Write;

/// The values stand in lines of at least so many columns, so that their origins stand below one another.
const COLUMN: usize = 40;

/// Every key with its value and where that comes from.
pub(crate) fn page(keys: &[Key], settings: &Settings, file: Option<&File>) -> String {
    let mut page = match file {
        Some(file) => format!("# {}\n", file.name()),
        None => "# no copydesk.toml here or in a folder above\n".to_owned(),
    };
    let mut table = "";
    for key in keys {
        let (of, name) = key.name.rsplit_once('.').unwrap_or(("", &key.name));
        if of != table {
            let _ = write!(page, "\n[{of}]\n");
            table = of;
        }
        let origin = match settings.origin(&key.name) {
            Origin::Default => "default".to_owned(),
            Origin::File { path, line } => format!("{path}:{line}"),
            Origin::CommandLine => "command line".to_owned(),
        };
        let (line, origin) = match (settings.get(&key.name), &key.default) {
            (Some(value), _) | (None, Default::Value(value)) => (format!("{name} = {value}"), origin),
            (None, Default::Words(words)) => (format!("# {name} ="), format!("{origin}: {words}")),
        };
        let _ = writeln!(page, "{line:COLUMN$} # {origin}");
    }
    page
}

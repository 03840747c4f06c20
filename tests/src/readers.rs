//! Readers that others wrote, to read what the program wrote: `tests/readers/read.py`.

use crate::workspace;
use serde_json::Value;
use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// The Python that has the readers of `tests/readers/requirements.txt`. Where it is set, a missing reader is a failure.
const PYTHON: &str = "COPYDESK_READERS";

/// The status of a reader that is not installed.
const MISSING: i32 = 3;

/// What the reader of `format` understands of the file or folder at `path`. `None` where there is no such reader and
/// nobody asks for one: the test then passes over it, and says so.
///
/// # Panics
/// If the reader does not understand it, or is missing where it must not be.
#[must_use]
pub fn understood(format: &str, path: &Path) -> Option<Value> {
    let asked_for = env::var_os(PYTHON);
    let python = asked_for.clone().unwrap_or_else(|| OsString::from("python3"));
    let mut reader = Command::new(&python);
    reader.arg(workspace().join("tests/readers/read.py")).arg(format).arg(path);
    let problem = match reader.output() {
        Ok(output) if output.status.success() => {
            return Some(serde_json::from_slice(&output.stdout).expect("a reader prints JSON"));
        }
        Ok(output) if output.status.code() == Some(MISSING) => {
            String::from_utf8_lossy(&output.stderr).into_owned()
        }
        Ok(output) => panic!("{format} is not understood: {}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => format!("{} cannot be run: {error}", Path::new(&python).display()),
    };
    assert!(asked_for.is_none(), "{problem}");
    eprintln!("not compared with what others read: {problem}");
    None
}

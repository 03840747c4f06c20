//! What the black-box tests share: the built program, run on whatever a test feeds it.
//!
//! This room holds no test of a crate's inside, and depends on no crate of ours: it knows the program as a user does.

pub mod browser;
pub mod readers;

use serde_json::Value;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Run {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    /// The lines of standard output, each read as JSON.
    ///
    /// # Panics
    /// If a line is not JSON.
    #[must_use]
    pub fn json_lines(&self) -> Vec<Value> {
        let lines = self.stdout.lines();
        lines.map(|line| serde_json::from_str(line).expect("a line of JSONL is JSON")).collect()
    }

    /// The ids of the articles on standard output, one a line.
    ///
    /// # Panics
    /// If a line is not JSON.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let id = |line: &Value| line["article"]["id"].as_str().unwrap_or_default().to_owned();
        self.json_lines().iter().map(id).collect()
    }
}

/// The program, with an environment that asks for no colours and no backtraces.
#[must_use]
pub fn program() -> Command {
    let mut command = Command::new(path());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(variable);
    }
    command
}

/// Runs the program with nothing on standard input.
///
/// # Panics
/// If it cannot be run, is killed, or writes what is not UTF-8.
#[must_use]
pub fn run<A: AsRef<OsStr>>(arguments: &[A]) -> Run {
    run_with(arguments, b"")
}

/// Runs the program with `input` on standard input.
///
/// # Panics
/// If it cannot be run, is killed, or writes what is not UTF-8.
#[must_use]
pub fn run_with<A: AsRef<OsStr>>(arguments: &[A], input: &[u8]) -> Run {
    let mut command = program();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program can be started");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let output = thread::scope(|scope| {
        // The program may end before it read everything; that is for the test to judge.
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().expect("the program can be waited for")
    });
    Run {
        status: output.status.code().expect("the program ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// The workspace's folder.
///
/// # Panics
/// Never: this package lies in the workspace.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package lies in the workspace")
}

/// The program's path. It is built at the first call, with the profile of the tests: cargo builds the programs of other
/// packages only when it is asked to.
///
/// # Panics
/// If the program does not build.
#[must_use]
pub fn path() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.current_dir(workspace()).args(["build", "--quiet", "--package", "copydesk"]);
        build.arg("--message-format=json-render-diagnostics");
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        let output = build.stderr(Stdio::inherit()).output().expect("cargo can be run");
        assert!(output.status.success(), "the program does not build");
        let messages = String::from_utf8_lossy(&output.stdout);
        let executables = messages.lines().filter_map(|line| {
            let message: Value = serde_json::from_str(line).ok()?;
            message["executable"].as_str().map(PathBuf::from)
        });
        let mut executables = executables.collect::<Vec<_>>();
        executables.pop().expect("cargo says where the program is")
    })
}

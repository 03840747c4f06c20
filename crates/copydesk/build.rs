//! Checks that every analyzer of the workspace is wired into the program, and names the line that is missing: the linker
//! drops a crate that nobody names, and its analyzer would vanish without a word.

use std::fs;
use std::path::Path;

fn main() {
    const MANIFEST: &str = "Cargo.toml";
    const LIST: &str = "src/bundled.rs";
    for path in [MANIFEST, LIST, "../analyzers"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let lines = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let (manifest, list) = (lines(MANIFEST), lines(LIST));
    for name in analyzers(Path::new("../analyzers")) {
        let dependency = format!("copydesk-{name} = {{ path = \"../analyzers/{name}\" }}");
        let import = format!("use copydesk_{} as _;", name.replace('-', "_"));
        if !manifest.contains(&format!("path = \"../analyzers/{name}\"")) {
            missing(&name, MANIFEST, "under [dependencies] the line", &dependency);
        }
        if !list.lines().any(|line| line.trim() == import) {
            missing(&name, LIST, "the line", &import);
        }
    }
}

fn missing(name: &str, file: &str, place: &str, line: &str) {
    println!("cargo::error=the analyzer {name} is not wired: add to crates/copydesk/{file} {place} `{line}`");
}

/// The folders that hold a crate, sorted.
fn analyzers(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let crates = entries.filter(|entry| entry.path().join("Cargo.toml").exists());
    let mut names: Vec<_> = crates.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

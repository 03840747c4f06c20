//! `new-analyzer`: a crate with a fixture test, wired into the program.

mod edits;
mod name;

use crate::workspace::{cargo, root, run as run_command};
use anyhow::{Context, Result};
use edits::Edit;
use name::Name;
use std::fs;
use std::path::Path;

const TEMPLATES: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("../templates/analyzer/Cargo.toml.txt")),
    ("README.md", include_str!("../templates/analyzer/README.md.txt")),
    ("data/terms.txt", include_str!("../templates/analyzer/terms.txt")),
    ("src/lib.rs", include_str!("../templates/analyzer/lib.rs.txt")),
    ("tests/snapshots.rs", include_str!("../templates/analyzer/snapshots.rs.txt")),
];

/// Makes the crate, wires it, and writes its first snapshots. A name that cannot be used changes nothing.
pub(crate) fn run(name: &str) -> Result<()> {
    let root = root()?;
    let name = Name::new(name)?;
    name.check_free(&root)?;
    let mut edits = new_files(&name);
    edits.extend(wiring(&root, &name)?);
    edits::apply(&root, &edits)?;
    println!("Made crates/analyzers/{name} and wired it. Its tests write the first snapshots:");
    // How lines are broken depends on the length of the name.
    let mut format = cargo();
    format.args(["fmt", "--package", &name.package()]);
    let mut test = cargo();
    test.args(["test", "--quiet", "--package", &name.package()]).env("INSTA_UPDATE", "always");
    run_command(format.current_dir(&root))
        .and_then(|()| run_command(test.current_dir(&root)))
        .with_context(|| format!("crates/analyzers/{name} is there, but its tests do not pass"))?;
    println!(
        "\nNext:\n  1. Write what it finds in crates/analyzers/{name}/README.md and src/lib.rs.\n  \
         2. INSTA_UPDATE=always cargo test --package {package}, and read tests/snapshots.\n  \
         3. cargo xtask report",
        package = name.package()
    );
    Ok(())
}

/// The files of the new crate.
fn new_files(name: &Name) -> Vec<Edit> {
    let folder = format!("crates/analyzers/{name}");
    let files = TEMPLATES.iter();
    files
        .map(|(path, template)| Edit {
            path: format!("{folder}/{path}"),
            before: None,
            after: name.fill(template),
        })
        .collect()
}

/// The lines that others need: a dependency in two manifests, a `use` wherever the program's package names its
/// analyzers, a row in the README.
fn wiring(root: &Path, name: &Name) -> Result<Vec<Edit>> {
    let package = name.package();
    let dependency = format!("{package} = {{ path = \"crates/analyzers/{name}\" }}");
    let inherited = format!("{package}.workspace = true");
    let import = format!("use {} as _;", name.krate());
    let row = format!("| [`{name}`](crates/analyzers/{name}) | sentences that speak of a listed term |");
    let is_path = |line: &str| line.contains("path = \"crates/analyzers/");
    let is_inherited = |line: &str| line.starts_with("copydesk-") && line.ends_with(".workspace = true");
    let is_import = |line: &str| line.starts_with("use copydesk_") && line.ends_with(';');
    let is_row = |line: &str| line.starts_with("| [`") && line.contains("(crates/analyzers/");
    let mut edits = vec![
        Edit::line_after(root, "Cargo.toml", &dependency, is_path)?,
        Edit::sorted_line(root, "crates/copydesk/Cargo.toml", &inherited, is_inherited)?,
        Edit::sorted_line(root, "README.md", &row, is_row)?,
    ];
    for path in sources_that_name_analyzers(root)? {
        edits.push(Edit::sorted_line(root, &path, &import, is_import)?);
    }
    Ok(edits)
}

/// The program, its tests and its benches: every source of its package that names analyzers only to link them.
fn sources_that_name_analyzers(root: &Path) -> Result<Vec<String>> {
    let mut sources = Vec::new();
    let mut folders = vec!["crates/copydesk".to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable = || format!("cannot read {folder}");
        for entry in fs::read_dir(root.join(&folder)).with_context(unreadable)? {
            let entry = entry.with_context(unreadable)?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().with_context(unreadable)?.is_dir() {
                folders.push(path);
            } else if path.ends_with(".rs") && names_analyzers(&root.join(&path))? {
                sources.push(path);
            }
        }
    }
    sources.sort();
    Ok(sources)
}

fn names_analyzers(source: &Path) -> Result<bool> {
    let text = fs::read_to_string(source).with_context(|| format!("cannot read {}", source.display()))?;
    Ok(text.lines().any(|line| line.starts_with("use copydesk_") && line.ends_with(" as _;")))
}

//! `new-analyzer`: a crate with a fixture test, wired into the program.

mod edits;
mod name;

use crate::workspace::{cargo, root, run as run_command};
use anyhow::{Context, Result};
use edits::Edit;
use name::Name;
use std::path::Path;

/// Where a file of the new analyzer stands from the root, and what it holds.
const TEMPLATES: &[(&str, &str)] = &[
    ("crates/analyzers/@name@/Cargo.toml", include_str!("../templates/analyzer/Cargo.toml.txt")),
    ("crates/analyzers/@name@/README.md", include_str!("../templates/analyzer/README.md.txt")),
    ("crates/analyzers/@name@/data/terms.txt", include_str!("../templates/analyzer/terms.txt")),
    ("crates/analyzers/@name@/src/lib.rs", include_str!("../templates/analyzer/lib.rs.txt")),
    ("crates/analyzers/@name@/tests/cases.rs", include_str!("../templates/analyzer/cases.rs.txt")),
    ("crates/analyzers/@name@/tests/cases.txt", include_str!("../templates/analyzer/cases.txt")),
    ("crates/analyzers/@name@/tests/snapshots.rs", include_str!("../templates/analyzer/snapshots.rs.txt")),
    ("fixtures/articles/@name@/a-second-bridge.txt", include_str!("../templates/analyzer/article.txt")),
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
        "\nNext:\n  1. Write an article with what it finds: fixtures/articles/{name}/.\n  \
         2. Find it: crates/analyzers/{name}/data/terms.txt, tests/cases.txt, README.md, src/lib.rs.\n  \
         3. INSTA_UPDATE=always cargo test --package {package}, and read tests/snapshots.\n  \
         4. cargo xtask report",
        package = name.package()
    );
    Ok(())
}

/// The files of the new crate, and an article of its own.
fn new_files(name: &Name) -> Vec<Edit> {
    let file = |(path, template): &(&str, &str)| Edit {
        path: name.fill(path),
        before: None,
        after: name.fill(template),
    };
    TEMPLATES.iter().map(file).collect()
}

/// The lines that others need: a dependency of the program, a `use` in its list, a row in the README.
fn wiring(root: &Path, name: &Name) -> Result<Vec<Edit>> {
    let dependency = format!("{} = {{ path = \"../analyzers/{name}\" }}", name.package());
    let import = format!("use {} as _;", name.krate());
    let row = format!("| [`{name}`](crates/analyzers/{name}) | sentences that speak of a listed term |");
    Ok(vec![
        Edit::sorted_line(root, "crates/copydesk/Cargo.toml", &dependency, |line| {
            line.contains("path = \"../analyzers/")
        })?,
        Edit::sorted_line(root, "crates/copydesk/src/bundled.rs", &import, |line| line.starts_with("use "))?,
        Edit::sorted_line(root, "README.md", &row, |line| {
            line.starts_with("| [`") && line.contains("(crates/analyzers/")
        })?,
    ])
}

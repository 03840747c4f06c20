//! Edits of files, worked out before the first is written and taken back if one fails.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// A file's new content.
#[derive(Debug)]
pub(crate) struct Edit {
    /// From the workspace's root.
    pub(crate) path: String,
    /// What it holds now; nothing if it is new.
    pub(crate) before: Option<String>,
    pub(crate) after: String,
}

impl Edit {
    /// The file with `line` among the lines that are `like` it, in their alphabetical order.
    pub(crate) fn sorted_line(
        root: &Path,
        path: &str,
        line: &str,
        like: impl Fn(&str) -> bool,
    ) -> Result<Self> {
        let before = fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))?;
        let mut lines: Vec<&str> = before.lines().collect();
        let alike: Vec<_> = lines.iter().copied().enumerate().filter(|(_, other)| like(other)).collect();
        let behind = alike.iter().find(|(_, other)| *other > line).map(|(index, _)| *index);
        let place = behind.or_else(|| alike.last().map(|(index, _)| index + 1));
        let place = place.with_context(|| format!("{path} has no line to put {line:?} beside"))?;
        ensure!(!lines.contains(&line), "{path} already has the line {line:?}");
        lines.insert(place, line);
        let after = lines.join("\n") + "\n";
        Ok(Self { path: path.to_owned(), before: Some(before), after })
    }

    fn write(&self, root: &Path) -> Result<()> {
        let path = root.join(&self.path);
        let folder = path.parent().context("an edited file is inside the workspace")?;
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::write(&path, &self.after).with_context(|| format!("cannot write {}", self.path))
    }

    fn take_back(&self, root: &Path) {
        let path = root.join(&self.path);
        // Whatever stood in the way of writing may stand in the way of this: the first error is the one to tell.
        let _ = match &self.before {
            Some(before) => fs::write(&path, before),
            None => fs::remove_file(&path),
        };
    }
}

/// Writes every edit, or none.
pub(crate) fn apply(root: &Path, edits: &[Edit]) -> Result<()> {
    for (done, edit) in edits.iter().enumerate() {
        if let Err(error) = edit.write(root) {
            edits[..=done].iter().for_each(|edit| edit.take_back(root));
            return Err(error);
        }
    }
    Ok(())
}

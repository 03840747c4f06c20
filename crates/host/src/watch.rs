//! A watch on folders: which files have come or changed since the last look.
//!
//! The folders are looked at again and again rather than asked to tell: that works on every system and on network drives,
//! and a look at ten thousand files takes some hundredths of a second.

use crate::inputs::{self, Input, InputError};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(250);

/// The status of a program that is told twice to end, as shells have it.
const INTERRUPTED: i32 = 130;

/// When a file was changed last, and its size: a file whose stamp stays is not read again.
type Stamp = (Option<SystemTime>, u64);

/// A watch on files and folders, until the user ends it.
pub(crate) struct Watch<'a> {
    paths: &'a [PathBuf],
    /// What the run itself writes.
    except: Option<PathBuf>,
    read: BTreeMap<PathBuf, Stamp>,
    /// Files that have changed since the last look and may change further.
    unsettled: BTreeMap<PathBuf, Stamp>,
    complaints: BTreeSet<String>,
    ended: Arc<AtomicBool>,
}

impl<'a> Watch<'a> {
    /// A watch on `paths` that ends at an interrupt (Ctrl-C) or a request to terminate. A second one ends the program at
    /// once.
    pub(crate) fn new(paths: &'a [PathBuf], except: Option<&Path>) -> io::Result<Self> {
        let ended = Arc::new(AtomicBool::new(false));
        for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
            signal_hook::flag::register_conditional_shutdown(signal, INTERRUPTED, Arc::clone(&ended))?;
            signal_hook::flag::register(signal, Arc::clone(&ended))?;
        }
        let except = except.and_then(|path| path.canonicalize().ok());
        Ok(Self {
            paths,
            except,
            read: BTreeMap::new(),
            unsettled: BTreeMap::new(),
            complaints: BTreeSet::new(),
            ended,
        })
    }

    /// Waits for files that have come or changed, and gives them, in the order of the paths and of their names. `None`
    /// when the user has ended the watch.
    pub(crate) fn next(&mut self) -> Option<Vec<Result<Input, InputError>>> {
        while !self.ended.load(Ordering::Relaxed) {
            let found = self.look();
            if !found.is_empty() {
                return Some(found);
            }
            thread::sleep(PAUSE);
        }
        None
    }

    fn look(&mut self) -> Vec<Result<Input, InputError>> {
        let now = SystemTime::now();
        let inputs = inputs::expand(self.paths).into_iter();
        inputs.filter(|input| self.is_news(input, now)).collect()
    }

    fn is_news(&mut self, input: &Result<Input, InputError>, now: SystemTime) -> bool {
        match input {
            Ok(Input::File(path)) => !self.is_own(path) && self.has_settled(path, now),
            Ok(Input::Stdin) => false,
            // A folder may be empty for now.
            Err(InputError::NoArticles(_)) => false,
            Err(error) => self.complaints.insert(error.to_string()),
        }
    }

    fn is_own(&self, path: &Path) -> bool {
        let Some(except) = &self.except else { return false };
        path.canonicalize().is_ok_and(|path| path.starts_with(except))
    }

    /// Whether a file has changed since it was read, and nobody is writing it any more: it was changed some time ago, or
    /// is as it was at the last look.
    fn has_settled(&mut self, path: &Path, now: SystemTime) -> bool {
        let Ok(metadata) = fs::metadata(path) else { return false };
        let stamp = (metadata.modified().ok(), metadata.len());
        if self.read.get(path) == Some(&stamp) {
            return false;
        }
        let age = stamp.0.and_then(|changed| now.duration_since(changed).ok());
        let is_old = age.is_some_and(|age| age > PAUSE);
        if is_old || self.unsettled.get(path) == Some(&stamp) {
            self.unsettled.remove(path);
            self.read.insert(path.to_owned(), stamp);
            return true;
        }
        self.unsettled.insert(path.to_owned(), stamp);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_news_once_it_has_settled_and_again_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [folder.path().to_owned()];
        let mut watch = Watch::new(&paths, Some(&folder.path().join("out"))).unwrap();
        let mut names = || {
            let found = watch.look().into_iter().map(|input| input.unwrap().name());
            found.map(|name| name.rsplit('/').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(), [""; 0]);
        fs::write(folder.path().join("b.txt"), "One.").unwrap();
        fs::write(folder.path().join("a.txt"), "Two.").unwrap();
        assert_eq!(names(), [""; 0]);
        assert_eq!(names(), ["a.txt", "b.txt"]);
        assert_eq!(names(), [""; 0]);
        fs::write(folder.path().join("b.txt"), "One and more.").unwrap();
        names();
        assert_eq!(names(), ["b.txt"]);
    }

    #[test]
    fn what_the_run_writes_is_no_news() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("out");
        fs::create_dir(&own).unwrap();
        fs::write(own.join("a.txt"), "One.").unwrap();
        let paths = [folder.path().to_owned()];
        let mut watch = Watch::new(&paths, Some(&own)).unwrap();
        assert!(watch.look().is_empty() && watch.look().is_empty());
    }
}

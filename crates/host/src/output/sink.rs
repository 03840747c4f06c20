//! Where output goes: standard output, or a file that stands under its name only when it is complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

const BUFFER: usize = 1 << 16;

/// Writes to standard output or to a file, buffered, with every error of writing noticed.
pub(crate) struct Sink {
    to: String,
    writer: Writer,
}

enum Writer {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A file, a pipe or a device that is written as it stands.
    Direct(BufWriter<File>),
    Draft(BufWriter<File>, Draft),
}

/// The output takes no more.
#[derive(Debug, thiserror::Error)]
#[error("cannot write to {to}: {error}; what is there is incomplete")]
pub(crate) struct OutputError {
    /// The output's name.
    pub(crate) to: String,
    pub(crate) error: io::Error,
}

impl Sink {
    pub(crate) fn stdout() -> Self {
        let writer = Writer::Stdout(BufWriter::with_capacity(BUFFER, io::stdout().lock()));
        Self { to: "standard output".to_owned(), writer }
    }

    /// A sink for `path`; for standard output where there is none, or `-`. A regular file appears under its name, or
    /// takes the place of the one there, when the sink is finished; until then what is there stays.
    pub(crate) fn to(path: Option<&Path>) -> Result<Self, OutputError> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else { return Ok(Self::stdout()) };
        let to = path.display().to_string();
        let failed = |error| OutputError { to: to.clone(), error };
        let writer = if path.exists() && !path.is_file() {
            let file = OpenOptions::new().write(true).open(path).map_err(failed)?;
            Writer::Direct(BufWriter::with_capacity(BUFFER, file))
        } else {
            let draft = Draft::of(path).map_err(failed)?;
            let file = draft.create().map_err(failed)?;
            Writer::Draft(BufWriter::with_capacity(BUFFER, file), draft)
        };
        Ok(Self { to, writer })
    }

    /// A sink for `path` like that of [`Sink::to`], but written in place, for readers that follow it.
    pub(crate) fn in_place(path: Option<&Path>) -> Result<Self, OutputError> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else { return Ok(Self::stdout()) };
        let to = path.display().to_string();
        match File::create(path) {
            Ok(file) => Ok(Self { to, writer: Writer::Direct(BufWriter::with_capacity(BUFFER, file)) }),
            Err(error) => Err(OutputError { to, error }),
        }
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), OutputError> {
        let done = self.inner().write_all(bytes);
        done.map_err(|error| self.failed(error))
    }

    /// Writes out what is buffered; an error that stayed hidden until now comes out here.
    pub(crate) fn flush(&mut self) -> Result<(), OutputError> {
        let done = self.inner().flush();
        done.map_err(|error| self.failed(error))
    }

    /// Writes out what is buffered, and gives a file its name.
    pub(crate) fn finish(mut self) -> Result<(), OutputError> {
        self.flush()?;
        match self.writer {
            Writer::Draft(file, draft) => {
                drop(file);
                draft.publish().map_err(|error| OutputError { to: self.to, error })
            }
            Writer::Stdout(_) | Writer::Direct(_) => Ok(()),
        }
    }

    /// Whether it goes to standard output.
    pub(crate) fn prints(&self) -> bool {
        matches!(self.writer, Writer::Stdout(_))
    }

    pub(super) fn failed(&self, error: io::Error) -> OutputError {
        OutputError { to: self.to.clone(), error }
    }

    fn inner(&mut self) -> &mut dyn Write {
        match &mut self.writer {
            Writer::Stdout(writer) => writer,
            Writer::Direct(writer) | Writer::Draft(writer, _) => writer,
        }
    }
}

/// A file or folder in the making: it stands beside its place under another name, and is removed if it never gets there.
pub(crate) struct Draft {
    place: PathBuf,
    path: PathBuf,
}

impl Draft {
    /// A draft of what will stand at `place`; of what a link there points to.
    pub(crate) fn of(place: &Path) -> io::Result<Self> {
        let place = if place.exists() { place.canonicalize()? } else { place.to_owned() };
        let name = place.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_string_lossy();
        let path = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
        Ok(Self { place, path })
    }

    /// Where it is made.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn create(&self) -> io::Result<File> {
        File::create(&self.path)
    }

    /// Puts it in its place.
    pub(crate) fn publish(self) -> io::Result<()> {
        fs::rename(&self.path, &self.place)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After it was published there is nothing left under this name, and nothing is removed.
        if self.path.is_dir() {
            let _ = fs::remove_dir_all(&self.path);
        } else {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_when_it_is_complete_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out.csv");
        fs::write(&place, "old").unwrap();
        let entries = || fs::read_dir(&folder).unwrap().count();

        let mut given_up = Sink::to(Some(&place)).unwrap();
        given_up.write(b"half").unwrap();
        assert_eq!(entries(), 2);
        drop(given_up);
        assert_eq!((fs::read_to_string(&place).unwrap().as_str(), entries()), ("old", 1));

        let mut sink = Sink::to(Some(&place)).unwrap();
        sink.write(b"new").unwrap();
        sink.finish().unwrap();
        assert_eq!((fs::read_to_string(&place).unwrap().as_str(), entries()), ("new", 1));
    }
}

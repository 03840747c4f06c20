//! Standard output, buffered, with every error of writing noticed.

use std::io::{self, BufWriter, StdoutLock, Write};

/// Writes to standard output.
pub(crate) struct Sink(BufWriter<StdoutLock<'static>>);

/// Standard output takes no more.
#[derive(Debug, thiserror::Error)]
#[error("cannot write to standard output: {0}; what is there is incomplete")]
pub(crate) struct OutputError(#[from] pub(crate) io::Error);

impl Sink {
    pub(crate) fn stdout() -> Self {
        Self(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    /// Writes out what is buffered; an error that stayed hidden until now comes out here.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

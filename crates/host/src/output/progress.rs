//! A progress bar on standard error, for long runs that someone watches.

use crate::inputs::{Input, InputError};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A run shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// How far a run is, by the bytes read of its inputs.
pub(crate) struct Progress {
    bar: ProgressBar,
    bytes: Arc<AtomicU64>,
    articles: u64,
    started: Instant,
    is_watched: bool,
}

/// A reader that counts what is read.
struct Counted<R> {
    reader: R,
    bytes: Arc<AtomicU64>,
}

impl Progress {
    /// The progress of a run over `inputs`, for someone who watches it, if anyone does.
    pub(crate) fn new(inputs: &[Result<Input, InputError>], is_watched: bool) -> Self {
        let sizes = inputs.iter().flatten().map(Input::size);
        let bar = match sizes.sum::<Option<u64>>() {
            Some(total) => ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden())
                .with_style(
                    ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} · {msg} · {eta} left")
                        .expect("the template is well-formed"),
                ),
            None => ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(
                ProgressStyle::with_template("{spinner} {bytes} · {msg}")
                    .expect("the template is well-formed"),
            ),
        };
        Self { bar, bytes: Arc::default(), articles: 0, started: Instant::now(), is_watched }
    }

    /// What counts the bytes that are read of one input.
    pub(crate) fn counter(&self) -> impl Fn(Box<dyn Read + Send>) -> Box<dyn BufRead + Send> + use<> {
        let bytes = Arc::clone(&self.bytes);
        move |reader| {
            let counted = Counted { reader, bytes: Arc::clone(&bytes) };
            Box::new(BufReader::with_capacity(1 << 16, counted))
        }
    }

    /// One more article is done.
    pub(crate) fn advance(&mut self) {
        self.articles += 1;
        if !self.is_watched || self.started.elapsed() < PATIENCE {
            return;
        }
        if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(self.bytes.load(Ordering::Relaxed));
        self.bar.set_message(format!("{} articles", self.articles));
    }

    /// The bytes read of all inputs until now.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Writes a line to standard error, above the bar.
    pub(crate) fn say(&self, line: &str) {
        self.bar.suspend(|| anstream::eprintln!("copydesk: {line}"));
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

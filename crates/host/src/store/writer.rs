//! The thread that saves what the others found, a few articles at a time.

use super::error::StoreError;
use super::save::{Entry, Saver};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// For how long articles are gathered before they are saved together: at most so much work is lost by a sudden end.
const GATHERED: Duration = Duration::from_millis(250);
/// At most so many articles are gathered, and as many again wait to be.
const ARTICLES: usize = 64;

/// Takes entries, and saves them on a thread of its own.
pub(super) struct Writer {
    entries: Option<SyncSender<Entry>>,
    thread: Option<JoinHandle<Result<(), StoreError>>>,
}

impl Writer {
    pub(super) fn new(saver: Saver) -> Self {
        let (entries, incoming) = sync_channel(ARTICLES);
        let thread = thread::spawn(move || save_all(saver, &incoming));
        Self { entries: Some(entries), thread: Some(thread) }
    }

    /// Saves an entry some time soon. After an error nothing is saved any more; [`finish`](Self::finish) tells it.
    pub(super) fn add(&self, entry: Entry) {
        if let Some(entries) = &self.entries {
            let _ = entries.send(entry);
        }
    }

    /// Saves what is left, and tells what went wrong.
    pub(super) fn finish(&mut self) -> Result<(), StoreError> {
        drop(self.entries.take());
        let ended = self.thread.take().map(JoinHandle::join);
        ended.map_or(Ok(()), |ended| ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    }
}

/// A run that ends early still saves what it did.
impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.entries.take());
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn save_all(mut saver: Saver, incoming: &Receiver<Entry>) -> Result<(), StoreError> {
    while let Ok(first) = incoming.recv() {
        let until = Instant::now() + GATHERED;
        let mut entries = vec![first];
        while entries.len() < ARTICLES
            && let Ok(next) = incoming.recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            entries.push(next);
        }
        saver.save(&entries)?;
    }
    saver.finish(false)
}

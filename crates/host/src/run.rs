//! One run over all inputs: read one by one, worked on in parallel, written in order.

use crate::inputs::{Input, InputError};
use crate::isolation::isolated;
use crate::items::{self, Item};
use crate::store::Store;
use copydesk_analyzer::Document;
use copydesk_analyzer::language::Language;
use copydesk_parser::{Format, ReadError, Record};
use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::io::{BufRead, Read};
use std::sync::mpsc;

/// At most so many bytes of articles are held at a time, or one article if that is larger.
const BATCH_BYTES: usize = 8 << 20;
/// At most so many articles are held at a time.
const BATCH_RECORDS: usize = 1024;

/// Why one article is missing from the output.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Input(#[from] InputError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{source_name}: the parser panicked, please report this article: {message}")]
    Panic { source_name: String, message: String },
}

/// The articles of all inputs, in their order; `buffered` makes a buffered reader of each input.
pub(crate) fn items<'s>(
    inputs: Vec<Result<Input, InputError>>,
    format: Format,
    buffered: impl Fn(Box<dyn Read + Send>) -> Box<dyn BufRead + Send> + 's,
    store: Option<&'s Store>,
) -> impl Iterator<Item = Result<Item, Failure>> {
    inputs.into_iter().flat_map(move |input| -> Box<dyn Iterator<Item = Result<Item, Failure>> + 's> {
        match input.and_then(|input| items::of_input(&input, format, &buffered, store)) {
            Ok(items) => items,
            Err(error) => Box::new(std::iter::once(Err(error.into()))),
        }
    })
}

/// Reads an article and tells its language; a panic of the parser is an error of that article.
pub(crate) fn parse(record: Record) -> Result<Document, Failure> {
    let source_name = record.article.source.clone().unwrap_or_else(|| record.article.id.clone());
    let read = || {
        let mut document = record.parse()?;
        document.article_mut().language = document.layer::<Language>().code().map(str::to_owned);
        Ok::<_, ReadError>(document)
    };
    match isolated(read) {
        Ok(document) => Ok(document?),
        Err(message) => Err(Failure::Panic { source_name, message }),
    }
}

/// Calls `work` on each item, in parallel, and `emit` on each result, in the items' order, as soon as those before it
/// are done. Holds a bounded number of items at a time. Ends at the first error of `emit`.
pub(crate) fn in_order<T: Send, E>(
    pool: &ThreadPool,
    mut items: impl Iterator<Item = Result<Item, Failure>>,
    work: impl Fn(Item) -> Result<T, Failure> + Sync,
    mut emit: impl FnMut(Result<T, Failure>) -> Result<(), E>,
) -> Result<(), E> {
    loop {
        let batch = next_batch(&mut items);
        if batch.is_empty() {
            return Ok(());
        }
        pool.in_place_scope_fifo(|scope| {
            let (sender, results) = mpsc::channel();
            for (place, item) in batch.into_iter().enumerate() {
                let (sender, work) = (sender.clone(), &work);
                scope.spawn_fifo(move |_| {
                    // Nobody listens any more after an error of `emit`.
                    let _ = sender.send((place, item.and_then(work)));
                });
            }
            drop(sender);
            let mut early = BTreeMap::new();
            let mut next = 0;
            for (place, result) in results {
                early.insert(place, result);
                while let Some(result) = early.remove(&next) {
                    next += 1;
                    emit(result)?;
                }
            }
            Ok(())
        })?;
    }
}

fn next_batch(items: &mut impl Iterator<Item = Result<Item, Failure>>) -> Vec<Result<Item, Failure>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while bytes < BATCH_BYTES && batch.len() < BATCH_RECORDS {
        let Some(item) = items.next() else { break };
        bytes += item.as_ref().map_or(0, Item::len);
        batch.push(item);
    }
    batch
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_analyzer::document::Article;
    use copydesk_parser::Content;
    use std::convert::Infallible;
    use std::sync::Mutex;
    use std::time::Duration;

    fn record(id: usize, bytes: usize) -> Item {
        let article = Article { id: id.to_string(), ..Article::default() };
        Item::Record(Box::new(Record { article, content: Content::Text(vec![b'x'; bytes]) }), None)
    }

    fn id(item: Item) -> String {
        match item {
            Item::Record(record, _) => record.article.id,
            Item::Stored { input, .. } => input.name(),
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_records_on_any_number_of_threads() {
        for jobs in [1, 16] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().unwrap();
            let records = (0..3000).map(|id| Ok(record(id, 10_000)));
            let work = |item: Item| {
                // Some take longer than those behind them.
                let id = id(item);
                let turns = if id.ends_with('7') { 10_000 } else { 1 };
                Ok((0..turns).fold(id, |id, _| std::hint::black_box(id)))
            };
            let mut ids = Vec::new();
            in_order(&pool, records, work, |id| {
                ids.push(id.unwrap());
                Ok::<_, Infallible>(())
            })
            .unwrap();
            assert_eq!(ids, (0..3000).map(|id| id.to_string()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_result_is_emitted_before_those_behind_it_are_done() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let (sender, emitted) = mpsc::channel();
        let emitted = Mutex::new(emitted);
        let work = |item: Item| {
            let id = id(item);
            let waits = id == "1";
            Ok(!waits || emitted.lock().unwrap().recv_timeout(Duration::from_secs(30)).is_ok())
        };
        let mut seen = Vec::new();
        in_order(&pool, (0..2).map(|id| Ok(record(id, 1))), work, |result| {
            seen.push(result.unwrap());
            sender.send(())
        })
        .unwrap();
        assert_eq!(seen, [true, true]);
    }

    #[test]
    fn a_bounded_number_of_bytes_is_held_at_a_time() {
        let mut records = (0..100).map(|id| Ok(record(id, 1 << 20)));
        assert_eq!(next_batch(&mut records).len(), BATCH_BYTES >> 20);
        assert_eq!(records.len(), 100 - (BATCH_BYTES >> 20));
    }

    #[test]
    fn a_record_that_cannot_be_read_keeps_its_place() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let missing = InputError::NoArticles("folder".to_owned());
        let records = vec![Ok(record(0, 1)), Err(missing.into()), Ok(record(2, 1))];
        let mut seen = Vec::new();
        in_order(
            &pool,
            records.into_iter(),
            |item| Ok(id(item)),
            |id| {
                seen.push(id.is_ok());
                Ok::<_, Infallible>(())
            },
        )
        .unwrap();
        assert_eq!(seen, [true, false, true]);
    }

    #[test]
    fn a_run_ends_where_the_output_takes_no_more() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let records = (0..).map(|id| Ok(record(id, 1)));
        let closed = in_order(&pool, records, |_| Ok(()), |_| Err("the pipe is closed"));
        assert_eq!(closed, Err("the pipe is closed"));
    }
}

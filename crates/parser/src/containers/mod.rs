//! Containers: files that hold many articles, read one at a time.

pub(crate) mod feed;
mod http;
pub(crate) mod warc;
pub(crate) mod zstd;

use std::io::{self, BufRead};

/// A source of bytes.
pub(crate) type Reader = Box<dyn BufRead + Send>;

/// Why an item of a container gives no article.
pub(crate) enum Trouble {
    /// The item is broken; the next ones can be read.
    Item(u64, String),
    /// The stream broke off inside an item; nothing behind it can be read.
    Stream(io::Error),
}

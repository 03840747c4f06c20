//! Bytes at random, read as a feed.
#![no_main]

use copydesk_parser::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::check(bytes, Format::Feed));

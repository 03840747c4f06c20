//! Bytes at random, read as plain text.
#![no_main]

use copydesk_parser::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::check(bytes, Format::Text));

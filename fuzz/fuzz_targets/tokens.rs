//! Bytes at random, read as paragraphs: its tokens.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::language::check_tokens(bytes));

//! Bytes at random, read as paragraphs: its quantities.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::language::check_quantities(bytes));

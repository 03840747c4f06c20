//! Gives the crate a fingerprint of its sources.

include!("../fingerprint.rs");

fn main() {
    fingerprint(&["src"]);
}

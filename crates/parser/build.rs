//! Gives the crate a fingerprint of its sources, word lists and models.

include!("../fingerprint.rs");

fn main() {
    fingerprint(&["src", "data", "models"]);
}

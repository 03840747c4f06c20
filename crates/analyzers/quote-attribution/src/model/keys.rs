//! Feature keys: templates with up to four values, hashed.

use copydesk_analyzer::language::models::hash::feature;

/// The key of a template with one value.
#[inline]
pub(super) fn key1(template: u8, a: u64) -> u32 {
    feature(template, a, 0)
}

/// The key of a template with two values.
#[inline]
pub(super) fn key2(template: u8, a: u64, b: u64) -> u32 {
    feature(template, a, b)
}

/// The key of a template with three values.
#[inline]
pub(super) fn key3(template: u8, a: u64, b: u64, c: u64) -> u32 {
    feature(template, mix(a, b), c)
}

/// Two values as one.
#[inline]
pub(super) fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(29) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A distance as one of few classes.
#[inline]
pub(super) fn bucket(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

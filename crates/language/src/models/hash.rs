//! Feature hashing: words and feature templates as 32-bit keys.

/// Hash of a string (FNV-1a, 64 bit).
pub fn hash_str(text: &str) -> u64 {
    hash_bytes(text.as_bytes())
}

/// Hash of bytes (FNV-1a, 64 bit).
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The key of a feature: a template's number with up to two values.
///
/// The finaliser is that of MurmurHash3. Two features of one key share their weights; over 32 bits
/// that happens to about one feature in ten thousand.
pub fn feature(template: u8, first: u64, second: u64) -> u32 {
    let mut hash =
        first ^ second.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (u64::from(template) << 56);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_values_matters() {
        let (left, right) = (hash_str("left"), hash_str("right"));
        assert_ne!(feature(1, left, right), feature(1, right, left));
        assert_ne!(feature(1, left, right), feature(2, left, right));
    }
}

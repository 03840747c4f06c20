//! Groups of blocks: numbers in place of keys.

/// For each key a number below the count of keys; equal keys have the same one, and no others. Sorting has no worst case that
/// a page could be written for.
pub(super) fn numbered(keys: impl Iterator<Item = u64>) -> Vec<u32> {
    let mut order: Vec<(u64, u32)> = keys.zip(0..).collect();
    order.sort_unstable();
    let mut numbers = vec![0; order.len()];
    for (number, group) in (0..).zip(order.chunk_by(|one, other| one.0 == other.0)) {
        for (_, place) in group {
            numbers[*place as usize] = number;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_share_a_number() {
        assert_eq!(numbered([7, 9, 7, u64::MAX, 9, 0].into_iter()), [1, 2, 1, 3, 2, 0]);
        assert!(numbered(std::iter::empty()).is_empty());
        assert_eq!(numbered((0..1000).map(|n| n % 600))[599..602], [599, 0, 1]);
    }
}

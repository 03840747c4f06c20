//! A sparse linear classifier: hashed features, few small weights each, summed into one score a label.

use super::binary::{ModelError, Reader, Writer};

/// Maps 32-bit keys to 32-bit values by open addressing.
///
/// A key's place is given by its upper bits, so that sorted keys fill the table from one end to the other.
#[derive(Debug, Clone)]
pub struct KeyTable {
    slots: Vec<(u32, u32)>,
    shift: u32,
}

/// The key of an empty slot. A feature that hashes to it is never found, which costs one weight in 4 billion.
const EMPTY: u32 = 0;

impl KeyTable {
    /// A table of the given pairs; of two pairs with one key the first is kept.
    pub fn new(pairs: impl ExactSizeIterator<Item = (u32, u32)>) -> Self {
        let capacity = (pairs.len() * 2).next_power_of_two().max(2);
        let mut table = Self { slots: vec![(EMPTY, 0); capacity], shift: 32 - capacity.ilog2() };
        for (key, value) in pairs {
            let slot = table.slot(key);
            if table.slots[slot].0 == EMPTY {
                table.slots[slot] = (key, value);
            }
        }
        table
    }

    /// The value of `key`.
    #[inline]
    pub fn get(&self, key: u32) -> Option<u32> {
        let (found, value) = self.slots[self.slot(key)];
        (found == key && key != EMPTY).then_some(value)
    }

    fn slot(&self, key: u32) -> usize {
        let mut at = (key >> self.shift) as usize;
        loop {
            let found = self.slots[at].0;
            if found == key || found == EMPTY {
                return at;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// Features looked up at once.
const FEATURES: usize = 64;

/// Weights of hashed features over at most 256 labels.
#[derive(Debug, Clone)]
pub struct LinearModel {
    /// Key of a feature to `start << 8 | count` in the two arrays below.
    features: KeyTable,
    labels: Vec<u8>,
    weights: Vec<i8>,
}

impl LinearModel {
    /// Adds the weights of the features `keys` to `scores`, one score a label.
    pub fn add(&self, keys: &[u32], scores: &mut [i32]) {
        // Found first, summed after: the look-ups wait for memory side by side.
        let mut entries = [0u32; FEATURES];
        for keys in keys.chunks(FEATURES) {
            for (entry, &key) in entries.iter_mut().zip(keys) {
                *entry = self.features.get(key).unwrap_or(0);
            }
            for &entry in &entries[..keys.len()] {
                let start = (entry >> 8) as usize;
                let range = start..start + (entry & 255) as usize;
                for (&label, &weight) in self.labels[range.clone()].iter().zip(&self.weights[range]) {
                    scores[label as usize] += i32::from(weight);
                }
            }
        }
    }

    /// Reads what [`LinearModel::write`] wrote; every label must be below `labels`.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are cut off or name an unknown label.
    pub fn read(reader: &mut Reader<'_>, labels: usize) -> Result<Self, ModelError> {
        let keys = reader.u32s()?;
        let counts = reader.take(keys.len())?;
        let total = counts.iter().map(|&count| count as usize).sum();
        let names = reader.take(total)?.to_vec();
        if let Some(&index) = names.iter().find(|&&label| label as usize >= labels) {
            return Err(ModelError::Label { index: index as usize });
        }
        let weights = reader.take(total)?.iter().map(|&byte| byte as i8).collect();
        let mut start = 0;
        let pairs: Vec<_> = keys
            .iter()
            .zip(counts)
            .map(|(&key, &count)| {
                let entry = start << 8 | u32::from(count);
                start += u32::from(count);
                (key, entry)
            })
            .collect();
        Ok(Self { features: KeyTable::new(pairs.into_iter()), labels: names, weights })
    }

    /// Writes features sorted by key, each with its (label, weight) pairs; at most 255 pairs a feature
    /// and 16 million in all.
    pub fn write(features: &[(u32, Vec<(u8, i8)>)], writer: &mut Writer) {
        let keys: Vec<u32> = features.iter().map(|(key, _)| *key).collect();
        writer.u32s(&keys);
        features.iter().for_each(|(_, pairs)| writer.put(&[pairs.len() as u8]));
        features.iter().flat_map(|(_, pairs)| pairs).for_each(|&(label, _)| writer.put(&[label]));
        features.iter().flat_map(|(_, pairs)| pairs).for_each(|&(_, weight)| writer.put(&[weight as u8]));
    }
}

/// The label of the highest score; of equal ones the first.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (label, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = label;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_add_up_by_label() {
        let mut writer = Writer::new(1);
        LinearModel::write(&[(5, vec![(0, 3), (2, -4)]), (9, vec![(2, 10)])], &mut writer);
        let bytes = writer.finish();
        let model = LinearModel::read(&mut Reader::new(&bytes, 1).unwrap(), 3).unwrap();
        let mut scores = [0; 3];
        model.add(&[5, 9, 1234], &mut scores);
        assert_eq!(scores, [3, 0, 6]);
        assert_eq!(best(&scores), 2);
        assert!(LinearModel::read(&mut Reader::new(&bytes, 1).unwrap(), 2).is_err());
    }

    #[test]
    fn colliding_keys_are_all_found() {
        let table = KeyTable::new((1..100).map(|key| (key << 16, key)));
        assert!((1..100).all(|key| table.get(key << 16) == Some(key)));
        assert_eq!(table.get(7), None);
    }
}

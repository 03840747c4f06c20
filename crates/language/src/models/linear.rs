//! A sparse linear classifier: hashed features, few small weights each, summed into one score a label.

use super::binary::{ModelError, Reader, Writer};
use wide::u32x4;

/// Finds 32-bit keys in a sorted list of them.
///
/// Keys are hashes, evenly spread: their upper bits lead to the few that share them. That takes a third of the memory of
/// a hash table, most of which stays in the cache.
#[derive(Debug, Clone)]
pub struct KeyIndex {
    /// Where the keys of each bucket start.
    starts: Vec<u32>,
    /// The keys in order, then [`AT_ONCE`] that stand for none.
    keys: Vec<u32>,
    shift: u32,
}

/// Keys compared at once.
const AT_ONCE: usize = 4;

/// The key that stands for none. A feature that hashes to it is never found, which costs one weight in 4 billion.
const NONE: u32 = u32::MAX;

impl KeyIndex {
    /// An index of keys in ascending order.
    pub fn new(mut keys: Vec<u32>) -> Self {
        debug_assert!(keys.is_sorted());
        let bits = (keys.len() / 2 + 1).next_power_of_two().ilog2().max(1);
        let shift = u32::BITS - bits;
        let mut starts = Vec::with_capacity(1 << bits);
        for (at, key) in (0..).zip(&keys) {
            // Also where the empty buckets before it would start.
            starts.resize(starts.len().max((key >> shift) as usize + 1), at);
        }
        starts.resize(1 << bits, keys.len() as u32);
        keys.extend([NONE; AT_ONCE]);
        Self { starts, keys, shift }
    }

    /// The place of `key` in the list.
    #[inline]
    pub fn position(&self, key: u32) -> Option<usize> {
        let (place, found) = self.find(key, self.start(key));
        found.then_some(place)
    }

    /// Where to look for a key.
    #[inline(always)]
    fn start(&self, key: u32) -> usize {
        self.starts[(key >> self.shift) as usize] as usize
    }

    /// The place of a key, and whether it is there; without a branch where few keys share a bucket.
    #[inline(always)]
    fn find(&self, key: u32, mut start: usize) -> (usize, bool) {
        loop {
            let keys: [u32; AT_ONCE] = *self.keys[start..].first_chunk().expect("the list ends in so many");
            let hits = u32x4::new(keys).simd_eq(u32x4::splat(key)).to_bitmask();
            if hits == 0 && keys[AT_ONCE - 1] < key {
                start += AT_ONCE;
                continue;
            }
            return (start + hits.trailing_zeros() as usize, hits != 0 && key != NONE);
        }
    }
}

/// Maps 32-bit keys to 32-bit values.
#[derive(Debug, Clone)]
pub struct KeyTable {
    keys: KeyIndex,
    values: Vec<u32>,
}

impl KeyTable {
    /// A table of the given pairs; of two pairs with one key the first is kept.
    pub fn new(pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut pairs: Vec<(u32, u32)> = pairs.into_iter().collect();
        pairs.sort_by_key(|(key, _)| *key);
        pairs.dedup_by_key(|(key, _)| *key);
        let (keys, values) = pairs.into_iter().unzip();
        Self { keys: KeyIndex::new(keys), values }
    }

    /// Reads what [`KeyTable::write`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are cut off.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let (keys, values) = (reader.ascending()?, reader.shorts()?);
        Ok(Self::new(keys.into_iter().zip(values)))
    }

    /// Writes pairs of keys and values in ascending order of the keys.
    ///
    /// # Panics
    /// If they are in another order.
    pub fn write(pairs: &[(u32, u32)], writer: &mut Writer) {
        let keys: Vec<u32> = pairs.iter().map(|(key, _)| *key).collect();
        writer.ascending(&keys);
        writer.shorts(pairs.iter().map(|(_, value)| *value));
    }

    /// The value of `key`.
    #[inline]
    pub fn get(&self, key: u32) -> Option<u32> {
        self.keys.position(key).map(|at| self.values[at])
    }
}

/// Keys of features that are looked up together, at most 64.
#[derive(Debug)]
pub struct Keys {
    keys: [u32; Self::MOST],
    count: usize,
}

impl Default for Keys {
    #[inline]
    fn default() -> Self {
        Self { keys: [NONE; Self::MOST], count: 0 }
    }
}

impl Keys {
    const MOST: usize = 64;

    /// Takes one more.
    ///
    /// # Panics
    /// If there are 64 already.
    #[inline]
    pub fn push(&mut self, key: u32) {
        self.keys[self.count] = key;
        self.count += 1;
    }

    /// The places of the keys in an index, of those that it has. All are found before the first is used, so that the
    /// look-ups wait for memory side by side.
    #[inline]
    fn look_up(&self, index: &KeyIndex) -> impl Iterator<Item = usize> + use<> {
        let keys = &self.keys[..self.count];
        let mut starts = [0; Self::MOST];
        starts.iter_mut().zip(keys).for_each(|(start, &key)| *start = index.start(key));
        let mut places = [0; Self::MOST];
        let mut found = 0;
        for (&key, &start) in keys.iter().zip(&starts) {
            let (place, is_there) = index.find(key, start);
            places[found] = place;
            found += usize::from(is_there);
        }
        places.into_iter().take(found)
    }
}

/// A sum of weights of one byte: some 250 of them fit.
pub type Sum = i16;

/// Weights of hashed features over at most 256 labels.
#[derive(Debug, Clone)]
pub struct LinearModel {
    features: KeyIndex,
    /// Where each feature's weights start, and where those of the last end.
    starts: Vec<u32>,
    /// Labels with their weights.
    weights: Vec<(u8, i8)>,
}

impl LinearModel {
    /// Adds the weights of some features to `scores`, one score a label.
    #[inline]
    pub fn add(&self, keys: &Keys, scores: &mut [Sum]) {
        let mut found = [(0, 0, (0, 0)); Keys::MOST];
        let mut count = 0;
        for (slot, feature) in found.iter_mut().zip(keys.look_up(&self.features)) {
            let (start, end) = (self.starts[feature] as usize, self.starts[feature + 1] as usize);
            *slot = (start, end, self.weights[start]);
            count += 1;
        }
        for &(start, end, (label, weight)) in &found[..count] {
            scores[label as usize] += Sum::from(weight);
            for &(label, weight) in &self.weights[start + 1..end] {
                scores[label as usize] += Sum::from(weight);
            }
        }
    }

    /// Reads what [`LinearModel::write`] wrote; every label must be below `labels`.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are cut off or name an unknown label.
    pub fn read(reader: &mut Reader<'_>, labels: usize) -> Result<Self, ModelError> {
        let keys = reader.ascending()?;
        let counts = reader.take(keys.len())?;
        let mut starts = vec![0];
        starts.extend(counts.iter().scan(0, |end, &count| {
            *end += u32::from(count);
            Some(*end)
        }));
        let total = starts[keys.len()] as usize;
        let names = reader.take(total)?;
        if let Some(&index) = names.iter().find(|&&label| label as usize >= labels) {
            return Err(ModelError::Label { index: index as usize });
        }
        let weights = reader.take(total)?.iter().map(|&byte| byte as i8);
        let weights = names.iter().copied().zip(weights).collect();
        Ok(Self { features: KeyIndex::new(keys), starts, weights })
    }

    /// Writes features sorted by key, each with its (label, weight) pairs; 1 to 255 pairs a feature
    /// and 4 billion in all.
    ///
    /// # Panics
    /// If a feature has no pair.
    pub fn write(features: &[(u32, Vec<(u8, i8)>)], writer: &mut Writer) {
        assert!(features.iter().all(|(_, pairs)| !pairs.is_empty()), "a feature without weights is left out");
        let keys: Vec<u32> = features.iter().map(|(key, _)| *key).collect();
        writer.ascending(&keys);
        features.iter().for_each(|(_, pairs)| writer.put(&[pairs.len() as u8]));
        features.iter().flat_map(|(_, pairs)| pairs).for_each(|&(label, _)| writer.put(&[label]));
        features.iter().flat_map(|(_, pairs)| pairs).for_each(|&(_, weight)| writer.put(&[weight as u8]));
    }
}

/// Weights of hashed features over few labels, each feature with a weight for every one of them.
#[derive(Debug, Clone)]
pub struct DenseModel<const LABELS: usize> {
    features: KeyIndex,
    /// The row of each feature.
    rows: Vec<[i8; LABELS]>,
}

impl<const LABELS: usize> DenseModel<LABELS> {
    /// The sums of the weights of some features.
    #[inline]
    pub fn sums(&self, keys: &Keys) -> [Sum; LABELS] {
        let mut sums = [0; LABELS];
        for feature in keys.look_up(&self.features) {
            for (sum, &weight) in sums.iter_mut().zip(&self.rows[feature]) {
                *sum += Sum::from(weight);
            }
        }
        sums
    }

    /// Reads what [`LinearModel::write`] wrote; every label must be below `LABELS`.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are cut off or name an unknown label.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let keys = reader.ascending()?;
        let counts = reader.take(keys.len())?;
        let total = counts.iter().map(|&count| count as usize).sum();
        let mut pairs = reader.take(total)?.iter().zip(reader.take(total)?);
        let mut rows = Vec::with_capacity(keys.len());
        for &count in counts {
            let mut row = [0; LABELS];
            for (&label, &weight) in pairs.by_ref().take(count.into()) {
                let index = usize::from(label);
                *row.get_mut(index).ok_or(ModelError::Label { index })? = weight as i8;
            }
            rows.push(row);
        }
        Ok(Self { features: KeyIndex::new(keys), rows })
    }
}

/// The label of the highest score; of equal ones the first.
pub fn best(scores: &[Sum]) -> usize {
    let highest = scores.iter().copied().fold(Sum::MIN, Sum::max);
    scores.iter().position(|&score| score == highest).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(all: &[u32]) -> Keys {
        let mut keys = Keys::default();
        all.iter().for_each(|&key| keys.push(key));
        keys
    }

    #[test]
    fn weights_add_up_by_label() {
        let mut writer = Writer::new(1);
        LinearModel::write(&[(5, vec![(0, 3), (2, -4)]), (9, vec![(2, 10)])], &mut writer);
        let bytes = writer.finish();
        let model = LinearModel::read(&mut Reader::new(&bytes, 1).unwrap(), 3).unwrap();
        let mut scores = [0; 3];
        model.add(&keys(&[5, 9, 1234]), &mut scores);
        assert_eq!(scores, [3, 0, 6]);
        assert_eq!(best(&scores), 2);
        assert!(LinearModel::read(&mut Reader::new(&bytes, 1).unwrap(), 2).is_err());
    }

    #[test]
    fn sparse_and_dense_weights_are_the_same() {
        let mut writer = Writer::new(1);
        LinearModel::write(&[(5, vec![(0, 3), (2, -4)]), (9, vec![(2, 10)])], &mut writer);
        let bytes = writer.finish();
        let model = DenseModel::<3>::read(&mut Reader::new(&bytes, 1).unwrap()).unwrap();
        assert_eq!(model.sums(&keys(&[5, 9, 1234])), [3, 0, 6]);
        assert!(DenseModel::<2>::read(&mut Reader::new(&bytes, 1).unwrap()).is_err());
    }

    #[test]
    fn keys_of_one_bucket_are_all_found() {
        let table = KeyTable::new((1..100).rev().map(|key| (key << 16, key)));
        assert!((1..100).all(|key| table.get(key << 16) == Some(key)));
        assert_eq!(table.get(7), None);
    }
}

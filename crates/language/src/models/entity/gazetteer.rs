//! What names stand for elsewhere: how often the words of known entities are parts of which kind, and what lists of
//! names say of them.

use crate::models::binary::{ModelError, Reader, Writer};
use crate::models::hash::{feature, hash_str};
use crate::models::linear::KeyTable;

/// Numbers of a word's use: one for each kind of entity, the last for none.
pub const USES: usize = 5;

/// Words with the kinds of entity that they are parts of.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    table: KeyTable,
}

impl Gazetteer {
    /// A gazetteer of pairs of [`Gazetteer::key`] and [`Gazetteer::entry`].
    pub fn new(pairs: &[(u32, u32)]) -> Self {
        Self { table: KeyTable::new(pairs.iter().copied()) }
    }

    /// Reads what [`Gazetteer::write`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] if they are cut off.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        Ok(Self { table: KeyTable::read(reader)? })
    }

    /// Writes pairs as [`Gazetteer::new`] takes them, in ascending order.
    pub fn write(pairs: &[(u32, u32)], writer: &mut Writer) {
        KeyTable::write(pairs, writer);
    }

    /// The key of a word as written.
    pub fn key(word: &str) -> u32 {
        feature(3, hash_str(word), 0)
    }

    /// What is known of a word, as [`Gazetteer::entry`]; 0 for nothing.
    pub fn get(&self, word: &str) -> u32 {
        self.table.get(Self::key(word)).unwrap_or(0)
    }

    /// What is known of a word: how often it is used in which way, and eight bits of lists.
    pub fn entry(counts: &[u32; USES], listed: u32) -> u32 {
        Self::summary(counts) << 8 | listed & 0xff
    }

    /// Both parts of an entry: the summary of a word's uses, what lists say of it.
    pub fn parts(entry: u32) -> (u32, u32) {
        (entry >> 8, entry & 0xff)
    }

    /// A small number for how often a word is used in which way: the commonest use, whether that is
    /// nearly always so, the second, and the order of magnitude.
    fn summary(counts: &[u32; USES]) -> u32 {
        let total: u32 = counts.iter().sum();
        if total == 0 {
            return 0;
        }
        let mut order: Vec<usize> = (0..USES).collect();
        order.sort_by_key(|&usage| (std::cmp::Reverse(counts[usage]), usage));
        let (first, second) = (order[0] as u32, order[1] as u32);
        let share = match counts[order[0]] * 100 / total {
            95.. => 0,
            70.. => 1,
            _ => 2,
        };
        let second = if share == 0 { first } else { second };
        let magnitude = match total {
            1 => 0,
            2..=4 => 1,
            5..=19 => 2,
            _ => 3,
        };
        1 + first + 5 * (second + 5 * (share + 3 * magnitude))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_tells_uses_and_lists_apart() {
        let city = Gazetteer::entry(&[0, 1, 7, 0, 0], 12);
        assert_eq!(Gazetteer::parts(city).1, 12);
        assert_eq!(Gazetteer::parts(city).0, Gazetteer::parts(Gazetteer::entry(&[0, 1, 7, 0, 0], 0)).0);
        assert_ne!(Gazetteer::parts(city).0, Gazetteer::parts(Gazetteer::entry(&[7, 1, 0, 0, 0], 12)).0);
        assert_eq!(Gazetteer::entry(&[0; USES], 0), 0);
    }
}

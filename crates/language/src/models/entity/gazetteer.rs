//! What names stand for elsewhere: how often the words of known entities are parts of which kind.

use crate::models::binary::{ModelError, Reader, Writer};
use crate::models::hash::{feature, hash_str};
use crate::models::labels::EntityKind;
use crate::models::linear::KeyTable;

/// Numbers of a word's use: one for each kind of entity, the last for none.
pub const USES: usize = 5;

/// Words with the kinds of entity that they are parts of.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    table: KeyTable,
}

impl Gazetteer {
    /// A gazetteer of pairs of [`Gazetteer::key`] and [`Gazetteer::summary`].
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

    /// What is known of a word; 0 for nothing.
    pub fn get(&self, word: &str) -> u32 {
        self.table.get(Self::key(word)).unwrap_or(0)
    }

    /// A small number for how often a word is used in which way: the commonest use, whether that is
    /// nearly always so, the second, and the order of magnitude.
    pub fn summary(counts: &[u32; USES]) -> u32 {
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

    /// The commonest use that a summary tells of: a kind of entity, or none.
    pub fn commonest(summary: u32) -> Option<EntityKind> {
        EntityKind::from_index((summary.checked_sub(1)? % 5) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_tells_the_commonest_use() {
        assert_eq!(
            Gazetteer::commonest(Gazetteer::summary(&[1, 7, 2, 0, 0])),
            Some(EntityKind::Organization)
        );
        assert_eq!(Gazetteer::commonest(Gazetteer::summary(&[0, 0, 0, 0, 3])), None);
        assert_eq!(Gazetteer::summary(&[0; USES]), 0);
    }
}

//! Numbers for what occurs again and again.

/// Gives each 64-bit hash a number, from 0 up in the order of first occurrence.
///
/// Open addressing, at most half full. Two values of one hash share their number: among a million words that happens
/// once in ten million documents.
#[derive(Debug, Clone)]
pub struct Numbers {
    /// A hash and its number plus one; 0 for an empty slot.
    slots: Vec<(u64, u32)>,
    count: u32,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { slots: vec![(0, 0); 256], count: 0 }
    }
}

impl Numbers {
    /// The number of a hash, and whether it is new.
    pub fn number(&mut self, hash: u64) -> (u32, bool) {
        if self.count as usize * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(hash);
        if self.slots[slot].1 > 0 {
            return (self.slots[slot].1 - 1, false);
        }
        self.count += 1;
        self.slots[slot] = (hash, self.count);
        (self.count - 1, true)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.slots.fill((0, 0));
        self.count = 0;
    }

    fn slot(&self, hash: u64) -> usize {
        let shift = u64::BITS - self.slots.len().ilog2();
        let mut at = (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift) as usize;
        while self.slots[at].1 > 0 && self.slots[at].0 != hash {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    fn grow(&mut self) {
        let larger = vec![(0, 0); self.slots.len() * 2];
        for (hash, number) in std::mem::replace(&mut self.slots, larger) {
            if number > 0 {
                let slot = self.slot(hash);
                self.slots[slot] = (hash, number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_first_occurrence_however_many_there_are() {
        let mut numbers = Numbers::default();
        for hash in 0..5000 {
            assert_eq!(numbers.number(hash << 40), (hash as u32, true));
        }
        for hash in 0..5000 {
            assert_eq!(numbers.number(hash << 40), (hash as u32, false));
        }
        numbers.clear();
        assert_eq!(numbers.number(7), (0, true));
    }
}

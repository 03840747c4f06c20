//! Hashed weight tables: one row of small numbers for each bucket of features.

use copydesk_analyzer::language::models::binary::{ModelError, Reader, Writer};

/// Weights of `width` labels in a power of two of rows, as eighth-bit numbers.
#[derive(Clone, Debug)]
pub struct Table {
    width: usize,
    /// The place of each row's weights, plus one; 0 for a row without weights.
    rows: Vec<u32>,
    weights: Vec<i8>,
}

/// A weight of 1 in training is this much in a table.
pub const SCALE: f32 = 32.0;

impl Table {
    /// Adds the weights of a feature to one score a label.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut [i32]) {
        let row = self.rows[feature as usize & (self.rows.len() - 1)] as usize;
        if row > 0 {
            let weights = &self.weights[(row - 1) * self.width..row * self.width];
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += i32::from(*weight);
            }
        }
    }

    /// Writes weights as training has them, `width` for each row; rows of no more than
    /// a thirty-second are left out.
    pub fn write(width: usize, weights: &[f32], writer: &mut Writer) {
        let small = |weight: &f32| (weight * SCALE).round().clamp(-127.0, 127.0) as i8 as u8;
        let rows: Vec<Vec<u8>> = weights.chunks(width).map(|row| row.iter().map(small).collect()).collect();
        let kept: Vec<bool> =
            rows.iter().map(|row| row.iter().any(|weight| (*weight as i8).unsigned_abs() > 1)).collect();
        let bits: Vec<u8> = kept
            .chunks(8)
            .map(|bits| bits.iter().enumerate().map(|(at, bit)| u8::from(*bit) << at).sum())
            .collect();
        writer.size(width);
        writer.size(bits.len());
        writer.put(&bits);
        rows.iter().zip(kept).filter(|(_, kept)| *kept).for_each(|(row, _)| writer.put(row));
    }

    /// Reads what [`Table::write`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are cut off or their number of rows is no power of two.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let width = reader.size()?;
        let size = reader.size()?;
        let bits = reader.take(size)?;
        if !size.is_power_of_two() {
            return Err(ModelError::Label { index: size });
        }
        let mut count = 0;
        let mut rows = Vec::with_capacity(size * 8);
        for row in 0..size * 8 {
            let kept = bits[row / 8] >> (row % 8) & 1 == 1;
            count += u32::from(kept);
            rows.push(if kept { count } else { 0 });
        }
        let weights = reader.take(count as usize * width)?.iter().map(|byte| *byte as i8).collect();
        Ok(Self { width, rows, weights })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_back_and_added() {
        let mut weights = vec![0.0; 16 * 2];
        weights[6] = 1.0;
        weights[7] = -0.5;
        let mut writer = Writer::new(1);
        Table::write(2, &weights, &mut writer);
        let bytes = writer.finish();
        let table = Table::read(&mut Reader::new(&bytes, 1).unwrap()).unwrap();
        let mut scores = [0; 2];
        table.add(3, &mut scores);
        table.add(4, &mut scores);
        assert_eq!(scores, [32, -16]);
        assert!(Table::read(&mut Reader::new(&bytes[..bytes.len() - 1], 1).unwrap()).is_err());
    }
}

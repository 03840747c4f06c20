//! The binary form of models: little-endian numbers and arrays, written by training, read once at start.

/// Why bytes are not a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes end inside a value.
    #[error("the model ends at byte {at}, inside a value: write it anew with `cargo xtask train`")]
    Truncated {
        /// Where the value starts.
        at: usize,
    },
    /// The model holds another kind of data, or an older format.
    #[error(
        "this model starts with {found:#010x} instead of {expected:#010x}: write it anew with `cargo xtask train`"
    )]
    Format {
        /// The number that the reader knows.
        expected: u32,
        /// The number that the model starts with.
        found: u32,
    },
    /// Keys that are not in ascending order.
    #[error("a key at byte {at} of the model is above 32 bits: write it anew with `cargo xtask train`")]
    Key {
        /// Where its distance from the key before starts.
        at: usize,
    },
    /// A label or an index that this version does not know.
    #[error(
        "the model names label {index}, which this version does not know: write it anew with `cargo xtask train`"
    )]
    Label {
        /// The number of the label.
        index: usize,
    },
}

/// Reads a model's values in the order in which [`Writer`] wrote them.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`, after checking the format number.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are too short or start with another number.
    pub fn new(bytes: &'a [u8], format: u32) -> Result<Self, ModelError> {
        let mut reader = Self { bytes, at: 0 };
        let found = reader.u32()?;
        if found == format { Ok(reader) } else { Err(ModelError::Format { expected: format, found }) }
    }

    /// The next `count` bytes as they are.
    ///
    /// # Errors
    /// [`ModelError::Truncated`] if fewer are left.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let rest = &self.bytes[self.at..];
        let taken = rest.get(..count).ok_or(ModelError::Truncated { at: self.at })?;
        self.at += count;
        Ok(taken)
    }

    /// The next number.
    ///
    /// # Errors
    /// [`ModelError::Truncated`] at the end.
    pub fn u32(&mut self) -> Result<u32, ModelError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// The next number, as a length or an index.
    ///
    /// # Errors
    /// [`ModelError::Truncated`] at the end.
    pub fn size(&mut self) -> Result<usize, ModelError> {
        Ok(self.u32()? as usize)
    }

    /// The next number of 32 bits with a fraction.
    ///
    /// # Errors
    /// [`ModelError::Truncated`] at the end.
    pub fn f32(&mut self) -> Result<f32, ModelError> {
        Ok(f32::from_bits(self.u32()?))
    }

    /// An array of small signed numbers, preceded by its length.
    ///
    /// # Errors
    /// [`ModelError::Truncated`] if it is cut off.
    pub fn i8s(&mut self) -> Result<Vec<i8>, ModelError> {
        let count = self.size()?;
        Ok(self.take(count)?.iter().map(|&byte| byte as i8).collect())
    }

    /// An array of numbers with a fraction, preceded by its length.
    ///
    /// # Errors
    /// [`ModelError::Truncated`] if it is cut off.
    pub fn f32s(&mut self) -> Result<Vec<f32>, ModelError> {
        Ok(self.u32s()?.into_iter().map(f32::from_bits).collect())
    }

    /// A number in as few bytes as it needs, the lower seven bits of each, the lowest first (LEB128).
    fn short(&mut self) -> Result<u32, ModelError> {
        let start = self.at;
        let mut value = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).map_err(|_| ModelError::Key { at: start });
            }
        }
        Err(ModelError::Key { at: start })
    }

    /// An array of mostly small numbers, preceded by its length.
    ///
    /// # Errors
    /// [`ModelError::Truncated`] if it is cut off, [`ModelError::Key`] if a number has more than 32 bits.
    pub fn shorts(&mut self) -> Result<Vec<u32>, ModelError> {
        let count = self.size()?;
        // Each takes a byte or more: a false count must not ask for gigabytes.
        let mut values = Vec::with_capacity(count.min(self.bytes.len() - self.at));
        for _ in 0..count {
            values.push(self.short()?);
        }
        Ok(values)
    }

    /// An array of numbers in ascending order, preceded by its length.
    ///
    /// # Errors
    /// [`ModelError::Truncated`] if it is cut off, [`ModelError::Key`] if a number has more than 32 bits.
    pub fn ascending(&mut self) -> Result<Vec<u32>, ModelError> {
        let mut values = self.shorts()?;
        let mut last = 0u32;
        for value in &mut values {
            last = last.checked_add(*value).ok_or(ModelError::Key { at: self.at })?;
            *value = last;
        }
        Ok(values)
    }

    /// An array of numbers, preceded by its length.
    ///
    /// # Errors
    /// [`ModelError::Truncated`] if it is cut off.
    pub fn u32s(&mut self) -> Result<Vec<u32>, ModelError> {
        let count = self.size()?;
        let bytes = self.take(count.saturating_mul(4))?;
        Ok(bytes
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect())
    }
}

/// Collects a model's values as bytes.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// A model that starts with its format number.
    pub fn new(format: u32) -> Self {
        let mut writer = Self::default();
        writer.u32(format);
        writer
    }

    /// Appends a number.
    pub fn u32(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// Appends a length or an index, which must fit 32 bits.
    pub fn size(&mut self, value: usize) {
        self.u32(u32::try_from(value).expect("models are far smaller than 4 GiB"));
    }

    /// Appends a number with a fraction.
    pub fn f32(&mut self, value: f32) {
        self.u32(value.to_bits());
    }

    /// Appends bytes as they are, without their length.
    pub fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends small signed numbers, preceded by their count.
    pub fn i8s(&mut self, values: &[i8]) {
        self.size(values.len());
        self.bytes.extend(values.iter().map(|&value| value as u8));
    }

    /// Appends numbers, preceded by their count.
    pub fn u32s(&mut self, values: &[u32]) {
        self.size(values.len());
        values.iter().for_each(|&value| self.u32(value));
    }

    /// Appends mostly small numbers in as few bytes as each needs, preceded by their count.
    pub fn shorts(&mut self, values: impl ExactSizeIterator<Item = u32>) {
        self.size(values.len());
        for mut value in values {
            while value >= 0x80 {
                self.bytes.push(value as u8 | 0x80);
                value >>= 7;
            }
            self.bytes.push(value as u8);
        }
    }

    /// Appends numbers as the distance of each from the one before, preceded by their count.
    ///
    /// # Panics
    /// If they are not in ascending order.
    pub fn ascending(&mut self, values: &[u32]) {
        assert!(values.is_sorted(), "keys are sorted before they are written");
        let mut last = 0;
        self.shorts(values.iter().map(|&value| value - std::mem::replace(&mut last, value)));
    }

    /// Appends numbers with a fraction, preceded by their count.
    pub fn f32s(&mut self, values: &[f32]) {
        self.size(values.len());
        values.iter().for_each(|&value| self.f32(value));
    }

    /// The model.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_written() {
        let mut writer = Writer::new(7);
        writer.i8s(&[-3, 127]);
        writer.u32s(&[9, u32::MAX]);
        writer.shorts([300, 0, u32::MAX].into_iter());
        writer.ascending(&[5, 5, 1 << 20, u32::MAX]);
        writer.f32(-0.5);
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes, 7).unwrap();
        assert_eq!(reader.i8s().unwrap(), [-3, 127]);
        assert_eq!(reader.u32s().unwrap(), [9, u32::MAX]);
        assert_eq!(reader.shorts().unwrap(), [300, 0, u32::MAX]);
        assert_eq!(reader.ascending().unwrap(), [5, 5, 1 << 20, u32::MAX]);
        assert_eq!(reader.f32().unwrap(), -0.5);
        assert_eq!(reader.u32(), Err(ModelError::Truncated { at: bytes.len() }));
    }

    #[test]
    fn numbers_above_32_bits_are_refused() {
        let read = |bytes: &[u8]| {
            let bytes = [&[7, 0, 0, 0][..], bytes].concat();
            Reader::new(&bytes, 7).unwrap().ascending()
        };
        let largest = [0xff, 0xff, 0xff, 0xff, 0x0f];
        assert_eq!(read(&[&[1, 0, 0, 0][..], &largest].concat()).unwrap(), [u32::MAX]);
        assert!(read(&[&[2, 0, 0, 0][..], &largest, &[1]].concat()).is_err());
        assert!(read(&[1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]).is_err());
        assert!(read(&[255, 255, 255, 255, 1]).is_err());
    }

    #[test]
    fn another_format_is_refused() {
        let bytes = Writer::new(7).finish();
        assert_eq!(Reader::new(&bytes, 8).unwrap_err(), ModelError::Format { expected: 8, found: 7 });
        assert!(Reader::new(&[1, 2], 8).is_err());
    }
}

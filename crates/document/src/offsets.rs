//! Conversion of byte offsets to code points and UTF-16 units.

/// What an offset counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum OffsetUnit {
    /// Bytes of UTF-8.
    #[default]
    Bytes,
    /// Unicode code points (Python's characters).
    Chars,
    /// UTF-16 code units (JavaScript's and Java's characters).
    Utf16,
}

/// Converts byte offsets into one text to another unit, each in constant time.
///
/// ```
/// use copydesk_document::{OffsetConverter, OffsetUnit};
///
/// let chars = OffsetConverter::new("“no”, 😀 yes", OffsetUnit::Chars);
/// assert_eq!(chars.convert(8), 4);
/// let utf16 = OffsetConverter::new("“no”, 😀 yes", OffsetUnit::Utf16);
/// assert_eq!(utf16.convert(14), 8);
/// ```
pub struct OffsetConverter<'t> {
    text: &'t [u8],
    unit: OffsetUnit,
    /// Units before each stretch of `STRIDE` bytes; empty where bytes and units are the same.
    marks: Vec<u32>,
}

const STRIDE: usize = 256;

impl<'t> OffsetConverter<'t> {
    /// A converter for `text`, in time linear in its length.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        if unit != OffsetUnit::Bytes && !text.is_ascii() {
            let mut sum = 0;
            for stretch in bytes.chunks(STRIDE) {
                marks.push(sum);
                sum += count(stretch, unit);
            }
            marks.push(sum);
        }
        Self { text: bytes, unit, marks }
    }

    /// The offset in units of a byte offset on a character boundary, at most the text's length.
    #[must_use]
    pub fn convert(&self, offset: u32) -> u32 {
        if self.marks.is_empty() {
            return offset;
        }
        let offset = offset as usize;
        let mark = offset / STRIDE;
        self.marks[mark] + count(&self.text[mark * STRIDE..offset], self.unit)
    }
}

/// Units that start in `bytes`: a code point counts at its first byte, one beyond U+FFFF twice in UTF-16.
fn count(bytes: &[u8], unit: OffsetUnit) -> u32 {
    let units = bytes.iter().map(|byte| match (byte, unit) {
        (0x80..=0xBF, _) => 0,
        (0xF0.., OffsetUnit::Utf16) => 2,
        _ => 1,
    });
    units.sum()
}

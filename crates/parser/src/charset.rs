//! Charsets: the bytes of a file to text, with the way back where decoding changed them.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use copydesk_document::{Segment, SourceMap, Span};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// Absent where the text is the file, byte by byte.
    pub(crate) map: Option<SourceMap>,
}

/// Decodes a file of unknown charset: what a byte order mark says, else UTF-8 where that fits, else what the bytes look
/// like (Windows-1252 in western text). A UTF-8 byte order mark stays in the text, so that offsets are into the file.
///
/// # Errors
/// If the bytes are no text: the message says what they look like.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<Decoded, String> {
    if let Some(encoding) = utf16(&bytes) {
        return Ok(decode_as(&bytes, encoding));
    }
    if let Some(problem) = binary(&bytes) {
        return Err(problem);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, map: None }),
        Err(error) => {
            let bytes = error.into_bytes();
            let encoding = if is_damaged_utf8(&bytes) { UTF_8 } else { guess(&bytes) };
            Ok(decode_as(&bytes, encoding))
        }
    }
}

/// Decodes bytes of a known charset.
pub(crate) fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut builder = Builder::default();
    let mut decoder = encoding.new_decoder_with_bom_removal();
    // In these charsets bytes below 0x80 may be halves of other characters, so no run of them can be copied.
    let copies_ascii = encoding != UTF_16LE && encoding != UTF_16BE;
    let mut position = 0;
    let mut pending = 0;
    let mut buffer = [0; 32];
    while position < bytes.len() {
        if copies_ascii && pending == position {
            let run = Encoding::ascii_valid_up_to(&bytes[position..]);
            let run = &bytes[position..position + run];
            if !run.is_empty() && decoder.latin1_byte_compatible_up_to(run) == Some(run.len()) {
                let run = std::str::from_utf8(run).expect("ASCII is UTF-8");
                builder.copy(run, position);
                position += run.len();
                pending = position;
                continue;
            }
        }
        let last = position + 1 == bytes.len();
        let (_, _, written, _) = decoder.decode_to_utf8(&bytes[position..=position], &mut buffer, last);
        position += 1;
        if written > 0 {
            let character = std::str::from_utf8(&buffer[..written]).expect("a decoder writes UTF-8");
            builder.translate(character, pending..position);
            pending = position;
        }
    }
    Decoded { text: builder.text, map: Some(SourceMap::new(builder.segments)) }
}

/// Text and segments so far.
#[derive(Default)]
pub(crate) struct Builder {
    pub(crate) text: String,
    pub(crate) segments: Vec<Segment>,
    /// Whether the last segment holds characters of a word only.
    in_word: bool,
}

impl Builder {
    /// Adds bytes that stay as they are.
    pub(crate) fn copy(&mut self, run: &str, source: usize) {
        self.push(run, source..source + run.len(), true);
        self.in_word = false;
    }

    /// Adds a character that stands for other bytes.
    ///
    /// Characters of one word share a segment: a map of single characters would be many times as large as the text.
    pub(crate) fn translate(&mut self, character: &str, source: std::ops::Range<usize>) {
        let is_word = character.chars().all(char::is_alphanumeric);
        match self.segments.last_mut() {
            Some(last) if is_word && self.in_word && last.source.end == source.start as u64 => {
                self.text.push_str(character);
                last.text = last.text.cover(Span::from_range(last.text.range().start..self.text.len()));
                last.source.end = source.end as u64;
            }
            _ => self.push(character, source, false),
        }
        self.in_word = is_word;
    }

    fn push(&mut self, text: &str, source: std::ops::Range<usize>, verbatim: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        let text = Span::from_range(start..self.text.len());
        self.segments.push(Segment { text, source: source.start as u64..source.end as u64, verbatim });
    }
}

/// UTF-16, by its byte order mark, or by every other byte being zero, as it is in western text.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |parity| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = sample.len() * 2 / 5;
    if sample.len() < 8 {
        None
    } else if odd >= most && even * 20 < odd {
        Some(UTF_16LE)
    } else if even >= most && odd * 20 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// First bytes of files that are often met where text was meant.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ\x00", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
];

fn binary(bytes: &[u8]) -> Option<String> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(format!("is {what}, not text: give its text"));
    }
    let control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let controls = bytes.iter().filter(control).count();
    // A few stray control characters are damage; bytes at random hold 11 % of them.
    (controls > 8 + bytes.len() / 50)
        .then(|| format!("is not text: {controls} of its {} bytes are control characters", bytes.len()))
}

/// Whether bytes that are not UTF-8 throughout were meant to be: most of what is not ASCII in them is well formed.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * bad
}

/// Bytes from the first that is not ASCII on which tell a charset: more take time and tell the same.
const SAMPLE: usize = 1 << 18;

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let start = Encoding::ascii_valid_up_to(bytes).saturating_sub(1);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source_of(decoded: &Decoded, words: &str) -> std::ops::Range<u64> {
        let start = decoded.text.find(words).unwrap();
        decoded.map.as_ref().unwrap().source(Span::from_range(start..start + words.len())).unwrap()
    }

    #[test]
    fn utf8_stays_as_it_is_with_its_byte_order_mark() {
        let decoded = decode("\u{feff}Café".into()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.map), ("\u{feff}Café", None));
    }

    #[test]
    fn windows_1252_is_recognised_and_maps_back_to_its_bytes() {
        let bytes = b"The caf\xE9 owner said \x93we are closing\x94 \x96 and that was all.";
        let decoded = decode(bytes.to_vec()).unwrap();
        assert_eq!(decoded.text, "The café owner said “we are closing” – and that was all.");
        assert_eq!(source_of(&decoded, "we are"), 21..27);
        assert_eq!(source_of(&decoded, "“we are closing”"), 20..36);
    }

    #[test]
    fn utf16_is_decoded_with_and_without_its_mark() {
        let text = "She said “no”.";
        for (mark, offset) in [(true, 2), (false, 0)] {
            let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
            let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
            let decoded = decode(bytes).unwrap();
            assert_eq!(decoded.text, text);
            assert_eq!(source_of(&decoded, "“no"), offset + 18..offset + 24);
        }
    }

    #[test]
    fn a_damaged_byte_in_utf8_costs_one_character() {
        let mut bytes = "Ünïcode – naïve, ".as_bytes().to_vec();
        bytes.push(0xFF);
        bytes.extend("“quoted” end".bytes());
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.text, "Ünïcode – naïve, \u{fffd}“quoted” end");
        assert_eq!(source_of(&decoded, "end"), 36..39);
    }

    #[test]
    fn a_few_nul_bytes_are_text_and_many_are_not() {
        assert_eq!(decode(b"one\0two".to_vec()).unwrap().text, "one\0two");
        assert!(decode(vec![0; 100]).unwrap_err().contains("not text"));
        let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(decode(noise).unwrap_err().contains("control characters"));
    }

    #[test]
    fn a_pdf_is_named() {
        assert!(decode(b"%PDF-1.7 \n".to_vec()).unwrap_err().contains("PDF"));
    }

    #[test]
    fn two_byte_charsets_map_back_by_the_word() {
        let (bytes, _, _) =
            encoding_rs::SHIFT_JIS.encode("東京の会社は昨日、従業員の三分の一を解雇すると発表した。 OK");
        let decoded = decode_as(&bytes, encoding_rs::SHIFT_JIS);
        assert!(decoded.text.ends_with("。 OK"));
        assert_eq!(source_of(&decoded, "OK"), bytes.len() as u64 - 2..bytes.len() as u64);
    }
}

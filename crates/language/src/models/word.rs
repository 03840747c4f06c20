//! What the models see of a word: normalised form, affixes and shape, each as a hash.

use super::hash::{hash_bytes, hash_str};

/// Longest prefix and suffix, in bytes of the normalised form.
const AFFIX: usize = 4;
/// Bytes of a word that are looked at; the rest of a longer one adds nothing.
const LONGEST: usize = 64;

/// A word's features, hashed once and shared by every template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The normalised form: lower case, digits as `0`, typographic quotes and dashes as plain ones.
    pub form: u64,
    /// Suffixes of 1 to 4 bytes of the normalised form (shorter words repeat the whole form).
    pub suffixes: [u64; AFFIX],
    /// Prefixes of 1 to 4 bytes of the normalised form.
    pub prefixes: [u64; AFFIX],
    /// The shape, see [`Shape`], as a number below 64.
    pub shape: u8,
}

/// What a word's characters look like, as bits of [`Word::shape`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Shape;

impl Shape {
    /// The first character is upper case.
    pub const INITIAL: u8 = 1;
    /// A later character is upper case.
    pub const INNER: u8 = 2;
    /// Some character is lower case.
    pub const LOWER: u8 = 4;
    /// Some character is a digit.
    pub const DIGIT: u8 = 8;
    /// Some character is a hyphen or a dash.
    pub const HYPHEN: u8 = 16;
    /// Some character is a full stop, a colon, a slash or an at sign.
    pub const DOT: u8 = 32;
}

impl Word {
    /// Features of `text`, in time linear in its first bytes.
    ///
    /// ```
    /// use copydesk_language::models::Word;
    /// assert_eq!(Word::new("“").form, Word::new("\"").form);
    /// assert_eq!(Word::new("In 1999").form, Word::new("in 2024").form);
    /// ```
    pub fn new(text: &str) -> Self {
        let mut bytes = [0u8; LONGEST + 8];
        let mut length = 0;
        let mut shape = 0;
        for (index, character) in text.chars().enumerate() {
            if length >= LONGEST {
                break;
            }
            shape |= shape_of(character, index == 0);
            length += normalize(character, &mut bytes[length..]);
        }
        let bytes = &bytes[..length];
        let affix = |range: &dyn Fn(usize) -> std::ops::Range<usize>| {
            std::array::from_fn(|index| hash_bytes(&bytes[range((index + 1).min(length))]))
        };
        Self {
            form: hash_bytes(bytes),
            suffixes: affix(&|size| length - size..length),
            prefixes: affix(&|size| 0..size),
            shape,
        }
    }

    /// A stand-in for a place before the first or after the last word.
    pub fn outside() -> Self {
        let hash = hash_str("\u{1}outside");
        Self { form: hash, suffixes: [hash; AFFIX], prefixes: [hash; AFFIX], shape: 63 }
    }

    /// Whether the word starts in upper case.
    pub fn is_capitalized(&self) -> bool {
        self.shape & Shape::INITIAL != 0
    }

    /// Whether all its letters are upper case, more than one of them.
    pub fn is_upper(&self) -> bool {
        self.shape & (Shape::INITIAL | Shape::INNER | Shape::LOWER) == Shape::INITIAL | Shape::INNER
    }
}

/// Writes the normalised character and says how many bytes it took.
fn normalize(character: char, out: &mut [u8]) -> usize {
    let plain = match character {
        '0'..='9' => '0',
        'A'..='Z' => character.to_ascii_lowercase(),
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‘' | '’' | '`' | '′' | '‚' => '\'',
        '–' | '—' | '―' | '−' | '‐' | '‑' => '-',
        '…' => '.',
        '\0'..='\u{7f}' => character,
        _ => character.to_lowercase().next().unwrap_or(character),
    };
    plain.encode_utf8(out).len()
}

fn shape_of(character: char, first: bool) -> u8 {
    match character {
        'a'..='z' => Shape::LOWER,
        'A'..='Z' => upper(first),
        '0'..='9' => Shape::DIGIT,
        '-' | '–' | '—' => Shape::HYPHEN,
        '.' | ':' | '/' | '@' => Shape::DOT,
        '\0'..='\u{7f}' => 0,
        _ if character.is_uppercase() => upper(first),
        _ if character.is_lowercase() => Shape::LOWER,
        _ => 0,
    }
}

fn upper(first: bool) -> u8 {
    if first { Shape::INITIAL } else { Shape::INNER }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_tells_names_acronyms_and_numbers_apart() {
        assert!(Word::new("Paris").is_capitalized());
        assert!(!Word::new("Paris").is_upper());
        assert!(Word::new("NATO").is_upper());
        assert_eq!(Word::new("12:30").shape, Shape::DIGIT | Shape::DOT);
    }

    #[test]
    fn words_of_any_length_and_script_have_features() {
        for text in ["", "é", "日本語", "🏳️‍🌈", &"x".repeat(1_000_000), "\u{0301}\u{0301}"] {
            Word::new(text);
        }
    }
}

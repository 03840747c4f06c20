//! Pages that were encoded twice: UTF-8 taken for Latin-1 or Windows-1252 and written as UTF-8 again, "CafÃ©" for "Café".

use crate::charset::{Builder, Decoded};
use copydesk_document::SourceMap;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::sync::LazyLock;

/// Characters that a page has at least before it counts as encoded twice: a few may be meant.
const FEWEST: usize = 5;

/// The page as it was meant, with the way back to its bytes; `None` where it was not encoded twice throughout.
pub(super) fn undo(text: &str) -> Option<Decoded> {
    let (mut twice, mut once) = (0, 0);
    let mut at = 0;
    loop {
        at += Encoding::ascii_valid_up_to(&text.as_bytes()[at..]);
        if at == text.len() {
            break;
        }
        match original(&text[at..]) {
            Some((_, length)) => {
                twice += 1;
                at += length;
            }
            None => {
                once += 1;
                at += first(&text[at..]).len_utf8();
            }
        }
        // Pages in scripts of their own are seen through soon.
        if once > FEWEST + twice {
            return None;
        }
    }
    (twice >= FEWEST && once * 10 <= twice).then(|| rebuilt(text))
}

fn rebuilt(text: &str) -> Decoded {
    let mut builder = Builder::default();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let ascii = Encoding::ascii_valid_up_to(rest.as_bytes());
        let length = if ascii > 0 {
            builder.copy(&rest[..ascii], at);
            ascii
        } else if let Some((character, length)) = original(rest) {
            builder.translate(character.encode_utf8(&mut [0; 4]), at..at + length);
            length
        } else {
            let length = first(rest).len_utf8();
            builder.copy(&rest[..length], at);
            length
        };
        at += length;
    }
    Decoded { text: builder.text, map: Some(SourceMap::new(builder.segments)) }
}

fn first(text: &str) -> char {
    text.chars().next().expect("there is a byte that is not ASCII")
}

/// The character that the first ones of `text` are the UTF-8 bytes of, and their length.
fn original(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    let mut length = 0;
    let mut count = 0;
    let mut wanted = 4;
    for (place, c) in text.chars().enumerate().take(4) {
        if place == wanted {
            break;
        }
        bytes[place] = byte_of(c)?;
        if place == 0 {
            wanted = match bytes[0] {
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => return None,
            };
        }
        length += c.len_utf8();
        count = place + 1;
    }
    let decoded = std::str::from_utf8(bytes.get(..wanted).filter(|_| count == wanted)?).ok()?;
    Some((decoded.chars().next()?, length))
}

/// What Windows-1252 makes of the bytes from 0x80 to 0x9F.
static HIGH: LazyLock<Vec<char>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0x9F).collect();
    WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect()
});

/// The byte that a character is in Latin-1 or Windows-1252; of ASCII none, as it never is a part of another character.
fn byte_of(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        _ if c.is_ascii() => None,
        _ => HIGH.iter().position(|high| *high == c).and_then(|place| u8::try_from(0x80 + place).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_document::Span;

    #[test]
    fn what_was_encoded_twice_is_undone_and_maps_back() {
        let meant = "<p>Café “Lisboa” – naïve 🙂 étude";
        for page in [
            meant.bytes().map(char::from).collect::<String>(),
            WINDOWS_1252.decode_without_bom_handling(meant.as_bytes()).0.into_owned(),
        ] {
            let decoded = undo(&page).unwrap();
            assert_eq!(decoded.text, meant);
            let at = meant.find("étude").unwrap();
            let source = decoded.map.unwrap().source(Span::from_range(at..at + 6)).unwrap();
            assert_eq!(&page[source.start as usize..source.end as usize], "Ã©tude");
        }
    }

    #[test]
    fn what_was_encoded_once_stays() {
        for page in [
            "<p>Café “Lisboa” – naïve 🙂 étude à Ça",
            "<p>Причал закрыт",
            "<p>CafÃ© is how it breaks",
            "",
            "é",
        ] {
            assert!(undo(page).is_none(), "{page}");
        }
    }
}

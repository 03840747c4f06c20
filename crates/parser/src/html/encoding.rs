//! The charset of a page: byte order mark, what the protocol and the page say, and whether the bytes agree.

use crate::charset::{Decoded, decode, decode_as};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

/// Bytes in which a page states its charset.
const HEAD: usize = 4096;

/// Decodes a page. Bytes that are well-formed UTF-8 are UTF-8, whatever is said: nothing else looks like it by chance.
///
/// # Errors
/// If the bytes are no text.
pub(super) fn decode_page(bytes: Vec<u8>, protocol: Option<&str>) -> Result<Decoded, String> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return decode(bytes);
    }
    let bytes = match String::from_utf8(bytes) {
        // Bytes that are zero may be UTF-16 without its mark.
        Ok(text) if memchr::memchr(0, text.as_bytes()).is_none() => {
            return Ok(super::twice::undo(&text).unwrap_or(Decoded { text, map: None }));
        }
        Ok(text) => return decode(text.into_bytes()),
        Err(error) => error.into_bytes(),
    };
    let head = &bytes[..bytes.len().min(HEAD)];
    let stated = protocol.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| in_page(head));
    match stated {
        // A page that states UTF-8 and is not, or UTF-16 in letters of one byte, says nothing.
        Some(encoding) if ![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding) => Ok(decode_as(&bytes, encoding)),
        _ => decode(bytes),
    }
}

/// The charset that a meta element or XML declaration names.
fn in_page(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        let at = memmem::find(&lower, key.as_bytes())? + key.len();
        let rest = lower[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
        Encoding::for_label(&rest[..end.unwrap_or(rest.len())])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], protocol: Option<&str>) -> String {
        decode_page(bytes.to_vec(), protocol).unwrap().text
    }

    #[test]
    fn utf8_that_claims_to_be_latin_is_utf8() {
        let page = "<meta charset='iso-8859-1'><p>Café – naïve";
        assert_eq!(text(page.as_bytes(), Some("iso-8859-1")), page);
    }

    #[test]
    fn the_charset_that_the_page_states_is_taken() {
        let page = b"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\"><p>\xB3";
        assert!(text(page, None).ends_with("ł"));
        assert!(text(b"<?xml version='1.0' encoding='koi8-r'?><p>\xC1", None).ends_with("а"));
    }

    #[test]
    fn the_protocol_goes_before_the_page() {
        assert!(text(b"<meta charset=koi8-r><p>\xE9", Some("windows-1252")).ends_with("é"));
    }

    #[test]
    fn a_page_that_claims_utf8_and_is_not_is_guessed() {
        let page = b"<meta charset=utf-8><p>The caf\xE9 owner said \x93we are closing\x94 and left.";
        assert!(text(page, Some("utf-8")).contains("café owner said “we are closing”"));
    }
}

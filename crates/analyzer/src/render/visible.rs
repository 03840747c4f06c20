//! Characters that must not reach a terminal as they are.

use std::borrow::Cow;

/// `text` on one line and without characters that steer a terminal, reorder the text or hide in it: white space becomes
/// a space, a control character its picture, other invisible ones their number.
///
/// ```
/// use copydesk_analyzer::render::visible;
///
/// assert_eq!(visible("plain “text”"), "plain “text”");
/// assert_eq!(visible("a\x1b[31mb\nc\u{202e}d"), "a␛[31mb c\\u{202e}d");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| shown(character) == Shown::AsIs) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match shown(character) {
            Shown::AsIs => out.push(character),
            Shown::As(other) => out.push(other),
            Shown::Number => out.extend(character.escape_unicode()),
        }
    }
    Cow::Owned(out)
}

/// How a character is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    AsIs,
    As(char),
    Number,
}

/// How `character` is shown. The invisible ones are the format characters of Unicode (Cf) but for the joiners, which
/// scripts and emoji need.
pub(super) fn shown(character: char) -> Shown {
    match character {
        ' '..='~' | '\u{200c}' | '\u{200d}' => Shown::AsIs,
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Shown::As(' '),
        '\0'..='\u{1f}' => Shown::As(char::from_u32(0x2400 + u32::from(character)).unwrap_or(' ')),
        '\u{7f}' => Shown::As('␡'),
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Shown::Number,
        _ if character.is_whitespace() => Shown::As(' '),
        _ => Shown::AsIs,
    }
}

//! Character references: `&amp;`, `&#8217;`, `&nbsp`.

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use std::borrow::Cow;
use std::convert::Infallible;

/// Bytes that the longest name has, with room to spare.
const LONGEST: usize = 40;

/// What the reference at the start of `source` stands for, and its bytes; `None` where the ampersand is none.
///
/// Names are looked up by the tokenizer, which holds their table.
pub(crate) fn reference(source: &str) -> Option<(Cow<'static, str>, usize)> {
    let common = [
        ("&amp;", "&"),
        ("&nbsp;", "\u{a0}"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&rsquo;", "’"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&#8217;", "’"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
    ];
    if let Some((name, character)) = common.iter().find(|(name, _)| source.starts_with(name)) {
        return Some((Cow::Borrowed(character), name.len()));
    }
    let bytes = source.as_bytes();
    let body = bytes.iter().skip(1).take(LONGEST);
    let name = body.take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
    if name == 0 {
        return None;
    }
    let end = 1 + name + usize::from(bytes.get(1 + name) == Some(&b';'));
    let source = &source[..end];
    let decoded = tokenized(source);
    if decoded == source {
        return None;
    }
    // A name without semicolon may end inside the letters: `&copy2020`. What is behind it comes out unchanged.
    let rest = common_suffix(&decoded, source);
    let kept = if rest < decoded.len() { rest } else { 0 };
    Some((Cow::Owned(decoded[..decoded.len() - kept].to_owned()), end - kept))
}

fn tokenized(source: &str) -> String {
    let mut decoded = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| {
        if let CallbackEvent::String { value } = event {
            decoded.push_str(&String::from_utf8_lossy(value));
        }
        None::<Infallible>
    });
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
    decoded
}

fn common_suffix(a: &str, b: &str) -> usize {
    let same = a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b && a.is_ascii_alphanumeric());
    same.count()
}

/// `source` with its references decoded.
pub(crate) fn decode(source: &str) -> Cow<'_, str> {
    if !source.contains('&') {
        return Cow::Borrowed(source);
    }
    let mut decoded = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = reference(rest).unwrap_or((Cow::Borrowed("&"), 1));
        decoded.push_str(&character);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_with_and_without_semicolon() {
        assert_eq!(decode("AT&amp;T &lt;b&gt; caf&eacute; &#8211; &#x2014; &rsquo;"), "AT&T <b> café – — ’");
        assert_eq!(decode("&copy2020 &nbsp"), "©2020 \u{a0}");
    }

    #[test]
    fn an_ampersand_that_is_no_reference_stays() {
        assert_eq!(decode("R&D & Q&A; &;&"), "R&D & Q&A; &;&");
        assert_eq!(decode("&nosuchthing; &#; &#x;"), "&nosuchthing; &#; &#x;");
    }

    #[test]
    fn the_length_covers_the_reference_alone() {
        assert_eq!(reference("&copy2020"), Some(("©".into(), 5)));
        assert_eq!(reference("&semi; and"), Some((";".into(), 6)));
        assert_eq!(reference("& and"), None);
    }
}

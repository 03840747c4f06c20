//! Untrusted text made safe to look at. Escaping for HTML is the templates' work.

use copydesk_analyzer::render;

/// The text with characters made visible that a browser would act on without showing them, such as those that reorder a
/// line. Line ends stay.
pub(crate) fn visible(text: &str) -> String {
    text.lines().map(render::visible).collect::<Vec<_>>().join("\n")
}

/// The address, if it is one that a report may link to: one of the web.
pub(crate) fn link(url: &str) -> Option<String> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme)?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let is_plain = !url.contains(char::is_whitespace) && render::visible(url) == url;
    (is_web && is_plain).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_reorder_a_line_are_shown_and_line_ends_stay() {
        assert_eq!(visible("a\u{202E}b\u{2069}"), "a\\u{202e}b\\u{2069}");
        assert_eq!(visible("a\nb\r\nc"), "a\nb\nc");
    }

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        assert_eq!(link("https://example.com/a?b=c").as_deref(), Some("https://example.com/a?b=c"));
        assert_eq!(link("HTTP://example.com").as_deref(), Some("HTTP://example.com"));
        for foreign in
            ["javascript:alert(1)", "javascript://x/%0aalert(1)", " https://a", "java\tscript:a", "/a", ""]
        {
            assert_eq!(link(foreign), None, "{foreign:?}");
        }
    }
}

//! How the articles of a run are strung together.

use super::{Output, OutputError, Sink};
use serde::Serialize;

/// What stands before, between and after the articles.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One JSON object a line.
    Lines,
    /// One JSON array, indented.
    Array,
    /// One page after the other, an empty line between.
    Pages,
}

impl Layout {
    /// What stands before the first article.
    pub(crate) fn opening(self) -> &'static str {
        if self == Self::Array { "[" } else { "" }
    }

    /// What stands before each article.
    pub(crate) fn separator(self, is_first: bool) -> &'static str {
        match (self, is_first) {
            (Self::Array, true) => "\n",
            (Self::Array, false) => ",\n",
            (Self::Pages, false) => "\n",
            _ => "",
        }
    }

    /// What stands after the last article.
    pub(crate) fn closing(self) -> &'static str {
        if self == Self::Array { "\n]\n" } else { "" }
    }

    /// An article as JSON, in this layout.
    pub(crate) fn json(self, article: &impl Serialize) -> Vec<u8> {
        const CANNOT_FAIL: &str = "an article's maps have string keys, and writing to memory succeeds";
        if self == Self::Array {
            return on_one_line(serde_json::to_string_pretty(article).expect(CANNOT_FAIL));
        }
        let mut line = on_one_line(serde_json::to_string(article).expect(CANNOT_FAIL));
        line.push(b'\n');
        line
    }
}

/// Articles strung together in a layout, one after the other as they come.
pub(crate) struct Stream {
    sink: Sink,
    layout: Layout,
    is_first: bool,
}

impl Stream {
    pub(crate) fn new(mut sink: Sink, layout: Layout) -> Result<Self, OutputError> {
        sink.write(layout.opening().as_bytes())?;
        Ok(Self { sink, layout, is_first: true })
    }
}

impl Output<Vec<u8>> for Stream {
    fn add(&mut self, part: Vec<u8>) -> Result<(), OutputError> {
        self.sink.write(self.layout.separator(self.is_first).as_bytes())?;
        self.is_first = false;
        self.sink.write(&part)
    }

    fn prints(&self) -> bool {
        self.sink.prints()
    }

    fn settle(&mut self) -> Result<(), OutputError> {
        self.sink.flush()
    }

    fn finish(mut self) -> Result<(), OutputError> {
        self.sink.write(self.layout.closing().as_bytes())?;
        self.sink.finish()
    }
}

/// JSON with the line breaks that Unicode knows beside the line feed escaped: JSON lets them stand in a string, but
/// many a reader of lines (Python's `splitlines`, JavaScript before 2019) ends a line there.
pub(super) fn on_one_line(json: String) -> Vec<u8> {
    const BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];
    if !json.contains(BREAKS) {
        return json.into_bytes();
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for piece in json.split_inclusive(BREAKS) {
        match piece.chars().next_back().filter(|last| BREAKS.contains(last)) {
            Some(last) => {
                escaped.push_str(&piece[..piece.len() - last.len_utf8()]);
                escaped.push_str(&format!("\\u{:04x}", u32::from(last)));
            }
            None => escaped.push_str(piece),
        }
    }
    escaped.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_stays_one_line_whatever_breaks_its_text_holds() {
        let text = "a\u{2028}b\u{85}\u{2029}\nc\u{c}";
        let line = Layout::Lines.json(&text);
        assert_eq!(line, b"\"a\\u2028b\\u0085\\u2029\\nc\\f\"\n");
        assert_eq!(serde_json::from_slice::<String>(&line).unwrap(), text);
    }
}

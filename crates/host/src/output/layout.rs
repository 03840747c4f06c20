//! How the articles of a run are strung together.

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
            return serde_json::to_vec_pretty(article).expect(CANNOT_FAIL);
        }
        let mut line = serde_json::to_vec(article).expect(CANNOT_FAIL);
        line.push(b'\n');
        line
    }
}

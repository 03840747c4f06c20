//! An attribution before it becomes a finding: ranges of words with a role.

use crate::reading::Reading;
use std::ops::Range;

/// What was said, by which words it is introduced, and whose it is. All ranges are of words, and none is empty.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribution {
    /// The pieces of what was said, in order.
    pub content: Vec<Range<usize>>,
    /// The words that attribute it.
    pub cue: Option<Range<usize>>,
    /// Whoever it comes from.
    pub source: Option<Range<usize>>,
    /// How sure it is, from 0 to 1.
    pub score: f32,
    /// Whether it is a turn of a transcript, which gives the words without quotation marks.
    pub verbatim: bool,
}

impl Attribution {
    /// Content pieces, cue and source.
    pub fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        self.content.iter().chain(&self.cue).chain(&self.source)
    }

    /// The first word of its parts.
    pub fn first(&self) -> usize {
        self.parts().map(|part| part.start).min().unwrap_or(0)
    }

    /// The last word of its parts.
    pub fn last(&self) -> usize {
        self.parts().map(|part| part.end - 1).max().unwrap_or(0)
    }

    /// How much of the content is given word for word: `direct`, `mixed` or `indirect`.
    pub fn kind(&self, reading: &Reading) -> &'static str {
        if self.verbatim {
            return "direct";
        }
        let words =
            self.content.iter().flat_map(|piece| &reading.words[piece.clone()]).filter(|word| word.is_word());
        let (mut quoted, mut all) = (0, 0);
        for word in words {
            all += 1;
            quoted += usize::from(word.region.is_some());
        }
        match quoted {
            0 => "indirect",
            _ if quoted == all => "direct",
            _ => "mixed",
        }
    }
}

//! The map from a document's text back to the bytes of the file that it was read from.

use crate::Span;
use std::ops::Range;

/// A stretch of text and the stretch of the file it came from.
///
/// Where both have the same length the bytes are the same, one by one; otherwise the file's stretch (an entity, a run
/// of white space, a character of another charset) stands for the text's stretch as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Segment {
    /// Bytes of the document's text.
    pub text: Span,
    /// Bytes of the original file.
    pub source: Range<u64>,
    /// Whether the bytes are the same, one by one.
    pub verbatim: bool,
}

/// Segments in the order of the text, without overlap. Text between two segments (a line break between two blocks)
/// comes from no place of its own.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

impl SourceMap {
    /// A map of segments that are sorted by their text and do not overlap.
    ///
    /// # Panics
    /// If they overlap or are out of order, or a verbatim segment has two lengths.
    #[must_use]
    pub fn new(segments: Vec<Segment>) -> Self {
        assert!(
            segments.windows(2).all(|pair| pair[0].text.end <= pair[1].text.start),
            "segments out of order"
        );
        let same = |s: &Segment| !s.verbatim || u64::from(s.text.len()) == s.source.end - s.source.start;
        assert!(segments.iter().all(same), "a verbatim segment has two lengths");
        Self { segments }
    }

    /// The segments, in order.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The smallest range of the file that holds everything the span's text came from; `None` where it came from
    /// nothing.
    ///
    /// ```
    /// use copydesk_document::{Segment, SourceMap, Span};
    ///
    /// // `AT&amp;T` in the file, `AT&T` in the text.
    /// let segment = |text: Span, source, verbatim| Segment { text, source, verbatim };
    /// let map = SourceMap::new(vec![
    ///     segment(Span::new(0, 2), 0..2, true),
    ///     segment(Span::new(2, 3), 2..7, false),
    ///     segment(Span::new(3, 4), 7..8, true),
    /// ]);
    /// assert_eq!(map.source(Span::new(1, 3)), Some(1..7));
    /// ```
    #[must_use]
    pub fn source(&self, span: Span) -> Option<Range<u64>> {
        let first = self.segments.partition_point(|segment| segment.text.end <= span.start);
        let behind = self.segments.partition_point(|segment| segment.text.start < span.end);
        let touched = self.segments.get(first..behind)?;
        let ends = touched.iter().map(|segment| segment.source_of(span));
        ends.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
    }
}

impl Segment {
    fn source_of(&self, span: Span) -> Range<u64> {
        if !self.verbatim {
            return self.source.clone();
        }
        let start = u64::from(span.start.saturating_sub(self.text.start));
        let cut = u64::from(self.text.end.saturating_sub(span.end));
        self.source.start + start..self.source.end - cut
    }
}

//! Stretches of text in quotation marks, whatever marks the article uses.

use copydesk_document::{Document, Layer, Span};

/// The quoted stretches of a document's headline and body, marks included, in order, without overlap.
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::Quoted;
///
/// let document = Document::from_paragraphs("“We won’t,” he said.");
/// let quoted = document.layer::<Quoted>();
/// assert_eq!(document.slice(quoted.all()[0]), "“We won’t,”");
/// assert!(quoted.holds(3) && !quoted.holds(22));
/// ```
pub struct Quoted(Vec<Span>);

impl Quoted {
    /// All stretches.
    #[must_use]
    pub fn all(&self) -> &[Span] {
        &self.0
    }

    /// The index of the stretch that holds a byte offset.
    #[must_use]
    pub fn at(&self, offset: u32) -> Option<usize> {
        let index = self.0.partition_point(|stretch| stretch.start <= offset).checked_sub(1)?;
        (offset < self.0[index].end).then_some(index)
    }

    /// Whether a byte offset stands in quotation marks.
    #[must_use]
    pub fn holds(&self, offset: u32) -> bool {
        self.at(offset).is_some()
    }
}

impl Layer for Quoted {
    fn compute(document: &Document) -> Self {
        let blocks = document.read_blocks();
        Self(blocks.flat_map(|(_, block)| regions(document.text(), block.span)).collect())
    }
}

/// What a character (or a pair of apostrophes) does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    Straight,
    SingleOpen,
    SingleClose,
    SingleStraight,
}

/// The outermost quoted stretches of `block`, marks included, in order, in time linear in its length.
///
/// Double marks come first: single ones count only outside of them and only as a pair. A mark that nothing closes runs
/// to the end of the block, as in a quotation over several paragraphs.
fn regions(text: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Mark)> = None;
    let mut depth = 0usize;
    for place in marks(&text[block.range()]) {
        match open {
            None if opens(&place) => {
                open = Some((place.start, place.mark));
                depth = 0;
            }
            None => {}
            Some((_, opening)) if is_single(opening) && !is_single(place.mark) => {
                // The single mark was an apostrophe: a double mark never stands inside an unclosed single one.
                open = opens(&place).then_some((place.start, place.mark));
                depth = 0;
            }
            Some((_, opening)) if is_single(opening) != is_single(place.mark) => {}
            Some((start, _)) if closes(&place, depth) => {
                found.push(start..place.end);
                open = None;
            }
            Some(_) if nests(&place) => depth += 1,
            Some(_) if depth > 0 && place.mark == Mark::Close => depth -= 1,
            Some(_) => {}
        }
    }
    if let Some((start, mark)) = open
        && !is_single(mark)
    {
        found.push(start..block.len() as usize);
    }
    let base = block.start as usize;
    let span = |range: std::ops::Range<usize>| Span::from_range(base + range.start..base + range.end);
    found.into_iter().map(span).collect()
}

/// A mark, with what stands on both sides of it.
struct Place {
    start: usize,
    end: usize,
    mark: Mark,
    before: Option<char>,
    after: Option<char>,
}

fn marks(text: &str) -> impl Iterator<Item = Place> + '_ {
    let mut before = None;
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((start, character)) = characters.next() {
            let previous = before.replace(character);
            let mut end = start + character.len_utf8();
            let doubled =
                matches!(character, '\'' | '`') && characters.peek().is_some_and(|next| next.1 == character);
            if doubled {
                characters.next();
                end += 1;
            }
            let mark = match character {
                '“' | '„' | '«' => Mark::Open,
                '”' | '»' => Mark::Close,
                '`' if doubled => Mark::Open,
                '"' | '″' => Mark::Straight,
                '\'' if doubled => Mark::Straight,
                '‘' => Mark::SingleOpen,
                '’' => Mark::SingleClose,
                '\'' => Mark::SingleStraight,
                _ => continue,
            };
            let after = characters.peek().map(|next| next.1);
            return Some(Place { start, end, mark, before: previous, after });
        }
        None
    })
}

fn is_single(mark: Mark) -> bool {
    matches!(mark, Mark::SingleOpen | Mark::SingleClose | Mark::SingleStraight)
}

fn free_before(place: &Place) -> bool {
    place
        .before
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '‘' | '\''))
}

fn free_after(place: &Place) -> bool {
    place.after.is_none_or(|c| !c.is_alphanumeric())
}

fn opens(place: &Place) -> bool {
    match place.mark {
        Mark::Open => true,
        Mark::Close | Mark::SingleClose => false,
        Mark::Straight => {
            free_before(place) || place.after.is_some_and(|c| !c.is_whitespace() && !".,;:!?)".contains(c))
        }
        Mark::SingleOpen => free_before(place),
        Mark::SingleStraight => free_before(place) && place.after.is_some_and(char::is_alphabetic),
    }
}

fn nests(place: &Place) -> bool {
    place.mark == Mark::Open && place.after.is_some_and(char::is_alphanumeric)
}

fn closes(place: &Place, depth: usize) -> bool {
    match place.mark {
        Mark::Close => depth == 0,
        Mark::Straight => {
            !(place.before.is_none_or(char::is_whitespace) && place.after.is_some_and(char::is_alphanumeric))
        }
        Mark::SingleClose | Mark::SingleStraight => {
            free_after(place) && !place.before.is_none_or(char::is_whitespace)
        }
        Mark::Open | Mark::SingleOpen => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let block = Span::from_range(0..text.len());
        regions(text, block).into_iter().map(|region| &text[region.range()]).collect()
    }

    #[test]
    fn every_style_of_double_marks_is_read() {
        assert_eq!(quoted("“One,” he said. “Two.”"), ["“One,”", "“Two.”"]);
        assert_eq!(quoted("\"One,\" he said. \"Two.\""), ["\"One,\"", "\"Two.\""]);
        assert_eq!(quoted("''One,'' he said. ``Two.''"), ["''One,''", "``Two.''"]);
        assert_eq!(quoted("“One,\" he said."), ["“One,\""]);
    }

    #[test]
    fn single_marks_count_as_a_pair_outside_double_ones() {
        assert_eq!(quoted("‘We’re late,’ she said."), ["‘We’re late,’"]);
        assert_eq!(quoted("'We're late,' she said."), ["'We're late,'"]);
        assert_eq!(quoted("“He called it ‘a win’ today,” she said."), ["“He called it ‘a win’ today,”"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(quoted("The ’90s weren't the dogs' best years, James’ said.").is_empty());
        assert_eq!(quoted("In the '90s it's \"fine,\" he said."), ["\"fine,\""]);
    }

    #[test]
    fn a_nested_mark_of_the_same_kind_stays_inside() {
        assert_eq!(quoted("“I read “Emma” twice,” he said."), ["“I read “Emma” twice,”"]);
    }

    #[test]
    fn an_unclosed_mark_runs_to_the_end_of_its_block() {
        let text = "“We will go on.";
        assert_eq!(quoted(text), [text]);
    }

    #[test]
    fn a_megabyte_of_unclosed_marks_is_one_region() {
        for unit in ["“unclosed ", "\" ", "‘x", "''", "“"] {
            let text = unit.repeat(1_000_000 / unit.len());
            assert!(quoted(&text).len() <= text.len() / 4);
        }
    }

    #[test]
    fn inches_do_not_open_a_quotation() {
        assert!(quoted("The 6\" pipe was short.").is_empty());
    }
}

//! Words that stand twice: leads above the body that the body says again, and copies of paragraphs.

use super::piece::Piece;
use std::collections::BTreeMap;

/// Characters that two pieces must share from their starts before one can be a copy of the other.
pub(super) const MIN_LEAD: usize = 30;
/// Pieces with the same start that are compared: more would be a list, not a lead.
const COMPARED: usize = 4;

/// The characters of a text as they are compared: no white space, which gets lost where lines are joined, quotation
/// marks straight, no letter case.
fn normal(text: &str) -> impl Iterator<Item = char> {
    let chars = text.chars().filter(|c| !super::shape::is_blank(*c)).map(|c| match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        c => c,
    });
    chars.flat_map(char::to_lowercase)
}

/// The start by which a text is looked up; `None` where it is too short.
fn key(text: &str) -> Option<String> {
    let key: String = normal(text).take(MIN_LEAD).collect();
    (key.chars().count() == MIN_LEAD).then_some(key)
}

/// Whether both say the same but for white space, quotation marks and letter case.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    normal(a.trim()).eq(normal(b.trim()))
}

/// The starts of all pieces.
pub(super) struct LeadIndex(BTreeMap<String, Vec<usize>>);

impl LeadIndex {
    pub(super) fn of(text: &str, pieces: &[Piece]) -> Self {
        let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, piece) in pieces.iter().enumerate() {
            if let Some(key) = key(piece.text(text)) {
                let found = index.entry(key).or_default();
                if found.len() < COMPARED {
                    found.push(number);
                }
            }
        }
        Self(index)
    }

    /// Whether another piece starts as this one does.
    pub(super) fn is_repeated(&self, text: &str, pieces: &[Piece], index: usize) -> bool {
        let key = key(pieces[index].text(text));
        key.and_then(|key| self.0.get(&key)).is_some_and(|group| group.iter().any(|other| *other != index))
    }

    /// The first word of `reach`, but for the very first, from which on `words` (which starts as `reach` does) says
    /// what some piece starts with.
    pub(super) fn find_in(&self, reach: &str, words: &str) -> Option<usize> {
        let mut starts = reach.char_indices().zip(reach.chars().skip(1)).filter_map(|((at, c), next)| {
            (super::shape::is_blank(c) && !super::shape::is_blank(next)).then_some(at + c.len_utf8())
        });
        starts.find(|start| key(&words[*start..]).is_some_and(|key| self.0.contains_key(&key)))
    }
}

/// What a teaser ends with where it was cut.
const CUTS: &[&str] = &["...", "…", "[…]", "[...]", "read more", "continue reading", "more"];

fn without_cut(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(rest) = CUTS.iter().find_map(|cut| {
        let at = text.len().checked_sub(cut.len())?;
        text.is_char_boundary(at).then_some(())?;
        text[at..].eq_ignore_ascii_case(cut).then(|| text[..at].trim_end())
    }) {
        text = rest;
    }
    text
}

/// Marks paragraphs whose words another one, or several in a row, say in full.
pub(super) fn mark(text: &str, pieces: &mut [Piece]) {
    let index = LeadIndex::of(text, pieces);
    let headline = pieces.iter().position(|piece| {
        piece.kind == Some(copydesk_document::BlockKind::Headline) && piece.duplicate_of.is_none()
    });
    for group in index.0.values().filter(|group| group.len() > 1) {
        let open: Vec<usize> = group.iter().copied().filter(|number| pieces[*number].is_open()).collect();
        for (position, first) in open.iter().enumerate() {
            for second in &open[position + 1..] {
                if let Some((copy, of)) = copy(text, pieces, *first, *second, headline) {
                    pieces[copy].duplicate_of.get_or_insert(of);
                }
            }
        }
    }
    // A copy of a copy is a copy of what stays.
    for number in (0..pieces.len()).rev() {
        if let Some(of) = pieces[number].duplicate_of
            && let Some(further) = pieces[of].duplicate_of
        {
            pieces[number].duplicate_of = Some(further);
        }
    }
}

/// Which of two pieces is a copy of the other, if one is.
fn copy(
    text: &str,
    pieces: &[Piece],
    first: usize,
    second: usize,
    headline: Option<usize>,
) -> Option<(usize, usize)> {
    let first_in_second = said(text, pieces, first, second);
    // Above the headline stand teasers, which may leave out a sentence of what they announce.
    if headline.is_some_and(|headline| first < headline && headline < second) {
        return (first_in_second.shared >= 2 * MIN_LEAD).then_some((first, second));
    }
    let second_in_first = said(text, pieces, second, first);
    // Of two equals the one in the body stays: right below the headline stands a teaser.
    let is_teaser = headline.is_none_or(|headline| first <= headline + 1);
    match (first_in_second.whole, second_in_first.whole) {
        (true, true) if is_teaser => Some((first, second)),
        (_, true) => Some((second, first)),
        (true, false) => Some((first, second)),
        (false, false) => None,
    }
}

/// How much of a piece others say.
struct Said {
    /// Characters that they share from the start on.
    shared: usize,
    /// Whether they say all of it.
    whole: bool,
}

/// How much of `pieces[copy]`, from its start on, `pieces[of]` and those that follow it say.
fn said(text: &str, pieces: &[Piece], copy: usize, of: usize) -> Said {
    let following = pieces[of..].iter().take_while(|piece| piece.range != pieces[copy].range);
    let mut said = following.flat_map(|piece| normal(piece.text(text)));
    let mut copied = normal(without_cut(pieces[copy].text(text)));
    let mut shared = 0;
    let whole = copied.all(|c| {
        shared += 1;
        said.next() == Some(c)
    });
    Said { shared, whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copies(text: &str) -> Vec<Option<usize>> {
        let mut pieces: Vec<Piece> = super::super::lines::split(text).into_iter().map(Piece::new).collect();
        mark(text, &mut pieces);
        pieces.into_iter().map(|piece| piece.duplicate_of).collect()
    }

    #[test]
    fn a_cut_lead_points_at_the_first_of_the_paragraphs_that_say_it() {
        let text = "The harbour lets a third of its pilots go. Nobody had told them, they say. The uni…\n\
                    The harbour lets a third of its\u{a0} pilots go.\n\
                    Nobody had told them, they say.\n\
                    The union calls it reckless, and says that it will go to court.";
        assert_eq!(copies(text), [Some(1), None, None, None]);
    }

    #[test]
    fn a_paragraph_that_only_starts_alike_is_no_copy() {
        let text = "The harbour lets a third of its pilots go, the union says.\n\
                    The harbour lets a third of its pilots stay, the union says.";
        assert_eq!(copies(text), [None, None]);
    }

    #[test]
    fn many_equal_lines_take_no_longer_than_their_number() {
        let text = "The same words come again and again here.\n".repeat(20_000);
        assert_eq!(copies(&text).len(), 20_000);
    }
}

//! Lines in which several things were run together: byline, date and lead; dateline and paragraph.

use super::byline;
use super::cues::DATE_LABELS;
use super::piece::Piece;
use super::repeats::{LeadIndex, MIN_LEAD};
use super::shape::{is_at_most, is_blank, trim};
use crate::data::{compiled, lines};
use crate::time;
use copydesk_document::BlockKind;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Pieces from the top among which a byline is looked for: nothing below is the head of the article.
const HEAD: usize = 40;
/// Bytes of a line in which its byline and date end.
const REACH: usize = 400;

/// Replaces each line that runs several things together by the pieces it is made of.
pub(super) fn take_apart(text: &str, pieces: &mut Vec<Piece>) {
    let leads = LeadIndex::of(text, pieces);
    let parts = pieces.iter().enumerate().flat_map(|(index, piece)| {
        let parts = if index < HEAD { byline_and_rest(text, piece, &leads) } else { None };
        parts.or_else(|| dateline_and_rest(text, piece)).unwrap_or_else(|| vec![piece.clone()])
    });
    *pieces = parts.collect();
}

/// "By A and B June 16, 2023 11:00 pm ET The lead": the byline, the date, and the lead, which has no mark of its own; it
/// starts behind the date, or where the words of a later paragraph start.
fn byline_and_rest(text: &str, piece: &Piece, leads: &LeadIndex) -> Option<Vec<Piece>> {
    let words = piece.text(text);
    if !byline::has_cue(words) {
        return None;
    }
    let start = piece.range.start;
    let reach = &words[..words.floor_char_boundary(REACH)];
    let date = time::find_all(reach).next();
    let lead = leads.find_in(reach, words).map(|at| start + at);
    let date = date.map(|stated| start + stated.range.start..start + stated.range.end);
    let date = date.filter(|date| lead.is_none_or(|lead| date.end <= lead));
    let head_end = match (&date, lead) {
        (None, None) => return byline::is_byline(words).then(|| vec![claimed(piece, BlockKind::Byline)]),
        (_, Some(lead)) => lead,
        (Some(date), None) => date.end,
    };
    let names = trim(text, start..date.as_ref().map_or(head_end, |date| date.start));
    let names = start..start + without_labels(&text[names]).len();
    if !byline::is_byline(&text[names.clone()]) {
        return None;
    }
    let mut parts = vec![Piece::of_kind(names.clone(), BlockKind::Byline)];
    if date.is_some() {
        parts.push(Piece::of_kind(
            label_start(text, names.end)..trim(text, names.end..head_end).end,
            BlockKind::Dateline,
        ));
    }
    let rest = trim(text, head_end..piece.range.end);
    if rest.is_empty() || is_at_most(&text[rest.clone()], 2) {
        parts.last_mut()?.range.end = piece.range.end;
    } else {
        parts.push(Piece::new(rest));
    }
    Some(parts)
}

fn claimed(piece: &Piece, kind: BlockKind) -> Piece {
    Piece { kind: Some(kind), ..piece.clone() }
}

/// Marks between the parts of a line.
fn is_separator(c: char) -> bool {
    is_blank(c) || matches!(c, '|' | '·' | '•' | '-' | '–' | '—' | ':' | ',')
}

/// A byline without the words that belong to the date behind it, such as "| Updated".
fn without_labels(byline: &str) -> &str {
    let end = byline.trim_end_matches(is_separator);
    let labels = lines(DATE_LABELS).filter_map(|label| {
        let at = end.len().checked_sub(label.len())?;
        let is_label = end.is_char_boundary(at)
            && end[at..].eq_ignore_ascii_case(label)
            && end[..at].ends_with(is_separator);
        is_label.then(|| end[..at].trim_end_matches(is_separator))
    });
    labels.min_by_key(|rest| rest.len()).unwrap_or(end)
}

/// Where the words behind `end` start.
fn label_start(text: &str, end: usize) -> usize {
    text.len() - text[end..].trim_start_matches(is_separator).len()
}

static DATELINES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = lines(include_str!("../../data/datelines.txt"));
    patterns.map(compiled).collect()
});

/// Characters that a dateline has at most.
const LONGEST: usize = 120;

/// The bytes of the dateline at the start of a paragraph, its dash included.
fn dateline(paragraph: &str) -> Option<Range<usize>> {
    let reach = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    let found = DATELINES.iter().find_map(|pattern| pattern.find(reach))?;
    let end = found.start() + found.as_str().trim_end().len();
    (paragraph.len() > end + MIN_LEAD).then_some(found.start()..end)
}

fn dateline_and_rest(text: &str, piece: &Piece) -> Option<Vec<Piece>> {
    let found = dateline(piece.text(text))?;
    let start = piece.range.start;
    let rest = trim(text, start + found.end..piece.range.end);
    Some(vec![Piece::of_kind(start..start + found.end, BlockKind::Dateline), Piece::new(rest)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_of_agencies_are_found() {
        let dateline = |text: &str| {
            let text = format!("{text} The company said on Monday that it would go on.");
            dateline(&text).map(|range| text[range].to_owned())
        };
        for line in [
            "LISBON, March 3 (Reuters) —",
            "LISBON (AP) —",
            "NEW YORK —",
            "(Reuters) -",
            "(CNN) —",
            "Lisbon, Portugal (CNN) —",
            "ST. LOUIS, Mo. --",
            "SÃO PAULO, Brazil –",
            "WASHINGTON/BRUSSELS, June 1 (Reuters) -",
        ] {
            assert_eq!(dateline(line).as_deref(), Some(line));
        }
        for line in ["It was late —", "He left – again.", "NATO —", "(Reuters) said so.", "LISBON is a city."]
        {
            assert!(line == "NATO —" || dateline(line).is_none(), "{line}");
        }
    }
}

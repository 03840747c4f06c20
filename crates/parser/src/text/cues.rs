//! Words that give a piece away: page furniture, credits, dates. The words are tables in `data/`.

use super::byline::is_byline;
use super::piece::Piece;
use super::shape::is_at_most;
use crate::data::{any_of, compiled, compiled_set, lines, rows};
use crate::time;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use copydesk_document::{BlockKind, Noise};
use regex::{Regex, RegexSet};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const NOISE: &str = include_str!("../../data/noise.tsv");
/// Words that stand around a date of publication.
pub(super) const DATE_LABELS: &str = include_str!("../../data/date-labels.txt");
const PATTERNS: &str = include_str!("../../data/patterns.tsv");

/// Characters beyond which a piece is not looked at: furniture is short.
const LONGEST: usize = 300;
/// Characters that a piece has at most that is told by its start or a part.
const SHORT: usize = 200;

/// Marks the pieces that their own words give away.
pub(super) fn mark(text: &str, pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().filter(|piece| piece.is_open()) {
        if let Some(kind) = kind(&text[piece.range.clone()]) {
            piece.kind = Some(kind);
        }
    }
    mark_groups(text, pieces);
}

pub(crate) fn kind(words: &str) -> Option<BlockKind> {
    if !is_at_most(words, LONGEST) {
        return None;
    }
    if is_dateline(words) {
        return Some(BlockKind::Dateline);
    }
    if is_byline(words) {
        return Some(BlockKind::Byline);
    }
    let plain = plain(words);
    noise(&plain, words).map(BlockKind::Boilerplate).or_else(|| pattern(words))
}

/// A piece as the tables write it: small letters, straight apostrophes, single blanks, no marks around it.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            plain.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            plain.push_str(&word.to_lowercase().replace(['’', '‘'], "'"));
        }
    }
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '>' | '(' | ':');
    plain.truncate(plain.trim_end_matches(is_mark).len());
    plain.drain(..plain.len() - plain.trim_start_matches(is_mark).len());
    plain
}

fn bare(plain: &str) -> &str {
    plain.trim_matches(|c: char| !c.is_alphanumeric())
}

struct Table {
    whole: BTreeMap<&'static str, Noise>,
    among: BTreeMap<&'static str, Noise>,
    starts: AhoCorasick,
    start_reasons: Vec<Noise>,
    parts: AhoCorasick,
    part_reasons: Vec<Noise>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let of = |place: &'static str| {
        let rows = rows::<3>(NOISE).filter(move |[_, at, _]| *at == place);
        rows.map(|[reason, _, words]| (words, reason_named(reason)))
    };
    let (parts, part_reasons): (Vec<_>, Vec<_>) = of("part").unzip();
    let parts = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(parts);
    let (starts, start_reasons): (Vec<_>, Vec<_>) = of("start").unzip();
    let anchored = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .start_kind(StartKind::Anchored)
        .build(starts);
    let bare = |(words, reason)| (bare(words), reason);
    Table {
        whole: of("whole").map(bare).collect(),
        among: of("among").map(bare).collect(),
        starts: anchored.expect("the table is small"),
        start_reasons,
        parts: parts.expect("the table is small"),
        part_reasons,
    }
});

fn reason_named(name: &str) -> Noise {
    let found = Noise::ALL.iter().find(|noise| noise.name() == name);
    *found.expect("the tables name reasons that exist")
}

fn noise(plain: &str, words: &str) -> Option<Noise> {
    let whole = TABLE.whole.get(bare(plain)).or_else(|| TABLE.whole.get(without_count(bare(plain))));
    if let Some(reason) = whole {
        return Some(*reason);
    }
    if !is_at_most(words, SHORT) || words.starts_with(['"', '“', '«', '„']) {
        return None;
    }
    let start = TABLE.starts.find(Input::new(plain).anchored(Anchored::Yes));
    let start = start.map(|found| TABLE.start_reasons[found.pattern().as_usize()]);
    start.or_else(|| TABLE.parts.find(plain).map(|found| TABLE.part_reasons[found.pattern().as_usize()]))
}

struct Pattern {
    kind: BlockKind,
    /// Characters that a piece has at most to be looked at.
    most: usize,
    test: Test,
}

/// How an expression is asked.
enum Test {
    /// Together with others that know by the first words: its place among them.
    Together(usize),
    /// By itself, as with the others it would take many states, where one of some bytes is there.
    Alone(Box<[bool; 256]>, Regex),
}

struct Patterns {
    rows: Vec<Pattern>,
    together: RegexSet,
}

static PATTERN_TABLE: LazyLock<Patterns> = LazyLock::new(|| {
    let kind = |name| match name {
        "byline" => BlockKind::Byline,
        "caption" => BlockKind::Caption,
        "credit" => BlockKind::Credit,
        reason => BlockKind::Boilerplate(reason_named(reason)),
    };
    let mut together = Vec::new();
    let patterns = rows::<4>(PATTERNS).map(|[name, most, needs, expression]| {
        let starts = expression.trim_start_matches("(?i)").strip_prefix('^');
        let is_narrow = starts.is_some_and(|rest| !rest.starts_with(['[', '.']) && !rest.starts_with("\\S"));
        let test = if is_narrow {
            together.push(expression);
            Test::Together(together.len() - 1)
        } else {
            Test::Alone(first_bytes(needs), compiled(expression))
        };
        let most = most.parse().expect("the table gives numbers, as a test makes sure");
        Pattern { kind: kind(name), most, test }
    });
    Patterns { rows: patterns.collect(), together: compiled_set(together.into_iter()) }
});

/// What the first expression that matches makes of a piece.
fn pattern(words: &str) -> Option<BlockKind> {
    let matching = PATTERN_TABLE.together.matches(words);
    let found = |pattern: &&Pattern| {
        let matches = || match &pattern.test {
            Test::Together(place) => matching.matched(*place),
            Test::Alone(needs, expression) => {
                words.bytes().any(|byte| needs[usize::from(byte)]) && expression.is_match(words)
            }
        };
        is_at_most(words, pattern.most) && matches()
    };
    PATTERN_TABLE.rows.iter().find(found).map(|pattern| pattern.kind)
}

/// The bytes that some characters start with, or any where none are known.
fn first_bytes(characters: &str) -> Box<[bool; 256]> {
    if characters == "-" {
        return Box::new([true; 256]);
    }
    let mut bytes = Box::new([false; 256]);
    for (at, _) in characters.char_indices() {
        bytes[usize::from(characters.as_bytes()[at])] = true;
    }
    bytes
}

/// Fewest neighbours of one reason that make each other certain: "Facebook" alone may be a heading.
const GROUP: usize = 3;

/// Marks runs of words that mean nothing alone: share buttons, reactions.
fn mark_groups(text: &str, pieces: &mut [Piece]) {
    let member = |piece: &Piece| {
        let words = piece.text(text);
        let open = piece.is_open() && is_at_most(words, 40);
        open.then(|| TABLE.among.get(without_count(bare(&plain(words)))).copied()).flatten()
    };
    let members: Vec<Option<Noise>> = pieces.iter().map(member).collect();
    let mut start = 0;
    while start < pieces.len() {
        let Some(reason) = members[start] else {
            start += 1;
            continue;
        };
        let run = members[start..].iter().take_while(|member| **member == Some(reason)).count();
        let headed = start > 0 && pieces[start - 1].kind == Some(BlockKind::Boilerplate(reason));
        if run >= GROUP || headed {
            pieces[start..start + run]
                .iter_mut()
                .for_each(|piece| piece.claim(BlockKind::Boilerplate(reason)));
        }
        start += run;
    }
}

/// "love 12" counts as "love".
fn without_count(words: &str) -> &str {
    words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')')).trim_end()
}

static DATE_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let labels = any_of(lines(DATE_LABELS));
    compiled(&format!(r"(?i)\b{labels}\b"))
});

/// Whether a piece says nothing but when it was published or changed.
fn is_dateline(words: &str) -> bool {
    if !is_at_most(words, 160) || !words.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut rest = String::new();
    let mut end = 0;
    for stated in time::find_all(words) {
        rest.push_str(words.get(end..stated.range.start).unwrap_or_default());
        end = stated.range.end;
    }
    end > 0 && {
        rest.push_str(&words[end..]);
        !DATE_LABEL.replace_all(&rest, "").contains(char::is_alphabetic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_and_expression_of_the_tables_is_known() {
        assert!(TABLE.whole.len() > 100 && !TABLE.start_reasons.is_empty() && !PATTERN_TABLE.rows.is_empty());
    }

    #[test]
    fn credits_are_told_from_sentences() {
        let credit = |words: &str| pattern(words) == Some(BlockKind::Credit);
        for words in [
            "Photo: Ida Holm/Harbour News",
            "Illustration: Ida Holm",
            "(Ida Holm/AP)",
            "Getty Images",
            "Image by Ida Holm",
        ] {
            assert!(
                kind(words).is_some_and(|kind| kind == BlockKind::Credit) || words.starts_with("(Ida"),
                "{words}"
            );
        }
        assert!(!credit("Pictures of the quay showed that nobody was there. The police agreed."));
        assert!(!credit("Photo editors left the paper in March."));
    }

    #[test]
    fn lines_of_dates_are_datelines() {
        for words in [
            "June 16, 2023 11:00 pm ET",
            "Updated: 3 May 2022, 09:00 GMT",
            "Friday, July 21, 2017",
            "Published on 2022-01-01 | Last modified on 2022-01-02",
        ] {
            assert!(is_dateline(words), "{words}");
        }
        assert!(!is_dateline("On July 21, 2017, they left."));
    }
}

//! Attributions by layout: turns of an interview ("SMITH: …"), and a name behind a dash under a quotation.

use crate::attribution::Attribution;
use crate::lexicon::{CALLERS, CREDITS, gender, is_honorific, is_person_noun, names_speakers};
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::Entities;
use copydesk_analyzer::language::models::{EntityKind, Upos};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Turns that make an article, or a part of it, a transcript.
const ENOUGH: usize = 3;

/// Every turn and every name behind a dash, in the order of the text.
pub(crate) fn attributions(reading: &Reading) -> Vec<Attribution> {
    let blocks = blocks(reading);
    let turns = speaking(reading, blocks.iter().filter_map(|block| turn(reading, block.clone())).collect());
    let mut found = if turns.len() >= ENOUGH { turns } else { Vec::new() };
    let previous = std::iter::once(None).chain(blocks.iter().map(Some));
    found.extend(previous.zip(&blocks).filter_map(|(above, block)| signed(reading, above, block.clone())));
    found.extend(blocks.iter().filter_map(|block| headline(reading, block.clone())));
    found.sort_by_key(|attribution| attribution.content[0].start);
    found
}

/// The turns of those who may speak: people; beside them whoever speaks twice, such as a newspaper that asks; and
/// speakers in capitals who take turns.
fn speaking(reading: &Reading, mut turns: Vec<Attribution>) -> Vec<Attribution> {
    if turns.len() < ENOUGH {
        return Vec::new();
    }
    let people = People::new(reading);
    let label = |turn: &Attribution| turn.source.clone().unwrap_or_default();
    let called: Vec<bool> = turns.iter().map(|turn| people.has(reading, label(turn))).collect();
    let last = |turn: &Attribution| reading.words[label(turn)].last().map_or("", |word| word.text);
    let capital = |turn: &Attribution| last(turn).len() > 3 && last(turn).chars().all(char::is_uppercase);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    turns.iter().for_each(|turn| *counts.entry(last(turn)).or_default() += 1);
    // Few who speak often make an interview, many labels a list.
    let interview = counts.len() > 1 && 3 * counts.len() <= 2 * turns.len();
    let twice = |turn: &Attribution| counts.get(last(turn)).is_some_and(|count| *count > 1);
    let in_turn = interview && turns.iter().any(|turn| capital(turn) && twice(turn));
    let beside = called.contains(&true);
    let mut called = called.into_iter();
    turns.retain(|turn| {
        called.next() == Some(true)
            || beside && interview && twice(turn)
            || (beside || in_turn) && capital(turn)
    });
    turns
}

/// Who may stand before the colon of a turn. Most labels of lists and tables do not: "Availability: …".
struct People<'r> {
    /// The first and last words of people's names, in lower case.
    names: BTreeSet<&'r str>,
}

impl<'r> People<'r> {
    fn new(reading: &'r Reading) -> Self {
        let people = reading.document.layer::<Entities>().all().iter();
        let people = people.filter(|name| name.kind == EntityKind::Person && !name.tokens.is_empty());
        let ends = people.flat_map(|name| [name.tokens.start, name.tokens.end - 1]);
        Self { names: ends.map(|index| reading.words[index].lower.as_str()).collect() }
    }

    fn has(&self, reading: &Reading, label: Range<usize>) -> bool {
        let words = &reading.words[label];
        let told = |word: &Word| {
            let lower = word.lower.as_str();
            self.names.contains(lower) || gender(lower).is_some() || is_honorific(lower) || CALLERS.has(lower)
        };
        let role = |word: &Word| is_person_noun(&word.lower);
        words.first().is_some_and(told) || words.last().is_some_and(|word| told(word) || role(word))
    }
}

/// The words of each block that holds any.
fn blocks(reading: &Reading) -> Vec<Range<usize>> {
    let chunks = reading.sentences.chunk_by(|left, right| left.block == right.block);
    chunks.map(|chunk| chunk[0].words.start..chunk[chunk.len() - 1].words.end).collect()
}

/// `SMITH: The rest of the block.`, also in quotation marks.
fn turn(reading: &Reading, mut block: Range<usize>) -> Option<Attribution> {
    let marked = block.len() > 1 && reading.words[block.start].is_mark();
    block.start += usize::from(marked);
    let colon = block.clone().take(6).find(|index| reading.words[*index].text == ":")?;
    let source = block.start..colon;
    let credit = source.clone().any(|index| CREDITS.has(&reading.words[index].lower));
    let spoken = reading.trim(colon + 1..block.end);
    let named = !credit && is_name(reading, source.clone(), marked);
    (named && !spoken.is_empty() && ends_sentence(&reading.words[colon + 1..block.end]))
        .then(|| by_layout(vec![spoken], colon, source, true))
}

/// Whether words end as sentences do; the cells of a table seldom do.
fn ends_sentence(words: &[Word]) -> bool {
    let last = words.iter().rev().find(|word| !word.is_mark());
    last.is_some_and(|word| word.text.ends_with(['.', '?', '!', '…', ')', ']', ';']) || is_dash(word.text))
}

/// `“All of it.” — Jane Smith`, the dash in the quotation's block or at the start of the next; a post needs no marks:
/// `All of it. — Jane Smith (@smith)`.
fn signed(reading: &Reading, above: Option<&Range<usize>>, block: Range<usize>) -> Option<Attribution> {
    let words = &reading.words;
    let dash = block.clone().rev().take(LONGEST_SIGNATURE).find(|index| is_dash(words[*index].text))?;
    let quoted = if dash == block.start { above?.clone() } else { block.start..dash };
    let behind = reading.trim(dash + 1..block.end);
    let ends = |index: &usize| matches!(words[*index].text, "," | "(");
    let name = behind.start..behind.clone().find(ends).unwrap_or(behind.end);
    let handle =
        words.get(name.end + 1).is_some_and(|word| name.end + 1 < block.end && word.text.starts_with('@'));
    let close = (name.end..block.end).find(|index| handle && words[*index].text == ")");
    let source = close.map_or(behind, |close| name.start..close + 1);
    let whole = words[quoted.clone()].iter().all(|word| word.region.is_some());
    ((whole || close.is_some()) && is_name(reading, name, false))
        .then(|| by_layout(vec![quoted], dash, source, true))
}

/// How many words from the end of its block a dash stands at most in front of a name.
const LONGEST_SIGNATURE: usize = 14;

fn is_dash(text: &str) -> bool {
    matches!(text, "—" | "–" | "―" | "--" | "-")
}

/// A headline that ends in whoever says so: `Two hurt in blast – police`.
fn headline(reading: &Reading, block: Range<usize>) -> Option<Attribution> {
    let words = &reading.words;
    let dash = block.clone().rev().take(4).find(|index| is_dash(words[*index].text))?;
    let (said, source) = (block.start..dash, dash + 1..block.end);
    let last = source.clone().last()?;
    let predicate = words[said.clone()].iter().any(|word| word.tag.upos == Upos::Verb);
    let plain = words[said.clone()].iter().all(|word| word.region.is_none() && word.text != ".");
    let speaks = names_speakers(&words[last].lower) && words[source.clone()].iter().all(Word::is_word);
    let short = (4..=LONGEST_HEADLINE).contains(&block.len());
    (short && predicate && plain && speaks).then(|| by_layout(vec![said], dash, source, false))
}

/// How many words a headline has at most.
const LONGEST_HEADLINE: usize = 20;

fn by_layout(content: Vec<Range<usize>>, cue: usize, source: Range<usize>, verbatim: bool) -> Attribution {
    Attribution { content, cue: Some(cue..cue + 1), source: Some(source), score: 0.8, verbatim }
}

/// Whether a few words are a name, outside of quotations unless `marked`.
fn is_name(reading: &Reading, range: Range<usize>, marked: bool) -> bool {
    let small = ["de", "van", "von", "of", "la", "al", "the", "bin"];
    let fits = |index: usize| {
        let word = &reading.words[index];
        (marked || word.region.is_none()) && (word.is_capitalized() || word.is(&small) || word.text == ".")
    };
    !range.is_empty()
        && range.len() <= 6
        && range.clone().all(fits)
        && reading.words[range.start].is_capitalized()
}

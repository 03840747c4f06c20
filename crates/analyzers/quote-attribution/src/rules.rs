//! Attributions by rules: a verb of saying, what stands around it, and who stands before or behind it.

use crate::attribution::Attribution;
use crate::lexicon::is_cue;
use crate::reading::Reading;
use std::ops::Range;

/// Every attribution whose cue is in the lexicon, in the order of the cues.
pub(crate) fn attributions(reading: &Reading) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for (sentence, block) in &reading.sentences {
        let start = found.len();
        if let Some(headline) = headline(reading, sentence.clone(), *block) {
            found.push(headline);
            continue;
        }
        for cue in sentence.clone() {
            let word = &reading.words[cue];
            let taken = found[start..].iter().any(|earlier| earlier.covers(cue));
            if word.region.is_some() || taken || !is_cue(&word.lower) {
                continue;
            }
            let attribution = if word.lower == "according" {
                according(reading, sentence.clone(), cue)
            } else {
                said(reading, sentence.clone(), cue)
            };
            found.extend(attribution);
        }
    }
    found
}

/// `Smith: taxes will fall`, in a block of one sentence without a full stop.
fn headline(reading: &Reading, sentence: Range<usize>, block: u32) -> Option<Attribution> {
    let is_headline =
        reading.document.blocks()[block as usize].kind == copydesk_analyzer::BlockKind::Headline;
    let colon = sentence.clone().take(7).find(|index| reading.words[*index].text == ":")?;
    let source = sentence.start..colon;
    let name = !source.is_empty()
        && reading.words[source.clone()]
            .iter()
            .all(|word| word.is_capitalized() || word.is(&["of", "the", "'s", "’s", "."]));
    let content = reading.trim(colon + 1..sentence.end);
    let named = is_headline && name && content.len() > 2;
    named.then(|| Attribution {
        content: vec![content],
        cue: Some(colon..colon + 1),
        source: Some(source),
        score: 0.5,
    })
}

/// `according to the report`, before or behind its content.
fn according(reading: &Reading, sentence: Range<usize>, cue: usize) -> Option<Attribution> {
    if cue + 2 >= sentence.end || reading.words[cue + 1].lower != "to" {
        return None;
    }
    let source = noun_phrase(reading, cue + 2..sentence.end);
    let before = reading.trim(sentence.start..cue);
    let content = if before.len() > 2 { before } else { reading.trim(source.end..sentence.end) };
    let whole = !content.is_empty() && !source.is_empty();
    whole.then(|| Attribution {
        content: vec![content],
        cue: Some(cue..cue + 2),
        source: Some(source),
        score: 0.9,
    })
}

fn said(reading: &Reading, sentence: Range<usize>, cue: usize) -> Option<Attribution> {
    let behind = skip_hearer(reading, cue + 1..sentence.end);
    let after_marks_clause = behind < sentence.end && starts_content(reading, behind);
    let subject = subject_before(reading, sentence.clone(), cue);
    let edge = subject.as_ref().map_or(group_start(reading, sentence.start, cue), |subject| subject.start);
    let before = reading.trim(sentence.start..edge);
    let closed = edge > sentence.start
        && (reading.words[edge - 1].text == "," || reading.words[edge - 1].region.is_some());
    let fronted = closed && before.len() > 2;
    let cue_span = group_start(reading, sentence.start, cue)..cue + 1;
    let mut content = Vec::new();
    let mut source = subject.clone();
    if fronted && (!after_marks_clause || subject.is_none() || reading.words[before.end - 1].region.is_some())
    {
        content.push(before);
        if subject.is_none() && cue + 1 < sentence.end {
            source = Some(noun_phrase(reading, cue + 1..sentence.end)).filter(|phrase| !phrase.is_empty());
        }
        let rest = source.as_ref().filter(|source| source.start > cue).map_or(cue + 1, |source| source.end);
        if let Some(resumed) = (rest..sentence.end).find(|index| reading.words[*index].region.is_some()) {
            content.push(reading.trim(resumed..sentence.end));
        }
    } else if after_marks_clause && subject.is_some() {
        content.push(reading.trim(behind..sentence.end));
    }
    content.retain(|piece| !piece.is_empty());
    (!content.is_empty()).then(|| Attribution { content, cue: Some(cue_span), source, score: 0.7 })
}

/// Behind `told reporters`, `said on Friday`, `said:`.
fn skip_hearer(reading: &Reading, range: Range<usize>) -> usize {
    let clause = range.clone().take(14).find(|index| {
        let word = &reading.words[*index];
        word.is(&["that", "how", "why", "whether"]) || word.region.is_some() && word.is_mark()
    });
    let told = reading.words[range.start - 1]
        .is(&["told", "tells", "tell", "telling", "assured", "informed", "reminded"]);
    let prepositional = range
        .clone()
        .next()
        .is_some_and(|index| reading.words[index].is(&["in", "on", "at", "during", "after", "of"]));
    match clause {
        Some(index) if told || prepositional || index <= range.start + 3 => index,
        _ if told => noun_phrase(reading, range.clone()).end,
        _ => range.start,
    }
}

fn starts_content(reading: &Reading, index: usize) -> bool {
    let word = &reading.words[index];
    let prepositions = [
        "in",
        "on",
        "at",
        "of",
        "by",
        "to",
        "with",
        "during",
        "after",
        "about",
        "for",
        "from",
        "as",
        "and",
        "or",
        "but",
        "last",
        "this",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    word.is_mark() && word.region.is_some() || word.is_word() && !word.is(&prepositions) && word.is_word()
}

/// The start of the verb group: auxiliaries and adverbs before the cue.
fn group_start(reading: &Reading, floor: usize, cue: usize) -> usize {
    let auxiliary = [
        "has",
        "have",
        "had",
        "was",
        "is",
        "were",
        "did",
        "not",
        "also",
        "would",
        "will",
        "later",
        "repeatedly",
        "previously",
        "already",
        "recently",
        "publicly",
        "n't",
        "n’t",
        "didn’t",
        "didn't",
    ];
    let mut start = cue;
    while start > floor
        && (reading.words[start - 1].is(&auxiliary) || reading.words[start - 1].lower.ends_with("ly"))
    {
        start -= 1;
    }
    start
}

/// The noun phrase that ends right before the verb group, with an apposition between commas.
fn subject_before(reading: &Reading, sentence: Range<usize>, cue: usize) -> Option<Range<usize>> {
    let mut end = group_start(reading, sentence.start, cue);
    let floor = sentence.start;
    let apposed = end > floor && reading.words[end - 1].text == ",";
    if apposed {
        let comma = (floor..end - 1).rev().take(20).find(|index| reading.words[*index].text == ",")?;
        end = comma;
    }
    let start = phrase_start(reading, floor, end);
    let last = if apposed { group_start(reading, sentence.start, cue) - 1 } else { end };
    (start < end).then(|| start..last)
}

/// Where the noun phrase that ends at `end` starts.
fn phrase_start(reading: &Reading, floor: usize, end: usize) -> usize {
    let stop = [
        "that", "and", "but", "because", "when", "while", "if", "as", "which", "where", "than", "after",
        "before", "since", "although", "though", "so",
    ];
    let joined = ["of", "for", "with", "in", "at", "to", "from", "on", "familiar"];
    let mut start = end;
    while start > floor {
        let word = &reading.words[start - 1];
        let boundary =
            word.region.is_some() || !word.is_word() && !matches!(word.text, "." | "'" | "’" | "-" | "&");
        if boundary || word.is(&stop) || is_cue(&word.lower) {
            break;
        }
        start -= 1;
    }
    while start < end && reading.words[start].is(&joined) {
        start += 1;
    }
    start
}

/// The noun phrase at the start of the range: up to a comma, a quotation mark, or a word that opens a clause.
fn noun_phrase(reading: &Reading, range: Range<usize>) -> Range<usize> {
    let stop = [
        "that", "but", "because", "when", "while", "if", "as", "where", "than", "after", "before", "since",
        "although", "though", "on", "during", "adding", "is", "are", "was", "were", "will", "would", "has",
        "have", "had",
    ];
    let mut end = range.start;
    while end < range.end {
        let word = &reading.words[end];
        let boundary =
            word.region.is_some() || !word.is_word() && !matches!(word.text, "." | "'" | "’" | "-" | "&");
        if boundary || word.is(&stop) {
            break;
        }
        end += 1;
    }
    reading.trim(range.start..end)
}

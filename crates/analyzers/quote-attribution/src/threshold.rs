//! How sure an attribution must be, and how sure it is.

use crate::attribution::Attribution;
use crate::learned::Proposal;
use crate::lexicon::{DOCUMENTS, THOUGHTS, names_speakers};
use crate::mend;
use crate::model::whole;
use crate::parts::is_finite;
use crate::reading::Reading;
use copydesk_analyzer::language::models::Relation;
use copydesk_analyzer::language::models::network::sigmoid;
use std::ops::Range;

/// How likely an attribution must be: in articles like those of training, and in others. What training calls an
/// attribution without quotation or clause ("praised the plan") other news seldom does, so there more is asked, as of a
/// few quoted words that nobody is said to have said ("named the robot “Otto”").
pub(crate) fn least(reading: &Reading, proposal: &Proposal, foreign: f32) -> f32 {
    let attribution = &proposal.attribution;
    let word = &reading.words[proposal.cue];
    let clause = whole::holds_clause(reading, proposal);
    let quoted = attribution.kind(reading) != "indirect";
    let title = quoted && !word.says && whole::quoted_words(reading, attribution) <= LONGEST_TITLE;
    let thought = clause && THOUGHTS.has(&word.lower);
    let intends = clause && word.is(INTENDING);
    let announced = word.text == ":" && is_sentence_in_marks(reading, attribution);
    let passive =
        attribution.cue.as_ref().is_some_and(|words| mend::is_passive(reading, proposal.cue, words));
    let headed =
        word.text == ":" && attribution.source.as_ref().is_some_and(|source| speaks(reading, source));
    let (alike, other) = match (attribution.source.is_some(), quoted) {
        (_, true) if announced => (0.35, 0.5),
        (true, true) if title && is_named(reading, proposal.cue) => (0.4, 0.85),
        (true, true) if title => (0.4, 0.7),
        (true, true) => (0.35, 0.5),
        (true, false) if word.says && clause && is_written(reading, attribution) => (0.25, 0.3),
        (true, false) if is_anyone(reading, attribution) => (0.9, 0.95),
        (true, false) if word.says && clause => (0.35, 0.5),
        (true, false) if word.says && has_predicate(reading, attribution) => (0.45, 0.6),
        (true, false) if word.says => (0.45, 0.7),
        (true, false) if headed => (0.42, 0.6),
        (true, false) if intends => (0.42, 0.25),
        (true, false) if thought => (0.42, 0.5),
        (true, false) if clause => (0.42, 0.8),
        (true, false) => (0.45, 0.9),
        (false, true) if is_named(reading, proposal.cue) => (0.5, 0.9),
        (false, true) => (0.5, 0.8),
        (false, false) if word.says && clause && passive => (0.6, 0.5),
        (false, false) if word.says && clause => (0.6, 0.7),
        (false, false) if thought => (0.6, 0.7),
        (false, false) if word.says => (0.6, 0.8),
        (false, false) => (0.6, 0.95),
    };
    alike + (other - alike) * foreign
}

/// Whether the source is whoever reads: "you might find that …".
fn is_anyone(reading: &Reading, attribution: &Attribution) -> bool {
    attribution
        .source
        .clone()
        .is_some_and(|source| source.len() == 1 && reading.words[source.start].is(&["you"]))
}

/// Whether the source is a relative pronoun for something written: "a memo that said …".
fn is_written(reading: &Reading, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let relative = source.len() == 1 && reading.words[source.start].is(&["that", "which"]);
    let noun = source.start.checked_sub(1).map(|before| &reading.words[before]);
    relative && noun.is_some_and(|noun| DOCUMENTS.has(&noun.lower))
}

/// Verbs whose subject tells what it means to do, in any news.
const INTENDING: &[&str] = &["aims", "expects", "intends", "plans"];

/// Whether what was said is a sentence in quotation marks.
fn is_sentence_in_marks(reading: &Reading, attribution: &Attribution) -> bool {
    let [first, .., last] = attribution.content.as_slice() else {
        return attribution.content.first().is_some_and(|piece| is_marked(reading, piece));
    };
    is_marked(reading, &(first.start..last.end))
}

fn is_marked(reading: &Reading, piece: &Range<usize>) -> bool {
    let words = &reading.words[piece.clone()];
    let ends = words.iter().rev().find(|word| !word.is_mark());
    words[0].is_mark() && ends.is_some_and(|word| matches!(word.text, "." | "?" | "!"))
}

/// Whether a word in front of a colon names somebody who speaks.
fn speaks(reading: &Reading, source: &Range<usize>) -> bool {
    let last = &reading.words[source.end - 1];
    names_speakers(&last.lower)
}

/// Whether what was said has a finite verb.
fn has_predicate(reading: &Reading, attribution: &Attribution) -> bool {
    attribution.content.iter().any(|piece| reading.words[piece.clone()].iter().any(is_finite))
}

/// Whether a verb in the passive gives a name: "is called “the Owl”".
fn is_named(reading: &Reading, cue: usize) -> bool {
    reading.dependents(cue).any(|child| reading.words[child].relation == Relation::AuxPass)
}

/// How many quoted words may be a title or a name.
const LONGEST_TITLE: usize = 3;

/// How often an attribution of this score is right in content, cue and source: logistic curves fitted to PolNeAR's
/// development articles (expected calibration error 0.019).
pub(crate) fn confidence(score: f32, indirect: bool) -> f32 {
    let (slope, start) = if indirect { (0.959, -0.344) } else { (0.967, -0.248) };
    sigmoid(slope * score + start)
}

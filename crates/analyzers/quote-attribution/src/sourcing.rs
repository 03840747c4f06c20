//! The article's own statement on where it comes from: "This article is based on interviews with …".

use crate::reading::Reading;
use copydesk_analyzer::language::models::Upos;
use std::ops::Range;

/// A sentence that says what the article rests on.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Sourcing {
    /// "is based on interviews with"
    pub(crate) cue: Range<usize>,
    /// "more than a dozen current and former employees, …"
    pub(crate) source: Range<usize>,
}

const WORKS: [&str; 8] =
    ["account", "article", "findings", "investigation", "piece", "report", "story", "reporting"];

/// The sourcing statements of an article, in order.
pub(crate) fn statements(reading: &Reading) -> Vec<Sourcing> {
    reading.sentences.iter().filter_map(|sentence| statement(reading, sentence.words.clone())).collect()
}

fn statement(reading: &Reading, sentence: Range<usize>) -> Option<Sourcing> {
    based(reading, sentence.clone()).or_else(|| spoke(reading, sentence))
}

/// "For this article the Courier spoke to a dozen employees."
fn spoke(reading: &Reading, sentence: Range<usize>) -> Option<Sourcing> {
    let words = &reading.words;
    let opening = sentence.clone().take(5);
    let names_work = opening.clone().any(|index| words[index].is(&WORKS));
    let purpose = words[sentence.start].lower == "for"
        && words[sentence.start + 1..sentence.end].first()?.lower == "this";
    let verb =
        sentence.clone().take(12).find(|index| words[*index].is(&["spoke", "interviewed", "talked"]))?;
    let to = words.get(verb + 1).filter(|word| word.is(&["to", "with"])).map_or(verb + 1, |_| verb + 2);
    let people = (to..sentence.end).find(|index| {
        words[*index].text == ","
            || words[*index].lower == "and"
                && words.get(index + 1).is_some_and(|word| word.tag.upos == Upos::Verb)
    });
    let source = reading.trim(to.min(sentence.end)..people.unwrap_or(sentence.end).max(to.min(sentence.end)));
    (names_work && purpose && !source.is_empty()).then_some(Sourcing { cue: verb..to, source })
}

fn based(reading: &Reading, sentence: Range<usize>) -> Option<Sourcing> {
    let words = &reading.words;
    let opening = sentence.clone().take(6);
    let work = opening.clone().any(|index| words[index].is(&WORKS));
    let this = opening.clone().any(|index| words[index].is(&["this", "the", "our"]));
    let based =
        sentence.clone().take(12).find(|index| words[*index].is(&["based", "relies", "draws", "drawn"]))?;
    let on = (based + 1..sentence.end).take(2).find(|index| words[*index].is(&["on", "from", "upon"]))?;
    if !work || !this || words[based].region.is_some() {
        return None;
    }
    let start = if words[based - 1].is(&["is", "was", "are"]) { based - 1 } else { based };
    let with = (on + 1..sentence.end).take(4).find(|index| words[*index].is(&["with"])).unwrap_or(on);
    let interviews =
        (on + 1..with).any(|index| words[index].is(&["interviews", "conversations", "discussions"]));
    let behind = if interviews { with + 1 } else { on + 1 };
    let source = reading.trim(behind..sentence.end);
    (!source.is_empty()).then_some(Sourcing { cue: start..behind, source })
}

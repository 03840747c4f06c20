//! The article's own statement on where it comes from: "This article is based on interviews with …".

use crate::reading::Reading;
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

//! Attributions that a noun announces, where the learned model has none: figures that somebody worked out ("estimates by
//! the bank put it at …"), and what is told point by point ("made several announcements, including …").

use crate::attribution::Attribution;
use crate::lexicon::{POINTS, RECKONINGS, names_speakers};
use crate::parts::{LONGEST_SPEAKER, is_finite, names_somebody, phrase};
use crate::reading::{Reading, Stretch, Word};
use copydesk_analyzer::language::models::{Relation, Upos};
use std::ops::Range;

/// Adds them in the sentences that have no other attribution.
pub(crate) fn add(reading: &Reading, found: &mut Vec<Attribution>) {
    let mut taken = vec![false; reading.sentences.len()];
    for word in found.iter().flat_map(Attribution::parts).flat_map(Range::clone) {
        taken[reading.words[word].sentence] = true;
    }
    let free = |index: &usize| !taken[*index];
    for (index, sentence) in reading.sentences.iter().enumerate().filter(|(index, _)| free(index)) {
        let own = reckoned(reading, sentence)
            .or_else(|| behind_colon(reading, sentence))
            .or_else(|| among_others(reading, sentence))
            .or_else(|| per(reading, sentence));
        let own = own.or_else(|| {
            let rest = reading.sentences.iter().enumerate().skip(index + 1).take(LONGEST_LIST);
            let block = rest.take_while(|(_, next)| next.block == sentence.block);
            let points = block.filter(|(next, _)| free(next)).filter_map(|(_, next)| point(reading, next));
            point_by_point(reading, sentence, points.collect())
        });
        found.extend(own);
    }
}

/// How many sentences behind the one that announces points may give them.
const LONGEST_LIST: usize = 12;

/// How sure such an attribution is.
const SCORE: f32 = 0.6;

fn attribution(content: Vec<Range<usize>>, cue: Range<usize>, source: Range<usize>) -> Option<Attribution> {
    let apart =
        |piece: &Range<usize>| !piece.is_empty() && (piece.end <= source.start || source.end <= piece.start);
    let whole = !content.is_empty() && !source.is_empty() && content.iter().all(apart);
    whole.then_some(Attribution {
        content,
        cue: Some(cue),
        source: Some(source),
        score: SCORE,
        verbatim: false,
    })
}

/// What figures or papers of somebody show: "The lab's estimates put …", "sums from @orr put …", "records that the paper
/// has seen show …".
fn reckoned(reading: &Reading, sentence: &Stretch) -> Option<Attribution> {
    let words = &reading.words;
    let reach = sentence.words.start..sentence.words.end.min(sentence.words.start + LONGEST_SPEAKER);
    let noun = reach.clone().find(|index| RECKONINGS.has(&words[*index].lower))?;
    let verb =
        (noun + 1..sentence.words.end.min(noun + LONGEST_SPEAKER)).find(|index| words[*index].is(SHOW))?;
    let between = &words[noun + 1..verb];
    let plain =
        words[sentence.words.start..verb].iter().all(|word| word.region.is_none() && word.text != ",");
    let maker = between.first().filter(|word| word.is(&["by", "from"])).map(|_| noun + 2..verb);
    let possessor = || {
        let mark = (reach.start..noun).find(|index| words[*index].is(&["'s", "’s", "'", "’"]))?;
        Some(reach.start..mark)
    };
    let whole = || between.iter().any(|word| word.is(&["by", "of", "from"])).then_some(reach.start..verb);
    let source = maker.or_else(possessor).or_else(whole)?;
    let somebody = words[source.clone()].iter().any(names_somebody)
        && !words[source.clone()].iter().any(|word| is_finite(word) && !word.is(SHOW));
    let that = usize::from(words.get(verb + 1).is_some_and(|word| word.lower == "that"));
    let content = reading.trim((verb + 1 + that).min(sentence.words.end)..sentence.words.end);
    if !plain || !somebody { None } else { attribution(vec![content], verb..verb + 1, source) }
}

/// Forms of verbs by which figures and papers tell.
const SHOW: &[&str] = &[
    "implied",
    "implies",
    "imply",
    "indicate",
    "indicated",
    "indicates",
    "peg",
    "pegged",
    "pegs",
    "place",
    "placed",
    "places",
    "put",
    "puts",
    "reveal",
    "revealed",
    "reveals",
    "show",
    "showed",
    "shows",
    "suggest",
    "suggested",
    "suggests",
];

/// What stands behind the colon of "revealed a few details: …", to the end of the sentence.
fn behind_colon(reading: &Reading, sentence: &Stretch) -> Option<Attribution> {
    let words = &reading.words;
    let colon = sentence.words.clone().find(|index| words[*index].text == ":")?;
    let noun = sentence.words.start.max(colon.saturating_sub(LONGEST_SPEAKER))..colon;
    let noun = noun.rev().find(|index| POINTS.has(&words[*index].lower))?;
    let (verb, source) = teller(reading, sentence, noun)?;
    attribution(vec![reading.trim(colon + 1..sentence.words.end)], verb..verb + 1, source)
}

/// What stands behind "including" in "made several announcements, including …".
fn among_others(reading: &Reading, sentence: &Stretch) -> Option<Attribution> {
    let words = &reading.words;
    let noun = sentence.words.clone().find(|index| words[*index].is(ANNOUNCEMENTS))?;
    let marker = (noun + 1..sentence.words.end).find(|index| {
        let them = words.get(index + 1).is_some_and(|next| next.lower == "them");
        words[*index].lower == "including" || words[*index].lower == "among" && them
    })?;
    let start = marker + 1 + usize::from(words[marker].lower == "among");
    let (verb, source) = teller(reading, sentence, noun)?;
    attribution(vec![reading.trim(start..sentence.words.end)], verb..verb + 1, source)
}

/// Nouns for what somebody makes known.
const ANNOUNCEMENTS: &[&str] =
    &["announcements", "claims", "disclosures", "pledges", "predictions", "promises"];

/// What somebody who was said to have several points has to tell: "Falk raised two objections. First, …"
fn point_by_point(reading: &Reading, sentence: &Stretch, points: Vec<Range<usize>>) -> Option<Attribution> {
    let words = &reading.words;
    let noun = sentence.words.clone().find(|index| POINTS.has(&words[*index].lower) && !points.is_empty())?;
    let (verb, source) = teller(reading, sentence, noun)?;
    let counted = |word: &Word| word.tag.upos == Upos::Num || word.is(&["few", "several"]);
    let several = words[verb..noun].iter().any(counted);
    attribution(points, verb..verb + 1, source).filter(|_| several)
}

/// The clause behind the ordinal that opens a sentence.
fn point(reading: &Reading, sentence: &Stretch) -> Option<Range<usize>> {
    const ORDINALS: &[&str] =
        &["finally", "first", "firstly", "fourth", "lastly", "second", "secondly", "third", "thirdly"];
    let words = &reading.words;
    let comma = sentence.words.clone().take(LONGEST_ORDINAL).find(|index| words[*index].text == ",")?;
    let opens = words[sentence.words.start].is(ORDINALS);
    let content = reading.trim(comma + 1..sentence.words.end);
    (opens && !content.is_empty()).then_some(content)
}

/// "Third and most importantly,"
const LONGEST_ORDINAL: usize = 6;

/// The clause in front of ", per the newspaper".
fn per(reading: &Reading, sentence: &Stretch) -> Option<Attribution> {
    let words = &reading.words;
    let reach = sentence.words.end.saturating_sub(LONGEST_SPEAKER).max(sentence.words.start + 1);
    let cue = (reach..sentence.words.end)
        .find(|index| words[*index].lower == "per" && words[index - 1].text == ",")?;
    let source = reading.trim(cue + 1..sentence.words.end);
    let first = words.get(source.start)?;
    let named = first.tag.upos == Upos::Propn || first.tag.upos == Upos::Det;
    let plain =
        words[source.clone()].iter().all(|word| word.is_word() && word.region.is_none() && !is_finite(word));
    let content = reading.trim(sentence.words.start..cue);
    let clause = words[content.clone()].iter().any(is_finite);
    let somebody = words[source.clone()].iter().any(names_somebody);
    if named && plain && clause && somebody { attribution(vec![content], cue..cue + 1, source) } else { None }
}

/// The verb in front of a noun that makes it known, with its subject or that of the verb that it goes on with.
fn teller(reading: &Reading, sentence: &Stretch, noun: usize) -> Option<(usize, Range<usize>)> {
    let words = &reading.words;
    let reach = sentence.words.start.max(noun.saturating_sub(LONGEST_SPEAKER))..noun;
    let tells = |index: &usize| words[*index].is(TELL) && words[*index].tag.upos == Upos::Verb;
    let verb = reach.rev().find(tells).filter(|verb| words[*verb].region.is_none())?;
    let joined = |at: &usize| words[*at].head.filter(|_| words[*at].relation == Relation::Conj);
    let mut verbs = std::iter::successors(Some(verb), joined).take(3);
    let subject = verbs.find_map(|verb| reading.subject(verb)).filter(|subject| *subject < verb)?;
    let mut source = phrase(reading, subject).filter(|source| source.end <= verb)?;
    source.end += words[source.end..verb].iter().take_while(|word| word.tag.upos == Upos::Propn).count();
    let somebody = |word: &Word| word.tag.upos == Upos::Propn || names_speakers(&word.lower);
    let somebody = somebody(&words[subject]) || words[subject].is(&["he", "she"]);
    let plain = words[source.clone()].iter().all(|word| word.region.is_none());
    (somebody && plain).then_some((verb, source))
}

/// Forms of verbs that make points and plans known.
const TELL: &[&str] = &[
    "announced",
    "announces",
    "detailed",
    "details",
    "disclosed",
    "discloses",
    "gave",
    "gives",
    "issued",
    "issues",
    "listed",
    "lists",
    "made",
    "makes",
    "offered",
    "offers",
    "outlined",
    "outlines",
    "raised",
    "raises",
    "revealed",
    "reveals",
    "shared",
    "shares",
    "unveiled",
    "unveils",
];

//! What tells whether a whole attribution is one: how its content, cue and source look and fit together.

use super::classes::{around, extra, first_class, head_of, kind, link, source_type};
use crate::attribution::Attribution;
use crate::learned::Proposal;
use crate::reading::Reading;
use copydesk_analyzer::language::models::{Relation, Xpos};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many features an attribution has.
pub const FEATURES: usize = NAMES.len();

/// What each feature is.
pub const NAMES: &[&str] = &[
    "score",
    "content_margin",
    "source_margin",
    "kind",
    "says",
    "upos",
    "xpos",
    "relation",
    "depth",
    "cue_words",
    "cue_extra",
    "content_words",
    "pieces",
    "first_class",
    "first_xpos",
    "head_xpos",
    "head_relation",
    "head_linked",
    "finite",
    "subjects",
    "after",
    "before",
    "side",
    "content_gap",
    "source_words",
    "source_type",
    "source_relation",
    "source_linked",
    "source_side",
    "source_gap",
    "source_xpos",
    "source_capital",
    "sentence_words",
    "sentence",
    "quoted_near",
    "best_other",
    "others",
    "inside",
    "holds",
    "density",
    "article_words",
    "above",
    "head_says",
    "has_obj",
    "has_ccomp",
    "has_xcomp",
    "has_obl",
    "passive",
    "has_subject",
    "quoted_words",
    "speaker_count",
    "has_mark",
    "negated",
    "source_after_comma",
    "whole_clause",
    "rank",
];

/// The features of an article's proposals, in their order.
#[must_use]
pub fn features(reading: &Reading, proposals: &[Proposal]) -> Vec<[i32; FEATURES]> {
    let article = Article::new(reading, proposals);
    (0..proposals.len()).map(|index| article.features(index)).collect()
}

/// Whether what was said is a clause: "that …", "to …", "whether …", one below the cue, or one with its own subject.
pub(crate) fn holds_clause(reading: &Reading, proposal: &Proposal) -> bool {
    let content = &proposal.attribution.content;
    let words = content.iter().flat_map(|piece| &reading.words[piece.clone()]);
    let opening = words.clone().find(|word| word.is_word()).map_or(0, first_class);
    let has = |word: usize, relations: &[Relation]| {
        reading.dependents(word).any(|child| relations.contains(&reading.words[child].relation))
    };
    let subject = || {
        let head = content.first().map(|piece| head_of(reading, piece));
        head.is_some_and(|head| has(head, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]))
    };
    (1..=4).contains(&opening) || has(proposal.cue, &[Relation::Ccomp, Relation::Xcomp]) || subject()
}

/// How many words of what was said stand in quotation marks.
pub(crate) fn quoted_words(reading: &Reading, attribution: &Attribution) -> usize {
    let words = attribution.content.iter().flat_map(|piece| &reading.words[piece.clone()]);
    words.filter(|word| word.region.is_some() && word.is_word()).count()
}

struct Article<'p, 'r, 'd> {
    reading: &'r Reading<'d>,
    proposals: &'p [Proposal],
    /// The proposals of each sentence.
    groups: Vec<Range<usize>>,
    speakers: BTreeMap<u64, i32>,
    good: i32,
}

impl<'p, 'r, 'd> Article<'p, 'r, 'd> {
    fn new(reading: &'r Reading<'d>, proposals: &'p [Proposal]) -> Self {
        let mut groups = Vec::with_capacity(proposals.len());
        let sentence = |proposal: &Proposal| reading.words[proposal.cue].sentence;
        let mut start = 0;
        for group in proposals.chunk_by(|left, right| sentence(left) == sentence(right)) {
            groups.extend(group.iter().map(|_| start..start + group.len()));
            start += group.len();
        }
        let mut speakers = BTreeMap::new();
        for proposal in proposals.iter().filter(|proposal| proposal.score > 0) {
            if let Some(source) = &proposal.attribution.source {
                *speakers.entry(reading.words[head_of(reading, source)].form).or_insert(0) += 1;
            }
        }
        let good = proposals.iter().filter(|proposal| proposal.score > 0).count() as i32;
        Self { reading, proposals, groups, speakers, good }
    }

    fn features(&self, index: usize) -> [i32; FEATURES] {
        let mut all = [0; FEATURES];
        let mut at = 0;
        let mut add = |value: i32| {
            all[at] = value;
            at += 1;
        };
        let proposal = &self.proposals[index];
        let attribution = &proposal.attribution;
        let reading = self.reading;
        let cue = &reading.words[proposal.cue];
        let cue_words = attribution.cue.clone().unwrap_or(proposal.cue..proposal.cue + 1);
        add(proposal.score);
        add(proposal.margins[0]);
        add(proposal.margins[1]);
        add(kind(reading, attribution));
        add(i32::from(cue.says));
        add(cue.tag.upos as i32);
        add(cue.tag.xpos as i32);
        add(cue.relation as i32);
        add(cue.depth as i32);
        add(cue_words.len() as i32);
        add(extra(&reading.words[cue_words.clone()]));
        self.content(proposal, &cue_words, &mut add);
        self.source(proposal, &cue_words, &mut add);
        self.sentence(index, &mut add);
        self.frame(proposal, &mut add);
        let source_after_comma = attribution
            .source
            .as_ref()
            .is_some_and(|source| source.start > 0 && reading.words[source.start - 1].text == ",");
        add(i32::from(source_after_comma));
        let sentence = &reading.sentences[cue.sentence].words;
        add(i32::from(attribution.content.first().is_some_and(|piece| piece.start == sentence.start)));
        let group = &self.groups[index];
        let better =
            self.proposals[group.clone()].iter().filter(|other| other.score > proposal.score).count();
        add(better as i32);
        all
    }

    fn content(&self, proposal: &Proposal, cue: &Range<usize>, add: &mut impl FnMut(i32)) {
        let reading = self.reading;
        let pieces = &proposal.attribution.content;
        let words = || pieces.iter().flat_map(|piece| piece.clone());
        let first = pieces[0].start;
        let start = words().find(|index| reading.words[*index].is_word()).unwrap_or(first);
        let head = head_of(reading, &pieces[0]);
        let last = pieces[pieces.len() - 1].end;
        add(words().count() as i32);
        add(pieces.len() as i32);
        add(first_class(&reading.words[start]));
        add(reading.words[start].tag.xpos as i32);
        add(reading.words[head].tag.xpos as i32);
        add(reading.words[head].relation as i32);
        add(link(reading, head, proposal.cue));
        let finite = |index: &usize| {
            matches!(reading.words[*index].tag.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
        };
        add(words().filter(finite).count().min(4) as i32);
        let subject = |index: &usize| {
            matches!(reading.words[*index].relation, Relation::Nsubj | Relation::NsubjPass | Relation::Expl)
        };
        add(words().filter(subject).count().min(4) as i32);
        let end = reading.sentences[reading.words[last - 1].sentence].words.end;
        add(if last >= end { -1 } else { around(&reading.words[last]) });
        let begin = reading.sentences[reading.words[first].sentence].words.start;
        add(if first <= begin { -1 } else { around(&reading.words[first - 1]) });
        add(i32::from(first > cue.start));
        let gap = if first > cue.start {
            first as i32 - cue.end as i32
        } else {
            cue.start as i32 - pieces[0].end as i32
        };
        add(gap.clamp(-3, 30));
    }

    fn source(&self, proposal: &Proposal, cue: &Range<usize>, add: &mut impl FnMut(i32)) {
        let reading = self.reading;
        let Some(source) = &proposal.attribution.source else {
            (0..8).for_each(|_| add(-1));
            return;
        };
        let head = head_of(reading, source);
        let word = &reading.words[head];
        add(source.len() as i32);
        add(source_type(reading, source, word));
        add(word.relation as i32);
        add(link(reading, head, proposal.cue));
        add(i32::from(source.start > cue.start));
        let gap = if source.start > cue.start {
            source.start as i32 - cue.end as i32
        } else {
            cue.start as i32 - source.end as i32
        };
        add(gap.clamp(-3, 30));
        add(word.tag.xpos as i32);
        add(i32::from(word.is_capitalized()));
    }

    fn sentence(&self, index: usize, add: &mut impl FnMut(i32)) {
        let reading = self.reading;
        let proposal = &self.proposals[index];
        let sentence = reading.words[proposal.cue].sentence;
        let stretch = &reading.sentences[sentence];
        add(stretch.words.len() as i32);
        add(sentence.min(50) as i32);
        let quoted = |other: Option<usize>| {
            other.and_then(|other| reading.sentences.get(other)).is_some_and(|other| other.quoted)
        };
        add(i32::from(quoted(sentence.checked_sub(1))) + 2 * i32::from(quoted(Some(sentence + 1))));
        let group = self.groups[index].clone();
        let start = group.start.max(index.saturating_sub(GROUP));
        let others = || {
            (start..group.end.min(index + GROUP))
                .filter(|other| *other != index)
                .map(|other| &self.proposals[other])
        };
        let best = |fits: &dyn Fn(&Proposal) -> bool| {
            others().filter(|other| fits(other)).map(|other| other.score).max().unwrap_or(-200)
        };
        let within = |outer: &Proposal, inner: &Proposal| {
            outer.attribution.content.iter().any(|piece| piece.contains(&inner.cue))
        };
        add(best(&|_| true));
        add(others().filter(|other| other.score > 0).count() as i32);
        add(best(&|other| within(other, proposal)));
        add(best(&|other| within(proposal, other)));
        let words = reading.words.len() as i32;
        add(self.good * 1000 / words.max(100));
        add(words.min(3000));
    }

    fn frame(&self, proposal: &Proposal, add: &mut impl FnMut(i32)) {
        let reading = self.reading;
        let mut at = proposal.cue;
        let mut above = -200;
        for _ in 0..5 {
            let Some(head) = reading.words[at].head else { break };
            if let Ok(found) = self.proposals.binary_search_by_key(&head, |other| other.cue) {
                above = above.max(self.proposals[found].score);
            }
            at = head;
        }
        add(above);
        let head = reading.words[proposal.cue].head;
        add(head.map_or(0, |head| 1 + i32::from(reading.words[head].says)));
        let has = |relations: &[Relation]| {
            let found = reading
                .dependents(proposal.cue)
                .filter(|child| relations.contains(&reading.words[*child].relation));
            found.count().min(2) as i32
        };
        add(has(&[Relation::Obj]));
        add(has(&[Relation::Ccomp]));
        add(has(&[Relation::Xcomp]));
        add(has(&[Relation::Obl, Relation::Nmod]));
        add(has(&[Relation::AuxPass, Relation::NsubjPass, Relation::OblAgent]));
        add(has(&[Relation::Nsubj]));
        let words = proposal.attribution.content.iter().flat_map(|piece| &reading.words[piece.clone()]);
        add(words.filter(|word| word.region.is_some()).count().min(60) as i32);
        let speaker =
            proposal.attribution.source.as_ref().map(|source| reading.words[head_of(reading, source)].form);
        let count = speaker.and_then(|form| self.speakers.get(&form)).copied().unwrap_or(0);
        add(count - i32::from(proposal.score > 0));
        add(has(&[Relation::Mark]));
        let negated = reading
            .dependents(proposal.cue)
            .any(|child| reading.words[child].is(&["not", "n't", "n’t", "never", "no"]));
        add(i32::from(negated));
    }
}

/// Proposals of the same sentence on each side that are looked at.
const GROUP: usize = 20;

//! What the article says of a named speaker: title and affiliation.

use super::{Speakers, is_apposition};
use crate::lexicon::ANONYMOUS;
use copydesk_analyzer::language::models::{EntityKind, Upos};
use std::ops::Range;

impl Speakers<'_, '_> {
    /// The role in apposition behind a name: neither an age nor a clause.
    pub(super) fn role_behind(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = &self.reading.words;
        let mut role = self.reading.trim(range.start.min(range.end)..range.end);
        if role.start < role.end && words[role.start].tag.upos == Upos::Num {
            role = self.reading.trim(role.start + 1..role.end);
        }
        let first = words.get(role.start).filter(|_| !role.is_empty())?;
        let clause = first.is(&["who", "which", "whose", "that", "'s", "’s", "told"]);
        let nominal = matches!(first.tag.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det);
        let noun = words[role.clone()].iter().any(|word| matches!(word.tag.upos, Upos::Noun | Upos::Propn));
        (!clause && noun && (nominal || first.is(POSSESSIVES))).then_some(role)
    }

    /// The role before a name, without courtesy and possessives.
    pub(super) fn role_before(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = &self.reading.words;
        let courtesy = ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir", "dame", "lord", "lady"];
        let determiners = ["the", "a", "an", "his", "her", "its", "their"];
        let skipped = |index: &usize| {
            words[*index].is(&courtesy) || words[*index].is(&determiners) || !words[*index].is_word()
        };
        let start = range.clone().find(|index| !skipped(index))?;
        let role = self.reading.trim(start..range.end);
        let last = &words[role.end.checked_sub(1)?];
        let noun = matches!(last.tag.upos, Upos::Noun | Upos::Propn)
            || last.tag.upos == Upos::Adj && ANONYMOUS.has(&last.lower);
        (!role.is_empty() && noun).then_some(role)
    }

    /// The organization right behind a name: "Ida Falk of the Harbour Board".
    pub(super) fn affiliation_behind(&self, range: Range<usize>) -> Option<String> {
        let words = &self.reading.words;
        let joint = words.get(range.start).filter(|_| range.len() > 1)?;
        let name = self.names.first_in(range.start + 1..range.end)?;
        let article = name.words.start - range.start <= 4;
        let organization = name.kind == EntityKind::Organization && article;
        (organization && joint.is(TO_EMPLOYER)).then(|| self.names.fullest(self.reading, &name))
    }

    /// Where a role starts behind whose it is, and the name of that: "Meta's | chief", "the company's | chief",
    /// "Meta | spokesman".
    fn employer(&self, role: Range<usize>) -> Option<(usize, Option<String>)> {
        let words = &self.reading.words;
        let possessive = |index: &usize| words[*index].is(&["'s", "’s", "'", "’"]);
        let name = self.names.first_in(role.clone()).filter(|name| name.words.start == role.start);
        let body = name.filter(|name| name.kind == EntityKind::Organization);
        let full = || body.as_ref().map(|name| self.names.fullest(self.reading, name));
        if let Some(mark) = role.clone().take(6).find(possessive) {
            return Some((mark + 1, full())).filter(|(start, _)| *start < role.end);
        }
        let end = body.as_ref()?.words.end;
        let noun =
            words.get(end).filter(|word| end < role.end && !word.is_capitalized() && word.is_word())?;
        matches!(noun.tag.upos, Upos::Noun | Upos::Adj).then(|| (end, full()))
    }

    /// `VP of AI Research at Meta` is a title and an affiliation.
    pub(super) fn split_role(&self, role: Range<usize>) -> (String, Option<String>) {
        let words = &self.reading.words;
        let slice = |range: Range<usize>| self.reading.document.slice(self.reading.span(range)).to_owned();
        let article = usize::from(
            role.len() > 1
                && (words[role.start].is(&["a", "an", "the"]) || words[role.start].is(POSSESSIVES)),
        );
        let start = role.start + article;
        if let Some((behind, body)) = self.employer(start..role.end) {
            let end = (behind..role.end).find(|index| is_apposition(words[*index].text)).unwrap_or(role.end);
            return (slice(behind..end.max(behind + 1)), body);
        }
        let joint = (start + 1..role.end).rev().find(|index| words[*index].is(&["at", "of", "for", "with"]));
        let title_end = role.clone().find(|index| is_apposition(words[*index].text)).unwrap_or(role.end);
        let Some(joint) = joint.filter(|joint| {
            joint + 1 < title_end && words[joint + 1].is_capitalized()
                || words.get(joint + 2).is_some_and(|word| joint + 2 < title_end && word.is_capitalized())
        }) else {
            return (slice(start..title_end.max(start + 1)), None);
        };
        (slice(start..joint), Some(slice(joint + 1..title_end)))
    }
}

/// Words between a person's name and whom the person works for.
pub(super) const TO_EMPLOYER: &[&str] = &["at", "for", "from", "of", "with"];

/// Pronouns before a role, which is no part of them.
const POSSESSIVES: &[&str] = &["his", "her", "its", "their"];

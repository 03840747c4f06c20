//! What tells content, cue and source once the cue's head is known: features of the words around it.

use super::keys::{bucket, key1, key2, key3, mix};
use crate::reading::{Reading, Word};
use std::ops::Range;

/// The role of a word in an attribution.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum RoleLabel {
    /// No part of it.
    Outside,
    /// Part of what was said.
    Content,
    /// Part of who said it.
    Source,
    /// Part of the words that attribute it.
    Cue,
}

/// How many roles there are.
pub const ROLES: usize = 4;

impl RoleLabel {
    /// All roles: `ALL[role as usize] == role`.
    pub const ALL: [Self; ROLES] = [Self::Outside, Self::Content, Self::Source, Self::Cue];
}

/// The words that an attribution's parts are looked for in: the cue's sentence, and the quoted sentences that touch it
/// in the same block, one on each side, cut to at most [`Window::LONGEST`] words.
pub struct Window<'r, 'd> {
    reading: &'r Reading<'d>,
    /// The words.
    pub words: Range<usize>,
    /// The head of the cue.
    pub cue: usize,
    /// For each word, how it hangs on the cue.
    links: Vec<Link>,
    /// For each word, the marks between it and the cue.
    between: Vec<u64>,
    /// What the sentence around the cue looks like.
    shape: u64,
}

/// How a word hangs on the cue: over which of the cue's heads, and by which of that head's dependents.
#[derive(Clone, Copy, Default)]
struct Link {
    /// Steps from the cue up to the common head, plus one; 0 for another sentence.
    up: u64,
    /// The dependent of the common head that the word is in, plus one; 0 for the head itself.
    branch: usize,
    /// Relation, side and step count as one number.
    class: u64,
}

impl<'r, 'd> Window<'r, 'd> {
    /// Words on each side of a cue that are looked at.
    pub const LONGEST: usize = 120;

    /// The window around a cue.
    #[must_use]
    pub fn new(reading: &'r Reading<'d>, cue: usize) -> Self {
        let index = reading.words[cue].sentence;
        let sentence = &reading.sentences[index];
        let mut words = sentence.words.clone();
        let joined = |other: &&crate::reading::Stretch| other.quoted && other.block == sentence.block;
        if let Some(previous) = index.checked_sub(1).map(|index| &reading.sentences[index]).filter(joined) {
            words.start = previous.words.start;
        }
        if let Some(next) = reading.sentences.get(index + 1).filter(joined) {
            words.end = next.words.end;
        }
        words.start = words.start.max(cue.saturating_sub(Self::LONGEST));
        words.end = words.end.min(cue + Self::LONGEST);
        let links = links(reading, &words, cue);
        let between = marks_between(reading, &words, cue);
        let shape = shape(reading, &words, cue);
        Self { reading, words, cue, links, between, shape }
    }

    /// Hands each feature of a word's own role to `add`.
    pub fn features(&self, index: usize, mut add: impl FnMut(u32)) {
        let reading = self.reading;
        let (word, cue) = (&reading.words[index], &reading.words[self.cue]);
        let link = self.links[index - self.words.start];
        let before = u64::from(index < self.cue);
        let distance = bucket(index.abs_diff(self.cue));
        let quoted = self.quoted(index);
        let side = mix(before, self.place(index));
        let between = self.between[index - self.words.start];
        let tag = word.tag.xpos as u64;
        let head = u64::from(link.branch == index + 1);
        add(key1(1, link.class));
        add(key2(2, link.class, cue.stem));
        add(key2(3, link.class, cue.relation as u64));
        add(key2(4, link.class, cue.tag.xpos as u64));
        add(key3(5, link.class, head, word.relation as u64));
        add(key3(6, link.class, quoted, before));
        add(key2(7, link.class, word.form));
        add(key2(8, link.class, tag));
        add(key3(9, link.class, cue.form, quoted));
        add(key2(10, side, distance));
        add(key3(11, side, distance, tag));
        add(key3(12, side, word.form, cue.tag.upos as u64));
        add(key3(13, side, word.relation as u64, distance));
        add(key3(14, side, quoted, cue.stem));
        add(key3(15, side, quoted, cue.relation as u64));
        add(key2(16, side, between));
        add(key3(17, side, between, cue.stem));
        add(key3(18, side, mix(self.tag(index, -1), tag), self.tag(index, 1)));
        add(key3(19, side, self.form(index, -1), self.form(index, 1)));
        if index.abs_diff(self.cue) <= 4 {
            add(key3(20, mix(before, distance), word.form, cue.stem));
            add(key3(21, mix(before, distance), tag, cue.stem));
            add(key3(22, mix(before, distance), word.form, cue.tag.xpos as u64));
        }
        add(key3(23, self.shape, link.class, quoted));
        add(key3(24, self.shape, side, quoted));
        add(key3(25, self.shape, link.class, cue.stem));
        if link.branch > 0 {
            let branch = &reading.words[link.branch - 1];
            add(key3(26, link.class, branch.stem, cue.tag.upos as u64));
            add(key3(27, link.class, branch.tag.xpos as u64, tag));
            add(key3(28, link.class, u64::from(branch.shape), cue.stem));
        }
        add(key3(29, link.class, word.head.map_or(0, |head| reading.words[head].stem), before));
    }

    /// Hands each feature of the step from the word before to this one to `add`.
    pub fn step_features(&self, index: usize, mut add: impl FnMut(u32)) {
        let word = &self.reading.words[index];
        let previous = &self.reading.words[index - 1];
        let (link, left) = (self.links[index - self.words.start], self.links[index - 1 - self.words.start]);
        let before = if index <= self.cue { 1 } else { 0 };
        let marks = mix(self.quoted(index - 1), self.quoted(index));
        let tags = mix(previous.tag.xpos as u64, word.tag.xpos as u64);
        let same = u64::from(link.branch == left.branch && link.up == left.up);
        let other = u64::from(word.sentence != previous.sentence);
        let cue = &self.reading.words[self.cue];
        add(key1(101, before));
        add(key2(102, before, previous.form));
        add(key2(103, before, word.form));
        add(key2(104, before, tags));
        add(key3(105, before, marks, other));
        add(key3(106, link.class, left.class, same));
        add(key3(107, before, same, previous.form));
        add(key3(108, before, same, word.form));
        add(key3(109, before, mix(same, marks), tags));
        add(key3(110, self.tag(index, -2), tags, before));
        add(key3(111, self.tag(index, 1), tags, before));
        add(key3(112, mix(previous.form, word.form), same, before));
        add(key3(113, word.relation as u64, previous.relation as u64, mix(same, before)));
        add(key3(114, self.arc(index), mix(same, before), 0));
        add(key3(115, self.arc(index), tags, before));
        add(key3(116, self.form(index, 1), mix(word.form, before), 0));
        if index.abs_diff(self.cue) <= 2 {
            add(key3(117, index.wrapping_sub(self.cue) as u64, word.form, cue.stem));
            add(key3(118, index.wrapping_sub(self.cue) as u64, tags, cue.tag.xpos as u64));
        }
        add(key3(119, cue.tag.xpos as u64, word.form, before));
    }

    /// Whether one of the two words at a step governs the other, and by what.
    fn arc(&self, index: usize) -> u64 {
        let (left, right) = (&self.reading.words[index - 1], &self.reading.words[index]);
        if left.head == Some(index) {
            1 + left.relation as u64
        } else if right.head == Some(index - 1) {
            1000 + right.relation as u64
        } else if left.head.is_some() && left.head == right.head {
            2000
        } else if left.head.is_some_and(|head| head > index) && right.head.is_some_and(|head| head < index) {
            2001
        } else {
            2002 + u64::from(left.head.is_some_and(|head| head > index))
                + 2 * u64::from(right.head.is_some_and(|head| head + 1 < index))
        }
    }

    fn neighbour(&self, index: usize, offset: isize) -> Option<&Word<'d>> {
        let place = index.checked_add_signed(offset)?;
        self.words.contains(&place).then(|| &self.reading.words[place])
    }

    fn tag(&self, index: usize, offset: isize) -> u64 {
        self.neighbour(index, offset).map_or(99, |word| word.tag.xpos as u64)
    }

    fn form(&self, index: usize, offset: isize) -> u64 {
        self.neighbour(index, offset).map_or(99, |word| word.form)
    }

    /// Whether a word is quoted, and how much its quotation holds.
    fn quoted(&self, index: usize) -> u64 {
        let word = &self.reading.words[index];
        let Some(region) = word.region else { return 0 };
        match self.reading.regions[region].len() {
            0..=24 => 1,
            25..=60 => 2,
            _ => 3,
        }
    }

    /// The sentence: the cue's own, the one before, the one behind.
    fn place(&self, index: usize) -> u64 {
        let (own, cue) = (self.reading.words[index].sentence, self.reading.words[self.cue].sentence);
        own as u64 + 2 - cue as u64
    }
}

/// For each word, what stands between it and the cue: commas and quotation marks, each up to three.
fn marks_between(reading: &Reading, words: &Range<usize>, cue: usize) -> Vec<u64> {
    let mut between = vec![0; words.len()];
    let mut count = |indexes: &mut dyn Iterator<Item = usize>| {
        let (mut commas, mut marks) = (0u64, 0u64);
        for index in indexes {
            between[index - words.start] = commas.min(3) * 10 + marks.min(3);
            let word = &reading.words[index];
            commas += u64::from(matches!(word.text, "," | "—" | "–" | ";" | "(" | ")" | "--"));
            marks += u64::from(word.is_mark());
        }
    };
    count(&mut (words.start..cue).rev());
    count(&mut (cue + 1..words.end));
    between
}

/// What the sentence around the cue looks like: quoted words on both sides, cue first or last.
fn shape(reading: &Reading, words: &Range<usize>, cue: usize) -> u64 {
    let any = |range: Range<usize>| u64::from(reading.words[range].iter().any(|word| word.region.is_some()));
    let first = (cue - words.start).min(3) as u64;
    let last = (words.end - cue).min(3) as u64;
    any(words.start..cue) | any(cue..words.end) << 1 | first << 2 | last << 4
}

/// Steps up from the cue that are told apart.
const CLIMB: usize = 4;

fn links(reading: &Reading, words: &Range<usize>, cue: usize) -> Vec<Link> {
    let mut links = vec![Link::default(); words.len()];
    let mut chain = vec![cue];
    while let Some(head) = reading.words[chain[chain.len() - 1]].head.filter(|_| chain.len() <= CLIMB) {
        chain.push(head);
    }
    let sentence = &reading.sentences[reading.words[cue].sentence].words;
    let own = sentence.start.max(words.start)..sentence.end.min(words.end);
    for (step, &head) in (1u64..).zip(&chain) {
        if own.contains(&head) {
            links[head - words.start] = Link { up: step, branch: 0, class: mix(step, 7) };
        }
    }
    let mut path = Vec::new();
    for start in own.clone() {
        let mut at = start;
        while own.contains(&at) && links[at - words.start].up == 0 {
            path.push(at);
            match reading.words[at].head {
                Some(head) if path.len() <= sentence.len() => at = head,
                _ => break,
            }
        }
        let mut link = if own.contains(&at) { links[at - words.start] } else { Link::default() };
        if link.up == 0 {
            link = Link { up: CLIMB as u64 + 2, branch: 0, class: mix(99, 7) };
        }
        for index in path.drain(..).rev() {
            if link.branch == 0 {
                let word = &reading.words[index];
                let side = u64::from(index > cue);
                link.branch = index + 1;
                link.class = mix(mix(link.up, side), word.relation as u64);
            }
            links[index - words.start] = link;
        }
    }
    links
}

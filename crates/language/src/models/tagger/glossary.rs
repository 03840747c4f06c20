//! Words as the tagger reads them: what a word by itself says of the tags around it is summed once.

use super::{NO_TAG, Tagger, View, WINDOW, alone, dynamic_features, together};
use crate::models::hash::hash_str;
use crate::models::labels::Tag;
use crate::models::linear::{Keys, Sum, best};
use crate::models::numbers::Numbers;
use std::ops::Range;

/// Tags that a tagger knows at most.
pub(super) const LABELS: usize = 128;

/// Sums of weights, one for each tag.
type Sums = [Sum; LABELS];

/// Words kept from sentence to sentence, somewhat more than a kilobyte each.
const KEPT: usize = 2048;

/// Words looked up at once.
const PIECE: usize = 1024;

/// The place of the word to be tagged among [`WINDOW`].
const HERE: usize = WINDOW / 2;

/// The number of the places outside of sentences.
const OUTSIDE: u32 = 0;

/// Reads sentence after sentence, and looks a word up only where it first occurs.
#[derive(Debug)]
pub struct Glossary<'t> {
    tagger: &'t Tagger,
    numbers: Numbers,
    entries: Vec<Entry>,
}

/// A word with the sums of its own features at each place of the window.
#[derive(Debug)]
struct Entry {
    view: View,
    alone: [Sums; WINDOW],
}

impl<'t> Glossary<'t> {
    /// A glossary without words.
    pub(super) fn new(tagger: &'t Tagger) -> Self {
        let mut glossary = Self { tagger, numbers: Numbers::default(), entries: Vec::new() };
        glossary.clear();
        glossary
    }

    fn clear(&mut self) {
        self.numbers.clear();
        self.entries.clear();
        self.numbers.number(hash_str("\u{1}outside"));
        self.add(View::outside());
    }

    fn add(&mut self, view: View) {
        let mut entry = Entry { view, alone: [[0; LABELS]; WINDOW] };
        for (slot, sums) in entry.alone.iter_mut().enumerate() {
            let mut keys = Keys::default();
            alone(slot, &view, |key| keys.push(key));
            self.tagger.model.add(&keys, sums);
        }
        self.entries.push(entry);
    }

    /// Replaces `out` by one tag for each of a sentence's `words`, in time linear in their number.
    pub fn tag(&mut self, words: &[&str], out: &mut Vec<Tag>) {
        out.clear();
        out.reserve(words.len());
        let (mut previous, mut before) = (NO_TAG, NO_TAG);
        for start in (0..words.len()).step_by(PIECE) {
            let numbers = self.look_up(words, start..words.len().min(start + PIECE));
            for window in numbers.windows(WINDOW) {
                let label = self.best(window, previous, before);
                (before, previous) = (previous, label as u64);
                out.push(self.tagger.tags[label]);
            }
        }
    }

    /// The numbers of the words of a piece of a sentence, and of the places on both sides of it.
    fn look_up(&mut self, words: &[&str], piece: Range<usize>) -> Vec<u32> {
        if self.entries.len() > KEPT {
            self.clear();
        }
        let mut number = |place: usize| {
            let Some(text) = place.checked_sub(HERE).and_then(|place| words.get(place)) else {
                return OUTSIDE;
            };
            let (number, new) = self.numbers.number(hash_str(text));
            if new {
                self.add(View::new(text, &self.tagger.lexicon));
            }
            number
        };
        (piece.start..piece.end + WINDOW - 1).map(&mut number).collect()
    }

    /// The number of the best tag of the middle word of a window, after two tags.
    fn best(&self, window: &[u32], previous: u64, before: u64) -> usize {
        let entries: [&Entry; WINDOW] = std::array::from_fn(|slot| &self.entries[window[slot] as usize]);
        let mut sums = entries[0].alone[0];
        for (slot, entry) in entries.iter().enumerate().skip(1) {
            sums.iter_mut().zip(&entry.alone[slot]).for_each(|(sum, other)| *sum += other);
        }
        let views = entries.map(|entry| &entry.view);
        let mut keys = Keys::default();
        together(views, |key| keys.push(key));
        dynamic_features(views, previous, before, |key| keys.push(key));
        self.tagger.model.add(&keys, &mut sums);
        best(&sums[..self.tagger.tags.len()])
    }
}

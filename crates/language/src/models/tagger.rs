//! Part-of-speech tagging: a greedy averaged perceptron over hashed features, left to right.

mod glossary;

use std::sync::LazyLock;

use super::binary::{ModelError, Reader, Writer};
use super::hash::feature;
use super::labels::{Tag, Upos, Xpos};
use super::linear::{KeyTable, LinearModel};
use super::word::Word;
use glossary::LABELS;

pub use glossary::Glossary;

static EMBEDDED: LazyLock<Tagger> = LazyLock::new(|| {
    Tagger::read(include_bytes!("../../models/tagger.bin"))
        .expect("the embedded tagger is read back in a test")
});

/// The first number of a tagger's model.
pub const FORMAT: u32 = 0x7461_6702;

/// Assigns each word its part of speech.
#[derive(Debug)]
pub struct Tagger {
    tags: Vec<Tag>,
    lexicon: Lexicon,
    model: LinearModel,
}

impl Tagger {
    /// The tagger that ships with this crate, loaded at its first use.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a tagger from a model's bytes.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are no tagger of this version.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new(bytes, FORMAT)?;
        let count = reader.size()?;
        if count > LABELS {
            return Err(ModelError::Label { index: count });
        }
        let pairs = reader.take(count * 2)?;
        let tags =
            pairs.chunks_exact(2).map(|pair| tag_of(pair[0], pair[1])).collect::<Result<Vec<_>, _>>()?;
        let lexicon = Lexicon::read(&mut reader)?;
        let model = LinearModel::read(&mut reader, tags.len())?;
        Ok(Self { tags, lexicon, model })
    }

    /// Replaces `out` by one tag for each of a sentence's `words`, in time linear in their number.
    ///
    /// ```
    /// use copydesk_language::models::{Tagger, Upos};
    /// let mut tags = Vec::new();
    /// Tagger::embedded().tag(&["Two", "engineers", "left", "."], &mut tags);
    /// let upos: Vec<Upos> = tags.iter().map(|tag| tag.upos).collect();
    /// assert_eq!(upos, [Upos::Num, Upos::Noun, Upos::Verb, Upos::Punct]);
    /// ```
    pub fn tag(&self, words: &[&str], out: &mut Vec<Tag>) {
        Glossary::new(self).tag(words, out);
    }

    /// A reader of sentence after sentence, which looks each word up once.
    pub fn glossary(&self) -> Glossary<'_> {
        Glossary::new(self)
    }
}

fn tag_of(upos: u8, xpos: u8) -> Result<Tag, ModelError> {
    let upos = Upos::from_index(upos as usize).ok_or(ModelError::Label { index: upos as usize })?;
    let xpos = Xpos::from_index(xpos as usize).ok_or(ModelError::Label { index: xpos as usize })?;
    Ok(Tag { upos, xpos })
}

/// The tag before a sentence's first.
pub const NO_TAG: u64 = 999;

/// What is known of words beforehand: the tags a word can bear and the cluster of words it behaves like.
#[derive(Debug, Clone)]
pub struct Lexicon {
    table: KeyTable,
}

impl Lexicon {
    /// A lexicon of pairs: a word's [`Lexicon::key`] and its entry, the number of its tag class in the
    /// lower 16 bits, that of its cluster in the upper (0 for none).
    pub fn new(pairs: &[(u32, u32)]) -> Self {
        Self { table: KeyTable::new(pairs.iter().copied()) }
    }

    /// Reads what [`Lexicon::write`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] if they are cut off.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        Ok(Self { table: KeyTable::read(reader)? })
    }

    /// Writes pairs as [`Lexicon::new`] takes them, in ascending order.
    pub fn write(pairs: &[(u32, u32)], writer: &mut Writer) {
        KeyTable::write(pairs, writer);
    }

    /// The key of a word's normalised form.
    pub fn key(form: u64) -> u32 {
        feature(0, form, 0)
    }

    /// The cluster of a word's normalised form, 0 for none.
    pub fn cluster(&self, form: u64) -> u32 {
        self.entry(form) >> 16
    }

    fn entry(&self, form: u64) -> u32 {
        self.table.get(Self::key(form)).unwrap_or(0)
    }
}

/// A word as the templates see it.
#[derive(Debug, Clone, Copy)]
pub struct View {
    word: Word,
    tags: u64,
    cluster: u64,
}

/// Words seen at once: the middle one is the one to be tagged.
pub const WINDOW: usize = 5;

impl View {
    /// Two places before the sentence, its words, two places after: word `i` stands at `i + 2`.
    pub fn of_sentence(words: &[&str], lexicon: &Lexicon) -> Vec<Self> {
        let mut views = Vec::with_capacity(words.len() + WINDOW - 1);
        views.extend([Self::outside(); WINDOW / 2]);
        views.extend(words.iter().map(|text| Self::new(text, lexicon)));
        views.extend([Self::outside(); WINDOW / 2]);
        views
    }

    /// A place before the first word of a sentence or after its last.
    pub fn outside() -> Self {
        Self { word: Word::outside(), tags: 0xffff, cluster: 0xffff }
    }

    /// A word.
    pub fn new(text: &str, lexicon: &Lexicon) -> Self {
        let word = Word::new(text);
        let entry = lexicon.entry(word.form);
        Self { word, tags: u64::from(entry & 0xffff), cluster: u64::from(entry >> 16) }
    }
}

/// Features that do not depend on tags given before, of the middle one of five words.
pub fn static_features(window: &[View], mut add: impl FnMut(u32)) {
    let [before, left, here, right, after] = window else { return };
    let window = [before, left, here, right, after];
    window.iter().enumerate().for_each(|(slot, view)| alone(slot, view, &mut add));
    together(window, add);
}

/// Features of one word at its place in the window.
pub fn alone(slot: usize, view: &View, mut add: impl FnMut(u32)) {
    let word = &view.word;
    match slot {
        0 => add(feature(3, word.form, 0)),
        1 => {
            add(feature(2, word.form, 0));
            add(feature(15, word.suffixes[2], 0));
        }
        2 => here_alone(view, add),
        3 => {
            add(feature(4, word.form, 0));
            add(feature(16, word.suffixes[2], 0));
            add(feature(25, view.tags, 0));
            add(feature(30, view.cluster, 0));
        }
        _ => add(feature(5, word.form, 0)),
    }
}

fn here_alone(here: &View, mut add: impl FnMut(u32)) {
    let (word, shape) = (&here.word, u64::from(here.word.shape));
    add(feature(1, word.form, 0));
    for size in 0..4 {
        add(feature(8 + size as u8, word.suffixes[size], 0));
    }
    add(feature(12, word.prefixes[0], 0));
    add(feature(13, word.prefixes[1], 0));
    add(feature(14, word.prefixes[2], 0));
    add(feature(17, shape, 0));
    add(feature(20, word.suffixes[2], shape));
    add(feature(21, here.tags, 0));
    add(feature(26, here.tags, shape));
    add(feature(27, here.cluster, 0));
}

/// Features of several words of the window.
pub fn together(window: [&View; WINDOW], mut add: impl FnMut(u32)) {
    let [_, left, here, right, after] = window;
    let shape = |view: &View| u64::from(view.word.shape);
    add(feature(6, left.word.form, here.word.form));
    add(feature(7, here.word.form, right.word.form));
    add(feature(18, shape(here), shape(left)));
    add(feature(19, shape(here), shape(right)));
    add(feature(22, left.tags, here.tags));
    add(feature(23, here.tags, right.tags));
    add(feature(24, right.tags, after.tags));
    add(feature(28, left.cluster, here.cluster));
    add(feature(29, here.cluster, right.cluster));
    add(feature(31, here.tags << 16 | right.tags, after.tags));
}

/// Features of the two tags given before, [`NO_TAG`] at the start.
pub fn dynamic_features(window: [&View; WINDOW], previous: u64, before: u64, mut add: impl FnMut(u32)) {
    let [_, left, here, right, _] = window;
    add(feature(40, previous, 0));
    add(feature(41, previous, before));
    add(feature(42, previous, here.word.form));
    add(feature(43, previous, here.tags));
    add(feature(44, previous << 16 | here.tags, right.tags));
    add(feature(45, previous << 16 | before, here.tags));
    add(feature(46, previous, here.word.suffixes[2]));
    add(feature(47, before, left.word.form));
    add(feature(48, previous, right.word.form));
}

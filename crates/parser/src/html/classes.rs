//! What the class names and ids of an element say about it.

use super::tag::{Attribute, Tag};
use super::tree::{NodeId, Tree};
use crate::data::rows;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/html-classes.tsv");

/// A set of hints, one bit each; their order is that of their names.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Hints(pub(super) u64);

struct Words {
    finder: AhoCorasick,
    /// The bit of each of the finder's words.
    bits: Vec<u8>,
    /// Sorted.
    names: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut numbers: BTreeMap<&str, u8> = BTreeMap::new();
    for [hint, _] in rows::<2>(TABLE) {
        numbers.entry(hint).or_default();
    }
    let names: Vec<&str> = numbers.keys().copied().collect();
    for (number, slot) in (0..).zip(numbers.values_mut()) {
        *slot = number;
    }
    let bits = rows::<2>(TABLE).map(|[hint, _]| numbers[hint]).collect();
    let words = rows::<2>(TABLE).map(|[_, word]| word);
    let finder = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words);
    let finder = finder.expect("the table is small");
    Words { finder, bits, names }
});

/// Hints of elements have these bits after those of class names, from this one on.
const ELEMENTS: u32 = 40;

/// Elements that say something about everything inside them.
const TELLING: &[Tag] = &[
    Tag::Article,
    Tag::Main,
    Tag::Nav,
    Tag::Aside,
    Tag::Footer,
    Tag::Header,
    Tag::Form,
    Tag::Ul,
    Tag::Ol,
    Tag::Table,
    Tag::Figure,
    Tag::Figcaption,
    Tag::Blockquote,
    Tag::Section,
    Tag::A,
    Tag::Address,
    Tag::Dl,
    Tag::Details,
    Tag::Li,
    Tag::P,
    Tag::Label,
    Tag::Td,
    Tag::Button,
    Tag::Dialog,
];

/// The hint of each element.
const BY_TAG: [Hints; Tag::COUNT] = {
    let mut hints = [Hints(0); Tag::COUNT];
    let mut bit = 0;
    while bit < TELLING.len() {
        hints[TELLING[bit] as usize] = Hints(1 << (ELEMENTS as usize + bit));
        bit += 1;
    }
    hints
};

impl Hints {
    /// Bits in use.
    pub(super) const BITS: u32 = 64;

    /// The hint of a name.
    pub(super) fn named(name: &str) -> Self {
        let bit = WORDS.names.binary_search(&name).expect("a hint of the table");
        Self(1 << bit)
    }

    /// Whether it holds the hint of a name.
    pub(super) fn has(self, name: &str) -> bool {
        self.meets(Self::named(name))
    }

    /// Whether it holds any of others.
    pub(super) fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether it holds the hint of an element.
    pub(super) fn has_tag(self, tag: Tag) -> bool {
        debug_assert!(Self::of_tag(tag) != Self(0), "an element that tells something");
        self.meets(Self::of_tag(tag))
    }

    fn of_tag(tag: Tag) -> Self {
        BY_TAG[tag as usize]
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The hints of one element and of those around it.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Context {
    /// Its own.
    pub(super) own: Hints,
    /// Its own, its parent's and its grandparent's.
    pub(super) near: Hints,
    /// Those of everything it stands in.
    pub(super) any: Hints,
    /// Elements around it.
    pub(super) depth: u32,
}

/// The context of each node, in time linear in their number.
pub(super) fn contexts(tree: &Tree<'_>) -> Vec<Context> {
    let mut contexts: Vec<Context> = Vec::with_capacity(tree.nodes.len());
    let mut memory = Memory::new();
    for (id, node) in tree.iter() {
        let parent = contexts.get(node.parent as usize).copied().unwrap_or_default();
        let grandparent = contexts.get(tree.node(node.parent).parent as usize).copied().unwrap_or_default();
        let own = match node.tag {
            Tag::Text => Hints::default(),
            tag => Hints::of_tag(tag).or(named(tree, id, &mut memory)),
        };
        contexts.push(Context {
            own,
            near: own.or(parent.own).or(grandparent.own),
            any: own.or(parent.any),
            depth: if id == 0 { 0 } else { parent.depth + 1 },
        });
    }
    contexts
}

/// Bytes of a class attribute beyond which it is a list of styles that says nothing.
const LONGEST: usize = 400;

/// The part of a class attribute that is read.
pub(super) fn telling(names: &str) -> &str {
    &names[..names.floor_char_boundary(LONGEST)]
}

fn named<'s>(tree: &Tree<'s>, id: NodeId, memory: &mut Memory<'s>) -> Hints {
    // The body's classes speak of the page, not of a place in it.
    if matches!(tree.node(id).tag, Tag::Html | Tag::Body) {
        return Hints::default();
    }
    let names = |name| {
        use Attribute::{Class, Component, Id, Itemprop, Role};
        matches!(name, Class | Id | Component | Role | Itemprop)
    };
    tree.raw_attributes(id)
        .filter(|(name, _)| names(*name))
        .fold(Hints::default(), |hints, (_, value)| hints.or(memory.hints_of(telling(value))))
}

/// The hints of the names seen last, as the elements of a page share few of them.
struct Memory<'s> {
    slots: Vec<(&'s str, Hints)>,
    spaced: Vec<u8>,
}

/// Names that are kept, as a power of two.
const SLOTS: u32 = 10;

impl<'s> Memory<'s> {
    fn new() -> Self {
        // Of the empty name there are no hints.
        Self { slots: vec![("", Hints::default()); 1 << SLOTS], spaced: Vec::new() }
    }

    fn hints_of(&mut self, value: &'s str) -> Hints {
        let slot = &mut self.slots[place(value.as_bytes())];
        if slot.0 != value {
            *slot = (value, hints_of(value, &mut self.spaced));
        }
        slot.1
    }
}

/// The slot of a name, by its length and its ends.
fn place(name: &[u8]) -> usize {
    let ends = name.iter().take(12).chain(name.iter().rev().take(12));
    let mixed = ends.fold(name.len() as u64, |hash, byte| hash.rotate_left(5) ^ u64::from(*byte));
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOTS)) as usize
}

/// What a class name, or several, say; `plain` is room to write them in.
fn hints_of(value: &str, plain: &mut Vec<u8>) -> Hints {
    space(value, plain);
    let found = WORDS.finder.find_overlapping_iter(plain.as_slice());
    Hints(found.fold(0, |bits, found| bits | 1 << WORDS.bits[found.pattern().as_usize()]))
}

/// Names in small letters, with one blank around each of their parts.
pub(super) fn spaced(names: &str) -> String {
    let mut plain = Vec::new();
    space(names, &mut plain);
    String::from_utf8(plain).expect("letters are written whole")
}

fn space(names: &str, plain: &mut Vec<u8>) {
    plain.clear();
    plain.push(b' ');
    let mut was_small = false;
    for c in names.chars() {
        if was_small && c.is_uppercase() {
            plain.push(b' ');
        }
        was_small = c.is_lowercase();
        if c.is_ascii_alphanumeric() {
            plain.push(c.to_ascii_lowercase() as u8);
        } else if !c.is_ascii() && c.is_alphanumeric() {
            c.to_lowercase().for_each(|c| plain.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
        } else if plain.last() != Some(&b' ') {
            plain.push(b' ');
        }
    }
    plain.push(b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_its_bits() {
        assert!(WORDS.names.len() <= ELEMENTS as usize);
        assert!(ELEMENTS as usize + TELLING.len() <= Hints::BITS as usize);
    }

    #[test]
    fn parts_of_names_are_told_apart() {
        let hints_of = |names: &str| hints_of(names, &mut Vec::new());
        assert!(hints_of("article-body__text").has("article"));
        assert!(hints_of("articleBody").has("body"));
        assert!(hints_of("top-ad").has("advertisement"));
        assert!(!hints_of("thread shadow").has("advertisement"));
        assert_eq!(spaced("Überschrift_articleÉtage--x2"), " überschrift article étage x2 ");
    }
}

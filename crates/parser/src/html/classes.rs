//! What the class names and ids of an element say about it.

use super::tag::{Attribute, Tag};
use super::tree::{NodeId, Tree};
use crate::data::rows;
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/html-classes.tsv");

/// A set of hints, one bit each; their order is that of [`Hints::names`].
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Hints(pub(super) u64);

struct Words {
    finder: AhoCorasick,
    /// The bit of each of the finder's words.
    bits: Vec<u8>,
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
    let finder = AhoCorasick::new(rows::<2>(TABLE).map(|[_, word]| word)).expect("the table is small");
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

impl Hints {
    /// Bits in use.
    pub(super) const BITS: u32 = 64;

    /// Whether it holds the hint of a name.
    pub(super) fn has(self, name: &str) -> bool {
        let bit = WORDS.names.iter().position(|other| *other == name).expect("a hint of the table");
        self.0 >> bit & 1 == 1
    }

    /// Whether it holds the hint of an element.
    pub(super) fn has_tag(self, tag: Tag) -> bool {
        let bit = TELLING.iter().position(|other| *other == tag).expect("an element that tells something");
        self.0 >> (ELEMENTS + bit as u32) & 1 == 1
    }

    fn of_tag(tag: Tag) -> Self {
        TELLING
            .iter()
            .position(|other| *other == tag)
            .map_or(Self(0), |bit| Self(1 << (ELEMENTS as usize + bit)))
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
}

/// Names that are kept, as a power of two.
const SLOTS: u32 = 10;

impl<'s> Memory<'s> {
    fn new() -> Self {
        // Of the empty name there are no hints.
        Self { slots: vec![("", Hints::default()); 1 << SLOTS] }
    }

    fn hints_of(&mut self, value: &'s str) -> Hints {
        let slot = &mut self.slots[place(value.as_bytes())];
        if slot.0 != value {
            *slot = (value, hints_of(value));
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

/// What a class name, or several, say.
fn hints_of(value: &str) -> Hints {
    let names = spaced(value);
    let found = WORDS.finder.find_overlapping_iter(&names);
    Hints(found.fold(0, |bits, found| bits | 1 << WORDS.bits[found.pattern().as_usize()]))
}

/// Names in small letters, with one blank around each of their parts.
pub(super) fn spaced(names: &str) -> String {
    let mut plain = String::with_capacity(names.len() + 8);
    plain.push(' ');
    let mut was_small = false;
    for c in names.chars() {
        if c.is_uppercase() && was_small {
            plain.push(' ');
        }
        was_small = c.is_lowercase();
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.push(' ');
    plain
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
        assert!(hints_of("article-body__text").has("article"));
        assert!(hints_of("articleBody").has("body"));
        assert!(hints_of("top-ad").has("advertisement"));
        assert!(!hints_of("thread shadow").has("advertisement"));
    }
}

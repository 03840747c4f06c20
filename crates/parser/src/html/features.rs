//! What a classifier sees of each block: numbers about its words, its place on the page and its neighbours.

use super::classes::{Context, Hints};
use super::containers::{Containers, Sum, block_around};
use super::evidence::Evidence;
use super::flow::{Flow, Piece};
use super::groups::numbered;
use super::media::Media;
use super::shape::{self, Shape};
use super::tag::{Attribute, Tag};
use super::tree::{Node, NodeId, Tree};
use crate::text::cues;
use copydesk_document::BlockKind;
use std::borrow::Cow;

/// Numbers of one block.
pub(super) const NUMBERS: usize = 103;

/// One block as a classifier sees it: its numbers, then a flag for each hint, own, near and around.
#[derive(Clone, Debug)]
pub(super) struct Features {
    values: [f32; Self::COUNT],
    used: usize,
}

impl Features {
    /// How many values a block has.
    pub(super) const COUNT: usize = NUMBERS + 3 * Hints::BITS as usize;

    fn new(context: &Context) -> Self {
        let mut values = [0.0; Self::COUNT];
        let hints = [context.own.0, context.near.0, context.any.0];
        for (bits, flags) in hints.iter().zip(values[NUMBERS..].chunks_exact_mut(Hints::BITS as usize)) {
            for (bit, flag) in flags.iter_mut().enumerate() {
                *flag = (bits >> bit & 1) as f32;
            }
        }
        Self { values, used: 0 }
    }

    fn push(&mut self, number: f32) {
        self.values[self.used] = number;
        self.used += 1;
    }

    fn flag(&mut self, flag: bool) {
        self.push(f32::from(u8::from(flag)));
    }

    /// All of them.
    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }
}

/// A page with everything that the features of its blocks are worked out from.
pub(super) struct View<'p, 's> {
    pub(super) tree: &'p Tree<'s>,
    pub(super) flow: &'p Flow,
    pub(super) contexts: Vec<Context>,
    pub(super) shapes: Vec<Shape>,
    pub(super) containers: Containers,
    pub(super) cues: Vec<Option<BlockKind>>,
    pub(super) evidence: Evidence,
    groups: [Vec<Sum>; 2],
    /// For each element the number of its name and class.
    pub(super) signatures: Vec<u64>,
    /// The number of each block's element and class, and its parent's: those that look alike share it.
    pub(super) looks: Vec<u32>,
    /// First and last prose block of the element that holds the article.
    pub(super) prose: (usize, usize),
    /// The distance in blocks to the last prose before each block and the next one behind it.
    distances: Vec<(f32, f32)>,
    pub(super) media: Media,
    repeated: Vec<bool>,
}

impl<'p, 's> View<'p, 's> {
    pub(super) fn new(tree: &'p Tree<'s>, flow: &'p Flow, evidence: Evidence) -> Self {
        let text = |piece: &Piece| &flow.text[piece.range.clone()];
        let shapes: Vec<Shape> = flow.pieces.iter().map(|piece| shape::of(text(piece))).collect();
        let containers = Containers::new(tree, &flow.pieces, &shapes);
        let cue = |(piece, shape): (&Piece, &Shape)| {
            // Menus and lists of links are told by their links; to ask their words is most of the work.
            let is_link = piece.linked * 10 > piece.range.len() * 9;
            (!is_link && !shape.is_prose).then(|| cues::kind(text(piece))).flatten()
        };
        let cues = flow.pieces.iter().zip(&shapes).map(cue).collect();
        let signatures = signatures(tree);
        let own = |piece: &Piece| signatures[piece.node as usize];
        let around = |piece: &Piece| mix(own(piece), signatures[block_around(tree, piece.node) as usize]);
        let kinds = numbered(flow.pieces.iter().map(own));
        let looks = numbered(flow.pieces.iter().map(around));
        let groups = [group(&kinds, &containers.own), group(&looks, &containers.own)];
        let best = containers.pieces(tree, containers.best);
        let is_prose = |index: &usize| containers.own[*index].prose > 0.0;
        let first = best.clone().find(is_prose).unwrap_or(best.start);
        let last = best.clone().rev().find(is_prose).unwrap_or(best.start);
        Self {
            contexts: super::classes::contexts(tree),
            distances: distances(&containers.own),
            media: Media::of(tree),
            repeated: repeated(flow),
            prose: (first, last),
            tree,
            flow,
            shapes,
            containers,
            cues,
            evidence,
            groups,
            signatures,
            looks,
        }
    }

    /// The block at the top of the article: the headline, else the first heading, else the one before the first prose.
    pub(super) fn top(&self) -> usize {
        let is_heading = |piece: &Piece| self.tree.node(piece.node).tag == Tag::H1;
        let heading = || self.flow.pieces.iter().position(is_heading);
        self.evidence.headline.or_else(heading).unwrap_or_else(|| self.prose.0.saturating_sub(1))
    }

    /// The words of a block.
    pub(super) fn text(&self, index: usize) -> &'p str {
        &self.flow.text[self.flow.pieces[index].range.clone()]
    }

    /// The context of the element that a block's first words stand in.
    pub(super) fn innermost(&self, index: usize) -> &Context {
        &self.contexts[self.flow.pieces[index].first as usize]
    }

    /// The words of a block, with a blank where two of its elements touch, as in "<i>3 May 2022</i><i>Ida Holm</i>".
    pub(super) fn line(&self, index: usize) -> Cow<'p, str> {
        let (range, text) = (self.flow.pieces[index].range.clone(), self.text(index));
        let touches = |at: &usize| {
            let before = text[..*at].chars().next_back().is_some_and(char::is_alphanumeric);
            // Some set the first letter of a word apart.
            let starts_word = |c: char| c.is_alphanumeric() && !c.is_lowercase();
            before && text[*at..].starts_with(starts_word)
        };
        let breaks: Vec<usize> = self.flow.breaks(range).filter(touches).collect();
        if breaks.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut line = String::with_capacity(text.len() + breaks.len());
        let mut from = 0;
        for at in breaks {
            line.push_str(&text[from..at]);
            line.push(' ');
            from = at;
        }
        line.push_str(&text[from..]);
        Cow::Owned(line)
    }

    /// The features of a block.
    pub(super) fn features(&self, index: usize) -> Features {
        let piece = &self.flow.pieces[index];
        let mut features = Features::new(&self.contexts[piece.node as usize]);
        self.words(index, &mut features);
        self.place(index, &mut features);
        self.surroundings(index, &mut features);
        self.neighbours(index, &mut features);
        self.evidence.describe(self.text(index), &mut |number| features.push(number));
        debug_assert_eq!(features.used, NUMBERS, "every block has all numbers");
        features
    }

    fn words(&self, index: usize, features: &mut Features) {
        let piece = &self.flow.pieces[index];
        let shape = &self.shapes[index];
        let bytes = piece.range.len() as f32;
        features.push(shape.characters.log2());
        features.push(shape.words);
        features.push(piece.linked as f32 / bytes);
        features.push(piece.links as f32);
        features.push(piece.strong as f32 / bytes);
        features.push(piece.button as f32 / bytes);
        features.flag(piece.hidden);
        features.flag(piece.broken);
        features.flag(shape.ends_sentence);
        features.flag(shape.ends_colon);
        features.flag(shape.starts_upper);
        features.push(shape.sentences);
        features.push(shape.commas / shape.words.max(1.0));
        features.push(shape.capitalised / shape.words.max(1.0));
        features.push(shape.digits / shape.characters);
        features.push(shape.characters / shape.words.max(1.0));
        features.push(shape.quotes);
        features.push(shape.furniture);
        let cue = |kind: Option<BlockKind>| match kind {
            None => 0.0,
            Some(BlockKind::Boilerplate(_)) => 1.0,
            Some(BlockKind::Caption | BlockKind::Credit) => 2.0,
            Some(_) => 3.0,
        };
        features.push(cue(self.cues[index]));
        features.push(index.checked_sub(1).map_or(0.0, |before| cue(self.cues[before])));
        features.flag(self.repeated[index]);
        features.flag(is_labelled_link(&self.flow.text[piece.range.clone()], piece));
    }

    fn place(&self, index: usize, features: &mut Features) {
        let piece = &self.flow.pieces[index];
        let count = self.flow.pieces.len() as f32;
        let all = self.containers.all();
        features.push(index as f32 / count);
        features.push(piece.range.start as f32 / self.flow.text.len() as f32);
        features.push(count.log2());
        features.push((1.0 + all.prose).log2());
        let (first, last) = self.prose;
        let clip = |distance: f32| distance.clamp(-60.0, 60.0);
        features.push(clip(index as f32 - first as f32));
        features.push(clip(index as f32 - last as f32));
        let headline = self.evidence.headline.map_or(99.0, |at| clip(index as f32 - at as f32));
        features.push(headline);
        features.push(self.contexts[piece.node as usize].depth as f32);
        let level = match self.tree.node(piece.node).tag {
            Tag::H1 => 1.0,
            Tag::H2 => 2.0,
            Tag::H3 => 3.0,
            Tag::H4 => 4.0,
            Tag::H5 | Tag::H6 => 5.0,
            Tag::P => 6.0,
            Tag::Li => 7.0,
            Tag::Div => 8.0,
            Tag::Td | Tag::Th => 9.0,
            _ => 10.0,
        };
        features.push(level);
        let [before, behind] = self.media.distances(piece.first);
        features.push(before);
        features.push(behind);
        features.flag(self.media.is_beside(self.tree, piece));
    }

    fn surroundings(&self, index: usize, features: &mut Features) {
        let piece = &self.flow.pieces[index];
        let all = self.containers.all();
        let mut at = piece.node;
        for _ in 0..4 {
            let sum = self.containers.sum(self.tree, at);
            features.push((1.0 + sum.characters).log2());
            features.push(sum.link_density());
            features.push(sum.prose / all.prose.max(1.0));
            features.push(sum.prose_pieces / sum.pieces.max(1.0));
            features.push(sum.pieces.min(500.0));
            at = block_around(self.tree, at);
        }
        let best = self.containers.best;
        let inside = |id: NodeId| piece.node >= id && piece.node < self.tree.node(id).end;
        let around = block_around(self.tree, best);
        let parent = block_around(self.tree, piece.node);
        features.flag(inside(best));
        features.flag(inside(around));
        features.flag(inside(block_around(self.tree, around)));
        features.flag(parent == best || piece.node == best);
        features.flag(block_around(self.tree, parent) == best);
        let depth = |id: NodeId| self.contexts[id as usize].depth as f32;
        features.push(depth(piece.node) - depth(best));
        features.push(self.containers.sum(self.tree, best).prose / all.prose.max(1.0));
        for group in &self.groups {
            let sum = group[index];
            features.push(sum.pieces.min(500.0));
            features.push((1.0 + sum.characters / sum.pieces).log2());
            features.push(sum.link_density());
            features.push(sum.prose / all.prose.max(1.0));
            features.push(sum.prose_pieces / sum.pieces);
        }
    }

    fn neighbours(&self, index: usize, features: &mut Features) {
        for step in [-3, -2, -1, 1, 2, 3] {
            let other = index.checked_add_signed(step).filter(|other| *other < self.flow.pieces.len());
            let Some(other) = other else {
                [0.0, 1.0, 0.0, 0.0].into_iter().for_each(|missing| features.push(missing));
                continue;
            };
            let sum = &self.containers.own[other];
            features.push((1.0 + sum.characters).log2());
            features.push(sum.link_density());
            features.flag(self.shapes[other].ends_sentence);
            features.flag(self.looks[other] == self.looks[index]);
        }
        let last = self.flow.pieces.len();
        let near = self.containers.range(index.saturating_sub(4)..(index + 5).min(last));
        features.push(near.prose / near.characters.max(1.0));
        features.push(near.link_density());
        let (before, behind) = self.distances[index];
        features.push(before);
        features.push(behind);
    }
}

/// Whether a label and a colon stand in front of a link, as in "Read more: The quay is shut".
fn is_labelled_link(text: &str, piece: &Piece) -> bool {
    if piece.linked == 0 {
        return false;
    }
    let label = text.char_indices().take_while(|(at, _)| *at < LABEL).find(|(_, c)| matches!(c, ':' | '：'));
    label.is_some_and(|(at, _)| piece.linked + at + 2 >= text.len())
}

/// Bytes that a label in front of a link has at most.
const LABEL: usize = 40;

/// For each element that holds something a number for its name and class: blocks of one kind on a page share it.
fn signatures(tree: &Tree<'_>) -> Vec<u64> {
    let signature = |(id, node): (NodeId, &Node)| {
        if node.end == id + 1 {
            return 0;
        }
        let class = tree.raw_attribute(id, Attribute::Class).unwrap_or_default();
        // Digits number elements, they do not name them.
        let named = class.bytes().filter(|byte| !byte.is_ascii_digit());
        let hash = named.fold(0, |hash: u64, byte| hash.rotate_left(5) ^ u64::from(byte));
        mix(hash, node.tag as u64)
    };
    tree.iter().map(signature).collect()
}

/// Two numbers as one.
pub(super) fn mix(one: u64, other: u64) -> u64 {
    let mixed = (one.rotate_left(7) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 29
}

/// For each block the sum over all blocks of its group.
fn group(numbers: &[u32], own: &[Sum]) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); numbers.iter().max().map_or(0, |last| *last as usize + 1)];
    for (number, sum) in numbers.iter().zip(own) {
        let all = &mut sums[*number as usize];
        *all = all.add(*sum);
    }
    numbers.iter().map(|number| sums[*number as usize]).collect()
}

fn distances(own: &[Sum]) -> Vec<(f32, f32)> {
    const FAR: f32 = 30.0;
    let mut distances = vec![(FAR, FAR); own.len()];
    let mut since = FAR;
    for (index, sum) in own.iter().enumerate() {
        distances[index].0 = since;
        since = if sum.prose > 0.0 { 1.0 } else { (since + 1.0).min(FAR) };
    }
    since = FAR;
    for (index, sum) in own.iter().enumerate().rev() {
        distances[index].1 = since;
        since = if sum.prose > 0.0 { 1.0 } else { (since + 1.0).min(FAR) };
    }
    distances
}

/// Whether the same words stand on the page before.
fn repeated(flow: &Flow) -> Vec<bool> {
    let mut seen = std::collections::BTreeSet::new();
    flow.pieces.iter().map(|piece| !seen.insert(&flow.text[piece.range.clone()])).collect()
}

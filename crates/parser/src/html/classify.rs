//! Says of each block what it is.

use super::apart;
use super::classes::Hints;
use super::company::{Company, VALUES};
use super::dates;
use super::features::{Features, View};
use super::forest::Forest;
use super::tag::Tag;
use super::tree::Tree;
use copydesk_document::{Block, BlockKind, Noise, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every block with its kind.
pub(super) fn blocks(view: &View<'_, '_>) -> Vec<Block> {
    let body = body(view);
    let pieces = view.flow.pieces.iter().zip(body).enumerate();
    let mut blocks: Vec<Block> = pieces
        .map(|(index, (piece, is_body))| {
            let kind = if view.evidence.headline == Some(index) {
                BlockKind::Headline
            } else if is_body {
                body_kind(view, index)
            } else {
                noise_kind(view, index)
            };
            Block::new(Span::from_range(piece.range.clone()), kind)
        })
        .collect();
    mark_repetitions(view, &mut blocks);
    blocks
}

/// The forests that tell body from furniture, trained by `cargo xtask train`, see `models/README.md`: the first sees a
/// block and its place, the second also what the first made of the blocks around.
static FORESTS: LazyLock<[Forest; 2]> = LazyLock::new(|| {
    [
        Forest::from_bytes(include_bytes!("../../models/blocks.bin")),
        Forest::from_bytes(include_bytes!("../../models/company.bin")),
    ]
});

/// Blocks whose values are kept for the second forest, in 1.2 KB each.
const KEPT: usize = 4096;

/// Whether each block is part of the body.
fn body(view: &View<'_, '_>) -> Vec<bool> {
    let [first, second] = &*FORESTS;
    let count = view.flow.pieces.len();
    let mut kept: Vec<Features> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut judged = vec![0.0; count];
    for index in (0..count).filter(|index| !is_menu(view, *index)) {
        let features = view.features(index);
        judged[index] = first.probability(features.values());
        if judged[index] > 0.0 {
            open.push(index);
            if kept.len() < KEPT {
                kept.push(features);
            }
        }
    }
    let mut body = vec![false; count];
    let values = Company::of(view).values(&judged, &open);
    let mut row = Vec::with_capacity(Features::COUNT + VALUES);
    for ((place, index), values) in open.into_iter().enumerate().zip(values.chunks_exact(VALUES)) {
        row.clear();
        match kept.get(place) {
            Some(features) => row.extend_from_slice(features.values()),
            None => row.extend_from_slice(view.features(index).values()),
        }
        row.extend_from_slice(values);
        body[index] =
            second.accepts(&row) && !is_byline_on_top(view, index) && !is_below_picture(view, index);
    }
    if body.contains(&true) {
        standfirsts(view).for_each(|index| body[index] = true);
    }
    apart::take_out(view, &mut body);
    if !body.contains(&true) && is_fragment(view.tree) {
        return (0..count).map(|index| is_sentence(view, index)).collect();
    }
    body
}

/// Blocks behind the headline in which a standfirst is looked for.
const BELOW: usize = 4;

/// The blocks right below the headline that say what the article is about: they look like a teaser, and are its start.
fn standfirsts(view: &View<'_, '_>) -> impl Iterator<Item = usize> {
    let last = view.flow.pieces.len();
    let below = view.evidence.headline.map_or(0..0, |headline| headline + 1..last.min(headline + 1 + BELOW));
    let is_open = |index: &usize| {
        let is_link = view.containers.own[*index].link_density() > 0.5;
        !is_link && !is_caption(view, *index) && view.cues[*index].is_none()
    };
    below.filter(is_open).filter(|index| view.evidence.is_standfirst(view.text(*index)))
}

/// Whether a block stands between the headline and the first prose and names the date or the authors.
fn is_byline_on_top(view: &View<'_, '_>, index: usize) -> bool {
    let is_on_top = view.evidence.headline.is_some_and(|headline| index > headline) && index < view.prose.0;
    let shape = &view.shapes[index];
    let is_line = shape.words <= LINE && !shape.ends_sentence;
    let names = matches!(view.cues[index], Some(BlockKind::Byline | BlockKind::Dateline));
    is_on_top && (names || is_line && dates::has_date(&view.line(index)))
}

/// Words of a line of a date and a name.
const LINE: f32 = 10.0;

/// Whether it is no whole page but what a feed or a database holds of one: there the words are the article's.
fn is_fragment(tree: &Tree<'_>) -> bool {
    !tree.iter().any(|(_, node)| matches!(node.tag, Tag::Body | Tag::Title | Tag::Meta | Tag::Form))
}

fn is_sentence(view: &View<'_, '_>, index: usize) -> bool {
    let is_open = view.cues[index].is_none() && view.containers.own[index].link_density() < 0.5;
    is_open && view.shapes[index].ends_sentence
}

/// Whether a block is a link of a menu, or one to the page before or behind: of these none is body, and they are a third
/// of a page's blocks.
pub(super) fn is_menu(view: &View<'_, '_>, index: usize) -> bool {
    let any = view.contexts[view.flow.pieces[index].node as usize].any;
    let (linked, text) = (view.containers.own[index].link_density(), view.text(index));
    linked > 0.9 && (any.has_tag(Tag::Nav) || any.has_tag(Tag::Footer))
        || linked > 0.8 && (text.starts_with(BACK) || text.ends_with(ON))
}

/// Marks at the start and the end of links to other pages: one in a hundred such links stands in a body.
const BACK: &[char] = &['←', '‹', '«'];
const ON: &[char] = &['→', '›', '»'];

/// Bytes from which on a block that stands twice is a repetition and no coincidence.
const REPEATABLE: usize = 40;

/// Whether a block of the body that says again what one before it said is a repetition. Rows of a table and items of a
/// list may be alike: what a cheap plan has is no repetition of what a dear one has.
pub(super) fn is_repeatable(view: &View<'_, '_>, index: usize) -> bool {
    let is_entry = matches!(body_kind(view, index), BlockKind::ListItem | BlockKind::TableCell);
    view.flow.pieces[index].range.len() >= REPEATABLE && !is_entry
}

/// Marks body blocks that say again what one before them said.
fn mark_repetitions(view: &View<'_, '_>, blocks: &mut [Block]) {
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    for (index, block) in (0..).zip(blocks.iter_mut()) {
        let text = &view.flow.text[block.span.range()];
        if block.kind.is_body() && is_repeatable(view, index as usize) {
            match first.get(text) {
                Some(original) => block.duplicate_of = Some(*original),
                None => {
                    first.insert(text, index);
                }
            }
        }
    }
}

fn body_kind(view: &View<'_, '_>, index: usize) -> BlockKind {
    let piece = &view.flow.pieces[index];
    let any = view.contexts[piece.node as usize].any;
    match view.tree.node(piece.node).tag {
        tag if tag.is_heading() => BlockKind::Subheading,
        Tag::Td | Tag::Th => BlockKind::TableCell,
        _ if any.has_tag(Tag::Li) => BlockKind::ListItem,
        _ if any.has_tag(Tag::Blockquote) => BlockKind::Quotation,
        _ => BlockKind::Paragraph,
    }
}

/// What the names around a block that is no body tell of it.
struct Signs {
    caption: Hints,
    footer: Hints,
    navigation: Hints,
    /// The surest first.
    reasons: [(Hints, Noise); 9],
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| Signs {
    caption: Hints::named("caption"),
    footer: Hints::named("footer"),
    navigation: Hints::named("nav"),
    reasons: [
        ("consent", Noise::CookieNotice),
        ("comments", Noise::Comments),
        ("newsletter", Noise::Newsletter),
        ("paywall", Noise::Paywall),
        ("advertisement", Noise::Advertisement),
        ("share", Noise::ShareButtons),
        ("author", Noise::AuthorBio),
        ("tags", Noise::Tags),
        ("related", Noise::RelatedLinks),
    ]
    .map(|(name, noise)| (Hints::named(name), noise)),
});

fn noise_kind(view: &View<'_, '_>, index: usize) -> BlockKind {
    let piece = &view.flow.pieces[index];
    let context = &view.contexts[piece.node as usize];
    match view.cues[index] {
        Some(kind) if !kind.is_body() => return kind,
        Some(BlockKind::Dateline) => return BlockKind::Boilerplate(Noise::Other),
        _ => {}
    }
    if is_caption(view, index) {
        return BlockKind::Caption;
    }
    let noise = SIGNS.reasons.iter().find(|(hint, _)| context.near.meets(*hint)).map(|(_, noise)| *noise);
    let noise = noise.or_else(|| by_element(view, index));
    BlockKind::Boilerplate(noise.unwrap_or(Noise::Other))
}

/// Nodes between a picture and the caption below it.
const BESIDE: f32 = 8.0;

/// Whether a block is sure to be a caption: its element says so and it quotes nobody, or it stands between a picture and
/// who took it.
fn is_below_picture(view: &View<'_, '_>, index: usize) -> bool {
    let piece = &view.flow.pieces[index];
    let any = view.contexts[piece.node as usize].any;
    let is_credit = view.cues.get(index + 1) == Some(&Some(BlockKind::Credit));
    any.has_tag(Tag::Figcaption) && !any.has_tag(Tag::Blockquote)
        || is_credit && view.media.distances(piece.first)[0] <= BESIDE
}

/// Whether a block is a caption by the elements around it, or by what it stands between.
fn is_caption(view: &View<'_, '_>, index: usize) -> bool {
    let context = &view.contexts[view.flow.pieces[index].node as usize];
    let is_named = context.any.has_tag(Tag::Figure) || context.near.meets(SIGNS.caption);
    is_named || is_below_picture(view, index)
}

fn by_element(view: &View<'_, '_>, index: usize) -> Option<Noise> {
    let piece = &view.flow.pieces[index];
    let any = view.contexts[piece.node as usize].any;
    let linked = view.containers.own[index].link_density() > 0.5;
    if any.has_tag(Tag::Nav) {
        Some(Noise::Navigation)
    } else if any.has_tag(Tag::Footer) || any.meets(SIGNS.footer) {
        Some(Noise::Footer)
    } else if any.meets(SIGNS.navigation) || linked && any.has_tag(Tag::Header) {
        Some(Noise::Navigation)
    } else if linked || any.has_tag(Tag::Aside) {
        Some(Noise::RelatedLinks)
    } else {
        None
    }
}

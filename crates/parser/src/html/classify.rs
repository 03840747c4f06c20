//! Says of each block what it is.

use super::features::View;
use super::flow::Flow;
use super::metadata::similarity;
use super::tag::Tag;
use copydesk_document::{Block, BlockKind, Noise, Span};

/// The block that says the headline: the first one that has its words and little else.
pub(super) fn headline(flow: &Flow, headline: Option<&str>) -> Option<usize> {
    let headline = headline?;
    flow.pieces.iter().position(|piece| {
        let text = &flow.text[piece.range.clone()];
        text.len() < 4 * headline.len() + 20 && similarity(text, headline) >= 0.9
    })
}

/// Every block with its kind.
pub(super) fn blocks(view: &View<'_, '_>) -> Vec<Block> {
    let body = body(view);
    let pieces = view.flow.pieces.iter().zip(body).enumerate();
    pieces
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
        .collect()
}

fn body(view: &View<'_, '_>) -> Vec<bool> {
    let best = view.containers.pieces(view.tree, view.containers.best);
    (0..view.flow.pieces.len())
        .map(|index| {
            let piece = &view.flow.pieces[index];
            let context = &view.contexts[piece.node as usize];
            let tag = view.tree.node(piece.node).tag;
            let linked = view.containers.own[index].link_density();
            let bad = ["related", "advertisement", "comments", "share", "newsletter", "caption", "author"];
            best.contains(&index)
                && linked < 0.5
                && !bad.iter().any(|hint| context.near.has(hint))
                && (matches!(tag, Tag::P | Tag::Li | Tag::Blockquote)
                    || tag.is_heading()
                    || view.shapes[index].is_prose)
        })
        .collect()
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

fn noise_kind(view: &View<'_, '_>, index: usize) -> BlockKind {
    let piece = &view.flow.pieces[index];
    let context = &view.contexts[piece.node as usize];
    match view.cues[index] {
        Some(kind) if !kind.is_body() => return kind,
        Some(BlockKind::Dateline) => return BlockKind::Boilerplate(Noise::Other),
        _ => {}
    }
    if context.any.has_tag(Tag::Figcaption) || context.any.has_tag(Tag::Figure) || context.near.has("caption")
    {
        return BlockKind::Caption;
    }
    let by_hint = [
        ("consent", Noise::CookieNotice),
        ("comments", Noise::Comments),
        ("newsletter", Noise::Newsletter),
        ("paywall", Noise::Paywall),
        ("advertisement", Noise::Advertisement),
        ("share", Noise::ShareButtons),
        ("author", Noise::AuthorBio),
        ("tags", Noise::Tags),
        ("related", Noise::RelatedLinks),
    ];
    let noise = by_hint.iter().find(|(hint, _)| context.near.has(hint)).map(|(_, noise)| *noise);
    let noise = noise.or_else(|| by_element(view, index));
    BlockKind::Boilerplate(noise.unwrap_or(Noise::Other))
}

fn by_element(view: &View<'_, '_>, index: usize) -> Option<Noise> {
    let piece = &view.flow.pieces[index];
    let any = view.contexts[piece.node as usize].any;
    let linked = view.containers.own[index].link_density() > 0.5;
    if any.has_tag(Tag::Nav) {
        Some(Noise::Navigation)
    } else if any.has_tag(Tag::Footer) || any.has("footer") {
        Some(Noise::Footer)
    } else if any.has("nav") || linked && any.has_tag(Tag::Header) {
        Some(Noise::Navigation)
    } else if linked || any.has_tag(Tag::Aside) {
        Some(Noise::RelatedLinks)
    } else {
        None
    }
}

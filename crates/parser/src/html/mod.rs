//! Pages: HTML to text, blocks and metadata, each byte with its place in the file.
//!
//! The steps: bytes to characters ([`encoding`]), characters to a tree ([`emitter`], [`builder`]), the tree to lines of
//! text ([`flow`]), each line seen as numbers ([`features`]) and judged ([`classify`]), and what the page states about
//! itself ([`metadata`]).

mod apart;
mod authors;
mod builder;
mod classes;
mod classify;
mod company;
mod containers;
mod dates;
mod emitter;
mod encoding;
pub(crate) mod entities;
mod evidence;
mod features;
mod flow;
mod forest;
mod groups;
mod headline;
mod jsonld;
mod media;
mod metadata;
mod metas;
mod names;
mod script;
mod shape;
mod site;
mod tag;
mod tree;
mod twice;

use crate::charset::Decoded;
use apart::Apart;
pub use company::Company;
use copydesk_document::{Article, Block, Document, Segment, SourceMap, Span};
use evidence::{Evidence, Stated};
pub use forest::{DEPTH, Forest, Tree as DecisionTree};

use features::View;
use flow::Flow;
use metadata::Statements;
use tree::Tree;

/// Reads a page; what is `given` goes before what the page says. A page that shows no text has no blocks.
///
/// # Errors
/// If the bytes are no text, or none at all.
pub(crate) fn parse(bytes: Vec<u8>, charset: Option<&str>, given: Article) -> Result<Document, String> {
    let Decoded { text: source, map } = encoding::decode_page(bytes, charset)?;
    if u32::try_from(source.len()).is_err() {
        return Err("has more than 4 GiB: split it".to_owned());
    }
    if crate::text::is_blank(&source) {
        return Err(crate::text::EMPTY.to_owned());
    }
    let tree = emitter::parse(&source);
    let flow = flow::read(&tree);
    let filled = script::fill(&tree, &flow);
    let (flow, article, blocks) = match &filled {
        None => read(&tree, flow, given),
        Some(filled) => {
            let tree = emitter::parse(&filled.text);
            read(&tree, flow::read(&tree), given)
        }
    };
    let maps = filled.and_then(|filled| filled.map).into_iter().chain(map);
    let segments = maps.fold(flow.segments, |segments, map| through(segments, &map));
    Document::new(flow.text, article, blocks, Some(SourceMap::new(segments)))
        .map_err(|error| error.to_string())
}

/// What a page shows, what it says of its article, and what its blocks are.
fn read(tree: &Tree<'_>, flow: Flow, given: Article) -> (Flow, Article, Vec<Block>) {
    let url = given.url.clone();
    let page = Statements::read(tree, url.as_deref());
    let headline = given.headline.clone().or_else(|| headline::find(&page));
    let view = view(tree, &flow, &page, headline.as_deref());
    let blocks = classify::blocks(&view);
    let article = metadata::read(&page, &view, headline, given);
    (flow, article, blocks)
}

fn view<'p, 's>(
    tree: &'p Tree<'s>,
    flow: &'p Flow,
    page: &Statements<'_, '_>,
    headline: Option<&str>,
) -> View<'p, 's> {
    let body = page.described("articleBody");
    let stated = Stated {
        headline,
        body: body.as_deref(),
        description: page.metas.first(&["og:description", "description"]),
        is_news: page.is_news(),
    };
    let evidence = Evidence::new(headline::block(tree, flow, headline), &stated);
    View::new(tree, flow, evidence)
}

/// A block of a page as the classifier sees it: what a model is trained on.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Its words.
    pub text: String,
    /// Its features, in the order that the model knows them by.
    pub features: Vec<f32>,
    /// Whether it is a link of a menu, which no model is asked about.
    pub is_menu: bool,
    /// Whether its names set it apart from the prose around it.
    pub is_apart: bool,
    /// Whether it is a repetition where the body has said the same before.
    pub is_repeatable: bool,
}

/// The blocks of a page, as the classifier sees them, in reading order, and what the second forest is told of their
/// neighbours. None where the bytes are no page.
///
/// ```
/// let (blocks, company) = copydesk_parser::observe(b"<p>One.</p><p>Two.</p>".to_vec());
/// assert_eq!(blocks[1].text, "Two.");
/// assert_eq!(blocks[0].features.len(), blocks[1].features.len());
/// assert_eq!(company.values(&[0.9, 0.2], &[1])[..2], [0.2, 0.9]);
/// ```
#[must_use]
pub fn observe(bytes: Vec<u8>) -> (Vec<Observation>, Company) {
    let Ok(Decoded { text: source, .. }) = encoding::decode_page(bytes, None) else {
        return Default::default();
    };
    let tree = emitter::parse(&source);
    let flow = flow::read(&tree);
    let page = Statements::read(&tree, None);
    let headline = headline::find(&page);
    let view = view(&tree, &flow, &page, headline.as_deref());
    let mut apart = Apart::new(&tree);
    let blocks = flow.pieces.iter().enumerate().map(|(index, piece)| Observation {
        text: flow.text[piece.range.clone()].to_owned(),
        features: view.features(index).values().to_vec(),
        is_menu: classify::is_menu(&view, index),
        is_apart: apart.holds(piece.node),
        is_repeatable: classify::is_repeatable(&view, index),
    });
    (blocks.collect(), Company::of(&view))
}

/// Segments into decoded characters as segments into the file's bytes.
fn through(segments: Vec<Segment>, decoded: &SourceMap) -> Vec<Segment> {
    let mut mapped = Vec::with_capacity(segments.len());
    let all = decoded.segments();
    for segment in segments {
        let range = segment.source.start as usize..segment.source.end as usize;
        let whole = Span::from_range(range);
        if !segment.verbatim {
            let source = decoded.source(whole).unwrap_or_default();
            mapped.push(Segment { source, ..segment });
            continue;
        }
        let first = all.partition_point(|other| other.text.end <= whole.start);
        for other in all[first..].iter().take_while(|other| other.text.start < whole.end) {
            let start = whole.start.max(other.text.start);
            let end = whole.end.min(other.text.end);
            let part = Span::new(start, end);
            let text_start = segment.text.start + (start - whole.start);
            mapped.push(Segment {
                text: Span::new(text_start, text_start + part.len()),
                source: decoded.source(part).unwrap_or_default(),
                verbatim: other.verbatim,
            });
        }
    }
    mapped
}

#[cfg(test)]
mod tests;

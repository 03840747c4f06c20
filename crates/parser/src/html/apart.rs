//! What stands inside an article and is no part of its prose: fact boxes, and posts of networks.

use super::classes::{spaced, telling};
use super::features::View;
use super::tag::Attribute;
use super::tree::{NodeId, Tree};
use crate::data::rows;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

static NAMES: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(names()).expect("the table is small"));

/// The first words of the names, to be asked of attributes as they stand: most hold none.
static FIRST_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = names().filter_map(|name| name.split_whitespace().next());
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("the table is small")
});

fn names() -> impl Iterator<Item = &'static str> {
    rows::<2>(include_str!("../../data/html-apart.tsv")).map(|[_, name]| name)
}

/// What of a page is set apart by its names; each element is asked once.
pub(super) struct Apart<'t, 's> {
    tree: &'t Tree<'s>,
    /// For each node what is known of it.
    known: Vec<Option<bool>>,
}

impl<'t, 's> Apart<'t, 's> {
    pub(super) fn new(tree: &'t Tree<'s>) -> Self {
        Self { tree, known: vec![None; tree.nodes.len()] }
    }

    /// Whether the names of an element, or of one around it, set it apart.
    pub(super) fn holds(&mut self, id: NodeId) -> bool {
        let mut way = Vec::new();
        let mut at = id;
        let is_apart = loop {
            if let Some(known) = self.known[at as usize] {
                break known;
            }
            way.push(at);
            if at == 0 || is_named(self.tree, at) {
                break at != 0;
            }
            at = self.tree.node(at).parent;
        };
        way.into_iter().for_each(|id| self.known[id as usize] = Some(is_apart));
        is_apart
    }
}

fn is_named(tree: &Tree<'_>, id: NodeId) -> bool {
    let attributes = [Attribute::Class, Attribute::Id].into_iter();
    let mut named = attributes.filter_map(|name| tree.raw_attribute(id, name)).map(telling);
    named.any(|names| FIRST_WORDS.is_match(names) && NAMES.is_match(&spaced(names)))
}

/// How much more a box may say than the article beside it.
const MOST: f32 = 3.0;

/// Takes what is set apart out of the body. A box stands beside an article: where little else is body, it is the article.
pub(super) fn take_out(view: &View<'_, '_>, body: &mut [bool]) {
    let mut names = Apart::new(view.tree);
    let (apart, rest): (Vec<usize>, Vec<usize>) = (0..body.len())
        .filter(|index| body[*index])
        .partition(|index| names.holds(view.flow.pieces[*index].node));
    let words = |blocks: &[usize]| blocks.iter().map(|index| view.shapes[*index].words).sum::<f32>();
    if words(&apart) <= MOST * words(&rest) {
        apart.into_iter().for_each(|index| body[index] = false);
    }
}

#[cfg(test)]
mod tests {
    use crate::html::tests::read;

    fn body(page: &str) -> String {
        let document = read(page);
        let body = document.blocks().iter().filter(|block| block.kind.is_body());
        body.map(|block| &document.text()[block.span.range()]).collect::<Vec<_>>().join("|")
    }

    const PROSE: &str =
        "<p>The pilots of the harbour left the quay on Monday, and nobody knows why they went.</p>";
    const OTHER: &str =
        "<p>The harbour was built in 1912, has two quays, and is the largest of the whole coast.</p>";

    #[test]
    fn boxes_and_posts_inside_an_article_are_no_prose_of_it() {
        for open in
            ["<div class='c-articleFactBox'>", "<aside class=faktaboks>", "<blockquote class=twitter-tweet>"]
        {
            let close = format!("</{}>", &open[1..open.find(' ').unwrap()]);
            let page = |inside: &str| {
                format!("<h1>The quay is shut</h1><article>{inside}{open}{OTHER}{close}{inside}</article>")
            };
            assert!(!body(&page(PROSE)).contains("1912"), "{open}");
        }
    }

    #[test]
    fn a_box_beside_nothing_is_the_article() {
        let page = format!("<h1>The quay is shut</h1><article class=factbox>{PROSE}{OTHER}</article>");
        assert!(body(&page).contains("1912"));
    }
}

//! Dependencies between a document's tokens.

use crate::models::{Parser, Relation};
use crate::{Tags, Tokens};
use copydesk_document::{Document, Layer};
use std::ops::Range;

/// The dependency tree of each sentence (Universal Dependencies v2), by the embedded [`Parser`].
///
/// Tokens are named by their index in [`Tokens::all`]. Every tree is projective: the words below a token are one
/// stretch.
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::{models::Relation, Syntax};
///
/// let document = Document::from_paragraphs("The engineers left.");
/// let syntax = document.layer::<Syntax>();
/// assert_eq!(syntax.head(1), Some(2));
/// assert_eq!(syntax.relation(1), Relation::Nsubj);
/// assert_eq!(syntax.subtree(1), 0..2);
/// assert_eq!(syntax.children(2).collect::<Vec<_>>(), [1, 3]);
/// ```
pub struct Syntax {
    nodes: Vec<Node>,
    /// The tokens below each head, in order, one head after the other.
    children: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Node {
    /// The head's index; the token's own for the root of its sentence.
    head: u32,
    relation: Relation,
    /// First token of the subtree, and the one behind its last.
    first: u32,
    behind: u32,
    /// Where its children start in [`Syntax::children`]; they end where the next token's start.
    children: u32,
}

impl Syntax {
    /// The token that this one depends on; `None` for the root of a sentence.
    ///
    /// # Panics
    /// If there is no such token.
    #[must_use]
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.nodes[token].head as usize;
        (head != token).then_some(head)
    }

    /// The relation to its head.
    ///
    /// # Panics
    /// If there is no such token.
    #[must_use]
    pub fn relation(&self, token: usize) -> Relation {
        self.nodes[token].relation
    }

    /// The tokens that depend on this one directly, in order.
    ///
    /// # Panics
    /// If there is no such token.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> {
        let start = self.nodes[token].children as usize;
        let end = self.nodes.get(token + 1).map_or(self.children.len(), |next| next.children as usize);
        self.children[start..end].iter().map(|child| *child as usize)
    }

    /// The first token that depends on this one by a relation, subtypes included.
    #[must_use]
    pub fn child(&self, token: usize, relation: Relation) -> Option<usize> {
        self.children(token).find(|child| {
            let found = self.relation(*child);
            found == relation || found.universal() == relation
        })
    }

    /// The stretch of tokens from the first to the last below this one, itself included.
    ///
    /// # Panics
    /// If there is no such token.
    #[must_use]
    pub fn subtree(&self, token: usize) -> Range<usize> {
        self.nodes[token].first as usize..self.nodes[token].behind as usize
    }
}

impl Layer for Syntax {
    fn compute(document: &Document) -> Self {
        let (tokens, tags) = (document.layer::<Tokens>(), document.layer::<Tags>().all());
        let parser = Parser::embedded();
        let mut nodes = Vec::with_capacity(tokens.all().len());
        let mut arcs = Vec::new();
        for words in tokens.words_by_sentence(document) {
            let start = nodes.len();
            parser.parse(&words, &tags[start..start + words.len()], &mut arcs);
            let base = index(start);
            nodes.extend((base..).zip(&arcs).map(|(token, arc)| Node {
                head: if arc.head == 0 { token } else { base + arc.head - 1 },
                relation: arc.relation,
                first: token,
                behind: token + 1,
                children: 0,
            }));
        }
        let children = children(&mut nodes);
        spread(&mut nodes, &children);
        Self { nodes, children }
    }
}

fn index(number: usize) -> u32 {
    u32::try_from(number).expect("a document holds less than 4 GiB")
}

/// Sorts the tokens by head, and notes with each head where its own start.
fn children(nodes: &mut [Node]) -> Vec<u32> {
    let depends = |(token, node): (u32, &Node)| (node.head != token).then_some((node.head, token));
    let mut arcs: Vec<(u32, u32)> = (0u32..).zip(&*nodes).filter_map(depends).collect();
    arcs.sort_unstable();
    let mut arc = 0;
    for (token, node) in (0u32..).zip(nodes) {
        arc += arcs[arc..].iter().take_while(|(head, _)| *head < token).count();
        node.children = index(arc);
    }
    arcs.into_iter().map(|(_, child)| child).collect()
}

/// Widens each subtree to what lies below it, children before their heads.
fn spread(nodes: &mut [Node], children: &[u32]) {
    let mut order: Vec<u32> = (0u32..).zip(&*nodes).filter(|(t, n)| n.head == *t).map(|(t, _)| t).collect();
    let mut next = 0;
    while let Some(token) = order.get(next).map(|token| *token as usize) {
        let start = nodes[token].children as usize;
        let end = nodes.get(token + 1).map_or(children.len(), |node| node.children as usize);
        order.extend_from_slice(&children[start..end]);
        next += 1;
    }
    for token in order.into_iter().rev() {
        let Node { head, first, behind, .. } = nodes[token as usize];
        let head = &mut nodes[head as usize];
        head.first = head.first.min(first);
        head.behind = head.behind.max(behind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sentences;

    /// Every tree has one root, every subtree holds its children's, and no head stands in another sentence.
    #[test]
    fn trees_stay_inside_their_sentences() {
        let text = "Two engineers who built the cluster left. \"It was,\" she said, \"time to go.\"\nWhy? Nobody knows.";
        let document = Document::from_paragraphs(text);
        let (tokens, syntax) = (document.layer::<Tokens>(), document.layer::<Syntax>());
        for sentence in 0..document.layer::<Sentences>().all().len() {
            let range = tokens.of_sentence(sentence);
            let roots: Vec<usize> = range.clone().filter(|token| syntax.head(*token).is_none()).collect();
            assert_eq!(roots.len(), 1, "sentence {sentence}");
            assert_eq!(syntax.subtree(roots[0]), range);
            for token in range {
                let below = syntax.subtree(token);
                for child in syntax.children(token) {
                    assert_eq!(syntax.head(child), Some(token));
                    let inner = syntax.subtree(child);
                    assert!(below.start <= inner.start && inner.end <= below.end);
                }
            }
        }
    }

    #[test]
    fn a_sentence_without_end_has_one_tree() {
        let document = Document::from_paragraphs("and ".repeat(20_000));
        let syntax = document.layer::<Syntax>();
        assert_eq!((0..20_000).filter(|token| syntax.head(*token).is_none()).count(), 1);
        assert_eq!(syntax.children.len(), 19_999);
    }
}

//! Which kinds of block are noise, that is: not read by any analyzer.

use super::Settings;
use copydesk_analyzer::document::Noise;
use copydesk_analyzer::{Block, BlockKind, Document};
use std::collections::BTreeMap;

/// The name of the rule on blocks that repeat another.
const REPETITION: &str = "repetition";

/// The kinds of block, and whether they are noise where nobody says otherwise. Paragraphs never are.
pub(crate) const RULES: &[(&str, bool)] = &[
    ("headline", false),
    ("subheading", false),
    ("list-item", false),
    ("quotation", false),
    ("table-cell", false),
    ("byline", true),
    ("dateline", true),
    ("caption", true),
    ("credit", true),
    (REPETITION, true),
    ("advertisement", true),
    ("author-bio", true),
    ("comments", true),
    ("contact-line", true),
    ("cookie-notice", true),
    ("correction-note", true),
    ("footer", true),
    ("navigation", true),
    ("newsletter", true),
    ("paywall", true),
    ("promotion", true),
    ("reaction-widget", true),
    ("related-links", true),
    ("share-buttons", true),
    ("subscribe-button", true),
    ("tags", true),
    ("other", true),
];

/// The key of a rule.
pub(crate) fn key(name: &str) -> String {
    format!("noise.{name}")
}

/// The rules that are not as they are by default.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct NoiseRules(BTreeMap<&'static str, bool>);

impl NoiseRules {
    /// The rules that are set otherwise.
    pub(crate) fn new(settings: &Settings) -> Self {
        let set = RULES.iter().filter_map(|(name, default)| {
            let is_noise = settings.get(&key(name))?.boolean()?;
            (is_noise != *default).then_some((*name, is_noise))
        });
        Self(set.collect())
    }

    /// What tells these rules from others; empty for those that are in force by default.
    pub(crate) fn name(&self) -> String {
        self.0.iter().map(|(name, is_noise)| format!("{name}={is_noise} ")).collect()
    }

    /// The document with the rules in force: a block that is no noise any more is a paragraph, one that has become noise
    /// is some other boilerplate. Its text and everything else stay as they are.
    pub(crate) fn apply(&self, document: Document) -> Document {
        if self.0.is_empty() {
            return document;
        }
        let blocks = document.blocks().iter().map(|block| self.changed(*block)).collect();
        let (text, article) = (document.text().to_owned(), document.article().clone());
        Document::new(text, article, blocks, document.source_map().cloned())
            .expect("the blocks stay where they are")
    }

    fn changed(&self, mut block: Block) -> Block {
        if self.0.get(REPETITION) == Some(&false) {
            block.duplicate_of = None;
        }
        let name = block.kind.noise().map_or(block.kind.name(), Noise::name);
        match self.0.get(name) {
            Some(true) => block.kind = BlockKind::Boilerplate(Noise::Other),
            Some(false) => block.kind = BlockKind::Paragraph,
            None => {}
        }
        block
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configuration::Value;
    use copydesk_analyzer::Span;
    use copydesk_analyzer::document::Article;

    #[test]
    fn every_reason_for_noise_has_a_rule() {
        for noise in Noise::ALL {
            assert!(RULES.contains(&(noise.name(), true)), "{noise}");
        }
    }

    #[test]
    fn a_rule_switched_off_makes_paragraphs_and_one_switched_on_makes_noise() {
        let block = |start, kind| Block::new(Span::new(start, start + 1), kind);
        let repeated = Block { duplicate_of: Some(0), ..block(6, BlockKind::Paragraph) };
        let blocks = vec![
            block(0, BlockKind::Paragraph),
            block(2, BlockKind::Caption),
            block(4, BlockKind::TableCell),
            repeated,
            block(8, BlockKind::Boilerplate(Noise::Tags)),
        ];
        let document = Document::new("a b c a d".to_owned(), Article::default(), blocks, None).unwrap();
        let given = [("noise.caption", false), ("noise.table-cell", true), ("noise.repetition", false)];
        let given = given.map(|(key, value)| (key, Value::Boolean(value))).to_vec();
        let document = NoiseRules::new(&Settings::layered(None, given)).apply(document);
        let read: Vec<_> = document.read_blocks().map(|(index, _)| index).collect();
        assert_eq!(read, [0, 1, 3]);
        assert_eq!(document.blocks()[2].kind, BlockKind::Boilerplate(Noise::Other));
    }
}

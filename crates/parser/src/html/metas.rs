//! What the head of a page states: meta and link elements, the title, microdata.

use super::tag::{Attribute, Tag};
use super::tree::{NodeId, Tree};
use std::collections::BTreeMap;

/// Statements of a page by their names in small letters.
#[derive(Default)]
pub(super) struct Metas {
    values: BTreeMap<String, Vec<String>>,
    pub(super) title: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) language: Option<String>,
    /// Elements with an `itemprop`, by its name.
    pub(super) items: BTreeMap<String, Vec<NodeId>>,
    /// First headings.
    pub(super) headings: Vec<NodeId>,
    pub(super) times: Vec<NodeId>,
}

impl Metas {
    pub(super) fn read(tree: &Tree<'_>) -> Self {
        let mut metas = Self::default();
        let mut drawing = 0;
        for (id, node) in tree.iter() {
            match node.tag {
                Tag::Text => continue,
                Tag::Meta => metas.meta(tree, id),
                Tag::Link => metas.link(tree, id),
                Tag::Svg => drawing = node.end,
                Tag::Title if metas.title.is_none() && id >= drawing => {
                    let title = super::entities::decode(tree.raw_text(id));
                    metas.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                Tag::Html => {
                    metas.language = tree.attribute(id, Attribute::Lang).map(std::borrow::Cow::into_owned);
                }
                Tag::H1 => metas.headings.push(id),
                Tag::Time => metas.times.push(id),
                _ => {}
            }
            if let Some(names) = tree.raw_attribute(id, Attribute::Itemprop) {
                for name in names.split_whitespace().take(4) {
                    metas.items.entry(name.to_owned()).or_default().push(id);
                }
            }
        }
        metas
    }

    fn meta(&mut self, tree: &Tree<'_>, id: NodeId) {
        let Some(content) = tree.attribute(id, Attribute::Content) else { return };
        let content = super::entities::decode(&content).split_whitespace().collect::<Vec<_>>().join(" ");
        if content.is_empty() {
            return;
        }
        for key in [Attribute::Property, Attribute::Name, Attribute::Itemprop, Attribute::HttpEquiv] {
            if let Some(name) = tree.raw_attribute(id, key) {
                let values = self.values.entry(name.trim().to_ascii_lowercase()).or_default();
                if !values.contains(&content) && values.len() < 20 {
                    values.push(content.clone());
                }
            }
        }
    }

    fn link(&mut self, tree: &Tree<'_>, id: NodeId) {
        let is_canonical =
            tree.raw_attribute(id, Attribute::Rel).is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if is_canonical && self.canonical.is_none() {
            self.canonical = tree.attribute(id, Attribute::Href).map(|href| href.trim().to_owned());
        }
    }

    /// The first value of the first of `names` that is stated.
    pub(super) fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).first()).map(String::as_str)
    }

    /// What is stated under the first label that passes, as `twitter:label1` and `twitter:data1` have it.
    pub(super) fn labelled(&self, passes: impl Fn(&str) -> bool) -> Option<&String> {
        ["1", "2"].iter().find_map(|number| {
            let label = self.all(&format!("twitter:label{number}")).first()?;
            passes(label).then(|| self.all(&format!("twitter:data{number}")).first())?
        })
    }

    /// The values of names that have one of `parts` as their last word.
    pub(super) fn named_like(&self, parts: &[&str]) -> impl Iterator<Item = &[String]> {
        let is_like = move |name: &str| {
            let last = name.rsplit([':', '.', '_', '-']).next().unwrap_or(name);
            parts.iter().any(|part| last.strip_suffix('s').unwrap_or(last) == *part)
        };
        self.values.iter().filter(move |(name, _)| is_like(name)).map(|(_, values)| values.as_slice())
    }

    /// All values of a name.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }
}

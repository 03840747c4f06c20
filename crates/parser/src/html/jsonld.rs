//! JSON-LD: the object of a page that describes its article.

use super::tag::{Attribute, Tag};
use super::tree::{NodeId, Tree};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) type Object = Map<String, Value>;

/// All objects that a page's JSON-LD holds, however nested.
#[derive(Default)]
pub(super) struct Graph {
    objects: Vec<Object>,
    by_id: BTreeMap<String, usize>,
    /// The one that describes the article.
    article: Option<usize>,
}

/// Bytes of JSON-LD beyond which a script is no description of one article.
const LARGEST: usize = 16 << 20;

impl Graph {
    pub(super) fn read(tree: &Tree<'_>) -> Self {
        let mut graph = Self::default();
        for (id, node) in tree.iter() {
            let source = match node.tag {
                Tag::Script if is_data(tree, id) => Cow::Borrowed(tree.raw_text(id)),
                Tag::Meta => match tree.attribute(id, Attribute::Content) {
                    // Some put it in a meta for want of a script.
                    Some(content) if is_linked_data(&content) => content,
                    _ => continue,
                },
                _ => continue,
            };
            if source.len() <= LARGEST
                && let Some(value) = parse(&source)
            {
                graph.collect(value);
            }
        }
        graph.article = graph.best();
        graph
    }

    /// Takes in a value's objects, the outer ones first; a stack in place of recursion.
    fn collect(&mut self, value: Value) {
        let mut stack = vec![value];
        while let Some(value) = stack.pop() {
            match value {
                Value::Array(values) => stack.extend(values.into_iter().rev()),
                Value::Object(mut object) => {
                    for key in ["mainEntity", "mainEntityOfPage", "@graph", "hasPart", "itemListElement"] {
                        if let Some(inner @ (Value::Array(_) | Value::Object(_))) = object.remove(key) {
                            stack.push(inner);
                        }
                    }
                    if let Some(Value::String(id)) = object.get("@id") {
                        self.by_id.entry(id.clone()).or_insert(self.objects.len());
                    }
                    self.objects.push(object);
                }
                _ => {}
            }
        }
    }

    /// The object that describes the article, if one does.
    pub(super) fn article(&self) -> Option<&Object> {
        self.article.map(|index| &self.objects[index])
    }

    fn best(&self) -> Option<usize> {
        let rank = |object: &Object| {
            let kind = ARTICLES.iter().position(|name| has_type(object, name))?;
            let filled =
                ["headline", "author", "datePublished"].iter().filter(|key| object.contains_key(**key));
            Some((filled.count(), usize::MAX - kind))
        };
        let ranked = self.objects.iter().enumerate();
        let ranked = ranked.filter_map(|(index, object)| rank(object).map(|rank| (rank, index)));
        // Of equals the first one stands at the top of the page's data.
        ranked.rev().max_by_key(|(rank, _)| *rank).map(|(_, index)| index)
    }

    /// What the objects that describe the article, or the page as a whole, say under a key: those without a headline, and
    /// those with the headline of the one that describes the article best.
    pub(super) fn described_alike(&self, key: &str) -> impl Iterator<Item = String> {
        let headline = self.article().and_then(|article| article.get("headline"));
        let is_article = |object: &&Object| ARTICLES.iter().any(|name| has_type(object, name));
        let is_alike =
            move |object: &&Object| object.get("headline").is_none_or(|other| Some(other) == headline);
        self.objects
            .iter()
            .filter(is_article)
            .filter(is_alike)
            .filter_map(move |object| object.get(key).and_then(string))
    }

    /// An object of a type.
    pub(super) fn of_type(&self, name: &str) -> Option<&Object> {
        self.objects.iter().find(|object| has_type(object, name))
    }

    /// The object that a value is, or names by its id.
    pub(super) fn resolve<'g>(&'g self, value: &'g Value) -> Option<&'g Object> {
        let object = value.as_object()?;
        match object.get("@id") {
            Some(Value::String(id)) if !object.contains_key("name") => {
                self.by_id.get(id).map(|index| &self.objects[*index]).or(Some(object))
            }
            _ => Some(object),
        }
    }
}

/// Whether a script holds JSON-LD.
fn is_data(tree: &Tree<'_>, id: NodeId) -> bool {
    let kind = tree.raw_attribute(id, Attribute::Type).unwrap_or_default();
    kind.to_ascii_lowercase().contains("ld+json")
}

/// Whether a text is likely to be JSON-LD.
fn is_linked_data(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && text.contains("\"@context\"")
}

/// Types of articles, the surest ones first.
const ARTICLES: &[&str] = &[
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Article",
    "TechArticle",
    "ScholarlyArticle",
    "Report",
    "SocialMediaPosting",
    "Recipe",
    "WebPage",
];

/// Whether an object is of a type, by its name without the vocabulary.
pub(super) fn has_type(object: &Object, name: &str) -> bool {
    let is = |value: &Value| value.as_str().is_some_and(|kind| kind.rsplit('/').next() == Some(name));
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// Reads JSON as pages have it: in comments, with raw line breaks in strings, with commas too many.
fn parse(source: &str) -> Option<Value> {
    let source = source.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start();
    let source = source.strip_prefix("<![CDATA[").unwrap_or(source);
    let mut values = serde_json::Deserializer::from_str(source).into_iter::<Value>();
    match values.next() {
        Some(Ok(value)) => Some(value),
        Some(Err(_)) => {
            let repaired = repair(source);
            serde_json::Deserializer::from_str(&repaired).into_iter::<Value>().next()?.ok()
        }
        None => None,
    }
}

fn repair(source: &str) -> String {
    let mut repaired = String::with_capacity(source.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in source.chars() {
        match c {
            _ if escaped => {
                escaped = false;
                // An escape that JSON does not know stands for the character itself.
                if !matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                    repaired.pop();
                }
                repaired.push(c);
                continue;
            }
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '}' | ']' if !in_string => {
                let kept = repaired.trim_end().trim_end_matches(',').len();
                repaired.truncate(kept);
            }
            _ => {}
        }
        repaired.push(if c.is_control() { ' ' } else { c });
    }
    repaired
}

/// A string, or the first one of a list, without markup or blanks around it.
pub(super) fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Array(values) => return values.iter().find_map(string),
        Value::Object(object) => return object.get("@value").or_else(|| object.get("name")).and_then(string),
        _ => return None,
    };
    // Some write entities, and some write them twice.
    let once = super::entities::decode(text);
    let plain = super::entities::decode(&once);
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!plain.is_empty()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::emitter::parse as tree;

    fn headline(script: &str) -> Option<String> {
        let page = format!("<script type='application/ld+json'>{script}</script>");
        let graph = Graph::read(&tree(&page));
        graph.article().and_then(|object| object.get("headline")).and_then(string)
    }

    #[test]
    fn the_article_is_found_in_a_graph_and_in_a_list() {
        let article = r#"{"@type": ["Thing", "NewsArticle"], "headline": "Quay shut &amp; sold"}"#;
        for script in [
            article.to_owned(),
            format!("[{{\"@type\": \"WebSite\"}}, {article}]"),
            format!("{{\"@graph\": [{{\"@type\": \"WebPage\", \"headline\": \"x\"}}, {article}]}}"),
        ] {
            assert_eq!(headline(&script).as_deref(), Some("Quay shut & sold"), "{script}");
        }
    }

    #[test]
    fn data_in_a_meta_is_read_too() {
        let page = "<meta name='script:ld+json' content='{&quot;@context&quot;: &quot;https://schema.org&quot;, \
                    &quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Quay shut&quot;}'>";
        let graph = Graph::read(&tree(page));
        let article = graph.article().unwrap();
        assert_eq!(article.get("headline").and_then(string).as_deref(), Some("Quay shut"));
    }

    #[test]
    fn broken_json_is_repaired_where_it_can_be() {
        assert_eq!(
            headline("{\"@type\": \"Article\", \"headline\": \"Two\nlines\",}").as_deref(),
            Some("Two lines")
        );
        assert_eq!(headline("{\"@type\": \"Article\", \"headline\": \"It\\'s\"}; ").as_deref(), Some("It's"));
        assert_eq!(headline("{\"@type\": \"Article\", \"headline\": "), None);
        assert_eq!(headline(&"[".repeat(100_000)), None);
    }
}

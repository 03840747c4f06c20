//! The report's data as JSON inside the page: an index that views and filters read at once, then each article's text
//! and details on a line of their own, read when they are needed.

use crate::report::article::{ArticlePage, Meta, Row, SORTS, Who};
use crate::report::contradictions::Place;
use crate::report::{Report, Shape};
use copydesk_analyzer::render;
use serde::ser::{SerializeMap, SerializeTuple};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// A value as JSON that can stand in a page's `<script>`: no character of it opens or closes an element, reorders a
/// line or hides in it. The value is the same when it is read back.
pub(crate) fn json(value: &impl Serialize) -> String {
    // What the report serialises has string keys and finite numbers or none.
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let mut safe = String::with_capacity(json.len());
    let mut units = [0; 2];
    for character in json.chars() {
        let is_plain = character.is_ascii() || is_visible(character);
        if is_plain && !matches!(character, '<' | '>' | '&' | '\x7f') {
            safe.push(character);
            continue;
        }
        // Outside of strings JSON holds none of these.
        for unit in character.encode_utf16(&mut units) {
            safe.push_str(&format!("\\u{unit:04x}"));
        }
    }
    safe
}

fn is_visible(character: char) -> bool {
    let mut bytes = [0; 4];
    let text: &str = character.encode_utf8(&mut bytes);
    render::visible(text) == text
}

/// The index of a report, as JSON.
pub(crate) fn index(report: &Report, against: &BTreeMap<Place, Vec<Place>>) -> String {
    let mut kinds = Table::default();
    let mut names = Table::default();
    let mut sources = Sources::default();
    let columns = report.analyzers.iter().enumerate();
    let ids: BTreeMap<_, _> = columns.map(|(index, column)| (column.id.as_str(), index)).collect();
    let articles = report.articles.iter().enumerate().map(|(article, page)| {
        let rows = page.rows.iter().enumerate().map(|(index, row)| {
            let analyzer = ids.get(row.analyzer.as_str()).copied().unwrap_or_default();
            IndexRow {
                kind: kinds.index((analyzer, row.kind.clone())),
                row,
                who: row.who.as_ref().map(|who| sources.index(who)),
                organization: row.organization.as_ref().map(|name| names.index(name.clone())),
                against: against.get(&(article, index)),
            }
        });
        Entry { meta: &page.meta, rows: rows.collect() }
    });
    let articles: Vec<_> = articles.collect();
    let analyzers = report.analyzers.iter();
    let analyzers =
        analyzers.map(|column| Analyzer { id: &column.id, summary: &column.summary, shape: column.shape });
    json(&Index {
        analyzers: analyzers.collect(),
        sorts: SORTS,
        articles,
        kinds: kinds.items,
        names: names.items,
        sources: sources.items,
    })
}

/// The lines of one kind, of all articles.
pub(crate) fn lines(report: &Report, line: impl Fn(&ArticlePage) -> &str) -> String {
    report.articles.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[derive(Serialize)]
struct Index<'r> {
    analyzers: Vec<Analyzer<'r>>,
    sorts: &'static [&'static str],
    /// The index of an analyzer, and the name.
    kinds: Vec<(usize, String)>,
    names: Vec<String>,
    sources: Vec<Source>,
    articles: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct Analyzer<'r> {
    id: &'r str,
    summary: &'r str,
    shape: Shape,
}

#[derive(Serialize)]
struct Entry<'r> {
    #[serde(flatten)]
    meta: &'r Meta,
    rows: Vec<IndexRow<'r>>,
}

/// A finding: a tuple of what all have, and a map of what few have.
struct IndexRow<'r> {
    kind: usize,
    row: &'r Row,
    who: Option<usize>,
    organization: Option<usize>,
    against: Option<&'r Vec<Place>>,
}

impl Serialize for IndexRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.row;
        let mut tuple = serializer.serialize_tuple(10)?;
        tuple.serialize_element(&self.kind)?;
        tuple.serialize_element(&row.start)?;
        tuple.serialize_element(&row.end)?;
        tuple.serialize_element(&row.confidence.map(|sure| (f64::from(sure) * 1000.0).round() / 1000.0))?;
        tuple.serialize_element(&row.message)?;
        tuple.serialize_element(&self.who)?;
        tuple.serialize_element(&self.organization)?;
        tuple.serialize_element(&row.attribution)?;
        tuple.serialize_element(&row.same_as)?;
        tuple.serialize_element(&Rest { row, against: self.against })?;
        tuple.end()
    }
}

struct Rest<'r> {
    row: &'r Row,
    against: Option<&'r Vec<Place>>,
}

impl Serialize for Rest<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.row;
        let mut map = serializer.serialize_map(None)?;
        let texts = [
            ("group", &row.group),
            ("purpose", &row.purpose),
            ("person", &row.person),
            ("status", &row.status),
            ("period", &row.period),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                map.serialize_entry(key, text)?;
            }
        }
        if let Some(measure) = &row.measure {
            map.serialize_entry("figure", &measure.words)?;
            map.serialize_entry("unit", &measure.unit)?;
            if let Some(extent) = measure.extent {
                map.serialize_entry("extent", &extent)?;
            }
            if let Some(rate) = measure.rate {
                map.serialize_entry("rate", &rate)?;
            }
            if let Some(parts) = measure.figure.numerator.zip(measure.figure.denominator) {
                map.serialize_entry("parts", &parts)?;
            }
        }
        if let Some(against) = self.against {
            map.serialize_entry("against", against)?;
        }
        map.end()
    }
}

/// Items that each stand once, known by their index.
struct Table<T> {
    items: Vec<T>,
    indices: BTreeMap<T, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { items: Vec::new(), indices: BTreeMap::new() }
    }
}

impl<T: Ord + Clone> Table<T> {
    fn index(&mut self, item: T) -> usize {
        *self.indices.entry(item).or_insert_with_key(|item| {
            self.items.push(item.clone());
            self.items.len() - 1
        })
    }
}

/// Name, index of the sort, what is known of them, and whether it is a name at all.
type Source = (String, usize, String, bool);

/// Sources that each stand once: the same name in any case, of the same sort.
#[derive(Default)]
struct Sources {
    items: Vec<Source>,
    keys: Table<(String, usize)>,
}

impl Sources {
    fn index(&mut self, who: &Who) -> usize {
        let index = self.keys.index((who.name.to_lowercase(), who.sort));
        if let Some((_, _, about, is_named)) = self.items.get_mut(index) {
            if about.is_empty() {
                about.clone_from(&who.about);
            }
            *is_named |= who.is_named;
        } else {
            self.items.push((who.name.clone(), who.sort, who.about.clone(), who.is_named));
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_a_page_opens_no_element_and_reads_back_the_same() {
        let text = "</script><!-- & \u{202e}\u{2028}\u{e0041} \" \\ \u{7f}\n😀 é";
        let json = json(&text);
        assert!(
            !json.contains(['<', '>', '&', '\u{202e}', '\u{2028}', '\u{e0041}', '\u{7f}', '\n']),
            "{json}"
        );
        assert!(json.contains("😀 é"), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn a_source_is_one_under_its_name_in_any_case_and_keeps_what_is_known_of_it() {
        let who =
            |name: &str, about: &str| Who { name: name.into(), is_named: true, sort: 0, about: about.into() };
        let mut sources = Sources::default();
        assert_eq!(sources.index(&who("Ada Park", "")), 0);
        assert_eq!(sources.index(&who("ADA PARK", "engineer")), 0);
        assert_eq!(sources.index(&Who { sort: 1, ..who("Ada Park", "") }), 1);
        assert_eq!(sources.items[0], ("Ada Park".into(), 0, "engineer".into(), true));
    }
}

//! Findings as W3C Web Annotations: one collection of one page, an annotation for each finding. The model:
//! <https://www.w3.org/TR/annotation-model/>.
//!
//! Positions count Unicode code points, as section 4.2.4 of the model demands. Quotations carry the words in front and
//! behind, so that they are found in a page whose text was read another way; where the source is no plain text, the
//! bytes of the file are named too.

use super::columns::data;
use super::layout::on_one_line;
use super::{Output, OutputError, Places, Sink};
use crate::analysis::{Analysis, Reported};
use copydesk_analyzer::document::OffsetUnit;
use copydesk_analyzer::{Document, Span};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// So many code points stand in front of and behind a quoted text.
const CONTEXT_LENGTH: usize = 32;

/// The annotations of one article, each as JSON, with a comma in front.
pub(crate) struct Annotations {
    json: Vec<Vec<u8>>,
}

/// A collection in the making.
pub(crate) struct Collection {
    sink: Sink,
    total: usize,
    /// Of all annotations: the same collection has the same id.
    digest: Sha256,
}

impl Collection {
    pub(crate) fn new(mut sink: Sink) -> Result<Self, OutputError> {
        let generator = json!({
            "type": "Software",
            "name": concat!("copydesk ", env!("CARGO_PKG_VERSION")),
        });
        let opening = format!(
            "{{\n\"@context\": \"{CONTEXT}\",\n\"type\": \"AnnotationCollection\",\n\"label\": \"Findings of copydesk\",\n\
             \"generator\": {generator},\n\"first\": {{\n\"type\": \"AnnotationPage\",\n\"startIndex\": 0,\n\"items\": ["
        );
        sink.write(opening.as_bytes())?;
        Ok(Self { sink, total: 0, digest: Sha256::new() })
    }
}

impl Output<Annotations> for Collection {
    fn add(&mut self, part: Annotations) -> Result<(), OutputError> {
        for annotation in &part.json {
            self.sink.write(if self.total == 0 { b"\n" } else { b",\n" })?;
            self.sink.write(annotation)?;
            self.digest.update(annotation);
            self.total += 1;
        }
        Ok(())
    }

    fn prints(&self) -> bool {
        self.sink.prints()
    }

    fn settle(&mut self) -> Result<(), OutputError> {
        self.sink.flush()
    }

    fn finish(mut self) -> Result<(), OutputError> {
        let id = format!("urn:copydesk:collection:{}", short(self.digest));
        let closing = format!(
            "\n],\n\"id\": \"{id}:1\",\n\"partOf\": \"{id}\"\n}},\n\"last\": \"{id}:1\",\n\"id\": \"{id}\",\n\"total\": {}\n}}\n",
            self.total
        );
        self.sink.write(closing.as_bytes())?;
        self.sink.finish()
    }
}

/// The annotations of an article.
pub(crate) fn annotations(document: &Document, analysis: &Analysis) -> Annotations {
    let article = document.article();
    let digest = Sha256::new().chain_update(&article.id).chain_update([0]).chain_update(document.text());
    let places = Places::new(document, OffsetUnit::Chars);
    let target = Target { id: short(digest), source: source(document), places };
    let findings = analysis.findings.iter().enumerate();
    let json = findings.map(|(index, reported)| target.annotation(index, reported).to_string());
    Annotations { json: json.map(on_one_line).collect() }
}

/// What the annotations of one article are about.
struct Target<'d> {
    /// Names the article with its text.
    id: String,
    source: Value,
    places: Places<'d>,
}

impl Target<'_> {
    fn annotation(&self, index: usize, reported: &Reported) -> Value {
        let finding = &reported.finding;
        let kind = format!("{}/{}", reported.analyzer.id, finding.kind);
        let mut bodies = vec![
            json!({"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": kind}),
            json!({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": finding.message}),
            json!({"type": "TextualBody", "purpose": "describing", "format": "application/json",
                   "value": self.facts(reported).to_string()}),
        ];
        let linked = [reported.attribution, reported.same_as].into_iter().flatten();
        bodies.extend(linked.map(
            |other| json!({"type": "SpecificResource", "purpose": "linking", "source": self.name(other)}),
        ));
        json!({
            "id": self.name(index),
            "type": "Annotation",
            "motivation": "describing",
            "body": bodies,
            "target": {
                "type": "SpecificResource",
                "source": self.source,
                "selector": self.selectors(finding.span),
            },
        })
    }

    fn name(&self, index: usize) -> String {
        format!("urn:copydesk:finding:{}:{index}", self.id)
    }

    /// Everything that the finding carries, as `jsonl` prints it.
    fn facts(&self, reported: &Reported) -> Value {
        let label = |label: &copydesk_analyzer::Label| {
            let place = self.places.range(label.span);
            let text = self.places.document().slice(label.span);
            json!({"role": label.role, "start": place.start, "end": place.end, "text": text})
        };
        let mut facts = json!({
            "analyzer": reported.analyzer.id,
            "kind": reported.finding.kind,
            "labels": reported.finding.labels.iter().map(label).collect::<Vec<_>>(),
            "data": data(reported),
            "attribution": reported.attribution.map(|other| self.name(other)),
            "same_as": reported.same_as.map(|other| self.name(other)),
        });
        if let Some(sure) = reported.finding.confidence {
            // By way of its shortest decimal, as everywhere else.
            facts["confidence"] = json!(sure.to_string().parse::<f64>().unwrap_or(f64::from(sure)));
        }
        facts
    }

    fn selectors(&self, span: Span) -> Vec<Value> {
        let document = self.places.document();
        let (before, behind) =
            (&document.text()[..span.start as usize], &document.text()[span.end as usize..]);
        let skipped =
            before.char_indices().rev().take(CONTEXT_LENGTH).last().map_or(before.len(), |(at, _)| at);
        let taken: usize = behind.chars().take(CONTEXT_LENGTH).map(char::len_utf8).sum();
        let place = self.places.range(span);
        let mut selectors = vec![
            json!({"type": "TextQuoteSelector", "exact": document.slice(span),
                   "prefix": before[skipped..], "suffix": behind[..taken]}),
            json!({"type": "TextPositionSelector", "start": place.start, "end": place.end}),
        ];
        if let Some(bytes) = document.source_map().and_then(|map| map.source(span)) {
            selectors.push(json!({"type": "DataPositionSelector", "start": bytes.start, "end": bytes.end}));
        }
        selectors
    }
}

/// The article: its address on the web; its id, where that is an address; else a name made of its id.
fn source(document: &Document) -> Value {
    let article = document.article();
    let url = article.url.iter().chain([&article.id]).find(|name| is_web_address(name));
    let id = url.cloned().unwrap_or_else(|| format!("urn:copydesk:article:{}", encoded(&article.id)));
    let format = if document.source_map().is_some() { "text/html" } else { "text/plain" };
    let mut source = json!({"id": id, "type": "Text", "format": format});
    if let Some(language) = &article.language {
        source["language"] = json!(language);
    }
    if let Some(headline) = &article.headline {
        source["label"] = json!(headline);
    }
    source
}

/// Whether a text is an absolute address that needs no escaping.
fn is_web_address(text: &str) -> bool {
    let is_web = crate::report::web_link(text).is_some();
    is_web && !text.contains(['"', '<', '>', '\\', '^', '`', '{', '|', '}'])
}

/// Percent-encodes everything but the unreserved characters of RFC 3986 and the slash.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into())
            }
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}

/// The first 16 bytes of a digest, in hexadecimal: enough that no two are the same by chance.
fn short(digest: Sha256) -> String {
    let mut name = String::new();
    for byte in digest.finalize().iter().take(16) {
        let _ = write!(name, "{byte:02x}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_no_address_becomes_one() {
        assert_eq!(encoded("a b/ü.txt"), "a%20b/%C3%BC.txt");
        assert!(is_web_address("https://example.com/a?b=c#d"));
        for foreign in ["a.txt", "javascript:alert(1)", "https://example.com/{x}", "https://a b"] {
            assert!(!is_web_address(foreign), "{foreign}");
        }
    }
}

//! One article as the report holds it: a row for each finding, and its text and details as JSON, put away until a
//! reader opens it.

use crate::report::embed;
use crate::report::figures::{self, Extent};
use crate::report::safe::{link, visible};
use crate::report::story::{Story, StoryFinding, one_line};
use crate::report::values;
use copydesk_analyzer::document::OffsetConverter;
use copydesk_analyzer::language::Figure;
use serde::Serialize;
use serde_json::Value;

/// How many characters of a finding's words a table shows.
const MOST_WORDS: usize = 280;
/// Sorts of speakers in the order they are shown, the best known first.
pub(crate) const SORTS: &[&str] = &["person", "organization", "document", "group", "anonymous", "unknown"];

/// An article with its findings, all short texts made safe to look at; escaping is left to the page.
pub(crate) struct ArticlePage {
    pub(crate) meta: Meta,
    pub(crate) rows: Vec<Row>,
    /// The text, as JSON on one line.
    pub(crate) text: String,
    /// Blocks, labels and data, as JSON on one line.
    pub(crate) details: String,
}

/// What is known about an article beside its text.
#[derive(Serialize)]
pub(crate) struct Meta {
    pub(crate) title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) byline: String,
    /// The day of publication, in ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    pub(crate) words: usize,
}

/// A finding as tables and charts show it. Offsets count UTF-16 units of the text.
pub(crate) struct Row {
    pub(crate) analyzer: String,
    pub(crate) kind: String,
    pub(crate) message: String,
    /// In the article's words, cut short.
    pub(crate) words: String,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) confidence: Option<f32>,
    /// Who speaks, or whose quotation it lies in.
    pub(crate) who: Option<Who>,
    pub(crate) attribution: Option<usize>,
    pub(crate) same_as: Option<usize>,
    pub(crate) organization: Option<String>,
    /// Whom or what the claim is about: a group of people, a device.
    pub(crate) group: Option<String>,
    /// What is counted, in the article's words.
    pub(crate) subject: Option<String>,
    pub(crate) purpose: Option<String>,
    pub(crate) person: Option<String>,
    pub(crate) status: Option<String>,
    /// In the article's words, else as dates.
    pub(crate) period: Option<String>,
    /// The first and the last day, in ISO 8601.
    pub(crate) days: Option<(String, String)>,
    pub(crate) measure: Option<Measure>,
}

/// A source of what is said.
#[derive(Clone)]
pub(crate) struct Who {
    pub(crate) name: String,
    /// Whether that is a name, and not what the article calls it: "the company" is another in every article.
    pub(crate) is_named: bool,
    /// The index of its sort among [`SORTS`].
    pub(crate) sort: usize,
    /// Title and affiliation, where they are known.
    pub(crate) about: String,
}

/// A claim's figure.
pub(crate) struct Measure {
    pub(crate) figure: Figure,
    pub(crate) words: String,
    /// From 0 to 1.
    pub(crate) rate: Option<f64>,
    /// What its axis counts in.
    pub(crate) unit: String,
    /// Where it lies on the axis.
    pub(crate) extent: Option<Extent>,
}

impl ArticlePage {
    /// The page of a story.
    pub(crate) fn new(story: &Story) -> Self {
        let offsets = story.offsets();
        let mut rows: Vec<_> =
            story.findings.iter().map(|finding| Row::new(story, finding, &offsets)).collect();
        attribute(&mut rows);
        let shown = |text: &Option<String>| text.as_deref().map(visible);
        let meta = Meta {
            title: visible(story.headline.as_deref().unwrap_or(&story.id)),
            byline: visible(&story.byline.join(", ")),
            day: story.published.as_deref().map(|moment| visible(moment.get(..10).unwrap_or(moment))),
            publisher: shown(&story.publisher),
            url: story.url.as_deref().and_then(link),
            source: shown(&story.source),
            words: story.words(),
        };
        let details = Details::new(story, &offsets);
        Self { meta, rows, text: embed::json(&story.text), details: embed::json(&details) }
    }
}

impl Row {
    fn new(story: &Story, finding: &StoryFinding, offsets: &OffsetConverter<'_>) -> Self {
        let data = &finding.data;
        let label = |role: &str| story.labelled(finding, role).map(|words| visible(&words));
        let field = |name: &str| values::text(data, name).map(visible);
        let days = data.get("period").and_then(|period| {
            Some((values::text(period, "from")?.to_owned(), values::text(period, "to")?.to_owned()))
        });
        let speaker = data.get("speaker");
        let of_speaker = || speaker.and_then(|speaker| values::text(speaker, "affiliation")).map(visible);
        Self {
            analyzer: finding.analyzer.clone(),
            kind: visible(&finding.kind),
            message: visible(&finding.message),
            words: clipped(&visible(&one_line(story.slice(finding.start, finding.end)))),
            start: offsets.convert(finding.start),
            end: offsets.convert(finding.end),
            confidence: finding.confidence,
            who: speaker.and_then(|speaker| Who::new(speaker, label("source"))),
            attribution: finding.attribution,
            same_as: finding.same_as,
            organization: field("organization").or_else(|| label("organization")).or_else(of_speaker),
            group: field("group").or_else(|| field("device")),
            subject: label("subject"),
            purpose: field("system").or_else(|| label("purpose")),
            person: data.get("person").and_then(|person| values::text(person, "name")).map(visible),
            status: field("status"),
            period: label("period").or_else(|| days.as_ref().map(in_words)),
            days,
            measure: Measure::new(data),
        }
    }
}

impl Who {
    /// The speaker under its name, else as the article calls it.
    fn new(speaker: &Value, source: Option<String>) -> Option<Self> {
        let name = values::text(speaker, "name").map(visible);
        let is_named = name.is_some();
        let name = name.or(source)?;
        let kind = values::text(speaker, "kind");
        let sort = SORTS.iter().position(|sort| Some(*sort) == kind).unwrap_or(SORTS.len() - 1);
        let about = ["title", "affiliation"].into_iter().filter_map(|field| values::text(speaker, field));
        Some(Self { name, is_named, sort, about: visible(&about.collect::<Vec<_>>().join(", ")) })
    }
}

impl Measure {
    fn new(data: &Value) -> Option<Self> {
        let rate = data.get("rate").and_then(Value::as_f64);
        let figure = figures::of(data)?;
        let (unit, factor) = figures::axis(&figure);
        let extent = figures::extent(&figure, factor);
        Some(Self { words: visible(&figures::in_words(&figure)), rate, unit: visible(&unit), extent, figure })
    }
}

/// Gives each finding that lies in a quotation the quotation's speaker.
fn attribute(rows: &mut [Row]) {
    for index in 0..rows.len() {
        let quotation = rows[index].attribution.and_then(|quotation| rows.get(quotation));
        let who = quotation.and_then(|quotation| quotation.who.clone());
        let row = &mut rows[index];
        row.who = row.who.take().or(who);
    }
}

fn in_words((from, to): &(String, String)) -> String {
    visible(&if from == to { from.clone() } else { format!("{from} to {to}") })
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(MOST_WORDS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What only the article's own view shows. Tuples, because there are many: of blocks kind, start, end and why it is
/// noise; of labels role, start and end.
#[derive(Serialize)]
struct Details<'s> {
    blocks: Vec<(&'s str, u32, u32, Option<&'s str>)>,
    findings: Vec<Detail<'s>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Detail<'s> {
    labels: Vec<(&'s str, u32, u32)>,
    data: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<(u64, u64)>,
}

impl<'s> Details<'s> {
    fn new(story: &'s Story, offsets: &OffsetConverter<'_>) -> Self {
        let at = |start, end| (offsets.convert(start), offsets.convert(end));
        let blocks = story.blocks.iter().map(|block| {
            let (start, end) = at(block.start, block.end);
            (block.kind.as_str(), start, end, block.noise.as_deref())
        });
        let findings = story.findings.iter().map(|finding| {
            let labels = finding.labels.iter().map(|label| {
                let (start, end) = at(label.start, label.end);
                (label.role.as_str(), start, end)
            });
            let data = values::flattened(&finding.data).into_iter();
            let data = data.map(|(name, value)| (visible(&name), visible(&value)));
            Detail { labels: labels.collect(), data: data.collect(), source: finding.source }
        });
        Self {
            blocks: blocks.collect(),
            findings: findings.collect(),
            notes: story.diagnostics.iter().map(|note| visible(note)).collect(),
        }
    }
}

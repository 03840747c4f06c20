//! Changes of organization: who is appointed or put in charge, who reports to whom, which parts are made, moved or
//! merged.
//!
//! This room holds the words that tell of such changes (`data/`) and how person, part, role and superior stand around
//! them. What never enters it: how names, syntax and dates are recognised, and who says it; those are other rooms' work.
//!
//! ```
//! use copydesk_analyzer::{Analyzer, Document};
//! use copydesk_org_changes::OrgChanges;
//!
//! let document = Document::from_paragraphs("Acme created a new robotics group that reports to Ida Falk.");
//! let findings = OrgChanges.analyze(&document);
//! let kinds: Vec<_> = findings.iter().map(|finding| finding.kind).collect();
//! assert_eq!(kinds, ["new-group", "reports-to"]);
//! assert_eq!(findings[1].data.superior.as_deref(), Some("Ida Falk"));
//! ```

mod change;
mod lexicon;
mod phrase;
mod place;

use change::Change;
use copydesk_analyzer::language::Days;
use copydesk_analyzer::{
    Analyzer, Descriptor, Document, Finding, Kind, Role, Span, register, schemars, serde,
};
use phrase::Article;
use std::ops::Range;

/// The analyzer; see the crate.
pub struct OrgChanges;

register!(OrgChanges);

/// What a finding carries beyond its words.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub struct OrgChange {
    /// The part of the organization that is made, moved, led or reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Who is appointed, put in charge or reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// As what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Whom the part or person reports to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<String>,
    /// Where: the fullest name in the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// When, as days, where it can be worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Days>,
}

impl Analyzer for OrgChanges {
    type Data = OrgChange;

    const DESCRIPTOR: Descriptor = Descriptor {
        id: "org-changes",
        summary: "Finds who is appointed, who reports to whom, and which parts of an organization are made or moved",
        docs: include_str!("../README.md"),
        version: 4,
        kinds: &[
            Kind { name: "appointed", summary: "a person gets a post" },
            Kind { name: "in-charge", summary: "a person leads or oversees a part" },
            Kind { name: "reports-to", summary: "a person or part reports to somebody" },
            Kind { name: "new-group", summary: "a part is made" },
            Kind { name: "restructured", summary: "a part is moved, merged, split or dissolved" },
        ],
        roles: &[
            Role { name: "unit", summary: "the part of the organization" },
            Role { name: "person", summary: "who is appointed, leads or reports" },
            Role { name: "role", summary: "the post" },
            Role { name: "superior", summary: "whom somebody reports to" },
            Role { name: "period", summary: "when" },
        ],
        languages: &["en"],
    };

    fn analyze(&self, document: &Document) -> Vec<Finding<OrgChange>> {
        let article = Article::new(document);
        let sentences = 0..article.sentences.all().len();
        let changes = sentences.flat_map(|sentence| change::changes(&article, sentence));
        changes.map(|change| finding(&article, &change)).collect()
    }
}

fn finding(reading: &Article, change: &Change) -> Finding<OrgChange> {
    let text = |tokens: &Range<usize>| {
        let words = reading.document.slice(reading.span(tokens.clone()));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let parts = [
        ("unit", &change.unit),
        ("person", &change.person),
        ("role", &change.role),
        ("superior", &change.superior),
    ];
    let told = parts.iter().filter_map(|(_, tokens)| (*tokens).clone());
    let tokens =
        told.fold(change.trigger.clone(), |all, part| all.start.min(part.start)..all.end.max(part.end));
    let date = reading.date_in_clause(change.trigger.clone());
    let data = OrgChange {
        unit: change.unit.as_ref().map(text),
        person: change.person.as_ref().map(text),
        role: change.role.as_ref().map(text),
        superior: change.superior.as_ref().map(text),
        organization: place::organization(reading, change, &tokens).as_ref().map(text),
        period: date.and_then(|date| date.period).map(Days::from),
    };
    let words = reading.span(tokens);
    let span: Span = date.map_or(words, |date| words.cover(date.span));
    let mut finding = Finding::new(change.kind, span, message(change.kind, &data), data);
    for (role, tokens) in parts {
        if let Some(tokens) = tokens {
            finding = finding.label(role, reading.span(tokens.clone()));
        }
    }
    match date {
        Some(date) => finding.label("period", date.span),
        None => finding,
    }
}

/// `Ana Ruiz appointed chief scientist: Acme`, `robotics group reports to Ida Falk: Acme`.
fn message(kind: &str, data: &OrgChange) -> String {
    let who = data.person.as_deref().or(data.unit.as_deref()).unwrap_or("somebody");
    let part = data.unit.as_deref().unwrap_or("a part");
    let told = match kind {
        "appointed" => format!("{who} appointed {}", data.role.as_deref().unwrap_or("to a post")),
        "in-charge" => format!("{who} in charge of {part}"),
        "reports-to" => format!("{who} reports to {}", data.superior.as_deref().unwrap_or("somebody")),
        "new-group" => format!("new: {part}"),
        _ => format!("restructured: {part}"),
    };
    match &data.organization {
        Some(organization) => format!("{told}: {organization}"),
        None => told,
    }
}

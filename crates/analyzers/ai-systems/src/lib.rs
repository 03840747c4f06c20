//! AI systems: which ones an article names, who made them, what they are, and what happened to them.
//!
//! This room holds the words that tell what happened to a system (`data/`). What never enters it: which systems an
//! article names, which is a layer of its own ([`Systems`]), how dates and clauses are recognised, and who says it; those
//! are other rooms' work.
//!
//! ```
//! use copydesk_analyzer::{Analyzer, Document};
//! use copydesk_ai_systems::AiSystems;
//!
//! let document = Document::from_paragraphs("Acme released a chatbot called Parley in May.");
//! let findings = AiSystems.analyze(&document);
//! assert_eq!((findings[0].kind, findings[0].data.system.as_str()), ("released", "Parley"));
//! assert_eq!(findings[0].data.sort.as_deref(), Some("chatbot"));
//! ```

mod event;
mod lexicon;
mod time;

use copydesk_analyzer::language::{Days, Reading};
use copydesk_analyzer::{Analyzer, Descriptor, Document, Finding, Kind, Role, register, schemars, serde};
use copydesk_systems::{System, SystemMention, Systems};
use event::Event;
use std::collections::BTreeSet;
use time::Time;

/// The analyzer; see the crate.
pub struct AiSystems;

register!(AiSystems);

/// What a finding carries beyond its words.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub struct AiSystem {
    /// The system's name, as the article has it first.
    pub system: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<String>,
    /// What it is: language-model, chatbot, image-model, speech-model, assistant, …; `model` if no more is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// When it happened, as days, where it can be worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Days>,
}

impl Analyzer for AiSystems {
    type Data = AiSystem;

    const DESCRIPTOR: Descriptor = Descriptor {
        id: "ai-systems",
        summary: "Finds the AI systems that an article names, their makers, and what happened to them",
        docs: include_str!("../README.md"),
        version: 4,
        kinds: &[
            Kind { name: "named", summary: "the article names it, and tells nothing of it there" },
            Kind { name: "announced", summary: "its maker shows it or tells of it" },
            Kind { name: "released", summary: "the public gets it" },
            Kind { name: "limited-release", summary: "some get it: testers, researchers, a waiting list" },
            Kind { name: "internal", summary: "only its maker's own people use it" },
            Kind { name: "leaked", summary: "it gets out against its maker's will" },
            Kind { name: "withheld", summary: "it is not launched" },
            Kind { name: "shut-down", summary: "it is taken back" },
            Kind { name: "criticized", summary: "it is criticized" },
        ],
        roles: &[
            Role { name: "system", summary: "the name" },
            Role { name: "event", summary: "the words that tell what happened" },
            Role { name: "period", summary: "when it happened" },
        ],
        languages: &["en"],
    };

    fn analyze(&self, document: &Document) -> Vec<Finding<AiSystem>> {
        let reading = Reading::new(document);
        let systems = document.layer::<Systems>();
        let mut findings = Vec::new();
        let mut told: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); systems.all().len()];
        for mention in systems.mentions() {
            let told = &mut told[mention.system];
            let events = event::events(&reading, systems, mention);
            if told.insert("named") && events.is_empty() {
                findings.push(named(&reading, systems.of(mention), mention));
            }
            for event in &events {
                let finding = finding(&reading, systems.of(mention), mention, event);
                // What is told again without a date is no other event.
                if told.insert(event.kind) || finding.labels.iter().any(|label| label.role == "period") {
                    findings.push(finding);
                }
            }
        }
        findings.sort_by_key(|finding| finding.span);
        findings
    }
}

fn finding(reading: &Reading, system: &System, mention: &SystemMention, event: &Event) -> Finding<AiSystem> {
    let (name, words) = (reading.span(mention.tokens.clone()), reading.span(event.tokens.clone()));
    let time = Time::of(reading, &event.tokens);
    let period = time.as_ref().and_then(|time| time.days.clone());
    let cover = time.as_ref().map_or(name.cover(words), |time| name.cover(words).cover(time.span));
    let message = format!("{}: {}", described(system), event.kind);
    let mut finding = Finding::new(event.kind, cover, message, data(system, period)).label("system", name);
    if !name.contains(words) {
        finding = finding.label("event", words);
    }
    match time {
        Some(time) => finding.label("period", time.span),
        None => finding,
    }
}

fn named(reading: &Reading, system: &System, mention: &SystemMention) -> Finding<AiSystem> {
    let name = reading.span(mention.tokens.clone());
    Finding::new("named", name, described(system), data(system, None)).label("system", name)
}

fn data(system: &System, period: Option<Days>) -> AiSystem {
    AiSystem { system: system.name.clone(), maker: system.maker.clone(), sort: system.sort.clone(), period }
}

/// `LLaMA (Meta, language-model)`.
fn described(system: &System) -> String {
    let about: Vec<&str> = system.maker.iter().chain(&system.sort).map(String::as_str).collect();
    if about.is_empty() { system.name.clone() } else { format!("{} ({})", system.name, about.join(", ")) }
}

//! Staffing and attrition: who left, who was let go, who came, and how many work there.
//!
//! This room holds the grammar of such claims: the words it looks for (`data/`), facts that stand on a figure, facts
//! that a clause asserts without one, and what belongs to a fact: organization, period, reason, status.
//! What never enters it: how figures, dates and names are recognised, and who says it; those are other rooms' work.
//!
//! ```
//! use copydesk_analyzer::{Analyzer, Document};
//! use copydesk_staffing_attrition::StaffingAttrition;
//!
//! let document = Document::from_paragraphs("Acme Corp said it had laid off staff in May.");
//! let findings = StaffingAttrition.analyze(&document);
//! assert_eq!(findings[0].kind, "layoff");
//! ```

mod asserted;
mod counted;
mod fact;
mod finding;
mod message;
mod person;
mod reason;
mod role;
mod scene;

pub use finding::{Person, Staffing};

use copydesk_analyzer::language::Reading;
use copydesk_analyzer::{Analyzer, Descriptor, Document, Finding, Kind, Role, register};

/// The analyzer; see the crate.
pub struct StaffingAttrition;

impl Analyzer for StaffingAttrition {
    type Data = Staffing;

    const DESCRIPTOR: Descriptor = Descriptor {
        id: "staffing-attrition",
        summary: "Finds who left, was let go or was hired, and how many work somewhere",
        docs: include_str!("../docs.md"),
        version: 4,
        kinds: &[
            Kind { name: "departure", summary: "people leave by their own act, or for an unsaid reason" },
            Kind { name: "layoff", summary: "the employer ends jobs" },
            Kind { name: "hire", summary: "people join or are sought" },
            Kind { name: "headcount", summary: "how many work there, and how that changes" },
            Kind { name: "applications", summary: "applications or candidates for posts" },
            Kind { name: "other-staffing", summary: "transfers, vacancies, job advertisements, shortages" },
        ],
        roles: &[
            Role { name: "quantity", summary: "the figure" },
            Role { name: "subject", summary: "who or what is counted" },
            Role { name: "organization", summary: "whose people they are" },
            Role { name: "period", summary: "when it happened, or the date of the figure" },
            Role { name: "purpose", summary: "what it is for, or the stated reason" },
        ],
        languages: &["en"],
    };

    fn analyze(&self, document: &Document) -> Vec<Finding<Staffing>> {
        let reading = Reading::new(document);
        let mut findings = Vec::new();
        let mut after_economy = false;
        let scenes: Vec<_> = scene::scenes(&reading).collect();
        let public_throughout = scene::is_public_throughout(&scenes);
        for (index, scene) in scenes.iter().enumerate() {
            // Statistics of the economy go on for some sentences; news of a firm among them names it.
            let named =
                reading.organizations.within(scene.tokens.clone()).iter().any(|mention| mention.is_subject);
            let economy = scene.is_about("macro") || (after_economy && !named);
            after_economy = economy;
            if economy {
                continue;
            }
            let public = public_throughout || scene::is_public_near(&scenes, index);
            let mut facts = counted::facts(scene, public);
            facts.extend(asserted::facts(scene, &facts, public));
            facts.sort_by_key(|fact| (fact.tokens.start, fact.tokens.end));
            findings.extend(facts.iter().map(|fact| finding::finding(scene, fact)));
        }
        findings
    }
}

register!(StaffingAttrition);

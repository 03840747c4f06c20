//! Compute resources: which chips, clusters, operations, power and money computing takes, and who has them.
//!
//! This room holds the grammar of such claims: the words it looks for (`data/`), facts that stand on a figure, facts
//! that a clause asserts without one, and what belongs to a fact: organization, purpose, period.
//! What never enters it: how figures, dates and names are recognised, and who says it; those are other rooms' work.
//!
//! ```
//! use copydesk_analyzer::{Analyzer, Document};
//! use copydesk_compute_resources::ComputeResources;
//!
//! let document = Document::from_paragraphs("Acme is building a data center in Ohio.");
//! let findings = ComputeResources.analyze(&document);
//! assert_eq!(findings[0].kind, "cluster");
//! ```

mod asserted;
mod counted;
mod devices;
mod fact;
mod finding;
mod page;

pub use devices::Hardware;
pub use finding::Compute;

use copydesk_analyzer::{Analyzer, Descriptor, Document, Finding, Kind, Role, register};
use page::Page;

/// The analyzer; see the crate.
pub struct ComputeResources;

impl Analyzer for ComputeResources {
    type Data = Compute;

    const DESCRIPTOR: Descriptor = Descriptor {
        id: "compute-resources",
        summary: "Finds chips, clusters, operations, power and money that computing takes",
        docs: include_str!("../docs.md"),
        version: 4,
        kinds: &[
            Kind { name: "hardware-count", summary: "devices that someone has, uses, buys, lacks or plans" },
            Kind {
                name: "compute-flops",
                summary: "speed, operations or relative performance of a system or run",
            },
            Kind { name: "device-hours", summary: "hours of devices, or the time that a run took" },
            Kind { name: "power", summary: "watts drawn by or available to computing" },
            Kind { name: "energy", summary: "watt-hours used by computing" },
            Kind { name: "memory", summary: "memory or storage of an installed system" },
            Kind { name: "spend", summary: "money for computing" },
            Kind { name: "cluster", summary: "an installation is built, opened, expanded, used or closed" },
            Kind {
                name: "utilization",
                summary: "how computing is used or shared out, idleness and shortage",
            },
        ],
        roles: &[
            Role { name: "quantity", summary: "the figure" },
            Role { name: "subject", summary: "the devices, system or site" },
            Role { name: "organization", summary: "whose they are, or who uses them" },
            Role { name: "period", summary: "when it happened, or the date of the figure" },
            Role { name: "purpose", summary: "what it is for" },
        ],
        languages: &["en"],
    };

    fn analyze(&self, document: &Document) -> Vec<Finding<Compute>> {
        let page = Page::new(document);
        let mut findings = Vec::new();
        for (index, scene) in page.scenes.iter().enumerate() {
            let place = page.place(index);
            let mut facts = counted::facts(&place);
            facts.extend(asserted::facts(&place, &facts));
            facts.sort_by_key(|fact| (fact.tokens.start, fact.tokens.end));
            findings.extend(facts.iter().map(|fact| finding::finding(scene, fact)));
        }
        findings
    }
}

register!(ComputeResources);

//! The AI systems of an article: a layer that more than one analyzer reads.
//!
//! This room holds [`Systems`]: the list of widely known systems and the phrases that introduce one that no list knows
//! (`data/`). What never enters it: analyzers, what happened to a system and what it was trained on; those are other
//! rooms' work.
//!
//! ```
//! use copydesk_document::Document;
//! use copydesk_systems::Systems;
//!
//! let document = Document::from_paragraphs("Acme trained a chatbot called Parley.");
//! let systems = document.layer::<Systems>();
//! assert_eq!(systems.all()[0].name, "Parley");
//! assert_eq!(systems.within(0..7)[0].tokens, 5..6);
//! ```

mod introduced;
mod known;
mod lexicon;
mod systems;

pub use systems::{System, SystemMention, Systems, stands_for_system};

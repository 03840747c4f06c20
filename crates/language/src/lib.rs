//! The language rooms: what the words of an article are.
//!
//! This room holds layers over a [`Document`](copydesk_document::Document): [`Tokens`] and [`Sentences`],
//! [`Tags`] and [`Syntax`], [`Quantities`] and [`Dates`], [`Mentions`] and [`Clusters`], its [`Language`], and the trained
//! [`models`] that some of them run. Each is computed when someone asks, once for each document, and reads only the headline
//! and the body.
//! What never enters it: file formats, analyzers and what they look for, input and output, threads.

mod abbreviations;
mod agents;
mod clauses;
mod clusters;
mod dates;
mod derived;
mod entities;
mod factuality;
mod figures;
mod language;
mod lexicon;
mod mentions;
pub mod models;
mod organizations;
mod ownership;
mod people;
mod phrases;
mod quantities;
mod quoted;
mod reading;
mod scene;
mod sentences;
mod syntax;
mod tags;
mod tokens;
mod words;

pub use agents::is_agents;
pub use clauses::Clauses;
pub use clusters::{Cluster, Clusters};
pub use dates::{DateMention, Dates, Period};
pub use derived::{Change, Derived};
pub use entities::{Entities, EntityMention};
pub use factuality::Factuality;
pub use figures::Days;
pub use language::Language;
pub use mentions::{Mention, MentionKind, Mentions};
pub use organizations::{OrganizationMention, Organizations};
pub use ownership::{Owner, Statement, is_workplace};
pub use people::{Gender, gender, is_honorific, is_person_noun};
pub use phrases::{Found, Lowercase, PhraseTable, PhraseTableError};
pub use quantities::{Dimension, Figure, Form, Quantities, Quantity};
pub use quoted::Quoted;
pub use reading::{LONGEST_SENTENCE, Reading};
pub use scene::Scene;
pub use sentences::{Sentence, Sentences};
pub use syntax::Syntax;
pub use tags::Tags;
pub use tokens::{Token, Tokens};

/// Stands for this build of the crate: another one may say other things of the same text.
pub const FINGERPRINT: &str = env!("COPYDESK_FINGERPRINT");

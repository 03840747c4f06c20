//! What an analyzer is.

use crate::finding::{AnyData, AnyFinding, Finding};
use copydesk_document::Document;
use copydesk_language::Language;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};

/// Reads one article and reports what it claims.
///
/// An analyzer is a pure function of the document: no input or output, no clock, no state that outlives the call. It
/// knows neither other analyzers nor the host.
pub trait Analyzer: Send + Sync + 'static {
    /// What a finding carries beyond its words.
    type Data: Serialize + DeserializeOwned + JsonSchema + Send + Sync + 'static;

    /// Who this analyzer is.
    const DESCRIPTOR: Descriptor;

    /// Every finding in `document`, in the order of the text.
    fn analyze(&self, document: &Document) -> Vec<Finding<Self::Data>>;
}

/// Who an analyzer is and what it finds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Descriptor {
    /// Its name in options and output, in kebab case; unique in a program.
    pub id: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Its documentation, in Markdown.
    pub docs: &'static str,
    /// Raised when the same article can give other findings than before.
    pub version: u32,
    /// The kinds of finding it makes.
    pub kinds: &'static [Kind],
    /// The roles its labels have.
    pub roles: &'static [Role],
    /// The languages that it reads, as ISO 639-1 codes; none for any language. It is not asked about articles in others.
    pub languages: &'static [&'static str],
}

impl Descriptor {
    /// Whether the analyzer reads the language that a document is in, as far as [`Language`] tells.
    #[must_use]
    pub fn reads(&self, document: &Document) -> bool {
        self.languages.is_empty() || document.layer::<Language>().may_be(self.languages)
    }
}

/// A kind of finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Kind {
    /// Its name in output, in kebab case.
    pub name: &'static str,
    /// What it stands for, in one line.
    pub summary: &'static str,
}

/// A role that a label has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Role {
    /// Its name in output.
    pub name: &'static str,
    /// What it stands for, in one line.
    pub summary: &'static str,
}

/// An [`Analyzer`] whose type of data is not known: what the registry holds.
pub trait AnyAnalyzer: Send + Sync {
    /// Who this analyzer is.
    fn descriptor(&self) -> &'static Descriptor;

    /// The JSON Schema of its findings' data.
    fn schema(&self) -> Schema;

    /// Every finding in `document`, in the order of the text.
    fn analyze(&self, document: &Document) -> Vec<AnyFinding>;
}

impl<A: Analyzer> AnyAnalyzer for A {
    fn descriptor(&self) -> &'static Descriptor {
        &A::DESCRIPTOR
    }

    fn schema(&self) -> Schema {
        SchemaGenerator::default().into_root_schema_for::<A::Data>()
    }

    fn analyze(&self, document: &Document) -> Vec<AnyFinding> {
        let findings = Analyzer::analyze(self, document).into_iter();
        findings.map(|finding| finding.map_data(|data| Box::new(data) as Box<dyn AnyData>)).collect()
    }
}

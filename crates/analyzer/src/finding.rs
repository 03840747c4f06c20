//! What an analyzer finds.

use copydesk_document::Span;
use std::any::Any;

/// A claim in the text.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding<D> {
    /// One of the kinds of its analyzer's descriptor.
    pub kind: &'static str,
    /// The words it stands on.
    pub span: Span,
    /// What it says, in one line, with normalised figures.
    pub message: String,
    /// The parts that play a role in it, in the order of the text. A part can lie outside the finding's span.
    pub labels: Vec<Label>,
    /// How sure the analyzer is, from 0 to 1, where it says.
    pub confidence: Option<f32>,
    /// What it carries beyond its words.
    pub data: D,
}

/// A part of a finding, with the role it plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label {
    /// One of the roles of the analyzer's descriptor.
    pub role: &'static str,
    /// Its words.
    pub span: Span,
}

impl<D> Finding<D> {
    /// A finding without labels.
    #[must_use]
    pub fn new(kind: &'static str, span: Span, message: impl Into<String>, data: D) -> Self {
        Self { kind, span, message: message.into(), labels: Vec::new(), confidence: None, data }
    }

    /// The finding with one more label, kept in the order of the text.
    #[must_use]
    pub fn label(mut self, role: &'static str, span: Span) -> Self {
        let behind = self.labels.partition_point(|label| label.span <= span);
        self.labels.insert(behind, Label { role, span });
        self
    }

    /// The first label of a role.
    #[must_use]
    pub fn labelled(&self, role: &str) -> Option<Span> {
        self.labels.iter().find(|label| label.role == role).map(|label| label.span)
    }

    /// The finding with other data.
    #[must_use]
    pub fn map_data<E>(self, map: impl FnOnce(D) -> E) -> Finding<E> {
        let Self { kind, span, message, labels, confidence, data } = self;
        Finding { kind, span, message, labels, confidence, data: map(data) }
    }
}

/// Data whose type is not known: it can be serialised, and handed back typed with [`Finding::typed`].
pub trait AnyData: erased_serde::Serialize + Any + Send + Sync {
    /// The data as [`Any`].
    fn as_any(&self) -> &dyn Any;
}

impl<D: erased_serde::Serialize + Any + Send + Sync> AnyData for D {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

erased_serde::serialize_trait_object!(AnyData);

/// A finding of some analyzer of the registry.
pub type AnyFinding = Finding<Box<dyn AnyData>>;

impl AnyFinding {
    /// The data, if it is of type `D`.
    #[must_use]
    pub fn typed<D: 'static>(&self) -> Option<&D> {
        self.data.as_ref().as_any().downcast_ref()
    }
}

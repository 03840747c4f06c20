//! Layers: what is worked out about a document, once, when someone asks.

use crate::Document;
use elsa::sync::FrozenMap;
use std::any::{Any, TypeId};

/// Something worked out from a document, kept with it, and computed at most once for it.
///
/// A layer may read other layers; two layers must not ask for one another.
///
/// ```
/// use copydesk_document::{Document, Layer};
///
/// struct Words(usize);
/// impl Layer for Words {
///     fn compute(document: &Document) -> Self {
///         Words(document.text().split_whitespace().count())
///     }
/// }
///
/// let document = Document::from_paragraphs("three short words");
/// assert_eq!(document.layer::<Words>().0, 3);
/// ```
pub trait Layer: Any + Send + Sync {
    /// Works the layer out. A pure function of the document.
    fn compute(document: &Document) -> Self
    where
        Self: Sized;
}

/// The layers computed so far, by type.
#[derive(Default)]
pub(crate) struct Layers(FrozenMap<TypeId, Box<dyn Any + Send + Sync>>);

impl Layers {
    pub(crate) fn get_or_compute<L: Layer>(&self, document: &Document) -> &L {
        let id = TypeId::of::<L>();
        let layer = match self.0.get(&id) {
            Some(layer) => layer,
            // Computed outside the map's lock, so that a layer can ask for others.
            None => self.0.insert(id, Box::new(L::compute(document))),
        };
        layer.downcast_ref().expect("a layer is filed under its own type")
    }
}

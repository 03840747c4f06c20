//! The parser's weights and the scores they give to heads and relations.

use super::tree::ArcScores;
use crate::models::binary::{ModelError, Reader, Writer};
use crate::models::encoder::Layer;
use crate::models::network::{FastDense, dot, multiply_add};

/// Sizes of the network's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Rows of the embedding table.
    pub rows: usize,
    /// Numbers of a word's embedding.
    pub embedding: usize,
    /// Units of one direction of an encoder layer.
    pub units: usize,
    /// Encoder layers.
    pub layers: usize,
    /// Numbers of a word's vector as a dependent and as a head.
    pub arc: usize,
    /// Hidden units of the choice of a relation.
    pub label: usize,
    /// Relations.
    pub relations: usize,
}

/// A fully connected layer: `inputs` rows of `outputs` weights, and a bias.
#[derive(Debug, Clone, Default)]
pub struct Dense {
    /// `inputs * outputs` numbers.
    pub weights: Vec<f32>,
    /// `outputs` numbers.
    pub bias: Vec<f32>,
}

impl Dense {
    fn zeros(inputs: usize, outputs: usize) -> Self {
        Self { weights: vec![0.0; inputs * outputs], bias: vec![0.0; outputs] }
    }

    /// The same layer in whole numbers.
    pub fn fast(&self) -> FastDense {
        FastDense::new(&self.weights, &self.bias)
    }

    /// The outputs for each of `words` rows of `x`.
    pub fn apply(&self, x: &[f32], words: usize) -> Vec<f32> {
        let outputs = self.bias.len();
        let mut out = Vec::with_capacity(words * outputs);
        (0..words).for_each(|_| out.extend_from_slice(&self.bias));
        multiply_add(x, &self.weights, self.weights.len() / outputs, outputs, &mut out);
        out
    }
}

/// Classes of the distance from a dependent to its head, the root's included.
pub const DISTANCES: usize = 20;

/// Classes by distance: single words first, then wider ranges.
const CLASSES: [u8; 27] = [0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 9];

/// The class of the distance between two places of a sentence; 0 is the root's place.
pub fn distance(dependent: usize, head: usize) -> usize {
    if head == 0 {
        return DISTANCES - 1;
    }
    let class = CLASSES[dependent.abs_diff(head).min(CLASSES.len() - 1)] as usize;
    if head > dependent { class + 9 } else { class }
}

/// All weights of the parser.
#[derive(Debug, Clone)]
pub struct Network {
    /// Their sizes.
    pub sizes: Sizes,
    /// `rows * embedding`.
    pub embeddings: Vec<f32>,
    /// The encoder.
    pub layers: Vec<Layer>,
    /// A word as a dependent.
    pub dependent: Dense,
    /// A word as a head, before rectification.
    pub head: Dense,
    /// What a head's vector gains by distance: `DISTANCES * arc`.
    pub head_distance: Vec<f32>,
    /// What a dependent's vector gains by distance: `DISTANCES * arc`.
    pub dependent_distance: Vec<f32>,
    /// A dependent's part in the relation's hidden layer.
    pub label_dependent: Dense,
    /// The head's part.
    pub label_head: Dense,
    /// The part of their distance: `DISTANCES * label`.
    pub label_distance: Vec<f32>,
    /// From the hidden layer to relations.
    pub label_out: Dense,
}

impl Network {
    /// A network of zeros.
    pub fn zeros(sizes: Sizes) -> Self {
        let encoded = 2 * sizes.units;
        let layer = |index: usize| {
            let inputs = if index == 0 { sizes.embedding } else { encoded };
            let dense = Dense::zeros(inputs, 6 * sizes.units);
            Layer { weights: dense.weights, bias: dense.bias, units: sizes.units }
        };
        Self {
            sizes,
            embeddings: vec![0.0; sizes.rows * sizes.embedding],
            layers: (0..sizes.layers).map(layer).collect(),
            dependent: Dense::zeros(encoded, sizes.arc),
            head: Dense::zeros(encoded, sizes.arc),
            head_distance: vec![0.0; DISTANCES * sizes.arc],
            dependent_distance: vec![0.0; DISTANCES * sizes.arc],
            label_dependent: Dense::zeros(encoded, sizes.label),
            label_head: Dense::zeros(encoded, sizes.label),
            label_distance: vec![0.0; DISTANCES * sizes.label],
            label_out: Dense::zeros(sizes.label, sizes.relations),
        }
    }

    /// All weights but the embeddings, in a fixed order.
    pub fn tensors_mut(&mut self) -> Vec<&mut Vec<f32>> {
        let mut tensors = Vec::new();
        for layer in &mut self.layers {
            tensors.extend([&mut layer.weights, &mut layer.bias]);
        }
        let denses = [&mut self.dependent, &mut self.head, &mut self.label_dependent, &mut self.label_head];
        for dense in denses.into_iter().chain([&mut self.label_out]) {
            tensors.extend([&mut dense.weights, &mut dense.bias]);
        }
        tensors.extend([&mut self.head_distance, &mut self.dependent_distance, &mut self.label_distance]);
        tensors
    }

    /// Scores of every head for every dependent, from their vectors; place 0 is the root.
    pub fn arcs(&self, dependents: &[f32], heads: &[f32], places: usize) -> ArcScores {
        let size = self.sizes.arc;
        let mut scores = vec![0.0; places * places];
        let by_distance = |vectors: &[f32], table: &[f32]| -> Vec<f32> {
            let rows = vectors.chunks_exact(size);
            rows.flat_map(|vector| table.chunks_exact(size).map(move |row| dot(vector, row))).collect()
        };
        let near_head = by_distance(heads, &self.head_distance);
        let near_dependent = by_distance(dependents, &self.dependent_distance);
        for dependent in 1..places {
            let vector = &dependents[dependent * size..][..size];
            let row = &mut scores[dependent * places..][..places];
            for (head, (score, other)) in row.iter_mut().zip(heads.chunks_exact(size)).enumerate() {
                let class = distance(dependent, head);
                *score = dot(vector, other)
                    + near_head[head * DISTANCES + class]
                    + near_dependent[dependent * DISTANCES + class];
            }
        }
        ArcScores { scores, words: places - 1 }
    }

    /// The hidden layer of one relation, after rectification.
    pub fn label_hidden(&self, from_dependent: &[f32], from_head: &[f32], class: usize) -> Vec<f32> {
        let near = &self.label_distance[class * self.sizes.label..];
        let parts = from_dependent.iter().zip(from_head).zip(near);
        parts.map(|((a, b), c)| (a + b + c).max(0.0)).collect()
    }

    /// Reads what [`Network::write`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] if it is cut off.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut next = || reader.size();
        let sizes = Sizes {
            rows: next()?,
            embedding: next()?,
            units: next()?,
            layers: next()?,
            arc: next()?,
            label: next()?,
            relations: next()?,
        };
        let mut network = Self::zeros(sizes);
        for row in network.embeddings.chunks_exact_mut(sizes.embedding) {
            let scale = reader.f32()?;
            let small = reader.take(sizes.embedding)?;
            row.iter_mut().zip(small).for_each(|(value, &byte)| *value = f32::from(byte as i8) * scale);
        }
        for tensor in network.tensors_mut() {
            let at = tensor.len();
            let values = reader.f32s()?;
            if values.len() != at {
                return Err(ModelError::Truncated { at });
            }
            *tensor = values;
        }
        Ok(network)
    }

    /// Writes the weights: embeddings as small numbers with a scale for each row, the rest in full.
    pub fn write(&mut self, writer: &mut Writer) {
        let Sizes { rows, embedding, units, layers, arc, label, relations } = self.sizes;
        [rows, embedding, units, layers, arc, label, relations]
            .into_iter()
            .for_each(|size| writer.size(size));
        for row in self.embeddings.chunks_exact(embedding) {
            let scale = row.iter().fold(0.0f32, |most, value| most.max(value.abs())) / 127.0;
            let small = row.iter().map(|value| (value / scale.max(f32::MIN_POSITIVE)).round() as i8 as u8);
            writer.f32(scale);
            writer.put(&small.collect::<Vec<u8>>());
        }
        self.tensors_mut().into_iter().for_each(|tensor| writer.f32s(tensor));
    }
}

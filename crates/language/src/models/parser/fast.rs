//! The parser's network as it is used: the weights of [`Network`] in whole numbers.

use super::Arc;
use super::network::{DISTANCES, Network, Sizes, distance};
use super::tree::ArcScores;
use crate::models::encoder::{activate, recur};
use crate::models::labels::Relation;
use crate::models::lanes::{Lanes, Task, widest};
use crate::models::network::{FastDense, Quantized, add_scaled, dot};

/// A network that only computes.
#[derive(Debug, Clone)]
pub struct FastNetwork {
    sizes: Sizes,
    embeddings: Vec<f32>,
    layers: Vec<FastDense>,
    dependent: FastDense,
    head: FastDense,
    head_distance: FastDense,
    dependent_distance: FastDense,
    label_dependent: FastDense,
    label_head: FastDense,
    label_distance: Vec<f32>,
    label_out: FastDense,
}

impl FastNetwork {
    /// The network with its weights rounded.
    pub fn new(network: Network) -> Self {
        let sizes = network.sizes;
        let by_distance = |rows: &[f32]| {
            let columns = (0..sizes.arc).flat_map(|at| rows.chunks_exact(sizes.arc).map(move |row| row[at]));
            FastDense::new(&columns.collect::<Vec<_>>(), &[0.0; DISTANCES])
        };
        Self {
            sizes,
            layers: network.layers.iter().map(|layer| FastDense::new(&layer.weights, &layer.bias)).collect(),
            dependent: network.dependent.fast(),
            head: network.head.fast(),
            head_distance: by_distance(&network.head_distance),
            dependent_distance: by_distance(&network.dependent_distance),
            label_dependent: network.label_dependent.fast(),
            label_head: network.label_head.fast(),
            label_out: network.label_out.fast(),
            embeddings: network.embeddings,
            label_distance: network.label_distance,
        }
    }

    /// The best tree over places, the first of which is the root's, from the rows of the embedding table that make up
    /// their inputs: an arc for each place but the first.
    pub fn parse<const ROWS: usize>(&self, inputs: &[[u32; ROWS]]) -> Vec<Arc> {
        widest(Parse { network: self, inputs })
    }

    /// Every place's vector in its sentence.
    #[inline(always)]
    fn encode<L: Lanes, const ROWS: usize>(&self, lanes: L, inputs: &[[u32; ROWS]]) -> Vec<f32> {
        let mut x = embed(&self.embeddings, self.sizes.embedding, inputs);
        let mut width = self.sizes.embedding;
        for (index, layer) in self.layers.iter().enumerate() {
            let mut gates = layer.apply(lanes, &Quantized::new(&x, width));
            activate(&mut gates, self.sizes.units);
            let (mut outputs, _) = recur(self.sizes.units, &gates, inputs.len());
            if index > 0 {
                add_scaled(1.0, &x, &mut outputs);
            }
            x = outputs;
            width = 2 * self.sizes.units;
        }
        x
    }

    /// The best tree over encoded places, the first of which is the root's.
    #[inline(always)]
    fn tree<L: Lanes>(&self, lanes: L, encoded: &Quantized, places: usize) -> Vec<u32> {
        let size = self.sizes.arc;
        let dependents = self.dependent.apply(lanes, encoded);
        let mut heads = self.head.apply(lanes, encoded);
        heads.iter_mut().for_each(|value| *value = value.max(0.0));
        let near_head = self.head_distance.apply(lanes, &Quantized::new(&heads, size));
        let near_dependent = self.dependent_distance.apply(lanes, &Quantized::new(&dependents, size));
        let mut scores = vec![0.0; places * places];
        for dependent in 1..places {
            let vector = &dependents[dependent * size..][..size];
            let near = &near_dependent[dependent * DISTANCES..][..DISTANCES];
            let row = scores[dependent * places..][..places].iter_mut();
            let others = heads.chunks_exact(size).zip(near_head.chunks_exact(DISTANCES));
            for (head, (score, (other, near_head))) in row.zip(others).enumerate() {
                let class = distance(dependent, head);
                *score = dot(vector, other) + near_head[class] + near[class];
            }
        }
        ArcScores { scores, words: places - 1 }.tree()
    }

    /// The best relation for each arc of a tree.
    #[inline(always)]
    fn relations<L: Lanes>(&self, lanes: L, encoded: &Quantized, tree: &[u32]) -> Vec<Relation> {
        let size = self.sizes.label;
        let dependents = self.label_dependent.apply(lanes, encoded);
        let heads = self.label_head.apply(lanes, encoded);
        let mut hidden = Vec::with_capacity(tree.len() * size);
        for (dependent, &head) in (1..).zip(tree) {
            let near = &self.label_distance[distance(dependent, head as usize) * size..][..size];
            let pair = dependents[dependent * size..].iter().zip(&heads[head as usize * size..]);
            hidden.extend(pair.zip(near).map(|((a, b), c)| (a + b + c).max(0.0)));
        }
        let scores = self.label_out.apply(lanes, &Quantized::new(&hidden, size));
        let rows = scores.chunks_exact(self.sizes.relations).zip(tree);
        rows.map(|(scores, &head)| best_relation(scores, head == 0)).collect()
    }
}

/// The parsing of one sentence.
struct Parse<'a, const ROWS: usize> {
    network: &'a FastNetwork,
    inputs: &'a [[u32; ROWS]],
}

impl<const ROWS: usize> Task for Parse<'_, ROWS> {
    type Output = Vec<Arc>;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> Vec<Arc> {
        let encoded = self.network.encode(lanes, self.inputs);
        let encoded = Quantized::new(&encoded, 2 * self.network.sizes.units);
        let tree = self.network.tree(lanes, &encoded, self.inputs.len());
        let relations = self.network.relations(lanes, &encoded, &tree);
        tree.into_iter().zip(relations).map(|(head, relation)| Arc { head, relation }).collect()
    }
}

/// The sums of the given rows of an embedding table, one sum a word.
#[inline(always)]
pub fn embed<const ROWS: usize>(table: &[f32], size: usize, inputs: &[[u32; ROWS]]) -> Vec<f32> {
    let mut x = vec![0.0; inputs.len() * size];
    for (rows, sum) in inputs.iter().zip(x.chunks_exact_mut(size)) {
        for &row in rows {
            add_scaled(1.0, &table[row as usize * size..][..size], sum);
        }
    }
    x
}

/// The relation of the highest score; `root` for the root's dependent and for no other.
fn best_relation(scores: &[f32], is_root: bool) -> Relation {
    if is_root {
        return Relation::Root;
    }
    let mut best = (f32::NEG_INFINITY, Relation::Dep);
    for (&score, &relation) in scores.iter().zip(Relation::ALL) {
        if score > best.0 && relation != Relation::Root {
            best = (score, relation);
        }
    }
    best.1
}

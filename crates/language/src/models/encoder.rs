//! A small bidirectional recurrent encoder: what a word means in its sentence, as a vector.
//!
//! The units are those of quasi-recurrent networks (Bradbury et al. 2017): gates depend on the input
//! only, so that one matrix product serves all words and the recurrence is a sum.

use super::network::{multiply_add, sigmoid, tanh};

/// Units whose states are computed at once.
pub const LANES: usize = 8;

/// A layer's weights: for each direction a candidate, a forget gate and an output gate.
#[derive(Debug, Clone)]
pub struct Layer {
    /// `inputs` rows of `6 * units`: candidate, forget, output of the forward direction, then of the backward.
    pub weights: Vec<f32>,
    /// `6 * units` numbers.
    pub bias: Vec<f32>,
    /// Units of one direction, a multiple of [`LANES`]; the output of a word has twice as many numbers.
    pub units: usize,
}

impl Layer {
    /// The gates of every word, before the recurrence; `x` has rows of `inputs` numbers.
    pub fn gates(&self, x: &[f32], words: usize) -> Vec<f32> {
        let outer = 6 * self.units;
        let mut gates = Vec::with_capacity(words * outer);
        (0..words).for_each(|_| gates.extend_from_slice(&self.bias));
        multiply_add(x, &self.weights, self.weights.len() / outer, outer, &mut gates);
        activate(&mut gates, self.units);
        gates
    }

    /// The outputs of every word from its gates, and the states that led to them (rows of `2 * units` both).
    pub fn recur(&self, gates: &[f32], words: usize) -> (Vec<f32>, Vec<f32>) {
        recur(self.units, gates, words)
    }
}

/// Turns sums into gates: rows of `units` candidates, forget gates and output gates.
#[inline(always)]
pub fn activate(gates: &mut [f32], units: usize) {
    for row in gates.chunks_exact_mut(3 * units) {
        let (candidate, rest) = row.split_at_mut(units);
        candidate.iter_mut().for_each(|value| *value = tanh(*value));
        rest.iter_mut().for_each(|value| *value = sigmoid(*value));
    }
}

/// The recurrence of [`Layer::recur`].
///
/// # Panics
/// If `units` is no multiple of [`LANES`].
#[inline(always)]
pub fn recur(units: usize, gates: &[f32], words: usize) -> (Vec<f32>, Vec<f32>) {
    assert_eq!(units % LANES, 0, "a layer has a multiple of {LANES} units");
    let mut states = vec![0.0; words * 2 * units];
    let mut outputs = vec![0.0; words * 2 * units];
    for direction in 0..2 {
        let mut state = vec![0.0; units];
        for step in 0..words {
            let word = if direction == 0 { step } else { words - 1 - step };
            let row = &gates[(word * 2 + direction) * 3 * units..][..3 * units];
            let (candidate, rest) = row.split_at(units);
            let (forget, open) = rest.split_at(units);
            let at = (word * 2 + direction) * units;
            let places = (&mut states[at..at + units], &mut outputs[at..at + units]);
            advance(&mut state, [candidate, forget, open], places);
        }
    }
    (outputs, states)
}

/// Advances by one word: the new state, and where it is kept with the output.
#[inline(always)]
fn advance(state: &mut [f32], gates: [&[f32]; 3], (kept, outputs): (&mut [f32], &mut [f32])) {
    // Whole registers by value: with slices alone the compiler fears that they overlap.
    let [candidate, forget, open] = gates.map(|gate| gate.as_chunks::<LANES>().0.iter());
    let kept = kept.as_chunks_mut::<LANES>().0.iter_mut();
    let outputs = outputs.as_chunks_mut::<LANES>().0.iter_mut();
    let states = state.as_chunks_mut::<LANES>().0.iter_mut();
    let gates = candidate.zip(forget).zip(open);
    for (((state, kept), output), ((&candidate, &forget), &open)) in states.zip(kept).zip(outputs).zip(gates)
    {
        let before = *state;
        let after: [f32; LANES] =
            std::array::from_fn(|lane| candidate[lane] + forget[lane] * (before[lane] - candidate[lane]));
        (*state, *kept) = (after, after);
        *output = std::array::from_fn(|lane| open[lane] * after[lane]);
    }
}

//! The loss of the parser's network on one sentence, and its gradient by backpropagation.

use copydesk_language::models::encoder::Layer;
use copydesk_language::models::network::{add_scaled, dot, exp};
use copydesk_language::models::parser::ROWS;
use copydesk_language::models::parser::fast::embed;
use copydesk_language::models::parser::network::{DISTANCES, Dense, Network, distance};

use crate::random::Random;

/// A sentence to learn from: place 0 is the root.
pub struct Example {
    pub inputs: Vec<[u32; ROWS]>,
    /// Gold head of each word from place 1 on.
    pub heads: Vec<u32>,
    /// Gold relation of each word from place 1 on.
    pub relations: Vec<u8>,
}

/// Gradients of a batch.
pub struct Gradient {
    pub network: Network,
    /// Rows of the embedding table with a gradient, in the order met, with repeats.
    pub touched: Vec<u32>,
    pub loss: f64,
}

/// Shares of numbers that are dropped in training.
#[derive(Clone, Copy)]
pub struct Dropout {
    pub embedding: f32,
    pub layer: f32,
}

/// What a layer's forward pass leaves for the backward pass.
struct Trace {
    input: Vec<f32>,
    gates: Vec<f32>,
    states: Vec<f32>,
    mask: Vec<f32>,
}

/// Adds the gradient of `example` to `gradient`.
pub fn add_gradient(
    network: &Network,
    example: &Example,
    dropout: Dropout,
    random: &mut Random,
    gradient: &mut Gradient,
) {
    let places = example.inputs.len();
    let mut x = embed(&network.embeddings, network.sizes.embedding, &example.inputs);
    let input_mask = mask(network.sizes.embedding, dropout.embedding, random);
    apply_mask(&mut x, &input_mask);
    let mut traces = Vec::new();
    for (index, layer) in network.layers.iter().enumerate() {
        let gates = layer.gates(&x, places);
        let (mut output, states) = layer.recur(&gates, places);
        if index > 0 {
            add_scaled(1.0, &x, &mut output);
        }
        let mask = mask(2 * layer.units, dropout.layer, random);
        apply_mask(&mut output, &mask);
        traces.push(Trace { input: std::mem::replace(&mut x, output), gates, states, mask });
    }
    let mut dx = vec![0.0; x.len()];
    arc_gradient(network, example, &x, &mut dx, gradient);
    label_gradient(network, example, &x, &mut dx, gradient);
    for (index, (layer, trace)) in network.layers.iter().zip(traces).enumerate().rev() {
        apply_mask(&mut dx, &trace.mask);
        let mut below = recur_backward(layer, &trace, &dx, places, &mut gradient.network.layers[index]);
        if index > 0 {
            add_scaled(1.0, &dx, &mut below);
        }
        dx = below;
    }
    apply_mask(&mut dx, &input_mask);
    let size = network.sizes.embedding;
    for (rows, dx) in example.inputs.iter().zip(dx.chunks_exact(size)) {
        for &row in rows {
            add_scaled(1.0, dx, &mut gradient.network.embeddings[row as usize * size..][..size]);
            gradient.touched.push(row);
        }
    }
}

/// Zeros and scaled ones, the same for all words of a sentence.
fn mask(size: usize, dropped: f32, random: &mut Random) -> Vec<f32> {
    (0..size).map(|_| if random.unit() < dropped { 0.0 } else { 1.0 / (1.0 - dropped) }).collect()
}

fn apply_mask(x: &mut [f32], mask: &[f32]) {
    for row in x.chunks_exact_mut(mask.len()) {
        row.iter_mut().zip(mask).for_each(|(value, factor)| *value *= factor);
    }
}

/// Turns scores into the gradient of their cross-entropy with `gold` and returns the loss; minus infinity stays out.
fn softmax_gradient(scores: &mut [f32], gold: usize) -> f64 {
    let most = scores.iter().fold(f32::NEG_INFINITY, |most, &score| most.max(score));
    scores.iter_mut().for_each(|score| *score = if score.is_finite() { exp(*score - most) } else { 0.0 });
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
    let loss = -f64::from(scores[gold].max(1e-9)).ln();
    scores[gold] -= 1.0;
    loss
}

fn arc_gradient(network: &Network, example: &Example, x: &[f32], dx: &mut [f32], gradient: &mut Gradient) {
    let places = example.inputs.len();
    let size = network.sizes.arc;
    let dependents = network.dependent.apply(x, places);
    let mut heads = network.head.apply(x, places);
    heads.iter_mut().for_each(|value| *value = value.max(0.0));
    let mut scores = network.arcs(&dependents, &heads, places).scores;
    let (mut d_dependents, mut d_heads) = (vec![0.0; dependents.len()], vec![0.0; heads.len()]);
    for dependent in 1..places {
        let row = &mut scores[dependent * places..][..places];
        row[dependent] = f32::NEG_INFINITY;
        gradient.loss += softmax_gradient(row, example.heads[dependent - 1] as usize);
        let vector = &dependents[dependent * size..][..size];
        let d_vector = &mut d_dependents[dependent * size..][..size];
        let mut by_class = [0.0f32; DISTANCES];
        for (head, &slope) in row.iter().enumerate() {
            let class = distance(dependent, head);
            let other = &heads[head * size..][..size];
            let d_other = &mut d_heads[head * size..][..size];
            by_class[class] += slope;
            add_scaled(slope, other, d_vector);
            add_scaled(slope, vector, d_other);
            add_scaled(slope, &network.head_distance[class * size..][..size], d_other);
            add_scaled(slope, other, &mut gradient.network.head_distance[class * size..][..size]);
        }
        for (class, &slope) in by_class.iter().enumerate() {
            add_scaled(slope, &network.dependent_distance[class * size..][..size], d_vector);
            add_scaled(slope, vector, &mut gradient.network.dependent_distance[class * size..][..size]);
        }
    }
    d_heads
        .iter_mut()
        .zip(&heads)
        .for_each(|(slope, &value)| *slope = if value > 0.0 { *slope } else { 0.0 });
    dense_backward(&network.dependent, x, &d_dependents, &mut gradient.network.dependent, dx);
    dense_backward(&network.head, x, &d_heads, &mut gradient.network.head, dx);
}

fn label_gradient(network: &Network, example: &Example, x: &[f32], dx: &mut [f32], gradient: &mut Gradient) {
    let places = example.inputs.len();
    let size = network.sizes.label;
    let dependents = network.label_dependent.apply(x, places);
    let heads = network.label_head.apply(x, places);
    let (mut d_dependents, mut d_heads) = (vec![0.0; dependents.len()], vec![0.0; heads.len()]);
    for dependent in 1..places {
        let head = example.heads[dependent - 1] as usize;
        let class = distance(dependent, head);
        let hidden = network.label_hidden(
            &dependents[dependent * size..][..size],
            &heads[head * size..][..size],
            class,
        );
        let mut scores = network.label_out.apply(&hidden, 1);
        gradient.loss += softmax_gradient(&mut scores, example.relations[dependent - 1] as usize);
        let mut d_hidden = vec![0.0; size];
        dense_backward(&network.label_out, &hidden, &scores, &mut gradient.network.label_out, &mut d_hidden);
        d_hidden
            .iter_mut()
            .zip(&hidden)
            .for_each(|(slope, &value)| *slope = if value > 0.0 { *slope } else { 0.0 });
        add_scaled(1.0, &d_hidden, &mut d_dependents[dependent * size..][..size]);
        add_scaled(1.0, &d_hidden, &mut d_heads[head * size..][..size]);
        add_scaled(1.0, &d_hidden, &mut gradient.network.label_distance[class * size..][..size]);
    }
    dense_backward(&network.label_dependent, x, &d_dependents, &mut gradient.network.label_dependent, dx);
    dense_backward(&network.label_head, x, &d_heads, &mut gradient.network.label_head, dx);
}

fn dense_backward(dense: &Dense, x: &[f32], dy: &[f32], gradient: &mut Dense, dx: &mut [f32]) {
    product_backward(&dense.weights, x, dy, dense.bias.len(), &mut gradient.weights, &mut gradient.bias, dx);
}

/// Gradients of `y = x · w + b` for rows of `outer` outputs.
fn product_backward(
    w: &[f32],
    x: &[f32],
    dy: &[f32],
    outer: usize,
    dw: &mut [f32],
    db: &mut [f32],
    dx: &mut [f32],
) {
    let inner = w.len() / outer;
    for (k, (row, d_row)) in w.chunks_exact(outer).zip(dw.chunks_exact_mut(outer)).enumerate() {
        for (word, dy) in dy.chunks_exact(outer).enumerate() {
            dx[word * inner + k] += dot(row, dy);
            add_scaled(x[word * inner + k], dy, d_row);
        }
    }
    dy.chunks_exact(outer).for_each(|dy| add_scaled(1.0, dy, db));
}

/// Backward through a layer's recurrence and gates; returns the gradient of its input.
fn recur_backward(
    layer: &Layer,
    trace: &Trace,
    d_out: &[f32],
    places: usize,
    gradient: &mut Layer,
) -> Vec<f32> {
    let units = layer.units;
    let mut d_gates = vec![0.0; trace.gates.len()];
    let zeros = vec![0.0; units];
    for direction in 0..2 {
        let mut d_state = vec![0.0f32; units];
        for step in (0..places).rev() {
            let word = if direction == 0 { step } else { places - 1 - step };
            let before = if direction == 0 { word.wrapping_sub(1) } else { word + 1 };
            let at = (word * 2 + direction) * units;
            let past = if step == 0 {
                &zeros[..]
            } else {
                &trace.states[(before * 2 + direction) * units..][..units]
            };
            let gates = &trace.gates[at * 3..][..3 * units];
            let d_gates = &mut d_gates[at * 3..][..3 * units];
            for unit in 0..units {
                let [candidate, forget, open] = [gates[unit], gates[units + unit], gates[2 * units + unit]];
                let slope = d_state[unit] + d_out[at + unit] * open;
                d_gates[2 * units + unit] = d_out[at + unit] * trace.states[at + unit] * open * (1.0 - open);
                d_gates[units + unit] = slope * (past[unit] - candidate) * forget * (1.0 - forget);
                d_gates[unit] = slope * (1.0 - forget) * (1.0 - candidate * candidate);
                d_state[unit] = slope * forget;
            }
        }
    }
    let mut dx = vec![0.0; trace.input.len()];
    product_backward(
        &layer.weights,
        &trace.input,
        &d_gates,
        6 * units,
        &mut gradient.weights,
        &mut gradient.bias,
        &mut dx,
    );
    dx
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_language::models::parser::network::Sizes;

    #[test]
    fn the_gradient_is_the_slope_of_the_loss() {
        let sizes = Sizes { rows: 9, embedding: 5, units: 8, layers: 2, arc: 6, label: 5, relations: 3 };
        let mut network = Network::zeros(sizes);
        let mut random = Random::new(3);
        let embeddings = network.embeddings.iter_mut();
        embeddings.for_each(|value| *value = random.unit() - 0.5);
        let tensors = network.tensors_mut().into_iter().flatten();
        tensors.for_each(|value| *value = random.unit() - 0.5);
        let rows = |first: u32| std::array::from_fn(|at| (first + at as u32) % 8);
        let inputs = vec![[8; ROWS], rows(0), rows(3), rows(5)];
        let example = Example { inputs, heads: vec![2, 0, 2], relations: vec![1, 0, 2] };
        let run = |network: &Network| {
            let mut gradient = Gradient { network: Network::zeros(sizes), touched: Vec::new(), loss: 0.0 };
            let none = Dropout { embedding: 0.0, layer: 0.0 };
            add_gradient(network, &example, none, &mut Random::new(1), &mut gradient);
            gradient
        };
        let mut analytic = run(&network);
        for tensor in 0..network.tensors_mut().len() {
            for at in 0..network.tensors_mut()[tensor].len().min(40) {
                let mut loss = |shift: f32| {
                    network.tensors_mut()[tensor][at] += shift;
                    let loss = run(&network).loss;
                    network.tensors_mut()[tensor][at] -= shift;
                    loss
                };
                let slope = (loss(5e-3) - loss(-5e-3)) / 1e-2;
                let found = f64::from(analytic.network.tensors_mut()[tensor][at]);
                assert!((slope - found).abs() < 2e-2, "tensor {tensor} at {at}: {found} not {slope}");
            }
        }
    }
}

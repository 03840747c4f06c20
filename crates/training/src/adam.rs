//! The Adam optimiser (Kingma and Ba 2015); rows of the embedding table move only when a batch touched them.

use copydesk_language::models::parser::network::Network;

use crate::parser::Gradient;

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.98;
const TINY: f32 = 1e-8;
/// Longest gradient of a step.
const CLIP: f32 = 5.0;

/// The state of the optimiser.
pub struct Adam {
    first: Network,
    second: Network,
    step: i32,
}

/// What a step does to every weight.
struct Rule {
    scale: f32,
    rate: f32,
    first: f32,
    second: f32,
}

impl Adam {
    /// An optimiser of networks of this one's sizes.
    pub fn new(network: &Network) -> Self {
        let zeros = || Network::zeros(network.sizes);
        Self { first: zeros(), second: zeros(), step: 0 }
    }

    /// Moves `network` against the sum of the gradients and sets these to zero.
    pub fn step(&mut self, network: &mut Network, [sum, other]: &mut [Gradient; 2], rate: f32) {
        merge(sum, other, network.sizes.embedding);
        self.step += 1;
        let length = norm(sum, network.sizes.embedding);
        let rule = Rule {
            scale: if length > CLIP { CLIP / length } else { 1.0 },
            rate,
            first: 1.0 - FIRST.powi(self.step),
            second: 1.0 - SECOND.powi(self.step),
        };
        let moments = self.first.tensors_mut().into_iter().zip(self.second.tensors_mut());
        let tensors = network.tensors_mut().into_iter().zip(sum.network.tensors_mut());
        for ((weights, gradient), (first, second)) in tensors.zip(moments) {
            rule.apply(weights, gradient, first, second);
        }
        let size = network.sizes.embedding;
        for row in sum.touched.drain(..) {
            let range = row as usize * size..(row as usize + 1) * size;
            rule.apply(
                &mut network.embeddings[range.clone()],
                &mut sum.network.embeddings[range.clone()],
                &mut self.first.embeddings[range.clone()],
                &mut self.second.embeddings[range],
            );
        }
        sum.loss = 0.0;
    }
}

/// Adds the second gradient to the first and sets it to zero; the touched rows become sorted and unique.
fn merge(sum: &mut Gradient, other: &mut Gradient, size: usize) {
    for (left, right) in sum.network.tensors_mut().into_iter().zip(other.network.tensors_mut()) {
        left.iter_mut().zip(right.iter_mut()).for_each(|(left, right)| *left += std::mem::take(right));
    }
    other.touched.sort_unstable();
    other.touched.dedup();
    for &row in &other.touched {
        let range = row as usize * size..(row as usize + 1) * size;
        let right = &mut other.network.embeddings[range.clone()];
        let left = &mut sum.network.embeddings[range];
        left.iter_mut().zip(right).for_each(|(left, right)| *left += std::mem::take(right));
    }
    sum.touched.append(&mut other.touched);
    sum.touched.sort_unstable();
    sum.touched.dedup();
    other.loss = 0.0;
}

fn norm(gradient: &mut Gradient, size: usize) -> f32 {
    let square = |values: &[f32]| values.iter().map(|value| value * value).sum::<f32>();
    let dense: f32 = gradient.network.tensors_mut().into_iter().map(|tensor| square(tensor)).sum();
    let rows =
        gradient.touched.iter().map(|&row| &gradient.network.embeddings[row as usize * size..][..size]);
    (dense + rows.map(square).sum::<f32>()).sqrt()
}

impl Rule {
    fn apply(&self, weights: &mut [f32], gradient: &mut [f32], first: &mut [f32], second: &mut [f32]) {
        let moments = first.iter_mut().zip(second);
        for ((weight, gradient), (first, second)) in weights.iter_mut().zip(gradient).zip(moments) {
            let slope = std::mem::take(gradient) * self.scale;
            *first = FIRST * *first + (1.0 - FIRST) * slope;
            *second = SECOND * *second + (1.0 - SECOND) * slope * slope;
            *weight -= self.rate * (*first / self.first) / ((*second / self.second).sqrt() + TINY);
        }
    }
}

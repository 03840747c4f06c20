//! The arithmetic of small networks: plain loops over slices, the same bits on every machine.

use super::lanes::{Lanes, OUTPUTS, Pair, ROWS, Weights};

/// `out[r] += x[r] · w` for each row `r`: `x` has rows of `inner` numbers, `w` is `inner` rows of `outer`.
///
/// # Panics
/// If the slices are no whole rows.
pub fn multiply_add(x: &[f32], w: &[f32], inner: usize, outer: usize, out: &mut [f32]) {
    assert_eq!(w.len(), inner * outer, "weights have {inner} rows of {outer}");
    let mut inputs = x.chunks_exact(inner * 4);
    let mut outputs = out.chunks_exact_mut(outer * 4);
    for (x, y) in inputs.by_ref().zip(outputs.by_ref()) {
        four_rows(x, w, inner, outer, y);
    }
    let rest = outputs.into_remainder().chunks_exact_mut(outer);
    for (x, y) in inputs.remainder().chunks_exact(inner).zip(rest) {
        for (&factor, row) in x.iter().zip(w.chunks_exact(outer)) {
            add_scaled(factor, row, y);
        }
    }
}

/// Four rows at once, so that each weight is loaded once for all of them.
fn four_rows(x: &[f32], w: &[f32], inner: usize, outer: usize, y: &mut [f32]) {
    let (first, rest) = y.split_at_mut(outer);
    let (second, rest) = rest.split_at_mut(outer);
    let (third, fourth) = rest.split_at_mut(outer);
    for (k, row) in w.chunks_exact(outer).enumerate() {
        let [a, b, c, d] = [x[k], x[inner + k], x[2 * inner + k], x[3 * inner + k]];
        let outputs = first.iter_mut().zip(second.iter_mut()).zip(third.iter_mut().zip(fourth.iter_mut()));
        for (((p, q), (r, s)), &weight) in outputs.zip(row) {
            *p += a * weight;
            *q += b * weight;
            *r += c * weight;
            *s += d * weight;
        }
    }
}

/// `out += factor * row`.
#[inline(always)]
pub fn add_scaled(factor: f32, row: &[f32], out: &mut [f32]) {
    for (sum, &value) in out.iter_mut().zip(row) {
        *sum += factor * value;
    }
}

/// The inner product of two slices, summed in sixteen lanes.
#[inline(always)]
pub fn dot(left: &[f32], right: &[f32]) -> f32 {
    let ((lefts, left), (rights, right)) = (left.as_chunks::<16>(), right.as_chunks::<16>());
    let rest: f32 = left.iter().zip(right).map(|(a, b)| a * b).sum();
    let mut lanes = [0.0f32; 16];
    for (a, b) in lefts.iter().zip(rights) {
        lanes = std::array::from_fn(|lane| lanes[lane] + a[lane] * b[lane]);
    }
    let eight: [f32; 8] = std::array::from_fn(|lane| lanes[lane] + lanes[lane + 8]);
    let four: [f32; 4] = std::array::from_fn(|lane| eight[lane] + eight[lane + 4]);
    (four[0] + four[2]) + (four[1] + four[3]) + rest
}

/// Largest whole number that stands for a weight or an input: products of two, summed over 128, fit 31 bits.
const LARGEST: f32 = 4095.0;

/// Rows of numbers as whole numbers of 13 bits, each row with what one unit is worth.
#[derive(Debug, Clone)]
pub struct Quantized {
    /// Pairs of numbers in a row.
    width: usize,
    /// How many rows there are. Behind them stand rows of zeros up to the next multiple of [`ROWS`].
    rows: usize,
    /// For each [`ROWS`] rows, their first pairs, their second ones and so on.
    pairs: Vec<[Pair; ROWS]>,
    scales: Vec<[f32; ROWS]>,
}

impl Quantized {
    /// Rounds rows of `inputs` numbers, an even number of them.
    #[inline(always)]
    pub fn new(x: &[f32], inputs: usize) -> Self {
        let (width, rows) = (inputs / 2, x.len() / inputs);
        let blocks = rows.div_ceil(ROWS);
        let (mut pairs, mut scales) = (vec![[0; ROWS]; blocks * width], vec![[0.0; ROWS]; blocks]);
        for (row, x) in x.chunks_exact(inputs).enumerate() {
            let (block, row) = (row / ROWS, row % ROWS);
            let (factor, unit) = measure(x);
            scales[block][row] = unit;
            for (pairs, x) in pairs[block * width..].iter_mut().zip(x.as_chunks::<2>().0) {
                pairs[row] = rounded(x[0], factor) & 0xffff | rounded(x[1], factor) << 16;
            }
        }
        Self { width, rows, pairs, scales }
    }
}

/// A fully connected layer in whole numbers of 13 bits, several times as fast as with fractions.
#[derive(Debug, Clone)]
pub struct FastDense {
    outputs: usize,
    /// For each block of outputs, the weights of each pair of inputs.
    weights: Vec<Vec<Weights>>,
    /// What one unit of each output's weights is worth.
    scales: Vec<[f32; OUTPUTS]>,
    bias: Vec<[f32; OUTPUTS]>,
}

impl FastDense {
    /// The layer of rows of weights, each with a weight for each number of `bias`; 128 rows at most, an even number.
    pub fn new(weights: &[f32], bias: &[f32]) -> Self {
        let (outputs, inputs) = (bias.len(), weights.len() / bias.len().max(1));
        debug_assert!(inputs <= 128 && inputs % 2 == 0, "sums of more products may overflow");
        let mut layer = Self { outputs, weights: Vec::new(), scales: Vec::new(), bias: Vec::new() };
        for first in (0..outputs).step_by(OUTPUTS) {
            let column = |output: usize| -> Vec<f32> {
                let rows = weights.chunks_exact(outputs);
                rows.map(|row| row.get(first + output).copied().unwrap_or(0.0)).collect()
            };
            let columns: [Vec<f32>; OUTPUTS] = std::array::from_fn(column);
            let measures = columns.each_ref().map(|column| measure(column));
            let small =
                |output: usize, input: usize| rounded(columns[output][input], measures[output].0) as i16;
            let pair =
                |pair: usize| Weights(std::array::from_fn(|lane| small(lane / 2, 2 * pair + lane % 2)));
            layer.weights.push((0..inputs / 2).map(pair).collect());
            layer.scales.push(measures.map(|(_, unit)| unit));
            let bias = |output| bias.get(first + output).copied().unwrap_or(0.0);
            layer.bias.push(std::array::from_fn(bias));
        }
        layer
    }

    /// The outputs for each row of inputs.
    #[inline(always)]
    pub fn apply<L: Lanes>(&self, lanes: L, x: &Quantized) -> Vec<f32> {
        let mut out = vec![0.0; x.rows * self.outputs];
        let inputs = x.pairs.chunks_exact(x.width).zip(&x.scales);
        for ((pairs, scales), out) in inputs.zip(out.chunks_mut(ROWS * self.outputs)) {
            for (block, weights) in self.weights.iter().enumerate() {
                let sums = lanes.multiply(weights, pairs);
                let (units, bias) = (&self.scales[block], &self.bias[block]);
                for (row, out) in out.chunks_exact_mut(self.outputs).enumerate() {
                    let value = |at: usize| sums[row][at] as f32 * (units[at] * scales[row]) + bias[at];
                    let values: [f32; OUTPUTS] = std::array::from_fn(value);
                    let out = &mut out[block * OUTPUTS..];
                    match out.first_chunk_mut() {
                        Some(out) => *out = values,
                        None => out.iter_mut().zip(values).for_each(|(out, value)| *out = value),
                    }
                }
            }
        }
        out
    }
}

/// What numbers are multiplied with to become whole numbers up to [`LARGEST`], and what one unit is worth then.
#[inline(always)]
fn measure(values: &[f32]) -> (f32, f32) {
    let mut lanes = [0.0f32; 16];
    let larger = |most: f32, value: f32| if value.abs() > most { value.abs() } else { most };
    let chunks = values.chunks_exact(16);
    let rest = chunks.remainder().iter().copied().fold(0.0, larger);
    for chunk in chunks {
        for (most, &value) in lanes.iter_mut().zip(chunk) {
            *most = larger(*most, value);
        }
    }
    let most = lanes.into_iter().fold(rest, larger);
    (if most > 0.0 { LARGEST / most } else { 0.0 }, most / LARGEST)
}

/// The whole number next to a multiple of `value`.
#[inline(always)]
fn rounded(value: f32, factor: f32) -> i32 {
    let scaled = value * factor;
    (scaled + 0.5f32.copysign(scaled)) as i32
}

/// `e` to the power of `x`, to six digits; `x` is first brought into -30 to 30.
///
/// The standard library's differs between systems; this one is additions and multiplications only
/// (a polynomial for the fraction of the power of two, as in Cephes).
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let power = x.clamp(-30.0, 30.0) * std::f32::consts::LOG2_E;
    let shifted = power + ROUND;
    let fraction = power - (shifted - ROUND);
    let scale = f32::from_bits(shifted.to_bits().wrapping_sub(0x4b40_0000).wrapping_add(127) << 23);
    let series = 1.339_887e-3 * fraction + 9.618_438e-3;
    let series = series * fraction + 5.550_332_5e-2;
    let series = series * fraction + 2.402_264_7e-1;
    let series = series * fraction + 6.931_472e-1;
    (series * fraction + 1.0) * scale
}

/// The logistic function.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::lanes::Baseline;

    #[test]
    fn exp_is_right_to_six_digits() {
        for step in -200..200 {
            let x = step as f32 * 0.1;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "exp({x}) = {} not {}", exp(x), x.exp());
        }
        assert!(tanh(1000.0) > 0.999 && tanh(-1000.0) < -0.999);
    }

    #[test]
    fn products_of_any_number_of_rows_agree_with_their_definition() {
        let w: Vec<f32> = (0..6).map(|value| value as f32).collect();
        let x: Vec<f32> = (0..14).map(|value| value as f32 * 0.5).collect();
        let mut out = vec![1.0; 21];
        multiply_add(&x, &w, 2, 3, &mut out);
        for row in 0..7 {
            for column in 0..3 {
                let sum: f32 = (0..2).map(|k| x[row * 2 + k] * w[k * 3 + column]).sum();
                assert_eq!(out[row * 3 + column], 1.0 + sum);
            }
        }
    }

    #[test]
    fn whole_numbers_give_the_same_layer_to_three_digits() {
        let wave = |count: usize| -> Vec<f32> { (0..count).map(|at| (at as f32 * 0.7).sin()).collect() };
        let (weights, bias, x) = (wave(64 * 10), wave(10), wave(64 * 6));
        let mut exact: Vec<f32> = bias.repeat(6);
        multiply_add(&x, &weights, 64, 10, &mut exact);
        let fast = FastDense::new(&weights, &bias).apply(Baseline, &Quantized::new(&x, 64));
        assert!(exact.iter().zip(&fast).all(|(a, b)| (a - b).abs() < 0.01));
    }

    #[test]
    fn dot_takes_every_element() {
        let ones = vec![1.0; 37];
        assert_eq!(dot(&ones, &ones), 37.0);
    }
}

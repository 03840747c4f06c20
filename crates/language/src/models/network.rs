//! The arithmetic of small networks: plain loops over slices, the same bits on every machine.

use wide::{f32x4, i16x8, i32x4};

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
#[inline]
pub fn add_scaled(factor: f32, row: &[f32], out: &mut [f32]) {
    for (sum, &value) in out.iter_mut().zip(row) {
        *sum += factor * value;
    }
}

/// The inner product of two slices, summed in sixteen lanes.
#[inline]
pub fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (lefts, rights) = (left.chunks_exact(16), right.chunks_exact(16));
    let rest: f32 = lefts.remainder().iter().zip(rights.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in lefts.zip(rights) {
        for lane in 0..16 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
    }
    lanes[0] + rest
}

/// Largest whole number that stands for a weight or an input: products of two, summed over 128, fit 31 bits.
const LARGEST: f32 = 4095.0;
/// Words whose outputs are computed at once.
const ROWS: usize = 4;
/// Outputs that are computed at once: a register holds a pair of weights for each.
const OUTPUTS: usize = 4;

/// A fully connected layer in whole numbers of 13 bits, several times as fast as with fractions.
#[derive(Debug, Clone)]
pub struct FastDense {
    /// Pairs of inputs.
    pairs: usize,
    outputs: usize,
    /// For each four outputs and each pair of inputs, the pairs of weights.
    weights: Vec<i16x8>,
    /// What one unit of each output's weights is worth, for four outputs.
    scales: Vec<f32x4>,
    bias: Vec<f32x4>,
}

impl FastDense {
    /// The layer of rows of weights, each with a weight for each number of `bias`; 128 rows at most, an even number.
    pub fn new(weights: &[f32], bias: &[f32]) -> Self {
        let (outputs, inputs) = (bias.len(), weights.len() / bias.len().max(1));
        debug_assert!(inputs <= 128 && inputs % 2 == 0, "sums of more products may overflow");
        let mut layer =
            Self { pairs: inputs / 2, outputs, weights: Vec::new(), scales: Vec::new(), bias: Vec::new() };
        for first in (0..outputs).step_by(OUTPUTS) {
            let columns: [(Vec<i16>, f32); OUTPUTS] = std::array::from_fn(|output| {
                let column =
                    weights.chunks_exact(outputs).map(|row| row.get(first + output).copied().unwrap_or(0.0));
                quantize(&column.collect::<Vec<_>>())
            });
            for pair in 0..layer.pairs {
                let lanes = std::array::from_fn(|lane| columns[lane / 2].0[2 * pair + lane % 2]);
                layer.weights.push(i16x8::new(lanes));
            }
            layer.scales.push(f32x4::new(std::array::from_fn(|output| columns[output].1)));
            let bias = std::array::from_fn(|output| bias.get(first + output).copied().unwrap_or(0.0));
            layer.bias.push(f32x4::new(bias));
        }
        layer
    }

    /// The outputs for each row of inputs in `x`.
    pub fn apply(&self, x: &[f32]) -> Vec<f32> {
        let inputs = 2 * self.pairs;
        let mut out = vec![0.0; x.len() / inputs * self.outputs];
        let mut small = vec![[i16x8::ZERO; ROWS]; self.pairs];
        for (x, out) in x.chunks(ROWS * inputs).zip(out.chunks_mut(ROWS * self.outputs)) {
            let mut scales = [f32x4::ZERO; ROWS];
            for (row, x) in x.chunks_exact(inputs).enumerate() {
                let (values, scale) = quantize(x);
                scales[row] = f32x4::splat(scale);
                for (slots, pair) in small.iter_mut().zip(values.chunks_exact(2)) {
                    let [first, second] = [pair[0], pair[1]];
                    slots[row] = i16x8::new([first, second, first, second, first, second, first, second]);
                }
            }
            self.apply_rows(&small, &scales, out);
        }
        out
    }

    fn apply_rows(&self, small: &[[i16x8; ROWS]], scales: &[f32x4; ROWS], out: &mut [f32]) {
        for (block, weights) in self.weights.chunks_exact(self.pairs).enumerate() {
            let mut sums = [i32x4::ZERO; ROWS];
            for (&weight, x) in weights.iter().zip(small) {
                for row in 0..ROWS {
                    sums[row] += weight.dot(x[row]);
                }
            }
            let first = block * OUTPUTS;
            let kept = OUTPUTS.min(self.outputs - first);
            for (row, out) in out.chunks_exact_mut(self.outputs).enumerate() {
                let values =
                    f32x4::from_i32x4(sums[row]) * (self.scales[block] * scales[row]) + self.bias[block];
                out[first..first + kept].copy_from_slice(&values.to_array()[..kept]);
            }
        }
    }
}

/// Whole numbers up to [`LARGEST`] in place of `values`, and what one unit is worth.
fn quantize(values: &[f32]) -> (Vec<i16>, f32) {
    let most = values.iter().fold(0.0f32, |most, value| if value.abs() > most { value.abs() } else { most });
    let factor = if most > 0.0 { LARGEST / most } else { 0.0 };
    let round = |scaled: f32| (scaled + 0.5f32.copysign(scaled)) as i16;
    (values.iter().map(|value| round(value * factor)).collect(), most / LARGEST)
}

/// `e` to the power of `x`, to six digits; `x` is first brought into -30 to 30.
///
/// The standard library's differs between systems; this one is additions and multiplications only
/// (a polynomial for the fraction of the power of two, as in Cephes).
#[inline]
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
#[inline]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline]
pub fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let fast = FastDense::new(&weights, &bias).apply(&x);
        assert!(exact.iter().zip(&fast).all(|(a, b)| (a - b).abs() < 0.01));
    }

    #[test]
    fn dot_takes_every_element() {
        let ones = vec![1.0; 37];
        assert_eq!(dot(&ones, &ones), 37.0);
    }
}

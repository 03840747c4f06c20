//! Sums of products of whole numbers by the widest registers that the machine has: the same sums on every machine.

use wide::{i16x8, i32x4};

/// Rows of inputs that are multiplied at once.
pub const ROWS: usize = 4;
/// Outputs that are computed at once.
pub const OUTPUTS: usize = 16;

/// What a pair of inputs weighs for each of some outputs: the first input's weight, then the second's.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Weights(pub [i16; 2 * OUTPUTS]);

/// A pair of inputs: the first in the lower half.
pub type Pair = i32;

/// Sums of products, one for each row and output.
pub type Sums = [[i32; OUTPUTS]; ROWS];

/// Registers of one width.
pub trait Lanes: Copy {
    /// The inner products of some outputs' weights with each row of inputs, given as all rows' first pairs and so on.
    ///
    /// Weights and inputs must be small enough for 32 bits to hold the sums.
    fn multiply(self, weights: &[Weights], inputs: &[[Pair; ROWS]]) -> Sums;
}

/// A computation over registers of any width.
///
/// What it calls is compiled for the registers' width where it is inlined, as `#[inline(always)]` asks.
pub trait Task {
    /// Its result, which does not depend on the width.
    type Output;

    /// Computes it.
    fn run<L: Lanes>(self, lanes: L) -> Self::Output;
}

/// Runs a task with the widest registers that the machine has.
pub fn widest<T: Task>(task: T) -> T::Output {
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(lanes) = pulp::x86::V4::try_new() {
            return lanes.vectorize(x86::Run(task, lanes));
        }
        if let Some(lanes) = pulp::x86::V3::try_new() {
            return lanes.vectorize(x86::Run(task, lanes));
        }
    }
    task.run(Baseline)
}

/// The registers that every machine of its kind has: 128 bits.
#[derive(Clone, Copy, Debug)]
pub struct Baseline;

impl Lanes for Baseline {
    #[inline(always)]
    fn multiply(self, weights: &[Weights], inputs: &[[Pair; ROWS]]) -> Sums {
        let mut all = [[0; OUTPUTS]; ROWS];
        for part in 0..OUTPUTS / 4 {
            let mut sums = [i32x4::ZERO; ROWS];
            for (Weights(weights), pairs) in weights.iter().zip(inputs) {
                let weights = i16x8::new(std::array::from_fn(|lane| weights[8 * part + lane]));
                for (sum, &pair) in sums.iter_mut().zip(pairs) {
                    let (first, second) = (pair as i16, (pair >> 16) as i16);
                    let pairs = [first, second, first, second, first, second, first, second];
                    *sum += weights.dot(i16x8::new(pairs));
                }
            }
            for (all, sum) in all.iter_mut().zip(sums) {
                all[4 * part..][..4].copy_from_slice(&sum.to_array());
            }
        }
        all
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    //! Registers of 256 and of 512 bits.

    use super::{Lanes, OUTPUTS, Pair, ROWS, Sums, Task, Weights};
    use pulp::x86::{V3, V4};
    use pulp::{NullaryFnOnce, cast};
    use std::arch::x86_64::{__m256i, __m512i};

    /// A task with the registers to run it on.
    pub(super) struct Run<T, L>(pub(super) T, pub(super) L);

    impl<T: Task, L: Lanes> NullaryFnOnce for Run<T, L> {
        type Output = T::Output;

        #[inline(always)]
        fn call(self) -> T::Output {
            self.0.run(self.1)
        }
    }

    impl Lanes for V4 {
        #[inline(always)]
        fn multiply(self, weights: &[Weights], inputs: &[[Pair; ROWS]]) -> Sums {
            let mut sums = [self.avx512f._mm512_setzero_si512(); ROWS];
            for (Weights(weights), pairs) in weights.iter().zip(inputs) {
                let weights: __m512i = cast(*weights);
                for (sum, &pair) in sums.iter_mut().zip(pairs) {
                    let pairs = self.avx512f._mm512_set1_epi32(pair);
                    let products = self.avx512bw._mm512_madd_epi16(weights, pairs);
                    *sum = self.avx512f._mm512_add_epi32(*sum, products);
                }
            }
            sums.map(cast::<__m512i, [i32; OUTPUTS]>)
        }
    }

    impl Lanes for V3 {
        #[inline(always)]
        fn multiply(self, weights: &[Weights], inputs: &[[Pair; ROWS]]) -> Sums {
            let mut sums = [[self.avx._mm256_setzero_si256(); 2]; ROWS];
            for (Weights(weights), pairs) in weights.iter().zip(inputs) {
                let weights: [__m256i; 2] = cast(*weights);
                for (sums, &pair) in sums.iter_mut().zip(pairs) {
                    let pairs = self.avx._mm256_set1_epi32(pair);
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        let products = self.avx2._mm256_madd_epi16(weights, pairs);
                        *sum = self.avx2._mm256_add_epi32(*sum, products);
                    }
                }
            }
            sums.map(cast::<[__m256i; 2], [i32; OUTPUTS]>)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn products(lanes: impl Lanes) -> Sums {
        let weights: Vec<Weights> = (0..5i16)
            .map(|pair| Weights(std::array::from_fn(|at| (pair * 977 + at as i16 * 131) % 4095 - 2000)))
            .collect();
        let inputs: [[Pair; ROWS]; 5] = std::array::from_fn(|pair| {
            std::array::from_fn(|row| {
                let (first, second) = (pair as i16 * 311 - 900, 4095 - row as i16 * 2100);
                Pair::from(first) & 0xffff | Pair::from(second) << 16
            })
        });
        let sums = lanes.multiply(&weights, &inputs);
        for (row, sums) in sums.iter().enumerate() {
            for (output, sum) in sums.iter().enumerate() {
                let product = |pair: usize| {
                    let Weights(weights) = weights[pair];
                    let [first, second] = [inputs[pair][row] as i16, (inputs[pair][row] >> 16) as i16];
                    i32::from(weights[2 * output]) * i32::from(first)
                        + i32::from(weights[2 * output + 1]) * i32::from(second)
                };
                assert_eq!(*sum, (0..5).map(product).sum::<i32>(), "row {row}, output {output}");
            }
        }
        sums
    }

    #[test]
    fn registers_of_every_width_give_the_same_sums() {
        struct Products;
        impl Task for Products {
            type Output = Sums;

            fn run<L: Lanes>(self, lanes: L) -> Sums {
                products(lanes)
            }
        }
        let plain = products(Baseline);
        assert_eq!(widest(Products), plain);
        #[cfg(target_arch = "x86_64")]
        if let Some(lanes) = pulp::x86::V3::try_new() {
            assert_eq!(products(lanes), plain);
        }
    }
}

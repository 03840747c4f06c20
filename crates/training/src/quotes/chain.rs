//! A linear-chain conditional random field over hashed features, by AdaGrad.

use super::examples::Chain;
use crate::random::Random;

pub use copydesk_quote_attribution::model::roles::ROLES;

const PAIRS: usize = ROLES * ROLES;
/// Rows of the table of words and of the table of steps.
const ROWS: usize = 1 << 19;
const STEP_ROWS: usize = 1 << 17;
const PASSES: usize = 5;
const RATE: f32 = 0.05;
/// The share of an example's features that is left out each time, against overfitting.
const DROP: f32 = 0.2;
const FORBIDDEN: f32 = -1e4;

struct Weights {
    values: Vec<f32>,
    squares: Vec<f32>,
    width: usize,
}

impl Weights {
    fn new(rows: usize, width: usize) -> Self {
        Self { values: vec![0.0; rows * width], squares: vec![1.0; rows * width], width }
    }

    fn add(&self, features: &[u32], scores: &mut [f32]) {
        let rows = self.values.len() / self.width;
        for feature in features {
            let start = (*feature as usize % rows) * self.width;
            for (score, weight) in scores.iter_mut().zip(&self.values[start..start + self.width]) {
                *score += weight;
            }
        }
    }

    fn update(&mut self, features: &[u32], gradient: &[f32]) {
        if gradient.iter().all(|value| value.abs() < 1e-3) {
            return;
        }
        let rows = self.values.len() / self.width;
        for feature in features {
            let start = (*feature as usize % rows) * self.width;
            for (at, &value) in (start..).zip(gradient) {
                self.squares[at] += value * value;
                self.values[at] += RATE * value / self.squares[at].sqrt();
            }
        }
    }
}

/// The weights of roles and of steps between roles: the means over all passes but the first.
pub fn train(chains: &[&Chain], validation: &[&Chain], random: &mut Random) -> (Vec<f32>, Vec<f32>) {
    let mut sums = (vec![0.0f32; ROWS * ROLES], vec![0.0f32; STEP_ROWS * PAIRS]);
    let mut words = Weights::new(ROWS, ROLES);
    let mut steps = Weights::new(STEP_ROWS, PAIRS);
    let mut order: Vec<usize> = (0..chains.len()).collect();
    for pass in 0..PASSES {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &index in &order {
            let chain = thin(chains[index], random);
            loss += learn(&chain, &mut words, &mut steps);
        }
        if pass > 0 {
            let add = |sum: &mut Vec<f32>, weights: &Weights| {
                sum.iter_mut().zip(&weights.values).for_each(|(sum, weight)| *sum += weight / (1.0 - DROP));
            };
            add(&mut sums.0, &words);
            add(&mut sums.1, &steps);
        }
        if !validation.is_empty() {
            println!("roles pass {pass}: loss {:.4}", loss / order.len() as f64);
        }
    }
    let mean = |sum: &[f32]| -> Vec<f32> { sum.iter().map(|sum| sum / (PASSES - 1) as f32).collect() };
    words.values = mean(&sums.0);
    steps.values = mean(&sums.1);
    if validation.is_empty() {
        return (words.values, steps.values);
    }
    let right = validation.iter().filter(|chain| decode(chain, &words, &steps) == chain.labels).count();
    println!("roles: whole chains right {:.2}", 100.0 * right as f64 / validation.len() as f64);
    (words.values, steps.values)
}

/// The chain with features left out at random.
fn thin(chain: &Chain, random: &mut Random) -> Chain {
    let mut thinned = |lists: &[Vec<u32>]| {
        let thin = |list: &Vec<u32>| {
            let mut active = Vec::with_capacity(list.len());
            super::logistic::keep(list, DROP, random, &mut active);
            active
        };
        lists.iter().map(thin).collect()
    };
    Chain {
        words: thinned(&chain.words),
        steps: thinned(&chain.steps),
        labels: chain.labels.clone(),
        cue: chain.cue,
    }
}

type Own = [f32; ROLES];
type Pair = [f32; PAIRS];

fn scores(chain: &Chain, words: &Weights, steps: &Weights) -> (Vec<Own>, Vec<Pair>) {
    let own = chain.words.iter().enumerate().map(|(at, features)| {
        let mut scores = [0.0; ROLES];
        if at == chain.cue {
            scores = [FORBIDDEN; ROLES];
            scores[chain.labels[at] as usize] = 0.0;
        } else {
            words.add(features, &mut scores);
        }
        scores
    });
    let pairs = chain.steps.iter().map(|features| {
        let mut scores = [0.0; PAIRS];
        steps.add(features, &mut scores);
        scores
    });
    (own.collect(), pairs.collect())
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let top = values.clone().fold(f32::NEG_INFINITY, f32::max);
    top + values.map(|value| (value - top).exp()).sum::<f32>().ln()
}

/// One step up the gradient of a chain's log-likelihood; returns its loss.
fn learn(chain: &Chain, words: &mut Weights, steps: &mut Weights) -> f64 {
    let (mut own, mut pairs) = scores(chain, words, steps);
    own.iter_mut().flatten().chain(pairs.iter_mut().flatten()).for_each(|score| *score /= 1.0 - DROP);
    let length = own.len();
    let mut forward = own.clone();
    for at in 1..length {
        for role in 0..ROLES {
            let from = (0..ROLES).map(|left| forward[at - 1][left] + pairs[at][left * ROLES + role]);
            forward[at][role] = own[at][role] + log_sum(from);
        }
    }
    let mut backward = vec![[0.0; ROLES]; length];
    for at in (1..length).rev() {
        for left in 0..ROLES {
            let to =
                (0..ROLES).map(|role| pairs[at][left * ROLES + role] + own[at][role] + backward[at][role]);
            backward[at - 1][left] = log_sum(to);
        }
    }
    let total = log_sum(forward[length - 1].iter().copied());
    let mut gold = 0.0;
    for at in 0..length {
        let label = chain.labels[at] as usize;
        gold += own[at][label];
        let mut gradient = [0.0; ROLES];
        for role in 0..ROLES {
            gradient[role] = -(forward[at][role] + backward[at][role] - total).exp();
        }
        gradient[label] += 1.0;
        if at != chain.cue {
            words.update(&chain.words[at], &gradient);
        }
        if at == 0 {
            continue;
        }
        let before = chain.labels[at - 1] as usize;
        gold += pairs[at][before * ROLES + label];
        let mut gradient = [0.0; PAIRS];
        for left in 0..ROLES {
            for role in 0..ROLES {
                let score = forward[at - 1][left]
                    + pairs[at][left * ROLES + role]
                    + own[at][role]
                    + backward[at][role];
                gradient[left * ROLES + role] = -(score - total).exp();
            }
        }
        gradient[before * ROLES + label] += 1.0;
        steps.update(&chain.steps[at], &gradient);
    }
    f64::from(total - gold)
}

fn decode(chain: &Chain, words: &Weights, steps: &Weights) -> Vec<u8> {
    let (own, pairs) = scores(chain, words, steps);
    let mut best = own.clone();
    let mut back = vec![[0u8; ROLES]; own.len()];
    let top =
        |values: &[f32]| (1..values.len()).fold(0, |top, at| if values[at] > values[top] { at } else { top });
    for at in 1..own.len() {
        for role in 0..ROLES {
            let from: Vec<f32> =
                (0..ROLES).map(|left| best[at - 1][left] + pairs[at][left * ROLES + role]).collect();
            let left = top(&from);
            best[at][role] = own[at][role] + from[left];
            back[at][role] = left as u8;
        }
    }
    let mut role = top(&best[own.len() - 1]);
    let mut labels = vec![0; own.len()];
    for at in (0..own.len()).rev() {
        labels[at] = role as u8;
        role = back[at][role] as usize;
    }
    labels
}

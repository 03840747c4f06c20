//! Logistic regression over hashed features, by AdaGrad (Duchi et al. 2011).

use super::examples::CueExample;
use crate::random::Random;

/// Rows of the table.
const ROWS: usize = 1 << 19;
const PASSES: usize = 3;
const RATE: f32 = 0.08;
/// The share of an example's features that is left out each time, against overfitting.
const DROP: f32 = 0.1;

/// The weights of a classifier of cues: the mean over all passes but the first.
pub fn train(examples: &[&CueExample], validation: &[&CueExample], random: &mut Random) -> Vec<f32> {
    let mut sum = vec![0.0f32; ROWS];
    let mut active = Vec::new();
    let mut weights = vec![0.0f32; ROWS];
    let mut squares = vec![1.0f32; ROWS];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for pass in 0..PASSES {
        random.shuffle(&mut order);
        let mut loss = 0.0f64;
        for &index in &order {
            let example = &examples[index];
            keep(&example.features, DROP, random, &mut active);
            let score = score(&weights, &active) / (1.0 - DROP);
            let probability = 1.0 / (1.0 + (-score).exp());
            let error = f32::from(u8::from(example.is_cue)) - probability;
            loss -= f64::from(if example.is_cue { probability } else { 1.0 - probability }).max(1e-9).ln();
            for &feature in &active {
                let row = feature as usize % ROWS;
                squares[row] += error * error;
                weights[row] += RATE * error / squares[row].sqrt();
            }
        }
        if pass > 0 {
            sum.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight / (1.0 - DROP));
        }
        let mean: Vec<f32> = sum.iter().map(|sum| sum / pass.max(1) as f32).collect();
        if !validation.is_empty() {
            println!(
                "cues pass {pass}: loss {:.4}, {}",
                loss / order.len() as f64,
                measure(&mean, validation)
            );
        }
    }
    sum.iter().map(|sum| sum / (PASSES - 1) as f32).collect()
}

/// Replaces `active` by the features, each left out with probability `drop`.
pub fn keep(features: &[u32], drop: f32, random: &mut Random, active: &mut Vec<u32>) {
    active.clear();
    active.extend(features.iter().copied().filter(|_| random.unit() >= drop));
}

fn score(weights: &[f32], features: &[u32]) -> f32 {
    features.iter().map(|feature| weights[*feature as usize % ROWS]).sum()
}

/// F1 on examples at several thresholds.
fn measure(weights: &[f32], examples: &[&CueExample]) -> String {
    let scores: Vec<(f32, bool)> =
        examples.iter().map(|example| (score(weights, &example.features), example.is_cue)).collect();
    let at = |threshold: f32| {
        let found = scores.iter().filter(|(score, _)| *score > threshold).count() as f64;
        let right = scores.iter().filter(|(score, is_cue)| *score > threshold && *is_cue).count() as f64;
        let all = scores.iter().filter(|(_, is_cue)| *is_cue).count() as f64;
        format!(
            "{threshold}: P {:.1} R {:.1} F {:.1}",
            100.0 * right / found,
            100.0 * right / all,
            200.0 * right / (found + all)
        )
    };
    let loss: f32 =
        scores.iter().map(|(score, is_cue)| (1.0 + (if *is_cue { -score } else { *score }).exp()).ln()).sum();
    format!("loss {:.4}; {}", loss / scores.len() as f32, [-1.0, -0.5, 0.0].map(at).join("; "))
}

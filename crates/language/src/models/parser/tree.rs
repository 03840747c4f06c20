//! From scores of single arcs to a tree: the best projective one with a single root.

/// Scores of heads: `at(dependent, head)` with dependents from 1 and head 0 for the root.
#[derive(Debug, Clone)]
pub struct ArcScores {
    /// `words + 1` columns for each of the rows 0 to `words`; row 0 is unused.
    pub scores: Vec<f32>,
    /// Words in the sentence.
    pub words: usize,
}

impl ArcScores {
    fn at(&self, dependent: usize, head: usize) -> f32 {
        self.scores[dependent * (self.words + 1) + head]
    }

    /// The head of each word: the best of each where these make a projective tree with one root,
    /// else the best such tree (Eisner 1996), in time cubic in the number of words.
    #[inline(always)]
    pub fn tree(&self) -> Vec<u32> {
        let heads: Vec<u32> = (1..=self.words).map(|dependent| self.best_head(dependent)).collect();
        if self.words == 0 || is_projective_tree(&heads) { heads } else { Chart::new(self).heads() }
    }

    #[inline(always)]
    fn best_head(&self, dependent: usize) -> u32 {
        let mut best = usize::from(dependent == 0);
        for head in 0..=self.words {
            if head != dependent && self.at(dependent, head) > self.at(dependent, best) {
                best = head;
            }
        }
        best as u32
    }
}

/// Whether `heads` (of words 1, 2, …) is a tree with one root word and without crossing arcs.
pub fn is_projective_tree(heads: &[u32]) -> bool {
    if heads.iter().filter(|&&head| head == 0).count() != 1 {
        return false;
    }
    // Words whose right end of dependents is not yet reached; a word is taken off by its head.
    let mut pending = vec![0u32; heads.len() + 1];
    heads.iter().for_each(|&head| pending[head as usize] += 1);
    let mut stack: Vec<u32> = vec![0];
    let mut attached = 0;
    for word in 1..=heads.len() as u32 {
        stack.push(word);
        while let [.., below, top] = stack[..] {
            if heads[top as usize - 1] == below && pending[top as usize] == 0 {
                stack.pop();
                pending[below as usize] -= 1;
            } else if below > 0 && heads[below as usize - 1] == top && pending[below as usize] == 0 {
                stack.remove(stack.len() - 2);
                pending[top as usize] -= 1;
            } else {
                break;
            }
            attached += 1;
        }
    }
    attached == heads.len()
}

/// Best scores of spans by their two ends, in one order of the ends.
#[derive(Debug, Clone)]
struct Table {
    size: usize,
    scores: Vec<f32>,
}

impl Table {
    fn new(size: usize) -> Self {
        Self { size, scores: vec![0.0; size * size] }
    }

    fn row(&self, at: usize, range: std::ops::Range<usize>) -> &[f32] {
        &self.scores[at * self.size..][range]
    }

    fn set(&mut self, at: usize, other: usize, score: f32) {
        self.scores[at * self.size + other] = score;
    }
}

/// Eisner's chart over the words 1 to n; the root's arc is chosen at the end.
///
/// A span is complete where its head has all its dependents within, open where the arc between its
/// ends is its last. Tables are by (left, right) or, so that sums run along rows, by (right, left).
struct Chart<'a> {
    scores: &'a ArcScores,
    /// Complete, head at the left end: by left, by right.
    left: [Table; 2],
    /// Complete, head at the right end: by left, by right.
    right: [Table; 2],
    /// Open, head at the left end, by left.
    open_left: Table,
    /// Open, head at the right end, by right.
    open_right: Table,
    /// Where a span is split best, for each kind of span.
    splits: Vec<[u16; 3]>,
}

/// Kinds of spans, as indices into a cell of splits: complete with the head at the left or right end, open.
const LEFT: usize = 0;
const RIGHT: usize = 1;
const OPEN: usize = 2;

impl<'a> Chart<'a> {
    #[inline(always)]
    fn new(scores: &'a ArcScores) -> Self {
        let size = scores.words + 1;
        let table = || Table::new(size);
        let mut chart = Self {
            scores,
            left: [table(), table()],
            right: [table(), table()],
            open_left: table(),
            open_right: table(),
            splits: vec![[0; 3]; size * size],
        };
        for length in 1..scores.words {
            for left in 1..=scores.words - length {
                chart.fill(left, left + length);
            }
        }
        chart
    }

    #[inline(always)]
    fn fill(&mut self, left: usize, right: usize) {
        let parts = (self.left[0].row(left, left..right), self.right[1].row(right, left + 1..right + 1));
        let (score, open) = best_sum(parts.0, parts.1);
        self.open_left.set(left, right, score + self.scores.at(right, left));
        self.open_right.set(right, left, score + self.scores.at(left, right));
        let after = left + 1..right + 1;
        let parts = (self.open_left.row(left, after.clone()), self.left[1].row(right, after));
        let (score, to_left) = best_sum(parts.0, parts.1);
        self.left[0].set(left, right, score);
        self.left[1].set(right, left, score);
        let parts = (self.right[0].row(left, left..right), self.open_right.row(right, left..right));
        let (score, to_right) = best_sum(parts.0, parts.1);
        self.right[0].set(left, right, score);
        self.right[1].set(right, left, score);
        let splits = [left + 1 + to_left, left + to_right, left + open];
        self.splits[left * self.left[0].size + right] = splits.map(|split| split as u16);
    }

    fn heads(&self) -> Vec<u32> {
        let words = self.scores.words;
        let roots: Vec<f32> = (1..=words).map(|root| self.scores.at(root, 0)).collect();
        let outer = self.right[0].row(1, 1..words + 1).iter().zip(self.left[1].row(words, 1..words + 1));
        let outer: Vec<f32> = outer.map(|(left, right)| left + right).collect();
        let root = 1 + best_sum(&roots, &outer).1;
        let mut heads = vec![0; words];
        let mut spans = vec![(1, root, RIGHT), (root, words, LEFT)];
        while let Some((left, right, kind)) = spans.pop() {
            if left == right {
                continue;
            }
            let [to_left, to_right, open] = self.splits[left * self.left[0].size + right].map(usize::from);
            match kind {
                LEFT => {
                    heads[to_left - 1] = left as u32;
                    spans.extend([(left, to_left, OPEN), (to_left, right, LEFT)]);
                }
                RIGHT => {
                    heads[to_right - 1] = right as u32;
                    spans.extend([(left, to_right, RIGHT), (to_right, right, OPEN)]);
                }
                _ => spans.extend([(left, open, LEFT), (open + 1, right, RIGHT)]),
            }
        }
        heads
    }
}

/// The highest sum of two numbers of the same place, and the first place that has it.
#[inline(always)]
fn best_sum(left: &[f32], right: &[f32]) -> (f32, usize) {
    let mut lanes = [f32::NEG_INFINITY; 8];
    let (lefts, rights) = (left.chunks_exact(8), right.chunks_exact(8));
    let rest = lefts.remainder().iter().zip(rights.remainder());
    let tail = rest.map(|(a, b)| a + b).fold(f32::NEG_INFINITY, f32::max);
    for (a, b) in lefts.zip(rights) {
        for lane in 0..8 {
            let sum = a[lane] + b[lane];
            lanes[lane] = if sum > lanes[lane] { sum } else { lanes[lane] };
        }
    }
    let best = lanes.into_iter().fold(tail, f32::max);
    let place = left.iter().zip(right).position(|(a, b)| a + b == best);
    (best, place.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(words: usize, arcs: &[(usize, usize, f32)]) -> ArcScores {
        let mut scores = vec![0.0; (words + 1) * (words + 1)];
        arcs.iter().for_each(|&(dependent, head, score)| scores[dependent * (words + 1) + head] = score);
        ArcScores { scores, words }
    }

    #[test]
    fn trees_are_told_from_cycles_and_crossings() {
        assert!(is_projective_tree(&[2, 0, 2]));
        assert!(is_projective_tree(&[3, 1, 0]));
        assert!(!is_projective_tree(&[2, 1, 0]));
        assert!(!is_projective_tree(&[3, 4, 0, 3]));
        assert!(!is_projective_tree(&[0, 0]));
        assert!(!is_projective_tree(&[]));
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        let scores = scores(3, &[(1, 2, 5.0), (2, 1, 4.0), (2, 3, 3.5), (3, 0, 5.0), (3, 1, 1.0)]);
        assert_eq!(scores.tree(), [2, 3, 0]);
    }

    #[test]
    fn only_one_word_is_the_root() {
        let scores = scores(3, &[(1, 0, 9.0), (2, 0, 8.0), (2, 1, 7.0), (3, 2, 9.0)]);
        assert_eq!(scores.tree(), [0, 1, 2]);
    }

    #[test]
    fn the_tree_is_projective_whatever_the_scores() {
        let mut state = 1u64;
        for words in 1..40 {
            let random: Vec<f32> = (0..(words + 1) * (words + 1))
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (state >> 40) as f32
                })
                .collect();
            assert!(is_projective_tree(&ArcScores { scores: random, words }.tree()));
        }
    }
}

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
    pub fn tree(&self) -> Vec<u32> {
        let heads: Vec<u32> = (1..=self.words).map(|dependent| self.best_head(dependent)).collect();
        if self.words == 0 || is_projective_tree(&heads) { heads } else { Chart::new(self).heads() }
    }

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

/// Eisner's chart over the words 1 to n; the root's arc is chosen at the end.
struct Chart<'a> {
    scores: &'a ArcScores,
    size: usize,
    /// Best score of the span (left, right): \[complete, open\] × \[head at left, head at right\].
    best: Vec<[f32; 4]>,
    split: Vec<[u16; 4]>,
}

/// A complete span whose head is its left word, and so on: indices into a cell of the chart.
const LEFT: usize = 0;
const RIGHT: usize = 1;
const OPEN_LEFT: usize = 2;
const OPEN_RIGHT: usize = 3;

impl<'a> Chart<'a> {
    fn new(scores: &'a ArcScores) -> Self {
        let size = scores.words + 1;
        let mut chart =
            Self { scores, size, best: vec![[0.0; 4]; size * size], split: vec![[0; 4]; size * size] };
        for length in 1..scores.words {
            for left in 1..=scores.words - length {
                chart.fill(left, left + length);
            }
        }
        chart
    }

    fn cell(&self, left: usize, right: usize, kind: usize) -> f32 {
        self.best[left * self.size + right][kind]
    }

    fn fill(&mut self, left: usize, right: usize) {
        let (score, split) = self.best_split(left..right, |middle| {
            self.cell(left, middle, LEFT) + self.cell(middle + 1, right, RIGHT)
        });
        self.set(left, right, OPEN_LEFT, score + self.scores.at(right, left), split);
        self.set(left, right, OPEN_RIGHT, score + self.scores.at(left, right), split);
        let (score, split) = self.best_split(left + 1..right + 1, |middle| {
            self.cell(left, middle, OPEN_LEFT) + self.cell(middle, right, LEFT)
        });
        self.set(left, right, LEFT, score, split);
        let (score, split) = self.best_split(left..right, |middle| {
            self.cell(left, middle, RIGHT) + self.cell(middle, right, OPEN_RIGHT)
        });
        self.set(left, right, RIGHT, score, split);
    }

    fn set(&mut self, left: usize, right: usize, kind: usize, score: f32, split: usize) {
        let at = left * self.size + right;
        self.best[at][kind] = score;
        self.split[at][kind] = split as u16;
    }

    fn best_split(&self, range: std::ops::Range<usize>, score: impl Fn(usize) -> f32) -> (f32, usize) {
        let mut best = (f32::NEG_INFINITY, range.start);
        for middle in range {
            let value = score(middle);
            if value > best.0 {
                best = (value, middle);
            }
        }
        best
    }

    fn heads(&self) -> Vec<u32> {
        let words = self.scores.words;
        let (_, root) = self.best_split(1..words + 1, |root| {
            self.cell(1, root, RIGHT) + self.cell(root, words, LEFT) + self.scores.at(root, 0)
        });
        let mut heads = vec![0; words];
        let mut spans = vec![(1, root, RIGHT), (root, words, LEFT)];
        while let Some((left, right, kind)) = spans.pop() {
            if left == right {
                continue;
            }
            let middle = self.split[left * self.size + right][kind] as usize;
            match kind {
                LEFT => spans.extend([(left, middle, OPEN_LEFT), (middle, right, LEFT)]),
                RIGHT => spans.extend([(left, middle, RIGHT), (middle, right, OPEN_RIGHT)]),
                _ => {
                    let (dependent, head) = if kind == OPEN_LEFT { (right, left) } else { (left, right) };
                    heads[dependent - 1] = head as u32;
                    spans.extend([(left, middle, LEFT), (middle + 1, right, RIGHT)]);
                }
            }
        }
        heads
    }
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

//! Labels of words inside and outside entities, and the best sequence of them.

use super::Entity;
use crate::models::labels::EntityKind;

/// Labels: outside, then for each kind begin, inside, end and single (BIOES).
pub const LABELS: usize = 17;
/// Scores of the labels of one word.
pub type Scores = [f32; LABELS];

/// The label of a word outside all entities.
pub const OUTSIDE: u8 = 0;
const BEGIN: u8 = 0;
const INSIDE: u8 = 1;
const END: u8 = 2;
const SINGLE: u8 = 3;

/// A label's kind of entity and its place in it.
fn parts(label: u8) -> Option<(EntityKind, u8)> {
    let index = label.checked_sub(1)?;
    Some((EntityKind::from_index(index as usize / 4)?, index % 4))
}

fn label(kind: EntityKind, place: u8) -> u8 {
    1 + kind as u8 * 4 + place
}

/// The kind of entity that `label` belongs to.
pub fn kind(label: u8) -> Option<EntityKind> {
    parts(label).map(|(kind, _)| kind)
}

/// The labels of a sentence of `words` words with the given entities.
pub fn labels(entities: &[Entity], words: usize) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; words];
    for entity in entities {
        let (start, last) = (entity.start as usize, entity.end as usize - 1);
        labels[start..=last].fill(label(entity.kind, INSIDE));
        labels[start] = label(entity.kind, if start == last { SINGLE } else { BEGIN });
        if start < last {
            labels[last] = label(entity.kind, END);
        }
    }
    labels
}

/// The entities of a valid sequence of labels.
pub fn entities(labels: &[u8]) -> Vec<Entity> {
    let mut entities = Vec::new();
    let mut start = 0;
    for (at, &label) in (0..).zip(labels) {
        match parts(label) {
            Some((_, BEGIN)) => start = at,
            Some((kind, END)) => entities.push(Entity { start, end: at + 1, kind }),
            Some((kind, SINGLE)) => entities.push(Entity { start: at, end: at + 1, kind }),
            _ => {}
        }
    }
    entities
}

/// Whether a label may follow another, or begin a sentence (`None` before) or end it (`None` after).
fn may_follow(before: Option<u8>, after: Option<u8>) -> bool {
    let open =
        |label: Option<u8>| label.and_then(parts).filter(|&(_, place)| place == BEGIN || place == INSIDE);
    let continued =
        |label: Option<u8>| label.and_then(parts).filter(|&(_, place)| place == INSIDE || place == END);
    open(before).map(|(kind, _)| kind) == continued(after).map(|(kind, _)| kind)
}

/// Scores of one label after another.
#[derive(Debug, Clone)]
pub struct Transitions {
    /// Row: the label before; minus infinity where a label cannot follow.
    rows: [Scores; LABELS],
    first: Scores,
    last: Scores,
}

impl Transitions {
    /// Transitions whose scores `fill` writes, a row for each label before.
    pub fn new(fill: impl Fn(usize, &mut Scores)) -> Self {
        let mut rows = [[0.0; LABELS]; LABELS];
        for (before, row) in rows.iter_mut().enumerate() {
            fill(before, row);
            for (after, score) in row.iter_mut().enumerate() {
                if !may_follow(Some(before as u8), Some(after as u8)) {
                    *score = f32::NEG_INFINITY;
                }
            }
        }
        let border = |valid: &dyn Fn(u8) -> bool| {
            std::array::from_fn(|label| if valid(label as u8) { 0.0 } else { f32::NEG_INFINITY })
        };
        let first = border(&|label| may_follow(None, Some(label)));
        let last = border(&|label| may_follow(Some(label), None));
        Self { rows, first, last }
    }

    /// The valid sequence of labels with the highest sum of scores, one for each word.
    pub fn best_path(&self, emissions: &[Scores]) -> Vec<u8> {
        let Some((first, rest)) = emissions.split_first() else { return Vec::new() };
        let mut scores: Scores = std::array::from_fn(|label| self.first[label] + first[label]);
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(rest.len());
        for emission in rest {
            let mut best = [f32::NEG_INFINITY; LABELS];
            let mut from = [0u8; LABELS];
            for (before, (&score, row)) in scores.iter().zip(&self.rows).enumerate() {
                for label in 0..LABELS {
                    let value = score + row[label];
                    let better = value > best[label];
                    best[label] = if better { value } else { best[label] };
                    from[label] = if better { before as u8 } else { from[label] };
                }
            }
            scores = std::array::from_fn(|label| best[label] + emission[label]);
            back.push(from);
        }
        let mut label = highest(&std::array::from_fn(|label| scores[label] + self.last[label]));
        let mut path = vec![label; emissions.len()];
        for (at, from) in back.iter().enumerate().rev() {
            label = from[label as usize];
            path[at] = label;
        }
        path
    }
}

fn highest(scores: &Scores) -> u8 {
    let mut best = 0;
    for (label, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = label;
        }
    }
    best as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_entities_agree() {
        let entity = |start, end, kind| Entity { start, end, kind };
        let all = [
            entity(0, 1, EntityKind::Place),
            entity(1, 4, EntityKind::Misc),
            entity(5, 7, EntityKind::Person),
        ];
        assert_eq!(entities(&labels(&all, 8)), all);
    }

    #[test]
    fn the_best_path_is_valid_whatever_the_scores() {
        let transitions = Transitions::new(|_, _| {});
        let mut emissions = vec![[0.0; LABELS]; 3];
        emissions[0][label(EntityKind::Person, END) as usize] = 9.0;
        emissions[1][label(EntityKind::Person, INSIDE) as usize] = 8.0;
        emissions[2][label(EntityKind::Place, INSIDE) as usize] = 3.0;
        let path = transitions.best_path(&emissions);
        assert_eq!(path[1], label(EntityKind::Person, INSIDE));
        assert_eq!(labels(&entities(&path), 3), path);
        assert!(transitions.best_path(&[]).is_empty());
    }
}

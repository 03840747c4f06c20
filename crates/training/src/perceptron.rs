//! An averaged perceptron over sparse hashed features, and its small form that ships.

/// Numbers feature keys as they are met.
#[derive(Debug, Default)]
pub struct FeatureIndex {
    /// Key and number of each feature, by open addressing.
    slots: Vec<Option<(u32, u32)>>,
    keys: Vec<u32>,
}

impl FeatureIndex {
    /// The number of `key`, a new one if it was not met before.
    pub fn number(&mut self, key: u32) -> u32 {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        if let Some((_, number)) = self.slots[slot] {
            return number;
        }
        let number = self.keys.len() as u32;
        self.slots[slot] = Some((key, number));
        self.keys.push(key);
        number
    }

    /// The number of `key`, if it was met before.
    pub fn find(&self, key: u32) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        self.slots[self.slot(key)].map(|(_, number)| number)
    }

    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].is_some_and(|(found, _)| found != key) {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![None; (self.slots.len() * 2).max(1 << 16)];
        for number in 0..self.keys.len() {
            let slot = self.slot(self.keys[number]);
            self.slots[slot] = Some((self.keys[number], number as u32));
        }
    }
}

/// A weight of one label for one feature, with its sum over all steps up to `stamp`.
#[derive(Debug, Clone, Copy)]
struct Cell {
    label: u8,
    weight: f32,
    total: f64,
    stamp: u32,
}

/// The weights during training.
#[derive(Debug, Default)]
pub struct Perceptron {
    cells: Vec<Vec<Cell>>,
    /// How often the weights of each feature were moved.
    moves: Vec<u32>,
    step: u32,
}

impl Perceptron {
    /// Adds the weights of `features` to `scores`.
    pub fn add(&self, features: &[u32], scores: &mut [f32]) {
        for &number in features {
            for cell in self.cells.get(number as usize).into_iter().flatten() {
                scores[cell.label as usize] += cell.weight;
            }
        }
    }

    /// Counts a decision; the averages are over all of them.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves the weights of `features` for `label` by `amount`.
    pub fn update(&mut self, features: &[u32], label: u8, amount: f32) {
        for &number in features {
            let number = number as usize;
            if self.cells.len() <= number {
                self.cells.resize_with(number + 1, Vec::new);
                self.moves.resize(number + 1, 0);
            }
            self.moves[number] += 1;
            let step = self.step;
            let cells = &mut self.cells[number];
            let at = cells.iter().position(|cell| cell.label == label).unwrap_or_else(|| {
                cells.push(Cell { label, weight: 0.0, total: 0.0, stamp: step });
                cells.len() - 1
            });
            let cell = &mut cells[at];
            cell.total += f64::from(cell.weight) * f64::from(step - cell.stamp);
            cell.stamp = step;
            cell.weight += amount;
        }
    }

    /// The averaged weights times `scale`, rounded to small numbers; features without weight are dropped,
    /// and those whose weights were moved less than `least` times. Sorted by key.
    pub fn quantize(&self, index: &FeatureIndex, scale: f64, least: u32) -> Vec<(u32, Vec<(u8, i8)>)> {
        let mut features: Vec<(u32, Vec<(u8, i8)>)> = Vec::new();
        let moved = |&(number, _): &(usize, &Vec<Cell>)| self.moves[number] >= least;
        for (number, cells) in self.cells.iter().enumerate().filter(moved) {
            let mut pairs: Vec<(u8, i8)> =
                cells.iter().map(|cell| (cell.label, self.average(cell, scale))).collect();
            pairs.retain(|&(_, weight)| weight != 0);
            pairs.sort_unstable();
            if !pairs.is_empty() {
                features.push((index.keys[number], pairs));
            }
        }
        features.sort_unstable_by_key(|&(key, _)| key);
        features
    }

    fn average(&self, cell: &Cell, scale: f64) -> i8 {
        let total = cell.total + f64::from(cell.weight) * f64::from(self.step - cell.stamp);
        (total / f64::from(self.step.max(1)) * scale).round().clamp(-127.0, 127.0) as i8
    }
}

/// The label of the highest score among those that `may` be.
pub fn best(scores: &[f32], may: impl Fn(u8) -> bool) -> Option<u8> {
    let labels = (0..).zip(scores).filter(|(label, _)| may(*label));
    labels.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(label, _)| label)
}

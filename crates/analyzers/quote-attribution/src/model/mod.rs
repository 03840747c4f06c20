//! The learned part: which words are cues, which words around a cue are content and source, and which attributions
//! hold.
//!
//! Cues come first, one decision a word (logistic regression); then the roles of the words around each cue (a
//! linear-chain conditional random field, Lafferty et al. 2001). Both read hashed features of words, syntax and
//! quotation marks. What they propose is weighed as a whole by boosted trees. `cargo xtask train quotes` writes all of
//! it.

mod classes;
pub mod cue;
pub mod forest;
mod keys;
pub mod roles;
mod table;
pub mod vocabulary;
pub mod whole;

pub use table::Table;

use crate::attribution::Attribution;
use crate::reading::Reading;
use copydesk_analyzer::language::models::binary::{ModelError, Reader};
use forest::Forest;
use roles::{ROLES, RoleLabel, Window};
use std::ops::Range;
use std::sync::LazyLock;
use vocabulary::Vocabulary;

/// The first number of a model's bytes.
pub const FORMAT: u32 = 0x7175_6f02;

static EMBEDDED: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("../../models/quotes.bin")).expect("the embedded model is read back in a test")
});

/// Everything that is learned.
#[derive(Debug)]
pub struct Model {
    /// What finds cues and the parts around them.
    pub proposer: Proposer,
    /// What weighs whole attributions.
    pub forest: Forest,
    /// The words that training knew.
    pub vocabulary: Vocabulary,
}

/// Weights of cues, roles and steps between roles.
#[derive(Debug)]
pub struct Proposer {
    cues: Table,
    roles: Table,
    steps: Table,
}

/// A word's score as a cue, in units of [`table::SCALE`]; above 0 it is more likely a cue than not.
pub(crate) type Score = i32;

impl Model {
    /// The model that ships with this crate, loaded at its first use.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a model's bytes: the tables of the proposer, the forest, the vocabulary.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are no model of this version.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new(bytes, FORMAT)?;
        let proposer = Proposer::read(&mut reader)?;
        let forest = Forest::read(&mut reader, whole::FEATURES)?;
        Ok(Self { proposer, forest, vocabulary: Vocabulary::read(&mut reader)? })
    }
}

impl Proposer {
    /// Reads three tables: of cues, roles and steps.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are no such tables.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut table = || Table::read(reader);
        Ok(Self { cues: table()?, roles: table()?, steps: table()? })
    }

    /// The score of a word as a cue.
    pub(crate) fn cue(&self, reading: &Reading, index: usize) -> Score {
        let mut score = [0];
        cue::word_features(reading, index, &mut |feature| self.cues.add(feature, &mut score));
        if score[0] > HOPELESS {
            cue::context_features(reading, index, &mut |feature| self.cues.add(feature, &mut score));
        }
        score[0]
    }

    /// The parts of the attribution whose cue has its head at `cue`, as far as they stand in its window, and how
    /// much better they fit than the best ones without content, and without source.
    pub(crate) fn attribution(&self, reading: &Reading, cue: usize) -> (Attribution, [Score; 2]) {
        let window = Window::new(reading, cue);
        let (labels, margins) = self.decode(&window);
        let start = window.words.start;
        let runs = |role: RoleLabel| runs(&labels, role).map(move |run| run.start + start..run.end + start);
        let cue_run = runs(RoleLabel::Cue).find(|run| run.contains(&cue)).unwrap_or(cue..cue + 1);
        let content: Vec<_> = runs(RoleLabel::Content)
            .filter(|run| reading.words[run.clone()].iter().any(|word| word.is_word()))
            .collect();
        let source = runs(RoleLabel::Source)
            .filter(|run| reading.words[run.clone()].iter().any(|word| word.is_word()))
            .min_by_key(|run| run.start.abs_diff(cue).min(run.end.abs_diff(cue)))
            .map(|run| reading.trim(run));
        (Attribution { content, cue: Some(cue_run), source, score: 0.0, verbatim: false }, margins)
    }

    /// The best sequence of roles (Viterbi), and its lead over the best ones without content and without source; the
    /// cue's head is a cue.
    fn decode(&self, window: &Window) -> (Vec<RoleLabel>, [Score; 2]) {
        let mut best = vec![[0; ROLES]; window.words.len()];
        let mut back = vec![[0u8; ROLES]; window.words.len()];
        // The best scores without one of the roles.
        let mut poorer = [[0; ROLES]; 2];
        for (at, index) in window.words.clone().enumerate() {
            let mut own = [0; ROLES];
            window.features(index, |feature| self.roles.add(feature, &mut own));
            if index == window.cue {
                own = [-FORBIDDEN; ROLES];
                own[RoleLabel::Cue as usize] = 0;
            }
            if at == 0 {
                best[0] = own;
                poorer = WITHOUT.map(|role| without(own, role));
                continue;
            }
            let mut steps = [0; ROLES * ROLES];
            window.step_features(index, |feature| self.steps.add(feature, &mut steps));
            for role in 0..ROLES {
                let from = |left: usize| best[at - 1][left] + steps[left * ROLES + role];
                let left = (1..ROLES).fold(0, |top, left| if from(left) > from(top) { left } else { top });
                best[at][role] = from(left) + own[role];
                back[at][role] = left as u8;
            }
            for (scores, role) in poorer.iter_mut().zip(WITHOUT) {
                *scores = without(forward(scores, &steps, &own), role);
            }
        }
        let top = |scores: &[i32; ROLES]| scores.iter().copied().max().unwrap_or(0);
        let all = best.last().map_or(0, top);
        (trace(&best, &back), poorer.map(|scores| all - top(&scores)))
    }
}

/// The roles whose worth is measured.
const WITHOUT: [RoleLabel; 2] = [RoleLabel::Content, RoleLabel::Source];

fn without(mut scores: [i32; ROLES], role: RoleLabel) -> [i32; ROLES] {
    scores[role as usize] = -FORBIDDEN;
    scores
}

fn forward(scores: &[i32; ROLES], steps: &[i32; ROLES * ROLES], own: &[i32; ROLES]) -> [i32; ROLES] {
    std::array::from_fn(|role| {
        let from = (0..ROLES).map(|left| scores[left] + steps[left * ROLES + role]);
        own[role] + from.max().unwrap_or(0)
    })
}

/// A word whose own features score no more than this is no cue, whatever stands around it.
const HOPELESS: Score = -96;

/// More than any sum of weights.
const FORBIDDEN: i32 = 1 << 24;

fn trace(best: &[[i32; ROLES]], back: &[[u8; ROLES]]) -> Vec<RoleLabel> {
    let mut labels = vec![RoleLabel::Outside; best.len()];
    let Some(last) = best.last() else { return labels };
    let mut role = (1..ROLES).fold(0, |top, role| if last[role] > last[top] { role } else { top });
    for at in (0..best.len()).rev() {
        labels[at] = RoleLabel::ALL[role];
        role = usize::from(back[at][role]);
    }
    labels
}

/// The maximal stretches of a role.
fn runs(labels: &[RoleLabel], role: RoleLabel) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + labels[at..].iter().position(|label| *label == role)?;
        let length = labels[start..].iter().position(|label| *label != role);
        at = length.map_or(labels.len(), |length| start + length);
        Some(start..at)
    })
}

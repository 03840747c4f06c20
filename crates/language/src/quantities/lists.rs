//! Lists of figures that share one unit: "30, 30 and 100 megawatts".

use super::Dimension;
use super::grammar::Reading;
use crate::words::Words;

/// Gives figures without a unit that of the next figure in their list.
pub(super) fn share_units(words: Words<'_>, readings: &mut [Reading]) {
    for index in (1..readings.len()).rev() {
        let (front, back) = readings.split_at_mut(index);
        let (Some(figure), Some(next)) = (front.last_mut(), back.first()) else { continue };
        let physical = !matches!(next.dimension, Dimension::Count | Dimension::Money | Dimension::Duration);
        let bare = figure.dimension == Dimension::Count
            && figure.figure.unit.is_none()
            && figure.figure.value.is_some();
        let fraction = figure.figure.numerator.is_some();
        let gap = figure.end..next.start;
        let listed = (1..=2).contains(&gap.len())
            && gap.into_iter().all(|at| words.is_any(at, &[",", "and", "or", "to"]));
        if physical && bare && !fraction && listed {
            figure.dimension = next.dimension;
            figure.figure.unit.clone_from(&next.figure.unit);
        }
    }
}

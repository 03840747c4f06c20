//! The logarithmic axis that ranges are drawn on.

use crate::report::figures::Extent;
use serde::Serialize;

/// The width of the drawing, in its own units; the page stretches it.
pub(crate) const WIDTH: f64 = 320.0;
/// How much of each side is left for the marks at the ends.
const MARGIN: f64 = 12.0;
/// At most so many ticks have a label.
const MOST_LABELS: i32 = 6;

/// An axis of whole powers of ten.
pub(crate) struct Scale {
    first: i32,
    last: i32,
}

/// A mark on the axis.
#[derive(Serialize)]
pub(crate) struct Tick {
    x: String,
    label: Option<String>,
}

/// An extent as drawn: a bar from `x` on, or a dot where it is narrower than one.
#[derive(Serialize)]
pub(crate) struct Bar {
    x: String,
    width: String,
    end: String,
    is_point: bool,
    open_low: bool,
    open_high: bool,
    rough: bool,
}

impl Scale {
    /// The narrowest axis of whole powers of ten that all extents lie on; none for no extents.
    pub(crate) fn over(extents: impl Iterator<Item = Extent> + Clone) -> Option<Self> {
        let low = extents.clone().map(|extent| extent.low).min_by(f64::total_cmp)?;
        let high = extents.map(|extent| extent.high).max_by(f64::total_cmp)?;
        let first = power(low).floor();
        let last = power(high).ceil().max(first + 1.0);
        // Powers of ten of finite numbers lie between -324 and 309.
        Some(Self { first: first as i32, last: last as i32 })
    }

    fn x(&self, value: f64) -> f64 {
        let share = (power(value) - f64::from(self.first)) / f64::from(self.last - self.first);
        MARGIN + share.clamp(0.0, 1.0) * (WIDTH - 2.0 * MARGIN)
    }

    /// A tick at each power of ten; where they are many, only every second, third, … has a label.
    pub(crate) fn ticks(&self) -> Vec<Tick> {
        let every = (self.last - self.first).div_euclid(MOST_LABELS) + 1;
        let powers = self.first..=self.last;
        let label = |power: i32| ((power - self.first) % every == 0).then(|| power_of_ten(power));
        powers.map(|power| Tick { x: short(self.x(10f64.powi(power))), label: label(power) }).collect()
    }

    /// The extent as drawn.
    pub(crate) fn bar(&self, extent: Extent) -> Bar {
        const ARROW: f64 = 26.0;
        let (mut from, mut to) = (self.x(extent.low), self.x(extent.high));
        let is_point = to - from < 2.0;
        if extent.open_high {
            to = (to + ARROW).min(WIDTH);
        }
        if extent.open_low {
            from = (from - ARROW).max(0.0);
        }
        Bar {
            x: short(from),
            width: short(to - from),
            end: short(to),
            is_point: is_point && !extent.open_high && !extent.open_low,
            open_low: extent.open_low,
            open_high: extent.open_high,
            rough: extent.rough,
        }
    }
}

fn power(value: f64) -> f64 {
    value.log10()
}

/// A power of ten as axes name it: `100`, `10k`, `1M`, `1e18`.
fn power_of_ten(power: i32) -> String {
    match power {
        0..=2 => 10i32.pow(power.unsigned_abs()).to_string(),
        3..=14 => {
            let suffix = ["k", "M", "bn", "tn"][(power / 3 - 1) as usize];
            format!("{}{suffix}", 10i32.pow((power % 3).unsigned_abs()))
        }
        _ => format!("1e{power}"),
    }
}

fn short(position: f64) -> String {
    format!("{position:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exactly(value: f64) -> Extent {
        Extent { low: value, high: value, open_low: false, open_high: false, rough: false }
    }

    #[test]
    fn the_axis_ends_at_whole_powers_of_ten() {
        let scale = Scale::over([exactly(1_000.0), exactly(16_000.0)].into_iter()).unwrap();
        assert_eq!((scale.first, scale.last), (3, 5));
        assert_eq!(scale.bar(exactly(1_000.0)).x, short(MARGIN));
        let labels: Vec<_> = scale.ticks().into_iter().filter_map(|tick| tick.label).collect();
        assert_eq!(labels, ["1k", "10k", "100k"]);
    }

    #[test]
    fn a_long_axis_labels_only_some_of_its_ticks() {
        let scale = Scale::over([exactly(1.0), exactly(1e24)].into_iter()).unwrap();
        let labelled = scale.ticks().into_iter().filter(|tick| tick.label.is_some()).count();
        assert!(labelled <= 7, "{labelled}");
    }

    #[test]
    fn nothing_to_draw_has_no_axis() {
        assert!(Scale::over(std::iter::empty()).is_none());
    }

    #[test]
    fn an_open_end_is_longer_than_its_bound() {
        let scale = Scale::over([exactly(10.0), exactly(1_000.0)].into_iter()).unwrap();
        let bar = scale.bar(Extent { open_high: true, ..exactly(100.0) });
        assert!(!bar.is_point);
        assert_ne!(bar.width, "0.0");
    }
}

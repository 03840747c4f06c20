//! Figures and periods in words and in data: how a finding states them.

use crate::{Figure, Form, Period};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A period with both ends as days in ISO 8601; an open end is absent.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Days {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl From<Period> for Days {
    fn from(period: Period) -> Self {
        Self { from: period.from.map(|day| day.to_string()), to: period.to.map(|day| day.to_string()) }
    }
}

/// The figure in words, without its unit; nothing where it has no number.
///
/// ```
/// use copydesk_language::{Figure, Form};
///
/// let mut figure = Figure { form: Form::AtLeast, value: Some(16_000.0), ..Figure::default() };
/// assert_eq!(figure.to_string(), "at least 16,000");
/// figure = Figure { form: Form::Fraction, numerator: Some(6.0), denominator: Some(14.0), ..Figure::default() };
/// assert_eq!(figure.to_string(), "6 of 14");
/// ```
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(part), Some(whole)) = (self.numerator, self.denominator) {
            return write!(f, "{} of {}", Number(part), Number(whole));
        }
        match (self.form, self.value, self.low, self.high) {
            (Form::Range, _, Some(low), Some(high)) => write!(f, "{} to {}", Number(low), Number(high)),
            (Form::AtLeast, Some(value), ..) => write!(f, "at least {}", Number(value)),
            (Form::AtMost, Some(value), ..) => write!(f, "at most {}", Number(value)),
            (Form::Approx, Some(value), ..) => write!(f, "about {}", Number(value)),
            (_, Some(value), ..) => write!(f, "{}", Number(value)),
            (_, None, Some(low), _) => write!(f, "{} or more", Number(low)),
            _ => Ok(()),
        }
    }
}

/// A number with its thousands set apart, and what is very large in powers of ten.
struct Number(f64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LARGE: f64 = 1e15;
        if self.0.abs() >= LARGE {
            return write!(f, "{:e}", self.0);
        }
        let written = self.0.to_string();
        let (whole, rest) = written.find('.').map_or((&written[..], ""), |dot| written.split_at(dot));
        let digits = whole.trim_start_matches('-');
        f.write_str(&whole[..whole.len() - digits.len()])?;
        for (index, digit) in digits.char_indices() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(value: f64) -> String {
        Figure { form: Form::Exact, value: Some(value), ..Figure::default() }.to_string()
    }

    #[test]
    fn thousands_are_set_apart() {
        let all = [0.5, 7.0, 999.0, 1000.0, 1_375_000_000.0, -1234.5, 2.15e25];
        assert_eq!(all.map(exact), ["0.5", "7", "999", "1,000", "1,375,000,000", "-1,234.5", "2.15e25"]);
    }

    #[test]
    fn a_vague_figure_states_its_lower_end() {
        let hundreds = Figure { form: Form::Vague, low: Some(100.0), ..Figure::default() };
        assert_eq!(hundreds.to_string(), "100 or more");
        assert_eq!(Figure { form: Form::Vague, ..Figure::default() }.to_string(), "");
    }
}

//! What can be worked out from a figure and those beside it: the number that a share comes to, the product of a
//! multiplied figure, and which way a figure changed.

use crate::{Dimension, Figure, Form, Quantity, Reading, phrase_tables};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What was worked out from a figure; what could not be is absent.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Derived {
    /// The whole that a share is taken of: 900 in "a third of its staff of 900".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<f64>,
    /// How many of what the figure counts there are in all, as a multiplier: 20 in "20 pods of 512 GPUs each".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<f64>,
    /// The share times its base, or the figure times its multiplier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<f64>,
    /// Which part of a change the figure is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// The part that a figure plays in a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// What it fell by.
    DownBy,
    /// What it fell from.
    DownFrom,
    /// What it fell to.
    DownTo,
    /// What it rose by.
    UpBy,
    /// What it rose from.
    UpFrom,
    /// What it rose to.
    UpTo,
}

phrase_tables! {
    DIRECTIONS: "../data/change-directions.txt",
}

/// How far behind a share its base may stand, and in front of a figure its multiplier, in tokens.
const REACH: usize = 7;
/// How far in front of a figure the word of change may stand.
const CHANGE_REACH: usize = 12;

impl Derived {
    /// Whether nothing could be worked out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What a figure and those beside it come to.
    ///
    /// ```
    /// use copydesk_document::Document;
    /// use copydesk_language::{Derived, Quantities, Reading};
    ///
    /// let document = Document::from_paragraphs("It rents 20 pods of 512 GPUs each.");
    /// let reading = Reading::new(&document);
    /// let [_, gpus] = document.layer::<Quantities>().all() else { panic!() };
    /// assert_eq!(Derived::of(&reading, gpus).total, Some(10_240.0));
    /// ```
    #[must_use]
    pub fn of(reading: &Reading<'_>, quantity: &Quantity) -> Self {
        let tokens = reading.tokens_of(quantity.span);
        if tokens.is_empty() {
            return Self::default();
        }
        let base = base(reading, quantity, &tokens);
        let multiplier = multiplier(reading, quantity, &tokens);
        let part = quantity.dimension == Dimension::Percent || quantity.figure.form == Form::Fraction;
        let product = base.filter(|_| part).map(|base| share(&quantity.figure) * base);
        let product = product.or_else(|| Some(multiplier? * quantity.figure.value?));
        Self {
            base,
            multiplier,
            total: product.filter(|total| total.is_finite()),
            change: change(reading, &tokens),
        }
    }
}

/// A share from 0 to 1; a percentage counts in hundredths.
fn share(figure: &Figure) -> f64 {
    let value = figure.value.unwrap_or_default();
    if figure.form == Form::Fraction { value } else { value / 100.0 }
}

/// The figure behind "of" that a share is taken of, in the same phrase, or that opens the sentence: "of the 14
/// authors, six".
fn base(reading: &Reading<'_>, quantity: &Quantity, tokens: &Range<usize>) -> Option<f64> {
    if quantity.dimension == Dimension::Count && quantity.figure.form != Form::Fraction {
        return whole_in_front(reading, quantity, tokens);
    }
    // "Six of the 14" has its base inside.
    let fraction = quantity.figure.form == Form::Fraction
        && quantity.figure.denominator.is_some_and(|whole| whole <= 10.0);
    let share = fraction || quantity.dimension == Dimension::Percent;
    if !share || reading.word(tokens.end) != "of" {
        return None;
    }
    let behind = tokens.end..(tokens.end + REACH).min(reading.sentence_of(tokens.start).end);
    let (whole, at) = reading.quantities_in(behind.clone()).next()?;
    let between = behind.start..at.start;
    let phrase = between
        .clone()
        .all(|token| reading.word(token).starts_with(|c: char| c.is_alphabetic() || c == '\''));
    let counted = whole.dimension == Dimension::Count && whole.figure.unit.is_none();
    whole.figure.value.filter(|value| counted && phrase && *value > 1.0)
}

/// The whole that a sentence opens with: 14 in "of the 14 authors, six have left".
fn whole_in_front(reading: &Reading<'_>, quantity: &Quantity, tokens: &Range<usize>) -> Option<f64> {
    let sentence = reading.sentence_of(tokens.start);
    let (whole, at) = reading.quantities_in(sentence.start..tokens.start).next()?;
    let opens = reading.word(sentence.start) == "of" && at.start <= sentence.start + 2;
    let comma = reading.word_before(tokens.start) == ",";
    let part = quantity.figure.value.zip(whole.figure.value).filter(|(part, whole)| part <= whole);
    part.map(|(_, whole)| whole).filter(|_| opens && comma)
}

/// How often a figure stands: "8×80GB", "20 pods of 512 GPUs each".
fn multiplier(reading: &Reading<'_>, quantity: &Quantity, tokens: &Range<usize>) -> Option<f64> {
    let sentence = reading.sentence_of(tokens.start);
    let before = tokens.start.checked_sub(1).filter(|before| sentence.contains(before))?;
    if matches!(reading.word(before), "×" | "x") {
        return reading.word(before.checked_sub(1)?).parse().ok();
    }
    let behind = tokens.end..(tokens.end + 4).min(sentence.end);
    let each = behind.into_iter().any(|token| matches!(reading.word(token), "each" | "apiece"));
    let near = before.saturating_sub(REACH).max(sentence.start)..before;
    let (times, at) = reading.quantities_in(near).last()?;
    let joined = matches!(reading.word(before), "of" | "with" | "containing" | "holding");
    let whole = times.dimension == Dimension::Count && times.figure.unit.is_none() && at.end < before;
    let counted = quantity.figure.value.is_some();
    times.figure.value.filter(|_| each && joined && whole && counted)
}

/// Which part of a change a figure is, by the word in front of it and the verb in front of that.
fn change(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<Change> {
    let clause = reading.clauses.of(tokens.start);
    let start = tokens.start.saturating_sub(CHANGE_REACH).max(clause.start);
    let verb = DIRECTIONS.find(reading.words, start..tokens.start).last()?;
    let before = reading.word_before(tokens.start);
    let next_to = verb.tokens.end == tokens.start;
    Some(match (verb.category, before) {
        ("up", "from") => Change::UpFrom,
        ("up", "to") => Change::UpTo,
        ("up", "by") => Change::UpBy,
        ("up", _) if next_to => Change::UpBy,
        ("down", "from") => Change::DownFrom,
        ("down", "to") => Change::DownTo,
        ("down", "by") => Change::DownBy,
        ("down", _) if next_to => Change::DownBy,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Quantities;
    use copydesk_document::Document;

    fn derived(text: &str) -> Vec<Derived> {
        let document = Document::from_paragraphs(text);
        let reading = Reading::new(&document);
        document.layer::<Quantities>().all().iter().map(|quantity| Derived::of(&reading, quantity)).collect()
    }

    #[test]
    fn a_share_of_a_told_whole_comes_to_a_number() {
        let third = &derived("Acme cut a third of its staff of 900.")[0];
        assert_eq!((third.base, third.total), (Some(900.0), Some(300.0)));
        assert_eq!(derived("Acme cut 10 percent of its 4,000 workers.")[0].total, Some(400.0));
        assert_eq!(derived("Six of the 14 authors left in 2023.")[0].total, None);
    }

    #[test]
    fn multiplied_figures_have_a_product() {
        assert_eq!(derived("It rents 20 pods of 512 GPUs each.")[1].total, Some(10_240.0));
        assert_eq!(derived("It rents 20 pods of 512 GPUs.")[1].total, None);
    }

    #[test]
    fn a_change_has_ends_and_a_direction() {
        let ends: Vec<_> =
            derived("Staff fell from 15,273 to 12,243.").iter().map(|end| end.change).collect();
        assert_eq!(ends, [Some(Change::DownFrom), Some(Change::DownTo)]);
        assert_eq!(derived("Sales rose by 79 percent.")[0].change, Some(Change::UpBy));
        assert_eq!(derived("It employs 40 people.")[0].change, None);
    }
}

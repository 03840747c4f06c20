//! Hedges: words around a figure that make it a bound or an estimate.

use super::Form;
use crate::words::{Phrases, Words};
use std::sync::LazyLock;

static BEFORE: LazyLock<Phrases<Form>> =
    LazyLock::new(|| Phrases::parse(include_str!("../../data/hedges.tsv"), parse_form));
static AFTER: LazyLock<Phrases<Form>> =
    LazyLock::new(|| Phrases::parse(include_str!("../../data/hedges-after.tsv"), parse_form));

/// Hedges that stand before one figure ("up to about another 5").
const MOST_HEDGES: usize = 3;

fn parse_form(columns: &[&str]) -> Option<Form> {
    Some(match columns {
        ["approx"] => Form::Approx,
        ["at-least"] => Form::AtLeast,
        ["at-most"] => Form::AtMost,
        ["exact"] => Form::Exact,
        _ => return None,
    })
}

/// The hedges that start at a token: behind the last one, and what they make of the figure.
pub(crate) fn before(words: Words<'_>, at: usize) -> Option<(usize, Form)> {
    let mut found = None;
    let mut end = at;
    for _ in 0..MOST_HEDGES {
        let Some((behind, form)) = BEFORE.longest(words, end, |_, _| true) else { break };
        found = Some(found.map_or(*form, |sofar| stronger(sofar, *form)));
        end = behind;
    }
    found.map(|form| (end, form))
}

/// The hedge that stands behind a figure: where it ends, and what it makes of it.
pub(super) fn after(words: Words<'_>, at: usize) -> Option<(usize, Form)> {
    let (end, form) = AFTER.longest(words, at, |phrase, _| phrase[0] != "+" || words.glued(at))?;
    Some((end, *form))
}

/// Of two hedges of one figure a bound wins over an estimate, and that over none; of equals the outer wins.
pub(super) fn stronger(outer: Form, inner: Form) -> Form {
    let rank = |form| match form {
        Form::AtLeast | Form::AtMost => 2,
        Form::Approx => 1,
        _ => 0,
    };
    if rank(inner) > rank(outer) { inner } else { outer }
}

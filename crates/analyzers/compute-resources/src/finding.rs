//! The finding of a fact: its data, its labels and its message.

use crate::fact::Fact;
use copydesk_analyzer::language::{Factuality, Figure, Scene};
use copydesk_analyzer::{Finding, Span, schemars, serde};
use std::ops::Range;

/// What a finding about computing carries.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub struct Compute {
    /// How many or how much.
    pub quantity: Figure,
    /// Whose machines they are, or who uses them: the fullest name in the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// What it was used for or to make.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// Whether it happened, is planned, is possible or is denied.
    pub status: Factuality,
}

/// Firms that make what others compute with: a name in front of a device says who made it, not whose it is.
const VENDORS: &[&str] =
    &["amd", "asus", "cray", "dell", "graphcore", "groq", "hpe", "intel", "linkedin", "nvidia", "supermicro"];

/// The finding of a fact.
pub(crate) fn finding(scene: &Scene<'_>, fact: &Fact<'_>) -> Finding<Compute> {
    let reading = &scene.reading;
    let text = |tokens: Range<usize>| reading.document.slice(reading.span(tokens));
    let span = reading.span(fact.tokens.clone());
    let clause = reading.clauses.of(fact.verb);
    let owner = reading.organizations.owner(
        reading.words,
        scene.tokens.clone(),
        fact.tokens.clone(),
        fact.verb,
        |mention| {
            let first = reading.words.get(mention.tokens.start);
            !VENDORS.contains(&first) && scene.terms_in(mention.tokens.clone()).next().is_none()
        },
    );
    let mut quantity =
        fact.quantity.as_ref().map_or_else(Figure::default, |(quantity, _)| quantity.figure.clone());
    if let Some(unit) = fact.unit {
        quantity.unit = Some(unit.to_owned());
    }
    let purpose = purpose(scene, fact);
    let data = Compute {
        quantity,
        organization: owner.map(|mention| text(reading.organizations.fullest(mention)).to_owned()),
        system: purpose.clone().map(|tokens| text(tokens).to_owned()),
        status: Factuality::of(reading.words, clause),
    };
    let mut labels: Vec<(&'static str, Span)> = Vec::new();
    labels.extend(fact.quantity.as_ref().map(|(quantity, _)| ("quantity", quantity.span)));
    labels.extend(fact.subject.clone().map(|subject| ("subject", reading.span(subject))));
    labels.extend(owner.map(|mention| ("organization", reading.span(mention.tokens.clone()))));
    labels.extend(reading.date_for(fact.tokens.clone()).map(|date| ("period", date.span)));
    labels.extend(purpose.map(|tokens| ("purpose", reading.span(tokens))));
    let what = fact.kind.replace('-', " ");
    let message = match &data.organization {
        Some(organization) => format!("{what} of {organization}"),
        None => what,
    };
    let finding = Finding::new(fact.kind, span, message, data);
    labels.into_iter().fold(finding, |finding, (role, span)| finding.label(role, span))
}

/// The clause that says what the machines are for: "to train Aya", "for its AI projects".
fn purpose(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Range<usize>> {
    let start = fact.tokens.end;
    let end = scene.reading.clauses.of(start - 1).end;
    let marker = (start..end).find(|&token| matches!(scene.word(token), "to" | "for"))?;
    let phrase = scene.reading.trimmed(marker..end);
    (phrase.len() > 1 && phrase.len() < 25).then_some(phrase)
}

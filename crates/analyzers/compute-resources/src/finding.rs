//! The finding of a fact: its data, its labels and its message.

use crate::counted;
use crate::devices::{Hardware, hardware};
use crate::fact::{Fact, kind};
use crate::page;
use copydesk_analyzer::language::{
    Days, Derived, Factuality, Figure, Form, Found, OrganizationMention, Owner, Reading, Scene, Statement,
    is_workplace, phrase_tables,
};
use copydesk_analyzer::{Finding, Span, schemars, serde};
use copydesk_systems::Systems;
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
    /// The device or system, as the article names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// The device by its model, where the article names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hardware: Option<Hardware>,
    /// How many accelerators it comes to: of systems, pods and multiplied counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accelerators: Option<f64>,
    /// With whom the figure compares, where it is no one firm's: "the industry standard".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<String>,
    /// What the figure and those beside it come to.
    #[serde(default, skip_serializing_if = "Derived::is_empty")]
    pub derived: Derived,
    /// When, as days, where it can be worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Days>,
    /// Whether it happened, is planned, is possible or is denied.
    pub status: Factuality,
}

phrase_tables! {
    /// Firms that make what others compute with: a name in front of a device says who made it, not whose it is.
    VENDORS: "../data/vendors.txt",
}

/// The finding of a fact.
pub(crate) fn finding(scene: &Scene<'_>, fact: &Fact<'_>) -> Finding<Compute> {
    let reading = &scene.reading;
    let text = |tokens: Range<usize>| reading.document.slice(reading.span(tokens));
    let span = reading.span(fact.tokens.clone());
    let statement = Statement { fact: fact.tokens.clone(), verb: fact.verb };
    let can_own = |mention: &OrganizationMention| {
        let behind = mention.tokens.end..mention.tokens.end + 1;
        let system = scene.terms_in(behind).any(|term| term.category == "site");
        !system && !is_machine(scene, mention) && !page::is_term(reading, mention.tokens.clone())
    };
    let is_vendor = |mention: &OrganizationMention| VENDORS.contains(reading.words.get(mention.tokens.start));
    let owner = beneficiary(scene, fact)
        .or_else(|| holder(scene, fact))
        .or_else(|| reading.owner(&statement, |mention| can_own(mention) && !is_vendor(mention)))
        .or_else(|| reading.owner(&statement, can_own))
        .or_else(|| possessor(scene, fact));
    let compared = comparison(scene, fact);
    let owner = owner.filter(|_| compared.is_none());
    let derived =
        fact.quantity.as_ref().map(|(quantity, _)| Derived::of(reading, quantity)).unwrap_or_default();
    let hardware = hardware(scene, named(scene, fact));
    let mut quantity =
        fact.quantity.as_ref().map_or_else(Figure::default, |(quantity, _)| quantity.figure.clone());
    if let Some(unit) = fact.unit {
        quantity.unit = Some(unit.to_owned());
    }
    let purpose = purpose(scene, fact);
    let date = reading.date_for(fact.tokens.clone());
    let data = Compute {
        accelerators: accelerators(fact, &quantity, &derived, hardware.as_ref()),
        comparison: compared.map(|words| text(words).to_owned()),
        hardware,
        derived,
        quantity,
        organization: owner.clone().map(|owner| text(owner.name).to_owned()),
        system: purpose.clone().map(|tokens| system(reading, tokens)),
        device: fact.subject.clone().map(|subject| text(subject).to_owned()),
        period: date.and_then(|date| date.period).map(Days::from),
        status: Factuality::of_statement(reading, fact.verb),
    };
    let mut labels: Vec<(&'static str, Span)> = Vec::new();
    labels.extend(fact.quantity.as_ref().map(|(quantity, _)| ("quantity", quantity.span)));
    labels.extend(fact.subject.clone().map(|subject| ("subject", reading.span(subject))));
    labels.extend(owner.map(|owner| ("organization", reading.span(owner.words))));
    labels.extend(date.map(|date| ("period", date.span)));
    labels.extend(purpose.map(|tokens| ("purpose", reading.span(tokens))));
    let words = fact.quantity.as_ref().map(|(quantity, _)| reading.document.slice(quantity.span));
    let message = message(&data, words, reading.document.slice(span));
    let finding = Finding::new(fact.kind, span, message, data);
    labels.into_iter().fold(finding, |finding, (role, span)| finding.label(role, span))
}

phrase_tables! {
    COMPARISONS: "../data/comparisons.txt",
}

/// The words in a fact's clause, in front of its figure, that say with whom it compares.
fn comparison(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Range<usize>> {
    let clause = scene.reading.clauses.of(fact.tokens.start);
    let end = fact.quantity.as_ref().map_or(clause.end, |(_, figure)| figure.start);
    let found = COMPARISONS.find(scene.reading.words, clause.start..end.max(clause.start)).next()?;
    let article = scene.word_before(found.tokens.start) == "the";
    Some(found.tokens.start - usize::from(article)..found.tokens.end)
}

/// The words that can name a fact's device: its own, or what is counted.
fn named(scene: &Scene<'_>, fact: &Fact<'_>) -> Range<usize> {
    let subject = fact.subject.clone().unwrap_or(fact.tokens.clone());
    let clause = scene.reading.clauses.of(subject.start);
    let end = (subject.end + 3).min(clause.end);
    fact.tokens.start.min(subject.start)..end.max(fact.tokens.end)
}

/// How many accelerators a count of devices comes to, where that is more than the count itself.
fn accelerators(
    fact: &Fact<'_>,
    quantity: &Figure,
    derived: &Derived,
    hardware: Option<&Hardware>,
) -> Option<f64> {
    if fact.kind != kind::HARDWARE {
        return None;
    }
    let held = hardware.map(|hardware| hardware.accelerators).filter(|held| *held > 1.0);
    let systems = matches!(fact.unit, Some("systems" | "pods" | "nodes" | "servers"));
    let counted = held.filter(|_| systems).zip(quantity.value).map(|(held, count)| held * count);
    counted.or(derived.total.filter(|_| derived.multiplier.is_some()))
}

/// The organization that machines are made for: "a supercomputer for the weather bureau".
fn beneficiary(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Owner> {
    const REACH: usize = 4;
    let noun = fact.subject.as_ref()?.end;
    let behind = noun..(noun + REACH + 6).min(scene.tokens.end);
    let mentions = scene.reading.organizations.within(behind).iter();
    let mut near = mentions.filter(|mention| mention.tokens.start <= noun + REACH);
    let mention = near.find(|mention| {
        let start = mention.tokens.start;
        let before = if scene.word_before(start) == "the" { start - 1 } else { start };
        scene.word_before(before) == "for" && before <= noun + 1
    })?;
    let name = scene.reading.organizations.fullest(mention);
    Some(Owner { words: mention.tokens.clone(), name })
}

/// Whether a name is that of a device, machine or site: it opens the name of one, "Aurora supercomputer", or one explains it,
/// "Borealis, the supercomputer at the university".
fn is_machine(scene: &Scene<'_>, mention: &OrganizationMention) -> bool {
    const REACH: usize = 4;
    let site = |tokens: Range<usize>| scene.terms_in(tokens).any(|term| term.category == "site");
    let Range { start, end } = mention.tokens.clone();
    let article = matches!(scene.word(end + 1), "a" | "an" | "the");
    let stops = |token: &usize| !matches!(scene.word(*token), "," | "'s" | "at" | "of" | "that" | "which");
    let explained = (end + 1..end + 1 + REACH).take_while(stops).last().map_or(end, |last| last + 1);
    let named = |term: &Found| counted::unit_of(term.category).is_some() && term.tokens.end > end;
    let device = scene.term_at(start).is_some_and(named) && !VENDORS.contains(scene.word(start));
    device || site(start..start + 1) || scene.word(end) == "," && article && site(end + 1..explained)
}

/// The organization behind machines that "are owned by" it or "shipped to" it.
fn holder(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Owner> {
    const HELD: [&str; 5] = ["leased", "operated", "owned", "rented", "run"];
    const GIVEN: [&str; 6] = ["delivered", "given", "lent", "sent", "shipped", "sold"];
    let mentions = scene.reading.organizations.within(fact.tokens.end..scene.tokens.end).iter();
    let mention = mentions.into_iter().find(|mention| {
        let start = mention.tokens.start;
        let by = if scene.word_before(start) == "the" { start - 1 } else { start };
        let verb = &scene.word(by.saturating_sub(2));
        match scene.word_before(by) {
            "by" => HELD.contains(verb),
            "to" => GIVEN.contains(verb),
            _ => false,
        }
    })?;
    Some(Owner { words: mention.tokens.clone(), name: scene.reading.organizations.fullest(mention) })
}

/// The possessor without a name of a machine: "the ministry's supercomputer".
fn possessor(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Owner> {
    const REACH: usize = 3;
    let noun = fact.subject.as_ref()?.start;
    let near = noun.saturating_sub(REACH).max(scene.tokens.start)..noun;
    let mark = near.rev().find(|&token| scene.word(token) == "'s")?;
    let owner = mark.checked_sub(1).filter(|&owner| is_workplace(scene.word(owner)))?;
    let start = owner.checked_sub(1).filter(|&start| scene.word(start) == "the")?;
    Some(Owner { words: start..owner + 1, name: start..owner + 1 })
}

/// The clause that says what the machines are for: "to train Aya", "for its AI projects".
fn purpose(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Range<usize>> {
    let start = fact.tokens.end;
    let end = scene.reading.clauses.of(start - 1).end;
    let figure = |token: usize| scene.word(token).starts_with(|c: char| c.is_ascii_digit());
    let marks = |token: &usize| matches!(scene.word(*token), "to" | "for") && !figure(token + 1);
    let marker = (start..end).find(marks)?;
    let phrase = scene.reading.trimmed(marker..end);
    (phrase.len() > 1 && phrase.len() < 25).then_some(phrase)
}

/// What machines were used for: the AI system that the words name, else the words.
fn system(reading: &Reading<'_>, purpose: Range<usize>) -> String {
    let systems = reading.document.layer::<Systems>();
    match systems.within(purpose.clone()).first() {
        Some(mention) => systems.of(mention).name.clone(),
        None => reading.document.slice(reading.span(purpose)).to_owned(),
    }
}

/// States a fact in one line: "16,000 chips: Acme"; without a figure in the article's own words.
fn message(data: &Compute, figure: Option<&str>, statement: &str) -> String {
    let mut line = match figure {
        Some(words) => {
            let number = data.quantity.to_string();
            let vague = data.quantity.form == Form::Vague || number.is_empty();
            let number = if vague { words } else { &number };
            match data.quantity.unit.as_deref() {
                Some(unit) => format!("{number} {unit}"),
                None => number.to_owned(),
            }
        }
        None => one_line(statement),
    };
    if let Some(organization) = &data.organization {
        line.push_str(": ");
        line.push_str(&one_line(organization));
    }
    line
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

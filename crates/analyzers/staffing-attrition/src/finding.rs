//! The finding of a fact: its data, its labels and its message.

use crate::fact::{Fact, kind};
use crate::message::{Words, message};
use crate::person::person;
use crate::reason::reason;

use copydesk_analyzer::language::{
    Days, Derived, Factuality, Figure, Form, OrganizationMention, Owner, Reading, Scene, Statement,
};
use copydesk_analyzer::{Finding, Span, schemars, serde};
use std::ops::Range;

/// What a staffing finding carries.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub struct Staffing {
    /// How many.
    pub quantity: Figure,
    /// The share of the whole, from 0 to 1, where it can be worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// What the figure and those beside it come to.
    #[serde(default, skip_serializing_if = "Derived::is_empty")]
    pub derived: Derived,
    /// Whose people they are: the fullest name in the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Who they are, in the article's words, where it says more than what they do: "authors of the Heron paper".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Whether it happened, is planned, is possible or is denied.
    pub status: Factuality,
    /// When, as days, where it can be worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Days>,
    /// Why, in the article's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who left or came, where it is one named person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
}

/// A named person who leaves or comes.
#[derive(
    Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub struct Person {
    /// The name, as fully as the sentence has it.
    pub name: String,
    /// The organization left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The organization joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// The finding of a fact.
pub(crate) fn finding(scene: &Scene<'_>, fact: &Fact<'_>) -> Finding<Staffing> {
    let reading = &scene.reading;
    let span = reading.span(fact.tokens.clone());
    let statement = Statement { fact: fact.tokens.clone(), verb: fact.verb };
    let owns = |mention: &OrganizationMention| !is_elsewhere(scene, fact, mention);
    let owner = destination(scene, fact).or_else(|| reading.owner(&statement, owns));
    let name = owner.clone().map(|owner| text(reading, owner.name));
    let quantity = fact
        .quantity
        .as_ref()
        .map_or_else(Figure::default, |(quantity, _)| Reading::counted(&quantity.figure, fact.unit));
    let date = reading.date_for(fact.tokens.clone());
    let why = reason(scene, fact);
    let derived =
        fact.quantity.as_ref().map(|(quantity, _)| Derived::of(reading, quantity)).unwrap_or_default();
    let data = Staffing {
        rate: rate(&quantity, &derived),
        derived,
        quantity,
        organization: name.map(str::to_owned),
        status: Factuality::of_statement(reading, fact.verb),
        group: group(scene, fact).map(|words| text(reading, words).to_owned()),
        person: person(scene, fact, name),
        period: date.and_then(|date| date.period).map(Days::from),
        reason: why.clone().map(|words| text(reading, words).to_owned()),
    };
    let mut labels: Vec<(&'static str, Span)> = Vec::new();
    labels.extend(fact.quantity.as_ref().map(|(quantity, _)| ("quantity", quantity.span)));
    labels.extend(fact.subject.clone().map(|subject| ("subject", reading.span(subject))));
    labels.extend(owner.map(|owner| ("organization", reading.span(owner.words))));
    labels.extend(date.map(|date| ("period", date.span)));
    labels.extend(why.map(|words| ("purpose", reading.span(words))));
    let words = Words {
        figure: fact.quantity.as_ref().map(|(quantity, _)| reading.document.slice(quantity.span)),
        subject: fact.subject.clone().map(|subject| text(reading, subject)),
        statement: reading.document.slice(span),
    };
    let line = message(fact, &data, words);
    let finding = Finding::new(fact.kind, span, line, data);
    labels.into_iter().fold(finding, |finding, (role, span)| finding.label(role, span))
}

/// The organization that someone leaves or joins, where the verb's object names it.
fn destination(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Owner> {
    let verb = scene.term_at(fact.verb).filter(|verb| matches!(verb.category, "leave" | "join"))?;
    let mention = scene.reading.organizations.within(verb.tokens.end..scene.tokens.end).first()?;
    let named = mention.tokens.start == verb.tokens.end && scene.word_before(mention.tokens.start) != "for";
    let name = scene.reading.organizations.fullest(mention);
    named.then(|| Owner { words: mention.tokens.clone(), name })
}

/// Whether a mention is where someone goes who leaves, or comes from who is hired: "left for Acme", "hired from Acme".
fn is_elsewhere(scene: &Scene<'_>, fact: &Fact<'_>, mention: &OrganizationMention) -> bool {
    let start = mention.tokens.start;
    let before = scene.word_before(start - usize::from(scene.word_before(start) == "the"));
    let behind = scene.tokens.contains(&start) && start > fact.verb;
    behind
        && match fact.kind {
            kind::DEPARTURE => matches!(before, "for" | "join" | "joining"),
            kind::HIRE => before == "from",
            _ => false,
        }
}

/// The noun of those counted with what "of", "in" or "at" adds to it: "authors of the Heron paper".
fn group(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Range<usize>> {
    const LONGEST: usize = 14;
    let subject = fact.subject.clone().filter(|_| fact.quantity.is_some())?;
    let noun = subject.end.checked_sub(1)?;
    let below = scene.reading.syntax.subtree(noun).end;
    let joined =
        matches!(scene.word(subject.end), "of" | "on" | "for" | "listed" | "named" | "behind" | "in" | "at");
    let dated = || !scene.reading.dates.within(scene.reading.span(subject.end..below)).is_empty();
    if !joined || below <= subject.end || dated() {
        return None;
    }
    let end = (subject.end..below).find(|&token| scene.is_finite_verb(token) || is_pause(scene.word(token)));
    let words = scene.reading.trimmed(subject.start..end.unwrap_or(below).max(subject.end));
    (words.end > subject.end && words.len() <= LONGEST).then_some(words)
}

/// Whether a word ends what is said of a noun.
fn is_pause(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | "(" | "—" | "–" | "who" | "which" | "that" | "to" | "by")
}

fn text<'d>(reading: &Reading<'d>, tokens: Range<usize>) -> &'d str {
    reading.document.slice(reading.span(tokens))
}

/// The share that a figure states.
fn rate(figure: &Figure, derived: &Derived) -> Option<f64> {
    let share = match (figure.form, figure.unit.as_deref()) {
        (Form::Fraction, _) => figure.numerator? / figure.denominator?,
        (_, Some("percent")) if derived.change.is_some() => return None,
        (_, Some("percent")) => figure.value? / 100.0,
        _ if derived.total.is_none() && derived.multiplier.is_none() => figure.value? / derived.base?,
        _ => return None,
    };
    (0.0..=1.0).contains(&share).then_some(share)
}

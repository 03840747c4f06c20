//! The line that states a fact with its figure normalised.

use crate::fact::{Fact, kind};
use crate::finding::Staffing;
use copydesk_analyzer::language::{Factuality, Form};

/// What the longest words of a subject are that a message repeats, in bytes.
const LONGEST: usize = 60;

/// States a fact in one line: "6 of 14 authors (43 %) left: Meta"; without a figure in the article's own words.
pub(crate) fn message(fact: &Fact<'_>, data: &Staffing, words: Words<'_>) -> String {
    let mut line = String::new();
    match words.figure {
        Some(figure) => line.push_str(&counted(fact, data, figure, words.subject)),
        None => {
            line.push_str(&shortened(data.person.as_ref().map_or(words.statement, |person| &person.name)))
        }
    }
    if words.figure.is_some() || data.person.is_some() {
        line.push_str(happened(fact.kind, data.status));
    }
    if let Some(organization) = &data.organization {
        line.push_str(": ");
        line.push_str(&one_line(organization));
    }
    line
}

/// The article's words that a message repeats.
pub(crate) struct Words<'d> {
    pub(crate) figure: Option<&'d str>,
    pub(crate) subject: Option<&'d str>,
    pub(crate) statement: &'d str,
}

fn counted(fact: &Fact<'_>, data: &Staffing, figure: &str, subject: Option<&str>) -> String {
    let number = data.quantity.to_string();
    // A vague figure is best stated in its own words.
    let vague = data.quantity.form == Form::Vague || number.is_empty();
    let mut line = if vague { figure.to_owned() } else { number };
    if data.quantity.unit.as_deref() == Some("percent") {
        line.push_str(" %");
    }
    let subject = subject.map(one_line).filter(|subject| subject.len() <= LONGEST);
    let subject = subject.filter(|subject| subject.starts_with(char::is_alphabetic));
    line.push(' ');
    line.push_str(subject.as_deref().unwrap_or(fact.unit));
    if let (Some(rate), Some(_)) = (data.rate, data.quantity.denominator) {
        line.push_str(&format!(" ({:.0} %)", rate * 100.0));
    }
    line
}

/// Words in one line, cut at a word's end where they are long.
fn shortened(text: &str) -> String {
    let line = one_line(text);
    if line.len() <= LONGEST {
        return line;
    }
    let end = line.match_indices(' ').map(|(at, _)| at).take_while(|at| *at <= LONGEST).last();
    format!("{} …", &line[..end.unwrap_or(line.len())])
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What happened to the subject of a kind of fact.
fn happened(of: &str, status: Factuality) -> &'static str {
    use Factuality::{Actual, Denied, Planned, Possible};
    match (of, status) {
        (kind::DEPARTURE, Actual) => " left",
        (kind::DEPARTURE, Planned) => " left or will leave",
        (kind::DEPARTURE, Possible) => " may leave",
        (kind::DEPARTURE, Denied) => ", departure denied",
        (kind::LAYOFF, Actual) => " laid off or cut",
        (kind::LAYOFF, Planned) => " to be laid off or cut",
        (kind::LAYOFF, Possible) => " may be laid off or cut",
        (kind::LAYOFF, Denied) => ", layoff denied",
        (kind::HIRE, Actual) => " hired",
        (kind::HIRE, Planned) => " to be hired",
        (kind::HIRE, Possible) => " may be hired",
        (kind::HIRE, Denied) => ", hiring denied",
        (kind::HEADCOUNT, _) => " on the staff",
        (kind::APPLICATIONS, _) => " applied",
        _ => " moved, sought or lacking",
    }
}

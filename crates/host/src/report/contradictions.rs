//! Claims that cannot both be true: of one organization and group, of the same things and period, whose figures do not
//! meet.

use crate::report::article::{ArticlePage, Row};
use crate::report::figures;
use copydesk_analyzer::language::{Figure, Form};
use std::collections::BTreeMap;

/// With how many claims of its group a claim is compared: a bound on the work for each.
const REACH: usize = 64;
/// By what share a figure may be off because it is rounded.
const ROUNDING: f64 = 0.05;
/// By what share a figure may be off that is stated as rough.
const ROUGHNESS: f64 = 0.2;
/// Words before what is counted that do not say what it is.
const DETERMINERS: &[&str] = &["a", "an", "its", "of", "some", "such", "the", "their", "these", "those"];
/// Words that stand for what was counted before: what they count is not known here.
const PRONOUNS: &[&str] = &["he", "it", "one", "ones", "others", "she", "them", "they", "which", "who"];

/// Where a finding stands: the index of its article, and its own among the article's.
pub(crate) type Place = (usize, usize);

/// What two claims must share to be compared: analyzer and kind, organization and group, what is counted, and its unit.
type Key<'a> = (&'a str, &'a str, String, Option<String>, Option<String>, &'a str);

/// For each claim that contradicts others, which.
pub(crate) fn contradictions(articles: &[ArticlePage]) -> BTreeMap<Place, Vec<Place>> {
    let mut groups: BTreeMap<Key<'_>, Vec<(Place, &Row)>> = BTreeMap::new();
    for (article, page) in articles.iter().enumerate() {
        for (index, row) in page.rows.iter().enumerate() {
            if let Some(key) = key(row) {
                groups.entry(key).or_default().push(((article, index), row));
            }
        }
    }
    let mut against: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
    for claims in groups.into_values() {
        for (number, &(here, row)) in claims.iter().enumerate() {
            for &(there, other) in claims[number + 1..].iter().take(REACH) {
                if contradict(row, other, here.0 == there.0) {
                    against.entry(here).or_default().push(there);
                    against.entry(there).or_default().push(here);
                }
            }
        }
    }
    against
}

/// The group of a claim that can be compared: it has a figure and an organization, says what the figure is of, names no
/// single person, and tells nothing that its article told before.
fn key(row: &Row) -> Option<Key<'_>> {
    let measure = row.measure.as_ref()?;
    let organization = row.organization.as_ref()?.to_lowercase();
    if row.person.is_some() || row.same_as.is_some() {
        return None;
    }
    let subject = row.subject.as_deref().map(core);
    if subject.as_deref().is_some_and(|subject| subject.is_empty() || PRONOUNS.contains(&subject)) {
        return None;
    }
    let group = row.group.as_deref().map(core);
    if subject.is_none() && group.is_none() && !figures::counts(&measure.figure) {
        return None;
    }
    Some((&row.analyzer, &row.kind, organization, group, subject, &measure.unit))
}

/// What a phrase names, in lower case, without the determiners before it.
fn core(phrase: &str) -> String {
    let lower = phrase.to_lowercase();
    let words = lower.split_whitespace().skip_while(|word| DETERMINERS.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether two claims of one group cannot both be true. In one article they have to come from different sources, both
/// named there: a writer who gives two figures means two things. In different articles the period has to be known,
/// because figures of different times differ.
fn contradict(a: &Row, b: &Row, same_article: bool) -> bool {
    let (Some(first), Some(second)) = (bounds(a), bounds(b)) else { return false };
    if a.days != b.days || bases_differ(a, b) {
        return false;
    }
    let source = |row: &Row| row.who.as_ref().map(|who| who.name.to_lowercase());
    let comparable = match (same_article, source(a), source(b)) {
        (true, Some(first), Some(second)) => first != second,
        (true, ..) => false,
        (false, ..) => a.days.is_some(),
    };
    let meet = first.0 <= second.1 && second.0 <= first.1;
    let told = |row: &Row| row.status.as_deref().unwrap_or("actual") == "actual";
    let denied = |row: &Row| row.status.as_deref() == Some("denied");
    let denial = (told(a) && denied(b)) || (denied(a) && told(b));
    comparable && if denial { meet } else { told(a) && told(b) && !meet }
}

/// Whether the claims are shares of different wholes.
fn bases_differ(a: &Row, b: &Row) -> bool {
    let whole = |row: &Row| row.measure.as_ref().and_then(|measure| measure.figure.denominator);
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => (a - b).abs() > ROUNDING * a.max(b),
        _ => false,
    }
}

/// The least and the most that a claim's figure can stand for, in the unit of its axis; none of a vague one.
fn bounds(row: &Row) -> Option<(f64, f64)> {
    let measure = row.measure.as_ref()?;
    let extent = measure.extent?;
    let Figure { form, .. } = measure.figure;
    let slack = match form {
        Form::Vague | Form::None => return None,
        Form::Approx => ROUGHNESS,
        _ => ROUNDING,
    };
    let low = if extent.open_low { f64::NEG_INFINITY } else { extent.low * (1.0 - slack) };
    let high = if extent.open_high { f64::INFINITY } else { extent.high * (1.0 + slack) };
    Some((low, high))
}

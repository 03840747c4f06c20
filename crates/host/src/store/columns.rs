//! The columns of a finding that come out of its data, whichever analyzer made it.

use rusqlite::types::ToSqlOutput;
use serde_json::Value;

/// Each column with the places in the data that fill it: the first that holds anything does.
const FROM_DATA: &[(&str, &[&str])] = &[
    ("organization", &["/organization"]),
    ("status", &["/status"]),
    ("rate", &["/rate"]),
    ("quantity_form", &["/quantity/form"]),
    ("quantity_value", &["/quantity/value"]),
    ("quantity_low", &["/quantity/low"]),
    ("quantity_high", &["/quantity/high"]),
    ("quantity_numerator", &["/quantity/numerator"]),
    ("quantity_denominator", &["/quantity/denominator"]),
    ("quantity_unit", &["/quantity/unit"]),
    ("system", &["/system"]),
    ("person", &["/person/name", "/person"]),
    ("person_role", &["/person/role", "/role"]),
    ("speaker_name", &["/speaker/name"]),
    ("speaker_kind", &["/speaker/kind"]),
    ("speaker_title", &["/speaker/title"]),
    ("speaker_affiliation", &["/speaker/affiliation"]),
    ("speaker_description", &["/speaker/description"]),
    ("period_from", &["/period/from"]),
    ("period_to", &["/period/to"]),
];

/// The columns that every finding has from elsewhere.
const OWN: &[&str] = &[
    "id",
    "article",
    "analyzer",
    "kind",
    "message",
    "text",
    "span_start",
    "span_end",
    "source_start",
    "source_end",
    "confidence",
    "attribution",
    "attributed_to",
    "attributed_to_speaker",
    "same_as",
    "data",
];

/// The statement that adds a finding: its own columns first, in the order of [`OWN`].
pub(super) fn insert() -> String {
    let names: Vec<_> = OWN.iter().chain(FROM_DATA.iter().map(|(name, _)| name)).copied().collect();
    let marks = vec!["?"; names.len()].join(", ");
    format!("INSERT INTO findings ({}) VALUES ({marks})", names.join(", "))
}

/// The cells that the data fill, in the order of the statement.
pub(super) fn cells(data: &Value) -> impl Iterator<Item = ToSqlOutput<'_>> {
    FROM_DATA.iter().map(|(_, places)| {
        let cells = places.iter().filter_map(|place| cell(data.pointer(place)?));
        cells.into_iter().next().unwrap_or(ToSqlOutput::from(rusqlite::types::Null))
    })
}

fn cell(value: &Value) -> Option<ToSqlOutput<'_>> {
    match value {
        Value::String(text) => Some(ToSqlOutput::from(text.as_str())),
        Value::Number(number) => number.as_f64().map(ToSqlOutput::from),
        _ => None,
    }
}

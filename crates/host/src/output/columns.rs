//! Findings as rows of one flat table, the same for every format that is a table.

use super::Places;
use super::findings::attribution;
use crate::analysis::{Analysis, Reported};
use crate::selection::Selection;
use copydesk_analyzer::document::Article;
use copydesk_analyzer::{Document, Span};
use serde_json::{Number, Value};
use std::collections::BTreeSet;

/// What the cells of a column hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CellKind {
    Text,
    Integer,
    Number,
}

/// One cell of a row.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Integer(i64),
    Number(Number),
}

/// A finding with everything that a column can tell of it.
struct Row<'a, 'd> {
    places: &'a Places<'d>,
    analysis: &'a Analysis,
    reported: &'a Reported,
    index: usize,
    data: Value,
}

type Read = fn(&Row<'_, '_>) -> Cell;

/// The columns that every program has: what its cells hold, and how they are read. Those of the data are known by the
/// names of its fields, whichever analyzer made it.
const COLUMNS: &[(&str, CellKind, Read)] = &[
    ("article_id", CellKind::Text, |row| text(&row.article().id)),
    ("source", CellKind::Text, |row| optional(row.article().source.as_deref())),
    ("headline", CellKind::Text, |row| optional(row.article().headline.as_deref())),
    ("byline", CellKind::Text, |row| filled(row.article().byline.join("; "))),
    ("publisher", CellKind::Text, |row| optional(row.article().publisher.as_deref())),
    ("published", CellKind::Text, |row| {
        row.article().published.map_or(Cell::Empty, |at| text(&at.to_string()))
    }),
    ("url", CellKind::Text, |row| optional(row.article().url.as_deref())),
    ("language", CellKind::Text, |row| optional(row.article().language.as_deref())),
    ("finding", CellKind::Integer, |row| integer(row.index)),
    ("analyzer", CellKind::Text, |row| text(row.reported.analyzer.id)),
    ("kind", CellKind::Text, |row| text(row.reported.finding.kind)),
    ("start", CellKind::Integer, |row| integer(row.places.range(row.span()).start)),
    ("end", CellKind::Integer, |row| integer(row.places.range(row.span()).end)),
    ("source_start", CellKind::Integer, |row| row.source_place(|place| place.start)),
    ("source_end", CellKind::Integer, |row| row.source_place(|place| place.end)),
    ("text", CellKind::Text, |row| text(row.document().slice(row.span()))),
    ("message", CellKind::Text, |row| text(&row.reported.finding.message)),
    ("confidence", CellKind::Number, |row| row.confidence()),
    ("attribution", CellKind::Integer, |row| row.reported.attribution.map_or(Cell::Empty, integer)),
    ("attributed_to", CellKind::Text, |row| {
        filled(attribution(row.document(), row.analysis, row.reported).unwrap_or_default())
    }),
    ("attributed_to_speaker", CellKind::Text, |row| row.attributed_speaker()),
    ("same_as", CellKind::Integer, |row| row.reported.same_as.map_or(Cell::Empty, integer)),
    ("quantity_form", CellKind::Text, |row| row.words("/quantity/form")),
    ("quantity_value", CellKind::Number, |row| row.number("/quantity/value")),
    ("quantity_low", CellKind::Number, |row| row.number("/quantity/low")),
    ("quantity_high", CellKind::Number, |row| row.number("/quantity/high")),
    ("quantity_numerator", CellKind::Number, |row| row.number("/quantity/numerator")),
    ("quantity_denominator", CellKind::Number, |row| row.number("/quantity/denominator")),
    ("quantity_unit", CellKind::Text, |row| row.words("/quantity/unit")),
    ("rate", CellKind::Number, |row| row.number("/rate")),
    ("organization", CellKind::Text, |row| row.words("/organization")),
    ("system", CellKind::Text, |row| row.words("/system")),
    ("status", CellKind::Text, |row| row.words("/status")),
    ("person", CellKind::Text, |row| row.first_words(&["/person/name", "/person"])),
    ("person_role", CellKind::Text, |row| row.first_words(&["/person/role", "/role"])),
    ("speaker_name", CellKind::Text, |row| row.words("/speaker/name")),
    ("speaker_kind", CellKind::Text, |row| row.words("/speaker/kind")),
    ("speaker_title", CellKind::Text, |row| row.words("/speaker/title")),
    ("speaker_affiliation", CellKind::Text, |row| row.words("/speaker/affiliation")),
    ("speaker_description", CellKind::Text, |row| row.words("/speaker/description")),
];

/// The columns of a program's tables.
pub(crate) struct Columns {
    roles: BTreeSet<&'static str>,
}

impl Columns {
    /// The columns for all of `selection`'s analyzers: those that every program has, one for each role that a label can
    /// have, and the whole data.
    pub(crate) fn new(selection: &Selection) -> Self {
        let descriptors = selection.analyzers().iter().map(|analyzer| analyzer.descriptor());
        Self { roles: descriptors.flat_map(|descriptor| descriptor.roles).map(|role| role.name).collect() }
    }

    /// The names of the columns, and what their cells hold.
    pub(crate) fn heads(&self) -> Vec<(String, CellKind)> {
        let fixed = COLUMNS.iter().map(|(name, kind, _)| ((*name).to_owned(), *kind));
        let roles =
            self.roles.iter().map(|role| (format!("label_{}", role.replace('-', "_")), CellKind::Text));
        fixed.chain(roles).chain([("data".to_owned(), CellKind::Text)]).collect()
    }

    /// A row for each finding of an article, with a cell for each column.
    pub(crate) fn rows(&self, places: &Places<'_>, analysis: &Analysis) -> Vec<Vec<Cell>> {
        let rows = analysis.findings.iter().enumerate().map(|(index, reported)| Row {
            places,
            analysis,
            reported,
            index,
            data: data(reported),
        });
        rows.map(|row| self.cells(&row)).collect()
    }

    fn cells(&self, row: &Row<'_, '_>) -> Vec<Cell> {
        let fixed = COLUMNS.iter().map(|(_, _, read)| read(row));
        let roles = self.roles.iter().map(|role| row.label(role));
        fixed.chain(roles).chain([text(&row.data.to_string())]).collect()
    }
}

impl<'a> Row<'a, '_> {
    fn document(&self) -> &'a Document {
        self.places.document()
    }

    fn article(&self) -> &'a Article {
        self.document().article()
    }

    fn span(&self) -> Span {
        self.reported.finding.span
    }

    fn source_place(&self, end: fn(std::ops::Range<u64>) -> u64) -> Cell {
        let place = self.document().source_map().and_then(|map| map.source(self.span()));
        place.map_or(Cell::Empty, |place| integer(end(place)))
    }

    fn confidence(&self) -> Cell {
        // By way of its shortest decimal: 0.85 as the wider type that is nearest to it.
        let wide = self.reported.finding.confidence.and_then(|sure| sure.to_string().parse().ok());
        wide.and_then(Number::from_f64).map_or(Cell::Empty, Cell::Number)
    }

    /// The name of the speaker of the quotation that the finding lies in.
    fn attributed_speaker(&self) -> Cell {
        let Some(quotation) = self.reported.attribution else { return Cell::Empty };
        words_at(&data(&self.analysis.findings[quotation]), "/speaker/name")
    }

    fn words(&self, path: &str) -> Cell {
        words_at(&self.data, path)
    }

    fn first_words(&self, paths: &[&str]) -> Cell {
        let mut cells = paths.iter().map(|path| self.words(path));
        cells.find(|cell| *cell != Cell::Empty).unwrap_or(Cell::Empty)
    }

    fn number(&self, path: &str) -> Cell {
        match self.data.pointer(path) {
            Some(Value::Number(number)) => Cell::Number(number.clone()),
            _ => Cell::Empty,
        }
    }

    /// The words of the labels of a role; several are joined.
    fn label(&self, role: &str) -> Cell {
        let labels = self.reported.finding.labels.iter().filter(|label| label.role == role);
        let words: Vec<_> = labels.map(|label| self.document().slice(label.span)).collect();
        filled(words.join(" … "))
    }
}

/// A finding's data as JSON.
pub(crate) fn data(reported: &Reported) -> Value {
    serde_json::to_value(reported.finding.data.as_ref()).unwrap_or(Value::Null)
}

fn words_at(data: &Value, path: &str) -> Cell {
    optional(data.pointer(path).and_then(Value::as_str))
}

fn text(words: &str) -> Cell {
    Cell::Text(words.to_owned())
}

fn filled(words: String) -> Cell {
    if words.is_empty() { Cell::Empty } else { Cell::Text(words) }
}

fn optional(words: Option<&str>) -> Cell {
    words.map_or(Cell::Empty, |words| filled(words.to_owned()))
}

fn integer(number: impl TryInto<i64>) -> Cell {
    number.try_into().map_or(Cell::Empty, Cell::Integer)
}

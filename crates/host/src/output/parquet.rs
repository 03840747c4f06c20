//! Findings as an Apache Parquet file: the columns of the CSV, typed, packed with Snappy.

use super::columns::{Cell, CellKind, Columns};
use super::{Output, OutputError, Sink};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io;
use std::mem;
use std::sync::Arc;

/// Rows are held until there are so many of them, or so many bytes, and then written as a group.
const GROUP_ROWS: usize = 1 << 16;
const GROUP_BYTES: usize = 16 << 20;

/// A table in the making.
pub(crate) struct Table {
    sink: Sink,
    /// Writes to memory; what it wrote moves on to the sink.
    file: SerializedFileWriter<Vec<u8>>,
    kinds: Vec<CellKind>,
    rows: Vec<Vec<Cell>>,
    bytes: usize,
}

impl Table {
    pub(crate) fn new(sink: Sink, columns: &Columns) -> std::result::Result<Self, OutputError> {
        let heads = columns.heads();
        let created_by = concat!("copydesk version ", env!("CARGO_PKG_VERSION")).to_owned();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(created_by)
            .build();
        let file = schema(&heads)
            .and_then(|schema| SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)));
        let file = file.map_err(|error| sink.failed(other(error)))?;
        let kinds = heads.into_iter().map(|(_, kind)| kind).collect();
        Ok(Self { sink, file, kinds, rows: Vec::new(), bytes: 0 })
    }

    /// Writes the rows that are held as a group.
    fn write_group(&mut self) -> std::result::Result<(), OutputError> {
        let rows = mem::take(&mut self.rows);
        self.bytes = 0;
        if !rows.is_empty() {
            let written = write_rows(&mut self.file, &self.kinds, &rows);
            written.map_err(|error| self.sink.failed(other(error)))?;
        }
        self.sink.write(&mem::take(self.file.inner_mut()))
    }
}

impl Output<Vec<Vec<Cell>>> for Table {
    fn add(&mut self, part: Vec<Vec<Cell>>) -> std::result::Result<(), OutputError> {
        self.bytes += part.iter().flatten().map(size).sum::<usize>();
        self.rows.extend(part);
        if self.rows.len() >= GROUP_ROWS || self.bytes >= GROUP_BYTES { self.write_group() } else { Ok(()) }
    }

    fn prints(&self) -> bool {
        self.sink.prints()
    }

    fn settle(&mut self) -> std::result::Result<(), OutputError> {
        Ok(())
    }

    fn finish(mut self) -> std::result::Result<(), OutputError> {
        self.write_group()?;
        let end = self.file.into_inner().map_err(|error| self.sink.failed(other(error)))?;
        self.sink.write(&end)?;
        self.sink.finish()
    }
}

fn schema(heads: &[(String, CellKind)]) -> Result<TypePtr> {
    let column = |(name, kind): &(String, CellKind)| {
        let (physical, logical) = match kind {
            CellKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            CellKind::Integer => (Physical::INT64, None),
            CellKind::Number => (Physical::DOUBLE, None),
        };
        let column = Type::primitive_type_builder(name, physical);
        Ok(Arc::new(column.with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build()?))
    };
    let columns = heads.iter().map(column).collect::<Result<_>>()?;
    Ok(Arc::new(Type::group_type_builder("findings").with_fields(columns).build()?))
}

fn write_rows(
    file: &mut SerializedFileWriter<Vec<u8>>,
    kinds: &[CellKind],
    rows: &[Vec<Cell>],
) -> Result<()> {
    let mut group = file.next_row_group()?;
    for (column, kind) in kinds.iter().enumerate() {
        let Some(mut writer) = group.next_column()? else { break };
        write_column(&mut writer, *kind, rows.iter().map(|row| &row[column]))?;
        writer.close()?;
    }
    group.close()?;
    Ok(())
}

fn write_column<'c>(
    writer: &mut SerializedColumnWriter<'_>,
    kind: CellKind,
    cells: impl Iterator<Item = &'c Cell> + Clone,
) -> Result<()> {
    // Whether each cell has a value; the values stand one after the other without gaps.
    let present: Vec<i16> = cells.clone().map(|cell| i16::from(*cell != Cell::Empty)).collect();
    let present = Some(present.as_slice());
    match kind {
        CellKind::Text => {
            let values: Vec<_> = cells.filter_map(as_text).collect();
            writer.typed::<ByteArrayType>().write_batch(&values, present, None)?
        }
        CellKind::Integer => {
            let values: Vec<_> = cells.filter_map(as_integer).collect();
            writer.typed::<Int64Type>().write_batch(&values, present, None)?
        }
        CellKind::Number => {
            let values: Vec<_> = cells.filter_map(as_number).collect();
            writer.typed::<DoubleType>().write_batch(&values, present, None)?
        }
    };
    Ok(())
}

fn as_text(cell: &Cell) -> Option<ByteArray> {
    match cell {
        Cell::Text(text) => Some(ByteArray::from(text.as_str())),
        _ => None,
    }
}

fn as_integer(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Integer(number) => Some(*number),
        _ => None,
    }
}

fn as_number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => number.as_f64(),
        _ => None,
    }
}

/// About so many bytes are held for a cell.
fn size(cell: &Cell) -> usize {
    let words = if let Cell::Text(text) = cell { text.len() } else { 0 };
    words + mem::size_of::<Cell>()
}

fn other(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

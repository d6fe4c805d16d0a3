//! Looks at tables whatever they come from: as rows, as JSON, as CSV, and back from text.

use std::fmt::Write as _;

use tables::{ColumnType, Row, RowLike, Table, TableSchema, Value};

use crate::error::{FormatError, Result};
use crate::tbl::{Column, Tbl, columns_of};

/// A table, from a `.tbl` or from a set.
#[derive(Debug)]
pub enum Sheet<'a> {
    /// A file's.
    File(&'a Tbl<'a>),
    /// An archive's.
    Archive(&'static TableSchema, Vec<Row<'a>>),
}

impl<'a> Sheet<'a> {
    /// The rows of an archived table.
    #[must_use]
    pub fn of_table<V: RowLike<'a>>(schema: &'static TableSchema, table: Table<'a, V>) -> Self {
        Self::Archive(schema, table.iter().map(RowLike::row).collect())
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::File(tbl) => tbl.rows,
            Self::Archive(_, rows) => rows.len(),
        }
    }

    /// True without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Names and types of the columns, in the client's order and spelling.
    #[must_use]
    pub fn columns(&self) -> Vec<(&str, ColumnType)> {
        match self {
            Self::File(tbl) => tbl
                .columns
                .iter()
                .map(|c| (c.name.as_str(), c.kind))
                .collect(),
            Self::Archive(schema, _) => schema.columns.iter().map(|c| (c.name, c.kind)).collect(),
        }
    }

    /// A cell.
    #[must_use]
    pub fn value(&self, row: usize, column: usize) -> Value<'_> {
        match self {
            Self::File(tbl) => tbl.value(row, column),
            Self::Archive(schema, rows) => match (rows.get(row), schema.columns.get(column)) {
                (Some(row), Some(column)) => row.value(column.kind, column.cell),
                _ => Value::U32(0),
            },
        }
    }

    /// The id of a row.
    #[must_use]
    pub fn id(&self, row: usize) -> u32 {
        match self.value(row, 0) {
            Value::U32(id) => id,
            _ => 0,
        }
    }

    /// A cell as JSON.
    #[must_use]
    pub fn json(&self, row: usize, column: usize) -> String {
        json(self.value(row, column))
    }

    /// A row as a JSON object under the client's column names.
    #[must_use]
    pub fn row_json(&self, row: usize) -> String {
        let mut out = String::from("{");
        for (index, (name, _)) in self.columns().iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            let _ = write!(out, "{separator}{}: {}", quote(name), self.json(row, index));
        }
        out.push('}');
        out
    }
}

fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A value as JSON. Floats have the fewest digits that give the same bits back; those JSON cannot
/// hold are written as `"bits:7fc00000"`.
#[must_use]
pub fn json(value: Value<'_>) -> String {
    match value {
        Value::U32(v) => v.to_string(),
        Value::U64(v) => v.to_string(),
        Value::Bool(v) => v.to_string(),
        Value::F32(v) if v.is_finite() => format!("{v:?}"),
        Value::F32(v) => format!("\"bits:{:08x}\"", v.to_bits()),
        Value::Text(text) => quote(text),
    }
}

/// A value as a CSV cell, without quoting.
#[must_use]
pub fn plain(value: Value<'_>) -> String {
    match value {
        Value::Text(text) => text.to_owned(),
        Value::F32(v) if !v.is_finite() => format!("bits:{:08x}", v.to_bits()),
        Value::Bool(v) => u32::from(v).to_string(),
        other => json(other),
    }
}

/// Reads a value from its plain text. Signed numbers are taken for u32.
#[must_use]
pub fn parse(kind: ColumnType, text: &str) -> Option<Value<'_>> {
    Some(match kind {
        ColumnType::U32 => Value::U32(
            text.parse::<u32>()
                .ok()
                .or_else(|| text.parse::<i32>().ok().map(i32::cast_unsigned))?,
        ),
        ColumnType::F32 => Value::F32(match text.strip_prefix("bits:") {
            Some(bits) => f32::from_bits(u32::from_str_radix(bits, 16).ok()?),
            None => text.parse().ok()?,
        }),
        ColumnType::Bool => match text {
            "0" | "false" => Value::Bool(false),
            "1" | "true" => Value::Bool(true),
            _ => return None,
        },
        ColumnType::U64 => Value::U64(text.parse().ok()?),
        ColumnType::Text => Value::Text(text),
    })
}

/// Rows as text, ready to be written as a `.tbl`.
#[derive(Debug, Default)]
pub struct TextRows {
    cells: Vec<Vec<String>>,
}

impl TextRows {
    /// From JSON: an array of objects under the client's column names, whose case does not matter;
    /// absent columns are 0.
    ///
    /// # Errors
    /// `json` when it is not that, naming the row.
    pub fn from_json(schema: &TableSchema, text: &str) -> Result<Self> {
        let bad = |reason: String| FormatError::new("json", reason);
        let value: serde_json::Value =
            serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
        let rows = value
            .as_array()
            .ok_or_else(|| bad("expected an array of rows".to_owned()))?;
        let mut cells = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let row = row
                .as_object()
                .ok_or_else(|| bad(format!("row {index} is no object")))?;
            if let Some(extra) = row.keys().find(|key| schema.column(key).is_none()) {
                return Err(bad(format!(
                    "row {index}: {} has no column `{extra}`",
                    schema.name
                )));
            }
            let named = |name: &str| {
                let other = || row.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
                row.get(name).or_else(|| other().map(|(_, value)| value))
            };
            let cell = |column: &tables::ColumnSchema| match named(column.name) {
                None | Some(serde_json::Value::Null) => String::new(),
                Some(serde_json::Value::String(text)) => text.clone(),
                Some(other) => other.to_string(),
            };
            cells.push(schema.columns.iter().map(cell).collect());
        }
        Ok(Self { cells })
    }

    /// From CSV with a header of the client's column names; absent columns are 0.
    ///
    /// # Errors
    /// `csv` when it is not that, naming the line.
    pub fn from_csv(schema: &TableSchema, text: &str) -> Result<Self> {
        let bad = |error: csv::Error| FormatError::new("csv", error.to_string());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(bad)?.clone();
        if let Some(extra) = header.iter().find(|name| schema.column(name).is_none()) {
            let reason = format!("{} has no column `{extra}`", schema.name);
            return Err(FormatError::new("csv", reason));
        }
        let places: Vec<Option<usize>> = schema
            .columns
            .iter()
            .map(|c| {
                header
                    .iter()
                    .position(|name| name.eq_ignore_ascii_case(c.name))
            })
            .collect();
        let mut cells = Vec::new();
        for record in reader.records() {
            let record = record.map_err(bad)?;
            let cell = |place: &Option<usize>| {
                place
                    .and_then(|at| record.get(at))
                    .unwrap_or_default()
                    .to_owned()
            };
            cells.push(places.iter().map(cell).collect());
        }
        Ok(Self { cells })
    }

    /// The `.tbl` of these rows.
    ///
    /// # Errors
    /// `cell` naming the row and column that is no such value, and the writer's.
    pub fn to_tbl(&self, schema: &TableSchema) -> Result<Vec<u8>> {
        let columns: Vec<Column> = columns_of(schema);
        let mut rows = Vec::with_capacity(self.cells.len());
        for (index, row) in self.cells.iter().enumerate() {
            let mut values = Vec::with_capacity(columns.len());
            for (column, text) in columns.iter().zip(row) {
                let empty = text.is_empty() && column.kind != ColumnType::Text;
                let text = if empty { "0" } else { text };
                values.push(parse(column.kind, text).ok_or_else(|| {
                    let kind = column.kind.name();
                    let reason = format!("row {index} {}: `{text}` is no {kind}", column.name);
                    FormatError::new("cell", reason)
                })?);
            }
            rows.push(values);
        }
        crate::tbl::write(schema.internal, &columns, rows.len(), &|row, column| {
            rows[row][column]
        })
    }
}

/// Texts from JSON as `dump` writes them: an array of `{"ID": …, "text": …}`; ascending by id.
///
/// # Errors
/// `json` naming the entry, `order` for an id that comes twice.
pub fn texts_from_json(text: &str) -> Result<Vec<(u32, String)>> {
    let bad = |reason: String| FormatError::new("json", reason);
    let value: serde_json::Value = serde_json::from_str(text).map_err(|e| bad(e.to_string()))?;
    let entries = value.as_array();
    let entries = entries.ok_or_else(|| bad("expected an array of texts".to_owned()))?;
    let mut texts = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let id = entry["ID"].as_u64().and_then(|id| u32::try_from(id).ok());
        let (Some(id), Some(text)) = (id, entry["text"].as_str()) else {
            return Err(bad(format!("entry {index}: expected `ID` and `text`")));
        };
        texts.push((id, text.to_owned()));
    }
    in_order(texts)
}

/// Texts from CSV with the columns `ID` and `text`; ascending by id.
///
/// # Errors
/// `csv` naming the line, `order` for an id that comes twice.
pub fn texts_from_csv(text: &str) -> Result<Vec<(u32, String)>> {
    let bad = |reason: String| FormatError::new("csv", reason);
    let mut texts = Vec::new();
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        let record = record.map_err(|error| bad(error.to_string()))?;
        let (Some(Ok(id)), Some(text)) = (record.get(0).map(str::parse), record.get(1)) else {
            let line = record.position().map_or(0, csv::Position::line);
            return Err(bad(format!("line {line}: expected an id and a text")));
        };
        texts.push((id, text.to_owned()));
    }
    in_order(texts)
}

fn in_order(mut texts: Vec<(u32, String)>) -> Result<Vec<(u32, String)>> {
    texts.sort_by_key(|(id, _)| *id);
    match texts.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(FormatError::new(
            "order",
            format!("id {} comes twice", pair[0].0),
        )),
        None => Ok(texts),
    }
}

/// The `.tbl` of an archived table.
///
/// # Errors
/// The writer's.
pub fn table_to_tbl(sheet: &Sheet<'_>, schema: &TableSchema) -> Result<Vec<u8>> {
    let columns = columns_of(schema);
    crate::tbl::write(schema.internal, &columns, sheet.len(), &|row, column| {
        sheet.value(row, column)
    })
}

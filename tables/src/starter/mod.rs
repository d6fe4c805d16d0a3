//! Our own small data set, edited as text: `starter/TABLE.csv`, one file per table.
//!
//! The first line names columns as the client does, `ID` first; a column that is left out is 0 or
//! empty in every row. Lines that begin with `#` and empty lines are skipped; a cell that holds a
//! comma or a quote is quoted. Numbers may be negative (two's complement) or hexadecimal (`0x…`).
//! `texts.TAG.csv` holds texts (`ID,text`), `spawns.csv` the entities that stand in the worlds.
//!
//! The text is compiled into the server and turned into a set at start, in a few milliseconds, by
//! the same code that `tblconv starter` runs on a folder.

mod csv;
mod spawns;

use std::collections::HashMap;
use std::fmt;

use self::csv::{Record, Records};
use crate::error::ArchiveError;
use crate::flat::TableBuilder;
use crate::row::Value;
use crate::schema::{self, ColumnType, Reference, TABLES, TableSchema};
use crate::set::{TableSet, pack_set};
use crate::text::{TextLabels, archive_texts};

include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// Where starter text does not say what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterError {
    /// File name.
    pub file: String,
    /// Counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// Character of the line, counted from 1; 0 for the line as a whole.
    pub column: usize,
    /// What is wrong and what would be right.
    pub reason: String,
}

impl fmt::Display for StarterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for StarterError {}

impl StarterError {
    fn new(file: &str, (line, column): (usize, usize), reason: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            column,
            reason: reason.into(),
        }
    }
}

/// The starter files built in: (file name, text).
#[must_use]
pub fn embedded_files() -> &'static [(&'static str, &'static str)] {
    FILES
}

/// The built-in set, ready to use.
///
/// # Errors
/// Never in a build whose tests pass: they compile the same text.
pub fn embedded() -> Result<TableSet, StarterError> {
    let bytes = compile(FILES)?;
    TableSet::from_bytes(&bytes)
        .map_err(|error| StarterError::new("starter", (0, 0), error.to_string()))
}

/// The built-in spawns.
///
/// # Errors
/// As [`embedded`].
pub fn embedded_spawns() -> Result<Vec<bezgelor_core::model::Spawn>, StarterError> {
    compile_spawns(FILES)
}

/// Compiles starter files (file name, text) to a set in one file for [`TableSet::from_bytes`].
///
/// # Errors
/// The first thing that is wrong, by file, line and column: an unknown table or column, a cell that
/// is no such value, an id that comes twice, a reference to a row that a starter table lacks.
pub fn compile(files: &[(&str, &str)]) -> Result<Vec<u8>, StarterError> {
    let mut archives = Vec::new();
    let mut tables = Vec::new();
    for (file, text) in files {
        if *file == spawns::FILE {
            continue;
        }
        if let Some(tag) = file
            .strip_prefix("texts.")
            .and_then(|f| f.strip_suffix(".csv"))
        {
            archives.push(compile_texts(file, tag, text)?);
            continue;
        }
        let name = file.strip_suffix(".csv").unwrap_or(file);
        let index = schema::index_of(name).filter(|i| TABLES[*i].name == name);
        let Some(index) = index else {
            return Err(StarterError::new(
                file,
                (0, 0),
                "the client has no table of this name",
            ));
        };
        tables.push((index, parse_table(file, &TABLES[index], text)?));
    }
    check_references(&tables)?;
    for (index, table) in &tables {
        archives.push(build_table(&TABLES[*index], table)?);
    }
    compile_spawns(files)?;
    Ok(pack_set(&archives))
}

/// Reads the spawns among starter files; none without a `spawns.csv`.
///
/// # Errors
/// As [`compile`].
pub fn compile_spawns(
    files: &[(&str, &str)],
) -> Result<Vec<bezgelor_core::model::Spawn>, StarterError> {
    match files.iter().find(|(file, _)| *file == spawns::FILE) {
        Some((_, text)) => spawns::parse(text),
        None => Ok(Vec::new()),
    }
}

/// A table's text with the meaning of its columns.
struct ParsedTable<'t> {
    file: String,
    /// Field of a record by schema column.
    fields: Vec<Option<usize>>,
    records: Vec<Record<'t>>,
    /// Record index by id.
    by_id: HashMap<u32, usize>,
}

fn parse_table<'t>(
    file: &str,
    schema: &'static TableSchema,
    text: &'t str,
) -> Result<ParsedTable<'t>, StarterError> {
    let fail = |at, reason: String| StarterError::new(file, at, reason);
    let mut records = Records::new(text);
    let header = match records.next() {
        Some(header) => header.map_err(|(at, reason)| fail(at, reason.to_owned()))?,
        None => return Err(fail((0, 0), "no header line".to_owned())),
    };
    let mut fields = vec![None; schema.columns.len()];
    for (index, field) in header.fields.iter().enumerate() {
        let Some(column) = schema.columns.iter().position(|c| c.name == field.text) else {
            let reason = format!(
                "{} has no column `{}`{}",
                schema.name,
                field.text,
                hint(schema, &field.text)
            );
            return Err(fail(field.at, reason));
        };
        if fields[column].replace(index).is_some() {
            return Err(fail(
                field.at,
                format!("column `{}` comes twice", field.text),
            ));
        }
    }
    if fields[0] != Some(0) {
        let id = schema.columns[0].name;
        return Err(fail(
            (header.line, 1),
            format!("the first column must be `{id}`"),
        ));
    }
    let mut table = ParsedTable {
        file: file.to_owned(),
        fields,
        records: Vec::new(),
        by_id: HashMap::new(),
    };
    for record in records {
        let record = record.map_err(|(at, reason)| fail(at, reason.to_owned()))?;
        if record.fields.len() != header.fields.len() {
            let (have, want) = (record.fields.len(), header.fields.len());
            return Err(fail(
                (record.line, 0),
                format!("{have} cells, the header has {want}"),
            ));
        }
        let values = row_values(&table, schema, &record)?;
        let Value::U32(id) = values[0] else { continue };
        if let Some(first) = table.by_id.insert(id, table.records.len()) {
            let line = table.records[first].line;
            return Err(fail(
                (record.line, 1),
                format!("id {id} is already in line {line}"),
            ));
        }
        table.records.push(record);
    }
    Ok(table)
}

/// `; did you mean …?` when a column's name differs only in case or a letter or two.
fn hint(schema: &TableSchema, wrong: &str) -> String {
    let near = |name: &str| {
        name.eq_ignore_ascii_case(wrong) || name.starts_with(wrong) || wrong.starts_with(name)
    };
    match schema.columns.iter().find(|c| near(c.name)) {
        Some(column) => format!("; did you mean `{}`?", column.name),
        None => String::new(),
    }
}

fn row_values<'r>(
    table: &ParsedTable<'_>,
    schema: &TableSchema,
    record: &'r Record<'_>,
) -> Result<Vec<Value<'r>>, StarterError> {
    let mut values = Vec::with_capacity(schema.columns.len());
    for (column, field) in schema.columns.iter().zip(&table.fields) {
        let field = field.and_then(|index| record.fields.get(index));
        let text = field.map_or("", |f| f.text.as_ref());
        let value = parse_value(column.kind, text).ok_or_else(|| {
            let at = field.map_or((record.line, 0), |f| f.at);
            let reason = format!("`{text}` is no {} for {}", column.kind.name(), column.name);
            StarterError::new(&table.file, at, reason)
        })?;
        values.push(value);
    }
    Ok(values)
}

fn parse_value(kind: ColumnType, text: &str) -> Option<Value<'_>> {
    if text.is_empty() && kind != ColumnType::Text {
        return parse_value(kind, "0");
    }
    Some(match kind {
        ColumnType::U32 => Value::U32(parse_u32(text)?),
        ColumnType::F32 => Value::F32(text.parse().ok().filter(|v: &f32| v.is_finite())?),
        ColumnType::Bool => match text {
            "0" | "false" => Value::Bool(false),
            "1" | "true" => Value::Bool(true),
            _ => return None,
        },
        ColumnType::U64 => Value::U64(text.parse().ok()?),
        ColumnType::Text => Value::Text(text),
    })
}

fn parse_u32(text: &str) -> Option<u32> {
    if let Some(digits) = text.strip_prefix("0x") {
        return u32::from_str_radix(digits, 16).ok();
    }
    text.parse::<u32>()
        .ok()
        .or_else(|| text.parse::<i32>().ok().map(i32::cast_unsigned))
}

/// A reference must lead to a row when its table is among the starter's.
fn check_references(tables: &[(usize, ParsedTable<'_>)]) -> Result<(), StarterError> {
    for (index, table) in tables {
        let columns = TABLES[*index].columns.iter().zip(&table.fields);
        for (column, field) in columns {
            let (Some(Reference::Table(target)), Some(field)) = (column.reference, *field) else {
                continue;
            };
            let Some((_, target)) = tables.iter().find(|(index, _)| *index == target) else {
                continue;
            };
            for record in &table.records {
                let Some(cell) = record.fields.get(field) else {
                    continue;
                };
                let id = parse_u32(&cell.text).unwrap_or(0);
                if id != 0 && !target.by_id.contains_key(&id) {
                    let reason = format!("{} {id} is not in {}", column.name, target.file);
                    return Err(StarterError::new(&table.file, cell.at, reason));
                }
            }
        }
    }
    Ok(())
}

fn build_table(
    schema: &'static TableSchema,
    table: &ParsedTable<'_>,
) -> Result<Vec<u8>, StarterError> {
    let fail =
        |line, error: ArchiveError| StarterError::new(&table.file, (line, 0), error.to_string());
    let mut builder = TableBuilder::new(schema);
    for record in &table.records {
        let values = row_values(table, schema, record)?;
        builder
            .push(&values)
            .map_err(|error| fail(record.line, error))?;
    }
    builder.finish(0).map_err(|error| fail(0, error))
}

fn compile_texts(file: &str, tag: &str, text: &str) -> Result<Vec<u8>, StarterError> {
    let fail = |at, reason: String| StarterError::new(file, at, reason);
    let Some(labels) = TextLabels::of_tag(tag) else {
        return Err(fail(
            (0, 0),
            format!("`{tag}` is no language of the client"),
        ));
    };
    let mut texts: Vec<(u32, String)> = Vec::new();
    for record in Records::new(text).skip(1) {
        let record = record.map_err(|(at, reason)| fail(at, reason.to_owned()))?;
        let [id, content] = record.fields.as_slice() else {
            return Err(fail((record.line, 0), "expected `ID,text`".to_owned()));
        };
        let number = parse_u32(&id.text);
        let number = number.ok_or_else(|| fail(id.at, format!("`{}` is no id", id.text)))?;
        texts.push((number, content.text.to_string()));
    }
    texts.sort_by_key(|(id, _)| *id);
    let pairs: Vec<_> = texts
        .iter()
        .map(|(id, text)| (*id, text.as_str()))
        .collect();
    archive_texts(&labels, &pairs, 0).map_err(|error| fail((0, 0), error.to_string()))
}

#[cfg(test)]
mod tests;

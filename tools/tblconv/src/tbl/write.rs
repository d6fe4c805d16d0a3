//! Writes a table exactly as the client's own files are laid out.

use std::collections::HashMap;

use tables::Value;

use super::{Column, HEADER_BYTES, MAGIC, lay_out};
use crate::bytes::{pad, push_utf16};
use crate::error::{FormatError, Result};

/// The stored lookup has one entry per possible id; ids above this are refused.
pub const LOOKUP_ENTRIES_MAX: u64 = 16 * 1024 * 1024;

/// Writes `rows` rows, asking `value(row, column)` for every cell. Texts are pooled in the order of
/// their first use, row by row, equal ones once.
///
/// # Errors
/// `cell` when a value does not fit its column or holds a NUL, `duplicate-id`, `lookup-count` for
/// an id above [`LOOKUP_ENTRIES_MAX`], `id-column` without a u32 first.
pub fn write<'v>(
    name: &str,
    columns: &[Column],
    rows: usize,
    value: &dyn Fn(usize, usize) -> Value<'v>,
) -> Result<Vec<u8>> {
    let mut columns = columns.to_vec();
    let record_size = lay_out(&mut columns);
    let mut out = vec![0; HEADER_BYTES];
    push_utf16(&mut out, name);
    pad(&mut out, 16);
    let column_offset = out.len() - HEADER_BYTES;
    push_columns(&mut out, &columns);
    let mut header = [0_u64; 11];
    header[0] = name.encode_utf16().count() as u64 + 1;
    header[2] = record_size as u64;
    header[3] = columns.len() as u64;
    header[4] = column_offset as u64;
    if rows > 0 {
        let data_offset = out.len() - HEADER_BYTES;
        let (ids, data_length) = push_rows(&mut out, &columns, record_size, rows, value)?;
        pad(&mut out, 16);
        let lookup_offset = out.len() - HEADER_BYTES;
        let lookup_count = push_lookup(&mut out, &ids)?;
        pad(&mut out, 16);
        header[5] = rows as u64;
        header[6] = data_length as u64;
        header[7] = data_offset as u64;
        header[8] = lookup_count;
        header[9] = lookup_offset as u64;
    }
    out[..4].copy_from_slice(&MAGIC.to_le_bytes());
    for (field, chunk) in header.iter().zip(out[8..HEADER_BYTES].chunks_exact_mut(8)) {
        chunk.copy_from_slice(&field.to_le_bytes());
    }
    Ok(out)
}

/// Descriptors, then names, each part on a multiple of 16.
fn push_columns(out: &mut Vec<u8>, columns: &[Column]) {
    let mut at = 0_usize;
    for column in columns {
        let units = column.name.encode_utf16().count() + 1;
        out.extend_from_slice(&(units as u64).to_le_bytes());
        out.extend_from_slice(&(at as u64).to_le_bytes());
        out.extend_from_slice(&u32::from(column.kind.id()).to_le_bytes());
        out.extend_from_slice(&column.flags.to_le_bytes());
        at = (at + units * 2).next_multiple_of(16);
    }
    pad(out, 16);
    for column in columns {
        push_utf16(out, &column.name);
        pad(out, 16);
    }
}

/// Records and string pool; the ids in row order and the bytes of both.
fn push_rows<'v>(
    out: &mut Vec<u8>,
    columns: &[Column],
    record_size: usize,
    rows: usize,
    value: &dyn Fn(usize, usize) -> Value<'v>,
) -> Result<(Vec<u32>, usize)> {
    let start = out.len();
    let records = record_size * rows;
    out.resize(start + records, 0);
    let mut pool = Vec::new();
    let mut known: HashMap<String, u64> = HashMap::new();
    let mut ids = Vec::with_capacity(rows);
    for row in 0..rows {
        for (index, column) in columns.iter().enumerate() {
            let cell = value(row, index);
            let refuse =
                |why: &str| FormatError::new("cell", format!("row {row} {}: {why}", column.name));
            if cell_kind(cell) != column.kind {
                return Err(refuse("a value of another type"));
            }
            let raw = match cell {
                Value::U32(v) => u64::from(v),
                Value::F32(v) => u64::from(v.to_bits()),
                Value::Bool(v) => u64::from(v),
                Value::U64(v) => v,
                Value::Text(text) if text.contains('\0') => return Err(refuse("NUL in a text")),
                Value::Text(text) => match known.get(text) {
                    Some(pointer) => *pointer,
                    None => {
                        let pointer = (records + pool.len()) as u64;
                        push_utf16(&mut pool, text);
                        known.insert(text.to_owned(), pointer);
                        pointer
                    }
                },
            };
            if index == 0 {
                let Value::U32(id) = cell else {
                    return Err(FormatError::new("id-column", "the first column is no u32"));
                };
                ids.push(id);
            }
            let at = start + row * record_size + column.offset;
            let bytes = column.kind.record_bytes();
            out[at..at + bytes].copy_from_slice(&raw.to_le_bytes()[..bytes]);
        }
    }
    out.extend_from_slice(&pool);
    Ok((ids, records + pool.len()))
}

fn cell_kind(value: Value<'_>) -> tables::ColumnType {
    match value {
        Value::U32(_) => tables::ColumnType::U32,
        Value::F32(_) => tables::ColumnType::F32,
        Value::Bool(_) => tables::ColumnType::Bool,
        Value::U64(_) => tables::ColumnType::U64,
        Value::Text(_) => tables::ColumnType::Text,
    }
}

fn push_lookup(out: &mut Vec<u8>, ids: &[u32]) -> Result<u64> {
    let count = ids.iter().max().map_or(0, |id| u64::from(*id) + 1);
    if count > LOOKUP_ENTRIES_MAX {
        return Err(FormatError::new(
            "lookup-count",
            format!("id {} is too high", count - 1),
        ));
    }
    let mut lookup = vec![-1_i32; count as usize];
    for (row, id) in ids.iter().enumerate() {
        let entry = &mut lookup[*id as usize];
        if *entry != -1 {
            let reason = format!("id {id} in rows {entry} and {row}");
            return Err(FormatError::new("duplicate-id", reason));
        }
        *entry = row as i32;
    }
    for entry in lookup {
        out.extend_from_slice(&entry.to_le_bytes());
    }
    Ok(count)
}

//! The client's tables, `.tbl` (`formats.md` section 1): reader and byte-exact writer.

mod read;
mod write;

pub use read::{Tbl, read};
pub use write::{LOOKUP_ENTRIES_MAX, write};

use tables::{ColumnType, TableSchema};

/// Bytes of the header; all offsets of the file count from its end.
pub const HEADER_BYTES: usize = 0x60;
/// Signature, `LBTD` on disk.
pub const MAGIC: u32 = 0x4454_424C;
/// Columns of one table; the widest real one has 206.
pub const COLUMNS_MAX: u64 = 4096;
/// Units of a table's or column's name, the NUL included.
pub const NAME_UNITS_MAX: u64 = 256;

const DESCRIPTOR_BYTES: usize = 24;

/// A column as its descriptor states it, and where the record holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the developers' case.
    pub name: String,
    /// Its type.
    pub kind: ColumnType,
    /// Without known meaning; kept for writing.
    pub flags: u32,
    /// Byte offset in a record.
    pub offset: usize,
}

/// Columns with offsets as C lays them out: 8-byte members on multiples of 8, others of 4.
/// Returns the record size, rounded up to the widest member.
#[must_use]
pub fn lay_out(columns: &mut [Column]) -> usize {
    let (mut at, mut widest) = (0_usize, 4);
    for column in columns {
        let bytes = column.kind.record_bytes();
        widest = widest.max(bytes);
        at = at.next_multiple_of(bytes);
        column.offset = at;
        at += bytes;
    }
    at.next_multiple_of(widest)
}

/// The columns of a known table.
#[must_use]
pub fn columns_of(schema: &TableSchema) -> Vec<Column> {
    let column = |c: &tables::ColumnSchema| Column {
        name: c.name.to_owned(),
        kind: c.kind,
        flags: c.flags,
        offset: 0,
    };
    let mut columns: Vec<Column> = schema.columns.iter().map(column).collect();
    let _record_size = lay_out(&mut columns);
    columns
}

/// The first difference between a file's columns and the schema's, in words; case is not compared.
#[must_use]
pub fn schema_difference(columns: &[Column], schema: &TableSchema) -> Option<String> {
    let name = schema.name;
    for (index, want) in schema.columns.iter().enumerate() {
        let Some(have) = columns.get(index) else {
            return Some(format!("{name}: column {index} `{}` is missing", want.name));
        };
        if !have.name.eq_ignore_ascii_case(want.name) {
            let (have, want) = (&have.name, want.name);
            return Some(format!(
                "{name}: column {index} is `{have}`, the schema has `{want}`"
            ));
        }
        if have.kind != want.kind {
            let (have, want_kind) = (have.kind.name(), want.kind.name());
            return Some(format!(
                "{name}.{} is {have}, the schema has {want_kind}",
                want.name
            ));
        }
    }
    let extra = columns.get(schema.columns.len())?;
    Some(format!("{name}: the schema has no column `{}`", extra.name))
}

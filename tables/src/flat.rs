//! The one archived shape all tables share: cells by row, an id index, and a heap of text.

use std::collections::HashMap;

use rkyv::rancor::BoxedError;
use rkyv::rend::u32_le;
use rkyv::util::AlignedVec;
use rkyv::{Archive, Serialize};

use crate::error::ArchiveError;
use crate::header::{self, Header, Kind};
use crate::row::{Row, Value};
use crate::schema::{ColumnType, TableSchema};

/// Marks an id without a row in the dense index.
const NO_ROW: u32 = u32::MAX;
/// A dense index may spend this many entries per row, and this many in any case; sparser ids are
/// searched by bisection.
const DENSE_ENTRIES_PER_ROW: u64 = 32;
const DENSE_ENTRIES_ALWAYS: u64 = 1024;
/// Bytes of an archived table besides its columns.
const ROOM_FOR_THE_REST: usize = 1024;

/// The archived table. Rows keep the file's order; `cells` is row-major with `stride` cells a row.
#[derive(Archive, Serialize, Debug, Default)]
pub(crate) struct Flat {
    name: String,
    rows: u32,
    stride: u32,
    dense_base: u32,
    /// Row index by id minus `dense_base`; empty when the sorted pair below is used.
    dense: Vec<u32>,
    sorted_ids: Vec<u32>,
    sorted_rows: Vec<u32>,
    cells: Vec<u32>,
    heap: String,
}

/// Builds one table's archive row by row.
#[derive(Debug)]
pub struct TableBuilder {
    schema: &'static TableSchema,
    rows: u32,
    cells: Vec<u32>,
    heap: String,
    pooled: HashMap<String, u32>,
}

impl TableBuilder {
    /// An empty table of this schema.
    #[must_use]
    pub fn new(schema: &'static TableSchema) -> Self {
        Self {
            schema,
            rows: 0,
            cells: Vec::new(),
            heap: String::new(),
            pooled: HashMap::new(),
        }
    }

    /// Rows so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows as usize
    }

    /// True without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Appends a row: one value per column in schema order.
    ///
    /// # Errors
    /// When the number or a type of the values differs from the schema, or the text heap outgrows
    /// 32 bits.
    pub fn push(&mut self, values: &[Value<'_>]) -> Result<(), ArchiveError> {
        let columns = self.schema.columns;
        if values.len() != columns.len() {
            return Err(self.refuse(format!("{} values, not {}", values.len(), columns.len())));
        }
        let start = self.cells.len();
        self.cells.resize(start + self.schema.stride, 0);
        for (column, value) in columns.iter().zip(values) {
            let pair = match (column.kind, *value) {
                (ColumnType::U32, Value::U32(v)) => Some((v, 0)),
                (ColumnType::F32, Value::F32(v)) => Some((v.to_bits(), 0)),
                (ColumnType::Bool, Value::Bool(v)) => Some((u32::from(v), 0)),
                (ColumnType::U64, Value::U64(v)) => Some((v as u32, (v >> 32) as u32)),
                (ColumnType::Text, Value::Text(v)) => self.intern(v),
                _ => None,
            };
            let Some((low, high)) = pair else {
                self.cells.truncate(start);
                return Err(self.refuse(format!("{} cannot hold {value:?}", column.name)));
            };
            self.cells[start + column.cell] = low;
            if column.kind.cells() == 2 {
                self.cells[start + column.cell + 1] = high;
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Equal texts share their bytes, as they do in the client's files.
    fn intern(&mut self, text: &str) -> Option<(u32, u32)> {
        if text.is_empty() {
            return Some((0, 0));
        }
        let length = u32::try_from(text.len()).ok()?;
        if let Some(offset) = self.pooled.get(text) {
            return Some((*offset, length));
        }
        let offset = u32::try_from(self.heap.len()).ok()?;
        offset.checked_add(length)?;
        self.heap.push_str(text);
        self.pooled.insert(text.to_owned(), offset);
        Some((offset, length))
    }

    fn refuse(&self, reason: String) -> ArchiveError {
        ArchiveError::Build {
            table: self.schema.name,
            reason,
        }
    }

    /// The finished archive file. `source_hash` names what it was made from (0 unknown).
    ///
    /// # Errors
    /// When two rows share an id.
    pub fn finish(self, source_hash: u64) -> Result<Vec<u8>, ArchiveError> {
        archive_table(self.schema, self.cells, self.heap, source_hash)
    }
}

/// Archives a whole table at once: rows as the client's records, cell by cell, where a text column
/// holds start and length of its text in `heap`. What the cells say is checked when it is opened.
///
/// # Errors
/// When the cells are no whole rows, or two rows share an id.
pub fn archive_table(
    schema: &'static TableSchema,
    mut cells: Vec<u32>,
    heap: String,
    source_hash: u64,
) -> Result<Vec<u8>, ArchiveError> {
    let mut file = Vec::new();
    archive_table_into(schema, &mut cells, heap, source_hash, &mut file)?;
    Ok(file)
}

/// As [`archive_table`], for one table after another: `file` is replaced by the archive file, and
/// the room of it and of `cells` serves again. What `cells` holds afterwards is of no meaning.
///
/// # Errors
/// As [`archive_table`].
pub fn archive_table_into(
    schema: &'static TableSchema,
    cells: &mut Vec<u32>,
    heap: String,
    source_hash: u64,
    file: &mut Vec<u8>,
) -> Result<(), ArchiveError> {
    let refuse = |reason: String| ArchiveError::Build {
        table: schema.name,
        reason,
    };
    if !cells.len().is_multiple_of(schema.stride) {
        return Err(refuse(format!("{} cells are no whole rows", cells.len())));
    }
    let rows = u32::try_from(cells.len() / schema.stride);
    let rows = rows.map_err(|_| refuse("more than 2^32 rows".to_owned()))?;
    let mut flat = Flat {
        name: schema.name.to_owned(),
        rows,
        stride: schema.stride as u32,
        heap,
        ..Flat::default()
    };
    index_rows(&mut flat, cells, schema.stride).map_err(&refuse)?;
    flat.cells = std::mem::take(cells);
    let words = flat.cells.len() + flat.dense.len() + 2 * flat.sorted_ids.len();
    let capacity = words * 4 + flat.heap.len() + ROOM_FOR_THE_REST;
    let room = std::mem::take(file);
    let sealed = header::seal_value(Kind::Table, schema.hash, source_hash, capacity, &flat, room);
    *cells = flat.cells;
    *file = sealed.map_err(|error| refuse(error.to_string()))?;
    Ok(())
}

/// Fills the index that finds a row by its id, which is its first cell.
fn index_rows(flat: &mut Flat, cells: &[u32], stride: usize) -> Result<(), String> {
    let ids = || cells.iter().step_by(stride).copied().zip(0_u32..);
    // Nearly all tables ascend, and need no sorting.
    let ascending = ids().is_sorted_by(|a, b| a.0 < b.0);
    let mut sorted = Vec::new();
    if !ascending {
        sorted.extend(ids());
        sorted.sort_unstable();
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(format!("two rows have the id {}", pair[0].0));
        }
    }
    let ends = match (sorted.first(), sorted.last()) {
        (Some(first), Some(last)) => Some((first.0, last.0)),
        _ => cells
            .first()
            .copied()
            .zip(cells.iter().rev().nth(stride - 1).copied()),
    };
    let Some((first, last)) = ends else {
        return Ok(());
    };
    let span = u64::from(last - first) + 1;
    if span <= DENSE_ENTRIES_ALWAYS.max(u64::from(flat.rows) * DENSE_ENTRIES_PER_ROW) {
        flat.dense_base = first;
        flat.dense = vec![NO_ROW; span as usize];
        for (id, row) in ids() {
            flat.dense[(id - first) as usize] = row;
        }
    } else if ascending {
        (flat.sorted_ids, flat.sorted_rows) = ids().unzip();
    } else {
        (flat.sorted_ids, flat.sorted_rows) = sorted.into_iter().unzip();
    }
    Ok(())
}

/// The parts of an archived table, borrowed from its bytes.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) rows: usize,
    stride: usize,
    dense_base: u32,
    dense: &'a [u32_le],
    sorted_ids: &'a [u32_le],
    sorted_rows: &'a [u32_le],
    cells: &'a [u32_le],
    heap: &'a str,
}

impl<'a> Parts<'a> {
    pub(crate) const EMPTY: Self = Self {
        rows: 0,
        stride: 0,
        dense_base: 0,
        dense: &[],
        sorted_ids: &[],
        sorted_rows: &[],
        cells: &[],
        heap: "",
    };

    #[inline]
    pub(crate) fn of(flat: &'a ArchivedFlat) -> Self {
        Self {
            rows: flat.rows.to_native() as usize,
            stride: flat.stride.to_native() as usize,
            dense_base: flat.dense_base.to_native(),
            dense: &flat.dense,
            sorted_ids: &flat.sorted_ids,
            sorted_rows: &flat.sorted_rows,
            cells: &flat.cells,
            heap: &flat.heap,
        }
    }

    #[inline]
    pub(crate) fn row(self, index: usize) -> Option<Row<'a>> {
        let start = index.checked_mul(self.stride)?;
        let cells = self.cells.get(start..start + self.stride)?;
        (index < self.rows).then(|| Row::new(cells, self.heap))
    }

    #[inline]
    pub(crate) fn find(self, id: u32) -> Option<Row<'a>> {
        if self.sorted_ids.is_empty() {
            let slot = id.checked_sub(self.dense_base)? as usize;
            // NO_ROW is past any row and is refused below.
            self.row(self.dense.get(slot)?.to_native() as usize)
        } else {
            let at = self
                .sorted_ids
                .binary_search_by_key(&id, |c| c.to_native())
                .ok()?;
            self.row(self.sorted_rows.get(at)?.to_native() as usize)
        }
    }

    /// What bytecheck cannot know: sizes agree, the index finds exactly the rows, texts lie in the
    /// heap on character boundaries.
    fn check(self, schema: &TableSchema) -> Result<(), &'static str> {
        if self.stride != schema.stride
            || self.rows.checked_mul(self.stride) != Some(self.cells.len())
        {
            return Err("rows and cells disagree");
        }
        let indexed = if self.sorted_ids.is_empty() {
            self.dense
                .iter()
                .filter(|row| row.to_native() != NO_ROW)
                .count()
        } else {
            self.sorted_ids.len()
        };
        let found = |row: Row<'a>, index: usize| {
            self.find(row.id())
                .is_some_and(|r| std::ptr::eq(r.cells(), self.cells_of(index)))
        };
        if indexed != self.rows
            || !(0..self.rows).all(|i| self.row(i).is_some_and(|row| found(row, i)))
        {
            return Err("the id index does not match the rows");
        }
        for column in schema.columns.iter().filter(|c| c.kind == ColumnType::Text) {
            for index in 0..self.rows {
                let (start, len) = self.row(index).map_or((0, 0), |row| {
                    (
                        row.u32(column.cell) as usize,
                        row.u32(column.cell + 1) as usize,
                    )
                });
                if self.heap.get(start..start.saturating_add(len)).is_none() {
                    return Err("a text lies outside the heap");
                }
            }
        }
        Ok(())
    }

    fn cells_of(self, index: usize) -> &'a [u32_le] {
        let start = index * self.stride;
        self.cells.get(start..start + self.stride).unwrap_or(&[])
    }
}

/// Validates one table archive in full and names its schema's index.
pub(crate) fn validate(file: &[u8]) -> Result<usize, ArchiveError> {
    let (header, payload) = header::open(file)?;
    if header.kind != Kind::Table {
        return Err(ArchiveError::damaged("not a table archive"));
    }
    let damaged = |reason: &str| ArchiveError::damaged(reason);
    let flat = rkyv::access::<ArchivedFlat, BoxedError>(payload)
        .map_err(|error| damaged(&error.to_string()))?;
    let name = flat.name.as_str();
    let index = crate::schema::index_of(name).ok_or_else(|| damaged("no table of that name"))?;
    let schema = &crate::schema::TABLES[index];
    check_schema(&header, schema)?;
    Parts::of(flat).check(schema).map_err(damaged)?;
    Ok(index)
}

fn check_schema(header: &Header, schema: &TableSchema) -> Result<(), ArchiveError> {
    if header.schema_hash == schema.hash {
        return Ok(());
    }
    Err(ArchiveError::Schema { table: schema.name })
}

/// Copies a file to memory aligned as archives need it.
pub(crate) fn aligned(bytes: &[u8]) -> AlignedVec {
    let mut copy = AlignedVec::with_capacity(bytes.len());
    copy.extend_from_slice(bytes);
    copy
}

//! Reads a table, trusting nothing: lookup and lengths are checks, rows are the truth.

use tables::{ColumnType, Value};

use super::{COLUMNS_MAX, Column, DESCRIPTOR_BYTES, HEADER_BYTES, MAGIC, NAME_UNITS_MAX, lay_out};
use crate::bytes::{
    align, check_heap, label, span, u16_at, u32_at, u64_at, utf16, utf16_length, utf16_lossy,
};
use crate::error::{FormatError, Result};

const BASE: u64 = HEADER_BYTES as u64;

/// A table over its file's bytes.
#[derive(Debug)]
pub struct Tbl<'d> {
    /// The internal name; the file's name differs for two tables.
    pub name: String,
    /// The columns with their record offsets.
    pub columns: Vec<Column>,
    /// Bytes of a record.
    pub record_size: usize,
    /// Number of rows.
    pub rows: usize,
    /// Entries of the stored lookup.
    pub lookup_count: u64,
    /// Bytes of the table proper; what follows is junk of an extractor.
    pub canonical_size: u64,
    /// What was odd and accepted.
    pub notes: Vec<String>,
    records: &'d [u8],
    /// Distinct texts one after the other.
    heap: String,
    /// By unit of the string pool: one more than the index in `spans` of the text beginning there.
    texts: Vec<u32>,
    /// Start and length in `heap`.
    spans: Vec<(u32, u32)>,
}

struct Header {
    name_units: u64,
    record_size: u64,
    column_count: u64,
    column_offset: u64,
    row_count: u64,
    data_length: u64,
    data_offset: u64,
    lookup_count: u64,
    lookup_offset: u64,
}

/// Reader state: the bytes and what may be overlooked.
struct Reader<'d> {
    data: &'d [u8],
    lenient: bool,
    notes: Vec<String>,
}

/// Reads a table. Strict refuses everything a client's file never has, except bytes after the end;
/// lenient refuses only what makes the content unreadable and keeps the rest as notes.
///
/// # Errors
/// The first fault by code; see `malformed/MANIFEST.tsv` of the reference for all of them.
pub fn read(data: &[u8], lenient: bool) -> Result<Tbl<'_>> {
    let mut reader = Reader {
        data,
        lenient,
        notes: Vec::new(),
    };
    let header = reader.header()?;
    let name_at = u64_at(data, 0x10).saturating_add(BASE);
    let name = label(
        data,
        name_at,
        header.name_units,
        NAME_UNITS_MAX,
        "name",
        "table name",
    )?;
    let (columns, record_size, names_end) = reader.columns(&header)?;
    let rows = usize::try_from(header.row_count).unwrap_or(usize::MAX);
    let (records, end) = reader.data(&header, names_end)?;
    let mut tbl = Tbl {
        name,
        columns,
        record_size,
        rows,
        lookup_count: header.lookup_count,
        canonical_size: end,
        notes: Vec::new(),
        records,
        heap: String::new(),
        texts: Vec::new(),
        spans: Vec::new(),
    };
    reader.texts(&mut tbl)?;
    reader.bools(&tbl)?;
    reader.lookup(&tbl, header.lookup_offset)?;
    let total = data.len() as u64;
    if total < end {
        reader.complain("tail", || {
            format!("file ends at {total}, canonical end is {end}")
        })?;
    } else if total > end {
        reader.notes.push(format!(
            "tail: {} bytes after the canonical end",
            total - end
        ));
    }
    tbl.notes = reader.notes;
    Ok(tbl)
}

fn fail<T>(code: &'static str, reason: impl Into<String>) -> Result<T> {
    Err(FormatError::new(code, reason))
}

impl<'d> Reader<'d> {
    fn complain(&mut self, code: &'static str, reason: impl FnOnce() -> String) -> Result<()> {
        if self.lenient {
            self.notes.push(format!("{code}: {}", reason()));
            return Ok(());
        }
        fail(code, reason())
    }

    fn header(&mut self) -> Result<Header> {
        let data = self.data;
        if data.len() < HEADER_BYTES {
            return fail(
                "short-header",
                format!("{} bytes, need {HEADER_BYTES}", data.len()),
            );
        }
        if u32_at(data, 0) != MAGIC {
            return fail("magic", format!("{:#010x}", u32_at(data, 0)));
        }
        let version = u32_at(data, 4);
        if version != 0 {
            self.complain("version", || format!("{version}, expected 0"))?;
        }
        for (at, code) in [(0x58, "reserved"), (0x10, "name-offset")] {
            let value = u64_at(data, at);
            if value != 0 {
                self.complain(code, || format!("header+{at:#x} = {value}"))?;
            }
        }
        Ok(Header {
            name_units: u64_at(data, 0x08),
            record_size: u64_at(data, 0x18),
            column_count: u64_at(data, 0x20),
            column_offset: u64_at(data, 0x28),
            row_count: u64_at(data, 0x30),
            data_length: u64_at(data, 0x38),
            data_offset: u64_at(data, 0x40),
            lookup_count: u64_at(data, 0x48),
            lookup_offset: u64_at(data, 0x50),
        })
    }

    /// The columns, the record size they need, and where their names end.
    fn columns(&mut self, header: &Header) -> Result<(Vec<Column>, usize, u64)> {
        let count = header.column_count;
        if !(1..=COLUMNS_MAX).contains(&count) {
            return fail("column-count", count.to_string());
        }
        let start = header.column_offset.saturating_add(BASE);
        let length = count * DESCRIPTOR_BYTES as u64;
        let what = || "column descriptors".to_owned();
        let descriptors = span(self.data, start, length, "columns", what)?;
        if !header.column_offset.is_multiple_of(8) {
            let offset = header.column_offset;
            self.complain("columns", || {
                format!("column offset {offset} is not 8-aligned")
            })?;
        }
        let names = align(start + length, 16);
        let mut names_end = names;
        let mut columns = Vec::with_capacity(count as usize);
        for (index, descriptor) in descriptors.chunks_exact(DESCRIPTOR_BYTES).enumerate() {
            let (column, end) = self.column(index, descriptor, names)?;
            columns.push(column);
            names_end = names_end.max(end);
        }
        let record_size = lay_out(&mut columns);
        if header.record_size != record_size as u64 {
            let have = header.record_size;
            return fail("record-size", format!("{have}, columns need {record_size}"));
        }
        Ok((columns, record_size, names_end))
    }

    fn column(&mut self, index: usize, raw: &[u8], names: u64) -> Result<(Column, u64)> {
        let kind_id = u16_at(raw, 16);
        let Some(kind) = ColumnType::from_id(kind_id) else {
            return fail("column-type", format!("column {index} has type {kind_id}"));
        };
        if u32_at(raw, 4) != 0 || u16_at(raw, 18) != 0 {
            self.complain("column-pad", || format!("column {index}: padding not zero"))?;
        }
        let units = u64::from(u32_at(raw, 0));
        let at = names.saturating_add(u64_at(raw, 8));
        let what = format!("column {index} name");
        let name = label(self.data, at, units, NAME_UNITS_MAX, "column-name", &what)?;
        let end = align(at + units * 2, 16);
        Ok((
            Column {
                name,
                kind,
                flags: u32_at(raw, 20),
                offset: 0,
            },
            end,
        ))
    }

    /// Records with their string pool, and the canonical end of the file.
    fn data(&mut self, header: &Header, names_end: u64) -> Result<(&'d [u8], u64)> {
        let h = header;
        if h.row_count == 0 {
            let fields = [
                h.data_length,
                h.lookup_count,
                h.data_offset,
                h.lookup_offset,
            ];
            if fields != [0; 4] {
                self.complain("empty", || "no rows, but data or lookup fields".to_owned())?;
            }
            return Ok((&[], names_end));
        }
        let total = self.data.len() as u64;
        if h.row_count > total / h.record_size {
            let (rows, size) = (h.row_count, h.record_size);
            return fail(
                "row-count",
                format!("{rows} rows of {size} bytes in {total} bytes"),
            );
        }
        let records_length = h.row_count * h.record_size;
        if h.data_length < records_length {
            return fail(
                "data-length",
                format!("{} < {records_length}", h.data_length),
            );
        }
        let start = h.data_offset.saturating_add(BASE);
        let what = || "record data".to_owned();
        let data = span(self.data, start, h.data_length, "data", what)?;
        if start < names_end {
            return fail("overlap", "records overlap the column names");
        }
        if !h.data_offset.is_multiple_of(8) {
            let offset = h.data_offset;
            self.complain("data-align", || {
                format!("record offset {offset} is not 8-aligned")
            })?;
        }
        if h.lookup_count > total / 4 {
            return fail("lookup-count", h.lookup_count.to_string());
        }
        let lookup = h.lookup_offset.saturating_add(BASE);
        let what = || "id lookup".to_owned();
        span(self.data, lookup, h.lookup_count * 4, "lookup", what)?;
        if h.lookup_offset < h.data_offset + h.data_length {
            return fail("overlap", "id lookup overlaps the record data");
        }
        Ok((data, align(lookup + h.lookup_count * 4, 16)))
    }

    /// Decodes each distinct text once and checks every pointer to one.
    fn texts(&mut self, tbl: &mut Tbl<'_>) -> Result<()> {
        let pool_start = tbl.rows * tbl.record_size;
        let pool = tbl.records.get(pool_start..).unwrap_or(&[]);
        let columns: Vec<(usize, String)> = tbl
            .columns
            .iter()
            .filter(|c| c.kind == ColumnType::Text)
            .map(|c| (c.offset, c.name.clone()))
            .collect();
        if columns.is_empty() {
            return Ok(());
        }
        tbl.texts = vec![0; pool.len() / 2];
        let mut replaced = 0;
        for row in 0..tbl.rows {
            for (offset, name) in &columns {
                let pointer = u64_at(tbl.records, row * tbl.record_size + offset);
                let place = || format!("row {row} {name}");
                let unit = pool_unit(pointer, pool_start, tbl.records.len(), place)?;
                if tbl.texts.get(unit).is_some_and(|text| *text != 0) {
                    continue;
                }
                let Some(length) = utf16_length(pool, unit * 2) else {
                    return fail("string-end", format!("{}: runs past the data", place()));
                };
                check_heap(tbl.heap.len() + length, pool.len(), place)?;
                let raw = &pool[unit * 2..unit * 2 + length];
                let start = tbl.heap.len() as u32;
                if self.lenient {
                    let (text, bad) = utf16_lossy(raw);
                    replaced += bad;
                    tbl.heap.push_str(&text);
                } else {
                    tbl.heap.push_str(&utf16(raw, place)?);
                }
                tbl.spans.push((start, tbl.heap.len() as u32 - start));
                if let Some(text) = tbl.texts.get_mut(unit) {
                    *text = tbl.spans.len() as u32;
                }
            }
        }
        if replaced > 0 {
            self.notes
                .push(format!("utf16: {replaced} lone surrogates replaced"));
        }
        Ok(())
    }

    fn bools(&mut self, tbl: &Tbl<'_>) -> Result<()> {
        for column in tbl.columns.iter().filter(|c| c.kind == ColumnType::Bool) {
            for row in 0..tbl.rows {
                let value = u32_at(tbl.records, row * tbl.record_size + column.offset);
                if value > 1 {
                    self.complain("bool", || format!("row {row} {} = {value}", column.name))?;
                }
            }
        }
        Ok(())
    }

    /// Ids are unique, and the stored lookup is what they make.
    fn lookup(&mut self, tbl: &Tbl<'_>, offset: u64) -> Result<()> {
        if tbl.rows == 0 {
            return Ok(());
        }
        if let Some(first) = tbl.columns.first().filter(|c| c.kind != ColumnType::U32) {
            return fail(
                "id-column",
                format!("first column is {}", first.kind.name()),
            );
        }
        let ids = || (0..tbl.rows).map(|row| (tbl.id(row), row as i32));
        // Nearly all tables ascend, and need no sorting.
        let ascending = ids().is_sorted_by(|a, b| a.0 < b.0);
        let mut sorted = Vec::new();
        if !ascending {
            sorted.extend(ids());
            sorted.sort_unstable();
        }
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let (id, first, second) = (pair[0].0, pair[0].1, pair[1].1);
            return fail(
                "duplicate-id",
                format!("id {id} in rows {first} and {second}"),
            );
        }
        let last = || ids().next_back();
        let highest = sorted
            .last()
            .copied()
            .or_else(last)
            .map_or(0, |(id, _)| u64::from(id));
        if tbl.lookup_count != highest + 1 {
            let count = tbl.lookup_count;
            self.complain("lookup-count", || {
                format!("{count}, highest id is {highest}")
            })?;
        }
        let start = (offset.saturating_add(BASE)) as usize;
        let stored = self.data.get(start..).unwrap_or(&[]);
        let stored = stored
            .get(..tbl.lookup_count as usize * 4)
            .unwrap_or(stored);
        let wrong = if ascending {
            wrong_entries(stored, ids())
        } else {
            wrong_entries(stored, sorted.into_iter())
        };
        match wrong {
            Some((count, first)) => self.complain("lookup", || {
                format!("{count} wrong entries, first at id {first}")
            }),
            None => Ok(()),
        }
    }
}

/// How many entries of a stored lookup are not what the rows by ascending id make, and the first.
fn wrong_entries(
    stored: &[u8],
    rows: impl ExactSizeIterator<Item = (u32, i32)> + Clone,
) -> Option<(u64, u64)> {
    // Right if every row stands in its place and nothing else is there. The other way, entry by
    // entry, is to say what is wrong.
    let count = rows.len();
    let in_place = |(id, row): (u32, i32)| {
        let at = id as usize * 4;
        stored.get(at..at + 4) == Some(row.to_le_bytes().as_slice())
    };
    let some = stored.chunks_exact(4).filter(|entry| *entry != [0xFF; 4]);
    if rows.clone().all(in_place) && some.count() == count {
        return None;
    }
    let mut rows = rows;
    let mut wrong: Option<(u64, u64)> = None;
    let mut next = rows.next();
    for (id, entry) in (0_u64..).zip(stored.chunks_exact(4)) {
        let want = match next {
            Some((known, row)) if u64::from(known) == id => {
                next = rows.next();
                row
            }
            _ => -1,
        };
        if i32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]) != want {
            let (count, first) = wrong.unwrap_or((0, id));
            wrong = Some((count + 1, first));
        }
    }
    wrong
}

/// The unit of the pool a string pointer names.
fn pool_unit(
    pointer: u64,
    pool_start: usize,
    data_length: usize,
    place: impl Fn() -> String,
) -> Result<usize> {
    let at = usize::try_from(pointer).unwrap_or(usize::MAX);
    if !(pool_start..data_length).contains(&at) {
        let reason = format!(
            "{}: offset {pointer} not in [{pool_start}, {data_length})",
            place()
        );
        return fail("string-range", reason);
    }
    if !(at - pool_start).is_multiple_of(2) {
        return fail("string-align", format!("{}: odd offset {pointer}", place()));
    }
    Ok((at - pool_start) / 2)
}

impl Tbl<'_> {
    /// The id of a row.
    #[must_use]
    pub fn id(&self, row: usize) -> u32 {
        let offset = self.columns.first().map_or(0, |c| c.offset);
        u32_at(self.records, row * self.record_size + offset)
    }

    /// A cell. Rows and columns outside the table read as zero.
    #[must_use]
    pub fn value(&self, row: usize, column: usize) -> Value<'_> {
        let Some(column) = self.columns.get(column) else {
            return Value::U32(0);
        };
        let at = row * self.record_size + column.offset;
        match column.kind {
            ColumnType::U32 => Value::U32(u32_at(self.records, at)),
            ColumnType::F32 => Value::F32(f32::from_bits(u32_at(self.records, at))),
            ColumnType::Bool => Value::Bool(u32_at(self.records, at) != 0),
            ColumnType::U64 => Value::U64(u64_at(self.records, at)),
            ColumnType::Text => Value::Text(self.text(u64_at(self.records, at))),
        }
    }

    /// Where in the heap the text lies that begins at a unit of the pool.
    fn span(&self, unit: usize) -> (u32, u32) {
        let index = self.texts.get(unit).map_or(0, |text| *text as usize);
        index
            .checked_sub(1)
            .and_then(|at| self.spans.get(at).copied())
            .unwrap_or((0, 0))
    }

    fn text(&self, pointer: u64) -> &str {
        let unit = (pointer as usize).wrapping_sub(self.rows * self.record_size) / 2;
        let (start, length) = self.span(unit);
        self.heap
            .get(start as usize..start as usize + length as usize)
            .unwrap_or("")
    }

    /// The rows as the cells of an archive, and the heap its texts lie in: records as they are,
    /// string pointers replaced by start and length in the heap.
    #[must_use]
    pub fn into_cells(self) -> (Vec<u32>, String) {
        let mut cells = Vec::new();
        let heap = self.into_cells_in(&mut cells);
        (cells, heap)
    }

    /// As [`Tbl::into_cells`], into a vector whose room has served before.
    #[must_use]
    pub fn into_cells_in(self, cells: &mut Vec<u32>) -> String {
        let bytes = self
            .records
            .get(..self.rows * self.record_size)
            .unwrap_or(&[]);
        let words = bytes.chunks_exact(4);
        cells.clear();
        cells.extend(words.map(|w| u32::from_le_bytes([w[0], w[1], w[2], w[3]])));
        let stride = self.record_size / 4;
        let pool = self.rows * self.record_size;
        let texts = self.columns.iter().filter(|c| c.kind == ColumnType::Text);
        let texts: Vec<usize> = texts.map(|column| column.offset / 4).collect();
        if !texts.is_empty() {
            for row in cells.chunks_exact_mut(stride) {
                for at in &texts {
                    // Pointers were checked when the table was read; the high half is zero.
                    let unit = (row[*at] as usize).wrapping_sub(pool) / 2;
                    (row[*at], row[*at + 1]) = self.span(unit);
                }
            }
        }
        self.heap
    }

    /// Bytes of the string pool.
    #[must_use]
    pub fn string_bytes(&self) -> usize {
        self.records.len() - self.rows * self.record_size
    }
}

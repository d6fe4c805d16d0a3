//! A borrowed row and the typed ways to read its cells.
//!
//! Every access is checked and answers zero or the empty text outside the row: a set was validated
//! when it was opened, so the check costs one predictable branch and guards against nothing else.

use std::marker::PhantomData;

use bezgelor_core::ids::{CreatureId, ItemTemplateId, WorldId, WorldZoneId};
use rkyv::rend::u32_le;

use crate::schema::ColumnType;

/// One archived row: its cells and the text heap of its table. Copy; borrows the set.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    cells: &'a [u32_le],
    heap: &'a str,
}

impl<'a> Row<'a> {
    pub(crate) fn new(cells: &'a [u32_le], heap: &'a str) -> Self {
        Self { cells, heap }
    }

    pub(crate) fn cells(self) -> &'a [u32_le] {
        self.cells
    }

    /// The row's id, which is its first cell.
    #[inline]
    #[must_use]
    pub fn id(self) -> u32 {
        self.u32(0)
    }

    /// The cell as an unsigned number.
    #[inline]
    #[must_use]
    pub fn u32(self, cell: usize) -> u32 {
        self.cells.get(cell).map_or(0, |c| c.to_native())
    }

    /// The cell as a float with exactly the file's bits.
    #[inline]
    #[must_use]
    pub fn f32(self, cell: usize) -> f32 {
        f32::from_bits(self.u32(cell))
    }

    /// The cell as a truth value.
    #[inline]
    #[must_use]
    pub fn bool(self, cell: usize) -> bool {
        self.u32(cell) != 0
    }

    /// Two cells, low first, as one number.
    #[inline]
    #[must_use]
    pub fn u64(self, cell: usize) -> u64 {
        u64::from(self.u32(cell)) | u64::from(self.u32(cell + 1)) << 32
    }

    /// Two cells, offset and length in the heap, as text.
    #[inline]
    #[must_use]
    pub fn text(self, cell: usize) -> &'a str {
        let start = self.u32(cell) as usize;
        let end = start.saturating_add(self.u32(cell + 1) as usize);
        self.heap.get(start..end).unwrap_or("")
    }

    /// The value of a column, whatever its type.
    #[must_use]
    pub fn value(self, kind: ColumnType, cell: usize) -> Value<'a> {
        match kind {
            ColumnType::U32 => Value::U32(self.u32(cell)),
            ColumnType::F32 => Value::F32(self.f32(cell)),
            ColumnType::Bool => Value::Bool(self.bool(cell)),
            ColumnType::U64 => Value::U64(self.u64(cell)),
            ColumnType::Text => Value::Text(self.text(cell)),
        }
    }
}

impl std::fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Row(id {}, {} cells)", self.id(), self.cells.len())
    }
}

/// A cell of any type, for those who walk tables by schema.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// See [`ColumnType::U32`].
    U32(u32),
    /// See [`ColumnType::F32`].
    F32(f32),
    /// See [`ColumnType::Bool`].
    Bool(bool),
    /// See [`ColumnType::U64`].
    U64(u64),
    /// See [`ColumnType::Text`].
    Text(&'a str),
}

/// A row seen as something: a typed view, or the bare row.
pub trait RowLike<'a>: Copy {
    /// Sees a row.
    fn from_row(row: Row<'a>) -> Self;

    /// The row itself.
    fn row(self) -> Row<'a>;
}

impl<'a> RowLike<'a> for Row<'a> {
    #[inline]
    fn from_row(row: Self) -> Self {
        row
    }

    #[inline]
    fn row(self) -> Self {
        self
    }
}

/// A typed view of the rows of one table, generated in [`crate::rows`].
pub trait View<'a>: RowLike<'a> {
    /// Index of its table in [`crate::schema::TABLES`].
    const INDEX: usize;
}

/// A type a cell can be handed out as.
pub trait Cell<'a>: Copy {
    /// Cells it spans.
    const CELLS: usize;

    /// Reads it.
    fn read(row: Row<'a>, cell: usize) -> Self;
}

macro_rules! cells {
    ($($kind:ty, $cells:literal, |$row:ident, $cell:ident| $read:expr;)*) => {$(
        impl<'a> Cell<'a> for $kind {
            const CELLS: usize = $cells;
            #[inline]
            fn read($row: Row<'a>, $cell: usize) -> Self {
                $read
            }
        }
    )*};
}

cells! {
    u32, 1, |row, cell| row.u32(cell);
    f32, 1, |row, cell| row.f32(cell);
    bool, 1, |row, cell| row.bool(cell);
    u64, 2, |row, cell| row.u64(cell);
    &'a str, 2, |row, cell| row.text(cell);
    WorldId, 1, |row, cell| Self(narrow(row.u32(cell)));
    WorldZoneId, 1, |row, cell| Self(narrow(row.u32(cell)));
    CreatureId, 1, |row, cell| Self(row.u32(cell));
    ItemTemplateId, 1, |row, cell| Self(row.u32(cell));
}

/// Ids that are 16 bits in core fill 32 in the file; what does not fit (-1) becomes the largest,
/// which no row has.
pub(crate) fn narrow(value: u32) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

/// Columns with numbered names (`itemId00` …) as one list.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a, T> {
    row: Row<'a>,
    cell: usize,
    len: usize,
    item: PhantomData<T>,
}

impl<'a, T: Cell<'a>> Run<'a, T> {
    pub(crate) fn new(row: Row<'a>, cell: usize, len: usize) -> Self {
        Self {
            row,
            cell,
            len,
            item: PhantomData,
        }
    }

    /// Number of columns.
    #[must_use]
    pub fn len(self) -> usize {
        self.len
    }

    /// Never true: a run has at least two columns.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// The value of one column, counted from the first of the run.
    #[inline]
    #[must_use]
    pub fn get(self, index: usize) -> Option<T> {
        (index < self.len).then(|| T::read(self.row, self.cell + index * T::CELLS))
    }

    /// All values in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = T> {
        (0..self.len).map(move |index| T::read(self.row, self.cell + index * T::CELLS))
    }
}

/// What a row can be looked up by.
pub trait Key: Copy {
    /// The row id.
    fn row_id(self) -> u32;
}

macro_rules! keys {
    ($($kind:ty),*) => {$(
        impl Key for $kind {
            #[inline]
            fn row_id(self) -> u32 {
                u32::from(self.0)
            }
        }
    )*};
}

keys!(WorldId, WorldZoneId, CreatureId, ItemTemplateId);

// The only plain integer, so that a literal is inferred as one.
impl Key for u32 {
    #[inline]
    fn row_id(self) -> u32 {
        self
    }
}

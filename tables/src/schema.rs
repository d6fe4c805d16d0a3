//! The schema of the client's tables as static data, generated from `schema/*.txt`.

/// Type of a column (`formats.md` 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// Ids, enums, flags; signed numbers too, in two's complement.
    U32,
    /// IEEE single.
    F32,
    /// Stored as 0 or 1.
    Bool,
    /// 64-bit unsigned.
    U64,
    /// UTF-16 in the client's file, UTF-8 in ours.
    Text,
}

impl ColumnType {
    /// All types in the order of their ids.
    pub const ALL: [Self; 5] = [Self::U32, Self::F32, Self::Bool, Self::U64, Self::Text];

    /// The id in a column descriptor.
    #[must_use]
    pub const fn id(self) -> u16 {
        match self {
            Self::U32 => 3,
            Self::F32 => 4,
            Self::Bool => 11,
            Self::U64 => 20,
            Self::Text => 130,
        }
    }

    /// The type of a descriptor's id; `None` for the array type 128 and everything unknown.
    #[must_use]
    pub fn from_id(id: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The word for it in schema text and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::U32 => "u32",
            Self::F32 => "f32",
            Self::Bool => "bool",
            Self::U64 => "u64",
            Self::Text => "string",
        }
    }

    /// 32-bit cells an archived row spends on it: u64 is low and high, text offset and length.
    #[must_use]
    pub const fn cells(self) -> usize {
        match self {
            Self::U32 | Self::F32 | Self::Bool => 1,
            Self::U64 | Self::Text => 2,
        }
    }

    /// Bytes and alignment in a record of the client's file (`formats.md` 1.4).
    #[must_use]
    pub const fn record_bytes(self) -> usize {
        self.cells() * 4
    }
}

/// What a column's values are ids of. 0 is "none" by rule; a missing target is legal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The localised texts.
    Text,
    /// Rows of the table with this index in [`TABLES`].
    Table(usize),
    /// A non-unique column of the table with this index.
    Column(usize, &'static str),
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct ColumnSchema {
    /// The client's name for it.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
    /// Descriptor flags, without known meaning; a writer keeps them.
    pub flags: u32,
    /// First cell of an archived row that holds it.
    pub cell: usize,
    /// What it refers to.
    pub reference: Option<Reference>,
    /// What else is known: "bit field", "enum Race".
    pub note: &'static str,
}

/// One table.
#[derive(Clone, Copy, Debug)]
pub struct TableSchema {
    /// File name without `.tbl`.
    pub name: &'static str,
    /// Name inside the file; differs for two tables.
    pub internal: &'static str,
    /// Over names and types in order and the layout version; archives carry it.
    pub hash: u64,
    /// Cells of one archived row: the client's record size divided by 4.
    pub stride: usize,
    /// The columns in order; the first is the u32 id.
    pub columns: &'static [ColumnSchema],
}

impl TableSchema {
    /// The column of this name, compared without case.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static ColumnSchema> {
        self.columns
            .iter()
            .find(|c| c.name.eq_ignore_ascii_case(name))
    }
}

include!(concat!(env!("OUT_DIR"), "/schema.rs"));

/// The table of this name, compared without case.
#[must_use]
pub fn find(name: &str) -> Option<&'static TableSchema> {
    index_of(name).map(|index| &TABLES[index])
}

/// Index in [`TABLES`] of the table of this name, compared without case.
#[must_use]
pub fn index_of(name: &str) -> Option<usize> {
    TABLES
        .iter()
        .position(|t| t.name.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_has_384_tables_and_4964_columns() {
        assert_eq!(TABLES.len(), 384);
        let columns: usize = TABLES.iter().map(|t| t.columns.len()).sum();
        assert_eq!(columns, 4964);
    }

    #[test]
    fn cells_are_laid_out_as_the_client_s_record() {
        let cells = |name| find(name).map(|t| t.columns.iter().map(|c| c.cell).collect::<Vec<_>>());
        // u32, string, u32, string, u64: 40 bytes in the file (`formats.md` 1.4).
        assert_eq!(cells("CurrencyType"), Some(vec![0, 2, 4, 6, 8]));
        assert_eq!(find("CurrencyType").map(|t| t.stride), Some(10));
        for table in &TABLES {
            let mut end = 0;
            for column in table.columns {
                let cells = column.kind.cells();
                assert!(
                    column.cell >= end && column.cell < end + cells,
                    "{}",
                    table.name
                );
                assert_eq!(column.cell % cells, 0, "{}.{}", table.name, column.name);
                end = column.cell + cells;
            }
            assert!(
                table.stride == end || table.stride == end + 1,
                "{}",
                table.name
            );
        }
    }

    #[test]
    fn lookup_ignores_case_and_two_tables_have_another_internal_name() {
        assert_eq!(find("creature2").map(|t| t.columns.len()), Some(173));
        assert!(find("NoSuchTable").is_none());
        let other: Vec<_> = TABLES.iter().filter(|t| t.name != t.internal).collect();
        assert_eq!(other.len(), 2);
        assert_eq!(find("Redacted").map(|t| t.internal), Some("MTXCategory"));
    }
}

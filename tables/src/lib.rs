//! The client's game tables: schema, archive format and mapped reader.
//!
//! [`TableSet::open`] maps what `tblconv` wrote and validates it once; then every shard reads the
//! same pages. `set.character_creation().get(id)` is a row, and `row.race_id()` one of its cells.
//! The schema is data (`schema/*.txt`); the views in [`rows`] are generated from it.
//!
//! [`TableSet::terrain`] is the ground of a world, [`TableSet::text`] a text by language and id,
//! [`Texts::search`] finds texts by what they say, [`check_references`] counts what leads nowhere.
//!
//! Invariant: nothing here writes files, and after opening nothing fails or allocates.

mod backing;
mod error;
mod flat;
pub mod header;
mod items;
pub mod manifest;
pub mod map;
pub mod nav;
mod references;
mod row;
pub mod schema;
mod search;
mod set;
pub mod starter;
mod terrain;
mod text;

pub use error::ArchiveError;
pub use flat::{TableBuilder, archive_table, archive_table_into};
pub use items::ItemDisplays;
pub use references::{ReferenceReport, check_references};
pub use row::{Cell, Key, Row, RowLike, Run, Value, View};
pub use schema::{ColumnSchema, ColumnType, Reference, TableSchema};
pub use search::{Manner, Matcher, PATTERN_LETTERS_MAX, TextHit, TextSearch};
pub use set::{Table, TableSet, pack_set};
pub use terrain::Terrain;
pub use text::{Language, TextLabels, Texts, archive_texts};

/// One accessor view per client table, named as the table is; a function per column.
///
/// Columns with numbered names (`itemId00` …) have one function each and a `…_all()` over the run.
#[expect(
    single_use_lifetimes,
    reason = "one shape for all views, with text columns or without"
)]
pub mod rows {
    use bezgelor_core::ids::{CreatureId, ItemTemplateId, WorldId, WorldZoneId};

    use crate::row::{Row, RowLike, Run, View, narrow};

    include!(concat!(env!("OUT_DIR"), "/views.rs"));
}

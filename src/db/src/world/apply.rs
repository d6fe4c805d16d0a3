//! Makes the stored world what an import says: compares first, then writes only what differs, all
//! in one transaction.

use std::collections::{HashMap, HashSet};

use bezgelor_core::limits;
use bezgelor_core::model::Spawn;
use serde::Serialize;
use sqlx::AssertSqlSafe;

use super::records::{Cell, TABLES, Table};
use super::{cells, key_names, names, spawn};
use crate::error::DbError;
use crate::handle::DbHandle;
use crate::import::{Filter, ImportError, ImportSet, Sourced, Target, row_key};
use crate::pool::Db;
use crate::sql::{Conn, Value, args};

/// What an import does to a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows that were not there.
    pub added: usize,
    /// Rows that are different now.
    pub changed: usize,
    /// Rows that are gone.
    pub removed: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.removed += other.removed;
    }
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ImportSummary {
    /// Spawns in the files.
    pub entities: usize,
    /// Spawns that were not there.
    pub added: usize,
    /// Spawns that are different now.
    pub changed: usize,
    /// Spawns that are gone.
    pub removed: usize,
    /// The same of everything else: splines, vendors, loot, store, events, ….
    pub records: Counts,
    /// How many rows and statements could not be read.
    pub errors: u64,
    /// The first of them.
    pub error_list: Vec<ImportError>,
    /// True when nothing was written.
    pub dry_run: bool,
}

impl DbHandle {
    /// Makes the stored world what `set` says, or with `dry_run` only compares. Rows of files that
    /// are not in the set stay, unless the set's files delete them.
    ///
    /// # Errors
    /// As every request, but without a deadline; then nothing is changed.
    pub async fn apply_import(
        &self,
        set: ImportSet,
        dry_run: bool,
    ) -> Result<ImportSummary, DbError> {
        self.long_request(move |stores| async move { apply(&stores.world, set, dry_run).await })
            .await
    }
}

/// Rows to write and rows to delete.
struct Difference {
    counts: Counts,
    upserts: Vec<Vec<Value>>,
    deletes: Vec<Vec<Value>>,
}

async fn apply(db: &Db, set: ImportSet, dry_run: bool) -> Result<ImportSummary, DbError> {
    let mut tx = db.begin().await?.apart();
    let mut conn = tx.conn();
    if conn.is_postgres() {
        conn.script("SET LOCAL statement_timeout = 0").await?;
    }
    let (difference, removed) = compare_spawns(&mut conn, &set).await?;
    let spawns = difference.counts;
    if !dry_run {
        let columns = format!("{}, source", spawn::COLUMNS);
        write(&mut conn, "spawn", &columns, "id", difference).await?;
    }
    let mut records = Counts::default();
    for (index, table) in TABLES.iter().enumerate() {
        let difference = compare_rows(&mut conn, &set, index, &removed).await?;
        records.add(difference.counts);
        if !dry_run {
            let columns = format!("{}, source", names(table, ""));
            write(
                &mut conn,
                table.name,
                &columns,
                &key_names(table, ""),
                difference,
            )
            .await?;
        }
    }
    if !dry_run {
        tx.commit().await?;
    }
    Ok(ImportSummary {
        entities: set.spawns.len(),
        added: spawns.added,
        changed: spawns.changed,
        removed: spawns.removed,
        records,
        errors: set.error_count,
        error_list: set.errors,
        dry_run,
    })
}

/// The difference, and the ids of spawns that go.
async fn compare_spawns(
    conn: &mut Conn<'_>,
    set: &ImportSet,
) -> Result<(Difference, HashSet<i64>), DbError> {
    let sources: HashSet<&str> = set.sources.iter().map(String::as_str).collect();
    let mut stored: HashMap<u64, (Spawn, String)> = HashMap::new();
    let sql = format!("SELECT {}, source FROM spawn", spawn::COLUMNS);
    for row in conn.all(AssertSqlSafe(sql), args![]).await? {
        let spawn = spawn::spawn(&row)?;
        stored.insert(spawn.id.0, (spawn, row.text(spawn::COUNT)?));
    }
    let mut counts = Counts::default();
    let mut upserts = Vec::new();
    for Sourced { source, row } in &set.spawns {
        let source = &set.sources[*source as usize];
        match stored.remove(&row.id.0) {
            Some((old, old_source)) if old == *row && old_source == *source => continue,
            Some(_) => counts.changed += 1,
            None => counts.added += 1,
        }
        let mut values = spawn::values(row);
        values.push(source.as_str().into());
        upserts.push(values);
    }
    let filters: Vec<&Filter> = set
        .filters
        .iter()
        .filter(|filter| filter.target == Target::Entity)
        .collect();
    let mut gone = HashSet::new();
    for (id, (spawn, source)) in &stored {
        let replaced = sources.contains(source.as_str());
        if replaced || filters.iter().any(|filter| filter.takes_stored(spawn)) {
            gone.insert(id.cast_signed());
        }
    }
    counts.removed = gone.len();
    let deletes = gone.iter().map(|id| args![*id]).collect();
    let difference = Difference {
        counts,
        upserts,
        deletes,
    };
    Ok((difference, gone))
}

async fn compare_rows(
    conn: &mut Conn<'_>,
    set: &ImportSet,
    index: usize,
    removed_spawns: &HashSet<i64>,
) -> Result<Difference, DbError> {
    let table: &Table = TABLES[index];
    let sources: HashSet<&str> = set.sources.iter().map(String::as_str).collect();
    let sql = format!("SELECT {}, source FROM {}", names(table, ""), table.name);
    let mut stored: HashMap<Vec<u8>, (Vec<Cell>, String)> = HashMap::new();
    for row in conn.all(AssertSqlSafe(sql), args![]).await? {
        let cells = cells(table, &row)?;
        stored.insert(
            row_key(table, &cells),
            (cells, row.text(table.columns.len())?),
        );
    }
    let mut counts = Counts::default();
    let mut upserts = Vec::new();
    for Sourced { source, row } in set.rows.get(index).into_iter().flatten() {
        let source = &set.sources[*source as usize];
        match stored.remove(&row_key(table, row)) {
            Some((old, old_source)) if old == *row && old_source == *source => continue,
            Some(_) => counts.changed += 1,
            None => counts.added += 1,
        }
        let mut values: Vec<Value> = row.iter().map(Into::into).collect();
        values.push(source.as_str().into());
        upserts.push(values);
    }
    let filters: Vec<&Filter> = set
        .filters
        .iter()
        .filter(|filter| filter.target == Target::Other(index))
        .collect();
    let mut deletes = Vec::new();
    for (cells, source) in stored.values() {
        let orphan = table.of_spawn
            && matches!(cells.first(), Some(Cell::Int(id)) if removed_spawns.contains(id));
        let replaced = sources.contains(source.as_str());
        if orphan || replaced || filters.iter().any(|filter| filter.takes_row(cells)) {
            deletes.push(cells[..table.key].iter().map(Into::into).collect());
        }
    }
    counts.removed = deletes.len();
    Ok(Difference {
        counts,
        upserts,
        deletes,
    })
}

/// Writes a difference in bulk statements.
async fn write(
    conn: &mut Conn<'_>,
    table: &str,
    columns: &str,
    key: &str,
    difference: Difference,
) -> Result<(), DbError> {
    let width = columns.split(", ").count();
    let keys: Vec<&str> = key.split(", ").collect();
    // Deleting goes first: a row may come back under another source.
    for chunk in difference.deletes.chunks(limits::DB_BULK_ROWS) {
        let list = conn.placeholders(chunk.len(), keys.len());
        let sql = format!("DELETE FROM {table} WHERE ({key}) IN (VALUES {list})");
        conn.run(AssertSqlSafe(sql), chunk.concat()).await?;
    }
    let set: Vec<String> = columns
        .split(", ")
        .filter(|column| !keys.contains(column))
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    for chunk in difference.upserts.chunks(limits::DB_BULK_ROWS) {
        let sql = format!(
            "INSERT INTO {table} ({columns}) VALUES {} ON CONFLICT ({key}) DO UPDATE SET {}",
            conn.placeholders(chunk.len(), width),
            set.join(", ")
        );
        conn.run(AssertSqlSafe(sql), chunk.concat()).await?;
    }
    Ok(())
}

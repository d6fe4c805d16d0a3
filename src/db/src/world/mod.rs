//! The world store: spawns and what belongs to them, as world-database files describe them.

mod apply;
mod records;
mod spawn;

pub use apply::{Counts, ImportSummary};
pub use records::{
    AliveMax, Cell, Column, CreatureLoot, CreatureProperty, DayMinute, GroupId, ItemLoot, Kind,
    LootGroup, LootItem, MapEntrance, Record, SpawnEvent, SpawnGroup, SpawnGroupMember, SpawnHours,
    SpawnPortal, SpawnProperty, SpawnScript, SpawnSpline, StoreCategory, StoreOfferGroup,
    StoreOfferGroupCategory, StoreOfferItem, StoreOfferItemData, StoreOfferItemPrice, TABLES,
    Table, Tutorial, Vendor, VendorCategory, VendorItem,
};

use bezgelor_core::ids::WorldId;
use sqlx::AssertSqlSafe;

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::sql::{Row, args};

impl DbHandle {
    /// All rows of one table of the world, by key.
    ///
    /// # Errors
    /// As every request, but without a deadline.
    pub async fn world_records<T: Record>(&self) -> Result<Vec<T>, DbError> {
        let table = T::TABLE;
        self.long_request(move |stores| async move {
            let sql = format!("SELECT {} FROM {}", names(table, ""), table.name);
            let sql = format!("{sql} ORDER BY {}", key_names(table, ""));
            let mut reader = stores.world.reader().await?.apart();
            let rows = reader.conn().all(AssertSqlSafe(sql), args![]).await?;
            rows.iter().map(|row| record(table, row)).collect()
        })
        .await
    }

    /// The rows of one table that belong to the spawns of one world, by spawn.
    ///
    /// # Errors
    /// [`DbError::Invalid`] for a table whose rows do not belong to spawns; otherwise as
    /// [`DbHandle::world_records`].
    pub async fn world_records_of<T: Record>(&self, world: WorldId) -> Result<Vec<T>, DbError> {
        let table = T::TABLE;
        if !table.of_spawn {
            return Err(DbError::Invalid("a table that is not of spawns"));
        }
        self.long_request(move |stores| async move {
            let sql = format!(
                "SELECT {} FROM {} AS r JOIN spawn ON spawn.id = r.spawn_id
                 WHERE spawn.world_id = $1 ORDER BY {}",
                names(table, "r."),
                table.name,
                key_names(table, "r.")
            );
            let mut reader = stores.world.reader().await?.apart();
            let rows = reader.conn().all(AssertSqlSafe(sql), args![world]).await?;
            rows.iter().map(|row| record(table, row)).collect()
        })
        .await
    }
}

impl DbHandle {
    /// How many rows that belong to spawns name one that is in no world: nothing an import leaves,
    /// but a hand can.
    ///
    /// # Errors
    /// As every request, but without a deadline.
    pub async fn count_rows_without_spawn(&self) -> Result<u64, DbError> {
        self.long_request(|stores| async move {
            let of_spawn = TABLES.iter().filter(|table| table.of_spawn);
            let mut reader = stores.world.reader().await?.apart();
            let mut count = 0;
            for table in of_spawn {
                let sql = format!(
                    "SELECT COUNT(*) FROM {} AS r
                     WHERE NOT EXISTS (SELECT 1 FROM spawn WHERE spawn.id = r.spawn_id)",
                    table.name
                );
                let rows = reader.conn().all(AssertSqlSafe(sql), args![]).await?;
                count += rows.first().map_or(Ok(0), |row| row.int::<u64>(0))?;
            }
            Ok(count)
        })
        .await
    }
}

fn names(table: &Table, prefix: &str) -> String {
    let names: Vec<_> = table
        .columns
        .iter()
        .map(|c| format!("{prefix}{}", c.name))
        .collect();
    names.join(", ")
}

fn key_names(table: &Table, prefix: &str) -> String {
    let key = &table.columns[..table.key];
    let names: Vec<_> = key.iter().map(|c| format!("{prefix}{}", c.name)).collect();
    names.join(", ")
}

fn cells(table: &Table, row: &Row) -> Result<Vec<Cell>, DbError> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(at, column)| column.kind.read(row, at))
        .collect()
}

fn record<T: Record>(table: &Table, row: &Row) -> Result<T, DbError> {
    T::from_cells(&cells(table, row)?).ok_or_else(|| DbError::Corrupt {
        column: 0,
        problem: format!("a row of {} holds what it cannot", table.name),
    })
}

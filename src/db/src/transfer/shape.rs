//! What the tables of a store look like at any version of its schema: learned from the migrations
//! themselves, on a database in memory.

use sqlx::AssertSqlSafe;

use crate::error::DbError;
use crate::migrate::{self, Store};
use crate::pool::Db;
use crate::sql::{Conn, Row, Value, args};
use crate::stores::unix_now;

/// A column as the SQLite schema of this binary describes it; PostgreSQL's has the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Real,
    Text,
    Bytes,
}

pub(super) struct TableShape {
    pub(super) name: String,
    pub(super) columns: Vec<(String, Kind)>,
    /// Ordinals of the primary key's columns, in its order.
    pub(super) key: Vec<usize>,
    /// True when the id is drawn from a sequence on PostgreSQL.
    pub(super) counts: bool,
    /// Rows the migrations themselves put into it.
    pub(super) seeded: u64,
}

impl TableShape {
    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }

    pub(super) fn key_names(&self) -> String {
        let names: Vec<&str> = self
            .key
            .iter()
            .map(|at| self.columns[*at].0.as_str())
            .collect();
        names.join(", ")
    }

    pub(super) fn values(&self, row: &Row) -> Result<Vec<Value>, DbError> {
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(at, (_, kind))| {
                Ok(match kind {
                    Kind::Int => row.int_or_null(at)?.into(),
                    Kind::Real => row.real(at)?.into(),
                    Kind::Text => row.text_or_null(at)?.into(),
                    Kind::Bytes => row.bytes(at)?.into(),
                })
            })
            .collect()
    }
}

/// The tables of a store at `version`, in an order in which references can be satisfied: as they
/// were made.
pub(super) async fn shapes(store: Store, version: i64) -> Result<Vec<TableShape>, DbError> {
    let empty = Db::memory().await?;
    let mut tx = empty.begin().await?;
    migrate::apply_steps(&mut tx, store, (0, Some(version)), unix_now()).await?;
    let mut conn = tx.conn();
    let tables = conn
        .all(
            "SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master
             WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'
             ORDER BY rowid",
            args![],
        )
        .await?;
    let mut shapes = Vec::new();
    for table in &tables {
        let name = table.text(0)?;
        let rows = conn
            .all(
                "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid",
                args![name.as_str()],
            )
            .await?;
        let mut columns = Vec::new();
        let mut key = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let kind = match row.text(1)?.as_str() {
                "REAL" => Kind::Real,
                "TEXT" => Kind::Text,
                "BLOB" => Kind::Bytes,
                _ => Kind::Int,
            };
            columns.push((row.text(0)?, kind));
            match row.int::<i64>(2)? {
                0 => {}
                place => key.push((place, at)),
            }
        }
        key.sort_unstable();
        let seeded = count_built(&mut conn, &format!("SELECT COUNT(*) FROM {name}")).await?;
        shapes.push(TableShape {
            seeded,
            name,
            columns,
            key: key.into_iter().map(|(_, at)| at).collect(),
            counts: table.int::<i64>(1)? != 0,
        });
    }
    drop(tx);
    empty.close().await;
    Ok(shapes)
}

/// One number from a text built of this crate's own names.
pub(super) async fn count_built(conn: &mut Conn<'_>, sql: &str) -> Result<u64, DbError> {
    let rows = conn.all(AssertSqlSafe(sql), args![]).await?;
    rows.first().ok_or(DbError::NotFound)?.int(0)
}

//! Moving house: all rows of a store from one database to another, whatever kind either is.
//!
//! A backup is a transfer into SQLite files, a restore one out of them, and the way from SQLite to
//! PostgreSQL the same again. The target must be empty and is filled in one transaction per store;
//! the counts of every table are compared before it is committed.

use std::path::Path;

use bezgelor_core::config;
use serde::Serialize;
use sqlx::AssertSqlSafe;

use crate::error::DbError;
use crate::handle::{DbHandle, run_to_end};
use crate::migrate::{self, Store};
use crate::pool::{Address, Db, Durability, Reader, Tx};
use crate::sql::{Conn, Row, Value, args};
use crate::stores::unix_now;

/// Rows read at once.
const PAGE: usize = 500;

/// How many rows of one table were copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copied {
    /// The store.
    pub store: &'static str,
    /// The table.
    pub table: String,
    /// Its rows.
    pub rows: u64,
}

/// A configuration whose stores are the files `auth.sqlite`, `character.sqlite` and `world.sqlite`
/// of one folder: the form of a backup.
#[must_use]
pub fn files_config() -> config::Database {
    config::Database::default()
}

/// Copies `stores` from one configuration's databases to another's, both given with the folder
/// their relative files are in. The source is only read and must be at this binary's schema; the
/// target is migrated and must hold nothing of these stores. Blocks until done.
///
/// # Errors
/// [`DbError::Invalid`] when the target is not empty or source and target are the same; otherwise
/// as opening. Nothing is left in the target of the store that failed.
pub fn transfer(
    from: (&config::Database, &Path),
    to: (&config::Database, &Path),
    stores: &[Store],
) -> Result<Vec<Copied>, DbError> {
    let mut plan = Vec::new();
    for &store in stores {
        let from = Address::parse(address(from.0, store), store.name(), from.1)?;
        let to = Address::parse(address(to.0, store), store.name(), to.1)?;
        if from == to {
            return Err(DbError::Invalid("source and target are the same database"));
        }
        if let Address::Sqlite(path) = &from
            && !path.is_file()
        {
            return Err(DbError::NotFound);
        }
        plan.push((store, from, to));
    }
    run_to_end("db-transfer", move || async move {
        let mut copied = Vec::new();
        for (store, from, to) in plan {
            let from = Db::connect(&from, Durability::Power, 2).await?;
            let to = Db::connect(&to, Durability::Power, 2).await?;
            let done = copy_store(&from, &to, store).await;
            from.close().await;
            to.close().await;
            copied.extend(done?);
        }
        Ok(copied)
    })
}

fn address(config: &config::Database, store: Store) -> &str {
    match store {
        Store::Auth => &config.auth,
        Store::Character => &config.character,
        Store::World => &config.world,
    }
}

impl DbHandle {
    /// Writes a backup of `stores` into an empty folder while they are in use: one consistent
    /// SQLite file per store, restorable with [`transfer`] into either kind of database.
    ///
    /// # Errors
    /// [`DbError::Invalid`] when the folder has such a file already; otherwise as every request,
    /// but without a deadline.
    pub async fn backup(&self, dir: &Path, stores: &[Store]) -> Result<Vec<Copied>, DbError> {
        let (dir, wanted) = (dir.to_owned(), stores.to_vec());
        self.long_request(move |stores| async move {
            let mut copied = Vec::new();
            for (store, db) in stores.each() {
                if !wanted.contains(&store) {
                    continue;
                }
                let path = dir.join(format!("{}.sqlite", store.name()));
                if path.exists() {
                    return Err(DbError::Invalid("the folder holds a backup already"));
                }
                let target = Db::connect(&Address::Sqlite(path), Durability::Power, 1).await?;
                let done = copy_store(db, &target, store).await;
                target.close().await;
                copied.extend(done?);
            }
            Ok(copied)
        })
        .await
    }
}

/// A column as the SQLite schema of this binary describes it; PostgreSQL's has the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Int,
    Real,
    Text,
    Bytes,
}

struct TableShape {
    name: String,
    columns: Vec<(String, Kind)>,
    /// Ordinals of the primary key's columns, in its order.
    key: Vec<usize>,
    /// True when the id is drawn from a sequence on PostgreSQL.
    counts: bool,
}

impl TableShape {
    fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }

    fn key_names(&self) -> String {
        let names: Vec<&str> = self
            .key
            .iter()
            .map(|at| self.columns[*at].0.as_str())
            .collect();
        names.join(", ")
    }

    fn values(&self, row: &Row) -> Result<Vec<Value>, DbError> {
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

/// The tables of a store, in an order in which references can be satisfied: as they were made.
async fn shapes(store: Store) -> Result<Vec<TableShape>, DbError> {
    let empty = Db::memory().await?;
    migrate::migrate(&empty, store, unix_now()).await?;
    let mut tx = empty.begin().await?;
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
        shapes.push(TableShape {
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

async fn copy_store(from: &Db, to: &Db, store: Store) -> Result<Vec<Copied>, DbError> {
    if let Some(missing) = migrate::pending(from, store).await?.first() {
        return Err(DbError::Schema {
            store: store.name(),
            version: missing.version,
            problem: "is not applied to the source".into(),
        });
    }
    migrate::migrate(to, store, unix_now()).await?;
    let shapes = shapes(store).await?;
    let mut reader = from.reader().await?;
    let begin = if from.is_postgres() {
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0;
         SET LOCAL idle_in_transaction_session_timeout = 0"
    } else {
        "BEGIN"
    };
    reader.conn().script(begin).await?;
    let done = copy_tables(&mut reader, to, store, &shapes).await;
    reader.conn().script("ROLLBACK").await?;
    done
}

async fn copy_tables(
    reader: &mut Reader,
    to: &Db,
    store: Store,
    shapes: &[TableShape],
) -> Result<Vec<Copied>, DbError> {
    let mut tx = to.begin().await?;
    if to.is_postgres() {
        tx.conn().script("SET LOCAL statement_timeout = 0").await?;
    }
    // The one table a new schema has rows in.
    if store == Store::Character {
        let used = "SELECT COUNT(*) FROM id_block WHERE next_id <> 1";
        if count(&mut tx.conn(), used).await? == 0 {
            tx.conn().run("DELETE FROM id_block", args![]).await?;
        }
    }
    let mut copied = Vec::new();
    for shape in shapes {
        let total = format!("SELECT COUNT(*) FROM {}", shape.name);
        if count_built(&mut tx.conn(), &total).await? != 0 {
            return Err(DbError::Invalid("the target is not empty"));
        }
        copy_table(reader, &mut tx, shape).await?;
        let rows = count_built(&mut reader.conn(), &total).await?;
        if count_built(&mut tx.conn(), &total).await? != rows {
            return Err(DbError::Internal(format!(
                "{} was not copied whole",
                shape.name
            )));
        }
        copied.push(Copied {
            store: store.name(),
            table: shape.name.clone(),
            rows,
        });
    }
    tx.commit().await?;
    Ok(copied)
}

async fn count(conn: &mut Conn<'_>, sql: &'static str) -> Result<u64, DbError> {
    conn.one(sql, args![])
        .await?
        .ok_or(DbError::NotFound)?
        .int(0)
}

async fn count_built(conn: &mut Conn<'_>, sql: &str) -> Result<u64, DbError> {
    let rows = conn.all(AssertSqlSafe(sql), args![]).await?;
    rows.first().ok_or(DbError::NotFound)?.int(0)
}

/// Page by page along the primary key, so that memory stays small and no page is read twice.
async fn copy_table(reader: &mut Reader, tx: &mut Tx, shape: &TableShape) -> Result<(), DbError> {
    let (names, key) = (shape.names(), shape.key_names());
    let first = format!(
        "SELECT {names} FROM {} ORDER BY {key} LIMIT {PAGE}",
        shape.name
    );
    let numbers: Vec<String> = (1..=shape.key.len()).map(|n| format!("${n}")).collect();
    let next = format!(
        "SELECT {names} FROM {} WHERE ({key}) > ({}) ORDER BY {key} LIMIT {PAGE}",
        shape.name,
        numbers.join(", ")
    );
    let mut last: Option<Vec<Value>> = None;
    loop {
        let (sql, after) = match last.take() {
            None => (&first, args![]),
            Some(after) => (&next, after),
        };
        let rows = reader
            .conn()
            .all(AssertSqlSafe(sql.as_str()), after)
            .await?;
        let values = rows.iter().map(|row| shape.values(row));
        let values: Vec<Vec<Value>> = values.collect::<Result<_, _>>()?;
        let Some(end) = values.last() else {
            break;
        };
        last = Some(shape.key.iter().map(|at| end[*at].clone()).collect());
        let list = tx.conn().placeholders(values.len(), shape.columns.len());
        let insert = format!("INSERT INTO {} ({names}) VALUES {list}", shape.name);
        tx.conn()
            .run(AssertSqlSafe(insert), values.concat())
            .await?;
        if rows.len() < PAGE {
            break;
        }
    }
    if shape.counts && tx.conn().is_postgres() {
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence('{}', '{key}'),
             (SELECT COALESCE(MAX({key}), 0) + 1 FROM {}), false)",
            shape.name, shape.name
        );
        tx.conn().all(AssertSqlSafe(sql), args![]).await?;
    }
    Ok(())
}

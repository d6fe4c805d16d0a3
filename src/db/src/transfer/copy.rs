//! Copies one store: in one snapshot of the source and one transaction of the target.
//!
//! The target takes the shape of the source first, then its rows, then the migrations the source
//! lacks. So a backup of last year fits this year's program, and whoever looks meanwhile sees the
//! old state or the new one.

use sqlx::AssertSqlSafe;

use super::Copied;
use super::shape::{TableShape, count_built, shapes};
use crate::error::DbError;
use crate::migrate::{self, Store};
use crate::pool::{Db, Reader, Tx};
use crate::sql::{Conn, Value, args};
use crate::stores::unix_now;

/// Rows read at once.
const PAGE: usize = 500;
/// Ids skipped by a restore: more than a realm can have given away between the backup and now, so
/// that nothing gets an id that something lost had.
const RESTORE_ID_GAP: i64 = 1 << 32;

/// What becomes of the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// Bring it to this program's schema afterwards.
    pub(super) upgrade: bool,
    /// What it holds may go.
    pub(super) replace: bool,
    /// Ids handed out after the source was written are lost to the source.
    pub(super) skip_ids: bool,
}

pub(super) async fn copy_store(
    from: &Db,
    to: &Db,
    store: Store,
    way: Way,
) -> Result<Vec<Copied>, DbError> {
    let version = migrate::version(from, store).await?;
    if version == 0 {
        return Err(DbError::Schema {
            store: store.name(),
            version: 1,
            problem: "is not applied to the source: it holds no such store".into(),
        });
    }
    let held = migrate::version(to, store).await?;
    let mut reader = from.reader().await?.apart();
    let begin = if from.is_postgres() {
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0;
         SET LOCAL idle_in_transaction_session_timeout = 0"
    } else {
        "BEGIN"
    };
    reader.conn().script(begin).await?;
    let done = fill(&mut reader, to, store, (version, held), way).await;
    reader.conn().script("ROLLBACK").await?;
    done
}

/// `versions` are those of the source and of the target.
async fn fill(
    reader: &mut Reader,
    to: &Db,
    store: Store,
    versions: (i64, i64),
    way: Way,
) -> Result<Vec<Copied>, DbError> {
    let (version, held) = versions;
    let shapes_of_source = shapes(store, version).await?;
    let mut tx = to.begin().await?.apart();
    if to.is_postgres() {
        tx.conn().script("SET LOCAL statement_timeout = 0").await?;
    }
    let next_ids = if held > 0 {
        clear(&mut tx, store, &shapes(store, held).await?, way).await?
    } else {
        Vec::new()
    };
    migrate::apply_steps(&mut tx, store, (0, Some(version)), unix_now()).await?;
    for shape in shapes_of_source
        .iter()
        .rev()
        .filter(|shape| shape.seeded > 0)
    {
        let delete = format!("DELETE FROM {}", shape.name);
        tx.conn().run(AssertSqlSafe(delete), args![]).await?;
    }
    let mut copied = Vec::new();
    for shape in &shapes_of_source {
        copy_table(reader, &mut tx, shape).await?;
        let total = format!("SELECT COUNT(*) FROM {}", shape.name);
        let rows = count_built(&mut reader.conn(), &total).await?;
        if count_built(&mut tx.conn(), &total).await? != rows {
            let problem = format!("{} was not copied whole", shape.name);
            return Err(DbError::Internal(problem));
        }
        copied.push(Copied {
            store: store.name(),
            table: shape.name.clone(),
            rows,
        });
    }
    if store == Store::Character {
        pass_ids(&mut tx.conn(), &next_ids, way).await?;
    }
    if way.upgrade {
        migrate::apply_steps(&mut tx, store, (version, None), unix_now()).await?;
        if store == Store::Auth {
            // The processes that gave these signs of life run elsewhere.
            let sql = "UPDATE realm SET last_seen_at = 0";
            tx.conn().run(sql, args![]).await?;
        }
    }
    tx.commit().await?;
    Ok(copied)
}

/// The next id of each kind, where the store hands ids out.
async fn next_ids(conn: &mut Conn<'_>, store: Store) -> Result<Vec<(String, i64)>, DbError> {
    if store != Store::Character {
        return Ok(Vec::new());
    }
    let sql = "SELECT kind, next_id FROM id_block ORDER BY kind";
    let rows = conn.all(sql, args![]).await?;
    rows.iter()
        .map(|row| Ok((row.text(0)?, row.int(1)?)))
        .collect()
}

/// True when there is more than a new schema brings with it.
async fn has_content(
    conn: &mut Conn<'_>,
    tables: &[TableShape],
    next_ids: &[(String, i64)],
) -> Result<bool, DbError> {
    let mut used = next_ids.iter().any(|(_, next)| *next != 1);
    for table in tables {
        let total = format!("SELECT COUNT(*) FROM {}", table.name);
        used |= count_built(conn, &total).await? > table.seeded;
    }
    Ok(used)
}

/// See [`super::occupied`].
pub(super) async fn is_used(db: &Db, store: Store) -> Result<bool, DbError> {
    let held = migrate::version(db, store).await?;
    if held == 0 {
        return Ok(false);
    }
    let tables = shapes(store, held).await?;
    let mut reader = db.reader().await?;
    let ids = next_ids(&mut reader.conn(), store).await?;
    has_content(&mut reader.conn(), &tables, &ids).await
}

/// Takes the store's tables away, if they are empty or may go; says which ids came next.
async fn clear(
    tx: &mut Tx,
    store: Store,
    tables: &[TableShape],
    way: Way,
) -> Result<Vec<(String, i64)>, DbError> {
    let mut conn = tx.conn();
    let ids = next_ids(&mut conn, store).await?;
    if !way.replace && has_content(&mut conn, tables, &ids).await? {
        return Err(DbError::Invalid("the target is not empty"));
    }
    for table in tables.iter().rev() {
        let drop = if conn.is_postgres() {
            drop_with_functions(&table.name)
        } else {
            format!("DROP TABLE {}", table.name)
        };
        conn.execute(AssertSqlSafe(drop)).await?;
    }
    let sql = "DELETE FROM schema_migration WHERE store = $1";
    conn.run(sql, args![store.name()]).await?;
    Ok(ids)
}

/// A table with the functions its triggers call, which the migrations make again.
fn drop_with_functions(table: &str) -> String {
    format!(
        "DO $$ DECLARE called RECORD; BEGIN
             FOR called IN SELECT DISTINCT tgfoid::regprocedure AS name FROM pg_trigger
                 WHERE tgrelid = '{table}'::regclass AND NOT tgisinternal
             LOOP EXECUTE 'DROP FUNCTION ' || called.name || ' CASCADE'; END LOOP;
         END $$; DROP TABLE {table}"
    )
}

/// Ids go on behind whatever was handed out before.
async fn pass_ids(
    conn: &mut Conn<'_>,
    next_ids: &[(String, i64)],
    way: Way,
) -> Result<(), DbError> {
    let later = "UPDATE id_block SET next_id = $2 WHERE kind = $1 AND next_id < $2";
    for (kind, next) in next_ids {
        conn.run(later, args![kind.as_str(), *next]).await?;
    }
    if way.skip_ids {
        let skip = "UPDATE id_block SET next_id = next_id + $1";
        conn.run(skip, args![RESTORE_ID_GAP]).await?;
    }
    Ok(())
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

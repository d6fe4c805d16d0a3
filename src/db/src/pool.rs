//! Connections to one database of either kind: how they are made, tested, lent and given back.
//!
//! SQLite: one writer and a few readers over one WAL file. PostgreSQL: one pool. A connection that
//! does not answer is thrown away rather than waited for, so that a database that hangs costs its
//! callers a deadline and nothing after it has recovered.

use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use bezgelor_core::limits;
use sqlx::pool::{PoolConnection, PoolOptions};
use sqlx::postgres::{PgConnectOptions, PgPool};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, Database, Pool, Postgres, Sqlite, Transaction};

use crate::error::DbError;
use crate::sql::Conn;

/// Longest wait for a free connection; below every deadline of a request.
const ACQUIRE: Duration = Duration::from_millis(limits::DB_ACQUIRE_MS_MAX);
/// Longest a lent-out connection may take to prove that it is alive.
const PING: Duration = Duration::from_millis(limits::DB_ACQUIRE_MS_MAX / 4);
/// A file lock held by another process (`bezgelor account create` beside a running server).
const BUSY: Duration = Duration::from_millis(limits::DB_ACQUIRE_MS_MAX);
/// Longest a SQLite file may take to be made or recovered at the start: a disk that others keep
/// busy needs many seconds for its first sync, and a start is worth waiting for.
const OPEN: Duration = Duration::from_secs(60);
/// How our sessions are called in PostgreSQL's list of them.
pub(crate) const APPLICATION: &str = "bezgelor";
/// Connections that read one SQLite file.
const SQLITE_READERS: u32 = 4;

/// Where one store lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A file.
    Sqlite(PathBuf),
    /// A connection string as libpq takes it.
    Postgres(String),
}

impl Address {
    /// Reads `sqlite:` (then `STORE.sqlite` under the data directory), `sqlite://FILE` (relative
    /// names under the data directory) or `postgres://…`.
    ///
    /// # Errors
    /// [`DbError::Address`] for anything else.
    pub fn parse(text: &str, store: &str, data_dir: &Path) -> Result<Self, DbError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        match text.strip_prefix("sqlite:") {
            Some("" | "//") => Ok(Self::Sqlite(data_dir.join(format!("{store}.sqlite")))),
            Some(file) => Ok(Self::Sqlite(
                data_dir.join(file.strip_prefix("//").unwrap_or(file)),
            )),
            None => Err(DbError::Address(text.to_owned())),
        }
    }

    /// True for a file that is not there; connecting would make it.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Sqlite(path) if !path.is_file())
    }
}

/// How much a commit must survive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// A power failure: the log is synced before a commit is confirmed.
    Power,
    /// A crash of the process; what is kept can be made again.
    Process,
}

/// A SQLite file: one connection that writes, several that read beside it.
#[derive(Clone, Debug)]
pub(crate) struct SqliteDb {
    writer: SqlitePool,
    readers: SqlitePool,
}

/// One database of either kind. Lives on the database thread.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    Postgres(PgPool),
    Sqlite(SqliteDb),
}

/// A connection lent for reading, given back on drop.
pub(crate) enum Reader {
    Postgres(PoolConnection<Postgres>),
    Sqlite(PoolConnection<Sqlite>),
}

impl Reader {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Postgres(conn) => Conn::Postgres(conn),
            Self::Sqlite(conn) => Conn::Sqlite(conn),
        }
    }
}

/// A transaction that may write; dropped without commit, it never happened.
pub(crate) enum Tx {
    Postgres(Transaction<'static, Postgres>),
    Sqlite(Transaction<'static, Sqlite>),
}

impl Tx {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Postgres(tx) => Conn::Postgres(tx),
            Self::Sqlite(tx) => Conn::Sqlite(tx),
        }
    }

    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(tx) => tx.commit().await,
            Self::Sqlite(tx) => tx.commit().await,
        }
    }
}

/// Pool options shared by both: fail instead of waiting, and never lend or keep a dead connection.
fn pool_options<DB: Database>(connections: u32) -> PoolOptions<DB>
where
    for<'c> &'c mut DB::Connection: Send,
{
    PoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        .test_before_acquire(false)
        .before_acquire(|conn: &mut DB::Connection, meta| {
            Box::pin(async move {
                // A connection used a moment ago is taken at its word: a ping costs a round trip.
                if meta.idle_for < Duration::from_millis(limits::DB_IDLE_TRUSTED_MS) {
                    return Ok(true);
                }
                Ok(matches!(
                    tokio::time::timeout(PING, conn.ping()).await,
                    Ok(Ok(()))
                ))
            })
        })
        .after_release(|conn: &mut DB::Connection, _| {
            Box::pin(async move {
                match tokio::time::timeout(PING, conn.ping()).await {
                    // SQLite ends a transaction by itself when the disk is full; the driver still
                    // counts it as open and could never begin another one here.
                    Ok(Ok(())) => Ok(!conn.is_in_transaction()),
                    Ok(Err(error)) => Err(error),
                    // An error, so that nobody waits for a farewell that would not come either.
                    Err(_) => Err(silent().into()),
                }
            })
        })
}

fn silent() -> io::Error {
    let what = "a returned connection did not answer in time and is closed";
    io::Error::new(io::ErrorKind::TimedOut, what)
}

impl Db {
    /// Makes the pools; a SQLite file is opened (and made), PostgreSQL is reached once.
    pub(crate) async fn connect(
        address: &Address,
        durability: Durability,
        pool_size: u32,
    ) -> Result<Self, DbError> {
        match address {
            Address::Postgres(url) => {
                let options = PgConnectOptions::from_str(url)
                    .map_err(|_| DbError::Address(redacted(url)))?
                    .application_name(APPLICATION)
                    .options([
                        ("statement_timeout", limits::DB_STATEMENT_MS_MAX.to_string()),
                        (
                            "idle_in_transaction_session_timeout",
                            limits::DB_STATEMENT_MS_MAX.to_string(),
                        ),
                    ]);
                let pool = pool_options(pool_size.max(2)).connect_with(options).await?;
                Ok(Self::Postgres(pool))
            }
            Address::Sqlite(path) => Ok(Self::Sqlite(SqliteDb::open(path, durability).await?)),
        }
    }

    /// A database that exists only as long as this value, to learn a schema from.
    pub(crate) async fn memory() -> Result<Self, DbError> {
        let options = SqliteConnectOptions::new().in_memory(true);
        let pool: SqlitePool = PoolOptions::new()
            .max_connections(1)
            .connect_with(options)
            .await?;
        Ok(Self::Sqlite(SqliteDb {
            writer: pool.clone(),
            readers: pool,
        }))
    }

    pub(crate) async fn reader(&self) -> Result<Reader, sqlx::Error> {
        Ok(match self {
            Self::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
            Self::Sqlite(db) => Reader::Sqlite(db.readers.acquire().await?),
        })
    }

    /// Begins a transaction that will write. On SQLite it takes the write lock at once, since a
    /// transaction that reads first and writes later fails when another process wrote in between.
    pub(crate) async fn begin(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
            Self::Sqlite(db) => Tx::Sqlite(db.writer.begin_with("BEGIN IMMEDIATE").await?),
        })
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Postgres(pool) => pool.close().await,
            Self::Sqlite(db) => {
                db.readers.close().await;
                db.writer.close().await;
            }
        }
    }
}

impl SqliteDb {
    async fn open(path: &Path, durability: Durability) -> Result<Self, DbError> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| DbError::file(parent, &error))?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(match durability {
                Durability::Power => SqliteSynchronous::Full,
                Durability::Process => SqliteSynchronous::Normal,
            })
            .busy_timeout(BUSY)
            .foreign_keys(true);
        let named =
            |error: sqlx::Error| DbError::Unavailable(format!("{}: {error}", path.display()));
        // Makes or recovers the file before the pools, which give up as soon as requests do.
        let opened = tokio::time::timeout(OPEN, options.connect()).await;
        let first = opened
            .unwrap_or(Err(sqlx::Error::PoolTimedOut))
            .map_err(named)?;
        let writer: Pool<Sqlite> = pool_options(1)
            .min_connections(1)
            .connect_with(options.clone())
            .await
            .map_err(named)?;
        let readers = pool_options(SQLITE_READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(named)?;
        first.close().await.map_err(named)?;
        Ok(Self { writer, readers })
    }

    /// A consistent copy of the file, taken while it is in use.
    pub(crate) async fn copy_to(&self, target: &Path) -> Result<(), DbError> {
        let mut conn = self.writer.acquire().await?;
        sqlx::query("VACUUM INTO $1")
            .bind(target.to_string_lossy().into_owned())
            .execute(&mut *conn)
            .await?;
        Ok(())
    }
}

/// The address without its password, for messages.
pub(crate) fn redacted(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) => format!("{}://…{}", &url[..scheme], &url[at..]),
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_others_refused() {
        let dir = Path::new("/data");
        let parse = |text| Address::parse(text, "auth", dir);
        assert_eq!(
            parse("sqlite:"),
            Ok(Address::Sqlite("/data/auth.sqlite".into()))
        );
        assert_eq!(
            parse("sqlite://a/b.db"),
            Ok(Address::Sqlite("/data/a/b.db".into()))
        );
        assert_eq!(
            parse("sqlite:///srv/b.db"),
            Ok(Address::Sqlite("/srv/b.db".into()))
        );
        assert_eq!(
            parse("postgres://u:p@h/d"),
            Ok(Address::Postgres("postgres://u:p@h/d".into()))
        );
        assert!(matches!(parse("mysql://h/d"), Err(DbError::Address(_))));
    }

    #[test]
    fn passwords_stay_out_of_messages() {
        assert_eq!(
            redacted("postgres://me:secret@host/db"),
            "postgres://…@host/db"
        );
    }
}

//! Connections to one database of either kind: how they are made, tested, lent and given back.
//!
//! SQLite: one writer and a few readers over one WAL file ([`crate::sqlite`]). PostgreSQL: one
//! pool. A connection that does not answer is thrown away rather than waited for, so that a
//! database that hangs costs its callers a deadline and nothing after it has recovered.

use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use bezgelor_core::limits;
use sqlx::pool::{PoolConnection, PoolOptions};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool};
use sqlx::{Connection as _, Postgres, Transaction};

use crate::error::DbError;
use crate::sql::{Conn, args};
use crate::sqlite::{Lender, Lent, Options, Way};

/// Longest wait for a free connection; below every deadline of a request.
const ACQUIRE: Duration = Duration::from_millis(limits::DB_ACQUIRE_MS_MAX);
/// Longest a lent-out connection may take to prove that it is alive.
const PING: Duration = Duration::from_millis(limits::DB_ACQUIRE_MS_MAX / 4);
/// Longest a SQLite file may take to be made or recovered at the start: a disk that others keep
/// busy needs many seconds for its first sync, and a start is worth waiting for.
const OPEN: Duration = Duration::from_secs(60);
/// How our sessions are called in PostgreSQL's list of them.
pub(crate) const APPLICATION: &str = "bezgelor";
/// Connections that read one SQLite file.
const SQLITE_READERS: usize = 4;

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
    writer: Lender,
    readers: Lender,
}

/// One database of either kind. Lives on the database thread.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    Postgres(PgPool),
    Sqlite(SqliteDb),
}

/// A connection lent for single statements, given back on drop.
pub(crate) enum Reader {
    Postgres(PoolConnection<Postgres>),
    Sqlite(Lent),
}

impl Reader {
    /// For what looks at whole tables and for work without a deadline: it is in nobody's way.
    pub(crate) fn apart(mut self) -> Self {
        if let Self::Sqlite(conn) = &mut self {
            conn.apart();
        }
        self
    }

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
    Sqlite(Lent),
}

impl Tx {
    /// See [`Reader::apart`].
    pub(crate) fn apart(mut self) -> Self {
        if let Self::Sqlite(conn) = &mut self {
            conn.apart();
        }
        self
    }

    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Postgres(tx) => Conn::Postgres(tx),
            Self::Sqlite(tx) => Conn::Sqlite(tx),
        }
    }

    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(tx) => tx.commit().await,
            Self::Sqlite(mut tx) => tx.commit().await,
        }
    }
}

/// Fails instead of waiting, and never lends or keeps a dead connection.
fn pool_options(connections: u32) -> PoolOptions<Postgres> {
    PoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        .test_before_acquire(false)
        .before_acquire(|conn: &mut PgConnection, meta| {
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
        .after_release(|conn: &mut PgConnection, _| {
            Box::pin(async move {
                // sqlx pings once more behind this, without a deadline, and has no option for it.
                // So this one stays: a server that hangs would keep the place in the pool.
                match tokio::time::timeout(PING, conn.ping()).await {
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
        let options = Options {
            file: None,
            reads_only: false,
            synced: false,
            connections: 1,
        };
        let only = Lender::open(options, OPEN)?;
        Ok(Self::Sqlite(SqliteDb {
            writer: only.clone(),
            readers: only,
        }))
    }

    pub(crate) async fn reader(&self) -> Result<Reader, sqlx::Error> {
        Ok(match self {
            Self::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
            Self::Sqlite(db) => Reader::Sqlite(db.readers.lend(Way::Read).await?),
        })
    }

    /// As [`Db::reader`], for a look at a few rows. On SQLite it takes the connection that writes
    /// when nobody has it: that one knows what it wrote, while the others read every page anew
    /// after each commit. Who wants to write waits for it meanwhile.
    pub(crate) async fn glance(&self) -> Result<Reader, sqlx::Error> {
        if let Self::Sqlite(db) = self
            && let Some(conn) = db.writer.lend_idle(Way::Read)
        {
            return Ok(Reader::Sqlite(conn));
        }
        self.reader().await
    }

    /// A connection whose statements are transactions by themselves, for what need not survive a
    /// power failure: whoever was logging in is gone with the power.
    pub(crate) async fn quick(&self) -> Result<Reader, sqlx::Error> {
        Ok(match self {
            Self::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
            Self::Sqlite(db) => Reader::Sqlite(db.writer(Way::Quick).await?),
        })
    }

    /// Begins a transaction that will write.
    pub(crate) async fn begin(&self) -> Result<Tx, sqlx::Error> {
        self.begin_as(Way::Kept).await
    }

    /// As [`Db::begin`], of the kind of [`Db::quick`].
    pub(crate) async fn begin_quick(&self) -> Result<Tx, sqlx::Error> {
        self.begin_as(Way::Quick).await
    }

    async fn begin_as(&self, way: Way) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
            Self::Sqlite(db) => {
                let mut conn = db.writer(way).await?;
                conn.begin().await?;
                Tx::Sqlite(conn)
            }
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

    /// Statements that were run so far; counted on SQLite alone, and the same on both.
    #[cfg(feature = "testing")]
    pub(crate) fn statements(&self) -> u64 {
        match self {
            Self::Postgres(_) => 0,
            Self::Sqlite(db) => db.writer.statements() + db.readers.statements(),
        }
    }
}

impl SqliteDb {
    async fn open(path: &Path, durability: Durability) -> Result<Self, DbError> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| DbError::file(parent, &error))?;
        }
        let named =
            |error: sqlx::Error| DbError::Unavailable(format!("{}: {error}", path.display()));
        let writer = Options {
            file: Some(path.to_owned()),
            reads_only: false,
            synced: durability == Durability::Power,
            connections: 1,
        };
        let readers = Options {
            reads_only: true,
            connections: SQLITE_READERS,
            ..writer.clone()
        };
        let opening = tokio::task::spawn_blocking(move || {
            // The writer first: it makes or recovers the file.
            let writer = Lender::open(writer, OPEN)?;
            let readers = Lender::open(readers, OPEN)?;
            Ok::<_, sqlx::Error>(Self { writer, readers })
        });
        let opened = tokio::time::timeout(OPEN, opening).await;
        let opened = opened.map_err(|_| sqlx::Error::PoolTimedOut);
        let opened = opened.and_then(|joined| joined.unwrap_or(Err(sqlx::Error::WorkerCrashed)));
        opened.map_err(named)
    }

    /// Lends the writer.
    async fn writer(&self, way: Way) -> Result<Lent, sqlx::Error> {
        let way = match way {
            // Of this file nothing needs more.
            Way::Kept if !self.writer.is_synced() => Way::Quick,
            way => way,
        };
        let mut conn = self.writer.lend(way).await?;
        conn.prepare().await?;
        Ok(conn)
    }

    /// A consistent copy of the file, taken while it is in use.
    pub(crate) async fn copy_to(&self, target: &Path) -> Result<(), DbError> {
        let mut conn = Reader::Sqlite(self.writer(Way::Kept).await?).apart();
        let target = target.to_string_lossy().into_owned();
        conn.conn().run("VACUUM INTO $1", args![target]).await?;
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

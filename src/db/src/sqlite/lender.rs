//! Who has which connection to one file.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bezgelor_core::limits;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{Semaphore, TryAcquireError};

use super::error;
use super::lent::{Lent, Way};

/// Longest wait for a free connection; below every deadline of a request.
const ACQUIRE: Duration = Duration::from_millis(limits::DB_ACQUIRE_MS_MAX);
/// A file lock held by another process (`bezgelor account create` beside a running server).
pub(super) const BUSY: Duration = Duration::from_millis(limits::DB_ACQUIRE_MS_MAX);
/// Statements that each connection keeps prepared: more than there are texts.
const PREPARED: usize = 256;

/// Moves what can be moved without waiting for readers.
pub(super) const MOVE_LOG: &str = "PRAGMA wal_checkpoint(PASSIVE)";

/// How the connections of a lender are opened.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The file; none for a database in memory that ends with its one connection.
    pub(crate) file: Option<PathBuf>,
    /// Refuse to write.
    pub(crate) reads_only: bool,
    /// Whether a commit is synced before it is confirmed, unless somebody asks for less.
    pub(crate) synced: bool,
    /// How many there may be.
    pub(crate) connections: usize,
}

/// Lends connections to one file, each to one at a time; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Lender(Arc<Home>);

/// A connection and what is set of it.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) conn: Connection,
    /// What its commits wait for.
    pub(super) synced: bool,
    /// Commits that nothing was synced for since the log was last moved into the file.
    pub(super) unsynced: u32,
}

/// Where connections are while nobody has them.
#[derive(Debug)]
pub(super) struct Home {
    options: Options,
    shelf: Mutex<Shelf>,
    permits: Arc<Semaphore>,
}

#[derive(Debug, Default)]
struct Shelf {
    /// The one that was used last is lent first: it knows most pages and statements.
    idle: Vec<Open>,
    /// Statements that were run on those that came back, for tests that hold their number.
    statements: u64,
    /// Somebody moves the log into the file.
    moves_log: bool,
}

impl Lender {
    /// Opens the first connection, waiting for the file up to `patience`.
    pub(crate) fn open(options: Options, patience: Duration) -> Result<Self, sqlx::Error> {
        let first = open(&options, patience).map_err(error::of)?;
        Ok(Self(Arc::new(Home {
            permits: Arc::new(Semaphore::new(options.connections)),
            shelf: Mutex::new(Shelf {
                idle: vec![first],
                ..Shelf::default()
            }),
            options,
        })))
    }

    /// Whether its commits wait for the disk.
    pub(crate) fn is_synced(&self) -> bool {
        self.0.options.synced
    }

    /// A connection, as soon as one is free.
    pub(crate) async fn lend(&self, way: Way) -> Result<Lent, sqlx::Error> {
        let permits = &self.0.permits;
        let permit = match Arc::clone(permits).try_acquire_owned() {
            Ok(permit) => permit,
            Err(TryAcquireError::Closed) => return Err(sqlx::Error::PoolClosed),
            Err(TryAcquireError::NoPermits) => {
                let free = tokio::time::timeout(ACQUIRE, Arc::clone(permits).acquire_owned());
                let free = free.await.map_err(|_| sqlx::Error::PoolTimedOut)?;
                free.map_err(|_| sqlx::Error::PoolClosed)?
            }
        };
        let idle = self.0.shelf().idle.pop();
        let open = match idle {
            Some(open) => open,
            None => {
                let home = Arc::clone(&self.0);
                let opened = tokio::task::spawn_blocking(move || open(&home.options, BUSY));
                let opened = opened.await.map_err(|_| sqlx::Error::WorkerCrashed)?;
                opened.map_err(error::of)?
            }
        };
        Ok(Lent::new(open, way, Arc::clone(&self.0), permit))
    }

    /// A connection, if one is open and nobody has it.
    pub(crate) fn lend_idle(&self, way: Way) -> Option<Lent> {
        let permit = Arc::clone(&self.0.permits).try_acquire_owned().ok()?;
        let open = self.0.shelf().idle.pop()?;
        Some(Lent::new(open, way, Arc::clone(&self.0), permit))
    }

    /// Lends nothing any more, and closes each connection when it comes back. Those that are lent
    /// are waited for as long as anybody is.
    pub(crate) async fn close(&self) {
        let permits = Arc::clone(&self.0.permits);
        let all = u32::try_from(self.0.options.connections).unwrap_or(u32::MAX);
        // One that does not come back hangs in the disk: closing it would hang too.
        let _ = tokio::time::timeout(ACQUIRE, permits.acquire_many_owned(all)).await;
        self.0.permits.close();
        self.0.shelf().idle.clear();
    }

    #[cfg(test)]
    pub(super) fn home(&self) -> &Arc<Home> {
        &self.0
    }

    /// See [`Shelf::statements`].
    #[cfg(feature = "testing")]
    pub(crate) fn statements(&self) -> u64 {
        self.0.shelf().statements
    }
}

impl Home {
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves the log into the file on a connection of its own, unless somebody is at it: the disk
    /// may take its time, and who writes meanwhile does not wait for it.
    pub(super) fn move_log(self: &Arc<Self>) {
        if self.options.file.is_none() || std::mem::replace(&mut self.shelf().moves_log, true) {
            return;
        }
        let home = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let moved =
                open(&home.options, BUSY).and_then(|open| open.conn.execute_batch(MOVE_LOG));
            if let Err(error) = moved {
                tracing::debug!(%error, "the log was not moved into the file; it will be later");
            }
            home.shelf().moves_log = false;
        });
    }

    /// Whether somebody is at it.
    pub(super) fn moves_log(&self) -> bool {
        self.shelf().moves_log
    }

    /// Takes a connection back, on which so many statements were run.
    pub(super) fn take_back(&self, open: Open, statements: u64) {
        if !self.permits.is_closed() {
            let mut shelf = self.shelf();
            shelf.idle.push(open);
            shelf.statements += statements;
        }
    }
}

fn open(options: &Options, patience: Duration) -> rusqlite::Result<Open> {
    let conn = match &options.file {
        Some(file) => Connection::open_with_flags(
            file,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?,
        None => Connection::open_in_memory()?,
    };
    conn.busy_timeout(patience)?;
    conn.set_prepared_statement_cache_capacity(PREPARED);
    // Plans do not depend on the values of one call: a statement would be prepared anew each time
    // that another value is bound to a LIMIT.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL")?;
    conn.execute_batch(if options.synced {
        "PRAGMA synchronous = FULL"
    } else {
        "PRAGMA synchronous = NORMAL"
    })?;
    if options.reads_only {
        conn.execute_batch("PRAGMA query_only = ON")?;
    }
    // From now on whoever asks waits by itself: a thread that sleeps serves nobody.
    conn.busy_timeout(Duration::ZERO)?;
    Ok(Open {
        conn,
        synced: options.synced,
        unsynced: 0,
    })
}

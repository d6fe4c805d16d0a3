//! A connection in somebody's hands.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use sqlx::SqlStr;
use tokio::sync::OwnedSemaphorePermit;

use super::lender::{BUSY, Home, MOVE_LOG, Open};
use super::{Done, VALUES_AT_ONCE, error, execute};
use crate::sql::Value;

/// Between two looks whether a lock is free.
const PAUSE: Duration = Duration::from_millis(2);
/// Every so many commits that nothing is synced for, the log is moved into the file beside them:
/// about as much log as SQLite lets grow by itself, which it would do in the middle of a commit. A
/// commit writes a page or two.
pub(super) const MOVED_EVERY: u32 = 400;
/// So many are waited for: a log that is always written to is never moved as a whole beside that.
pub(super) const UNSYNCED_MAX: u32 = 5 * MOVED_EVERY;

/// What a connection is lent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Reading.
    Read,
    /// Writing what survives a crash of the process, and a power failure a moment later.
    Quick,
    /// Writing what survives a power failure once it is confirmed.
    Kept,
}

/// See the module. Given back on drop, without what was not committed.
pub(crate) struct Lent {
    /// None while a thread has it, and for good when nobody waited for that thread.
    open: Option<Open>,
    way: Way,
    apart: bool,
    /// It is closed rather than lent again.
    doubtful: bool,
    statements: u64,
    home: Arc<Home>,
    _permit: OwnedSemaphorePermit,
}

impl Lent {
    pub(super) fn new(open: Open, way: Way, home: Arc<Home>, permit: OwnedSemaphorePermit) -> Self {
        Self {
            open: Some(open),
            way,
            apart: false,
            doubtful: false,
            statements: 0,
            home,
            _permit: permit,
        }
    }

    /// Runs every statement on a thread of its own from now on.
    pub(crate) fn apart(&mut self) {
        self.apart = true;
    }

    /// Runs one statement.
    pub(crate) async fn statement(
        &mut self,
        text: SqlStr,
        args: Vec<Value>,
    ) -> Result<Done, sqlx::Error> {
        self.statements += 1;
        if self.apart || args.len() > VALUES_AT_ONCE || self.commits_slowly() {
            return self
                .aside(move |conn| execute(conn, text.as_str(), &args))
                .await;
        }
        let done = self
            .patiently(|conn| execute(conn, text.as_str(), &args))
            .await;
        if self.way == Way::Quick && self.is_alone() {
            self.committed_quickly().await;
        }
        done
    }

    /// Runs several statements without values.
    pub(crate) async fn script(&mut self, text: SqlStr) -> Result<(), sqlx::Error> {
        self.statements += 1;
        if self.apart || self.commits_slowly() {
            return self
                .aside(move |conn| conn.execute_batch(text.as_str()))
                .await;
        }
        self.patiently(|conn| conn.execute_batch(text.as_str()))
            .await
    }

    /// Sees to what its commits wait for; before the first of them.
    pub(crate) async fn prepare(&mut self) -> Result<(), sqlx::Error> {
        let synced = self.way == Way::Kept;
        if self.open.as_ref().is_none_or(|open| open.synced == synced) {
            return Ok(());
        }
        let pragmas = if synced {
            "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000"
        } else {
            "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0"
        };
        self.patiently(|conn| conn.execute_batch(pragmas)).await?;
        if let Some(open) = &mut self.open {
            open.synced = synced;
        }
        Ok(())
    }

    /// Begins a transaction that writes, with the lock for it: one that reads first and writes
    /// later fails when another process wrote in between.
    pub(crate) async fn begin(&mut self) -> Result<(), sqlx::Error> {
        self.statements += 1;
        self.patiently(|conn| execute(conn, "BEGIN IMMEDIATE", &[]))
            .await?;
        Ok(())
    }

    /// Ends it.
    pub(crate) async fn commit(&mut self) -> Result<(), sqlx::Error> {
        self.statements += 1;
        let commit = |conn: &Connection| execute(conn, "COMMIT", &[]).map(drop);
        if self.apart || self.way != Way::Quick {
            return self.aside(commit).await;
        }
        self.patiently(commit).await?;
        self.committed_quickly().await;
        Ok(())
    }

    /// Whether the next statement is a transaction by itself that waits for the disk.
    fn commits_slowly(&self) -> bool {
        self.way == Way::Kept && self.is_alone()
    }

    fn is_alone(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|open| open.conn.is_autocommit())
    }

    /// Has the log moved into the file every now and then, since no commit of this kind does.
    async fn committed_quickly(&mut self) {
        let Some(open) = &mut self.open else {
            return;
        };
        open.unsynced += 1;
        if open.unsynced >= UNSYNCED_MAX {
            open.unsynced = 0;
            // Two at once would get in each other's way.
            let until = Instant::now() + BUSY;
            while self.home.moves_log() && Instant::now() < until {
                tokio::time::sleep(PAUSE).await;
            }
            let moved = self.aside(|conn| conn.execute_batch(MOVE_LOG));
            if let Err(error) = moved.await {
                tracing::debug!(%error, "the log was not moved into the file; it will be later");
            }
        } else if open.unsynced.is_multiple_of(MOVED_EVERY) {
            self.home.move_log();
        }
    }

    /// Does something here, again and again while somebody else has the lock.
    async fn patiently<T>(
        &mut self,
        mut act: impl FnMut(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, sqlx::Error> {
        let mut until = None;
        loop {
            let done = match &self.open {
                Some(open) => act(&open.conn),
                None => return Err(sqlx::Error::WorkerCrashed),
            };
            match done {
                Err(error) if error::is_busy(&error) => {
                    let now = Instant::now();
                    if now >= *until.get_or_insert(now + BUSY) {
                        return Err(self.failed(error));
                    }
                }
                done => return done.map_err(|error| self.failed(error)),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Does something on a thread of its own, which may wait for a lock and for the disk.
    async fn aside<T: Send + 'static>(
        &mut self,
        act: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, sqlx::Error> {
        let open = self.open.take().ok_or(sqlx::Error::WorkerCrashed)?;
        let work = tokio::task::spawn_blocking(move || {
            let done = open.conn.busy_timeout(BUSY).and_then(|()| act(&open.conn));
            let calm = open.conn.busy_timeout(Duration::ZERO);
            (open, calm.and(done))
        });
        let (open, done) = work.await.map_err(|_| sqlx::Error::WorkerCrashed)?;
        self.open = Some(open);
        done.map_err(|error| self.failed(error))
    }

    fn failed(&mut self, error: rusqlite::Error) -> sqlx::Error {
        self.doubtful |= error::is_of_the_file(&error);
        error::of(error)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        // A full disk ends a transaction by itself, so it is asked and not remembered.
        let ended = open.conn.is_autocommit() || open.conn.execute_batch("ROLLBACK").is_ok();
        if ended && !self.doubtful {
            self.home.take_back(open, self.statements);
        }
    }
}

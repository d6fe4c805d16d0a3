//! Whether somebody else has a database open, for commands that must not pull it away from a realm.
//!
//! Both databases know their users: SQLite by the lock every connection holds on its file, which
//! one that wants it for itself alone cannot get past; PostgreSQL by its list of sessions, in which
//! ours carry the program's name.

use std::io;
use std::path::Path;
use std::str::FromStr as _;
use std::time::Duration;

use bezgelor_core::config;
use rusqlite::ErrorCode;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection as _, Row as _};

use crate::error::DbError;
use crate::handle::run_to_end;
use crate::migrate::Store;
use crate::pool::{APPLICATION, Address};
use crate::transfer::address;

/// A connection that is just being closed is waited for this long.
const PATIENCE: Duration = Duration::from_millis(500);

/// A database that others have open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InUse {
    /// The first store concerned.
    pub store: Store,
}

/// Looks whether another process of this program, or on SQLite any other, has one of `stores` open.
/// Blocks until done.
///
/// # Errors
/// When a database is there and cannot be asked.
pub fn in_use(
    config: &config::Database,
    data_dir: &Path,
    stores: &[Store],
) -> Result<Option<InUse>, DbError> {
    let mut places = Vec::new();
    for &store in stores {
        let place = Address::parse(address(config, store), store.name(), data_dir)?;
        places.push((store, place));
    }
    run_to_end("db-look", move || async move {
        for (store, place) in places {
            let used = match &place {
                absent if absent.is_absent() => false,
                Address::Sqlite(path) => file_in_use(path)?,
                Address::Postgres(url) => sessions(url).await? > 0,
            };
            if used {
                return Ok(Some(InUse { store }));
            }
        }
        Ok(None)
    })
}

fn file_in_use(path: &Path) -> Result<bool, DbError> {
    let looked = || {
        let conn = rusqlite::Connection::open(path)?;
        conn.busy_timeout(PATIENCE)?;
        conn.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK")
    };
    match looked() {
        Ok(()) => Ok(false),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Ok(true),
            _ => Err(DbError::file(path, &io::Error::other(error))),
        },
    }
}

async fn sessions(url: &str) -> Result<i64, DbError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|_| DbError::Address(crate::pool::redacted(url)))?
        .application_name("bezgelor look");
    let mut conn = PgConnection::connect_with(&options).await?;
    let query = sqlx::query(
        "SELECT COUNT(*) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = $1",
    );
    let row = query.bind(APPLICATION).fetch_one(&mut conn).await?;
    let count = row.try_get(0)?;
    conn.close().await?;
    Ok(count)
}

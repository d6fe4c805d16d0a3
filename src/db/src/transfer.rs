//! Moving house: all rows of a store from one database to another, whatever kind either is.
//!
//! A backup is a copy into SQLite files, a restore one out of them, and the way from SQLite to
//! PostgreSQL the same again. Each store goes over in one transaction, which compares the counts of
//! every table before it is committed.

mod copy;
mod shape;

use std::path::{Path, PathBuf};

use bezgelor_core::config;
use serde::Serialize;

use crate::error::DbError;
use crate::handle::{DbHandle, run_to_end};
use crate::migrate::Store;
use crate::pool::{Address, Db, Durability};

use copy::{Way, copy_store};

/// A backup is what it was made from.
const BACKUP: Way = Way {
    upgrade: false,
    replace: false,
    skip_ids: false,
};
/// A new house, for which the old one is left.
const MOVE: Way = Way {
    upgrade: true,
    replace: false,
    skip_ids: false,
};

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

/// The stores a folder with a backup has files of.
#[must_use]
pub fn stores_in(folder: &Path) -> Vec<Store> {
    let has_file = |store: &Store| folder.join(file_name(*store)).is_file();
    Store::ALL.into_iter().filter(has_file).collect()
}

/// Name of a store's file in a backup.
fn file_name(store: Store) -> String {
    format!("{}.sqlite", store.name())
}

/// Copies `stores` from one configuration's databases to another's, both given with the folder
/// their relative files are in. The source is only read, and may be of an older schema; the target
/// must hold nothing of these stores and gets the schema of this program. Blocks until done.
///
/// # Errors
/// [`DbError::Invalid`] when the target is not empty or source and target are the same,
/// [`DbError::NotFound`] when a file of the source is not there; otherwise as opening. Nothing is
/// left in the target of the store that failed.
pub fn transfer(
    from: (&config::Database, &Path),
    to: (&config::Database, &Path),
    stores: &[Store],
) -> Result<Vec<Copied>, DbError> {
    copy_all(from, to, stores, MOVE)
}

/// Writes a backup of `stores` into `folder`, whether they are in use or not, without changing
/// anything about them: one consistent SQLite file per store, for [`restore`] into either kind of
/// database. Blocks until done.
///
/// # Errors
/// As [`transfer`].
pub fn backup(
    from: (&config::Database, &Path),
    folder: &Path,
    stores: &[Store],
) -> Result<Vec<Copied>, DbError> {
    copy_all(from, (&files_config(), folder), stores, BACKUP)
}

/// Fills `stores` of a configuration's databases from the backup in `folder`. What they held goes
/// in the same transaction, if `replace` says so. Ids go on far behind those of the backup: what
/// was made after it is lost, and its ids are not for others. Blocks until done.
///
/// # Errors
/// As [`transfer`]; [`DbError::Invalid`] when they hold something and `replace` is not set.
pub fn restore(
    folder: &Path,
    to: (&config::Database, &Path),
    stores: &[Store],
    replace: bool,
) -> Result<Vec<Copied>, DbError> {
    let way = Way {
        upgrade: true,
        replace,
        skip_ids: true,
    };
    copy_all((&files_config(), folder), to, stores, way)
}

/// Those of `stores` whose files are not there.
///
/// # Errors
/// [`DbError::Address`].
pub fn absent(
    config: &config::Database,
    data_dir: &Path,
    stores: &[Store],
) -> Result<Vec<(Store, PathBuf)>, DbError> {
    let mut absent = Vec::new();
    for &store in stores {
        let place = Address::parse(address(config, store), store.name(), data_dir)?;
        if place.is_absent()
            && let Address::Sqlite(file) = place
        {
            absent.push((store, file));
        }
    }
    Ok(absent)
}

/// Those of `stores` that hold something: rows beyond those of a new schema, or ids handed out.
/// A file that is not there is not made. Blocks until done.
///
/// # Errors
/// As opening.
pub fn occupied(
    config: &config::Database,
    data_dir: &Path,
    stores: &[Store],
) -> Result<Vec<Store>, DbError> {
    let mut places = Vec::new();
    for &store in stores {
        let place = Address::parse(address(config, store), store.name(), data_dir)?;
        places.push((store, place));
    }
    run_to_end("db-look", move || async move {
        let mut occupied = Vec::new();
        for (store, place) in places {
            if place.is_absent() {
                continue;
            }
            let db = Db::connect(&place, Durability::Power, 1).await?;
            let used = copy::is_used(&db, store).await;
            db.close().await;
            if used? {
                occupied.push(store);
            }
        }
        Ok(occupied)
    })
}

fn copy_all(
    from: (&config::Database, &Path),
    to: (&config::Database, &Path),
    stores: &[Store],
    way: Way,
) -> Result<Vec<Copied>, DbError> {
    let mut plan = Vec::new();
    // Characters before the accounts they belong to: an account made in between has no character
    // yet, but no character lacks its account.
    for store in Store::ALL.into_iter().rev() {
        if !stores.contains(&store) {
            continue;
        }
        let from = Address::parse(address(from.0, store), store.name(), from.1)?;
        let to = Address::parse(address(to.0, store), store.name(), to.1)?;
        if from == to {
            return Err(DbError::Invalid("source and target are the same database"));
        }
        if from.is_absent() {
            return Err(DbError::NotFound);
        }
        plan.push((store, from, to));
    }
    // All before any, so that nothing is half done for a reason known before.
    if !way.replace && !occupied(to.0, to.1, stores)?.is_empty() {
        return Err(DbError::Invalid("the target is not empty"));
    }
    run_to_end("db-transfer", move || async move {
        let mut copied = Vec::new();
        for (store, from, to) in plan {
            let from = Db::connect(&from, Durability::Power, 2).await?;
            let to = Db::connect(&to, Durability::Power, 2).await?;
            let done = copy_store(&from, &to, store, way).await;
            from.close().await;
            to.close().await;
            copied.extend(done?);
        }
        Ok(copied)
    })
}

pub(crate) fn address(config: &config::Database, store: Store) -> &str {
    match store {
        Store::Auth => &config.auth,
        Store::Character => &config.character,
        Store::World => &config.world,
    }
}

/// Writes one store, of whatever version, into a file of its own.
pub(crate) async fn copy_to_file(
    db: &Db,
    file: &Path,
    store: Store,
) -> Result<Vec<Copied>, DbError> {
    let address = Address::Sqlite(file.to_owned());
    let target = Db::connect(&address, Durability::Power, 1).await?;
    let done = copy_store(db, &target, store, BACKUP).await;
    target.close().await;
    done
}

impl DbHandle {
    /// As [`backup`], of the databases this handle has open.
    ///
    /// # Errors
    /// [`DbError::Invalid`] when the folder has such a file already; otherwise as every request,
    /// but without a deadline.
    pub async fn backup(&self, dir: &Path, stores: &[Store]) -> Result<Vec<Copied>, DbError> {
        let (dir, wanted) = (dir.to_owned(), stores.to_vec());
        self.long_request(move |stores| async move {
            let mut copied = Vec::new();
            for (store, db) in stores.each().into_iter().rev() {
                if !wanted.contains(&store) {
                    continue;
                }
                let file = dir.join(file_name(store));
                if file.exists() {
                    return Err(DbError::Invalid("the folder holds a backup already"));
                }
                copied.extend(copy_to_file(db, &file, store).await?);
            }
            Ok(copied)
        })
        .await
    }
}

//! What a command makes sure of before it touches what players own.

use std::path::Path;

use anyhow::{Context, bail};
use bezgelor_core::config::Database;
use db::{DbHandle, Store};

/// Refuses a data directory without these stores: a mistyped one must not look like an empty realm.
///
/// # Errors
/// When one is a file that is not there.
pub(super) fn check_existing(
    database: &Database,
    data: &Path,
    stores: &[Store],
) -> anyhow::Result<()> {
    let absent = db::absent(database, data, stores).context("look for the databases")?;
    if let Some((store, file)) = absent.first() {
        bail!(
            "there is no {} database {}: name the realm's folder with --data",
            store.name(),
            file.display()
        );
    }
    Ok(())
}

/// Refuses while a realm, or anybody else, has one of these stores open.
///
/// # Errors
/// When somebody has, or it cannot be told.
pub(super) fn refuse_in_use(
    database: &Database,
    data: &Path,
    stores: &[Store],
) -> anyhow::Result<()> {
    let used = db::in_use(database, data, stores).context("look whether a realm is running")?;
    if let Some(used) = used {
        bail!(
            "the {} database is in use: stop the realm first; nothing was changed",
            used.store.name()
        );
    }
    Ok(())
}

/// Refuses databases of an older schema.
///
/// # Errors
/// When migrations are missing, or the databases cannot be asked.
pub(super) fn require_schema(database: &Database, data: &Path) -> anyhow::Result<()> {
    let missing = DbHandle::pending_migrations(database, data).context("look at the databases")?;
    if let Some(missing) = missing.first() {
        bail!(
            "the {} database lacks the migration {}: run `bezgelor migrate` first",
            missing.store,
            missing.name
        );
    }
    Ok(())
}

/// Refuses to change the schema of databases that hold something: a realm of the version before may
/// be running on them. New databases are made.
///
/// # Errors
/// When migrations are missing, or the databases cannot be asked.
pub(crate) fn refuse_behind(database: &Database, data: &Path) -> anyhow::Result<()> {
    let missing = DbHandle::pending_migrations(database, data).context("look at the databases")?;
    // The first of a new database is its number 1.
    let behind = Store::ALL.into_iter().find_map(|store| {
        let first = missing.iter().find(|step| step.store == store.name())?;
        (first.version > 1).then_some(first)
    });
    if let Some(first) = behind {
        bail!(
            "the {} database is of an older version, without {}: stop the realms that use it, \
             then run `bezgelor migrate`",
            first.store,
            first.name
        );
    }
    Ok(())
}

/// Refuses to start a realm that would migrate databases under another one.
///
/// # Errors
/// When somebody has them open and migrations are missing, or they cannot be asked.
pub(crate) fn refuse_behind_in_use(database: &Database, data: &Path) -> anyhow::Result<()> {
    match refuse_behind(database, data) {
        Err(behind) if db::in_use(database, data, &Store::ALL)?.is_some() => Err(behind),
        _ => Ok(()),
    }
}

//! What a command makes sure of before it touches what players own.

use std::path::Path;

use anyhow::{Context, bail};
use bezgelor_core::config::Database;
use db::{DbHandle, Store};

/// What must be there before a command opens databases, which makes those that are not.
#[derive(Clone, Copy, Debug)]
pub(super) enum Needs {
    /// The folders of all databases: a command that puts the first thing into a new realm.
    Folders,
    /// This database.
    Store(Store),
}

impl Needs {
    /// Refuses when it is not there: only `serve` and `setup` make a realm, everything else was
    /// given a mistyped `--data`.
    ///
    /// # Errors
    /// When it is not there.
    pub(super) fn check(self, database: &Database, data: &Path) -> anyhow::Result<()> {
        match self {
            Self::Folders => check_folders(database, data),
            Self::Store(store) => check_existing(database, data, &[store]),
        }
    }
}

/// Refuses a data directory without these stores: a mistyped one must not look like an empty realm.
///
/// # Errors
/// When one is a file that is not there.
pub(super) fn check_existing(
    database: &Database,
    data: &Path,
    stores: &[Store],
) -> anyhow::Result<()> {
    check_folders(database, data)?;
    let absent = db::absent(database, data, stores).context("look for the databases")?;
    if let Some((store, file)) = absent.first() {
        bail!(
            "there is no {} database {}: name the realm's folder with --data, or make a realm \
             there with `bezgelor setup`",
            store.name(),
            file.display()
        );
    }
    Ok(())
}

/// Refuses to make the folder of a database.
///
/// # Errors
/// When a database is a file whose folder is not there.
fn check_folders(database: &Database, data: &Path) -> anyhow::Result<()> {
    let absent = db::absent(database, data, &Store::ALL).context("look for the databases")?;
    for (_, file) in absent {
        check_folder(file.parent().unwrap_or(&file))?;
    }
    Ok(())
}

/// Refuses a folder that is not there.
///
/// # Errors
/// When it is not, or is no folder.
pub(super) fn check_folder(folder: &Path) -> anyhow::Result<()> {
    // "" is the parent of a name alone.
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let shown = folder.display();
    if folder.exists() {
        bail!("{shown} is no folder: name the realm's folder with --data");
    }
    bail!(
        "there is no folder {shown}: name the realm's with --data, or make a new realm there with \
         `bezgelor setup`"
    )
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

//! `bezgelor backup` and `bezgelor restore`: what players own, as files and back.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use bezgelor_core::config::Database;
use db::{AuditReport, Copied, Store};
use serde_json::json;

use super::{Needs, audit};
use crate::cli::{BackupArgs, RestoreArgs, StoreArgs};
use crate::say::say;
use crate::{calendar, wall_clock};

/// Writes a backup, beside a running realm or without one. The folder gets its name when it is
/// complete.
///
/// # Errors
/// When the folder is there already, or the databases cannot be read.
pub fn backup(args: &BackupArgs) -> anyhow::Result<()> {
    let settings = super::load(&args.place)?;
    let data = &args.place.data.folder;
    let folder = match &args.folder {
        Some(folder) => folder.clone(),
        None => {
            super::check_folder(data)?;
            new_folder(data, "backup")
        }
    };
    let copied = write(
        &settings.config.database,
        data,
        &folder,
        &chosen(args.stores),
    )?;
    if args.json {
        say!("{}", json!({ "folder": folder, "copied": copied }));
    } else {
        say!("{}", rows_of(&copied));
        say!("backup complete: {}", folder.display());
    }
    Ok(())
}

/// Puts a backup into the configured databases.
///
/// # Errors
/// When a realm is running, there is something already and `--replace` was not given, the folder
/// holds no such backup, or the databases refuse; also when what was restored does not add up.
pub fn restore(args: &RestoreArgs) -> anyhow::Result<()> {
    let settings = super::load(&args.place)?;
    let (database, data) = (&settings.config.database, &args.place.data.folder);
    let stores = in_folder(&args.folder, args.stores)?;
    Needs::Folders.check(database, data)?;
    super::refuse_in_use(database, data, &stores)?;
    let occupied = db::occupied(database, data, &stores).context("look at the databases")?;
    let mut kept = None;
    if !occupied.is_empty() {
        if !args.replace {
            bail!(
                "the {} holds something already: give --replace to put the backup in its place",
                names(&occupied)
            );
        }
        let folder = new_folder(data, "before-restore");
        write(database, data, &folder, &occupied)?;
        kept = Some(folder);
    }
    let copied = db::restore(&args.folder, (database, data), &stores, args.replace)
        .with_context(|| format!("restore {}", args.folder.display()))?;
    let report = if stores.contains(&Store::Character) {
        Some(audit::of(database, data)?)
    } else {
        None
    };
    tell(args.json, &copied, kept.as_deref(), report.as_ref())
}

fn tell(
    as_json: bool,
    copied: &[Copied],
    kept: Option<&Path>,
    report: Option<&AuditReport>,
) -> anyhow::Result<()> {
    if as_json {
        let audit = report.map(audit::object).transpose()?;
        say!(
            "{}",
            json!({ "copied": copied, "replaced": kept, "audit": audit })
        );
    } else {
        say!("{}", rows_of(copied));
        if let Some(kept) = kept {
            say!("what was there before: {}", kept.display());
        }
        if let Some(report) = report {
            say!("{}", audit::text(report));
        }
    }
    if report.is_some_and(|report| !report.is_clean()) {
        bail!("the backup was restored as it is, and it does not add up");
    }
    Ok(())
}

/// Writes `stores` into `folder`, under another name until all are there.
fn write(
    database: &Database,
    data: &Path,
    folder: &Path,
    stores: &[Store],
) -> anyhow::Result<Vec<Copied>> {
    if folder.exists() {
        bail!("{} is there already: name another folder", folder.display());
    }
    super::check_existing(database, data, stores)?;
    let mut partial = folder.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    // What a backup that was killed left behind.
    if partial.exists() {
        fs::remove_dir_all(&partial).with_context(|| partial.display().to_string())?;
    }
    fs::create_dir_all(&partial).with_context(|| partial.display().to_string())?;
    let copied = match db::backup((database, data), &partial, stores) {
        Ok(copied) => copied,
        Err(error) => {
            // The reason is worth more than an error about the leftover.
            let _ = fs::remove_dir_all(&partial);
            return Err(error).context("back up the databases");
        }
    };
    let synced = fs::File::open(&partial).and_then(|folder| folder.sync_all());
    synced.with_context(|| partial.display().to_string())?;
    fs::rename(&partial, folder).with_context(|| folder.display().to_string())?;
    Ok(copied)
}

fn new_folder(data: &Path, what: &str) -> PathBuf {
    let now = wall_clock();
    let name = format!("{what}-{}-{}", calendar::date(now), now.0);
    data.join(db::BACKUPS).join(name)
}

/// The stores a command is for.
pub(super) fn chosen(stores: StoreArgs) -> Vec<Store> {
    match stores {
        StoreArgs { players: true, .. } => vec![Store::Auth, Store::Character],
        StoreArgs { world: true, .. } => vec![Store::World],
        StoreArgs { .. } => Store::ALL.to_vec(),
    }
}

/// The stores to restore: those asked for, or without a wish those that are there.
fn in_folder(folder: &Path, wish: StoreArgs) -> anyhow::Result<Vec<Store>> {
    let there = db::stores_in(folder);
    if there.is_empty() {
        bail!(
            "{} is no backup: it has none of auth.sqlite, character.sqlite, world.sqlite",
            folder.display()
        );
    }
    if !wish.players && !wish.world {
        return Ok(there);
    }
    let wanted = chosen(wish);
    let missing: Vec<Store> = wanted
        .iter()
        .copied()
        .filter(|store| !there.contains(store))
        .collect();
    if !missing.is_empty() {
        bail!("{} has no {}", folder.display(), names(&missing));
    }
    Ok(wanted)
}

/// "auth and character database".
pub(super) fn names(stores: &[Store]) -> String {
    let names: Vec<&str> = stores.iter().map(|store| store.name()).collect();
    format!("{} database", names.join(" and "))
}

/// One line a store: how many rows of what there were.
pub(super) fn rows_of(copied: &[Copied]) -> String {
    let line = |store: &Store| {
        let of_store = copied.iter().filter(|table| table.store == store.name());
        let tables: Vec<String> = of_store
            .filter(|table| table.rows > 0)
            .map(|table| format!("{} {}", table.table, table.rows))
            .collect();
        let tables = if tables.is_empty() {
            "empty".into()
        } else {
            tables.join(", ")
        };
        format!("{}: {tables}", store.name())
    };
    let stores = Store::ALL.into_iter();
    let stores = stores.filter(|store| copied.iter().any(|table| table.store == store.name()));
    let lines: Vec<String> = stores.map(|store| line(&store)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stores_are_chosen_by_what_they_hold() {
        let of = |players, world| chosen(StoreArgs { players, world });
        assert_eq!(of(false, false), Store::ALL);
        assert_eq!(of(true, false), [Store::Auth, Store::Character]);
        assert_eq!(of(false, true), [Store::World]);
    }

    #[test]
    fn rows_are_told_by_store() {
        let table = |store, table: &str, rows| Copied {
            store,
            table: table.into(),
            rows,
        };
        let copied = [
            table("world", "spawn", 0),
            table("auth", "account", 3),
            table("auth", "realm", 1),
        ];
        assert_eq!(rows_of(&copied), "auth: account 3, realm 1\nworld: empty");
    }
}

//! `bezgelor transfer`: the whole house into other databases, usually from SQLite to PostgreSQL.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use bezgelor_core::config::Database;
use db::{AuditReport, Store};
use serde_json::json;

use super::{audit, backup};
use crate::cli::TransferArgs;
use crate::say::say;

/// Copies the configured databases to others that are empty, compares, and says what to configure.
///
/// # Errors
/// When a realm is running, the target is not empty or not reachable, or what arrived is not what
/// left.
pub fn run(args: &TransferArgs) -> anyhow::Result<()> {
    let settings = super::load(&args.place)?;
    let (database, data) = (&settings.config.database, &args.place.data.folder);
    let stores = backup::chosen(args.stores);
    let (target, folder) = target(&args.to, database)?;
    super::check_existing(database, data, &stores)?;
    super::refuse_in_use(database, data, &stores)?;
    super::require_schema(database, data)?;
    let to = (&target, folder.as_path());
    let occupied = db::occupied(to.0, to.1, &stores).context("look at the target")?;
    if !occupied.is_empty() {
        bail!(
            "the {} of the target holds something already: name an empty one",
            backup::names(&occupied)
        );
    }
    let copied = db::transfer((database, data), to, &stores).context("copy the databases")?;
    let report = if stores.contains(&Store::Character) {
        Some(compare((database, data), to)?)
    } else {
        None
    };
    if args.json {
        let audit = report.as_ref().map(audit::object).transpose()?;
        say!("{}", json!({ "copied": copied, "audit": audit }));
        return Ok(());
    }
    say!("{}", backup::rows_of(&copied));
    if let Some(report) = &report {
        say!("{}", audit::text(report));
    }
    say!("the old databases are as they were; to use the new ones, set in bezgelor.toml:");
    say!("[database]");
    for store in stores {
        say!(
            "{} = \"{}\"",
            store.name(),
            setting(&args.to, &folder, store)
        );
    }
    Ok(())
}

/// The target's configuration and the folder of its files.
fn target(to: &str, from: &Database) -> anyhow::Result<(Database, PathBuf)> {
    if to.starts_with("postgres://") || to.starts_with("postgresql://") {
        let all = || to.to_owned();
        let target = Database {
            auth: all(),
            character: all(),
            world: all(),
            ..from.clone()
        };
        return Ok((target, PathBuf::new()));
    }
    let folder = to
        .strip_prefix("sqlite:")
        .filter(|folder| !folder.is_empty());
    let Some(folder) = folder else {
        bail!("`{to}` is no target: write postgres://USER@HOST/DATABASE or sqlite:FOLDER");
    };
    let folder = folder.strip_prefix("//").unwrap_or(folder);
    let folder = std::path::absolute(folder).with_context(|| folder.to_owned())?;
    Ok((db::files_config(), folder))
}

/// What the configuration has to say; an address that may hold a password is not repeated.
fn setting(to: &str, folder: &Path, store: Store) -> String {
    if to.starts_with("postgres") {
        return "the address given here, postgres://…".into();
    }
    let file = folder.join(format!("{}.sqlite", store.name()));
    format!("sqlite://{}", file.display())
}

/// Proves that the new books say what the old ones say.
fn compare(from: (&Database, &Path), to: (&Database, &Path)) -> anyhow::Result<AuditReport> {
    let left = audit::of(from.0, from.1)?;
    let arrived = audit::of(to.0, to.1)?;
    ensure!(
        left == arrived,
        "the audits of both sides differ: {left:?}, {arrived:?}"
    );
    Ok(arrived)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_databases_or_folders() -> anyhow::Result<()> {
        let from = Database::default();
        let (postgres, _) = target("postgres://me@host/x", &from)?;
        assert_eq!(postgres.character, "postgres://me@host/x");
        for text in ["sqlite:/srv/x", "sqlite:///srv/x"] {
            let (files, folder) = target(text, &from)?;
            assert_eq!((files, folder), (db::files_config(), "/srv/x".into()));
        }
        for bad in ["", "/srv/x", "sqlite:", "mysql://x"] {
            assert!(target(bad, &from).is_err(), "{bad}");
        }
        Ok(())
    }

    #[test]
    fn a_password_is_not_repeated() {
        let line = setting("postgres://me:secret@host/x", Path::new(""), Store::Auth);
        assert!(!line.contains("secret"), "{line}");
        let line = setting("sqlite:/srv/x", Path::new("/srv/x"), Store::Auth);
        assert_eq!(line, "sqlite:///srv/x/auth.sqlite");
    }
}

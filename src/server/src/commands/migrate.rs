//! `bezgelor migrate`: the databases brought to the schema of this version, or told what would be.

use anyhow::Context;
use db::{DbHandle, Pending, Store};

use super::Needs;
use crate::cli::MigrateArgs;
use crate::say::say;

/// Runs the command; what it did goes to the standard output.
///
/// # Errors
/// When a database cannot be reached or is in use, or its schema is newer than this program.
pub fn run(args: &MigrateArgs) -> anyhow::Result<()> {
    let settings = super::load(&args.place)?;
    let database = &settings.config.database;
    Needs::Folders.check(database, &args.place.data.folder)?;
    let pending = DbHandle::pending_migrations(database, &args.place.data.folder)
        .context("look at the databases")?;
    if pending.is_empty() {
        say!("nothing to do: the databases have the schema of this version");
        return Ok(());
    }
    if !args.dry_run {
        super::refuse_in_use(database, &args.place.data.folder, &Store::ALL)?;
        DbHandle::open(database, &args.place.data.folder)
            .context("migrate the databases")?
            .close_blocking();
    }
    let verb = if args.dry_run {
        "would apply"
    } else {
        "applied"
    };
    for line in lines(&pending, verb) {
        say!("{line}");
    }
    Ok(())
}

fn lines(pending: &[Pending], verb: &str) -> Vec<String> {
    let line = |step: &Pending| format!("{}: {verb} {}", step.store, step.name);
    pending.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_is_a_line() {
        let pending = [Pending {
            store: "auth",
            version: 1,
            name: "0001_accounts",
        }];
        assert_eq!(
            lines(&pending, "would apply"),
            ["auth: would apply 0001_accounts"]
        );
    }
}

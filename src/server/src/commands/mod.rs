//! The commands that are over when they return: everything but `serve`.

pub mod account;
pub mod audit;
pub mod backup;
pub mod bundle;
pub mod capture;
pub mod character;
pub mod doctor;
pub mod exec;
mod guard;
pub mod manual;
pub mod migrate;
pub mod replay;
mod rights;
mod table;
pub mod token;
pub mod transfer;
pub mod world;

use std::fs;
use std::path::Path;

use anyhow::Context;
use db::DbHandle;

pub(crate) use guard::refuse_behind_in_use;
use guard::{Needs, check_existing, check_folder, refuse_behind, refuse_in_use, require_schema};

use crate::cli::PlaceArgs;
use crate::say::say;
use crate::settings::{self, Settings, Sources};

/// Loads the settings of a command that has no flags of its own for them.
fn load(place: &PlaceArgs) -> anyhow::Result<Settings> {
    let sources = Sources::of_process(&place.data.folder, place.config.as_deref());
    Ok(settings::load(&sources)?)
}

/// Makes the data directory when it is not there.
///
/// # Errors
/// When the system refuses.
pub fn ensure_dir(data_dir: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(data_dir)
        .with_context(|| format!("make the data directory {}", data_dir.display()))
}

/// Runs `work` on the databases of `place` and closes them in order. What it `needs` must be there;
/// databases of an older version are refused, since a realm may run on them.
fn with_db<T>(
    place: &PlaceArgs,
    needs: Needs,
    work: impl FnOnce(&DbHandle) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let settings = load(place)?;
    needs.check(&settings.config.database, &place.data.folder)?;
    refuse_behind(&settings.config.database, &place.data.folder)?;
    let db = DbHandle::open(&settings.config.database, &place.data.folder)
        .context("open the databases")?;
    let done = work(&db);
    db.close_blocking();
    done
}

/// As [`with_db`]; what `work` answers goes to the standard output.
fn tell(
    place: &PlaceArgs,
    needs: Needs,
    work: impl FnOnce(&DbHandle) -> anyhow::Result<String>,
) -> anyhow::Result<()> {
    say!("{}", with_db(place, needs, work)?);
    Ok(())
}

//! The data directory and the databases.

use std::io::{self, ErrorKind};
use std::path::Path;

use bezgelor_core::config::Config;

use super::{Machine, Report};

const MIB: u64 = 1 << 20;
/// With less, the databases' logs soon have no room.
const FREE_BYTES_MIN: u64 = 64 * MIB;
/// With less, an operator should look.
const FREE_BYTES_GOOD: u64 = 1024 * MIB;
const FULL_REMEDY: &str = "make room: a full disk stops every save";

pub(super) fn check_data_dir(data_dir: &Path, machine: &dyn Machine, report: &mut Report) {
    let shown = data_dir.display();
    let (there, written) = written_into(data_dir, machine);
    if let Err(error) = written {
        return cannot_write(there, &error, report);
    }
    if there != data_dir {
        report.warn(
            "E-DATA-MISSING",
            format!("there is no data directory {shown}"),
            "name the realm's with --data; for a new realm `bezgelor setup` makes it, or `serve`",
        );
    }
    match machine.free_bytes(there) {
        Err(error) => report.warn(
            "E-DISK",
            format!("the free space of {shown} is not known: {error}"),
            "look at it with `df`",
        ),
        Ok(free) if free < FREE_BYTES_MIN => report.fail(
            "E-DISK",
            format!("only {} MiB are free in {shown}", free / MIB),
            FULL_REMEDY,
        ),
        Ok(free) if free < FREE_BYTES_GOOD => report.warn(
            "E-DISK",
            format!("only {} MiB are free in {shown}", free / MIB),
            FULL_REMEDY,
        ),
        Ok(free) if there == data_dir => {
            report.pass(format!("data: {shown}, {} MiB free", free / MIB));
        }
        Ok(_) => {}
    }
}

/// Tries the directory, or the one in which it would have to be made.
fn written_into<'a>(data_dir: &'a Path, machine: &dyn Machine) -> (&'a Path, io::Result<()>) {
    let mut tried = (data_dir, machine.write_into(data_dir));
    for parent in data_dir.ancestors().skip(1) {
        let Err(error) = &tried.1 else { break };
        if error.kind() != ErrorKind::NotFound {
            break;
        }
        // The parent of a name alone is empty.
        let parent = match parent.as_os_str().is_empty() {
            true => Path::new("."),
            false => parent,
        };
        tried = (parent, machine.write_into(parent));
    }
    tried
}

fn cannot_write(folder: &Path, error: &io::Error, report: &mut Report) {
    let remedy = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FULL_REMEDY,
        _ => "give this user the directory (`chown`), or name another with --data",
    };
    report.fail(
        "E-DATA",
        format!(
            "the directory {} is not writable: {error}",
            folder.display()
        ),
        remedy,
    );
}

pub(super) fn check_databases(
    config: &Config,
    data_dir: &Path,
    machine: &dyn Machine,
    report: &mut Report,
) {
    match machine.pending_migrations(&config.database, data_dir) {
        Ok(0) => report.pass("databases: of this version".into()),
        Ok(pending) => {
            report.pass(format!(
                "databases: {pending} migrations to apply, done at the next start"
            ));
        }
        Err(reason) => report.fail(
            "E-DATABASE",
            format!("a database cannot be used: {reason}"),
            "look at the [database] addresses and whether the database runs",
        ),
    }
}

//! The data directory and the databases.

use std::io::ErrorKind;
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
    if let Err(error) = machine.write_into(data_dir) {
        let remedy = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FULL_REMEDY,
            _ => "give this user the directory (`chown`), or name another with --data",
        };
        return report.fail(
            "E-DATA",
            format!("the data directory {shown} is not writable: {error}"),
            remedy,
        );
    }
    match machine.free_bytes(data_dir) {
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
        Ok(free) => report.pass(format!("data: {shown}, {} MiB free", free / MIB)),
    }
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

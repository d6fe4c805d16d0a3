//! The preflight: what on this machine or in the configuration would keep a realm from running.
//!
//! Each finding has a stable code, one sentence and one remedy. The machine is asked through a
//! trait, so that every finding can be provoked by a test.

mod machine;
mod network;
mod report;
mod rings;
mod scripts;
mod storage;

use std::path::Path;

use bezgelor_core::config::Config;
use bezgelor_core::time::UnixMillis;

pub use machine::{Machine, ThisMachine};
pub use report::{Finding, Report, Severity};

use crate::archives::Archives;
use crate::calendar;
use crate::data_report;
use crate::settings::{Problems, Settings};

/// Missing tables called by name.
const MISSING_NAMED: usize = 4;
/// A clock before this day was never set: 2025-01-01.
const CLOCK_FIRST: UnixMillis = UnixMillis(1_735_689_600_000);
/// A clock after this day is set wrong: 2100-01-01.
const CLOCK_LAST: UnixMillis = UnixMillis(4_102_444_800_000);

/// Looks at everything, in the order in which a start would fail.
#[must_use]
pub fn run(
    settings: &Settings,
    data_dir: &Path,
    archives: &Archives,
    machine: &dyn Machine,
) -> Report {
    let mut report = Report::default();
    let config = &settings.config;
    match &settings.file {
        Some(file) => report.pass(format!("configuration: {}", file.display())),
        None => report.pass("configuration: defaults, no file".into()),
    }
    check_clock(machine, &mut report);
    rings::check(config, machine, &mut report);
    network::check(config, machine, &mut report);
    storage::check_data_dir(data_dir, machine, &mut report);
    storage::check_databases(config, data_dir, machine, &mut report);
    check_archives(archives, machine, &mut report);
    check_data(data_dir, archives, machine, &mut report);
    scripts::check(config, data_dir, archives, machine, &mut report);
    report
}

/// What a health check asks: nothing but whether a realm greets a client here.
#[must_use]
pub fn health(settings: &Settings, machine: &dyn Machine) -> Report {
    let mut report = Report::default();
    network::require_realm(&settings.config, machine, &mut report);
    if report.is_good() {
        report.pass("a realm runs here".into());
    }
    report
}

/// The report of a configuration that cannot be used: nothing else can be looked at.
#[must_use]
pub fn unusable(problems: &Problems) -> Report {
    let mut report = Report::default();
    for problem in &problems.0 {
        report.fail(
            "E-CONFIG",
            format!("{}: {}", problem.place, problem.message),
            "mend that place; bezgelor.example.toml explains every key",
        );
    }
    report
}

fn check_clock(machine: &dyn Machine, report: &mut Report) {
    let now = machine.now();
    let sane = (CLOCK_FIRST.0..CLOCK_LAST.0).contains(&now.0);
    if sane {
        report.pass(format!("clock: {}", calendar::minute(now)));
    } else {
        report.fail(
            "E-CLOCK",
            format!("the clock says {}, which cannot be", calendar::minute(now)),
            "set it, or run a time service such as systemd-timesyncd",
        );
    }
}

fn check_archives(archives: &Archives, machine: &dyn Machine, report: &mut Report) {
    match machine.open_archives(archives) {
        Ok((rows, missing)) if missing.is_empty() => report.pass(format!(
            "tables: {archives}, {rows} rows, client build {}, archive format {}",
            tables::header::CLIENT_BUILD,
            tables::header::FORMAT_VERSION,
        )),
        Ok((_, missing)) => {
            let count = missing.len();
            let named = missing[..count.min(MISSING_NAMED)].join(", ");
            report.fail(
                "E-TABLES-MISSING",
                format!("{archives} lacks {count} tables that a realm needs, among them {named}"),
                "convert a whole client with `bezgelor setup --client DIR`, DIR being its folder",
            );
        }
        Err(reason) => report.fail(
            "E-TABLES",
            format!("the tables cannot be used: {reason}"),
            "convert the client's tables again with `bezgelor setup --client DIR`, or leave out \
             --tables",
        ),
    }
}

/// What the last realm that ran here found lacking in the data of the worlds.
fn check_data(data_dir: &Path, archives: &Archives, machine: &dyn Machine, report: &mut Report) {
    match machine.data_report(data_dir) {
        Ok(None) => report.pass("data of the worlds: looked through when a realm runs".into()),
        Ok(Some(found)) if found.total.is_empty() => report.pass(format!(
            "data of the worlds: lacks nothing, as of {}",
            calendar::minute(UnixMillis(found.at_ms))
        )),
        Ok(Some(found)) if *archives == Archives::Starter && found.lacks_ground_alone() => {
            report.pass("data of the worlds: complete; the starter set has no maps".into());
        }
        Ok(Some(found)) => report.warn(
            "E-DATA-GAPS",
            format!(
                "the data of {} worlds lacks something: {}",
                found.worlds_lacking,
                found.summary()
            ),
            format!(
                "it is left out and the realm plays on; {} names the worlds, the guide says what \
                 each kind means",
                data_report::FILE
            ),
        ),
        Err(error) => report.warn(
            "E-DATA-GAPS",
            format!("the report on the data of the worlds cannot be read: {error}"),
            "remove it; a realm writes it anew when it starts",
        ),
    }
}

/// Threads a realm will run: as configured, or one per core.
fn shards(config: &Config, machine: &dyn Machine) -> usize {
    match config.runtime.shards {
        0 => machine.cores(),
        shards => usize::from(shards),
    }
}

#[cfg(test)]
mod tests;

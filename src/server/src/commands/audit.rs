//! `bezgelor audit`: proves that nothing of value is lost or there twice, or says what is.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use bezgelor_core::config::Database;
use db::{AuditReport, Store};
use serde_json::{Value, json};

use crate::cli::AuditArgs;
use crate::say::say;

/// Audits the databases, beside a running realm or without one; the report goes to the standard
/// output. The status is 0 when everything adds up.
///
/// # Errors
/// When there is no database, or it cannot be read.
pub fn run(args: &AuditArgs) -> anyhow::Result<ExitCode> {
    let settings = super::load(&args.place)?;
    let report = of(&settings.config.database, &args.place.data.folder)?;
    if args.json {
        say!("{}", object(&report)?);
    } else {
        say!("{}", text(&report));
    }
    Ok(if report.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The audit of a configuration's databases.
pub(super) fn of(database: &Database, data: &Path) -> anyhow::Result<AuditReport> {
    super::check_existing(database, data, &[Store::Character])?;
    db::audit(database, data).context("audit the valuables")
}

/// The report as an object, with the verdict.
pub(super) fn object(report: &AuditReport) -> anyhow::Result<Value> {
    let mut object = serde_json::to_value(report)?;
    object["clean"] = json!(report.is_clean());
    Ok(object)
}

/// The report in lines, the verdict last.
pub(super) fn text(report: &AuditReport) -> String {
    let mut lines = vec![
        format!(
            "{} operations, {} rows in the ledger, {} characters",
            report.operations, report.ledger_rows, report.characters
        ),
        format!(
            "items: {} created - {} destroyed = {} held",
            report.items_created, report.items_destroyed, report.items_held
        ),
    ];
    lines.extend(
        report
            .findings
            .iter()
            .map(|finding| format!("FOUND: {finding}")),
    );
    lines.push(if report.is_clean() {
        "clean: nothing is lost, nothing is there twice, everything has one owner".into()
    } else if report.findings.is_empty() {
        "NOT CLEAN: what is held is not what was made".into()
    } else {
        let count = report.findings.len();
        format!("NOT CLEAN: {count} findings; restore a backup, or mend them by hand")
    });
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_is_in_both_forms() -> anyhow::Result<()> {
        let mut report = AuditReport {
            items_created: 3,
            items_destroyed: 1,
            items_held: 2,
            ..AuditReport::default()
        };
        assert!(
            text(&report).ends_with("has one owner"),
            "{}",
            text(&report)
        );
        assert_eq!(object(&report)?["clean"], json!(true));
        report
            .findings
            .push("item between two slots (item): 7".into());
        assert!(text(&report).contains("FOUND: item between two slots"));
        assert_eq!(object(&report)?["clean"], json!(false));
        // More destroyed than made is a finding, not a panic.
        report.items_destroyed = 9;
        assert!(text(&report).contains("NOT CLEAN"));
        Ok(())
    }
}

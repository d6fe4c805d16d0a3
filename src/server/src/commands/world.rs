//! `bezgelor world import`: world-database files into the world store.

use std::path::Path;

use anyhow::{Context, bail};
use db::import::{self, ImportError};
use db::{ImportSummary, Store};
use futures_lite::future::block_on;

use super::Needs;
use crate::cli::{PlaceArgs, WorldCommand};
use crate::say::say;

/// Folder of the data directory whose files are applied after every import.
pub(crate) const OVERLAY: &str = "custom";

/// Errors shown on the terminal; the JSON form has more.
pub(crate) const ERRORS_SHOWN: usize = 20;

/// Runs the command; what it did goes to the standard output, errors of the files to the other.
///
/// # Errors
/// When a path is not there, nothing could be read, or the database refuses.
pub fn run(command: WorldCommand) -> anyhow::Result<()> {
    let WorldCommand::Import {
        paths,
        place,
        dry_run,
        json,
    } = command;
    for path in &paths {
        path.metadata()
            .with_context(|| path.display().to_string())?;
    }
    let set = import::read(&paths, Some(&place.data.folder.join(OVERLAY)));
    let summary = apply(&place, set, dry_run)?;
    if json {
        say!("{}", serde_json::to_string(&summary)?);
    } else {
        for line in error_lines(&summary) {
            eprintln!("{line}");
        }
        say!("{}", text(&summary, &place.data.folder));
    }
    if summary.entities == 0 && summary.errors > 0 {
        bail!("nothing could be imported: {} errors", summary.errors);
    }
    Ok(())
}

fn apply(
    place: &PlaceArgs,
    set: import::ImportSet,
    dry_run: bool,
) -> anyhow::Result<ImportSummary> {
    // What would change can be told of a database that is there.
    let needs = match dry_run {
        true => Needs::Store(Store::World),
        false => Needs::Folders,
    };
    super::with_db(place, needs, |db| {
        let summary = block_on(db.apply_import(set, dry_run));
        summary.context("write the world database")
    })
}

fn error_lines(summary: &ImportSummary) -> Vec<String> {
    let shown = summary.error_list.iter().take(ERRORS_SHOWN);
    let mut lines: Vec<String> = shown.map(error_line).collect();
    let more = summary.errors.saturating_sub(lines.len() as u64);
    if more > 0 {
        lines.push(format!("… and {more} more errors; --json lists them"));
    }
    lines
}

fn error_line(error: &ImportError) -> String {
    format!("{}:{}: {}", error.file, error.line, error.problem)
}

fn text(summary: &ImportSummary, data_dir: &Path) -> String {
    let verb = if summary.dry_run { "would be" } else { "were" };
    let records = summary.records;
    format!(
        "{} spawns read: {} {verb} added, {} changed, {} removed\n\
         other rows: {} {verb} added, {} changed, {} removed\n\
         {} errors; world database of {}",
        summary.entities,
        summary.added,
        summary.changed,
        summary.removed,
        records.added,
        records.changed,
        records.removed,
        summary.errors,
        data_dir.display(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: u32) -> ImportError {
        ImportError {
            file: "zone.sql".into(),
            line,
            problem: "is odd".into(),
        }
    }

    #[test]
    fn errors_have_their_place_and_do_not_flood() {
        let mut summary = ImportSummary {
            errors: 2,
            error_list: vec![error(7), error(9)],
            ..ImportSummary::default()
        };
        assert_eq!(
            error_lines(&summary),
            ["zone.sql:7: is odd", "zone.sql:9: is odd"]
        );
        summary.error_list = (1..50).map(error).collect();
        summary.errors = 70;
        let lines = error_lines(&summary);
        assert_eq!(lines.len(), ERRORS_SHOWN + 1);
        assert!(
            lines
                .last()
                .is_some_and(|line| line.contains("50 more errors")),
            "{lines:?}"
        );
    }

    #[test]
    fn a_dry_run_says_so() {
        let summary = ImportSummary {
            dry_run: true,
            added: 3,
            ..ImportSummary::default()
        };
        assert!(text(&summary, Path::new("data")).contains("3 would be added"));
    }
}

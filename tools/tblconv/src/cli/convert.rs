//! `import`, `convert` and `starter`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use tables::TableSet;
use tblconv::client::ClientFiles;
use tblconv::import::{Job, Report, client_jobs, file_jobs, run};
use tblconv::progress::{ProgressForm, Teller};
use tblconv::set::SetWriter;

use super::{line, write_file};
use crate::How;

pub(super) fn import(client: &Path, out: &Path, how: &How) -> Result<bool> {
    let files = ClientFiles::open(client)?;
    let jobs = client_jobs(&files)?;
    make(&jobs, out, true, how, &files.notes)
}

pub(super) fn convert(sources: &[PathBuf], out: &Path, replace: bool, how: &How) -> Result<bool> {
    make(&file_jobs(sources)?, out, replace, how, &[])
}

fn make(jobs: &[Job<'_>], out: &Path, replace: bool, how: &How, notes: &[String]) -> Result<bool> {
    let teller = Teller::new(how.progress);
    let outcome = run(jobs, SetWriter::open(out)?, how.lenient, &teller);
    teller.finish();
    let (set, report) = outcome?;
    let archives = set.finish(replace)?;
    for note in notes.iter().chain(&report.notes) {
        line(&format!("note: {note}"))?;
    }
    for (name, error) in &report.failed {
        line(&format!("refused: {name}: {error}"))?;
    }
    line(&summary(&report, archives, out, how.progress))?;
    // What was written must open: the server would find out at a worse time.
    TableSet::open(out)?;
    Ok(report.failed.is_empty())
}

fn summary(report: &Report, archives: usize, out: &Path, form: ProgressForm) -> String {
    let (made, kept, refused) = (report.converted, report.kept, report.failed.len());
    if form == ProgressForm::Json {
        return format!(
            "{{\"made\": {made}, \"kept\": {kept}, \"refused\": {refused}, \
             \"archives\": {archives}}}"
        );
    }
    format!(
        "{}: {archives} archives, {made} made, {kept} kept, {refused} refused",
        out.display()
    )
}

pub(super) fn starter(folder: &Path, out: Option<&Path>) -> Result<bool> {
    let bytes = tblconv::starter::compile(folder)?;
    let set = TableSet::from_bytes(&bytes)?;
    let (tables, rows) = (0..tables::schema::TABLES.len())
        .filter(|index| set.has(*index))
        .fold((0, 0), |(tables, rows), index| {
            (tables + 1, rows + set.table_at(index).len())
        });
    let Some(out) = out else {
        line(&format!(
            "{}: {tables} tables with {rows} rows",
            folder.display()
        ))?;
        return Ok(true);
    };
    if out.is_dir() {
        bail!(
            "{} is a folder; give the name of a file to write",
            out.display()
        );
    }
    write_file(out, &bytes)?;
    line(&format!(
        "{}: {tables} tables with {rows} rows, {} bytes",
        out.display(),
        bytes.len()
    ))?;
    Ok(true)
}

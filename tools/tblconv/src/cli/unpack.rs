//! `pack`, `list` and `extract`: the client's files again.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use tables::{TableSet, schema};
use tblconv::client::ClientFiles;
use tblconv::inspect::{Sheet, TextRows, table_to_tbl};
use tblconv::text;

use super::{extension, line, stem, table_named, write_file};

pub(super) fn pack(source: &Path, out: &Path, table: Option<&str>) -> Result<bool> {
    if source.is_dir() {
        return pack_set(&TableSet::open(source)?, out);
    }
    let name = table.map_or_else(|| stem(source), str::to_owned);
    let (_, schema) = table_named(&name)?;
    let text = std::fs::read_to_string(source).with_context(|| source.display().to_string())?;
    let rows = match extension(source).as_str() {
        "json" => TextRows::from_json(schema, &text)?,
        "csv" => TextRows::from_csv(schema, &text)?,
        other => bail!("`.{other}` is neither .json nor .csv nor the folder of a set"),
    };
    write_file(out, &rows.to_tbl(schema)?)?;
    Ok(true)
}

fn pack_set(set: &TableSet, out: &Path) -> Result<bool> {
    let mut count = 0;
    for (index, schema) in schema::TABLES
        .iter()
        .enumerate()
        .filter(|(i, _)| set.has(*i))
    {
        let tbl = table_to_tbl(&Sheet::of_table(schema, set.table_at(index)), schema)?;
        write_file(&out.join(format!("{}.tbl", schema.name)), &tbl)?;
        count += 1;
    }
    for texts in set.languages().filter_map(|language| set.texts(language)) {
        let pairs: Vec<(u32, &str)> = texts.iter().collect();
        let labels = texts.labels();
        write_file(
            &out.join(format!("{}.bin", labels.tag)),
            &text::write(&labels, &pairs)?,
        )?;
        count += 1;
    }
    line(&format!("{}: {count} files", out.display()))?;
    Ok(true)
}

/// The client's archives; what could not be used of them is told on standard error.
fn open_client(client: &Path) -> Result<ClientFiles> {
    let files = ClientFiles::open(client)?;
    for note in &files.notes {
        writeln!(std::io::stderr(), "note: {note}")?;
    }
    Ok(files)
}

pub(super) fn list(client: &Path, pattern: Option<&str>) -> Result<bool> {
    let files = open_client(client)?;
    let wanted = pattern.map(str::to_lowercase);
    let mut found: Vec<_> = files.iter().map(|found| found.entry).collect();
    found.retain(|entry| {
        wanted
            .as_ref()
            .is_none_or(|w| entry.path.to_lowercase().contains(w))
    });
    found.sort_by(|a, b| a.path.cmp(&b.path));
    for entry in &found {
        line(&format!("{:>12} {}", entry.size, entry.path))?;
    }
    Ok(!found.is_empty())
}

pub(super) fn extract(client: &Path, out: &Path, pattern: Option<&str>) -> Result<bool> {
    let files = open_client(client)?;
    let wanted = pattern.map(str::to_lowercase);
    let (mut count, mut bad) = (0, 0);
    for found in files.iter() {
        let path = &found.entry.path;
        if wanted
            .as_ref()
            .is_some_and(|wanted| !path.to_lowercase().contains(wanted))
        {
            continue;
        }
        match files.read(found) {
            // The index refuses names that lead out of the folder.
            Ok(content) => write_file(&out.join(path), &content)?,
            Err(error) => {
                bad += 1;
                line(&format!("refused: {error}"))?;
            }
        }
        count += 1;
    }
    line(&format!(
        "{}: {} files, {bad} refused",
        out.display(),
        count - bad
    ))?;
    Ok(bad == 0 && count > 0)
}

//! `verify`: one line a file, and whether all are good.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use tables::TableSet;
use tables::header::Kind;
use tblconv::client::{AIDX_MAGIC, Archive, Index};
use tblconv::pack::{Pack, Source};
use tblconv::{FormatError, area, convert, tbl, text};

use super::{extension, line, stem};

pub(super) fn verify(files: &[PathBuf], lenient: bool) -> Result<bool> {
    let mut good = true;
    for path in files {
        match check(path, lenient) {
            Ok(found) => line(&format!("ok {}: {found}", path.display()))?,
            Err(error) => {
                good = false;
                line(&format!("bad {}: {error}", path.display()))?;
            }
        }
    }
    Ok(good)
}

fn check(path: &Path, lenient: bool) -> Result<String> {
    if path.is_dir() {
        return Ok(describe_set(&TableSet::open(path)?));
    }
    match extension(path).as_str() {
        "index" => Ok(check_index(path)?),
        "archive" => {
            let archive = Archive::open(Source::open(path)?)?;
            archive.check_contents()?;
            Ok(format!("archive of {} contents", archive.len()))
        }
        _ => check_content(path, lenient),
    }
}

/// Files that are read whole are known by their first bytes.
fn check_content(path: &Path, lenient: bool) -> Result<String> {
    let data = convert::read_source(path)?;
    let magic = tblconv::bytes::u32_at(&data, 0);
    let expected = extension(path);
    if let Ok(header) = tables::header::peek(&data) {
        let set = TableSet::from_bytes(&data)?;
        return Ok(match header.kind {
            Kind::Set => describe_set(&set),
            kind => format!("{} archive, {} bytes", kind.name(), data.len()),
        });
    }
    if magic == tblconv::pack::MAGIC {
        let pack = Pack::open(Source::Memory(data))?;
        let kind = if pack.root_magic()? == AIDX_MAGIC {
            "index"
        } else {
            "archive"
        };
        return Ok(format!("client {kind}; name it .{kind} to have it checked"));
    }
    if magic == text::MAGIC || expected == "bin" {
        let file = text::read(&data, lenient)?;
        return Ok(noted(
            format!("{} texts, {}", file.len(), file.labels.tag),
            &file.notes,
        ));
    }
    if expected == "area" {
        let tile = area::read(&data)?;
        return Ok(format!("tile of {} cells", tile.cells.len()));
    }
    let tbl = tbl::read(&data, lenient)?;
    let mut notes = tbl.notes.clone();
    match convert::schema_of(Some(&stem(path)), &tbl.name) {
        Ok(schema) => match tbl::schema_difference(&tbl.columns, schema) {
            Some(difference) if lenient => notes.push(difference),
            // The client would refuse it, and so does `convert`.
            Some(difference) => return Err(FormatError::new("schema", difference).into()),
            None => {}
        },
        Err(error) => notes.push(error.reason),
    }
    let (rows, columns) = (tbl.rows, tbl.columns.len());
    Ok(noted(
        format!("{}, {rows} rows of {columns} columns", tbl.name),
        &notes,
    ))
}

fn noted(text: String, notes: &[String]) -> String {
    if notes.is_empty() {
        text
    } else {
        format!("{text} ({})", notes.join("; "))
    }
}

/// An index with every content of the archive beside it.
fn check_index(path: &Path) -> Result<String, FormatError> {
    let index = Index::open(Source::open(path)?)?;
    let count = index.entries.len();
    let beside = path.with_extension("archive");
    if !beside.exists() {
        return Ok(format!(
            "index of {count} files, build {} (no archive beside it)",
            index.build
        ));
    }
    let archive = Archive::open(Source::open(&beside)?)?;
    let mut elsewhere = 0;
    // Files may share their content: each is unpacked once, or a small index could ask for it
    // a million times.
    let mut seen = HashSet::new();
    for entry in &index.entries {
        if !seen.insert((entry.sha1, entry.flags, entry.size, entry.stored)) {
            continue;
        }
        match archive.read(entry) {
            Ok(_) => {}
            // Steam keeps contents in a shared store (`formats.md` 3.4).
            Err(error) if error.code == "missing" => elsewhere += 1,
            Err(error) => return Err(error),
        }
    }
    let text = format!("{count} files, build {}", index.build);
    Ok(if elsewhere == 0 {
        text
    } else {
        format!("{text}, {elsewhere} of them elsewhere")
    })
}

fn describe_set(set: &TableSet) -> String {
    let tables = (0..tables::schema::TABLES.len()).filter(|index| set.has(*index));
    let (mut count, mut rows) = (0, 0);
    for index in tables {
        count += 1;
        rows += set.table_at(index).len();
    }
    let (languages, maps) = (set.languages().count(), set.map_names().count());
    format!("set of {count} tables with {rows} rows, {languages} languages, {maps} maps")
}

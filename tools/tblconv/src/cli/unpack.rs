//! `pack`, `list` and `extract`: the client's files again.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use tables::manifest::MANIFEST_NAME;
use tables::{TableSet, TextLabels, schema};
use tblconv::client::{ClientFiles, ClientWriter};
use tblconv::inspect::{self, Sheet, TextRows, table_to_tbl};
use tblconv::text;

use super::{extension, line, stem, table_named, write_file};

/// Files of one client archive; a whole client has below half a million.
const FILES_MAX: usize = 1_000_000;
/// Folders inside folders of one client archive.
const DEPTH_MAX: usize = 32;

pub(super) fn pack(source: &Path, out: &Path, table: Option<&str>) -> Result<bool> {
    if extension(out) == "index" {
        return pack_archives(source, out);
    }
    if source.is_dir() {
        return if source.join(MANIFEST_NAME).exists() {
            pack_set(&TableSet::open(source)?, out)
        } else {
            pack_texts(source, out)
        };
    }
    match extension(source).as_str() {
        "json" | "csv" => write_file(out, &packed(source, table)?)?,
        "tbl" | "bin" | "area" => bail!("{} is packed already", source.display()),
        _ => return pack_members(&TableSet::open(source)?, out),
    }
    Ok(true)
}

/// The `.tbl` of one table's rows, or the `.bin` of one language's texts.
fn packed(source: &Path, table: Option<&str>) -> Result<Vec<u8>> {
    let name = table.map_or_else(|| stem(source), str::to_owned);
    let text = std::fs::read_to_string(source).with_context(|| source.display().to_string())?;
    let json = extension(source) == "json";
    // A starter set's texts are called `texts.en-US.csv`.
    let tag = name.rsplit('.').next().unwrap_or(&name);
    if let Some(labels) = TextLabels::of_tag(tag) {
        let texts = if json {
            inspect::texts_from_json(&text)
        } else {
            inspect::texts_from_csv(&text)
        };
        let texts = texts.with_context(|| source.display().to_string())?;
        let pairs: Vec<(u32, &str)> = texts.iter().map(|(id, t)| (*id, t.as_str())).collect();
        return Ok(text::write(&labels, &pairs)?);
    }
    let (_, schema) = table_named(&name)?;
    let rows = if json {
        TextRows::from_json(schema, &text)
    } else {
        TextRows::from_csv(schema, &text)
    };
    let rows = rows.and_then(|rows| rows.to_tbl(schema));
    rows.with_context(|| source.display().to_string())
}

/// A folder of JSON and CSV to a folder of the client's files.
fn pack_texts(folder: &Path, out: &Path) -> Result<bool> {
    let mut sources: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| matches!(extension(path).as_str(), "json" | "csv"))
        .collect();
    sources.sort();
    if sources.is_empty() {
        bail!("{}: neither a set nor any .json or .csv", folder.display());
    }
    for source in &sources {
        let name = stem(source);
        let tag = name.rsplit('.').next().unwrap_or(&name);
        let file = match TextLabels::of_tag(tag) {
            Some(labels) => format!("{}.bin", labels.tag),
            None => format!("{}.tbl", table_named(&name)?.1.name),
        };
        write_file(&out.join(file), &packed(source, None)?)?;
    }
    line(&format!("{}: {} files", out.display(), sources.len()))?;
    Ok(true)
}

/// A single archive or a set in one file: to one `.tbl` or `.bin`, or to a folder.
fn pack_members(set: &TableSet, out: &Path) -> Result<bool> {
    let mut tables = schema::TABLES.iter().enumerate();
    match extension(out).as_str() {
        "tbl" => {
            let wanted = stem(out);
            let only = (0..schema::TABLES.len()).filter(|i| set.has(*i)).count() == 1;
            let found = tables.find(|(index, schema)| {
                set.has(*index) && (only || schema.name.eq_ignore_ascii_case(&wanted))
            });
            let (index, schema) = found.with_context(|| format!("no table `{wanted}` in it"))?;
            let sheet = Sheet::of_table(schema, set.table_at(index));
            write_file(out, &table_to_tbl(&sheet, schema)?)?;
        }
        "bin" => {
            let wanted = stem(out);
            let mut texts = set.languages().filter_map(|language| set.texts(language));
            let only = set.languages().count() == 1;
            let found =
                texts.find(|texts| only || texts.labels().tag.eq_ignore_ascii_case(&wanted));
            let texts = found.with_context(|| format!("no language `{wanted}` in it"))?;
            let pairs: Vec<(u32, &str)> = texts.iter().collect();
            write_file(out, &text::write(&texts.labels(), &pairs)?)?;
        }
        _ => return pack_set(set, out),
    }
    Ok(true)
}

/// All files below a folder to an index with its archive, for programs that read only those.
fn pack_archives(folder: &Path, index: &Path) -> Result<bool> {
    let mut files = Vec::new();
    walk(folder, "", DEPTH_MAX, &mut files)?;
    files.sort();
    let mut writer = ClientWriter::create(index)?;
    for (name, path) in &files {
        let content = std::fs::read(path).with_context(|| path.display().to_string())?;
        writer.add(name, &content)?;
    }
    let contents = writer.finish()?;
    let count = files.len();
    line(&format!(
        "{}: {count} files, {contents} contents",
        index.display()
    ))?;
    Ok(true)
}

fn walk(
    folder: &Path,
    prefix: &str,
    depth: usize,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str();
        let name = name.with_context(|| format!("{}: no UTF-8", entry.path().display()))?;
        if entry.file_type()?.is_dir() {
            if depth == 0 {
                bail!("{}: nested too deep", entry.path().display());
            }
            walk(&entry.path(), &format!("{prefix}{name}/"), depth - 1, files)?;
        } else {
            files.push((format!("{prefix}{name}"), entry.path()));
        }
        if files.len() > FILES_MAX {
            bail!("{}: more than {FILES_MAX} files", folder.display());
        }
    }
    Ok(())
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

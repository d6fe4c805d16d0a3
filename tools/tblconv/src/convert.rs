//! One source to one archive.

use std::io::Read;
use std::path::Path;

use tables::{TableSchema, schema};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::error::{FormatError, Result};
use crate::{tbl, text};

/// Raise when the same source must give another archive: everything is then converted again.
const CONVERTER_VERSION: u64 = 1;
/// A source file, unpacked; the largest real ones, texts, are below 100 MB.
const SOURCE_BYTES_MAX: u64 = 1 << 28;
/// What unpacking `.xz` may hold: `xz -9` needs 65 MiB.
const XZ_KIB_MAX: u32 = 1 << 17;

/// An archive made from a source, with what was odd about it.
#[derive(Debug)]
pub struct Converted {
    /// Table name or language tag.
    pub name: String,
    /// The archive file.
    pub archive: Vec<u8>,
    /// What was accepted with a shake of the head.
    pub notes: Vec<String>,
}

/// What names a source's content and the way it is converted; equal means nothing to do.
#[must_use]
pub fn source_hash(content: &[u8], schema_hash: u64) -> u64 {
    xxh3_64_with_seed(content, CONVERTER_VERSION ^ schema_hash)
}

/// Reads a file; `.xz` is unpacked on the way.
///
/// # Errors
/// `io` with the system's words, `size` for more than 256 MiB.
pub fn read_source(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read_source_into(path, &mut bytes)?;
    Ok(bytes)
}

/// As [`read_source`], into a vector whose room has served before.
///
/// # Errors
/// As [`read_source`].
pub fn read_source_into(path: &Path, bytes: &mut Vec<u8>) -> Result<()> {
    let io = |e: std::io::Error| FormatError::new("io", format!("{}: {e}", path.display()));
    let file = std::fs::File::open(path).map_err(io)?;
    let packed = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("xz"));
    bytes.clear();
    if packed {
        let file = std::io::BufReader::new(file);
        let reader = lzma_rust2::XzReader::new_mem_limit(file, false, XZ_KIB_MAX);
        reader.take(SOURCE_BYTES_MAX + 1).read_to_end(bytes)
    } else {
        let length = file.metadata().map_err(io)?.len().min(SOURCE_BYTES_MAX);
        bytes.reserve(length as usize + 1);
        file.take(SOURCE_BYTES_MAX + 1).read_to_end(bytes)
    }
    .map_err(io)?;
    if bytes.len() as u64 > SOURCE_BYTES_MAX {
        return Err(FormatError::new(
            "size",
            format!("{}: more than 256 MiB", path.display()),
        ));
    }
    Ok(())
}

/// The schema of a table file: by its file name, else by the name inside.
///
/// # Errors
/// `schema` when neither is a table of the client.
pub fn schema_of(stem: Option<&str>, internal: &str) -> Result<&'static TableSchema> {
    let by_file = stem.and_then(schema::find);
    let by_internal = || {
        schema::TABLES
            .iter()
            .find(|t| t.internal.eq_ignore_ascii_case(internal))
    };
    by_file
        .or_else(by_internal)
        .ok_or_else(|| FormatError::new("schema", format!("the client has no table `{internal}`")))
}

/// Room that serves one table after another: fresh memory costs as much as the conversion.
#[derive(Debug, Default)]
pub struct Room {
    cells: Vec<u32>,
    archive: Vec<u8>,
}

impl Room {
    /// Converts a `.tbl`; `stem` is its file name without extension, `source` its [`source_hash`]
    /// with the schema's. Gives the archive file and what was odd.
    ///
    /// # Errors
    /// As [`table`].
    pub fn table(
        &mut self,
        data: &[u8],
        stem: Option<&str>,
        source: Option<u64>,
        lenient: bool,
    ) -> Result<(&[u8], Vec<String>)> {
        let (_, notes) = self.fill(data, stem, source, lenient)?;
        Ok((&self.archive, notes))
    }

    fn fill(
        &mut self,
        data: &[u8],
        stem: Option<&str>,
        source: Option<u64>,
        lenient: bool,
    ) -> Result<(&'static TableSchema, Vec<String>)> {
        let mut tbl = tbl::read(data, lenient)?;
        let schema = schema_of(stem, &tbl.name)?;
        if let Some(difference) = tbl::schema_difference(&tbl.columns, schema) {
            return Err(FormatError::new("schema", difference));
        }
        let notes = std::mem::take(&mut tbl.notes);
        let heap = tbl.into_cells_in(&mut self.cells);
        let source = source.unwrap_or_else(|| source_hash(data, schema.hash));
        let (cells, archive) = (&mut self.cells, &mut self.archive);
        tables::archive_table_into(schema, cells, heap, source, archive)
            .map_err(|e| FormatError::new("archive", e.to_string()))?;
        Ok((schema, notes))
    }
}

/// Converts a `.tbl`; `stem` is its file name without extension.
///
/// # Errors
/// The reader's, or `schema` naming the first column that differs from the schema.
pub fn table(data: &[u8], stem: Option<&str>, lenient: bool) -> Result<Converted> {
    let mut room = Room::default();
    let (schema, notes) = room.fill(data, stem, None, lenient)?;
    Ok(Converted {
        name: schema.name.to_owned(),
        archive: room.archive,
        notes,
    })
}

/// Converts a text file.
///
/// # Errors
/// The reader's.
pub fn texts(data: &[u8], lenient: bool) -> Result<Converted> {
    let file = text::read(data, lenient)?;
    let pairs: Vec<(u32, &str)> = file.iter().collect();
    let archive = tables::archive_texts(&file.labels, &pairs, source_hash(data, 0))
        .map_err(|e| FormatError::new("archive", e.to_string()))?;
    let name = file.labels.tag.clone();
    Ok(Converted {
        name,
        archive,
        notes: file.notes,
    })
}

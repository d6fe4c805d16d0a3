//! The client's texts, LTEX (`formats.md` section 2): reader and writer.

use std::collections::HashMap;

use tables::TextLabels;

use crate::bytes::{
    check_heap, label, pad, push_utf16, span, u32_at, u64_at, utf16, utf16_length, utf16_lossy,
};
use crate::error::{FormatError, Result};

/// Signature, `XETL` on disk.
pub const MAGIC: u32 = 0x4C54_4558;
/// The only version the client takes.
pub const VERSION: u32 = 4;

const HEADER_BYTES: usize = 0x60;
const BASE: u64 = HEADER_BYTES as u64;
const LABEL_UNITS_MAX: u64 = 1024;

/// A text file: ids ascend, equal texts share their storage.
#[derive(Debug)]
pub struct TextFile {
    /// What the file says of itself.
    pub labels: TextLabels,
    /// What was odd and accepted.
    pub notes: Vec<String>,
    entries: Vec<(u32, u32, u32)>,
    heap: String,
}

impl TextFile {
    /// Number of texts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True without texts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All texts, ascending by id.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.entries.iter().map(|(id, start, length)| {
            let range = *start as usize..*start as usize + *length as usize;
            (*id, self.heap.get(range).unwrap_or(""))
        })
    }
}

struct Parts<'d> {
    labels: TextLabels,
    entries: &'d [u8],
    block: &'d [u8],
    units: u64,
}

/// Reads a text file; every part is found by the header's offsets, never by position.
///
/// # Errors
/// The first fault by code. Lenient accepts ids out of order and replaces lone surrogates.
pub fn read(data: &[u8], lenient: bool) -> Result<TextFile> {
    let parts = parts(data)?;
    let mut file = TextFile {
        labels: parts.labels,
        notes: Vec::new(),
        entries: Vec::with_capacity(parts.entries.len() / 8),
        heap: String::new(),
    };
    let mut seen: HashMap<u32, (u32, u32)> = HashMap::new();
    let (mut last, mut replaced, mut disordered) = (None, 0, false);
    for (index, entry) in parts.entries.chunks_exact(8).enumerate() {
        let (id, unit) = (u32_at(entry, 0), u32_at(entry, 4));
        if last.is_some_and(|last| id <= last) {
            if !lenient {
                let reason = format!("entry {index}: id {id} after {}", last.unwrap_or(0));
                return Err(FormatError::new("order", reason));
            }
            disordered = true;
        }
        last = Some(id);
        let (start, length) = match seen.get(&unit) {
            Some(text) => *text,
            None => {
                let raw = raw_text(parts.block, parts.units, id, unit)?;
                check_heap(file.heap.len() + raw.len(), parts.block.len(), || {
                    format!("id {id}")
                })?;
                let start = file.heap.len() as u32;
                if lenient {
                    let (text, bad) = utf16_lossy(raw);
                    replaced += bad;
                    file.heap.push_str(&text);
                } else {
                    file.heap.push_str(&utf16(raw, || format!("id {id}"))?);
                }
                let text = (start, file.heap.len() as u32 - start);
                seen.insert(unit, text);
                text
            }
        };
        file.entries.push((id, start, length));
    }
    if disordered {
        file.entries.sort_by_key(|(id, ..)| *id);
        file.entries.dedup_by_key(|(id, ..)| *id);
        file.notes.push("order: ids do not ascend".to_owned());
    }
    if replaced > 0 {
        file.notes
            .push(format!("utf16: {replaced} lone surrogates replaced"));
    }
    Ok(file)
}

fn raw_text(block: &[u8], units: u64, id: u32, unit: u32) -> Result<&[u8]> {
    if u64::from(unit) >= units {
        let reason = format!("id {id}: offset {unit} of {units}");
        return Err(FormatError::new("string-range", reason));
    }
    let start = unit as usize * 2;
    let Some(length) = utf16_length(block, start) else {
        return Err(FormatError::new(
            "string-end",
            format!("id {id}: unterminated"),
        ));
    };
    Ok(&block[start..start + length])
}

fn parts(data: &[u8]) -> Result<Parts<'_>> {
    let total = data.len() as u64;
    if data.len() < HEADER_BYTES {
        let reason = format!("{total} bytes, need {HEADER_BYTES}");
        return Err(FormatError::new("short-header", reason));
    }
    if u32_at(data, 0) != MAGIC {
        return Err(FormatError::new(
            "magic",
            format!("{:#010x}", u32_at(data, 0)),
        ));
    }
    if u32_at(data, 4) != VERSION {
        let reason = format!("{}, expected {VERSION}", u32_at(data, 4));
        return Err(FormatError::new("version", reason));
    }
    let tag = |at: usize, what: &str| {
        let units = u64_at(data, at);
        if units == 0 {
            return Ok(String::new());
        }
        let start = u64_at(data, at + 8).saturating_add(BASE);
        label(data, start, units, LABEL_UNITS_MAX, "label", what)
    };
    let labels = TextLabels {
        tag: tag(0x10, "tag name")?,
        short: tag(0x20, "short name")?,
        long: tag(0x30, "long name")?,
        language: u32_at(data, 8),
        lcid: u32_at(data, 12),
    };
    let (count, entries_at) = (u64_at(data, 0x40), u64_at(data, 0x48));
    let (units, block_at) = (u64_at(data, 0x50), u64_at(data, 0x58));
    if count > total / 8 {
        return Err(FormatError::new("entry-count", count.to_string()));
    }
    let what = || "entry index".to_owned();
    let entries = span(
        data,
        entries_at.saturating_add(BASE),
        count * 8,
        "entries",
        what,
    )?;
    if units > total / 2 {
        return Err(FormatError::new("text-length", units.to_string()));
    }
    let what = || "string block".to_owned();
    let block = span(data, block_at.saturating_add(BASE), units * 2, "text", what)?;
    if entries_at < block_at + units * 2 && block_at < entries_at + count * 8 {
        return Err(FormatError::new(
            "overlap",
            "string block overlaps the entry index",
        ));
    }
    Ok(Parts {
        labels,
        entries,
        block,
        units,
    })
}

/// Writes a text file; `texts` ascend by id. Equal texts share their storage, unit 0 is the empty
/// text, and the block follows the index directly, as in the client's en-US.
///
/// # Errors
/// `order` when ids do not ascend, `cell` for a NUL in a text.
pub fn write(labels: &TextLabels, texts: &[(u32, &str)]) -> Result<Vec<u8>> {
    let mut out = vec![0; HEADER_BYTES];
    let mut header = Vec::new();
    for text in [&labels.tag, &labels.short, &labels.long] {
        header.push(text.encode_utf16().count() as u64 + 1);
        header.push((out.len() - HEADER_BYTES) as u64);
        push_utf16(&mut out, text);
        pad(&mut out, 16);
    }
    let entries_at = out.len() - HEADER_BYTES;
    let mut pool = vec![0, 0];
    let mut known = HashMap::from([("", 0_usize)]);
    let mut last = None;
    let mut count = 0_u64;
    for &(id, text) in texts {
        if last.is_some_and(|last| id <= last) {
            return Err(FormatError::new(
                "order",
                format!("id {id} does not ascend"),
            ));
        }
        if text.contains('\0') {
            return Err(FormatError::new("cell", format!("id {id}: NUL in a text")));
        }
        let unit = *known.entry(text).or_insert_with(|| {
            let unit = pool.len() / 2;
            push_utf16(&mut pool, text);
            unit
        });
        out.extend_from_slice(&id.to_le_bytes());
        out.extend_from_slice(&(unit as u32).to_le_bytes());
        last = Some(id);
        count += 1;
    }
    let block_at = out.len() - HEADER_BYTES;
    header.extend([
        count,
        entries_at as u64,
        pool.len() as u64 / 2,
        block_at as u64,
    ]);
    out.extend_from_slice(&pool);
    let words = [MAGIC, VERSION, labels.language, labels.lcid];
    for (word, chunk) in words.iter().zip(out[..16].chunks_exact_mut(4)) {
        chunk.copy_from_slice(&word.to_le_bytes());
    }
    for (field, chunk) in header.iter().zip(out[16..HEADER_BYTES].chunks_exact_mut(8)) {
        chunk.copy_from_slice(&field.to_le_bytes());
    }
    Ok(out)
}

//! Terrain tiles, `.area` (`formats.md` section 4), raw and compressed.

use std::collections::BTreeMap;

use crate::bytes::{u16_at, u32_at};
use crate::codec::inflate;
use crate::error::{FormatError, Result};
use crate::water;

/// Heights along one edge of a cell in the file, neighbours included.
pub const FILE_HEIGHTS_PER_EDGE: usize = 19;

const MAGIC_RAW: u32 = 0x6172_6561;
const MAGIC_PACKED: u32 = 0x4152_4541;
const CHUNK_CELLS: u32 = 0x4348_4E4B;
/// Props, curtains and an unknown chunk: compressed in packed tiles, not read here.
const CHUNKS_PACKED: [u32; 3] = [0x5052_4F70, 0x4355_5254, 0x4448_4D4F];
const TAG_WATER: u32 = 0x5741_7447;
const CELLS: usize = 256;
/// What a compressed chunk may claim.
const BLOB_BYTES_MAX: u32 = 1 << 24;
/// What a compressed cell may claim; all layers together are 150 KB.
const CELL_BYTES_MAX: u32 = 1 << 22;

/// Bytes of the layers of a cell, bit 0 first.
const LAYER_BYTES: [usize; 32] = [
    722, 16, 8450, 8450, 8450, 4, 64, 16, 4225, 2178, 4, 578, 1, 4624, 2312, 8450, 4096, 2312,
    2312, 2312, 2312, 1, 16, 16900, 8, 8450, 21316, 4096, 16, 8450, 8450, 2312,
];
const LAYER_HEIGHTS: usize = 0;
const LAYER_ZONE: usize = 5;
const LAYER_SQUARES: usize = 16;
const LAYER_ZONES: usize = 28;

/// What the server needs of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Raw heights without the neighbours' row and column, z outer.
    pub heights: Option<Box<[u16; tables::map::HEIGHTS]>>,
    /// Zone ids: the layer of four, or the single fallback four times.
    pub zones: Option<[u32; 4]>,
    /// Flag byte per half-unit square.
    pub squares: Option<Box<[u8; tables::map::SQUARES]>>,
    /// Water surface per square of two units, z outer, NaN where it is dry.
    pub water: Option<Box<[f32; tables::map::STEPS]>>,
}

/// A tile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// Whether its chunks were compressed.
    pub packed: bool,
    /// By index: x is `index & 15`, z is `index >> 4`.
    pub cells: BTreeMap<usize, Cell>,
    /// Tags of chunks that were skipped.
    pub skipped: Vec<u32>,
}

fn fail<T>(code: &'static str, reason: impl Into<String>) -> Result<T> {
    Err(FormatError::new(code, reason))
}

/// Reads a tile. Unknown chunks are skipped, as the client does.
///
/// # Errors
/// The first fault by code.
pub fn read(data: &[u8]) -> Result<Area> {
    if data.len() < 8 {
        return fail("short-header", format!("{} bytes", data.len()));
    }
    let packed = match u32_at(data, 0) {
        MAGIC_RAW => false,
        MAGIC_PACKED => true,
        magic => return fail("magic", format!("{magic:#010x}")),
    };
    if u32_at(data, 4) != 0 {
        return fail("version", u32_at(data, 4).to_string());
    }
    let mut area = Area {
        packed,
        ..Area::default()
    };
    let mut rest = &data[8..];
    while !rest.is_empty() {
        let (tag, body) = chunk(&mut rest, "chunk")?;
        if tag == CHUNK_CELLS && packed {
            packed_cells(body, &mut area.cells)?;
        } else if tag == CHUNK_CELLS {
            raw_cells(body, &mut area.cells)?;
        } else {
            if packed && CHUNKS_PACKED.contains(&tag) {
                blob(body, BLOB_BYTES_MAX)?;
            }
            if !area.skipped.contains(&tag) {
                area.skipped.push(tag);
            }
        }
    }
    Ok(area)
}

/// Takes one `tag, size, body` off the front.
fn chunk<'d>(rest: &mut &'d [u8], code: &'static str) -> Result<(u32, &'d [u8])> {
    if rest.len() < 8 {
        return fail(code, "truncated chunk header");
    }
    let (tag, size) = (u32_at(rest, 0), u32_at(rest, 4) as usize);
    let Some(body) = rest[8..].get(..size) else {
        return fail(code, format!("tag {tag:#x} of {size} bytes"));
    };
    *rest = &rest[8 + size..];
    Ok((tag, body))
}

fn raw_cells(body: &[u8], cells: &mut BTreeMap<usize, Cell>) -> Result<()> {
    let (mut rest, mut next) = (body, 0);
    while !rest.is_empty() {
        if rest.len() < 4 {
            return fail("cell", "truncated cell header");
        }
        let word = u32_at(rest, 0);
        let (index, size) = (next + (word >> 24) as usize, (word & 0xFF_FFFF) as usize);
        let Some(raw) = rest[4..].get(..size).filter(|_| index < CELLS) else {
            return fail("cell", format!("cell {index} of {size} bytes"));
        };
        cells.insert(index, cell(raw, index)?);
        next = index + 1;
        rest = &rest[4 + size..];
    }
    Ok(())
}

fn packed_cells(body: &[u8], cells: &mut BTreeMap<usize, Cell>) -> Result<()> {
    if body.len() < 4 {
        return fail("chunk", "CHNK too small");
    }
    let length = u32_at(body, 0) as usize;
    let Some(table) = body[4..].get(..length) else {
        return fail("chunk", "CHNK size table");
    };
    let sizes = inflate(table, CELLS as u64 * 4 + 1)?;
    if sizes.len() != CELLS * 4 {
        return fail("chunk", "CHNK size table is not 256 words");
    }
    let mut rest = &body[4 + length..];
    for (index, size) in sizes.chunks_exact(4).enumerate() {
        let size = u32_at(size, 0) as usize;
        if size == 0 {
            continue;
        }
        let Some(raw) = rest.get(..size) else {
            return fail("cell", format!("cell {index}"));
        };
        cells.insert(index, cell(&blob(raw, CELL_BYTES_MAX)?, index)?);
        rest = &rest[size..];
    }
    if !rest.is_empty() {
        return fail("chunk", "bytes after the last cell");
    }
    Ok(())
}

/// `u32 plain size` and a zlib stream.
fn blob(raw: &[u8], limit: u32) -> Result<Vec<u8>> {
    if raw.len() < 4 {
        return fail("blob", "too small");
    }
    let size = u32_at(raw, 0);
    if size > limit {
        return fail("blob", format!("claims {size} bytes"));
    }
    let plain = inflate(&raw[4..], u64::from(size) + 1)?;
    if plain.len() != size as usize {
        return fail("size", format!("{} != {size}", plain.len()));
    }
    Ok(plain)
}

fn cell(raw: &[u8], index: usize) -> Result<Cell> {
    if raw.len() < 4 {
        return fail("cell", format!("cell {index}: no layer mask"));
    }
    let mask = u32_at(raw, 0);
    let mut rest = &raw[4..];
    let mut cell = Cell::default();
    let mut single_zone = None;
    for (bit, size) in LAYER_BYTES
        .iter()
        .enumerate()
        .filter(|(bit, _)| mask >> bit & 1 == 1)
    {
        let Some(layer) = rest.get(..*size) else {
            return fail("layer", format!("cell {index} layer {bit}"));
        };
        match bit {
            LAYER_HEIGHTS => cell.heights = Some(inner_heights(layer)),
            LAYER_ZONE => single_zone = Some(u32_at(layer, 0)),
            LAYER_SQUARES => cell.squares = Box::<[u8]>::from(layer).try_into().ok(),
            LAYER_ZONES => cell.zones = Some([0, 4, 8, 12].map(|at| u32_at(layer, at))),
            _ => {}
        }
        rest = &rest[*size..];
    }
    if cell.zones.is_none() {
        cell.zones = single_zone.map(|zone| [zone; 4]);
    }
    while rest.len() >= 8 {
        let (tag, body) = chunk(&mut rest, "sub-chunk")?;
        if tag == TAG_WATER {
            cell.water = water::surface(body, index);
        }
    }
    if !rest.is_empty() {
        return fail("cell", format!("cell {index}: {} stray bytes", rest.len()));
    }
    Ok(cell)
}

/// 17 × 17 of the 19 × 19: the first row and column belong to the neighbours, so does the last.
fn inner_heights(layer: &[u8]) -> Box<[u16; tables::map::HEIGHTS]> {
    let mut heights = Box::new([0; tables::map::HEIGHTS]);
    for (at, height) in heights.iter_mut().enumerate() {
        let (row, column) = (
            at / tables::map::HEIGHTS_PER_EDGE,
            at % tables::map::HEIGHTS_PER_EDGE,
        );
        *height = u16_at(layer, ((row + 1) * FILE_HEIGHTS_PER_EDGE + column + 1) * 2);
    }
    heights
}

/// The (x, z) of a tile from its file name, `NAME.ZZXX.area` with two hex digits each, Z first;
/// `None` for other names and for the coarse `_Low` tiles.
#[must_use]
pub fn tile_of(file_name: &str) -> Option<(String, usize, usize)> {
    let stem = file_name
        .len()
        .checked_sub(5)
        .filter(|at| file_name.is_char_boundary(*at))?;
    let (stem, extension) = file_name.split_at(stem);
    let (name, digits) = stem.rsplit_once('.')?;
    if !extension.eq_ignore_ascii_case(".area")
        || digits.len() != 4
        || !digits.bytes().all(|b| b.is_ascii_hexdigit())
        || name.to_ascii_lowercase().ends_with("_low")
    {
        return None;
    }
    let number = usize::from_str_radix(digits, 16).ok()?;
    Some((name.to_owned(), number & 0xFF, number >> 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tile_names_have_z_first_and_coarse_tiles_are_not_ours() {
        assert_eq!(
            tile_of("Test.4041.area"),
            Some(("Test".to_owned(), 0x41, 0x40))
        );
        assert_eq!(
            tile_of("Test.4041.AREA"),
            Some(("Test".to_owned(), 0x41, 0x40))
        );
        for name in [
            "Test_Low.0808.area",
            "Test.404.area",
            "Test.40+1.area",
            "area",
            "é.area",
        ] {
            assert_eq!(tile_of(name), None, "{name}");
        }
    }
}

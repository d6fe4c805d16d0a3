//! The terrain of one world: heights, zones, roads and water by position, as the client has them.
//!
//! A world is 128 × 128 tiles of 512 units, each 16 × 16 cells of 32 units; tile (64, 64) begins at
//! the origin (`formats.md` 4.1). A cell holds 17 × 17 heights two units apart and 64 × 64 squares
//! of half a unit that choose one of four zone ids. Equal blocks are stored once.

use std::collections::HashMap;

use rkyv::rancor::BoxedError;
use rkyv::rend::{u16_le, u32_le};
use rkyv::{Archive, Serialize};

use crate::error::ArchiveError;
use crate::header::{self, Kind};
use crate::nav::{self, Open};

/// Tiles along one edge of a world.
pub const TILES_PER_EDGE: usize = 128;
/// Cells along one edge of a tile.
pub const CELLS_PER_EDGE: usize = 16;
/// Cells of a tile.
pub const CELLS_PER_TILE: usize = CELLS_PER_EDGE * CELLS_PER_EDGE;
/// Edge of a tile in world units.
pub const TILE_SIZE: f32 = 512.0;
/// Edge of a cell in world units.
pub const CELL_SIZE: f32 = 32.0;
/// Heights along one edge of a cell, both borders included.
pub const HEIGHTS_PER_EDGE: usize = 17;
/// Heights of a cell.
pub const HEIGHTS: usize = HEIGHTS_PER_EDGE * HEIGHTS_PER_EDGE;
/// Zone squares along one edge of a cell.
pub const SQUARES_PER_EDGE: usize = 64;
/// Zone squares of a cell.
pub const SQUARES: usize = SQUARES_PER_EDGE * SQUARES_PER_EDGE;
/// Squares of two units along one edge of a cell: between two heights each, and as fine as water
/// and walkable ground are known.
pub const STEPS_PER_EDGE: usize = 16;
/// Squares of two units of a cell.
pub const STEPS: usize = STEPS_PER_EDGE * STEPS_PER_EDGE;
/// Edge of such a square in world units.
pub const STEP_SIZE: f32 = 2.0;
/// Set in a height where the ground has a hole (`formats.md` 4.4).
pub const HOLE: u16 = 0x8000;

const NONE: u32 = u32::MAX;
/// Two squares a byte: two bits of zone, one of road.
const SQUARE_BYTES: usize = SQUARES / 2;

/// World units of a raw height (`formats.md` 4.4).
#[must_use]
pub fn height_of(raw: u16) -> f32 {
    f32::from(raw & !HOLE) * (4096.0 / 32767.0) - 2048.0
}

#[derive(Archive, Serialize, Debug, Default)]
pub(crate) struct FlatMap {
    name: String,
    /// Tile slot by `z * 128 + x`.
    tiles: Vec<u32>,
    /// Cell slot by tile slot * 256 + cell index.
    cells: Vec<u32>,
    /// Per cell slot: index of its block of heights.
    heights_of: Vec<u32>,
    /// Per cell slot: index of its block of squares; none means zone 0 of its four everywhere.
    squares_of: Vec<u32>,
    /// Per cell slot: four zone ids, or 0.
    zones: Vec<u32>,
    /// Per cell slot: index of its block of water; none when all of it is dry.
    water_of: Vec<u32>,
    /// Per cell slot: index of its block of walkable squares; none when none of it is.
    walk_of: Vec<u32>,
    heights: Vec<u16>,
    squares: Vec<u8>,
    /// Bits of the f32 surface per square of two units, NaN where it is dry.
    water: Vec<u32>,
    /// See [`crate::nav`]: clearances, two squares of two units a byte.
    walk: Vec<u8>,
}

/// What one cell brings; everything is optional, as in the client's tiles.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellData<'c> {
    /// Raw heights, z outer, without the neighbours' row and column.
    pub heights: Option<&'c [u16; HEIGHTS]>,
    /// Zone ids.
    pub zones: Option<[u32; 4]>,
    /// Flag byte per half-unit square, z outer: bits 3 and 4 choose the zone, bit 0 is road.
    pub squares: Option<&'c [u8; SQUARES]>,
    /// Water surface per square of two units, z outer, in world units; NaN where it is dry.
    pub water: Option<&'c [f32; STEPS]>,
}

/// Builds the archive of one world tile by tile.
#[derive(Debug)]
pub struct MapBuilder {
    flat: FlatMap,
    known_heights: HashMap<Vec<u16>, u32>,
    known_squares: HashMap<Vec<u8>, u32>,
    known_water: HashMap<Vec<u32>, u32>,
    /// Per cell slot: which squares of two units can be walked, a bit each.
    open: Vec<Open>,
}

impl MapBuilder {
    /// An empty world; `name` is the last part of `World.assetPath`.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let flat = FlatMap {
            name: name.to_owned(),
            tiles: vec![NONE; TILES_PER_EDGE * TILES_PER_EDGE],
            ..FlatMap::default()
        };
        Self {
            flat,
            known_heights: HashMap::new(),
            known_squares: HashMap::new(),
            known_water: HashMap::new(),
            open: Vec::new(),
        }
    }

    /// Adds the cells (index, data) of the tile at this place; a place is filled once.
    ///
    /// # Errors
    /// When the tile lies outside the world or was added before, or a cell index is 256 or more.
    pub fn add_tile(
        &mut self,
        tile_x: usize,
        tile_z: usize,
        cells: &[(usize, CellData<'_>)],
    ) -> Result<(), ArchiveError> {
        let refuse = |reason: String| ArchiveError::Build {
            table: "map",
            reason,
        };
        if tile_x >= TILES_PER_EDGE || tile_z >= TILES_PER_EDGE {
            return Err(refuse(format!(
                "tile {tile_x}, {tile_z} is outside the world"
            )));
        }
        let place = &mut self.flat.tiles[tile_z * TILES_PER_EDGE + tile_x];
        if *place != NONE {
            return Err(refuse(format!("tile {tile_x}, {tile_z} comes twice")));
        }
        let base = self.flat.cells.len();
        *place = (base / CELLS_PER_TILE) as u32;
        self.flat.cells.resize(base + CELLS_PER_TILE, NONE);
        for (index, cell) in cells {
            if *index >= CELLS_PER_TILE {
                return Err(refuse(format!("cell {index}")));
            }
            self.flat.cells[base + index] = self.add_cell(cell);
        }
        Ok(())
    }

    fn add_cell(&mut self, cell: &CellData<'_>) -> u32 {
        let flat = &mut self.flat;
        let slot = flat.heights_of.len() as u32;
        flat.heights_of.push(cell.heights.map_or(NONE, |block| {
            pool(&mut self.known_heights, &mut flat.heights, block.to_vec())
        }));
        flat.squares_of.push(cell.squares.map_or(NONE, |flags| {
            let packed = flags
                .chunks_exact(2)
                .map(|two| nibble(two[0]) | nibble(two[1]) << 4);
            pool(&mut self.known_squares, &mut flat.squares, packed.collect())
        }));
        flat.zones
            .extend_from_slice(&cell.zones.unwrap_or([NONE; 4]));
        let wet = cell.water.filter(|water| water.iter().any(|y| !y.is_nan()));
        flat.water_of.push(wet.map_or(NONE, |water| {
            // One pattern of bits for all that is dry, or equal blocks would differ.
            let bits = water.iter().map(|y| if y.is_nan() { f32::NAN } else { *y });
            let bits = bits.map(f32::to_bits).collect();
            pool(&mut self.known_water, &mut flat.water, bits)
        }));
        self.open.push(nav::open_squares(cell));
        slot
    }

    /// How far every square is from the next that cannot be walked.
    fn measure_clearance(&mut self) {
        let flat = &mut self.flat;
        let mut known = HashMap::new();
        flat.walk_of = vec![NONE; flat.heights_of.len()];
        let (tiles, cells, open) = (&flat.tiles, &flat.cells, &self.open);
        let open_at = |tile_x: usize, tile_z: usize, index: usize| {
            let slot = *tiles.get(tile_z * TILES_PER_EDGE + tile_x)?;
            let at = (slot as usize)
                .checked_mul(CELLS_PER_TILE)?
                .checked_add(index)?;
            open.get(*cells.get(at)? as usize)
        };
        let mut field = nav::Field::default();
        for (tile, slot) in tiles.iter().enumerate().filter(|(_, slot)| **slot != NONE) {
            let place = (tile % TILES_PER_EDGE, tile / TILES_PER_EDGE);
            field.measure(place, open_at);
            for index in 0..CELLS_PER_TILE {
                let cell = cells[*slot as usize * CELLS_PER_TILE + index];
                if let Some(packed) = field.packed(index).filter(|_| cell != NONE) {
                    flat.walk_of[cell as usize] = pool(&mut known, &mut flat.walk, packed);
                }
            }
        }
    }

    /// The finished archive file.
    ///
    /// # Errors
    /// When the world outgrows 32-bit offsets.
    pub fn finish(mut self, source_hash: u64) -> Result<Vec<u8>, ArchiveError> {
        self.measure_clearance();
        header::seal_value(
            Kind::Map,
            0,
            source_hash,
            self.flat.heights.len() * 2,
            &self.flat,
            Vec::new(),
        )
        .map_err(|error| ArchiveError::Build {
            table: "map",
            reason: error.to_string(),
        })
    }
}

/// Bits 3 and 4 of a flag byte to bits 0 and 1, bit 0 to bit 2.
fn nibble(flags: u8) -> u8 {
    (flags >> 3 & 3) | (flags & 1) << 2
}

fn pool<T: Clone + Eq + std::hash::Hash>(
    known: &mut HashMap<Vec<T>, u32>,
    all: &mut Vec<T>,
    block: Vec<T>,
) -> u32 {
    if let Some(index) = known.get(&block) {
        return *index;
    }
    let index = (all.len() / block.len()) as u32;
    all.extend_from_slice(&block);
    known.insert(block, index);
    index
}

/// The terrain of one world, borrowed from a set. Positions are world units; nothing allocates.
#[derive(Clone, Copy)]
pub struct Map<'a>(pub(crate) &'a ArchivedFlatMap);

impl Spot {
    /// The square of two units.
    fn step(self) -> usize {
        (self.z / 2.0) as usize % STEPS_PER_EDGE * STEPS_PER_EDGE
            + (self.x / 2.0) as usize % STEPS_PER_EDGE
    }
}

/// What one cell holds.
#[derive(PartialEq)]
struct CellParts<'a> {
    zones: &'a [u32_le],
    water: Option<&'a [u32_le]>,
    heights: Option<&'a [u16_le]>,
    squares: Option<&'a [u8]>,
}

/// Where a position lies inside its cell.
#[derive(Clone, Copy)]
struct Spot {
    cell: usize,
    /// 0 to 32 from the cell's corner.
    x: f64,
    z: f64,
}

impl<'a> Map<'a> {
    /// Last part of the world's asset path.
    #[must_use]
    pub fn name(self) -> &'a str {
        self.0.name.as_str()
    }

    /// The tiles present, as (x, z).
    pub fn tiles(self) -> impl Iterator<Item = (usize, usize)> {
        let tiles = self.0.tiles.iter().enumerate();
        tiles
            .filter(|(_, slot)| slot.to_native() != NONE)
            .map(|(at, _)| (at % TILES_PER_EDGE, at / TILES_PER_EDGE))
    }

    /// The tiles, as (x, z), that only one of the two maps has or that differ in any cell.
    pub fn changed_tiles(self, other: Map<'_>) -> impl Iterator<Item = (usize, usize)> {
        let all = 0..TILES_PER_EDGE * TILES_PER_EDGE;
        let cells = 0..CELLS_PER_TILE;
        let differ = move |tile: usize| {
            let mut cells = cells.clone();
            cells.any(|index| self.cell(tile, index) != other.cell(tile, index))
        };
        all.filter(move |tile| self.has(*tile) || other.has(*tile))
            .filter(move |tile| self.has(*tile) != other.has(*tile) || differ(*tile))
            .map(|tile| (tile % TILES_PER_EDGE, tile / TILES_PER_EDGE))
    }

    fn has(self, tile: usize) -> bool {
        self.slot(tile).is_some()
    }

    fn slot(self, tile: usize) -> Option<usize> {
        let slot = self.0.tiles.get(tile)?.to_native();
        (slot != NONE).then_some(slot as usize)
    }

    /// Slot of a cell by tile and index.
    fn cell_slot(self, tile: usize, index: usize) -> Option<usize> {
        let at = self.slot(tile)? * CELLS_PER_TILE + index;
        let slot = self.0.cells.get(at)?.to_native();
        (slot != NONE).then_some(slot as usize)
    }

    /// Everything a cell holds, to be compared.
    fn cell(self, tile: usize, index: usize) -> Option<CellParts<'a>> {
        let slot = self.cell_slot(tile, index)?;
        let heights = self.0.heights_of.get(slot)?.to_native() as usize * HEIGHTS;
        let squares = self.0.squares_of.get(slot)?.to_native() as usize * SQUARE_BYTES;
        Some(CellParts {
            zones: self.0.zones.get(slot * 4..slot * 4 + 4)?,
            water: self.water_block(slot),
            heights: self.0.heights.get(heights..heights + HEIGHTS),
            squares: self.0.squares.get(squares..squares + SQUARE_BYTES),
        })
    }

    /// Smallest and largest x and z of the tiles present, `[min_x, min_z, max_x, max_z]` in world
    /// units; `None` without tiles.
    #[must_use]
    pub fn bounds(self) -> Option<[f32; 4]> {
        let corner = |tile: usize| (tile as f32 - 64.0) * TILE_SIZE;
        self.tiles().fold(None, |bounds: Option<[f32; 4]>, (x, z)| {
            let (x, z) = (corner(x), corner(z));
            let [a, b, c, d] = bounds.unwrap_or([x, z, x, z]);
            Some([
                a.min(x),
                b.min(z),
                c.max(x + TILE_SIZE),
                d.max(z + TILE_SIZE),
            ])
        })
    }

    fn spot(self, x: f32, z: f32) -> Option<Spot> {
        let (x, z) = (f64::from(x), f64::from(z));
        let half = f64::from(TILE_SIZE) * TILES_PER_EDGE as f64 / 2.0;
        if !(-half..half).contains(&x) || !(-half..half).contains(&z) {
            return None;
        }
        let size = f64::from(CELL_SIZE);
        let (cx, cz) = (((x + half) / size) as usize, ((z + half) / size) as usize);
        let tile = cz / CELLS_PER_EDGE * TILES_PER_EDGE + cx / CELLS_PER_EDGE;
        let index = cz % CELLS_PER_EDGE * CELLS_PER_EDGE + cx % CELLS_PER_EDGE;
        let inside = |v: f64, cell: usize| v + half - cell as f64 * size;
        Some(Spot {
            cell: self.cell_slot(tile, index)?,
            x: inside(x, cx),
            z: inside(z, cz),
        })
    }

    /// Height of the ground the player sees: each square of two units is a fan of four triangles
    /// around a weighted centre (`formats.md` 4.4). `None` outside the terrain and over a hole.
    #[must_use]
    pub fn height(self, x: f32, z: f32) -> Option<f32> {
        let spot = self.spot(x, z)?;
        let block = self.0.heights_of.get(spot.cell)?.to_native();
        if block == NONE {
            return None;
        }
        let start = block as usize * HEIGHTS;
        let heights = self.0.heights.get(start..start + HEIGHTS)?;
        let (column, row) = ((spot.x / 2.0) as usize, (spot.z / 2.0) as usize);
        let raw = |column: usize, row: usize| {
            heights
                .get(row * HEIGHTS_PER_EDGE + column)
                .map_or(0, |h| h.to_native())
        };
        if raw(column, row) & HOLE != 0 {
            return None;
        }
        let at =
            |dx, dz| f64::from(raw(column + dx, row + dz) & !HOLE) * (4096.0 / 32767.0) - 2048.0;
        let corners = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
        let (u, v) = (spot.x % 2.0 / 2.0 - 0.5, spot.z % 2.0 / 2.0 - 0.5);
        Some(fan(corners, u, v) as f32)
    }

    /// `WorldZone` id at a position; `None` where the cell names none.
    #[must_use]
    pub fn zone_at(self, x: f32, z: f32) -> Option<u32> {
        let spot = self.spot(x, z)?;
        let chosen = usize::from(self.square(spot).unwrap_or(0) & 3);
        let zone = self.0.zones.get(spot.cell * 4 + chosen)?.to_native();
        (zone != NONE).then_some(zone)
    }

    /// Whether a position lies on a road.
    #[must_use]
    pub fn is_road(self, x: f32, z: f32) -> bool {
        self.spot(x, z)
            .and_then(|spot| self.square(spot))
            .is_some_and(|square| square & 4 != 0)
    }

    /// Height of the water surface at a position, known per square of two units; `None` where it
    /// is dry.
    #[must_use]
    pub fn liquid(self, x: f32, z: f32) -> Option<f32> {
        let spot = self.spot(x, z)?;
        let surface = self.water_block(spot.cell)?.get(spot.step())?;
        let surface = f32::from_bits(surface.to_native());
        (!surface.is_nan()).then_some(surface)
    }

    fn water_block(self, cell: usize) -> Option<&'a [u32_le]> {
        let start = self.0.water_of.get(cell)?.to_native() as usize * STEPS;
        self.0.water.get(start..start + STEPS)
    }

    /// Squares of two units from a position to the next one that cannot be walked, both ends
    /// counted, at most [`nav::CLEARANCE_MAX`]; 0 where it cannot be walked itself.
    #[inline]
    #[must_use]
    pub fn clearance(self, x: f32, z: f32) -> u8 {
        let found = || {
            let spot = self.spot(x, z)?;
            let block = self.0.walk_of.get(spot.cell)?.to_native() as usize * nav::BLOCK_BYTES;
            let byte = *self.0.walk.get(block + spot.step() / 2)?;
            Some(nav::half(byte, spot.step()))
        };
        found().unwrap_or(0)
    }

    fn square(self, spot: Spot) -> Option<u8> {
        let block = self.0.squares_of.get(spot.cell)?.to_native();
        if block == NONE {
            return None;
        }
        let (x, z) = ((spot.x * 2.0) as usize & 63, (spot.z * 2.0) as usize & 63);
        let index = z * SQUARES_PER_EDGE + x;
        let byte = *self
            .0
            .squares
            .get(block as usize * SQUARE_BYTES + index / 2)?;
        Some(if index.is_multiple_of(2) {
            byte & 15
        } else {
            byte >> 4
        })
    }
}

/// Height on the fan over corners a b / c d at (u, v), each −0.5 to 0.5 from the centre.
fn fan([a, b, c, d]: [f64; 4], u: f64, v: f64) -> f64 {
    let wa = 1.0 / ((a - d).powi(2) + 1.0);
    let wb = 1.0 / ((b - c).powi(2) + 1.0);
    let centre = ((b + c) * wb + (a + d) * wa) * (0.5 / (wa + wb));
    let (p, q, along, reach) = if u.abs() >= v.abs() {
        if u > 0.0 {
            (b, d, v, u * 2.0)
        } else {
            (a, c, v, -u * 2.0)
        }
    } else if v > 0.0 {
        (c, d, u, v * 2.0)
    } else {
        (a, b, u, -v * 2.0)
    };
    if reach == 0.0 {
        return centre;
    }
    let edge = p + (q - p) * (along / reach + 0.5);
    centre + (edge - centre) * reach
}

/// Validates a map archive in full and gives its name.
pub(crate) fn validate(file: &[u8]) -> Result<String, ArchiveError> {
    let (header, payload) = header::open(file)?;
    if header.kind != Kind::Map {
        return Err(ArchiveError::damaged("not a map archive"));
    }
    let flat = rkyv::access::<ArchivedFlatMap, BoxedError>(payload)
        .map_err(|error| ArchiveError::damaged(error.to_string()))?;
    let cells = flat.heights_of.len();
    let columns = [
        flat.squares_of.len(),
        flat.water_of.len(),
        flat.walk_of.len(),
        flat.zones.len() / 4,
    ];
    if flat.tiles.len() != TILES_PER_EDGE * TILES_PER_EDGE || columns.iter().any(|n| *n != cells) {
        return Err(ArchiveError::damaged("map columns disagree"));
    }
    let below = |indexes: &[u32_le], len: usize| {
        let mut indexes = indexes.iter().map(|index| index.to_native());
        indexes.all(|index| index == NONE || (index as usize) < len)
    };
    let blocks = [
        (&flat.tiles, flat.cells.len() / CELLS_PER_TILE),
        (&flat.cells, cells),
        (&flat.heights_of, flat.heights.len() / HEIGHTS),
        (&flat.squares_of, flat.squares.len() / SQUARE_BYTES),
        (&flat.water_of, flat.water.len() / STEPS),
        (&flat.walk_of, flat.walk.len() / nav::BLOCK_BYTES),
    ];
    if !blocks.iter().all(|(indexes, len)| below(indexes, *len)) {
        return Err(ArchiveError::damaged("a map index leads outside"));
    }
    Ok(flat.name.to_string())
}

//! The grid's making: open squares of a cell, and the clearance of all squares of a tile.

use std::ops::Range;

use super::{CLEARANCE_MAX, SLOPE_MAX, WADE_MAX};
use crate::map::{
    CELLS_PER_EDGE, CELLS_PER_TILE, CellData, HEIGHTS_PER_EDGE, HOLE, STEP_SIZE, STEPS,
    STEPS_PER_EDGE, TILES_PER_EDGE, height_of,
};

/// Two clearances a byte.
pub(crate) const BLOCK_BYTES: usize = STEPS / 2;
/// Open squares of a cell: a row of bits each.
pub(crate) type Open = [u16; STEPS_PER_EDGE];

const TILE_STEPS: usize = CELLS_PER_EDGE * STEPS_PER_EDGE;
/// Squares beyond the tile's edge that its clearances can depend on.
const MARGIN: usize = CLEARANCE_MAX as usize;
const EDGE: usize = TILE_STEPS + 2 * MARGIN;

/// The clearance of a square in a byte of two.
#[inline]
pub(crate) fn half(byte: u8, step: usize) -> u8 {
    if step.is_multiple_of(2) {
        byte & 15
    } else {
        byte >> 4
    }
}

/// Which squares of a cell can be walked; none without heights.
pub(crate) fn open_squares(cell: &CellData<'_>) -> Open {
    let mut open = [0; STEPS_PER_EDGE];
    let Some(heights) = cell.heights else {
        return open;
    };
    for (z, row) in open.iter_mut().enumerate() {
        for x in 0..STEPS_PER_EDGE {
            let raw = |x: usize, z: usize| heights[z * HEIGHTS_PER_EDGE + x];
            if raw(x, z) & HOLE != 0 {
                continue;
            }
            let [a, b] = [raw(x, z), raw(x + 1, z)].map(height_of);
            let [c, d] = [raw(x, z + 1), raw(x + 1, z + 1)].map(height_of);
            let along_x = (b - a).abs().max((d - c).abs()) / STEP_SIZE;
            let along_z = (c - a).abs().max((d - b).abs()) / STEP_SIZE;
            let ground = (a + b + c + d) / 4.0;
            let surface = cell.water.map_or(f32::NAN, |w| w[z * STEPS_PER_EDGE + x]);
            // A dry square's surface is not a number, and deeper than nothing.
            let deep = surface - ground > WADE_MAX;
            if along_x.hypot(along_z) <= SLOPE_MAX && !deep {
                *row |= 1 << x;
            }
        }
    }
    open
}

/// Takes one more into a range.
fn widen(range: &mut Range<usize>, at: usize) {
    *range = if range.start >= range.end {
        at..at + 1
    } else {
        range.start.min(at)..range.end.max(at + 1)
    };
}

/// Room to measure one tile after another.
pub(crate) struct Field {
    clearance: Vec<u8>,
    /// Rows and columns with open squares, of which many worlds have few.
    rows: Range<usize>,
    columns: Range<usize>,
}

impl Default for Field {
    fn default() -> Self {
        Self {
            clearance: vec![0; EDGE * EDGE],
            rows: 0..0,
            columns: 0..0,
        }
    }
}

impl Field {
    /// Measures the tile at a place; `open_at` gives the open squares of a cell of any tile.
    pub(crate) fn measure<'o>(
        &mut self,
        (tile_x, tile_z): (usize, usize),
        open_at: impl Fn(usize, usize, usize) -> Option<&'o Open>,
    ) {
        self.clearance.fill(0);
        (self.rows, self.columns) = (0..0, 0..0);
        let around = MARGIN.div_ceil(STEPS_PER_EDGE);
        let cells = CELLS_PER_EDGE + 2 * around;
        for (cell_z, cell_x) in (0..cells).flat_map(|z| (0..cells).map(move |x| (z, x))) {
            // Counted over the whole world, so that tiles beyond are found.
            let world =
                |tile: usize, cell: usize| (tile * CELLS_PER_EDGE + cell).checked_sub(around);
            let (Some(x), Some(z)) = (world(tile_x, cell_x), world(tile_z, cell_z)) else {
                continue;
            };
            let (tile_x, tile_z) = (x / CELLS_PER_EDGE, z / CELLS_PER_EDGE);
            if tile_x >= TILES_PER_EDGE || tile_z >= TILES_PER_EDGE {
                continue;
            }
            let index = z % CELLS_PER_EDGE * CELLS_PER_EDGE + x % CELLS_PER_EDGE;
            if let Some(open) = open_at(tile_x, tile_z, index) {
                self.enter((cell_x, cell_z), around, open);
            }
        }
        self.sweep();
    }

    /// Marks the open squares of one cell.
    fn enter(&mut self, (cell_x, cell_z): (usize, usize), around: usize, open: &Open) {
        let origin = around * STEPS_PER_EDGE - MARGIN;
        for (row, bits) in open.iter().enumerate() {
            for column in (0..STEPS_PER_EDGE).filter(|column| bits >> column & 1 == 1) {
                let x = (cell_x * STEPS_PER_EDGE + column).checked_sub(origin);
                let z = (cell_z * STEPS_PER_EDGE + row).checked_sub(origin);
                if let (Some(x), Some(z)) = (x.filter(|x| *x < EDGE), z.filter(|z| *z < EDGE)) {
                    self.clearance[z * EDGE + x] = CLEARANCE_MAX;
                    widen(&mut self.rows, z);
                    widen(&mut self.columns, x);
                }
            }
        }
    }

    /// Distances to the next closed square, counted in king's moves: once down and once up. What
    /// lies beyond the margin is too far away to matter.
    fn sweep(&mut self) {
        let inside = |range: &Range<usize>| range.start.max(1)..range.end.min(EDGE - 1);
        let (rows, columns) = (inside(&self.rows), inside(&self.columns));
        for z in rows.clone() {
            for x in columns.clone() {
                let at = z * EDGE + x;
                self.lower(at, [at - 1, at - EDGE - 1, at - EDGE, at - EDGE + 1]);
            }
        }
        for z in rows.rev() {
            for x in columns.clone().rev() {
                let at = z * EDGE + x;
                self.lower(at, [at + 1, at + EDGE - 1, at + EDGE, at + EDGE + 1]);
            }
        }
    }

    fn lower(&mut self, at: usize, neighbours: [usize; 4]) {
        let nearest = neighbours.map(|other| self.clearance[other]);
        let nearest = nearest.into_iter().min().unwrap_or(0);
        self.clearance[at] = self.clearance[at].min(nearest + 1);
    }

    /// The clearances of a cell of the tile measured last; none when all of it is closed.
    pub(crate) fn packed(&self, index: usize) -> Option<Vec<u8>> {
        let index = index % CELLS_PER_TILE;
        let (cell_x, cell_z) = (index % CELLS_PER_EDGE, index / CELLS_PER_EDGE);
        let value = |step: usize| {
            let x = MARGIN + cell_x * STEPS_PER_EDGE + step % STEPS_PER_EDGE;
            let z = MARGIN + cell_z * STEPS_PER_EDGE + step / STEPS_PER_EDGE;
            self.clearance[z * EDGE + x]
        };
        let pairs = (0..BLOCK_BYTES).map(|pair| value(pair * 2) | value(pair * 2 + 1) << 4);
        let packed: Vec<u8> = pairs.collect();
        packed.iter().any(|byte| *byte != 0).then_some(packed)
    }
}

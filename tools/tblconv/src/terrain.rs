//! Tiles of one world to its map archive, and the picture of a map.

use tables::ArchiveError;
use tables::map::{CellData, MapBuilder};

use crate::area::Area;

/// Adds a tile to a world's map.
///
/// # Errors
/// See [`MapBuilder::add_tile`].
pub fn add_tile(
    builder: &mut MapBuilder,
    tile_x: usize,
    tile_z: usize,
    area: &Area,
) -> Result<(), ArchiveError> {
    let cells: Vec<_> = area
        .cells
        .iter()
        .map(|(index, cell)| {
            let data = CellData {
                heights: cell.heights.as_deref(),
                zones: cell.zones,
                squares: cell.squares.as_deref(),
                water: cell.water,
            };
            (*index, data)
        })
        .collect();
    builder.add_tile(tile_x, tile_z, &cells)
}

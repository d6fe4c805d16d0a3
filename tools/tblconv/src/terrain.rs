//! Tiles of one world to its map archive, and the picture of a map.

use tables::ArchiveError;
use tables::map::{CellData, Map, MapBuilder};

use crate::area::Area;
use crate::error::{FormatError, Result};

/// Adds a tile to a world's map.
///
/// # Errors
/// See [`MapBuilder::add_tile`].
pub fn add_tile(
    builder: &mut MapBuilder,
    tile_x: usize,
    tile_z: usize,
    area: &Area,
) -> std::result::Result<(), ArchiveError> {
    let cells: Vec<_> = area
        .cells
        .iter()
        .map(|(index, cell)| {
            let data = CellData {
                heights: cell.heights.as_deref(),
                zones: cell.zones,
                squares: cell.squares.as_deref(),
                water: cell.water.as_deref(),
            };
            (*index, data)
        })
        .collect();
    builder.add_tile(tile_x, tile_z, &cells)
}

/// Pixels along one edge of a picture.
const PICTURE_EDGE_MAX: f32 = 16_384.0;

/// Draws a map as PNG: brightness is height with light from the north-west, colour is the zone,
/// dark means no ground. `scale` is in world units a pixel.
///
/// # Errors
/// `map` when it has no tiles, `size` when the picture would be larger than 16384 pixels.
pub fn render(map: Map<'_>, scale: f32) -> Result<Vec<u8>> {
    let Some([min_x, min_z, max_x, max_z]) = map.bounds() else {
        return Err(FormatError::new(
            "map",
            format!("{} has no tiles", map.name()),
        ));
    };
    let (width, height) = ((max_x - min_x) / scale, (max_z - min_z) / scale);
    if !(1.0..=PICTURE_EDGE_MAX).contains(&width) || !(1.0..=PICTURE_EDGE_MAX).contains(&height) {
        let reason = format!("{width} x {height} pixels; choose another scale");
        return Err(FormatError::new("size", reason));
    }
    let mut picture = image::RgbImage::new(width as u32, height as u32);
    for (column, row, pixel) in picture.enumerate_pixels_mut() {
        let x = min_x + (column as f32 + 0.5) * scale;
        let z = min_z + (row as f32 + 0.5) * scale;
        pixel.0 = colour(map, x, z, scale);
    }
    let mut png = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut png, image::ImageFormat::Png)
        .map_err(|error| FormatError::new("png", error.to_string()))?;
    Ok(png.into_inner())
}

fn colour(map: Map<'_>, x: f32, z: f32, scale: f32) -> [u8; 3] {
    let Some(ground) = map.height(x, z) else {
        return [12, 12, 16];
    };
    if map.liquid(x, z).is_some_and(|surface| surface > ground) {
        return [40, 80, 140];
    }
    let behind = map.height(x - scale, z - scale).unwrap_or(ground);
    let light = (0.7 + (ground - behind) / scale * 0.35).clamp(0.25, 1.0);
    // Any two neighbouring zone ids should differ to the eye.
    let zone = map.zone_at(x, z).unwrap_or(0).wrapping_mul(0x9E37_79B1);
    let channel = |shift: u32| {
        let tint = 110.0 + f32::from((zone >> shift & 0x7F) as u8);
        (tint * light) as u8
    };
    [channel(25), channel(17), channel(9)]
}

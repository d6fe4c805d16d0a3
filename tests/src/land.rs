//! A land of our own: the starter set with a map of hills and water beneath one of its worlds, and
//! creatures all over it. The starter set itself has no maps, and client data is not ours to give.

use std::fs;
use std::path::{Path, PathBuf};

use bezgelor_core::Vec3;
use tables::map::{CELL_SIZE, STEP_SIZE, TILE_SIZE};
use tables::map::{
    CELLS_PER_EDGE, CELLS_PER_TILE, CellData, HEIGHTS, HEIGHTS_PER_EDGE, MapBuilder,
};
use tables::map::{STEPS, STEPS_PER_EDGE, TILES_PER_EDGE};
use tables::{Language, TableSet, archive_texts, pack_set, schema};

use crate::bezgelor;

/// Levian Bay, where the starter set's first veterans arrive.
pub const WORLD: u16 = 1387;
/// The middle of the land: the height is the arrival's.
pub const MIDDLE: Vec3 = Vec3::new(-3835.0, -980.22, -6055.0);

/// The map's name, from `assetPath` of the world.
const MAP: &str = "Western";
/// Tiles of the land, by x and z.
const TILES: [(usize, usize); 9] = [
    (55, 51),
    (56, 51),
    (57, 51),
    (55, 52),
    (56, 52),
    (57, 52),
    (55, 53),
    (56, 53),
    (57, 53),
];
/// Nothing rises or falls so near to the middle: who arrives there stands on the ground.
const PLAIN: f32 = 90.0;
/// The surface of all water.
const SEA: f32 = MIDDLE.y - 12.0;

/// The ground at a place: level in the middle, hills around it, sinking into the sea at the rim.
fn ground(x: f32, z: f32) -> f32 {
    let (east, south) = (x - MIDDLE.x, z - MIDDLE.z);
    let far = (east.hypot(south) - PLAIN).max(0.0);
    let swell = (east / 61.0).sin() * (south / 47.0).cos() + 0.4 * ((east + south) / 23.0).sin();
    MIDDLE.y + swell * (far / 6.0).min(26.0) - (far / 14.0).powi(2) / 12.0
}

/// A height as a map keeps it (`formats.md` 4.4), the reverse of `tables::map::height_of`.
fn raw(height: f32) -> u16 {
    ((height + 2048.0) * (32767.0 / 4096.0)).round() as u16
}

fn map() -> Vec<u8> {
    let mut builder = MapBuilder::new(MAP);
    for (tile_x, tile_z) in TILES {
        let corner = |tile: usize| (tile as f32 - TILES_PER_EDGE as f32 / 2.0) * TILE_SIZE;
        let (mut heights, mut water) = (Vec::new(), Vec::new());
        for cell in 0..CELLS_PER_TILE {
            let x = corner(tile_x) + (cell % CELLS_PER_EDGE) as f32 * CELL_SIZE;
            let z = corner(tile_z) + (cell / CELLS_PER_EDGE) as f32 * CELL_SIZE;
            let place = |at: usize, edge: usize| {
                let (column, row) = ((at % edge) as f32, (at / edge) as f32);
                (x + column * STEP_SIZE, z + row * STEP_SIZE)
            };
            heights.push(std::array::from_fn::<u16, HEIGHTS, _>(|at| {
                let (x, z) = place(at, HEIGHTS_PER_EDGE);
                raw(ground(x, z))
            }));
            water.push(std::array::from_fn::<f32, STEPS, _>(|at| {
                let (x, z) = place(at, STEPS_PER_EDGE);
                if ground(x, z) < SEA { SEA } else { f32::NAN }
            }));
        }
        let cells: Vec<(usize, CellData<'_>)> = (heights.iter().zip(&water).enumerate())
            .map(|(cell, (heights, water))| {
                let data = CellData {
                    heights: Some(heights),
                    water: Some(water),
                    ..CellData::default()
                };
                (cell, data)
            })
            .collect();
        let added = builder.add_tile(tile_x, tile_z, &cells);
        added.expect("every tile has a place of its own");
    }
    builder.finish(0).expect("the map is small")
}

/// Writes the tables with the map into `folder` and gives the file.
///
/// # Panics
/// When the starter set cannot be packed or the folder is not writable.
#[must_use]
pub fn land(folder: &Path) -> PathBuf {
    let starter: TableSet = tables::starter::embedded().expect("the starter set");
    let tables = (0..schema::TABLES.len()).filter_map(|index| starter.table_file(index));
    let mut archives: Vec<Vec<u8>> = tables.map(<[u8]>::to_vec).collect();
    let languages: Vec<Language> = starter.languages().collect();
    for texts in languages.into_iter().filter_map(|l| starter.texts(l)) {
        let pairs: Vec<(u32, &str)> = texts.iter().collect();
        let archive = archive_texts(&texts.labels(), &pairs, 0);
        archives.push(archive.expect("the texts were an archive before"));
    }
    archives.push(map());
    let file = folder.join("land.set");
    fs::write(&file, pack_set(&archives)).expect("the folder is writable");
    file
}

/// Puts `count` creatures into the land of a realm that does not run, in rings around the middle.
///
/// # Panics
/// When the import fails.
pub fn settle(data: &Path, count: u32) {
    /// A creature of the starter set.
    const CREATURE: u32 = 53620;
    let mut script = String::from(
        "INSERT INTO `entity` (`Id`, `Type`, `Creature`, `World`, `Area`, `X`, `Y`, `Z`) VALUES\n",
    );
    for number in 0..count {
        let turn = number as f32 * 2.4;
        let away = 12.0 + 6.0 * (number as f32).sqrt();
        let (x, z) = (MIDDLE.x + away * turn.cos(), MIDDLE.z + away * turn.sin());
        let end = if number + 1 == count { ";\n" } else { ",\n" };
        let id = number + 1;
        let y = ground(x, z);
        script.push_str(&format!(
            "({id}, 0, {CREATURE}, {WORLD}, 1411, {x:.2}, {y:.2}, {z:.2}){end}"
        ));
    }
    let file = data.join("land.sql");
    fs::write(&file, script).expect("the data folder is writable");
    let file = file.display().to_string();
    let _ = bezgelor(data, &["world", "import", &file], "");
}

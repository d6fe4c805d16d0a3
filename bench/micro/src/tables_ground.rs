//! The ground of a world: height, zone, water and clearance by position, and ways over it.
//!
//! The world is made up, so that this is measured everywhere: rolling hills with lakes, four tiles
//! of the size and layout of the client's.

use std::hint::black_box;

use anyhow::{Context as _, Result};
use tables::map::{
    CELLS_PER_EDGE, CELLS_PER_TILE, CellData, HEIGHTS, HEIGHTS_PER_EDGE, MapBuilder, SQUARES,
    STEPS, STEPS_PER_EDGE,
};
use tables::nav::{Found, PathFinder};
use tables::{TableSet, Terrain};

use crate::report::{Bound, Figure};
use crate::{allocation, measure};

/// Positions drawn in the world.
const PLACES: usize = 4096;
/// Units along one edge of the world.
const EDGE: f32 = 1024.0;
/// The longest a lookup may take.
const LOOKUP_NS_MAX: f64 = 100.0;
/// Units of the ways that are looked for: as far as a creature follows.
const WAY_LENGTH: f32 = 40.0;
/// Surface of the lakes, and the height the hills roll around.
const LAKE: f32 = -6.0;

/// All figures of the ground.
pub(crate) fn run() -> Result<Vec<Figure>> {
    let archive = world()?;
    let set = TableSet::from_bytes(&archive)?;
    let terrain = set.terrain_of("Hills").context("no ground")?;
    let places = places();
    let mut figures = lookups(&terrain, &places);
    figures.extend(ways(&terrain, &places));
    Ok(figures)
}

/// Raw height at a point of the lattice of two units.
fn raw(x: usize, z: usize) -> u16 {
    let (x, z) = (x as f32 / 9.0, z as f32 / 13.0);
    let height = 9.0 * x.sin() * z.cos() + 4.0 * (x * 0.31 + z * 0.17).sin();
    ((height + 2048.0) / 4096.0 * 32767.0) as u16
}

fn world() -> Result<Vec<u8>> {
    let mut builder = MapBuilder::new("Hills");
    for (tile_x, tile_z) in [(64, 64), (65, 64), (64, 65), (65, 65)] {
        let mut parts = Vec::new();
        for index in 0..CELLS_PER_TILE {
            let cell =
                |tile: usize, at: usize| ((tile - 64) * CELLS_PER_EDGE + at) * STEPS_PER_EDGE;
            let x = cell(tile_x, index % CELLS_PER_EDGE);
            let z = cell(tile_z, index / CELLS_PER_EDGE);
            let mut heights = Box::new([0; HEIGHTS]);
            for (at, height) in heights.iter_mut().enumerate() {
                *height = raw(x + at % HEIGHTS_PER_EDGE, z + at / HEIGHTS_PER_EDGE);
            }
            let mut water = Box::new([f32::NAN; STEPS]);
            for (at, surface) in water.iter_mut().enumerate() {
                let ground = raw(x + at % STEPS_PER_EDGE, z + at / STEPS_PER_EDGE);
                if tables::map::height_of(ground) < LAKE {
                    *surface = LAKE;
                }
            }
            let mut squares = Box::new([0; SQUARES]);
            for (at, square) in squares.iter_mut().enumerate() {
                *square = (at / 700 % 4) as u8 * 8;
            }
            parts.push((heights, water, squares));
        }
        let cells = parts
            .iter()
            .enumerate()
            .map(|(index, (heights, water, squares))| {
                let zones = [1, 2, 3, 4].map(|zone| zone + index as u32);
                let cell = CellData {
                    heights: Some(heights),
                    zones: Some(zones),
                    squares: Some(squares),
                    water: Some(water),
                };
                (index, cell)
            });
        builder.add_tile(tile_x, tile_z, &cells.collect::<Vec<_>>())?;
    }
    Ok(builder.finish(0)?)
}

/// Positions in an order no cache foresees.
fn places() -> Vec<[f32; 2]> {
    let mut draw = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        draw = draw.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        (draw >> 40) as f32 / (1 << 24) as f32 * EDGE
    };
    (0..PLACES).map(|_| [next(), next()]).collect()
}

fn lookups(terrain: &Terrain, places: &[[f32; 2]]) -> Vec<Figure> {
    type Lookup = fn(&Terrain, f32, f32);
    let kinds: [(&'static str, Lookup); 4] = [
        ("ground: height at a position", |t, x, z| {
            black_box(t.height(x, z));
        }),
        ("ground: zone at a position", |t, x, z| {
            black_box(t.zone_at(x, z));
        }),
        ("ground: water at a position", |t, x, z| {
            black_box(t.liquid(x, z));
        }),
        ("ground: whether a position is walkable", |t, x, z| {
            black_box(t.is_walkable(x, z, 2));
        }),
    ];
    let mut reservations = 0;
    let mut figures = Vec::new();
    for (name, lookup) in kinds {
        let mut at = 0;
        let mut one = || {
            let [x, z] = places[at % PLACES];
            lookup(terrain, x, z);
            at += 1;
        };
        reservations += allocation::count(|| (0..PLACES).for_each(|_| one()));
        let time = measure::nanoseconds_of(3, one);
        figures.push(Figure::new(name, time, "ns", Bound::Most(LOOKUP_NS_MAX)));
    }
    let none = Bound::Most(0.0);
    figures.push(Figure::new(
        "ground: reservations of those",
        reservations as f64,
        "",
        none,
    ));
    figures
}

/// Ways of creatures that follow somebody around a lake.
fn ways(terrain: &Terrain, places: &[[f32; 2]]) -> Vec<Figure> {
    let mut finder = PathFinder::new();
    let mut way = Vec::with_capacity(tables::nav::WAYPOINTS_MAX);
    let map = terrain.map();
    let to = |[x, z]: [f32; 2]| [x + WAY_LENGTH * 0.6, z + WAY_LENGTH * 0.8];
    let hard: Vec<[f32; 2]> = places
        .iter()
        .copied()
        .filter(|from| {
            let ends = [*from, to(*from)];
            let open = ends.iter().all(|[x, z]| terrain.is_walkable(*x, *z, 1));
            open && !map.is_clear(*from, to(*from), 1)
        })
        .collect();
    let mut at = 0;
    let mut whole = 0;
    let mut one = || {
        let from = hard[at % hard.len()];
        let found = finder.find(map, from, to(from), 1, &mut way);
        whole += usize::from(found == Found::Whole);
        at += 1;
    };
    if hard.is_empty() {
        return Vec::new();
    }
    let reservations = allocation::count(|| (0..hard.len()).for_each(|_| one()));
    let time = measure::nanoseconds_of(3, &mut one);
    let share = whole as f64 / at as f64;
    vec![
        Figure::new("ground: a way around a lake", time / 1e3, "us", Bound::None),
        Figure::new(
            "ground: of those found whole",
            share,
            "x",
            Bound::Least(0.5),
        ),
        Figure::new(
            "ground: reservations of those",
            reservations as f64,
            "",
            Bound::Most(0.0),
        ),
    ]
}

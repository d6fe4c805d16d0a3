//! The ground of one world as a value of its own: a zone holds it as long as it lives, and asks it
//! many times a step.
//!
//! ```
//! # use bezgelor_core::ids::WorldId;
//! # let set = tables::TableSet::default();
//! if let Some(terrain) = set.terrain(WorldId(426)) {
//!     let ground = terrain.height(4110.0, -5640.0); // None over a hole and outside the tiles
//!     let zone = terrain.zone_at(4110.0, -5640.0); // a `WorldZone` row
//!     let swims = terrain.depth(4110.0, -736.0, -5640.0) > 0.0;
//! }
//! ```
//!
//! All of it reads mapped pages: nothing allocates, nothing fails, and whatever position it is
//! asked for, not-a-number included, the answer takes the same few dozen nanoseconds.

use bezgelor_core::ids::{WorldId, WorldZoneId};

use crate::backing::Member;
use crate::map::Map;
use crate::nav::CLEARANCE_MAX;
use crate::set::{TableSet, map_of};

/// Heights, zones and liquid of one world. Cloning shares; the pages live as long as a clone does.
#[derive(Clone)]
pub struct Terrain {
    member: Member,
}

impl Terrain {
    /// The member was validated as a map.
    pub(crate) fn new(member: Member) -> Self {
        Self { member }
    }

    /// Everything the map knows, tiles and bounds too.
    #[inline]
    #[must_use]
    pub fn map(&self) -> Map<'_> {
        map_of(&self.member)
    }

    /// Height of the ground at world x and z, in world units as the client draws it; `None` outside
    /// the terrain and over a hole (`formats.md` 4.4).
    #[must_use]
    pub fn height(&self, x: f32, z: f32) -> Option<f32> {
        self.map().height(x, z)
    }

    /// The zone at a position (`formats.md` 4.5); `None` where the cell names none, which leaves
    /// the world's own.
    #[must_use]
    pub fn zone_at(&self, x: f32, z: f32) -> Option<WorldZoneId> {
        let zone = self.map().zone_at(x, z).filter(|zone| *zone != 0)?;
        u16::try_from(zone).ok().map(WorldZoneId)
    }

    /// Height of the liquid's surface at a position; `None` where it is dry (`formats.md` 4.6).
    #[must_use]
    pub fn liquid(&self, x: f32, z: f32) -> Option<f32> {
        self.map().liquid(x, z)
    }

    /// How deep a point lies below the liquid's surface, in world units; 0 at and above it.
    #[must_use]
    pub fn depth(&self, x: f32, y: f32, z: f32) -> f32 {
        let surface = self.liquid(x, z);
        surface.map_or(0.0, |surface| (surface - y).max(0.0))
    }

    /// Whether something that needs `clearance` squares of two units around it (1 for what fits
    /// into one) can stand at a position: ground that is there, not too steep and not under deep
    /// water. Ways over it: [`crate::nav::PathFinder`] with [`Terrain::map`].
    #[must_use]
    pub fn is_walkable(&self, x: f32, z: f32, clearance: u8) -> bool {
        self.map().clearance(x, z) >= clearance.clamp(1, CLEARANCE_MAX)
    }

    /// Whether a position lies on a road.
    #[must_use]
    pub fn is_road(&self, x: f32, z: f32) -> bool {
        self.map().is_road(x, z)
    }
}

impl std::fmt::Debug for Terrain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Terrain").field(&self.map().name()).finish()
    }
}

impl TableSet {
    /// The ground of a world by its row in `World.tbl`; `None` without the row or its map. Several
    /// worlds may share a map.
    #[must_use]
    pub fn terrain(&self, world: WorldId) -> Option<Terrain> {
        self.terrain_of(self.world().get(world)?.asset_path())
    }

    /// The ground by a world's `assetPath` (`Map\Western`) or the last part of it.
    #[must_use]
    pub fn terrain_of(&self, asset: &str) -> Option<Terrain> {
        self.map_member(asset).cloned().map(Terrain::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{CellData, HEIGHTS, HEIGHTS_PER_EDGE, MapBuilder, STEPS};
    use crate::set::pack_set;
    use crate::{TableBuilder, Value, schema};

    /// World 7 on the map `Test`: one cell west of the origin, sloping along x.
    fn set() -> TableSet {
        let mut heights = [0; HEIGHTS];
        for (at, height) in heights.iter_mut().enumerate() {
            *height = 16384 + 16 * (at % HEIGHTS_PER_EDGE) as u16;
        }
        let cell = CellData {
            heights: Some(&heights),
            zones: Some([12, 0, 0, 0]),
            water: Some(&[5.0; STEPS]),
            ..CellData::default()
        };
        let mut builder = MapBuilder::new("Test");
        assert!(builder.add_tile(63, 64, &[(15, cell)]).is_ok());
        let map = builder.finish(0).unwrap_or_default();
        let schema = schema::find("World").unwrap_or(&schema::TABLES[0]);
        let row = schema.columns.iter().map(|column| match column.name {
            "ID" => Value::U32(7),
            "assetPath" => Value::Text("Map\\Test"),
            _ => match column.kind {
                crate::ColumnType::F32 => Value::F32(0.0),
                crate::ColumnType::Bool => Value::Bool(false),
                crate::ColumnType::U64 => Value::U64(0),
                crate::ColumnType::Text => Value::Text(""),
                crate::ColumnType::U32 => Value::U32(0),
            },
        });
        let mut table = TableBuilder::new(schema);
        assert!(table.push(&row.collect::<Vec<_>>()).is_ok());
        let table = table.finish(0).unwrap_or_default();
        TableSet::from_bytes(&pack_set(&[table, map])).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_world_is_found_by_its_row_and_outlives_the_set() {
        let set = set();
        assert!(set.terrain(WorldId(8)).is_none());
        assert!(set.terrain_of("elsewhere").is_none());
        let terrain = set.terrain(WorldId(7));
        drop(set);
        let Some(terrain) = terrain else {
            panic!("no ground")
        };
        let step = 16.0 * 4096.0 / 32767.0;
        for (x, z) in [(-32.0, 0.0), (-31.0, 1.0), (-0.5, 31.5), (-16.0, 7.25)] {
            let want = crate::map::height_of(16384) + step * (x + 32.0) / 2.0;
            let have = terrain.height(x, z).unwrap_or(f32::NAN);
            assert!((have - want).abs() < 0.01, "{x}, {z}: {have}, not {want}");
            assert_eq!(terrain.zone_at(x, z), Some(WorldZoneId(12)), "{x}, {z}");
            assert_eq!(terrain.liquid(x, z), Some(5.0), "{x}, {z}");
        }
        assert!((terrain.depth(-3.0, 1.0, 3.0) - 4.0).abs() < f32::EPSILON);
        assert!(terrain.depth(-3.0, 6.0, 3.0).abs() < f32::EPSILON);
        for (x, z) in [(0.0, 0.0), (-33.0, 1.0), (-1.0, -1.0), (f32::NAN, 1.0)] {
            assert_eq!(terrain.height(x, z), None, "{x}, {z}");
            assert_eq!(terrain.zone_at(x, z), None, "{x}, {z}");
            assert!(terrain.depth(x, -9.0, z).abs() < f32::EPSILON, "{x}, {z}");
        }
    }
}

//! What a zone knows of the land itself: the ground of worlds, the splines drawn over it, and the
//! factions that live there.

use std::fmt::Debug;
use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::{WorldId, WorldZoneId};
use game::faction::Factions;
use game::spline::{Curve, Node, Spline};
use tables::map::Map;
use tables::{TableSet, Terrain, rows};

use crate::tables_view::narrow;

/// The ground of a world. What it does not know is `None`: outside the map, holes, dry places.
pub trait Ground: Debug + Send + Sync {
    /// Height of the ground in world units.
    fn height(&self, x: f32, z: f32) -> Option<f32>;
    /// Height of the liquid's surface.
    fn liquid(&self, x: f32, z: f32) -> Option<f32>;
    /// Whether one can stand there: not too steep, not under deep water.
    fn is_walkable(&self, x: f32, z: f32) -> bool;
    /// The zone of the world.
    fn zone_at(&self, x: f32, z: f32) -> Option<WorldZoneId>;
    /// The grid that ways around things are found on; without one, ways are straight.
    fn map(&self) -> Option<Map<'_>> {
        None
    }
}

/// The view of the tables and maps. Lists are ascending.
#[derive(Clone, Debug, Default)]
pub struct Lands {
    factions: Factions,
    splines: Vec<(u32, Arc<Spline>)>,
    grounds: Vec<(WorldId, Arc<dyn Ground>)>,
}

impl Lands {
    /// Takes splines by their row in `Spline2.tbl`, and grounds, in any order.
    #[must_use]
    pub fn new(
        factions: Factions,
        mut splines: Vec<(u32, Arc<Spline>)>,
        mut grounds: Vec<(WorldId, Arc<dyn Ground>)>,
    ) -> Self {
        splines.sort_by_key(|&(id, _)| id);
        grounds.sort_by_key(|&(world, _)| world);
        Self {
            factions,
            splines,
            grounds,
        }
    }

    /// Looks everything up once. What is not there gives nothing.
    #[must_use]
    pub fn from_tables(set: &TableSet) -> Self {
        Self::new(factions(set), splines(set), grounds(set))
    }

    /// What factions think of one another.
    #[must_use]
    pub fn factions(&self) -> &Factions {
        &self.factions
    }

    /// A spline of the client's tables.
    #[must_use]
    pub fn spline(&self, id: u32) -> Option<&Arc<Spline>> {
        let at = self.splines.binary_search_by_key(&id, |&(id, _)| id).ok()?;
        Some(&self.splines[at].1)
    }

    /// The ground of a world.
    #[must_use]
    pub fn ground(&self, world_id: WorldId) -> Option<Arc<dyn Ground>> {
        let at = self
            .grounds
            .binary_search_by_key(&world_id, |&(world, _)| world);
        Some(Arc::clone(&self.grounds[at.ok()?].1))
    }
}

fn factions(set: &TableSet) -> Factions {
    let parent = |row: rows::Faction2<'_>| {
        let parent = narrow(row.faction2_id_parent());
        (narrow(row.id()), parent)
    };
    let relation = |row: rows::Faction2Relationship<'_>| {
        let level = narrow(row.faction_level());
        (narrow(row.faction_id0()), narrow(row.faction_id1()), level)
    };
    Factions::new(
        set.faction2().iter().map(parent).collect(),
        set.faction2_relationship().iter().map(relation).collect(),
    )
}

/// All splines that make a course; the others of the tables are for cameras or name no place.
fn splines(set: &TableSet) -> Vec<(u32, Arc<Spline>)> {
    let mut nodes: Vec<(u32, u32, Node)> = set
        .spline2_node()
        .iter()
        .map(|row| {
            let mut at = row.position_all().iter();
            let mut next = || at.next().unwrap_or(f32::NAN);
            let node = Node {
                position: Vec3::new(next(), next(), next()),
                delay_s: row.delay().max(0.0),
                frame_time: row.frame_time(),
            };
            (row.spline_id(), row.ordinal(), node)
        })
        .collect();
    nodes.sort_by_key(|&(spline, ordinal, _)| (spline, ordinal));
    let spline = |nodes: &[(u32, u32, Node)]| {
        let (id, ..) = *nodes.first()?;
        let curve = match set.spline2().get(id)?.spline_type() {
            0 => Curve::Linear,
            1 => Curve::CatmullRom,
            _ => return None,
        };
        let nodes: Vec<Node> = nodes.iter().map(|&(.., node)| node).collect();
        let spline = Spline::new(curve, &nodes).ok()?;
        Some((id, Arc::new(spline)))
    };
    nodes
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(spline)
        .collect()
}

fn grounds(set: &TableSet) -> Vec<(WorldId, Arc<dyn Ground>)> {
    let ground = |row: rows::World<'_>| {
        let terrain = set.terrain(row.id())?;
        Some((row.id(), Arc::new(terrain) as Arc<dyn Ground>))
    };
    set.world().iter().filter_map(ground).collect()
}

impl Ground for Terrain {
    fn height(&self, x: f32, z: f32) -> Option<f32> {
        self.height(x, z)
    }

    fn liquid(&self, x: f32, z: f32) -> Option<f32> {
        self.liquid(x, z)
    }

    fn is_walkable(&self, x: f32, z: f32) -> bool {
        self.is_walkable(x, z, 1)
    }

    fn zone_at(&self, x: f32, z: f32) -> Option<WorldZoneId> {
        self.zone_at(x, z)
    }

    fn map(&self) -> Option<Map<'_>> {
        Some(self.map())
    }
}

//! Taxis and rapid transport as the tables lay them out: nodes with their places, the routes
//! between them, and the splines that routes are flown along.
//!
//! No table names the spline of a route. It is the one of that world which begins near the one node
//! and ends near the other, whichever way it is drawn; a route without one is flown in an arc over
//! the ground.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::WorldId;
use bezgelor_core::travel::Spot;
use game::spline::{Repeat, Spline};
use game::transport::{Fees, Node};
use tables::{TableSet, rows};

use crate::data::{by_id, find};
use crate::maps::lands::Lands;
use crate::tables_view::narrow;
use crate::travel::places;

/// World units from a node within which its splines begin and end.
const SPLINE_REACH: f32 = 80.0;
/// `GameFormula.tbl` rows: credits of a tier, the spells of rapid transport, what it costs, and how
/// far away it must lead.
const TIER_FORMULA: u32 = 952;
/// See [`TIER_FORMULA`].
const SPELL_FORMULA: u32 = 1307;
/// See [`TIER_FORMULA`].
const TRANSPORT_FORMULA: u32 = 1310;
/// See [`TIER_FORMULA`].
const NEAR_FORMULA: u32 = 1323;
/// The client's spell of rapid transport where no table says so.
const TRANSPORT_SPELL: u32 = 82_922;
/// The client's spell of rapid transport for service tokens where no table says so.
const TOKEN_SPELL: u32 = 82_956;
/// The cooldown of the former where no table says so.
const TRANSPORT_COOLDOWN_MS: u64 = 3_600_000;

/// A node with its place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Station {
    /// What the rules ask about it.
    pub node: Node,
    /// Where one arrives.
    pub spot: Spot,
}

/// A row of `TaxiRoute.tbl`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The row.
    pub id: u32,
    /// Node it begins at.
    pub from: u16,
    /// Node it ends at.
    pub to: u16,
}

/// A spline that a route is flown along.
#[derive(Clone, Debug)]
pub(crate) struct Lane {
    pub(crate) spline_id: u32,
    pub(crate) spline: Arc<Spline>,
    pub(crate) repeat: Repeat,
}

/// The view of the tables. Lists are ascending by id.
#[derive(Clone, Debug)]
pub struct Network {
    stations: Vec<Station>,
    routes: Vec<Route>,
    /// By route.
    lanes: Vec<(u32, Lane)>,
    /// What ways cost.
    pub fees: Fees,
    /// `Spell4.tbl` row whose cooldown rapid transport has.
    pub spell_id: u32,
    /// Milliseconds of it.
    pub cooldown_ms: u64,
    /// `Spell4.tbl` row of rapid transport for service tokens.
    pub token_spell_id: u32,
}

impl Default for Network {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new())
    }
}

impl Network {
    /// Takes nodes and routes in any order; fees and spell are the client's own.
    #[must_use]
    pub fn new(stations: Vec<Station>, routes: Vec<Route>) -> Self {
        Self {
            stations: by_id(stations, |station| u32::from(station.node.id)),
            routes: by_id(routes, |route| route.id),
            lanes: Vec::new(),
            fees: Fees::default(),
            spell_id: TRANSPORT_SPELL,
            cooldown_ms: TRANSPORT_COOLDOWN_MS,
            token_spell_id: TOKEN_SPELL,
        }
    }

    /// With the splines of `worlds` (spline, world) that routes follow.
    #[must_use]
    pub fn with_splines(mut self, lands: &Lands, worlds: &[(u32, WorldId)]) -> Self {
        let ends: Vec<(u32, WorldId, Vec3, Vec3)> = worlds
            .iter()
            .filter_map(|&(id, world)| {
                let mut points = lands.spline(id)?.points();
                let first = points.next()?;
                Some((id, world, first, points.last()?))
            })
            .collect();
        let lane = |route: &Route| {
            let (from, to) = (self.station(route.from)?.spot, self.station(route.to)?.spot);
            let (spline_id, repeat) = nearest(&ends, from, to)?;
            let spline = Arc::clone(lands.spline(spline_id)?);
            let lane = Lane {
                spline_id,
                spline,
                repeat,
            };
            Some((route.id, lane))
        };
        self.lanes = self.routes.iter().filter_map(lane).collect();
        self
    }

    /// What the tables say.
    #[must_use]
    pub fn from_tables(set: &TableSet, lands: &Lands) -> Self {
        let stations = set.taxi_node().iter().filter_map(|row| station(set, row));
        let route = |row: rows::TaxiRoute<'_>| Route {
            id: row.id(),
            from: narrow(row.taxi_node_id_source()),
            to: narrow(row.taxi_node_id_destination()),
        };
        let routes = set.taxi_route().iter().map(route).collect();
        let mut network = Self::new(stations.collect(), routes);
        network.read_formulas(set);
        let splines = set.spline2().iter();
        let worlds: Vec<_> = splines.map(|row| (row.id(), row.world_id())).collect();
        network.with_splines(lands, &worlds)
    }

    fn read_formulas(&mut self, set: &TableSet) {
        let formula = |id| set.game_formula().get(id);
        let fees = &mut self.fees;
        if let Some(row) = formula(TIER_FORMULA) {
            fees.tier = row.datafloat0();
        }
        if let Some(row) = formula(TRANSPORT_FORMULA) {
            fees.transport = row.datafloat0();
            fees.elsewhere = row.datafloat01();
            fees.tokens = row.dataint0();
            fees.tokens_max = row.dataint01();
        }
        if let Some(row) = formula(NEAR_FORMULA) {
            fees.near = row.datafloat0();
        }
        if let Some(row) = formula(SPELL_FORMULA) {
            self.spell_id = row.dataint0();
            self.token_spell_id = row.dataint01();
        }
        if let Some(spell) = set.spell4().get(self.spell_id) {
            self.cooldown_ms = u64::from(spell.spell_cool_down());
        }
    }

    /// A node with its place.
    #[must_use]
    pub fn station(&self, id: u16) -> Option<&Station> {
        find(&self.stations, u32::from(id), |station| {
            u32::from(station.node.id)
        })
    }

    /// A route.
    #[must_use]
    pub fn route(&self, id: u32) -> Option<&Route> {
        find(&self.routes, id, |route| route.id)
    }

    /// The spline of a route, when there is one.
    pub(crate) fn lane(&self, route: u32) -> Option<&Lane> {
        find(&self.lanes, route, |&(id, _)| id).map(|(_, lane)| lane)
    }

    /// Routes that have a spline of their own; for the log.
    #[must_use]
    pub fn lanes(&self) -> usize {
        self.lanes.len()
    }
}

/// The spline that best leads from one place to another, and which way it is travelled.
fn nearest(ends: &[(u32, WorldId, Vec3, Vec3)], from: Spot, to: Spot) -> Option<(u32, Repeat)> {
    if from.world_id != to.world_id {
        return None;
    }
    let (start, end) = (from.placement.position, to.placement.position);
    let mut best: Option<(f32, u32, Repeat)> = None;
    for &(id, world, first, last) in ends {
        if world != from.world_id {
            continue;
        }
        for (first, last, repeat) in [
            (first, last, Repeat::OneShot),
            (last, first, Repeat::OneShotReverse),
        ] {
            let off = first
                .distance_squared(start)
                .max(last.distance_squared(end));
            let better = best.is_none_or(|(other, ..)| off < other);
            if off <= SPLINE_REACH * SPLINE_REACH && better {
                best = Some((off, id, repeat));
            }
        }
    }
    best.map(|(_, id, repeat)| (id, repeat))
}

fn station(set: &TableSet, row: rows::TaxiNode<'_>) -> Option<Station> {
    let place = set.world_location2().get(row.world_location2_id())?;
    Some(Station {
        node: Node {
            id: narrow(row.id()),
            kind: row.taxi_node_type_enum(),
            flags: row.flags(),
            path_kind: row.flight_path_type_enum(),
            side: row.taxi_node_faction_enum(),
            tier: row.content_tier(),
            known_from_level: row.auto_unlock_level(),
        },
        spot: places::spot(place)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bezgelor_core::geometry::Placement;
    use game::faction::Factions;

    fn spot(x: f32, z: f32) -> Spot {
        Spot {
            world_id: WorldId(51),
            placement: Placement {
                position: Vec3::new(x, 0.0, z),
                rotation: Vec3::default(),
            },
        }
    }

    fn station_at(id: u16, x: f32) -> Station {
        let node = Node {
            id,
            ..Node::default()
        };
        let spot = spot(x, 0.0);
        Station { node, spot }
    }

    fn path(x0: f32, x1: f32) -> Arc<Spline> {
        let mut path = Spline::default();
        let points = [Vec3::new(x0, 9.0, 0.0), Vec3::new(x1, 9.0, 0.0)];
        path.set_path(&points).expect("a way");
        Arc::new(path)
    }

    #[test]
    fn a_route_follows_the_spline_that_joins_its_nodes_either_way() {
        let stations = vec![
            station_at(1, 0.0),
            station_at(2, 1_000.0),
            station_at(3, 5_000.0),
        ];
        let route = |id, from, to| Route { id, from, to };
        let routes = vec![route(7, 1, 2), route(8, 2, 1), route(9, 2, 3)];
        let splines = vec![
            (4, path(60.0, 960.0)),
            (5, path(10.0, 990.0)),
            (6, path(0.0, 1e3)),
        ];
        let lands = Lands::new(Factions::default(), splines, Vec::new());
        let worlds = [(4, WorldId(51)), (5, WorldId(51)), (6, WorldId(22))];
        let network = Network::new(stations, routes).with_splines(&lands, &worlds);
        let lane = |route| {
            network
                .lane(route)
                .map(|lane| (lane.spline_id, lane.repeat))
        };
        assert_eq!(
            lane(7),
            Some((5, Repeat::OneShot)),
            "the nearest of its world"
        );
        assert_eq!(lane(8), Some((5, Repeat::OneShotReverse)));
        assert_eq!(lane(9), None);
    }

    #[test]
    fn the_built_in_tables_have_a_network() {
        let set = tables::starter::embedded().expect("the built-in set compiles");
        let network = Network::from_tables(&set, &Lands::default());
        for route in &network.routes {
            assert!(
                network.station(route.from).is_some(),
                "from of {}",
                route.id
            );
            assert!(network.station(route.to).is_some(), "to of {}", route.id);
        }
        assert!(network.routes.len() >= 2);
    }
}

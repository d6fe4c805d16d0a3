//! What load takes from creatures that nobody sees.

use std::sync::Arc;

use bezgelor_core::ids::{ConnectionId, CreatureId, SpawnId, WorldId, ZoneInstanceId};
use bezgelor_core::model::{Character, CharacterSheet};
use bezgelor_core::testing::{character, spawn};
use bezgelor_core::time::{Now, UnixMillis};
use game::faction::Factions;
use game::spline::{Curve, Node, Spline};

use super::*;
use crate::config::ZoneConfig;
use crate::data::WorldData;
use crate::inputs::Inputs;
use crate::maps::lands::Lands;
use crate::player::entry::PlayerEntry;
use crate::sight::shed::Shedding;

const WORLD: WorldId = WorldId(1);
const TICK_MS: u64 = 50;
/// Microseconds of a step on which the ladder neither climbs nor falls.
const STAYS_US: u64 = TICK_MS * 1000 * 40 / 100;
const CLIMBS_US: u64 = TICK_MS * 1000 * 90 / 100;

/// A creature on a straight way of 600 units, at three units a second.
fn zone() -> Zone {
    let node = |x: f32| Node {
        position: Vec3::new(x, 0.0, 0.0),
        ..Node::default()
    };
    let way = [0.0, 0.0, 300.0, 600.0, 600.0].map(node);
    let way = Spline::new(Curve::Linear, &way).expect("a course");
    let data = WorldData::default();
    let lands = Lands::new(Factions::default(), vec![(7, Arc::new(way))], Vec::new());
    let spawn = Spawn {
        creature_id: CreatureId(50),
        world_id: WORLD,
        display_info_id: 9,
        faction1: 219,
        faction2: 219,
        stats: vec![(0, 500.0), (10, 4.0)],
        ..spawn(1)
    };
    let patrol = Patrol {
        spawn_id: SpawnId(1),
        spline_id: 7,
        mode: 0,
        speed: 3.0,
        formation: Vec3::default(),
    };
    let config = ZoneConfig::new(ZoneInstanceId(1), WORLD, 7);
    let mut zone = Zone::new(config, Arc::new(data.with_lands(lands)), &[spawn]);
    zone.assign_patrols(&[patrol]);
    zone
}

/// So near that the creature is there, too far to see it.
fn player() -> Box<PlayerEntry> {
    let character = Character {
        world_id: WORLD,
        placement: Placement {
            position: Vec3::new(100.0, 0.0, 250.0),
            rotation: Vec3::default(),
        },
        ..character(1)
    };
    Box::new(PlayerEntry::new(
        ConnectionId(1),
        CharacterSheet::new(character, Vec::new(), Vec::new()),
    ))
}

/// How often a unit was brought up to where it is in 40 seconds.
fn turns(zone: &mut Zone, step: &mut impl FnMut(&mut Zone, u64) -> f32) -> usize {
    let mut before = step(zone, STAYS_US);
    let moved = (0..800).filter(|_| {
        let after = step(zone, STAYS_US);
        std::mem::replace(&mut before, after)
            .total_cmp(&after)
            .is_ne()
    });
    moved.count()
}

#[test]
fn creatures_without_company_take_a_quarter_of_their_turns_under_load() {
    let mut zone = zone();
    let (mut inputs, mut out) = (Inputs::new(), Outputs::new());
    inputs.join(player()).expect("room");
    let mut now_ms = 0;
    let mut step = |zone: &mut Zone, spent_us: u64| {
        now_ms += TICK_MS;
        let now = Now {
            mono: Millis(now_ms),
            unix: UnixMillis(0),
        };
        inputs.spent(spent_us);
        zone.step(now, &mut inputs, &mut out);
        let mut creatures = zone.units.alive();
        let row = creatures.find(|row| zone.units.seat[*row as usize].is_none());
        zone.units.position[row.expect("it stands there") as usize].x
    };
    let calm = turns(&mut zone, &mut step);
    assert!(calm >= 16, "it is looked at {calm} times in 40 seconds");
    while zone.shedding() < Shedding::IdleCreatures {
        step(&mut zone, CLIMBS_US);
    }
    assert_eq!(zone.shedding(), Shedding::IdleCreatures);
    let shed = turns(&mut zone, &mut step);
    assert_eq!(zone.shedding(), Shedding::IdleCreatures);
    assert!(shed.abs_diff(calm / 4) <= 1, "{shed} of {calm} turns");
}

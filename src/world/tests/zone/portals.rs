//! Portals: where they lead, for whom, and what those are told that lead nowhere.

use std::sync::Arc;

use ::world::data::{Creature, LevelRange};
use ::world::instance::maps::Maps;
use ::world::travel::places::Places;
use ::world::{Event, WorldData, Zone, ZoneConfig};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CreatureId, SpawnId, WorldId};
use bezgelor_core::lacks::Lack;
use bezgelor_core::model::{Portal, Spawn};
use bezgelor_core::travel::{Holder, Spot};
use game::instance::MapKind;
use protocol::enums::GenericError;
use protocol::messages::*;

use crate::bench::{Bench, WORLD, config, entry, spawn};

const DUNGEON: WorldId = WorldId(382);
const GATE: CreatureId = CreatureId(70);
/// A gate that takes a second.
const SLOW_GATE: CreatureId = CreatureId(71);
const LOCATION: u32 = 16_348;
const PORTAL_KIND: u8 = 14;
const DOOR_KIND: u8 = 4;

fn spot(world_id: WorldId, x: f32) -> Spot {
    Spot {
        world_id,
        placement: Placement {
            position: Vec3::new(x, 0.0, 0.0),
            rotation: Vec3::new(1.5, 0.0, 0.0),
        },
    }
}

fn data() -> Arc<WorldData> {
    let gate = |id, activate_cast_ms| Creature {
        id,
        activate_cast_ms,
        portal_levels: LevelRange { min: 6, max: 20 },
        ..Creature::default()
    };
    let creatures = vec![gate(GATE, 0), gate(SLOW_GATE, 1_000)];
    let data = WorldData::new(creatures, Vec::new(), Vec::new(), Vec::new());
    let maps = Maps::new(vec![(DUNGEON, MapKind::Content)], None);
    let places = Places::new(vec![(LOCATION, spot(DUNGEON, 61.0))]);
    Arc::new(data.with_maps(maps).with_places(places))
}

fn gate(number: u64, creature_id: CreatureId, entity_type: u8) -> Spawn {
    Spawn {
        creature_id,
        entity_type,
        ..spawn(number, Vec3::new(number as f32, 0.0, 0.0))
    }
}

fn to_location(number: u64, location_id: u32) -> Portal {
    Portal {
        spawn_id: SpawnId(number),
        location_id,
        ..Portal::default()
    }
}

fn to_spot(number: u64, spot: Spot) -> Portal {
    Portal {
        spawn_id: SpawnId(number),
        location_id: 0,
        spot,
    }
}

/// A player of a level beside one spawn that leads somewhere.
fn beside(spawn: Spawn, portals: &[Portal], level: u8) -> Bench {
    in_zone(config(), spawn, portals, level)
}

fn in_zone(config: ZoneConfig, spawn: Spawn, portals: &[Portal], level: u8) -> Bench {
    let mut zone = Zone::new(config, data(), &[spawn]);
    zone.set_portals(portals);
    let mut bench = Bench::of(zone);
    let mut entry = entry(1, Vec3::default());
    entry.sheet.character.level = level;
    entry.holder = bench.zone.config().holder;
    bench.join_entry(entry);
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    bench.hush();
    bench
}

/// The guid of the only thing that is not the player.
fn gate_of(bench: &Bench) -> u32 {
    let client = bench.client(1);
    let mut others = client.sees.iter().filter(|&&guid| Some(guid) != client.own);
    *others.next().expect("it stands")
}

fn activate(bench: &mut Bench) {
    let unit_id = gate_of(bench);
    bench.say(1, &ClientActivateUnit { unit_id });
    bench.step();
}

fn errors(bench: &Bench) -> Vec<GenericError> {
    let told: Vec<ServerGenericError> = bench.client(1).all();
    told.iter().map(|told| told.error).collect()
}

/// Which copy was asked for.
fn asked(bench: &Bench) -> Option<(WorldId, Holder)> {
    bench.events.iter().find_map(|event| match event {
        Event::AsksWay {
            world_id, holder, ..
        } => Some((*world_id, *holder)),
        _ => None,
    })
}

#[test]
fn a_portal_asks_for_the_players_own_copy_of_what_it_leads_to() {
    let portals = [to_location(1, LOCATION)];
    let mut bench = beside(gate(1, GATE, PORTAL_KIND), &portals, 12);
    activate(&mut bench);
    let own = Holder::Character(entry(1, Vec3::default()).sheet.character.id);
    assert_eq!(asked(&bench), Some((DUNGEON, own)));
    assert_eq!(errors(&bench), []);
}

#[test]
fn a_portal_out_of_a_copy_hands_its_player_on() {
    let dungeon = ZoneConfig {
        holder: Holder::Character(entry(1, Vec3::default()).sheet.character.id),
        ..config()
    };
    let goal = spot(WorldId(51), 7.0);
    let portals = [to_spot(1, goal)];
    let mut bench = in_zone(dungeon, gate(1, GATE, PORTAL_KIND), &portals, 12);
    activate(&mut bench);
    let handed_on = bench.events.iter().find_map(|event| match event {
        Event::Transfer { entry, .. } => Some(entry.clone()),
        _ => None,
    });
    let entry = handed_on.expect("it goes");
    assert_eq!(entry.sheet.character.world_id, goal.world_id);
    assert_eq!(entry.sheet.character.placement, goal.placement);
    assert_eq!(entry.holder, Holder::Everybody);
}

#[test]
fn a_portal_lets_those_through_whose_level_it_is_for() {
    for (level, may) in [(5, false), (6, true), (20, true), (21, false)] {
        let portals = [to_location(1, LOCATION)];
        let mut bench = beside(gate(1, GATE, PORTAL_KIND), &portals, level);
        activate(&mut bench);
        assert_eq!(asked(&bench).is_some(), may, "level {level}");
        let told: &[GenericError] = if may {
            &[]
        } else {
            &[GenericError::InstanceWrongLevel]
        };
        assert_eq!(errors(&bench), told, "level {level}");
    }
}

#[test]
fn a_portal_that_takes_time_takes_it() {
    let portals = [to_location(1, LOCATION)];
    let mut bench = beside(gate(1, SLOW_GATE, PORTAL_KIND), &portals, 12);
    activate(&mut bench);
    assert_eq!(asked(&bench), None, "not at once");
    let activate_unit_id = gate_of(&bench);
    let cast = ClientActivateUnitCast {
        client_unique_id: 3,
        activate_unit_id,
    };
    bench.say(1, &cast);
    bench.step();
    for _ in 0..19 {
        assert_eq!(asked(&bench), None);
        bench.step();
    }
    bench.step();
    assert!(asked(&bench).is_some(), "a second later");
}

#[test]
fn a_portal_nothing_is_said_of_says_that_it_leads_nowhere_and_is_counted() {
    let mut bench = beside(gate(1, GATE, PORTAL_KIND), &[], 12);
    let lacks = bench.zone.counters().lacks;
    assert_eq!(lacks.count(Lack::PortalNowhere), 1);
    activate(&mut bench);
    assert_eq!(errors(&bench), [GenericError::InstanceInvalidDestination]);
    assert_eq!((asked(&bench), bench.events.len()), (None, 0));
}

#[test]
fn portals_to_no_place_are_counted_and_lead_nowhere() {
    let nowhere = spot(WORLD, f32::NAN);
    for portal in [to_location(1, LOCATION + 1), to_spot(1, nowhere)] {
        let portals = [portal, to_location(9, LOCATION)];
        let mut bench = beside(gate(1, GATE, PORTAL_KIND), &portals, 12);
        let lacks = bench.zone.counters().lacks;
        let counted = [Lack::PortalPlace, Lack::SpawnUnknown, Lack::PortalNowhere];
        assert_eq!(counted.map(|lack| lacks.count(lack)), [1, 1, 1]);
        activate(&mut bench);
        assert_eq!(errors(&bench), [GenericError::InstanceInvalidDestination]);
    }
}

#[test]
fn any_door_leads_where_the_data_says() {
    let portals = [to_spot(1, spot(WORLD, 900.0))];
    let mut bench = beside(gate(1, CreatureId(50), DOOR_KIND), &portals, 12);
    assert!(bench.zone.counters().lacks.count(Lack::PortalNowhere) == 0);
    activate(&mut bench);
    let emotes: Vec<ServerEmote> = bench.client(1).all();
    assert_eq!(emotes, [], "it does not open");
    let changes: Vec<ServerChangeWorld> = bench.client(1).all();
    assert_eq!((changes.len(), changes[0].world_id), (1, WORLD.0));
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    assert_eq!(bench.client(1).sees.len(), 1, "far from the door");
}

#[test]
fn a_way_sleeps_and_wakes_with_its_grid() {
    let quick = ZoneConfig {
        grid_idle_ms: 1_000,
        ..config()
    };
    let portals = [to_location(1, LOCATION)];
    let mut bench = in_zone(quick, gate(1, GATE, PORTAL_KIND), &portals, 12);
    let leaves = ::world::LeaveReason::LinkLost;
    let connection = bezgelor_core::ids::ConnectionId(1);
    bench.inputs.leave(connection, leaves).expect("room");
    for _ in 0..300 {
        bench.step();
    }
    assert_eq!(bench.zone.unit_count(), 0, "nobody is near");
    let mut entry = entry(2, Vec3::default());
    entry.sheet.character.level = 12;
    bench.join_entry(entry);
    bench.step();
    bench.say(2, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    let client = bench.client(2);
    let mut others = client.sees.iter().filter(|&&guid| Some(guid) != client.own);
    let unit_id = *others.next_back().expect("it stands again");
    bench.say(2, &ClientActivateUnit { unit_id });
    bench.step();
    assert_eq!(asked(&bench).map(|(world, _)| world), Some(DUNGEON));
}

//! Copies that their owners want anew: all of them, or the one behind a portal.

use std::sync::Arc;

use ::world::instance::maps::Maps;
use ::world::{Event, Zone, ZoneConfig};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CharacterId, SpawnId, WorldId, ZoneInstanceId};
use bezgelor_core::model::{Portal, Spawn};
use bezgelor_core::time::UnixMillis;
use bezgelor_core::travel::{Holder, Spot, Travel};
use game::instance::MapKind;
use protocol::messages::*;

use crate::bench::{Bench, config, data, entry, spawn};

const DUNGEON: WorldId = WorldId(382);
const OTHER: WorldId = WorldId(383);
const GROUPS: WorldId = WorldId(384);
/// The guid of the portal.
const GATE: u32 = 1;
/// Of the character that every test plays.
const OWN: Holder = Holder::Character(CharacterId(1001));

/// A portal to the dungeon, in a zone of anybody's.
fn zone(config: ZoneConfig) -> Bench {
    let kinds = [DUNGEON, OTHER, GROUPS].map(|world| (world, MapKind::Content));
    let data = Arc::unwrap_or_clone(data()).with_maps(Maps::new(kinds.into(), None));
    let gate = Spawn {
        entity_type: 14,
        ..spawn(1, Vec3::new(3.0, 0.0, 0.0))
    };
    let mut zone = Zone::new(config, Arc::new(data), &[gate]);
    let spot = Spot {
        world_id: DUNGEON,
        placement: Placement {
            position: Vec3::new(5.0, 0.0, 0.0),
            rotation: Vec3::default(),
        },
    };
    let leads = Portal {
        spawn_id: SpawnId(1),
        location_id: 0,
        spot,
    };
    zone.set_portals(&[leads]);
    Bench::of(zone)
}

/// Tied to two copies of its own and to one of a group.
fn tied() -> Travel {
    let mut travel = Travel::default();
    for (world, holder) in [(DUNGEON, OWN), (OTHER, OWN), (GROUPS, Holder::Group(9))] {
        travel.lock(world, holder, UnixMillis(5));
    }
    travel
}

fn enter(bench: &mut Bench, travel: Travel) {
    let mut entry = entry(1, Vec3::default());
    entry.sheet.character.world_id = bench.zone.config().world_id;
    entry.holder = bench.zone.config().holder;
    entry.sheet.travel = travel;
    bench.join_entry(entry);
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    bench.hush();
}

fn forsaken(bench: &Bench) -> Vec<WorldId> {
    let events = bench.events.iter();
    let of = events.filter_map(|event| match event {
        Event::ForsakesCopy { world_id, holder } => Some((*world_id, *holder)),
        _ => None,
    });
    of.map(|(world, holder)| {
        assert_eq!(holder, OWN);
        world
    })
    .collect()
}

fn lines(bench: &Bench) -> Vec<String> {
    let told: Vec<ServerChat> = bench.client(1).all();
    told.iter()
        .map(|told| told.text.to_string_lossy())
        .collect()
}

#[test]
fn who_wants_its_instances_anew_has_them_closed_but_not_those_of_others() {
    let mut bench = zone(config());
    enter(&mut bench, tied());
    bench.say(1, &ClientResetInstances);
    bench.step();
    assert_eq!(forsaken(&bench), [DUNGEON, OTHER]);
    assert_eq!(
        lines(&bench),
        ["Your instances that nobody is in are reset."]
    );
    let (_, kept) = &bench.out.travels()[0];
    assert_eq!(kept.holder(DUNGEON), None);
    assert_eq!(kept.holder(GROUPS), Some(Holder::Group(9)));
    bench.hush();
    bench.say(1, &ClientResetInstances);
    bench.step();
    assert_eq!((forsaken(&bench), bench.out.travels().len()), (vec![], 0));
    assert_eq!(lines(&bench), ["You have no instance to reset."]);
}

#[test]
fn the_instance_somebody_is_in_stays() {
    let config = ZoneConfig {
        holder: OWN,
        ..ZoneConfig::new(ZoneInstanceId(2), DUNGEON, 7)
    };
    let mut bench = zone(config);
    enter(&mut bench, tied());
    bench.say(1, &ClientResetInstances);
    bench.step();
    assert_eq!(forsaken(&bench), [OTHER]);
}

#[test]
fn the_instance_behind_a_portal_is_reset_alone() {
    let mut bench = zone(config());
    enter(&mut bench, tied());
    let reset = |instance_portal_unit_id| ClientResetSingleInstance {
        instance_portal_unit_id,
    };
    bench.say(1, &reset(GATE));
    bench.step();
    assert_eq!(forsaken(&bench), [DUNGEON]);
    bench.say(1, &reset(GATE));
    bench.step();
    assert_eq!(forsaken(&bench), []);
    let told: Vec<ServerInstanceResetResult> = bench.client(1).all();
    let told: Vec<bool> = told.iter().map(|told| told.success).collect();
    assert_eq!(told, [true, false]);
    let before = bench.zone.counters().senseless;
    bench.say(1, &reset(99));
    bench.step();
    assert_eq!(bench.zone.counters().senseless, before + 1, "no portal");
}

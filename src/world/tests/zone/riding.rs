//! Platforms and the players on them; teleports without a loading screen.

use std::sync::Arc;

use ::world::maps::lands::Lands;
use ::world::{Command, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, SpawnId};
use bezgelor_core::model::{Patrol, Spawn};
use game::faction::Factions;
use game::spline::{Curve, Node, Repeat, Spline};
use protocol::Message as _;
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Model;

use crate::bench::{Bench, WORLD, config, spawn};

const PLATFORM: u32 = 1;
const CREATURE: u32 = 2;

/// Unit 1 is a platform that goes 400 units east at 10 a second, unit 2 a creature.
fn bench() -> Bench {
    let node = |x: f32| Node {
        position: Vec3::new(x, 0.0, 0.0),
        ..Node::default()
    };
    let line = Spline::new(Curve::Linear, &[0.0, 0.0, 400.0, 400.0].map(node)).expect("a course");
    let lands = Lands::new(Factions::default(), vec![(5, Arc::new(line))], Vec::new());
    let platform = Spawn {
        entity_type: 11,
        ..spawn(1, Vec3::default())
    };
    let spawns = [platform, spawn(2, Vec3::new(3.0, 0.0, 3.0))];
    let data = Arc::new(WorldData::default().with_lands(lands));
    let mut zone = Zone::new(config(), data, &spawns);
    zone.assign_patrols(&[Patrol {
        spawn_id: SpawnId(1),
        spline_id: 5,
        mode: Repeat::Cyclic.number(),
        speed: 10.0,
        formation: Vec3::default(),
    }]);
    Bench::of(zone)
}

fn say(bench: &mut Bench, number: u64, models: Vec<Model>) {
    let items = models
        .into_iter()
        .map(|model| ClientEntityCommandItems { model })
        .collect();
    bench.say(number, &ClientEntityCommand { time: 1, items });
    bench.step();
}

fn stand(x: f32) -> Model {
    Model::SetPosition {
        position: Vec3::new(x, 0.0, 0.0),
        blend: true,
    }
}

/// The platform and the position the last message told of a player's unit.
fn told(bench: &Bench, number: u64, guid: u32) -> (Option<u32>, Vec3) {
    let mut all: Vec<ServerEntityCommand> = bench.client(number).all();
    all.retain(|told| told.guid == guid);
    let commands = all.pop().expect("it moved").commands;
    let platform = commands.iter().find_map(|command| match command.model {
        Model::SetPlatform { unit_id } => Some(unit_id),
        _ => None,
    });
    let position = commands.iter().find_map(|command| match command.model {
        Model::SetPosition { position, .. } => Some(position),
        _ => None,
    });
    (platform, position.expect("a position"))
}

#[test]
fn a_platform_carries_its_rider_and_lets_it_go_where_it_is() {
    let mut bench = bench();
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::new(0.0, 0.0, 100.0));
    let rider = bench.client(1).own.expect("here");
    say(
        &mut bench,
        1,
        vec![Model::SetPlatform { unit_id: PLATFORM }, stand(1.0)],
    );
    let (platform, relative) = told(&bench, 2, rider);
    assert_eq!(platform, Some(PLATFORM));
    assert!((relative.x - 1.0).abs() < 1e-4, "{relative:?}");
    // 300 units are far out of the other's sight, though the rider never said so.
    for _ in 0..600 {
        bench.step();
    }
    assert!(!bench.client(2).sees.contains(&rider));
    assert!(
        bench.client(1).sees.contains(&PLATFORM),
        "its platform it still sees"
    );
    bench.enter(3, Vec3::new(300.0, 0.0, 0.0));
    let create: Vec<ServerEntityCreate> = bench.client(3).all();
    let create = create
        .iter()
        .find(|create| create.guid == rider)
        .expect("it rides by");
    assert_eq!(
        create.commands[0].model,
        Model::SetPlatform { unit_id: PLATFORM }
    );
    // Off it: where the platform is now, and from there as everybody walks.
    say(
        &mut bench,
        1,
        vec![Model::SetPlatform { unit_id: 0 }, stand(306.0)],
    );
    let (platform, at) = told(&bench, 3, rider);
    assert_eq!((platform, at.x.round() as i32), (Some(0), 306));
    assert_eq!(bench.zone.counters().steps_refused, 0);
    say(&mut bench, 1, vec![stand(0.0)]);
    assert_eq!(
        bench.zone.counters().steps_refused,
        1,
        "300 units are no step"
    );
}

#[test]
fn nobody_rides_what_carries_nobody() {
    let mut bench = bench();
    bench.enter(1, Vec3::default());
    for unit_id in [CREATURE, 77, u32::MAX] {
        say(&mut bench, 1, vec![Model::SetPlatform { unit_id }]);
    }
    bench.enter(2, Vec3::new(100.0, 0.0, 0.0));
    say(
        &mut bench,
        2,
        vec![Model::SetPlatform { unit_id: PLATFORM }],
    );
    assert_eq!(bench.zone.counters().senseless, 4, "and not from afar");
    // A rider is no faster on its platform than on the ground.
    say(
        &mut bench,
        1,
        vec![Model::SetPlatform { unit_id: PLATFORM }, stand(60.0)],
    );
    assert_eq!(bench.zone.counters().steps_refused, 1);
}

fn teleport(bench: &mut Bench, x: f32) {
    let placement = Placement {
        position: Vec3::new(x, 0.0, 0.0),
        ..Placement::default()
    };
    let command = Command::Teleport {
        connection: ConnectionId(1),
        world_id: WORLD,
        placement,
    };
    bench.inputs.command(command).expect("room");
    bench.step();
}

#[test]
fn a_teleport_nearby_needs_no_loading_screen() {
    let mut bench = bench();
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::new(0.0, 0.0, 10.0));
    let own = bench.client(1).own.expect("here");
    bench.hush();
    teleport(&mut bench, 90.0);
    let opcodes = bench.client(1).opcodes();
    assert_eq!(
        opcodes,
        [ServerEntityCommand::OPCODE, ServerMovementControl::OPCODE]
    );
    assert_eq!(bench.client(1).own, Some(own));
    for number in [1, 2] {
        assert!((told(&bench, number, own).1.x - 90.0).abs() < 1e-4);
    }
    // What the client said before it heard of it is stale; then it walks on from there.
    say(&mut bench, 1, vec![stand(1.0)]);
    let [control]: [ServerMovementControl; 1] = bench.client(1).all().try_into().expect("one");
    bench.say(
        1,
        &Server0635 {
            unknown0: control.ticket,
        },
    );
    say(&mut bench, 1, vec![stand(91.0)]);
    assert!((told(&bench, 2, own).1.x - 91.0).abs() < 1e-4);
    assert_eq!(bench.zone.counters().steps_refused, 0);
    bench.hush();
    teleport(&mut bench, 300.0);
    assert_eq!(
        bench.client(1).opcodes()[0],
        0x00AD,
        "farther, the client has to load"
    );
}

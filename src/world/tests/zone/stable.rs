//! What the tests of vehicles, mounts, pets and the dead share: a zone with a car for two, and the
//! commands that call mounts and pets.

use std::sync::Arc;

use ::world::data::Creature;
use ::world::{Command, Event, Finding, Order, PlayerEntry, Question, VehicleRow, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, CreatureId};
use bezgelor_core::model::Spawn;
use command::ZoneCommand;
use protocol::enums::VehicleSeatType;
use protocol::messages::{
    ClientEntityCommand, ClientEntityCommandItems, ClientVehicleEmbark, Server0635,
    ServerEntityCommand, ServerMovementControl,
};
use protocol::unions::IEntityCommandModel as Model;

use crate::bench::{Bench, config, entry, spawn};

/// A car with a pilot's and a passenger's seat: a spawn, so its guid is known.
pub(crate) const CAR: u32 = 1;
pub(crate) const HORSE: u32 = 70;
pub(crate) const BOARD: u32 = 71;
pub(crate) const CAT: u32 = 72;
/// The creature of the public data's holocrypts.
const CRYPT: u32 = 32_450;

pub(crate) fn data() -> Arc<WorldData> {
    let creature = |id, vehicle_id| Creature {
        id: CreatureId(id),
        vehicle_id,
        activate_cast_ms: 500,
        ..Creature::default()
    };
    let creatures = vec![
        creature(50, 5),
        creature(HORSE, 9),
        creature(BOARD, 411),
        creature(CAT, 0),
        creature(CRYPT, 0),
    ];
    let vehicle = |id, seats| VehicleRow { id, seats };
    let data = WorldData::new(creatures, Vec::new(), Vec::new(), Vec::new());
    Arc::new(data.with_vehicles(vec![
        vehicle(5, [1, 1, 0]),
        vehicle(9, [1, 0, 0]),
        vehicle(411, [1, 0, 0]),
    ]))
}

/// The car at 3, a creature that is none at 5.
pub(crate) fn spawns() -> [Spawn; 2] {
    let car = Spawn {
        entity_type: 3,
        ..spawn(1, Vec3::new(3.0, 0.0, 0.0))
    };
    [car, spawn(2, Vec3::new(5.0, 0.0, 0.0))]
}

/// As [`spawns`], and a holocrypt.
pub(crate) fn with_crypt(at: Vec3) -> Vec<Spawn> {
    let crypt = Spawn {
        entity_type: 10,
        creature_id: CreatureId(CRYPT),
        ..spawn(3, at)
    };
    let mut spawns = spawns().to_vec();
    spawns.push(crypt);
    spawns
}

pub(crate) fn bench(spawns: &[Spawn]) -> Bench {
    Bench::of(Zone::new(config(), data(), spawns))
}

pub(crate) fn ask(bench: &mut Bench, question: Question) -> Finding {
    let order = Order::Ask {
        ticket: 1,
        question,
    };
    let command = Command::Order(Box::new(order));
    bench.inputs.command(command).expect("room");
    bench.step();
    let found = bench.events.iter().find_map(|event| match event {
        Event::Found { finding, .. } => Some(finding.clone()),
        _ => None,
    });
    found.expect("an answer")
}

pub(crate) fn order(bench: &mut Bench, number: u64, command: ZoneCommand) -> Result<(), String> {
    match ask(bench, Question::Run(ConnectionId(number), command)) {
        Finding::Ran(said) => said.map(|_| ()),
        other => panic!("{other:?}"),
    }
}

/// Where the zone believes somebody to be.
pub(crate) fn place(bench: &mut Bench, number: u64) -> Vec3 {
    match ask(bench, Question::Where(ConnectionId(number))) {
        Finding::At(Some(placement)) => placement.position,
        other => panic!("{other:?}"),
    }
}

/// A player's link is lost; how it comes again, from what was kept of it then.
pub(crate) fn lose(bench: &mut Bench, number: u64) -> Box<PlayerEntry> {
    let mut again = entry(number, Vec3::default());
    let connection = ConnectionId(number);
    let link = ::world::LeaveReason::LinkLost;
    bench.inputs.leave(connection, link).expect("room");
    bench.step();
    let id = again.sheet.character.id;
    let kept = bench.out.saves().iter().rfind(|state| state.id == id);
    let kept = kept.expect("who leaves is kept");
    again.sheet.character.placement = kept.placement;
    again.sheet.condition = kept.condition;
    again
}

pub(crate) fn mount(creature: u32, display: Option<u16>) -> ZoneCommand {
    ZoneCommand::VehicleMount {
        creature,
        vehicle: None,
        display,
        player: None,
    }
}

/// Whether everything a player's own client drives is given back to it.
pub(crate) fn acknowledge(bench: &mut Bench, number: u64) -> u32 {
    let controls: Vec<ServerMovementControl> = bench.client(number).all();
    let control = controls.last().expect("it was told what it drives");
    let (ticket, unit) = (control.ticket, control.unit_id);
    bench.say(number, &Server0635 { unknown0: ticket });
    bench.step();
    unit
}

pub(crate) fn embark(bench: &mut Bench, number: u64, unit: u32, kind: VehicleSeatType) {
    bench.say(
        number,
        &ClientVehicleEmbark {
            vehicle_unit_id: unit,
            seat_type: kind,
            seat_position: 0,
        },
    );
    bench.step();
}

/// A step of whatever a client drives.
pub(crate) fn drive(bench: &mut Bench, number: u64, to: Vec3) {
    let model = Model::SetPosition {
        position: to,
        blend: true,
    };
    let items = vec![ClientEntityCommandItems { model }];
    bench.say(number, &ClientEntityCommand { time: 1, items });
    bench.step();
}

/// The last that a client was told of how a unit moves: its platform and its position.
pub(crate) fn told(bench: &Bench, number: u64, guid: u32) -> Option<(u32, Vec3)> {
    let mut all: Vec<ServerEntityCommand> = bench.client(number).all();
    all.retain(|told| told.guid == guid);
    let commands = all.pop()?.commands;
    let platform = commands.iter().find_map(|command| match command.model {
        Model::SetPlatform { unit_id } => Some(unit_id),
        _ => None,
    });
    let position = commands.iter().find_map(|command| match command.model {
        Model::SetPosition { position, .. } => Some(position),
        _ => None,
    });
    Some((platform.unwrap_or(0), position.expect("a position")))
}

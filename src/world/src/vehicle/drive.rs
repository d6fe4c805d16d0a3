//! Which unit a player's client drives: its own, the vehicle it pilots, or its ghost; and how those
//! units are told.

use bezgelor_core::Vec3;
use protocol::messages::{ServerEntityCommand, ServerEntityCommandCommands};

use crate::death;
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::movement::course;
use crate::movement::motion::{Motion, Ride};
use crate::player::players::Seat;
use crate::travel::flight;
use crate::vehicle::seats;
use crate::zone::Zone;

/// The unit a player's client drives; `None` while it has none to drive.
pub(crate) fn driven(zone: &Zone, seat: Seat) -> Option<Row> {
    let player = zone.players.at(seat);
    match (player.death, player.aboard) {
        (Some(death), _) => death.ghost,
        (None, Some(aboard)) => aboard.place.is_pilot().then_some(aboard.vehicle),
        (None, None) => Some(zone.row(seat)),
    }
}

/// Whose client drives a unit that is not its own.
pub(crate) fn driver(zone: &Zone, row: Row) -> Option<Seat> {
    match zone.units.kind[row as usize] {
        Kind::GHOST => death::ghost_of(zone, row),
        _ => seats::pilot(zone, row),
    }
}

/// How a unit moves as far as a client drives it.
pub(crate) fn motion(zone: &Zone, row: Row) -> Motion {
    let Some(seat) = zone.units.seat[row as usize] else {
        let driver = driver(zone, row);
        return driver.map_or_else(Motion::default, |seat| zone.players.at(seat).motion);
    };
    let player = zone.players.at(seat);
    let has_ridden = player.motion.has_ridden;
    match player.aboard {
        Some(aboard) => Motion {
            ride: Some(Ride {
                unit: zone.units.id(aboard.vehicle),
                relative: Vec3::default(),
            }),
            has_ridden: true,
            ..Motion::default()
        },
        None if player.death.is_some() => Motion {
            has_ridden,
            ..Motion::default()
        },
        None => player.motion,
    }
}

/// Where a unit looks as the client counts it: from its seat, for who sits in one.
pub(crate) fn rotation(zone: &Zone, row: Row) -> Vec3 {
    let seat = zone.units.seat[row as usize];
    match seat.and_then(|seat| zone.players.at(seat).aboard) {
        Some(_) => Vec3::default(),
        None => zone.units.rotation[row as usize],
    }
}

/// Makes `message` tell all that a unit does right now; its memory is used again.
pub(crate) fn fill(zone: &Zone, row: Row, message: &mut ServerEntityCommand) {
    message.guid = zone.units.id(row).0;
    message.time = zone.clock_ms();
    message.time_reset = false;
    message.server_controlled = match zone.units.seat[row as usize].or_else(|| driver(zone, row)) {
        Some(seat) => zone.players.at(seat).control.by_server || driven(zone, seat) != Some(row),
        None => true,
    };
    message.commands.clear();
    let commands = &mut message.commands;
    let add = |model| commands.push(ServerEntityCommandCommands { model });
    if let Some(course) = flight::course(zone, row) {
        return course::write_travelling(course, zone.entity_clock(), &mut Vec::new(), add);
    }
    let position = zone.units.position[row as usize];
    motion(zone, row).write_commands(position, rotation(zone, row), add);
}

/// 0x0638 of a unit that a client drives or sits in as it is now.
pub(crate) fn command(zone: &Zone, row: Row) -> ServerEntityCommand {
    let mut message = ServerEntityCommand::default();
    fill(zone, row, &mut message);
    message
}

/// Takes along all who sit in a vehicle that has moved.
pub(crate) fn carry(zone: &mut Zone, vehicle: Row) {
    let from = vehicle as usize;
    for at in 0..seats::passengers(zone, vehicle).len() {
        let (seat, _) = seats::passengers(zone, vehicle)[at];
        let row = zone.row(seat);
        zone.units.position[row as usize] = zone.units.position[from];
        zone.units.rotation[row as usize] = zone.units.rotation[from];
        zone.vision.touch(row);
    }
}

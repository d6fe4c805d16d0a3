//! What the server itself, a script or a game master does to a zone.

use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, WorldId};
use bezgelor_core::time::Millis;
use game::movement::{StepGuard, in_world};
use protocol::enums::{ChatChannelType, GenericError};
use protocol::messages::ServerGenericError;

use crate::handler::dispatch;
use crate::inputs::Command;
use crate::movement::walk;
use crate::order;
use crate::outputs::{DisconnectReason, Event, Outputs};
use crate::player::enter;
use crate::player::entry::Arrival;
use crate::player::introduction::system_line;
use crate::player::players::{Seat, Stage};
use crate::valuables;
use crate::zone::Zone;

/// World units a client goes without a loading screen: what it shows around itself anyway.
const NEAR: f32 = 100.0;

/// Does it; what names somebody who is not here does nothing.
pub(crate) fn run(zone: &mut Zone, out: &mut Outputs, command: Command) {
    match command {
        Command::Teleport {
            connection,
            world_id,
            placement,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                teleport(zone, out, seat, world_id, placement);
            }
        }
        Command::Broadcast { connection, text } => broadcast(zone, out, connection, &text),
        Command::GrantItem {
            connection,
            template_id,
            count,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                valuables::grant_item(zone, out, (seat, connection), template_id, count);
            }
        }
        Command::GrantCurrency {
            connection,
            currency_id,
            delta,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                valuables::grant_currency(zone, out, (seat, connection), currency_id, delta);
            }
        }
        Command::Order(order) => order::carry_out(zone, out, *order),
        Command::Kick { connection } => {
            if let Some(seat) = zone.players.seat(connection) {
                dispatch::disconnect(zone, out, seat, DisconnectReason::Kicked);
            }
        }
    }
}

fn broadcast(zone: &Zone, out: &mut Outputs, to: Option<ConnectionId>, text: &str) {
    let line = system_line(ChatChannelType::System, text);
    match to {
        Some(connection) => {
            if zone.players.seat(connection).is_some() {
                out.send(connection, &line);
            }
        }
        None => {
            let line = out.encode(&line);
            let everybody = zone.players.taken();
            out.deliver(
                line,
                everybody.map(|seat| zone.players.connection[seat as usize]),
            );
        }
    }
}

/// Near at once; farther within the world through the same steps as coming in (`flows.md` section
/// 5); to another world by handing the player on. Refused while its client still loads the last
/// place.
fn teleport(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    world_id: WorldId,
    placement: Placement,
) {
    let valid = in_world(placement.position) && placement.rotation.is_finite();
    if !valid || zone.players.at(seat).stage == Stage::Loading {
        let error = GenericError::InstanceTransferPending;
        return zone.send(out, seat, &ServerGenericError { error });
    }
    if world_id != zone.config.world_id {
        return hand_on(zone, out, seat, world_id, placement);
    }
    let from = zone.placement(seat).position;
    if from.distance_squared(placement.position) <= NEAR * NEAR {
        return walk::put(zone, out, seat, placement);
    }
    zone.leave_map(out, seat);
    let row = zone.row(seat);
    zone.units.rename(row);
    zone.units.position[row as usize] = placement.position;
    zone.units.rotation[row as usize] = placement.rotation;
    let now = zone.now.mono;
    let player = zone.players.at_mut(seat);
    player.stage = Stage::Loading;
    player.motion.stop();
    player.camping = None;
    player.control.by_server = true;
    player.control.given_back_at = Millis(u64::MAX);
    player.guard = StepGuard::new(placement.position, now, player.limits);
    enter::appear_at(zone, out, seat);
}

/// To another world, once nothing of the player's valuables is open.
pub(crate) fn hand_on(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    world_id: WorldId,
    placement: Placement,
) {
    let character = zone.players.at(seat).entry.sheet.character.id;
    if zone.valuables.puts_off(character, world_id, placement) {
        return;
    }
    let mut entry = zone.depart(out, seat).entry;
    entry.arrival = Arrival::Transfer;
    entry.sheet.character.world_id = world_id;
    entry.sheet.character.placement = placement;
    out.event(Event::Transfer {
        entry,
        world_id,
        placement,
    });
}

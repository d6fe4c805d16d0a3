//! What the server itself, a script or a game master does to a zone.

use bezgelor_core::ids::ConnectionId;
use bezgelor_core::travel::Spot;
use protocol::enums::ChatChannelType;

use crate::handler::dispatch;
use crate::inputs::Command;
use crate::order;
use crate::outputs::{DisconnectReason, Outputs};
use crate::player::introduction::system_line;
use crate::script;
use crate::travel::journey;
use crate::valuables;
use crate::zone::Zone;

/// Does it; what names somebody who is not here does nothing.
pub(crate) fn run(zone: &mut Zone, out: &mut Outputs, command: Command) {
    match command {
        Command::Teleport {
            connection,
            world_id,
            placement,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                let spot = Spot {
                    world_id,
                    placement,
                };
                journey::go(zone, out, seat, spot, None);
            }
        }
        Command::Broadcast { connection, text } => broadcast(zone, out, connection, &text),
        Command::GrantItem {
            connection,
            template_id,
            count,
        } => {
            if let Some(seat) = zone.players.seat(connection) {
                valuables::grant_item(zone, out, (seat, connection), template_id, (count, None));
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
        Command::Act(act) => script::perform(zone, out, *act),
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
            if let Some(seat) = zone.players.seat(connection) {
                zone.send(out, seat, &line);
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

//! From an opcode to the handler that takes it: one table, built when the crate is compiled.
//!
//! The table says for each message in which stage a player may send it and what it costs. What is
//! not in the table, or comes at the wrong time, is ignored and counted before a byte of the body
//! is looked at; a body that is not what it claims to be ends the connection.

use bezgelor_core::ids::ConnectionId;
use game::budget::Spending;
use protocol::messages::{
    ClientChat, ClientCombatOptions, ClientDash, ClientDialogOpened, ClientEmote,
    ClientEnteredWorld, ClientEntityCommand, ClientEntitySelect, ClientLogoutConfirm,
    ClientLogoutRequest, ClientMovementSpeedSprint, ClientPlayerMovementSpeedUpdate,
    ClientPregameKeepAlive, ClientRandomRollRequest, ClientRequestPlayed,
    ClientStatisticsConnection, ClientStatisticsFramerate, ClientStatisticsGfx,
    ClientStatisticsWatchdog, ClientStatisticsWindowOpen, ClientToggleWeapons, ClientZoneChange,
    Server0635,
};
use protocol::{DecodeError, Message, decode_message};

use crate::handler::ask;
use crate::handler::gesture;
use crate::handler::talk;
use crate::movement::walk;
use crate::outputs::{DisconnectReason, Event, Outputs};
use crate::player::camp;
use crate::player::enter;
use crate::player::players::{Seat, Stages};
use crate::zone::Zone;

type Handle = fn(&mut Zone, &mut Outputs, Seat, &[u8]) -> Result<(), DecodeError>;

struct Route {
    opcode: u16,
    stages: Stages,
    cost: u8,
    handle: Handle,
}

/// A route that decodes the whole message before its handler sees it.
macro_rules! route {
    ($message:ty, $stages:ident, $cost:literal, $handler:path) => {
        Route {
            opcode: <$message as Message>::OPCODE,
            stages: Stages::$stages,
            cost: $cost,
            handle: |zone, out, seat, body| {
                let message: $message = decode_message(body)?;
                $handler(zone, out, seat, &message);
                Ok(())
            },
        }
    };
}

/// A route for what a client tells and nobody needs to act on.
macro_rules! heard {
    ($message:ty, $cost:literal) => {
        Route {
            opcode: <$message as Message>::OPCODE,
            stages: Stages::ANY,
            cost: $cost,
            handle: |_, _, _, body| decode_message::<$message>(body).map(|_| ()),
        }
    };
}

const ROUTES: &[Route] = &[
    route!(ClientEnteredWorld, LOADING, 8, enter::entered),
    Route {
        opcode: ClientEntityCommand::OPCODE,
        stages: Stages::IN_WORLD,
        cost: 2,
        handle: walk::commands,
    },
    route!(Server0635, ANY, 1, walk::control_acknowledged),
    route!(ClientZoneChange, ANY, 2, walk::zone_changed),
    heard!(ClientPlayerMovementSpeedUpdate, 1),
    heard!(ClientMovementSpeedSprint, 1),
    heard!(ClientDash, 1),
    heard!(ClientCombatOptions, 1),
    heard!(ClientDialogOpened, 1),
    heard!(ClientPregameKeepAlive, 1),
    heard!(ClientStatisticsConnection, 1),
    heard!(ClientStatisticsFramerate, 1),
    heard!(ClientStatisticsGfx, 1),
    heard!(ClientStatisticsWatchdog, 1),
    heard!(ClientStatisticsWindowOpen, 1),
    route!(ClientChat, IN_WORLD, 12, talk::chat),
    route!(ClientEmote, IN_WORLD, 8, gesture::emote),
    route!(ClientEntitySelect, IN_WORLD, 4, gesture::select),
    route!(ClientToggleWeapons, IN_WORLD, 4, gesture::toggle_weapons),
    route!(ClientRequestPlayed, IN_WORLD, 4, ask::played),
    route!(ClientRandomRollRequest, IN_WORLD, 12, ask::roll),
    route!(ClientLogoutRequest, IN_WORLD, 8, camp::request),
    route!(ClientLogoutConfirm, IN_WORLD, 8, camp::confirm),
];

/// Opcodes of clients lie below this.
const OPCODES: usize = 0x0A00;
const NO_ROUTE: u8 = u8::MAX;

/// Index in `ROUTES` by opcode.
static TABLE: [u8; OPCODES] = table();

const fn table() -> [u8; OPCODES] {
    assert!(ROUTES.len() < NO_ROUTE as usize);
    let mut table = [NO_ROUTE; OPCODES];
    let mut i = 0;
    while i < ROUTES.len() {
        let opcode = ROUTES[i].opcode as usize;
        assert!(table[opcode] == NO_ROUTE, "two handlers for one opcode");
        table[opcode] = i as u8;
        i += 1;
    }
    table
}

fn route(opcode: u16) -> Option<&'static Route> {
    let index = *TABLE.get(usize::from(opcode))?;
    ROUTES.get(usize::from(index))
}

/// True when a zone takes messages with this opcode at all.
#[must_use]
pub fn is_handled(opcode: u16) -> bool {
    route(opcode).is_some()
}

/// Takes one message of a client.
pub(crate) fn message(
    zone: &mut Zone,
    out: &mut Outputs,
    connection: ConnectionId,
    opcode: u16,
    body: &[u8],
) {
    let Some(seat) = zone.players.seat(connection) else {
        zone.counters.strangers += 1;
        return;
    };
    let route = route(opcode);
    let now = zone.now.mono;
    let player = zone.players.at_mut(seat);
    // Nonsense is not free either.
    match player
        .budget
        .spend(route.map_or(1, |route| route.cost), now)
    {
        Spending::Paid => {}
        Spending::Refused => {
            zone.counters.over_budget += 1;
            return;
        }
        Spending::Flood => return disconnect(zone, out, seat, DisconnectReason::Flood),
    }
    let Some(route) = route else {
        if zone.counters.count_unhandled(opcode) {
            out.event(Event::Unhandled { opcode });
        }
        return;
    };
    if !route.stages.contains(player.stage) {
        zone.counters.out_of_state += 1;
        return;
    }
    zone.counters.handled += 1;
    if (route.handle)(zone, out, seat, body).is_err() {
        zone.counters.malformed += 1;
        disconnect(zone, out, seat, DisconnectReason::Malformed { opcode });
    }
}

/// Ends a connection: its player is saved and leaves.
pub(crate) fn disconnect(zone: &mut Zone, out: &mut Outputs, seat: Seat, reason: DisconnectReason) {
    let connection = zone.players.connection[seat as usize];
    zone.depart(out, seat);
    out.event(Event::Disconnect { connection, reason });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_is_found_by_its_opcode_and_nothing_else_is() {
        let found = (0..=u16::MAX).filter(|&opcode| is_handled(opcode)).count();
        assert_eq!(found, ROUTES.len());
        for entry in ROUTES {
            assert!(route(entry.opcode).is_some_and(|r| r.opcode == entry.opcode));
        }
    }
}

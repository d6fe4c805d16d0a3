//! From an opcode to the handler that takes it: one table, built when the crate is compiled.
//!
//! In which stage a player may send a message and what it costs says the one table of
//! `game::admission`. What is not in it, or comes at the wrong time, is ignored and counted before
//! a byte of the body is looked at; a body that is not what it claims to be ends the connection.

use bezgelor_core::ids::ConnectionId;
use game::admission::{self, RULES, Rule, Taker};
use game::budget::Spending;
use protocol::messages::{
    ClientActivateUnit, ClientActivateUnitCast, ClientActivateUnitInteraction, ClientChat,
    ClientCheat, ClientCombatOptions, ClientDash, ClientDialogOpened, ClientEmote,
    ClientEnteredWorld, ClientEntityCommand, ClientEntityInteract, ClientEntityInteractChair,
    ClientEntitySelect, ClientFallingDamage, ClientFlightPathPurchase, ClientInspectPlayerRequest,
    ClientItemDelete, ClientItemMove, ClientItemSplit, ClientLeavePendingRemovalInstance,
    ClientLogoutConfirm, ClientLogoutRequest, ClientMovementSpeedSprint,
    ClientPlayerMovementSpeedUpdate, ClientRandomRollRequest, ClientRapidTransport,
    ClientRequestPlayed, ClientResetInstances, ClientResetSingleInstance, ClientResurrectAccept,
    ClientSpellInteractionResult, ClientStuck, ClientToggleWeapons, ClientVehicleDisembark,
    ClientVehicleEmbark, ClientWhoRequest, ClientZoneChange, Server0635,
};
use protocol::{DecodeError, Message, decode_message};

use crate::death;
use crate::handler::ask;
use crate::handler::gesture;
use crate::handler::talk;
use crate::instance::{removal, reset};
use crate::interaction::{activation, chair, touch, who};
use crate::maps::whereabouts;
use crate::movement::{fall, walk};
use crate::order::BreakPoint;
use crate::outputs::{DisconnectReason, Event, Outputs};
use crate::player::camp;
use crate::player::enter;
use crate::player::players::Seat;
use crate::travel::{fare, stuck};
use crate::valuables;
use crate::vehicle::board;
use crate::zone::Zone;

type Handle = fn(&mut Zone, &mut Outputs, Seat, &[u8]) -> Result<(), DecodeError>;

struct Route {
    rule: Rule,
    handle: Handle,
}

impl Route {
    const fn of<M: Message>(handle: Handle) -> Self {
        let rule = admission::line_of(M::OPCODE);
        assert!(matches!(rule.taker, Taker::Zone));
        Self { rule, handle }
    }
}

/// A route that decodes the whole message before its handler sees it.
macro_rules! route {
    ($message:ty, $handler:path) => {
        Route::of::<$message>(|zone, out, seat, body| {
            let message: $message = decode_message(body)?;
            $handler(zone, out, seat, &message);
            Ok(())
        })
    };
}

/// A route for what a client tells and nobody needs to act on.
macro_rules! heard {
    ($message:ty) => {
        Route::of::<$message>(|_, _, _, body| decode_message::<$message>(body).map(|_| ()))
    };
}

const ROUTES: &[Route] = &[
    route!(ClientEnteredWorld, enter::entered),
    Route::of::<ClientEntityCommand>(walk::commands),
    route!(Server0635, walk::control_acknowledged),
    route!(ClientZoneChange, whereabouts::zone_changed),
    heard!(ClientPlayerMovementSpeedUpdate),
    heard!(ClientMovementSpeedSprint),
    heard!(ClientDash),
    route!(ClientFallingDamage, fall::landed),
    heard!(ClientCombatOptions),
    heard!(ClientDialogOpened),
    route!(ClientChat, talk::chat),
    route!(ClientCheat, talk::cheat),
    route!(ClientEmote, gesture::emote),
    route!(ClientEntitySelect, gesture::select),
    route!(ClientEntityInteract, touch::interact),
    route!(ClientActivateUnit, touch::activate),
    route!(ClientActivateUnitCast, activation::cast),
    route!(ClientActivateUnitInteraction, activation::interaction),
    route!(ClientSpellInteractionResult, activation::result),
    route!(ClientInspectPlayerRequest, touch::inspect),
    route!(ClientEntityInteractChair, chair::interact),
    route!(ClientVehicleEmbark, board::embark),
    route!(ClientVehicleDisembark, board::disembark),
    route!(ClientResurrectAccept, death::accept),
    route!(ClientWhoRequest, who::who),
    route!(ClientLeavePendingRemovalInstance, removal::leave),
    route!(ClientResetInstances, reset::all),
    route!(ClientResetSingleInstance, reset::one),
    route!(ClientFlightPathPurchase, fare::purchase),
    route!(ClientRapidTransport, fare::transport),
    route!(ClientStuck, stuck::free),
    route!(ClientToggleWeapons, gesture::toggle_weapons),
    route!(ClientRequestPlayed, ask::played),
    route!(ClientItemMove, valuables::handler::move_item),
    route!(ClientItemSplit, valuables::handler::split),
    route!(ClientItemDelete, valuables::handler::destroy),
    route!(ClientRandomRollRequest, ask::roll),
    route!(ClientLogoutRequest, camp::request),
    route!(ClientLogoutConfirm, camp::confirm),
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
        let opcode = ROUTES[i].rule.opcode as usize;
        assert!(table[opcode] == NO_ROUTE, "two handlers for one opcode");
        table[opcode] = i as u8;
        i += 1;
    }
    let mut i = 0;
    while i < RULES.len() {
        let has_handler = table[RULES[i].opcode as usize] != NO_ROUTE;
        assert!(
            has_handler == matches!(RULES[i].taker, Taker::Zone),
            "a line without a handler"
        );
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
    let rule = route.map_or_else(|| admission::rule_or_unknown(opcode), |route| route.rule);
    let now = zone.now.mono;
    let player = zone.players.at_mut(seat);
    // Nonsense is not free either.
    match player.budget.spend(rule.cost, now) {
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
    if !rule.states.meets(player.stage.states()) {
        zone.counters.out_of_state += 1;
        out.event(Event::OutOfState { opcode });
        return;
    }
    zone.counters.handled += 1;
    zone.break_at(BreakPoint::Handler);
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
            assert!(route(entry.rule.opcode).is_some_and(|r| r.rule == entry.rule));
        }
    }
}

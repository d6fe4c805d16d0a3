//! The end of an operation: it is kept, and becomes true for everybody at once, or it is refused.

use bezgelor_core::ids::{CharacterId, ItemId};
use bezgelor_core::model::Item;
use bezgelor_core::valuables::Owner;
use game::inventory::{LOCATION_EQUIPPED, Seen, apply};
use protocol::enums::GenericError;

use super::intent::{Intent, Party};
use super::operation::{Refused, Ticket};
use super::{Open, advance, seat, tell};
use crate::handler::dispatch;
use crate::outputs::{DisconnectReason, Outputs};
use crate::player::players::Seat;
use crate::travel::fare;
use crate::zone::Zone;

/// It is kept, with these ids for what it created.
pub(crate) fn committed(zone: &mut Zone, out: &mut Outputs, ticket: Ticket, ids: &[ItemId]) {
    let Some(open) = close(zone, ticket) else {
        return;
    };
    let here: Vec<Seat> = open
        .parties
        .iter()
        .filter_map(|&party| seat(zone, party))
        .collect();
    for &seat in &here {
        let worn = worn(zone, seat);
        let sheet = &mut zone.players.at_mut(seat).entry.sheet;
        let owner = Owner::character(sheet.character.id);
        let with = (ids, open.arriving.as_slice());
        let (items, currencies) = (&mut sheet.items, &mut sheet.currencies);
        let seen: Vec<Seen> = apply(owner, &open.sides, with, items, currencies);
        tell::seen(zone, out, seat, &seen, open.reason);
        if worn != self::worn(zone, seat) {
            tell::gear(zone, seat, &worn);
        }
    }
    if let Some(asker) = open.intent.asker() {
        tell::line(zone, out, asker.connection, &asker.done);
    }
    if let Intent::Fare { credits, way } = &open.intent
        && let Some(seat) = seat(zone, open.parties[0])
    {
        fare::paid(zone, out, seat, way, *credits);
    }
    free(zone, out, &open.parties);
}

/// Nothing of it happened. Who believes what the store contradicts does not play on with it: its
/// connection ends, and the next login reads what is true.
pub(crate) fn refused(zone: &mut Zone, out: &mut Outputs, ticket: Ticket, why: Refused) {
    let Some(open) = close(zone, ticket) else {
        return;
    };
    zone.counters.operations_refused += 1;
    let asker = open.parties[0];
    // Late ones were told already that it cannot be done now.
    if !open.is_late {
        let wish = (&open.intent, open.item);
        tell::refusal(zone, out, asker, wish, GenericError::DbFailure);
    }
    if why == Refused::Contradicted {
        for &party in &open.parties {
            if let Some(seat) = seat(zone, party) {
                dispatch::disconnect(zone, out, seat, DisconnectReason::Stale);
            }
        }
    }
    free(zone, out, &open.parties);
}

/// Takes an open operation; whatever its parties had open is not any more.
fn close(zone: &mut Zone, ticket: Ticket) -> Option<Open> {
    let open = zone.valuables.open.remove(&ticket)?;
    for party in &open.parties {
        if let Some(line) = zone.valuables.lines.get_mut(&party.character) {
            line.open = None;
        }
    }
    Some(open)
}

fn free(zone: &mut Zone, out: &mut Outputs, parties: &[Party]) {
    let characters: Vec<CharacterId> = parties.iter().map(|party| party.character).collect();
    for character in characters {
        advance(zone, out, character);
    }
}

/// What a player wears.
fn worn(zone: &Zone, seat: Seat) -> Vec<Item> {
    let items = zone.players.at(seat).entry.sheet.items.iter();
    items
        .filter(|item| item.location == LOCATION_EQUIPPED)
        .copied()
        .collect()
}

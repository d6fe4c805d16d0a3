//! What the server itself gives and takes: for game masters now, and for whatever rewards later.

use bezgelor_core::ids::{ConnectionId, ItemTemplateId};
use protocol::enums::ItemUpdateReason;

use super::intent::{Asker, Intent};
use super::request;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Gives items to a player. `asker` is told in words once they are kept, or why they are not.
pub(crate) fn grant_item(
    zone: &mut Zone,
    out: &mut Outputs,
    (seat, asker): (Seat, ConnectionId),
    template_id: ItemTemplateId,
    (count, charges): (u32, Option<u32>),
) {
    let done = format!("{count} of item {template_id} for {}.", name(zone, seat));
    let intent = Intent::Grant {
        template_id,
        count,
        charges,
        reason: ItemUpdateReason::GM,
        asker: Some(Asker {
            connection: asker,
            done,
        }),
    };
    request(zone, out, seat, intent);
}

/// Gives currency to a player, or takes it. `asker` as in [`grant_item`].
pub(crate) fn grant_currency(
    zone: &mut Zone,
    out: &mut Outputs,
    (seat, asker): (Seat, ConnectionId),
    currency_id: u8,
    delta: i64,
) {
    let done = format!(
        "{delta:+} of currency {currency_id} for {}.",
        name(zone, seat)
    );
    let intent = Intent::Currency {
        currency_id,
        delta,
        asker: Some(Asker {
            connection: asker,
            done,
        }),
    };
    request(zone, out, seat, intent);
}

/// Gives items to a player by its own right: nobody waits for an answer.
pub(crate) fn give_item(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    template_id: ItemTemplateId,
    count: u32,
) {
    let intent = Intent::Grant {
        template_id,
        count,
        charges: None,
        reason: ItemUpdateReason::NoReason,
        asker: None,
    };
    request(zone, out, seat, intent);
}

/// Gives currency to a player, or takes it, as [`give_item`].
pub(crate) fn give_currency(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    currency_id: u8,
    delta: i64,
) {
    let intent = Intent::Currency {
        currency_id,
        delta,
        asker: None,
    };
    request(zone, out, seat, intent);
}

fn name(zone: &Zone, seat: Seat) -> &str {
    &zone.players.at(seat).entry.sheet.character.name
}

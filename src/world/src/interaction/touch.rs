//! Talking to units, activating them, and looking at other players (`flows.md` section 7).

use bezgelor_core::limits::INSPECTED_ITEMS_MAX;
use protocol::enums::ItemUpdateReason;
use protocol::messages::{
    ClientActivateUnit, ClientEntityInteract, ClientInspectPlayerRequest, ServerDialogStart,
    ServerInspectPlayerResponse,
};

use crate::creature::errand;
use crate::entity::units::Kind;
use crate::interaction::{activation, mailbox, reach, reading, spent, uses};
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::script::{self, Happening};
use crate::travel::{fare, portal};
use crate::valuables::tell::inventory_item;
use crate::zone::Zone;

/// What a player wants of somebody it talks to, by the client's event number.
const EVENT_DIALOG: u8 = 37;
/// See [`EVENT_DIALOG`].
const EVENT_MAILBOX: u8 = 68;

/// 0x07EA: a player turns to somebody. A dialog begins at once; the other events open windows of
/// the client's own, or are for others to answer.
pub(crate) fn interact(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientEntityInteract,
) {
    if message.event == EVENT_MAILBOX {
        return mailbox::open(zone, out, seat, message.guid);
    }
    let Some(row) = reach::reached(zone, seat, message.guid) else {
        zone.counters.senseless += 1;
        return;
    };
    errand::attend(zone, row, zone.row(seat));
    fare::interact(zone, out, seat, row, message.event);
    if message.event == EVENT_DIALOG {
        let player = zone.unit_id(seat);
        let talked = |unit, creature| Happening::Talked {
            player,
            unit,
            creature,
        };
        script::tell_of(zone, out, (script::Kind::Talked, row), talked);
        let answer = ServerDialogStart {
            dialog_unit_id: message.guid,
            unused: false,
        };
        zone.send(out, seat, &answer);
    }
}

/// 0x00B3: a player uses a thing.
pub(crate) fn activate(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientActivateUnit,
) {
    let Some(row) = reach::reached(zone, seat, message.unit_id) else {
        zone.counters.senseless += 1;
        return;
    };
    let Some(own) = uses::of(zone, out, seat, row) else {
        return;
    };
    let creature = zone
        .data
        .creature(zone.units.look[row as usize].creature_id);
    // What takes time or skill is not had without.
    let at_once = creature.is_none_or(|creature| creature.activate_cast_ms == 0) && !own.by_client;
    if at_once && reading::is_readable(zone, row) {
        activation::tell_scripts(zone, out, seat, row);
        return reading::read(zone, out, seat, row, true);
    }
    let is_free = spent::is_used_up(zone, row) && activation::users(zone, row) == 0;
    let is_door = zone.units.kind[row as usize] == Kind::DOOR;
    let is_plain = is_free || is_door || portal::is_way(zone, row);
    if at_once && is_plain {
        activation::take_effect(zone, out, seat, row);
    } else if at_once {
        activation::tell_scripts(zone, out, seat, row);
    }
}

/// 0x0552: what another player wears.
pub(crate) fn inspect(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientInspectPlayerRequest,
) {
    let row = reach::seen(zone, seat, message.guid);
    let Some(other) = row.and_then(|row| zone.units.seat[row as usize]) else {
        zone.counters.senseless += 1;
        return;
    };
    let items = zone.players.at(other).entry.sheet.items.iter();
    let worn = items
        .filter(|item| item.location == game::equipment::LOCATION_EQUIPPED)
        .take(INSPECTED_ITEMS_MAX)
        .map(|item| inventory_item(item, ItemUpdateReason::NoReason).item);
    let answer = ServerInspectPlayerResponse {
        guid: message.guid,
        items: worn.collect(),
    };
    zone.send(out, seat, &answer);
}

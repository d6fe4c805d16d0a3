//! Copies of its own that a player wants anew (0x07B4), or the one behind a portal (0x0153).
//!
//! A copy keeps nothing but while it runs: to have it anew is to have it closed, and the next who
//! goes there opens it. The realm closes it unless somebody is in it. What belongs to a group or a
//! match is not one player's to end.

use bezgelor_core::ids::WorldId;
use bezgelor_core::travel::Holder;
use protocol::enums::ChatChannelType;
use protocol::messages::{
    ClientResetInstances, ClientResetSingleInstance, ServerInstanceResetResult,
};

use crate::interaction::reach;
use crate::outputs::{Event, Outputs};
use crate::player::introduction::system_line;
use crate::player::players::Seat;
use crate::zone::Zone;

/// All that a player has and is not in. It is told in words, as the newest peer does it: the
/// client's own answer is for the window of a portal.
pub(crate) fn all(zone: &mut Zone, out: &mut Outputs, seat: Seat, _: &ClientResetInstances) {
    let locks = zone.players.at(seat).entry.sheet.travel.locks.clone();
    let mut count = 0;
    for lock in locks {
        count += u32::from(forsake(zone, out, seat, lock.world_id));
    }
    if count > 0 {
        keep(zone, out, seat);
    }
    let line = match count {
        0 => "You have no instance to reset.",
        _ => "Your instances that nobody is in are reset.",
    };
    zone.send(out, seat, &system_line(ChatChannelType::System, line));
}

/// The one that a portal within reach leads to.
pub(crate) fn one(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientResetSingleInstance,
) {
    let portal = reach::reached(zone, seat, message.instance_portal_unit_id);
    let world = portal.and_then(|row| Some(zone.portals.get(row)?.world_id));
    let Some(world) = world else {
        zone.counters.senseless += 1;
        return;
    };
    let success = forsake(zone, out, seat, world);
    if success {
        keep(zone, out, seat);
    }
    let unused = 0;
    zone.send(out, seat, &ServerInstanceResetResult { unused, success });
}

/// Unties a player from its own copy of a world and has that closed; false when it has none, or is
/// in it.
fn forsake(zone: &mut Zone, out: &mut Outputs, seat: Seat, world_id: WorldId) -> bool {
    let sheet = &mut zone.players.at_mut(seat).entry.sheet;
    let own = Holder::Character(sheet.character.id);
    let is_here = (zone.config.world_id, zone.config.holder) == (world_id, own);
    if is_here || sheet.travel.holder(world_id) != Some(own) {
        return false;
    }
    sheet.travel.unlock(world_id);
    out.event(Event::ForsakesCopy {
        world_id,
        holder: own,
    });
    true
}

fn keep(zone: &Zone, out: &mut Outputs, seat: Seat) {
    let sheet = &zone.players.at(seat).entry.sheet;
    out.travel(sheet.character.id, sheet.travel.clone());
}

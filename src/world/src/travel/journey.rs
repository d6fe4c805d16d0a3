//! A character is taken to a place: near at once, farther through a loading screen, to another zone
//! by handing it on.

use bezgelor_core::geometry::Placement;
use bezgelor_core::time::Millis;
use bezgelor_core::travel::{Holder, Spot};
use game::movement::{StepGuard, in_world};
use protocol::enums::GenericError;
use protocol::messages::ServerGenericError;

use crate::death;
use crate::instance::admission;
use crate::movement::walk;
use crate::outputs::{Event, Outputs};
use crate::player::enter;
use crate::player::entry::Arrival;
use crate::player::players::{Seat, Stage};
use crate::zone::Zone;

/// World units a client goes without a loading screen: what it shows around itself anyway.
const NEAR: f32 = 100.0;

/// To a place in another zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Journey {
    pub(crate) spot: Spot,
    /// Whose copy of that world.
    pub(crate) holder: Holder,
}

/// Near at once; farther within the world through the same steps as coming in (`flows.md` section
/// 5); to another world, or another copy of it, by handing the player on. `wish` is whose copy,
/// when it matters. Refused while its client loads the last place, or the realm is being asked.
pub(crate) fn go(zone: &mut Zone, out: &mut Outputs, seat: Seat, to: Spot, wish: Option<Holder>) {
    let Placement { position, rotation } = to.placement;
    let valid = in_world(position) && rotation.is_finite();
    let player = zone.players.at(seat);
    let now = zone.now.mono;
    let pending = player.asked.is_some_and(|asked| asked.is_open(now));
    if !valid || pending || player.stage == Stage::Loading {
        let error = GenericError::InstanceTransferPending;
        return zone.send(out, seat, &ServerGenericError { error });
    }
    let holder = holder(zone, seat, to, wish);
    let journey = Journey { spot: to, holder };
    if (to.world_id, holder) == (zone.config.world_id, zone.config.holder) {
        within(zone, out, seat, to.placement);
    } else if holder.is_private() {
        admission::ask(zone, out, seat, journey);
    } else {
        hand_on(zone, out, seat, journey);
    }
}

/// Whose copy of the spot's world a player goes to; within a world it stays where it is.
fn holder(zone: &Zone, seat: Seat, spot: Spot, wish: Option<Holder>) -> Holder {
    let sheet = &zone.players.at(seat).entry.sheet;
    let here = (spot.world_id == zone.config.world_id).then_some(zone.config.holder);
    let lock = sheet.travel.holder(spot.world_id);
    let kind = zone.data.maps().kind(spot.world_id);
    kind.holder(sheet.character.id, wish.or(here), lock)
}

fn within(zone: &mut Zone, out: &mut Outputs, seat: Seat, placement: Placement) {
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

/// To another zone, once nothing of the player's valuables is open. Who leaves the open world comes
/// back to where it stood.
pub(crate) fn hand_on(zone: &mut Zone, out: &mut Outputs, seat: Seat, journey: Journey) {
    let player = zone.players.at_mut(seat);
    // It goes now: no countdown is left to interrupt.
    player.removed_at = None;
    let character = player.entry.sheet.character.id;
    if zone.valuables.puts_off(character, journey) {
        return;
    }
    // The dead do not travel; elsewhere it lives.
    death::revive(zone, out, seat);
    let left = zone.found_at(seat);
    let mut entry = zone.depart(out, seat).entry;
    if journey.holder.is_private() && !zone.config.holder.is_private() {
        entry.sheet.travel.returns_to(left);
    }
    let Spot {
        world_id,
        placement,
    } = journey.spot;
    entry.arrival = Arrival::Transfer;
    entry.holder = journey.holder;
    entry.sheet.character.world_id = world_id;
    entry.sheet.character.placement = placement;
    out.event(Event::Transfer {
        entry,
        world_id,
        placement,
    });
}

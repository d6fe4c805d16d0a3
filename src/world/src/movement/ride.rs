//! Standing on what moves: platforms and vehicles carry whoever stands on them, and a rider's
//! client counts its positions from there (`flows.md` section 7).

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;

use crate::entity::slots::Row;
use crate::interaction::reach;
use crate::movement::motion::Ride;
use crate::player::players::Seat;
use crate::vehicle::drive;
use crate::zone::Zone;

/// World units from the middle of the largest thing one can stand on to its border.
const DECK_MAX: f32 = 64.0;

/// A player's client says what it stands on; 0 is the ground. False for what carries nobody, is not
/// seen, or is too far to stand on.
pub(crate) fn board(zone: &mut Zone, seat: Seat, unit_id: u32) -> bool {
    if unit_id == 0 {
        leave(zone, seat);
        return true;
    }
    let Some(own) = drive::driven(zone, seat) else {
        return false;
    };
    let at = zone.units.position[own as usize];
    let carrier = reach::seen(zone, seat, unit_id).filter(|&row| {
        let carries = zone.units.kind[row as usize].carries() && row != own;
        carries && zone.position_now(row).distance_squared(at) <= DECK_MAX * DECK_MAX
    });
    let Some(carrier) = carrier else {
        return false;
    };
    let base = zone.position_now(carrier);
    let relative = Vec3::new(at.x - base.x, at.y - base.y, at.z - base.z);
    let player = zone.players.at_mut(seat);
    let unit = UnitId(unit_id);
    player.motion.ride = Some(Ride { unit, relative });
    player.motion.has_ridden = true;
    player.guard.place(relative);
    if !zone.riders.contains(&seat) {
        zone.riders.push(seat);
    }
    true
}

/// The player stands on the ground, where it is now.
pub(crate) fn leave(zone: &mut Zone, seat: Seat) {
    let at = zone.placement(seat).position;
    let player = zone.players.at_mut(seat);
    if player.motion.ride.take().is_some() {
        player.guard.place(at);
        zone.riders.retain(|&rider| rider != seat);
    }
}

/// Where a position of a player's client is counted from; `None` when that is gone.
pub(crate) fn base(zone: &Zone, seat: Seat) -> Option<Vec3> {
    match zone.players.at(seat).motion.ride {
        None => Some(Vec3::default()),
        Some(ride) => zone.units.row(ride.unit).map(|row| zone.position_now(row)),
    }
}

/// Carries along whoever sits in a unit that has moved or stands on it.
pub(crate) fn follow(zone: &mut Zone, carrier: Row) {
    drive::carry(zone, carrier);
    if zone.riders.is_empty() {
        return;
    }
    let (unit, base) = (
        zone.units.id(carrier),
        zone.units.position[carrier as usize],
    );
    for i in 0..zone.riders.len() {
        let seat = zone.riders[i];
        let Some(ride) = zone.players.at(seat).motion.ride else {
            continue;
        };
        if ride.unit == unit
            && let Some(row) = drive::driven(zone, seat)
        {
            zone.units.position[row as usize] = on(base, ride.relative);
            zone.vision.touch(row);
            drive::carry(zone, row);
        }
    }
}

/// A point counted from another.
pub(crate) fn on(base: Vec3, relative: Vec3) -> Vec3 {
    Vec3::new(
        base.x + relative.x,
        base.y + relative.y,
        base.z + relative.z,
    )
}

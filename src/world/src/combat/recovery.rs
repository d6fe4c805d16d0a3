//! The health of players that was lost without a fight, and how it comes back.

use bezgelor_core::time::Millis;
use protocol::enums::{CastResult, UpdateHealthMask};

use crate::death;
use crate::interaction::activation;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Milliseconds between two steps of recovery.
const INTERVAL_MS: u64 = 1_000;
/// The share of all health that comes back with each: a two hundredth every quarter of a second
/// (`features.md` section 6).
const SHARE: f32 = 4.0 / 200.0;
/// Players who lack health.
#[derive(Debug, Default)]
pub(crate) struct Wounded {
    seats: Vec<Seat>,
    next_at: Millis,
}

impl Wounded {
    /// A player is gone.
    pub(crate) fn forget(&mut self, seat: Seat) {
        self.seats.retain(|&wounded| wounded != seat);
    }
}

/// Takes health from a player; how much it was. Who sees it is to be told, and the player why. Who
/// has none left is dead.
pub(crate) fn wound(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    amount: f32,
    why: UpdateHealthMask,
) -> u32 {
    let row = zone.row(seat) as usize;
    let health = &mut zone.units.body[row].health;
    let before = *health;
    *health = (before - amount.max(0.0)).max(0.0);
    let (lost, is_dead) = (before - *health, *health <= 0.0);
    if lost > 0.0 {
        let row = zone.row(seat);
        zone.changes.health(row, why);
        activation::stop(zone, out, seat, CastResult::DamageInterrupts);
    }
    if is_dead {
        zone.wounded.forget(seat);
        death::die(zone, out, seat);
    } else {
        note(zone, seat);
    }
    lost as u32
}

/// A player lacks health; of the first, none comes back at once.
pub(crate) fn note(zone: &mut Zone, seat: Seat) {
    if zone.wounded.seats.is_empty() {
        zone.wounded.next_at = zone.now.mono.plus(INTERVAL_MS);
    }
    if !zone.wounded.seats.contains(&seat) {
        zone.wounded.seats.push(seat);
    }
}

/// Gives those who lack health a part of it, once a second.
pub(crate) fn pass_time(zone: &mut Zone) {
    if zone.wounded.seats.is_empty() || zone.now.mono < zone.wounded.next_at {
        return;
    }
    zone.wounded.next_at = zone.now.mono.plus(INTERVAL_MS);
    let mut seats = std::mem::take(&mut zone.wounded.seats);
    seats.retain(|&seat| {
        let body = &mut zone.units.body[zone.players.row[seat as usize] as usize];
        body.health = (body.health + body.health_max * SHARE).min(body.health_max);
        let is_whole = body.health >= body.health_max;
        let row = zone.row(seat);
        zone.changes.health(row, UpdateHealthMask::None);
        !is_whole
    });
    zone.wounded.seats = seats;
}

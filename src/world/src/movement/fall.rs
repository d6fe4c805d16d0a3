//! Falls of players and what they cost.
//!
//! A client marks its unit's state while it falls (`StateFlags`, `features.md` section 7) and says
//! 0x00FB when a fall has hurt it. The depth is measured here, from the steps that were believed;
//! the share of health the client names is not taken.

use game::fall;
use protocol::enums::{ModeType, StateFlags, UpdateHealthMask};
use protocol::messages::{ClientFallingDamage, ServerCombatLog};
use protocol::unions::ICombatLog;

use crate::combat::recovery;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Water deeper than this many world units breaks a fall.
const SOFT_DEPTH: f32 = 1.0;

/// The client's commands of one message are applied: looks whether the unit falls or has landed.
pub(crate) fn follow(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let state = zone.players.at(seat).motion.state;
    let is_falling = state.is_some_and(|state| state.0 & StateFlags::Fall.0 != 0);
    settle(zone, out, seat, is_falling);
}

/// 0x00FB: a fall is over that hurt. Ends the fall the server knows of; without one it says
/// nothing.
pub(crate) fn landed(zone: &mut Zone, out: &mut Outputs, seat: Seat, _: &ClientFallingDamage) {
    settle(zone, out, seat, false);
}

fn settle(zone: &mut Zone, out: &mut Outputs, seat: Seat, is_falling: bool) {
    let at = zone.placement(seat).position;
    let wet = || {
        let surface = zone.ground.as_deref()?.liquid(at.x, at.z)?;
        Some(surface - at.y > SOFT_DEPTH)
    };
    let motion = &zone.players.at(seat).motion;
    // One that stands on what moves is where that carries it.
    let is_soft = motion.mode == Some(ModeType::Swim) || motion.ride.is_some();
    let is_soft = is_soft || wet().unwrap_or(false);
    let depth = zone
        .players
        .at_mut(seat)
        .fall
        .follow(at.y, is_falling, is_soft);
    let cost = depth.map_or(0.0, fall::cost);
    if cost <= 0.0 {
        return;
    }
    let damage = zone.units.body[zone.row(seat) as usize].health_max * cost;
    let damage = recovery::wound(zone, out, seat, damage, UpdateHealthMask::FallDamage);
    let log = ServerCombatLog {
        combat_log: ICombatLog::FallingDamage {
            caster_id: zone.unit_id(seat).0,
            damage,
        },
    };
    zone.send(out, seat, &log);
}

//! The way out of a copy that belongs to somebody: who may not stay is warned, has a moment, and
//! goes back to where it came from; a copy that closes does so with everybody (`flows.md`
//! section 5, `features.md` section 4).

use bezgelor_core::time::Millis;
use bezgelor_core::travel::Spot;
use protocol::enums::{ChatChannelType, WorldRemovalReason};
use protocol::messages::{
    ClientLeavePendingRemovalInstance, ServerPendingWorldRemoval, ServerPendingWorldRemovalCancel,
};

use crate::outputs::{Event, Outputs};
use crate::player::introduction::system_line;
use crate::player::players::{Player, Seat, Stage};
use crate::travel::journey;
use crate::zone::Zone;

/// Milliseconds before a copy closes at which everybody in it is told.
const WARNINGS_MS: [u64; 3] = [30_000, 10_000, 5_000];

/// A copy that closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Closing {
    at: Millis,
    /// Of [`WARNINGS_MS`], how many were told.
    told: usize,
}

/// Begins to take a player out; its client counts down. What there is to say to who ordered it.
pub(crate) fn begin(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    reason: WorldRemovalReason,
) -> Result<(), &'static str> {
    if !zone.config.holder.is_private() {
        return Err("Nobody is taken out of the open world.");
    }
    let player = zone.players.at_mut(seat);
    if player.removed_at.is_some() {
        return Err("That is under way already.");
    }
    if way_out(player).is_none() {
        return Err("There is no place to go back to.");
    }
    player.removed_at = Some(zone.now.mono.plus(zone.data.maps().removal_ms()));
    zone.send(out, seat, &ServerPendingWorldRemoval { reason });
    Ok(())
}

/// Calls it off; false when nothing was under way.
pub(crate) fn cancel(zone: &mut Zone, out: &mut Outputs, seat: Seat) -> bool {
    let was = zone.players.at_mut(seat).removed_at.take().is_some();
    if was {
        zone.send(out, seat, &ServerPendingWorldRemovalCancel);
    }
    was
}

/// 0x057C: a player does not wait for the end of its countdown.
pub(crate) fn leave(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    _: &ClientLeavePendingRemovalInstance,
) {
    if zone.players.at(seat).removed_at.is_none() {
        zone.counters.senseless += 1;
        return;
    }
    go_back(zone, out, seat);
}

/// Where a player goes when it is taken out: where it came from, else where it is bound.
pub(crate) fn way_out(player: &Player) -> Option<Spot> {
    let travel = &player.entry.sheet.travel;
    travel.return_to.or(travel.bind.map(|bind| bind.spot))
}

/// Where a player is left that goes away in the middle of being taken out: the countdown goes on
/// for nobody.
pub(crate) fn left_at(zone: &Zone, seat: Seat) -> Option<Spot> {
    let player = zone.players.at(seat);
    let goes = player.removed_at.is_some() || zone.closing.is_some();
    way_out(player).filter(|_| goes)
}

/// The copy closes: warnings, then everybody goes, then it is over.
pub(crate) fn close(zone: &mut Zone, out: &mut Outputs) -> Result<(), &'static str> {
    if !zone.config.holder.is_private() {
        return Err("The open world does not close.");
    }
    if zone.closing.is_some() {
        return Err("It closes already.");
    }
    let at = zone.now.mono.plus(zone.data.maps().removal_ms());
    zone.closing = Some(Closing { at, told: 0 });
    out.event(Event::Closes);
    Ok(())
}

/// Once per step: whose time is over goes.
pub(crate) fn pass_time(zone: &mut Zone, out: &mut Outputs) {
    if !zone.config.holder.is_private() {
        return;
    }
    let now = zone.now.mono;
    let closed = warn(zone, out, now);
    let mut next = zone.players.next_taken(0);
    while let Some(seat) = next {
        next = zone.players.next_taken(seat + 1);
        let due = zone.players.at(seat).removed_at.is_some_and(|at| at <= now);
        if due || closed {
            go_back(zone, out, seat);
        }
    }
}

/// Tells how long the copy is open yet; true when it is not any more.
fn warn(zone: &mut Zone, out: &mut Outputs, now: Millis) -> bool {
    let Some(closing) = &mut zone.closing else {
        return false;
    };
    let left_ms = closing.at.since(now);
    let due = WARNINGS_MS.iter().filter(|&&ms| left_ms <= ms).count();
    if left_ms > 0 && due > closing.told {
        closing.told = due;
        let line = format!("This place closes in {} seconds.", left_ms.div_ceil(1000));
        let message = out.encode(&system_line(ChatChannelType::System, &line));
        let everybody = zone.players.taken();
        out.deliver(
            message,
            everybody.map(|seat| zone.players.connection[seat as usize]),
        );
    }
    left_ms == 0
}

/// Takes a player out. One whose client still loads goes a step later.
fn go_back(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let player = zone.players.at_mut(seat);
    if player.stage == Stage::Loading {
        return;
    }
    match way_out(player) {
        Some(spot) => journey::go(zone, out, seat, spot, None),
        None => player.removed_at = None,
    }
}

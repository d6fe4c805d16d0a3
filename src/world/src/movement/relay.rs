//! Steps of players on their way to who sees them.
//!
//! Everything a mover did in a step goes out as one message, encoded once, with its newest state.
//! Who sees it from near is told at once or, where players take turns, within a round of steps: in
//! each step of a round another part of the players is told of everybody else. So in a crowd each
//! line is written to once a round, and what a zone sends does not leave in one burst, for which
//! the last would wait longer than the first. Who sees it from afar is told in one round of many.
//! Nobody is left with an old state for longer than that.

use bezgelor_core::bits::{self, BitSet};
use bezgelor_core::limits::RELAY_TURNS_MAX;
use protocol::messages::ServerEntityCommand;

use crate::entity::slots::Row;
use crate::movement::walk;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::sight::tiers::NOBODY;
use crate::vehicle::drive;
use crate::zone::Zone;

/// Movers whose steps some viewers are still to be told.
#[derive(Debug, Default)]
pub(crate) struct Relay {
    /// Moved in this round or the last: not every near viewer had its turn since.
    lately: Vec<Seat>,
    /// Those whose motion far viewers are still to be told; some no longer owed are among them.
    owed: Vec<Seat>,
    /// The rounds as they were in the last step: steps of one, and how many make one for the far.
    rounds: (u64, u64),
    /// The step since which they are so.
    rounds_since: u64,
}

impl Relay {
    /// A player is gone.
    pub(crate) fn forget(&mut self, seat: Seat) {
        self.lately.retain(|&mover| mover != seat);
        self.owed.retain(|&mover| mover != seat);
    }
}

/// Whose turn it is in a step.
#[derive(Clone, Copy, Debug)]
struct Turn {
    step: u64,
    /// Steps of a round, a power of two.
    turns: u64,
    /// Of so many rounds, one is for far viewers.
    far_rounds: u64,
    /// Seats that are told in this step: see [`Outputs::deliver_among`].
    listeners: u64,
}

impl Turn {
    fn of(zone: &Zone) -> Self {
        let tick_ms = zone.tick_ms();
        let turns = turns(zone.config.relay_interval_ms, tick_ms);
        let far_interval_ms = zone.shedding().far_interval_ms(zone.config.far_interval_ms);
        Self::at(
            zone.counters.steps,
            turns,
            (far_interval_ms / (tick_ms * turns)).max(1),
        )
    }

    fn at(step: u64, turns: u64, far_rounds: u64) -> Self {
        Self {
            step,
            turns,
            far_rounds,
            listeners: bits::every(turns as u32) << (step % turns),
        }
    }

    fn listens(self, seat: Seat) -> bool {
        self.listeners >> (seat % u64::BITS) & 1 != 0
    }

    /// Movers take turns, so that far viewers are not told of all in the same round.
    fn is_far(self, mover: Seat) -> bool {
        (self.step / self.turns + u64::from(mover)).is_multiple_of(self.far_rounds)
    }

    /// Whether this is the end of a round in which all were told of what was done by then: it had
    /// not begun before.
    fn settles(self, since: u64) -> bool {
        let at = self.step % self.turns;
        at == self.turns - 1 && since <= self.step - at
    }
}

/// Steps in which each player is told once, if that is to be so often.
fn turns(interval_ms: u64, tick_ms: u64) -> u64 {
    let steps = (interval_ms / tick_ms.max(1)).clamp(1, RELAY_TURNS_MAX);
    1 << steps.ilog2()
}

/// Tells the viewers of everybody who moved, each mover once.
pub(crate) fn relay(zone: &mut Zone, out: &mut Outputs) {
    let turn = Turn::of(zone);
    let mut message = std::mem::take(&mut zone.motion_message);
    let mut relay = std::mem::take(&mut zone.relay);
    begin_anew_if_changed(zone, &mut relay, turn);
    take_in(zone, out, &mut relay, turn, &mut message);
    tell_promoted(zone, out, turn, &mut message);
    if !relay.lately.is_empty() || !relay.owed.is_empty() {
        out.meet(&zone.players.connection);
    }
    // Those whom everybody hears come first: what each recipient gets of them lies together.
    for is_far in [true, false] {
        for &seat in &relay.lately {
            if turn.is_far(seat) == is_far {
                tell_lately(zone, out, seat, turn, &mut message);
            }
        }
    }
    tell_owed(zone, out, &mut relay, turn, &mut message);
    relay.lately.retain(|&seat| {
        let player = zone.players.at_mut(seat);
        player.motion.lately =
            player.death.is_none() && turn.step + 1 < player.motion.moved_at + turn.turns;
        player.motion.lately
    });
    zone.relay = relay;
    zone.motion_message = message;
}

/// With other rounds than before, whoever was still to be told of somebody would be passed over:
/// they begin anew.
fn begin_anew_if_changed(zone: &mut Zone, relay: &mut Relay, turn: Turn) {
    let rounds = (turn.turns, turn.far_rounds);
    if relay.rounds != rounds {
        (relay.rounds, relay.rounds_since) = (rounds, turn.step);
        for &seat in &relay.lately {
            zone.players.at_mut(seat).motion.moved_at = turn.step;
        }
    }
}

/// Notes who moved in this step.
fn take_in(
    zone: &mut Zone,
    out: &mut Outputs,
    relay: &mut Relay,
    turn: Turn,
    message: &mut ServerEntityCommand,
) {
    let mut movers = std::mem::take(&mut zone.movers);
    for seat in movers.drain(..) {
        let player = zone.players.at_mut(seat);
        let motion = &mut player.motion;
        (motion.changed, motion.queued) = (false, false);
        if player.death.is_some() {
            tell_ghost(zone, out, seat, message);
            continue;
        }
        motion.moved_at = turn.step;
        if !std::mem::replace(&mut motion.lately, true) {
            relay.lately.push(seat);
        }
        let far = zone.vision.tiers.far_viewers(seat).len();
        if far > 0 && !turn.is_far(seat) {
            zone.counters.far_put_off += far as u64;
        }
        // Who is near now may be far when its turn comes.
        if far > 0 || turn.turns > 1 {
            let motion = &mut zone.players.at_mut(seat).motion;
            if !std::mem::replace(&mut motion.owed, true) {
                relay.owed.push(seat);
            }
        }
    }
    zone.movers = movers;
}

/// Tells the near viewers of a mover whose turn it is, and the far ones when it is the mover's.
fn tell_lately(
    zone: &Zone,
    out: &mut Outputs,
    seat: Seat,
    turn: Turn,
    message: &mut ServerEntityCommand,
) {
    // Who died has other viewers than its body.
    if zone.players.at(seat).death.is_some() {
        return;
    }
    let tiers = &zone.vision.tiers;
    let far = if turn.is_far(seat) {
        tiers.far_viewers(seat)
    } else {
        &NOBODY
    };
    tell(
        zone,
        out,
        seat,
        (tiers.near_viewers(seat), far),
        turn,
        message,
    );
}

/// Tells the viewers in two sets whose turn it is what a mover does, encoded once.
fn tell(
    zone: &Zone,
    out: &mut Outputs,
    seat: Seat,
    (some, others): (&BitSet, &BitSet),
    turn: Turn,
    message: &mut ServerEntityCommand,
) {
    let listeners = turn.listeners;
    if some.has_any_of(listeners) || others.has_any_of(listeners) {
        walk::fill_entity_command(zone, seat, message);
        let message = out.encode(message);
        out.deliver_among(message, some, others, listeners);
    }
}

/// Tells who sees a ghost what it does; its body has other viewers.
fn tell_ghost(zone: &Zone, out: &mut Outputs, seat: Seat, message: &mut ServerEntityCommand) {
    if let Some(ghost) = drive::driven(zone, seat) {
        drive::fill(zone, ghost, message);
        zone.broadcast(out, ghost, Some(seat), message);
    }
}

/// Those whose turn has come while they stood still, or moved no more.
fn tell_owed(
    zone: &mut Zone,
    out: &mut Outputs,
    relay: &mut Relay,
    turn: Turn,
    message: &mut ServerEntityCommand,
) {
    let since = relay.rounds_since;
    relay.owed.retain(|&seat| {
        let motion = &zone.players.at(seat).motion;
        if !motion.owed {
            return false;
        }
        if !turn.is_far(seat) {
            return true;
        }
        // Of those who moved lately they were told with the near ones.
        if !motion.lately {
            let far = zone.vision.tiers.far_viewers(seat);
            tell(zone, out, seat, (&NOBODY, far), turn, message);
        }
        let stays = !turn.settles(motion.moved_at.max(since));
        zone.players.at_mut(seat).motion.owed = stays;
        stays
    });
}

/// Viewers who have just come near a mover hear what they were owed, for they are not among the far
/// ones any more.
fn tell_promoted(zone: &Zone, out: &mut Outputs, turn: Turn, message: &mut ServerEntityCommand) {
    for group in zone.vision.tiers.promoted.chunk_by(|a, b| a.0 == b.0) {
        let Some(mover) = zone.units.seat[group[0].0 as usize] else {
            continue;
        };
        let motion = &zone.players.at(mover).motion;
        if !motion.owed {
            continue;
        }
        // Who is told in this very step need not be told twice.
        let is_lately = motion.lately;
        let untold = |pair: &&(Row, Seat)| !(is_lately && turn.listens(pair.1));
        if group.iter().any(|pair| untold(&pair)) {
            walk::fill_entity_command(zone, mover, message);
            let message = out.encode(message);
            let untold = group.iter().filter(untold);
            let connection = |pair: &(Row, Seat)| zone.players.connection[pair.1 as usize];
            out.deliver(message, untold.map(connection));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_are_as_long_as_wanted_at_most() {
        let wanted = [
            (0, 1),
            (50, 1),
            (99, 1),
            (100, 2),
            (199, 2),
            (200, 4),
            (60_000, 8),
        ];
        for (interval_ms, steps) in wanted {
            assert_eq!(turns(interval_ms, 50), steps, "{interval_ms}");
        }
    }

    #[test]
    fn everybody_has_one_turn_in_a_round() {
        for turns in [1, 2, 4, 8] {
            for seat in [0, 1, 7, 63, 64, 130] {
                let listens = |step: &u64| Turn::at(*step, turns, 1).listens(seat);
                assert_eq!((800..800 + turns).filter(listens).count(), 1);
            }
        }
    }
}

//! Zones as the runtime sees them: something with a clock of its own that is stepped, hands out
//! what it produced, and may break without taking others along.

use std::collections::BTreeMap;

use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::limits;
use bezgelor_core::time::{Millis, Now};

use crate::host::Host;
use crate::local::Shard;
use crate::metrics::{ZoneFigures, ZoneStatus, ZoneTimes};

/// One running zone. Lives on one shard; only that shard's tick steps it.
pub trait Zone<H: Host>: Sized + 'static {
    /// Milliseconds between two steps; asked after every step.
    fn period_ms(&self) -> u64 {
        limits::ZONE_TICK_MS
    }

    /// One step over the inputs that lanes gave since the last one.
    fn step(&mut self, now: Now);

    /// Hands what the step produced to connections ([`Shard::deliver`], [`Shard::signal`]), to
    /// other shards and to the database. The zone itself is not reachable through `shard` now.
    fn distribute(&mut self, shard: &Shard<H>, now: Now);

    /// What it says of itself to the metrics; asked once a second.
    fn status(&self) -> ZoneStatus {
        ZoneStatus::default()
    }

    /// Called with the broken zone after a panic in one of the above. What it returns goes on in
    /// its place; none, or another panic, gives the zone up.
    fn rebuild(self, shard: &Shard<H>, now: Now) -> Option<Self>;
}

/// A zone that panics more often than this within [`REBUILD_WINDOW_MS`] is given up.
pub(crate) const REBUILDS_MAX: u32 = 3;
/// See [`REBUILDS_MAX`].
pub(crate) const REBUILD_WINDOW_MS: u64 = 60_000;

/// A zone whose step usually takes this long takes long: what others have to say is sent before it,
/// and it has a moment of its own within its period.
pub(crate) const LONG_US: u64 = 2_000;

/// Never due: the zone is held still.
pub(crate) const HELD: Millis = Millis(u64::MAX);

/// A zone between two places, with what was counted of it.
pub struct Parcel<Z> {
    zone: Box<Z>,
    times: ZoneTimes,
    usual_us: u64,
    rebuilds: u32,
    rebuilt_at: Millis,
}

impl<Z> Parcel<Z> {
    pub(crate) fn new(zone: Z) -> Self {
        Self {
            zone: Box::new(zone),
            times: ZoneTimes::default(),
            usual_us: 0,
            rebuilds: 0,
            rebuilt_at: Millis(0),
        }
    }

    /// What is in it.
    pub fn zone(&mut self) -> &mut Z {
        &mut self.zone
    }
}

/// A zone in its place, with its clock.
pub(crate) struct Slot<Z> {
    /// None while it is stepped.
    pub(crate) zone: Option<Box<Z>>,
    pub(crate) due: Millis,
    pub(crate) times: ZoneTimes,
    /// What a step with its distribution took of late.
    pub(crate) usual_us: u64,
    /// Whether it has a moment of its own: see [`Zones::take_turns`].
    has_turn: bool,
    /// Milliseconds between its last two steps as they were due.
    period_ms: u64,
    pub(crate) rebuilds: u32,
    pub(crate) rebuilt_at: Millis,
}

/// What a step of a zone usually takes in microseconds, and the zone.
pub(crate) type Turn = (u64, ZoneInstanceId);

/// The zones of one shard in the order of their ids.
pub(crate) struct Zones<Z> {
    pub(crate) slots: BTreeMap<ZoneInstanceId, Slot<Z>>,
}

impl<Z> Default for Zones<Z> {
    fn default() -> Self {
        Self {
            slots: BTreeMap::new(),
        }
    }
}

/// The next multiple of `period_ms` after `now`, all of them later by `phase_ms`: zones of one
/// period tick together, so that each connection is flushed once.
pub(crate) fn next_due(now: Millis, period_ms: u64, phase_ms: u64) -> Millis {
    let period_ms = period_ms.max(1);
    match now.0.checked_sub(phase_ms) {
        Some(since) => Millis((since / period_ms + 1) * period_ms + phase_ms),
        None => Millis(phase_ms),
    }
}

impl<Z> Zones<Z> {
    pub(crate) fn insert(&mut self, id: ZoneInstanceId, parcel: Parcel<Z>, due: Millis) -> bool {
        if self.slots.contains_key(&id) {
            return false;
        }
        self.slots.insert(
            id,
            Slot {
                zone: Some(parcel.zone),
                due,
                times: parcel.times,
                usual_us: parcel.usual_us,
                has_turn: false,
                period_ms: 0,
                rebuilds: parcel.rebuilds,
                rebuilt_at: parcel.rebuilt_at,
            },
        );
        true
    }

    /// Takes off the list what was lost while it was stepped; what it was.
    pub(crate) fn remove_lost(&mut self) -> Vec<ZoneInstanceId> {
        let lost = self.slots.iter().filter(|(_, slot)| slot.zone.is_none());
        let lost: Vec<ZoneInstanceId> = lost.map(|(id, _)| *id).collect();
        for id in &lost {
            self.slots.remove(id);
        }
        lost
    }

    /// The zones whose time has come, those that usually take least first: nobody can be stepped
    /// while another is, so a zone with a crowd comes when the others have had their turn.
    pub(crate) fn due(&self, now: Millis, out: &mut Vec<Turn>) {
        out.clear();
        let due = self.slots.iter().filter(|(_, slot)| slot.due <= now);
        out.extend(due.map(|(&id, slot)| (slot.usual_us, id)));
        out.sort_unstable();
    }

    /// When the first zone is due, if that is before `tick`.
    pub(crate) fn first_due(&self, tick: Millis) -> Option<Millis> {
        let here = self.slots.values().filter(|slot| slot.zone.is_some());
        here.map(|slot| slot.due).filter(|due| *due < tick).min()
    }

    /// Spreads the zones that take long over their period, so that what they send does not leave in
    /// one burst, and none waits for the others. A step comes later once by what a turn changes.
    /// The others, and one alone, are due `base_ms` after the multiples of their period.
    pub(crate) fn take_turns(&mut self, base_ms: u64) {
        let mut long: Vec<&mut Slot<Z>> = Vec::new();
        for slot in self.slots.values_mut().filter(|slot| slot.due != HELD) {
            let takes_long = slot.usual_us >= LONG_US;
            // Between the two it stays as it is.
            let is_between = slot.usual_us >= LONG_US / 2;
            if takes_long || (slot.has_turn && is_between) {
                slot.has_turn = true;
                long.push(slot);
            } else if std::mem::take(&mut slot.has_turn) {
                slot.shift_to(base_ms);
            }
        }
        let turns = long.len() as u64;
        for (turn, slot) in (0..).zip(long) {
            slot.shift_to((slot.period_ms * turn + base_ms) / turns);
        }
    }

    /// Thousandths of the shard's time that its zones usually take.
    pub(crate) fn load_permille(&self) -> u64 {
        let part = |slot: &Slot<Z>| slot.usual_us / slot.period_ms.max(1);
        self.slots.values().map(part).sum()
    }
}

impl<Z> Slot<Z> {
    /// Takes the zone out; none while it is stepped.
    pub(crate) fn pack(self) -> Option<Parcel<Z>> {
        Some(Parcel {
            zone: self.zone?,
            times: self.times,
            usual_us: self.usual_us,
            rebuilds: self.rebuilds,
            rebuilt_at: self.rebuilt_at,
        })
    }

    /// What is known of it now.
    pub(crate) fn figures<H: Host>(&self) -> ZoneFigures
    where
        Z: Zone<H>,
    {
        ZoneFigures {
            times: self.times,
            status: self
                .zone
                .as_ref()
                .map_or_else(ZoneStatus::default, |zone| zone.status()),
        }
    }

    /// Counts a step that took `step_us` and then `distribute_us`.
    pub(crate) fn took(&mut self, step_us: u64, distribute_us: u64) {
        let total_us = step_us + distribute_us;
        self.times.steps += 1;
        self.times.step_us += step_us;
        self.times.distribute_us += distribute_us;
        self.times.max_us = self.times.max_us.max(total_us);
        self.usual_us = (self.usual_us * 7 + total_us) / 8;
    }

    /// Sets the next deadline; the number of steps that were missed.
    pub(crate) fn advance(&mut self, now: Millis, period_ms: u64) -> u64 {
        let period_ms = period_ms.max(1);
        self.period_ms = period_ms;
        let missed = now.since(self.due) / period_ms;
        self.due = self.due.plus((missed + 1) * period_ms);
        self.times.overruns += missed;
        missed
    }

    /// Lets its next steps be due so long after the multiples of its period, the first no sooner
    /// than it was.
    fn shift_to(&mut self, phase_ms: u64) {
        let period_ms = self.period_ms.max(1);
        let now_ms = self.due.0 % period_ms;
        self.due = self
            .due
            .plus((phase_ms % period_ms + period_ms - now_ms) % period_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(due: u64) -> Slot<()> {
        let mut zones = Zones::default();
        zones.insert(ZoneInstanceId(1), Parcel::new(()), Millis(due));
        zones.slots.remove(&ZoneInstanceId(1)).expect("inserted")
    }

    #[test]
    fn deadlines_are_absolute_and_misses_are_counted() {
        let mut slot = slot(100);
        assert_eq!(slot.advance(Millis(104), 50), 0);
        assert_eq!(
            slot.due,
            Millis(150),
            "lateness does not shift the schedule"
        );
        assert_eq!(slot.advance(Millis(150 + 120), 50), 2);
        assert_eq!(slot.due, Millis(300));
        assert_eq!(slot.times.overruns, 2);
    }

    #[test]
    fn zones_of_one_period_share_their_ticks() {
        assert_eq!(next_due(Millis(101), 50, 0), Millis(150));
        assert_eq!(next_due(Millis(150), 50, 0), Millis(200));
        assert_eq!(
            next_due(Millis(7), 0, 0),
            Millis(8),
            "a period of zero is one"
        );
    }

    #[test]
    fn shards_take_turns() {
        assert_eq!(next_due(Millis(101), 50, 25), Millis(125));
        assert_eq!(next_due(Millis(125), 50, 25), Millis(175));
        assert_eq!(next_due(Millis(3), 50, 25), Millis(25));
        assert_eq!(
            next_due(Millis(101), 100, 25),
            Millis(125),
            "a multiple of the tick"
        );
    }

    #[test]
    fn who_takes_longest_comes_last() {
        let mut zones = Zones::default();
        let mut due = Vec::new();
        for (id, took_us) in [(1, 9_000), (2, 100), (3, 500), (4, 100)] {
            let id = ZoneInstanceId(id);
            zones.insert(id, Parcel::new(()), Millis(10));
            let slot = zones.slots.get_mut(&id).expect("inserted");
            slot.took(took_us, 0);
        }
        zones.insert(ZoneInstanceId(5), Parcel::new(()), Millis(11));
        zones.due(Millis(10), &mut due);
        let order: Vec<u32> = due.iter().map(|(_, id)| id.0).collect();
        assert_eq!(order, [2, 4, 3, 1]);
    }

    /// Zones that took so long of late, stepped once with a period of 100.
    fn stepped(took_us: &[u64]) -> Zones<()> {
        let mut zones = Zones::default();
        for (id, took_us) in (1..).zip(took_us) {
            let id = ZoneInstanceId(id);
            zones.insert(id, Parcel::new(()), Millis(1_000));
            let slot = zones.slots.get_mut(&id).expect("inserted");
            slot.usual_us = *took_us;
            slot.advance(Millis(1_000), 100);
        }
        zones
    }

    fn dues(zones: &Zones<()>) -> Vec<u64> {
        zones.slots.values().map(|slot| slot.due.0).collect()
    }

    #[test]
    fn zones_that_take_long_take_turns() {
        let mut zones = stepped(&[9_000, 100, 8_000, 9_000]);
        zones.take_turns(0);
        assert_eq!(dues(&zones), [1_100, 1_100, 1_133, 1_166]);
        assert_eq!(zones.first_due(Millis(1_100)), None);
        assert_eq!(zones.first_due(Millis(1_200)), Some(Millis(1_100)));
        zones.take_turns(0);
        assert_eq!(dues(&zones), [1_100, 1_100, 1_133, 1_166], "once is enough");
        let mut other = stepped(&[9_000, 9_000, 100]);
        other.take_turns(50);
        assert_eq!(
            dues(&other),
            [1_125, 1_175, 1_100],
            "between those of the first"
        );
        let mut alone = stepped(&[9_000, 100]);
        alone.take_turns(0);
        assert_eq!(dues(&alone), [1_100, 1_100]);
    }

    #[test]
    fn who_takes_long_no_more_ticks_with_the_others_again() {
        let mut zones = stepped(&[9_000, 9_000]);
        zones.take_turns(0);
        let second = ZoneInstanceId(2);
        let slot = zones.slots.get_mut(&second).expect("inserted");
        slot.usual_us = LONG_US / 2;
        zones.take_turns(0);
        assert_eq!(dues(&zones), [1_100, 1_150], "it may do so again at once");
        let slot = zones.slots.get_mut(&second).expect("inserted");
        slot.usual_us = LONG_US / 2 - 1;
        slot.advance(Millis(1_150), 100);
        zones.take_turns(0);
        assert_eq!(dues(&zones), [1_100, 1_300]);
    }

    #[test]
    fn who_is_held_has_no_turn() {
        let mut zones = stepped(&[9_000, 9_000]);
        let first = zones.slots.get_mut(&ZoneInstanceId(1)).expect("inserted");
        first.due = HELD;
        zones.take_turns(0);
        assert_eq!(dues(&zones), [HELD.0, 1_100]);
        assert_eq!(zones.first_due(HELD), Some(Millis(1_100)));
    }

    #[test]
    fn the_load_of_a_shard_is_that_of_its_zones() {
        assert_eq!(stepped(&[20_000, 30_000, 100]).load_permille(), 501);
    }

    #[test]
    fn an_id_is_taken_once() {
        let mut zones = Zones::default();
        assert!(zones.insert(ZoneInstanceId(4), Parcel::new('a'), Millis(1)));
        assert!(!zones.insert(ZoneInstanceId(4), Parcel::new('b'), Millis(1)));
    }
}

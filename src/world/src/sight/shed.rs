//! What a zone leaves out when it cannot keep its pace, one named step after the other.
//!
//! The time a step took, with handing out what it produced, is an input like any other: the zone
//! reads no clock, and a recording of its inputs sheds the same. The ladder goes up one rung when
//! the zone was over its budget for half a second, and down one when it was well below for five;
//! between the two lines it stays, so that it does not swing.

use serde::{Deserialize, Serialize};

/// Above this part of its period, in percent, a zone is over its budget.
const HIGH_PERCENT: u64 = 60;
/// Below this part it has room again.
const LOW_PERCENT: u64 = 25;
/// Milliseconds over the budget before something is left out.
const UP_MS: u64 = 500;
/// Milliseconds below it before something is given back.
const DOWN_MS: u64 = 5_000;
/// No crowd makes a viewer's near movers fewer than this.
const MOVERS_FLOOR: usize = 25;
/// Near movers of a zone without a limit, once it must have one.
const MOVERS_UNLIMITED: usize = 200;

/// A rung of the ladder. Each leaves out what those before it do, and more.
///
/// Never left out: answers to a client's own actions, coming into and going out of sight, combat
/// and chat.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Shedding {
    /// Nothing is left out.
    #[default]
    Nothing,
    /// Steps of far movers come half as often.
    FarRate,
    /// Half as many movers are near.
    NearMovers,
    /// Creatures without company think a quarter as often.
    IdleCreatures,
    /// The zone steps half as often.
    ZoneTick,
    /// Newcomers wait at the door and come in one by one.
    Door,
}

impl Shedding {
    /// All rungs, lowest first.
    pub const ALL: [Self; 6] = [
        Self::Nothing,
        Self::FarRate,
        Self::NearMovers,
        Self::IdleCreatures,
        Self::ZoneTick,
        Self::Door,
    ];

    /// Its name in the log and the metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::FarRate => "far-rate",
            Self::NearMovers => "near-movers",
            Self::IdleCreatures => "idle-creatures",
            Self::ZoneTick => "zone-tick",
            Self::Door => "door",
        }
    }

    /// Milliseconds between two messages of a far mover.
    #[must_use]
    pub fn far_interval_ms(self, configured_ms: u64) -> u64 {
        configured_ms * if self >= Self::FarRate { 2 } else { 1 }
    }

    /// Near movers of one viewer; 0 for no limit.
    #[must_use]
    pub fn movers_max(self, configured: usize) -> usize {
        match (self >= Self::NearMovers, configured) {
            (false, _) => configured,
            (true, 0) => MOVERS_UNLIMITED,
            (true, _) => (configured / 2).max(MOVERS_FLOOR).min(configured),
        }
    }

    /// One in so many of their turns, creatures without company think.
    #[must_use]
    pub fn idle_creature_turns(self) -> u64 {
        if self >= Self::IdleCreatures { 4 } else { 1 }
    }

    /// Milliseconds between two steps.
    #[must_use]
    pub fn tick_ms(self, configured_ms: u64) -> u64 {
        configured_ms * if self >= Self::ZoneTick { 2 } else { 1 }
    }

    /// Whether newcomers wait.
    #[must_use]
    pub fn shuts_door(self) -> bool {
        self >= Self::Door
    }

    fn up(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    fn down(self) -> Option<Self> {
        Self::ALL.get((self as usize).checked_sub(1)?).copied()
    }
}

/// Where a zone stands on the ladder, and for how long it has wanted to be elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ladder {
    rung: Shedding,
    over_ms: u64,
    under_ms: u64,
}

impl Ladder {
    pub(crate) fn rung(&self) -> Shedding {
        self.rung
    }

    /// Takes in that a step took `spent_us` microseconds of a period of `period_ms`; the new rung
    /// when it changes.
    pub(crate) fn spent(&mut self, spent_us: u64, period_ms: u64) -> Option<Shedding> {
        let percent = spent_us / (period_ms.max(1) * 10);
        // A step longer than its period takes that time too.
        let passed_ms = period_ms.max(spent_us / 1000);
        self.over_ms = if percent > HIGH_PERCENT {
            self.over_ms + passed_ms
        } else {
            0
        };
        self.under_ms = if percent < LOW_PERCENT {
            self.under_ms + passed_ms
        } else {
            0
        };
        let next = if self.over_ms >= UP_MS {
            self.rung.up()
        } else if self.under_ms >= DOWN_MS {
            self.rung.down()
        } else {
            return None;
        };
        (self.over_ms, self.under_ms) = (0, 0);
        self.rung = next?;
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps of a zone whose work takes `full_us` unshed and less on every rung; the changes.
    fn simulate(ladder: &mut Ladder, steps: usize, work: impl Fn(Shedding) -> u64) -> Vec<&str> {
        let mut changes = Vec::new();
        for _ in 0..steps {
            let rung = ladder.rung();
            let period_ms = rung.tick_ms(50);
            if let Some(rung) = ladder.spent(work(rung), period_ms) {
                changes.push(rung.name());
            }
        }
        changes
    }

    #[test]
    fn one_slow_step_sheds_nothing() {
        let mut ladder = Ladder::default();
        assert_eq!(ladder.spent(400_000, 50), None);
        assert!(simulate(&mut ladder, 1000, |_| 20_000).is_empty());
        assert_eq!(ladder.rung(), Shedding::Nothing);
    }

    #[test]
    fn load_climbs_only_as_far_as_it_must_and_stays_there() {
        let mut ladder = Ladder::default();
        let work = |rung: Shedding| {
            if rung < Shedding::NearMovers {
                40_000
            } else {
                20_000
            }
        };
        let changes = simulate(&mut ladder, 10_000, work);
        assert_eq!(changes, ["far-rate", "near-movers"], "each said once");
    }

    #[test]
    fn hopeless_load_reaches_the_door_and_peace_gives_all_back_in_order() {
        let mut ladder = Ladder::default();
        let up = simulate(&mut ladder, 1000, |_| 200_000);
        let names: Vec<&str> = Shedding::ALL.iter().map(|rung| rung.name()).collect();
        assert_eq!(up, names[1..]);
        assert!(ladder.rung().shuts_door());
        let down = simulate(&mut ladder, 1000, |_| 1_000);
        let back: Vec<&str> = names.iter().rev().skip(1).copied().collect();
        assert_eq!(down, back);
    }

    #[test]
    fn every_rung_keeps_its_floor() {
        assert_eq!(Shedding::Nothing.movers_max(0), 0);
        assert_eq!(Shedding::NearMovers.movers_max(0), MOVERS_UNLIMITED);
        assert_eq!(Shedding::Door.movers_max(100), 50);
        assert_eq!(Shedding::Door.movers_max(30), MOVERS_FLOOR);
        assert_eq!(
            Shedding::Door.movers_max(10),
            10,
            "never more than configured"
        );
        assert_eq!(Shedding::IdleCreatures.idle_creature_turns(), 4);
    }
}

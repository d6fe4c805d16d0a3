//! How much work one client may ask for: buckets that fill steadily and are emptied by cost.
//!
//! They are refilled by elapsed time and not per calendar second, so that the turn of a second is
//! not worth two budgets (`reliability.md` S2).

use bezgelor_core::time::Millis;

/// What a bucket holds and how fast it fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Units a rested client may spend at once.
    pub burst: u32,
    /// Units regained per second.
    pub per_second: u32,
}

impl Pace {
    /// See the fields.
    #[must_use]
    pub const fn new(burst: u32, per_second: u32) -> Self {
        Self { burst, per_second }
    }
}

/// A bucket of tokens that refills continuously.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenBucket {
    /// Thousandths of a unit, so that a millisecond brings back `per_second` of them.
    level: u64,
    filled_at: Millis,
}

impl TokenBucket {
    /// A full one.
    #[must_use]
    pub fn full(pace: Pace, now: Millis) -> Self {
        Self {
            level: u64::from(pace.burst) * 1000,
            filled_at: now,
        }
    }

    /// Takes `cost` units, if there are as many.
    pub fn take(&mut self, cost: u32, pace: Pace, now: Millis) -> bool {
        let gained = now
            .since(self.filled_at)
            .saturating_mul(u64::from(pace.per_second));
        self.filled_at = now;
        let most = u64::from(pace.burst) * 1000;
        self.level = self.level.saturating_add(gained).min(most);
        match self.level.checked_sub(u64::from(cost) * 1000) {
            Some(rest) => {
                self.level = rest;
                true
            }
            None => false,
        }
    }
}

/// What one player may ask of its zone, all messages together.
pub const ZONE_PACE: Pace = Pace::new(480, 240);
/// What a player may ask for beyond that before it is no honest one.
const FLOOD_PACE: Pace = Pace::new(4 * ZONE_PACE.burst, ZONE_PACE.per_second);

/// The budget of one player in its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostBudget {
    left: TokenBucket,
    /// What is still forgiven.
    patience: TokenBucket,
}

/// What became of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spending {
    /// Paid for: do it.
    Paid,
    /// Not paid for: leave it undone.
    Refused,
    /// Refused so often that the client is no honest one.
    Flood,
}

impl CostBudget {
    /// A full budget.
    #[must_use]
    pub fn new(now: Millis) -> Self {
        Self {
            left: TokenBucket::full(ZONE_PACE, now),
            patience: TokenBucket::full(FLOOD_PACE, now),
        }
    }

    /// Asks for `cost` units.
    pub fn spend(&mut self, cost: u8, now: Millis) -> Spending {
        let cost = u32::from(cost);
        if self.left.take(cost, ZONE_PACE, now) {
            Spending::Paid
        } else if self.patience.take(cost, FLOOD_PACE, now) {
            Spending::Refused
        } else {
            Spending::Flood
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_million_messages_in_a_second_are_a_flood_well_before_the_end() {
        let mut budget = CostBudget::new(Millis(0));
        let flood = (0..1_000_000_u64)
            .position(|i| budget.spend(1, Millis(i / 1000)) == Spending::Flood)
            .expect("never noticed");
        assert!(flood < 4000, "noticed after {flood} messages");
    }

    proptest! {
        #[test]
        fn nobody_gets_more_than_burst_and_rate(
            asks in proptest::collection::vec((1_u8..20, 0_u64..200), 1..400)
        ) {
            let mut budget = CostBudget::new(Millis(0));
            let (mut at, mut paid) = (0, 0_u64);
            for (cost, wait_ms) in asks {
                at += wait_ms;
                if budget.spend(cost, Millis(at)) == Spending::Paid {
                    paid += u64::from(cost);
                }
                let most = u64::from(ZONE_PACE.burst) + at * u64::from(ZONE_PACE.per_second) / 1000;
                prop_assert!(paid <= most);
            }
        }

        #[test]
        fn an_honest_pace_is_never_refused(cost in 1_u8..12, seconds in 1_u64..60) {
            let mut budget = CostBudget::new(Millis(0));
            let pause_ms = u64::from(cost) * 1000 / u64::from(ZONE_PACE.per_second) + 1;
            for at in (0..seconds * 1000).step_by(pause_ms as usize) {
                prop_assert_eq!(budget.spend(cost, Millis(at)), Spending::Paid);
            }
        }
    }
}

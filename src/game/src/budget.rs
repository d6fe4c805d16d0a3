//! How much work one client may ask for: a bucket that fills steadily and is emptied by cost.
//!
//! It is refilled by elapsed time and not per calendar second, so that the turn of a second is not
//! worth two budgets (`reliability.md` S2).

use bezgelor_core::time::Millis;

/// Cost units regained per second.
pub const COST_PER_SECOND: u32 = 240;
/// Cost units a rested client may spend at once.
pub const COST_BURST: u32 = 480;
/// Cost units refused in a row, less what was regained meanwhile, that count as a flood.
pub const COST_FLOOD: u32 = 4 * COST_BURST;

/// The budget of one client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostBudget {
    /// Thousandths of a unit that are left.
    left: u32,
    /// Thousandths of a unit that were refused and not yet forgiven.
    refused: u32,
    filled_at: Millis,
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
            left: COST_BURST * 1000,
            refused: 0,
            filled_at: now,
        }
    }

    /// Asks for `cost` units.
    pub fn spend(&mut self, cost: u8, now: Millis) -> Spending {
        let gained = now
            .since(self.filled_at)
            .saturating_mul(u64::from(COST_PER_SECOND));
        let gained = u32::try_from(gained).unwrap_or(u32::MAX);
        self.filled_at = now;
        self.left = self.left.saturating_add(gained).min(COST_BURST * 1000);
        self.refused = self.refused.saturating_sub(gained);
        let cost = u32::from(cost) * 1000;
        if let Some(left) = self.left.checked_sub(cost) {
            self.left = left;
            return Spending::Paid;
        }
        self.refused = self.refused.saturating_add(cost);
        if self.refused > COST_FLOOD * 1000 {
            Spending::Flood
        } else {
            Spending::Refused
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
                let most = u64::from(COST_BURST) + at * u64::from(COST_PER_SECOND) / 1000;
                prop_assert!(paid <= most);
            }
        }

        #[test]
        fn an_honest_pace_is_never_refused(cost in 1_u8..12, seconds in 1_u64..60) {
            let mut budget = CostBudget::new(Millis(0));
            let pause_ms = u64::from(cost) * 1000 / u64::from(COST_PER_SECOND) + 1;
            for at in (0..seconds * 1000).step_by(pause_ms as usize) {
                prop_assert_eq!(budget.spend(cost, Millis(at)), Spending::Paid);
            }
        }
    }
}

//! How many new copies of worlds an account has had opened lately (`features.md` section 4):
//! opening one costs a shard far more than playing in it.

use std::collections::{BTreeMap, VecDeque};

use bezgelor_core::ids::AccountId;
use bezgelor_core::limits::{INSTANCES_NEW_MAX, INSTANCES_NEW_MS};
use bezgelor_core::time::Millis;

/// When each account had its last copies opened. One per realm process, beside the directory.
#[derive(Debug, Default)]
pub struct Openings {
    /// At most [`INSTANCES_NEW_MAX`] each, oldest first. Only accounts that are let in are in it.
    at: BTreeMap<AccountId, VecDeque<Millis>>,
}

impl Openings {
    /// Counts one more, unless the account had too many within [`INSTANCES_NEW_MS`].
    pub fn open(&mut self, account: AccountId, now: Millis) -> bool {
        let at = self.at.entry(account).or_default();
        forget(at, now);
        let may = at.len() < INSTANCES_NEW_MAX;
        if may {
            at.push_back(now);
        }
        may
    }

    /// Forgets what counts no longer; now and then is enough.
    pub fn tick(&mut self, now: Millis) {
        self.at.retain(|_, at| {
            forget(at, now);
            !at.is_empty()
        });
    }
}

fn forget(at: &mut VecDeque<Millis>, now: Millis) {
    while at
        .pop_front_if(|at| now.since(*at) >= INSTANCES_NEW_MS)
        .is_some()
    {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_opens_so_many_within_the_window_and_others_do_not_feel_it() {
        let mut openings = Openings::default();
        let (own, other) = (AccountId(1), AccountId(2));
        for opening in 0..INSTANCES_NEW_MAX as u64 {
            assert!(openings.open(own, Millis(opening)));
        }
        assert!(!openings.open(own, Millis(INSTANCES_NEW_MS - 1)));
        assert!(openings.open(other, Millis(10)));
        assert!(
            openings.open(own, Millis(INSTANCES_NEW_MS)),
            "the first is over"
        );
        assert!(!openings.open(own, Millis(INSTANCES_NEW_MS)));
        openings.tick(Millis(10 * INSTANCES_NEW_MS));
        assert!(openings.at.is_empty());
    }
}

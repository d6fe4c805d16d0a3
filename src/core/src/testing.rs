//! Shapes that tests and benches of the crates above fill in: what one does not care about is the
//! same everywhere.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::geometry::Placement;
use crate::ids::{AccountId, CharacterId, RealmId, SpawnId, WorldId, WorldZoneId};
use crate::model::{Appearance, Character, Spawn};
use crate::time::UnixMillis;

/// A new character of the first class and race, not yet anywhere in particular. Change what
/// matters: `Character { world_id, ..character(7) }`.
#[must_use]
pub fn character(number: u64) -> Character {
    Character {
        id: CharacterId(number),
        account_id: AccountId(1),
        realm_id: RealmId(1),
        name: "Some Body".into(),
        sex: 0,
        race: 1,
        class: 1,
        faction: 167,
        path: 0,
        level: 1,
        xp: 0,
        creation_id: 1,
        world_id: WorldId(426),
        world_zone_id: WorldZoneId(0),
        placement: Placement::default(),
        appearance: Appearance::default(),
        played_s: 0,
        created_at: UnixMillis(0),
        last_online_at: UnixMillis(0),
        revision: 0,
    }
}

/// A spawn of no creature in particular, at the origin of the same world. Change what matters, as
/// with [`character`].
#[must_use]
pub fn spawn(number: u64) -> Spawn {
    Spawn {
        id: SpawnId(number),
        world_id: WorldId(426),
        ..Spawn::default()
    }
}

/// Which seeds a simulator runs: so many, and those that failed once.
///
/// Whoever looks for more says in the environment how many (`BEZGELOR_SEEDS`) and which is the
/// first (`BEZGELOR_SEED`); the first alone is a single one, run again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seeds {
    range: Range<u64>,
    failed_once: Vec<u64>,
    chosen: bool,
}

impl Seeds {
    /// Those that `variable` tells: a variable of the environment by its name.
    #[must_use]
    pub fn new(usual: u64, failed_once: &[u64], variable: impl Fn(&str) -> Option<String>) -> Self {
        let number = |name: &str| variable(name)?.parse::<u64>().ok();
        let first = number("BEZGELOR_SEED");
        let usual = if first.is_some() { 1 } else { usual };
        let count = number("BEZGELOR_SEEDS").unwrap_or(usual);
        let start = first.unwrap_or(0);
        Self {
            range: start..start.saturating_add(count),
            failed_once: first.map_or(failed_once.to_vec(), |_| Vec::new()),
            chosen: first.is_some(),
        }
    }

    /// Whether somebody asked for certain ones: what the usual ones have to show they need not.
    #[must_use]
    pub fn are_chosen(&self) -> bool {
        self.chosen
    }

    /// How many, those that failed once not counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.range.end - self.range.start
    }

    /// Runs each; `again` is how the test is run.
    ///
    /// # Panics
    /// When one does, with how that one is run again.
    pub fn run_each(self, again: &str, mut run: impl FnMut(u64)) {
        for seed in self.range.chain(self.failed_once) {
            let ran = catch_unwind(AssertUnwindSafe(|| run(seed)));
            assert!(
                ran.is_ok(),
                "that was seed {seed}; again: BEZGELOR_SEED={seed} {again}"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(count: Option<&str>, first: Option<&str>) -> (Vec<u64>, bool) {
        let seeds = Seeds::new(3, &[99], |name| match name {
            "BEZGELOR_SEEDS" => count.map(str::to_owned),
            "BEZGELOR_SEED" => first.map(str::to_owned),
            _ => None,
        });
        let (chosen, mut all) = (seeds.are_chosen(), Vec::new());
        seeds.run_each("test", |seed| all.push(seed));
        (all, chosen)
    }

    #[test]
    fn a_first_seed_alone_is_run_alone() {
        assert_eq!(ran(None, None), (vec![0, 1, 2, 99], false));
        assert_eq!(ran(Some("2"), None), (vec![0, 1, 99], false));
        assert_eq!(ran(None, Some("7")), (vec![7], true));
        assert_eq!(ran(Some("2"), Some("7")), (vec![7, 8], true));
        assert_eq!(ran(Some("many"), None), (vec![0, 1, 2, 99], false));
    }

    #[test]
    fn a_seed_that_fails_says_how_it_is_run_again() {
        let seeds = Seeds::new(3, &[], |_| None);
        let ran = catch_unwind(|| seeds.run_each("a test", |seed| assert!(seed < 2)));
        let said = ran.expect_err("one failed");
        let said = said.downcast_ref::<String>().expect("words");
        assert_eq!(said, "that was seed 2; again: BEZGELOR_SEED=2 a test");
    }
}

//! Whom a unit fights, and whom most: the threat table.
//!
//! Being in one another's table is what combat is (`features.md` section 8): damage adds to the
//! entry of whoever dealt it, the highest entry is the target, and a unit whose table is empty has
//! left combat. An entry never falls to nothing by itself; no decay is known of the game.

use bezgelor_core::limits::{THREAT_ENTRIES_MAX, THREAT_SHOWN_MAX};

/// What both get when one notices the other (`features.md` section 8).
pub const THREAT_OF_NOTICE: u32 = 1;

/// Room a table begins with, so that it grows in great fights only.
const USUAL_FOES: usize = 32;

/// One foe. `K` names units as the world does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foe<K> {
    /// Who.
    pub who: K,
    /// How much it is hated, at least 1.
    pub threat: u32,
}

/// The foes of one unit, in the order they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreatTable<K> {
    foes: Vec<Foe<K>>,
}

impl<K> Default for ThreatTable<K> {
    fn default() -> Self {
        Self { foes: Vec::new() }
    }
}

impl<K: Copy + Eq> ThreatTable<K> {
    /// The entries, in the order they came.
    #[must_use]
    pub fn foes(&self) -> &[Foe<K>] {
        &self.foes
    }

    /// True out of combat.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.foes.is_empty()
    }

    /// True when it takes nobody new.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.foes.len() >= THREAT_ENTRIES_MAX
    }

    /// How much somebody is hated; `None` for who is no foe.
    #[must_use]
    pub fn of(&self, who: K) -> Option<u32> {
        let found = self.foes.iter().find(|foe| foe.who == who);
        found.map(|foe| foe.threat)
    }

    /// Changes an entry by so much, or makes it. An entry that would fall below 1 is gone, and so
    /// is one that would have to be made of nothing or in a full table. What there is afterwards.
    pub fn change(&mut self, who: K, by: i64) -> Option<u32> {
        let threat = i64::from(self.of(who).unwrap_or(0)).saturating_add(by);
        let threat = u32::try_from(threat.min(i64::from(u32::MAX))).unwrap_or(0);
        if threat == 0 {
            self.remove(who);
            return None;
        }
        if let Some(foe) = self.foes.iter_mut().find(|foe| foe.who == who) {
            foe.threat = threat;
        } else if self.is_full() {
            return None;
        } else {
            if self.foes.is_empty() {
                self.foes.reserve(USUAL_FOES);
            }
            self.foes.push(Foe { who, threat });
        }
        Some(threat)
    }

    /// Takes somebody out; false for who was not in.
    pub fn remove(&mut self, who: K) -> bool {
        let found = self.foes.iter().position(|foe| foe.who == who);
        if let Some(at) = found {
            self.foes.remove(at);
        }
        found.is_some()
    }

    /// Takes out who came last.
    pub fn pop(&mut self) -> Option<K> {
        self.foes.pop().map(|foe| foe.who)
    }

    /// The most hated; of equals the one who came first, so that equals do not take turns.
    #[must_use]
    pub fn top(&self) -> Option<K> {
        self.highest().0[0].map(|foe| foe.who)
    }

    /// The most hated, highest first: as many as the client is shown, and how many there are.
    #[must_use]
    pub fn highest(&self) -> ([Option<Foe<K>>; THREAT_SHOWN_MAX], usize) {
        let mut highest: [Option<Foe<K>>; THREAT_SHOWN_MAX] = [None; THREAT_SHOWN_MAX];
        for &foe in &self.foes {
            let lower = |held: &Option<Foe<K>>| held.is_none_or(|held| held.threat < foe.threat);
            if let Some(at) = highest.iter().position(lower) {
                highest[at..].rotate_right(1);
                highest[at] = Some(foe);
            }
        }
        (highest, self.foes.len().min(THREAT_SHOWN_MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_most_hated_is_the_target_and_equals_do_not_take_turns() {
        let mut table = ThreatTable::default();
        assert_eq!(table.change(7, 1), Some(1));
        assert_eq!(table.change(8, 1), Some(1));
        assert_eq!(table.top(), Some(7));
        table.change(8, 50);
        assert_eq!(table.top(), Some(8));
        table.change(7, 50);
        assert_eq!(table.top(), Some(7), "who came first");
        assert_eq!(table.change(7, -51), None);
        assert_eq!((table.top(), table.of(7)), (Some(8), None));
        assert_eq!(table.change(9, 0), None, "nothing makes no entry");
    }

    #[test]
    fn a_full_table_takes_nobody_and_still_counts() {
        let mut table = ThreatTable::default();
        for who in 0..THREAT_ENTRIES_MAX {
            assert_eq!(table.change(who, 1), Some(1));
        }
        assert_eq!(table.change(usize::MAX, 1_000), None);
        assert_eq!(table.change(3, i64::MAX), Some(u32::MAX));
        assert_eq!(table.top(), Some(3));
    }

    proptest! {
        #[test]
        fn it_agrees_with_a_sorted_list(
            changes in proptest::collection::vec((0_u32..12, -40_i64..60), 0..200),
        ) {
            let mut table = ThreatTable::default();
            let mut model: Vec<(u32, i64)> = Vec::new();
            for (who, by) in changes {
                table.change(who, by);
                let at = model.iter().position(|&(known, _)| known == who);
                let at = at.unwrap_or_else(|| {
                    model.push((who, 0));
                    model.len() - 1
                });
                model[at].1 += by;
                model.retain(|&(_, threat)| threat > 0);
            }
            let mut sorted = model.clone();
            sorted.sort_by_key(|&(_, threat)| -threat);
            let (highest, count) = table.highest();
            let shown: Vec<(u32, i64)> = highest[..count]
                .iter()
                .flatten()
                .map(|foe| (foe.who, i64::from(foe.threat)))
                .collect();
            sorted.truncate(THREAT_SHOWN_MAX);
            prop_assert_eq!(shown, sorted);
            prop_assert_eq!(table.foes().len(), model.len());
        }
    }
}

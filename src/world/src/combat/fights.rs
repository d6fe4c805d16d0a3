//! The fights of a zone, as a column few units have something in.

use game::faction::{Disposition, Factions};
use game::threat::ThreatTable;

use crate::entity::slots::Row;
use crate::entity::sparse::Sparse;

/// Pairs of factions whose disposition is remembered; a power of two.
const PAIRS: usize = 1024;

/// One unit's side of its fights.
#[derive(Debug, Default)]
pub(crate) struct Fight {
    pub(crate) table: ThreatTable<Row>,
    /// Clients know that it is in combat.
    pub(crate) told: bool,
    /// Whom clients know it to fight.
    pub(crate) told_target: Option<Row>,
    /// It is among those to be told at the end of the step.
    pub(crate) is_noted: bool,
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Fights {
    pub(crate) of: Sparse<Fight>,
    /// Whose table changed in this step.
    pub(crate) changed: Vec<Row>,
    dispositions: Dispositions,
}

impl Fights {
    /// Whether a unit is in combat.
    pub(crate) fn is_fighting(&self, row: Row) -> bool {
        let fight = self.of.get(row);
        fight.is_some_and(|fight| !fight.table.is_empty())
    }

    /// Whom a unit hates most.
    pub(crate) fn target(&self, row: Row) -> Option<Row> {
        self.of.get(row)?.table.top()
    }

    /// Whether one is in the other's table.
    pub(crate) fn fights(&self, row: Row, foe: Row) -> bool {
        let fight = self.of.get(row);
        fight.is_some_and(|fight| fight.table.of(foe).is_some())
    }

    /// Notes that a unit's table changed.
    pub(crate) fn note(&mut self, row: Row) {
        if let Some(fight) = self.of.get_mut(row)
            && !fight.is_noted
        {
            fight.is_noted = true;
            self.changed.push(row);
        }
    }

    /// What two factions are to one another.
    pub(crate) fn disposition(
        &mut self,
        factions: &Factions,
        (one, other): (u16, u16),
    ) -> Disposition {
        self.dispositions.of(factions, one, other)
    }
}

/// Dispositions that were asked for lately: a walk up two lines of parents costs more than all the
/// rest of noticing somebody.
#[derive(Debug)]
struct Dispositions(Vec<(u32, Disposition)>);

impl Default for Dispositions {
    fn default() -> Self {
        // Faction 0 twice is friendly, as any faction is with itself.
        Self(vec![(0, Disposition::Friendly); PAIRS])
    }
}

impl Dispositions {
    fn of(&mut self, factions: &Factions, one: u16, other: u16) -> Disposition {
        let pair = u32::from(one) << 16 | u32::from(other);
        let at = pair.wrapping_mul(0x9E37_79B9) >> (32 - PAIRS.ilog2());
        let held = &mut self.0[at as usize];
        if held.0 != pair {
            *held = (pair, factions.disposition(one, other));
        }
        held.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_the_tables_say() {
        let relations = (1..200).map(|n| (n, n + 1, (n % 11) as u8)).collect();
        let factions = Factions::new(Vec::new(), relations);
        let mut held = Dispositions::default();
        for round in 0..2 {
            for (one, other) in (0..210).flat_map(|a| (0..210).map(move |b| (a, b))) {
                let want = factions.disposition(one, other);
                assert_eq!(
                    held.of(&factions, one, other),
                    want,
                    "{round}: {one} {other}"
                );
            }
        }
    }
}

//! What a zone is told of its population before its first step: where spawns go, when they are
//! there, where they lead, and what its zones explain.

use bezgelor_core::lacks::Lack;
use bezgelor_core::model::{Patrol, Portal, SpawnTerm, ZoneTutorial};
use bezgelor_core::time::Millis;

use crate::creature::mind;
use crate::travel::portal;
use crate::zone::Zone;

impl Zone {
    /// What the spawns name and the tables do not have.
    pub(crate) fn count_gaps(&mut self) {
        let is_empty = self.grids.spawn_count() == 0;
        if self.ground.is_none() && !is_empty {
            self.counters.lacks.add(Lack::WorldGround);
        }
        for spawn in self.grids.asleep() {
            if self.data.creature(spawn.creature_id).is_none() {
                self.counters.lacks.add(Lack::SpawnCreature);
            }
        }
    }

    /// Sends spawns on their patrols; before the first step, which they set out with. What names a
    /// spawn that does not stand here, a spline no table has, or a mode there is not, is counted in
    /// `Counters::patrols_refused` and its creature stands.
    pub fn assign_patrols(&mut self, patrols: &[Patrol]) {
        let (data, counters) = (&self.data, &mut self.counters);
        self.grids.set_patrols(
            patrols,
            |patrol| mind::patrol_course(data, patrol, Millis(0)),
            |lack| {
                counters.patrols_refused += 1;
                counters.lacks.add(lack);
            },
        );
    }

    /// Says when spawns are there, instead of always; before the first step. Terms of a spawn that
    /// does not stand here, and those that make no sense, are counted in
    /// `Counters::terms_refused`.
    pub fn set_terms(&mut self, terms: &[SpawnTerm]) {
        let counters = &mut self.counters;
        self.grids.set_terms(terms, |lack| {
            counters.terms_refused += 1;
            counters.lacks.add(lack);
        });
    }

    /// Says where spawns lead; before the first step. What leads nowhere is counted in
    /// `Counters::lacks`, instance portals that nothing is said of too.
    pub fn set_portals(&mut self, portals: &[Portal]) {
        let (data, counters) = (&self.data, &mut self.counters);
        self.grids.set_portals(
            portals,
            |portal| portal::goal(portal, data),
            |lack| counters.lacks.add(lack),
        );
    }

    /// Says what clients explain to whoever comes into a zone of the world; of two for one zone the
    /// first.
    pub fn set_tutorials(&mut self, tutorials: &[ZoneTutorial]) {
        self.tutorials = tutorials.to_vec();
        self.tutorials.sort_by_key(|tutorial| tutorial.zone);
        self.tutorials.dedup_by_key(|tutorial| tutorial.zone);
    }
}

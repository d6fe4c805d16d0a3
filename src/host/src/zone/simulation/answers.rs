//! Answers that come late, twice, or after those who asked: of the store, and on ways into copies.

use super::realm::{At, Realm, number_of};
use super::store::Asked;
use crate::valuables::Outcome;

impl Realm {
    pub(super) fn ask(&mut self, place: u32, life: u32, operation: world::Operation) {
        let late = if self.chance(20) { 40 } else { 4 };
        let done_at = self.steps + u64::from(self.below(late));
        self.store.asked.push(Asked {
            place,
            life,
            operation,
            done_at,
            answer: None,
        });
    }

    /// What the store does, and what it says.
    pub(super) fn hear_from_store(&mut self) {
        let steps = self.steps;
        let mut asked = std::mem::take(&mut self.store.asked);
        for asked in &mut asked {
            if asked.answer.is_none() && asked.done_at <= steps {
                let outcome = match self.below(12) {
                    0 => Err(world::Refused::Away),
                    _ => Ok(self.store.commit(&asked.operation)),
                };
                let late = if self.chance(15) { 40 } else { 3 };
                asked.answer = Some((outcome, steps + u64::from(self.below(late))));
            }
        }
        let due = asked.extract_if(.., |asked| {
            asked.answer.as_ref().is_some_and(|(_, at)| *at <= steps)
        });
        for asked in due.collect::<Vec<_>>() {
            self.settle(asked);
        }
        asked.append(&mut self.store.asked);
        self.store.asked = asked;
    }

    fn settle(&mut self, asked: Asked) {
        let Some((outcome, _)) = asked.answer else {
            return;
        };
        self.did("settled");
        let Some(place) = self.places.get_mut(&asked.place) else {
            return;
        };
        let ticket = asked.operation.ticket;
        let outcome = match outcome {
            Ok(ids) => Outcome::Kept(ids),
            Err(why) => Outcome::Refused(why),
        };
        let again = match &outcome {
            Outcome::Kept(ids) => ids.clone(),
            Outcome::Refused(_) => Vec::new(),
        };
        let same = asked.life == place.hosted.life;
        place.hosted.settled(asked.life, &asked.operation, outcome);
        if same && !self.is_calm && self.chance(5) {
            let place = self.places.get_mut(&asked.place).expect("it runs");
            let said = place.hosted.inputs.committed(ticket, again);
            said.expect("room for an answer");
        }
    }

    pub(super) fn say_ways(&mut self) {
        let steps = self.steps;
        let due = self.ways.extract_if(.., |way| way.0 <= steps);
        for (_, character, holder, may) in due.collect::<Vec<_>>() {
            let at = self.people[&number_of(character)].at;
            if let At::In(place) = at {
                let hosted = &mut self.places.get_mut(&place).expect("it runs").hosted;
                let refusal = (!may).then_some(1);
                hosted.way(character, holder, refusal).expect("room");
            }
        }
    }
}

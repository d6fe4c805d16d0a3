//! What was sent and when, so that a bot that sees another's step knows how old it is.
//!
//! As much is remembered as can be on its way: a server may keep some seconds of news for a client
//! that does not read as fast as it is told, and news that late are late and no lie.

use std::collections::{HashMap, VecDeque};
use std::time::Instant;

use bezgelor_core::Vec3;

/// Steps remembered per mover: a minute at the client's rate.
const STEPS: usize = 480;

/// One place a unit was at.
#[derive(Clone, Copy, Debug)]
struct Step {
    position: Vec3,
    /// When it said so; none when it was put there or stays there.
    sent: Option<Instant>,
}

/// The last steps of every bot, by world and unit.
#[derive(Debug, Default)]
pub struct Sightings {
    movers: HashMap<(u16, u32), VecDeque<Step>>,
}

impl Sightings {
    /// Notes that a unit says it is at `position` now.
    pub fn sent(&mut self, world_id: u16, guid: u32, position: Vec3, now: Instant) {
        let sent = Some(now);
        self.push(world_id, guid, Step { position, sent });
    }

    /// Notes that a unit is about to be put at `position`, or stays there: nobody times that.
    pub fn put(&mut self, world_id: u16, guid: u32, position: Vec3) {
        let sent = None;
        self.push(world_id, guid, Step { position, sent });
    }

    fn push(&mut self, world_id: u16, guid: u32, step: Step) {
        let steps = self.movers.entry((world_id, guid)).or_default();
        if steps.len() == STEPS {
            steps.pop_front();
        }
        steps.push_back(step);
    }

    /// How long ago the unit sent exactly this position; none when it never did.
    #[must_use]
    pub fn age(&self, world_id: u16, guid: u32, position: Vec3, now: Instant) -> Sighting {
        let Some(steps) = self.movers.get(&(world_id, guid)) else {
            return Sighting::Stranger;
        };
        steps
            .iter()
            .rev()
            .find(|step| step.position == position)
            .map_or(Sighting::Unknown, |step| match step.sent {
                Some(sent) => Sighting::Step(now.duration_since(sent).as_micros() as u64),
                None => Sighting::Put,
            })
    }

    /// Where the unit said it was last.
    #[must_use]
    pub fn last(&self, world_id: u16, guid: u32) -> Option<Vec3> {
        let steps = self.movers.get(&(world_id, guid))?;
        steps.back().map(|step| step.position)
    }

    /// Forgets a unit that left.
    pub fn left(&mut self, world_id: u16, guid: u32) {
        self.movers.remove(&(world_id, guid));
    }
}

/// What a seen position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sighting {
    /// Not one of our bots.
    Stranger,
    /// One of our bots, at a place it has not been lately.
    Unknown,
    /// Where one of our bots was put or stands.
    Put,
    /// A step, so many microseconds old.
    Step(u64),
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_step_is_known_until_it_is_pushed_out() {
        let mut sightings = Sightings::default();
        let start = Instant::now();
        let at = |i: usize| Vec3::new(i as f32, 0.0, 0.0);
        for i in 0..=STEPS {
            sightings.sent(1, 7, at(i), start);
        }
        let later = start + Duration::from_millis(3);
        assert_eq!(sightings.age(1, 7, at(STEPS), later), Sighting::Step(3000));
        assert_eq!(sightings.age(1, 7, at(0), later), Sighting::Unknown);
        assert_eq!(sightings.age(2, 7, at(1), later), Sighting::Stranger);
        sightings.put(1, 7, at(STEPS + 1));
        assert_eq!(sightings.age(1, 7, at(STEPS + 1), later), Sighting::Put);
        sightings.left(1, 7);
        assert_eq!(sightings.age(1, 7, at(1), later), Sighting::Stranger);
    }
}

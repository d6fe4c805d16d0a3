//! Where a unit is that travels.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::time::Millis;
use protocol::enums::{SplineMode, SplineType};
use protocol::unions::IEntityCommandModel as Command;

use super::EntityClock;
use super::chain::Chain;
use super::keys::Keys;
use super::throw::Throw;
use crate::spline::{Along, Curve, Repeat, Sample, Spline};

/// What is travelled.
#[derive(Clone, Debug)]
pub enum Track {
    /// Points told to the client.
    Path(Spline),
    /// A row of the client's `Spline2.tbl`.
    Table {
        /// The row.
        id: u32,
        /// Its course.
        spline: Arc<Spline>,
        /// Where beside the way: right, up, ahead.
        formation: Vec3,
    },
    /// Several rows of it.
    Chain(Chain),
    /// Places at times.
    Keys(Keys<Vec3>),
    /// A throw.
    Throw(Throw),
}

/// One unit's course.
#[derive(Clone, Debug)]
pub struct Course {
    /// What is travelled.
    pub track: Track,
    /// When it set out.
    pub began_at: Millis,
    /// World units a second, more than 0; the mean of what has its own times.
    pub speed: f32,
    /// How often and which way; what has its own times is travelled once.
    pub repeat: Repeat,
}

/// The slowest a course that has its own times is counted as.
const SPEED_MIN: f32 = 0.01;

impl Course {
    /// A course of places at times.
    #[must_use]
    pub fn keys(keys: Keys<Vec3>, began_at: Millis) -> Self {
        let legs = keys.values().windows(2);
        let length: f32 = legs.map(|leg| leg[0].distance_squared(leg[1]).sqrt()).sum();
        let speed = (length * 1000.0 / keys.lasts_ms() as f32).max(SPEED_MIN);
        Self {
            track: Track::Keys(keys),
            began_at,
            speed,
            repeat: Repeat::OneShot,
        }
    }

    /// A throw.
    #[must_use]
    pub fn throw(throw: Throw, began_at: Millis) -> Self {
        let length = throw.start.distance_squared(throw.end).sqrt();
        let speed = (length * 1000.0 / throw.flight_ms as f32).max(SPEED_MIN);
        Self {
            track: Track::Throw(throw),
            began_at,
            speed,
            repeat: Repeat::OneShot,
        }
    }

    /// The spline it travels, when it is one.
    #[must_use]
    pub fn spline(&self) -> Option<&Spline> {
        match &self.track {
            Track::Path(spline) => Some(spline),
            Track::Table { spline, .. } => Some(spline),
            _ => None,
        }
    }

    /// Milliseconds from one end to the other.
    #[must_use]
    pub fn whole_ms(&self) -> f64 {
        match &self.track {
            Track::Path(spline) => spline.duration_s(self.speed) * 1000.0,
            Track::Table { spline, .. } => spline.duration_s(self.speed) * 1000.0,
            Track::Chain(chain) => chain.duration_s(self.speed) * 1000.0,
            Track::Keys(keys) => keys.lasts_ms() as f64,
            Track::Throw(throw) => f64::from(throw.flight_ms),
        }
    }

    /// When it is over; `None` for what never is.
    #[must_use]
    pub fn ends_at(&self) -> Option<Millis> {
        let whole_ms = self.whole_ms().ceil() as u64;
        self.repeat.ends().then(|| self.began_at.plus(whole_ms))
    }

    fn turns(&self, now: Millis) -> f64 {
        now.since(self.began_at) as f64 / self.whole_ms()
    }

    /// Turns as the client counts them, without those that change nothing.
    #[must_use]
    pub fn told_turns(&self, now: Millis) -> f32 {
        self.repeat.wrap(self.turns(now)) as f32
    }

    /// Where the unit is, where it heads, and whether it has arrived.
    #[must_use]
    pub fn at(&self, now: Millis) -> (Sample, bool) {
        let along = self.repeat.fold(self.turns(now));
        let after_ms = now.since(self.began_at);
        let sample = match &self.track {
            Track::Path(spline) => spline.sample(self.speed, along),
            Track::Table {
                spline, formation, ..
            } => in_formation(spline.sample(self.speed, along), *formation),
            Track::Chain(chain) => self.on_chain(chain, along),
            Track::Keys(keys) => {
                let (from, to, _) = keys.leg(after_ms);
                Sample {
                    position: keys.at(after_ms),
                    heading: keys.value(to) - keys.value(from),
                }
            }
            Track::Throw(throw) => Sample {
                position: throw.at(after_ms),
                heading: throw.end - throw.start,
            },
        };
        (sample, along.is_over)
    }

    fn on_chain(&self, chain: &Chain, along: Along) -> Sample {
        in_formation(chain.sample(self.speed, along), chain.formation)
    }

    /// The command that makes a client travel along from here (`flows.md` section 7). A path takes
    /// the memory of `points` for its own.
    pub fn command(&self, clock: EntityClock, points: &mut Vec<Vec3>) -> Command {
        let mode = SplineMode(u32::from(self.repeat.number()));
        let after_ms = clock.now.since(self.began_at);
        let (speed, position, blend) = (self.speed, self.told_turns(clock.now), false);
        match &self.track {
            Track::Path(spline) => Command::SetPositionPath {
                positions: {
                    points.extend(spline.nodes());
                    std::mem::take(points)
                },
                speed,
                type_: match spline.curve() {
                    Curve::Linear => SplineType::Linear,
                    Curve::CatmullRom => SplineType::CatmullRom,
                },
                mode,
                offset: after_ms as u32,
                blend,
            },
            Track::Table { id, formation, .. } => Command::SetPositionSpline {
                spline_id: *id,
                speed,
                position,
                formation_data: *formation,
                mode,
                offset: 0,
                blend,
                is_continuing: false,
                adjust_speed_to_length: true,
            },
            Track::Chain(chain) => Command::SetPositionMultiSpline {
                spline_ids: chain.ids().collect(),
                speed,
                position,
                takeoff_location_height: 0.0,
                landing_location_height: 0.0,
                formation_data: chain.formation,
                mode,
                offset: 0,
                multi_spline_flags: 0,
                blend,
                is_continuing: false,
            },
            Track::Keys(keys) => {
                let (times, positions) = keys.told(clock, self.began_at);
                Command::SetPositionKeys {
                    times,
                    positions,
                    type_: 0,
                    offset: 0,
                    blend,
                }
            }
            Track::Throw(throw) => Command::SetPositionProjectile {
                end: throw.end,
                start: throw.start,
                flight_time: throw.flight_ms,
                gravity: throw.gravity,
                offset: after_ms.min(u64::from(throw.flight_ms)) as u32,
                blend,
            },
        }
    }
}

/// A place beside a course: to the right, up and ahead of who travels it.
fn in_formation(sample: Sample, formation: Vec3) -> Sample {
    Sample {
        position: beside(sample.position, sample.heading, formation),
        ..sample
    }
}

/// A place to the right, up and ahead of somebody who heads somewhere.
#[must_use]
pub fn beside(at: Vec3, heading: Vec3, formation: Vec3) -> Vec3 {
    let length = heading.x.hypot(heading.z);
    if length <= f32::EPSILON {
        return at;
    }
    let (ahead_x, ahead_z) = (heading.x / length, heading.z / length);
    let (right_x, right_z) = (-ahead_z, ahead_x);
    Vec3::new(
        at.x + right_x * formation.x + ahead_x * formation.z,
        at.y + formation.y,
        at.z + right_z * formation.x + ahead_z * formation.z,
    )
}

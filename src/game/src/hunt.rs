//! How far and how long a creature hunts, and how it comes home.
//!
//! Speeds and distances are those of the peers (`features.md` sections 7 and 8); times they do not
//! name are ours and say so.

use bezgelor_core::Vec3;
use bezgelor_core::time::Millis;

/// World units a second of a chase.
pub const CHASE_SPEED: f32 = 7.0;
/// World units a second on the way home.
pub const RETURN_SPEED: f32 = 15.0;
/// World units from its foe where a chasing creature stops: half of its reach.
pub const STOP_DISTANCE: f32 = REACH / 2.0;
/// World units from which a foe is within reach.
pub const REACH: f32 = 5.0;
/// World units a creature goes from its home before it gives up.
pub const LEASH: f32 = 50.0;
/// A hunt that has not been within reach of its foe for so long is given up.
pub const PATIENCE_MS: u64 = 30_000;
/// A foe who cannot be come near to is given up after so long. Ours.
pub const UNREACHABLE_MS: u64 = 6_000;
/// From noticing a foe to coming for it: long enough to be seen turning. Ours.
pub const NOTICE_MS: u64 = 600;
/// Between two looks at where the foe is now. Ours; the peers look once a second.
pub const LOOK_MS: u64 = 250;
/// A new way is laid when the foe is so far from where the last one led. Ours.
pub const STRAYED: f32 = 1.5;
/// Share of its health below which a creature of the wild runs. Ours.
pub const HEART: f32 = 0.15;
/// It runs so long, and then fights on. Ours.
pub const FRIGHT_MS: u64 = 4_000;
/// World units a creature flees at a time. Ours.
pub const FLIGHT: f32 = 20.0;
/// Whoever is not home by then is put there. Ours.
pub const RETURN_MS_MAX: u64 = 30_000;
/// World units a second of somebody who follows.
pub const FOLLOW_SPEED: f32 = 8.0;
/// World units a follower stays behind.
pub const FOLLOW_DISTANCE: f32 = 3.0;
/// A follower sets out when it is farther behind than this.
pub const FOLLOW_SLACK: f32 = 5.0;
/// Between two looks of a follower.
pub const FOLLOW_LOOK_MS: u64 = 1_000;
/// A creature spoken to looks at the speaker so long. Ours.
pub const ATTEND_MS: u64 = 8_000;

/// A hunt at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Hunt {
    /// Where the creature belongs.
    pub home: Vec3,
    /// Where it is.
    pub at: Vec3,
    /// Where its foe is.
    pub foe: Vec3,
    /// When its foe was within reach last, or the hunt began.
    pub reached_at: Millis,
    /// Since when it cannot come nearer, if it cannot.
    pub stuck_since: Option<Millis>,
}

/// What a hunting creature does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pursuit {
    /// Its foe is within reach.
    Holds,
    /// It goes on.
    Chases,
    /// It turns home.
    GivesUp,
}

impl Hunt {
    /// Decides; `holds` says whether it stood within reach before: it does not set out for a step.
    #[must_use]
    pub fn decide(&self, now: Millis, holds: bool) -> Pursuit {
        let far = self.at.distance_squared_xz(self.home) > LEASH * LEASH;
        let stuck = |since| now.since(since) > UNREACHABLE_MS;
        if far || now.since(self.reached_at) > PATIENCE_MS || self.stuck_since.is_some_and(stuck) {
            return Pursuit::GivesUp;
        }
        let distance = self.at.distance_squared(self.foe);
        let near = if holds { REACH } else { STOP_DISTANCE + 0.5 };
        // Not-a-number is out of reach, and given up in time.
        if distance <= near * near {
            Pursuit::Holds
        } else {
            Pursuit::Chases
        }
    }

    /// Decides for a turret, which does not leave its place: whoever is within the leash is within
    /// its reach, and nobody else. Ours; no table says how far one shoots.
    #[must_use]
    pub fn decide_in_place(&self) -> Pursuit {
        if self.at.distance_squared(self.foe) <= LEASH * LEASH {
            Pursuit::Holds
        } else {
            Pursuit::GivesUp
        }
    }
}

/// Whether a creature of the wild that is hurt runs before it is dead: once in each hunt, when so
/// little of its health is left. Ours; no table says who does.
#[must_use]
pub fn loses_heart(health: f32, health_max: f32, has_fled: bool) -> bool {
    !has_fled && health > 0.0 && health <= health_max * HEART
}

/// A point to flee to: straight away from the foe, and never farther from home than the leash.
#[must_use]
pub fn refuge(at: Vec3, foe: Vec3, home: Vec3) -> Vec3 {
    let (dx, dz) = (at.x - foe.x, at.z - foe.z);
    let distance = (dx * dx + dz * dz).sqrt();
    let (dx, dz) = if distance > 0.01 {
        (dx / distance, dz / distance)
    } else {
        (1.0, 0.0)
    };
    let aim = Vec3::new(at.x + dx * FLIGHT, at.y, at.z + dz * FLIGHT);
    let (hx, hz) = (aim.x - home.x, aim.z - home.z);
    let out = (hx * hx + hz * hz).sqrt();
    let most = LEASH * 0.9;
    if out <= most {
        return aim;
    }
    let part = most / out;
    Vec3::new(home.x + hx * part, aim.y, home.z + hz * part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hunt(at: f32, foe: f32) -> Hunt {
        Hunt {
            home: Vec3::default(),
            at: Vec3::new(at, 0.0, 0.0),
            foe: Vec3::new(foe, 0.0, 0.0),
            reached_at: Millis(0),
            stuck_since: None,
        }
    }

    #[test]
    fn it_chases_until_reach_and_lets_a_foe_shuffle() {
        let now = Millis(100);
        assert_eq!(hunt(0.0, 10.0).decide(now, false), Pursuit::Chases);
        assert_eq!(hunt(0.0, 2.9).decide(now, false), Pursuit::Holds);
        assert_eq!(hunt(0.0, 4.0).decide(now, false), Pursuit::Chases);
        assert_eq!(hunt(0.0, 4.0).decide(now, true), Pursuit::Holds);
        assert_eq!(hunt(0.0, 5.1).decide(now, true), Pursuit::Chases);
    }

    #[test]
    fn leash_patience_and_walls_end_it() {
        assert_eq!(hunt(50.1, 51.0).decide(Millis(0), true), Pursuit::GivesUp);
        let late = Millis(PATIENCE_MS + 1);
        assert_eq!(hunt(1.0, 20.0).decide(late, false), Pursuit::GivesUp);
        let stuck = Hunt {
            stuck_since: Some(Millis(1_000)),
            ..hunt(1.0, 20.0)
        };
        let at = |ms| stuck.decide(Millis(1_000 + ms), false);
        assert_eq!(at(UNREACHABLE_MS), Pursuit::Chases);
        assert_eq!(at(UNREACHABLE_MS + 1), Pursuit::GivesUp);
        let nowhere = Hunt {
            foe: Vec3::new(f32::NAN, 0.0, 0.0),
            ..hunt(1.0, 0.0)
        };
        assert_eq!(nowhere.decide(Millis(0), true), Pursuit::Chases);
    }

    #[test]
    fn a_turret_holds_whoever_is_within_its_leash() {
        assert_eq!(hunt(0.0, 49.0).decide_in_place(), Pursuit::Holds);
        assert_eq!(hunt(0.0, 51.0).decide_in_place(), Pursuit::GivesUp);
        assert_eq!(hunt(0.0, f32::NAN).decide_in_place(), Pursuit::GivesUp);
    }

    #[test]
    fn who_has_little_left_runs_once() {
        assert!(!loses_heart(16.0, 100.0, false) && loses_heart(15.0, 100.0, false));
        assert!(!loses_heart(15.0, 100.0, true), "it ran before");
        assert!(!loses_heart(0.0, 100.0, false), "the dead lie");
        assert!(!loses_heart(f32::NAN, 100.0, false));
    }

    proptest! {
        #[test]
        fn nobody_flees_beyond_the_leash(
            x in -49.0_f32..49.0, fx in -60.0_f32..60.0, fz in -60.0_f32..60.0,
        ) {
            let home = Vec3::new(700.0, 3.0, -90.0);
            let at = Vec3::new(home.x + x, 3.0, home.z);
            let aim = refuge(at, Vec3::new(home.x + fx, 0.0, home.z + fz), home);
            prop_assert!(aim.is_finite());
            prop_assert!(aim.distance_squared_xz(home).sqrt() <= LEASH);
        }
    }
}

//! Whether a step was possible: distance against time, with slack for the network.
//!
//! A client says where it is; the server knows when it heard so. Each direction has an allowance
//! in world units that grows with server time and is spent by distance. Allowance is saved up to a
//! limit, because a slow network delivers several steps at once: whatever the arrival times, an
//! honest client that was delayed by less than the saving never runs out (`reliability.md` S7).
//!
//! Whoever rises has something below its feet, or comes down again. What that is no map knows but
//! for ground and water, so who is far above both may stand on a building: it came there by stairs,
//! which take way, or by jumps from one edge to the next. Who rises straight up, however slowly,
//! and far beyond any jump, flies. Who flies as flat as stairs are looks like one who climbs them.

use std::fmt;

use bezgelor_core::Vec3;
use bezgelor_core::time::Millis;

/// Half the edge of a world: coordinates lie in `-WORLD_HALF..WORLD_HALF`.
pub const WORLD_HALF: f32 =
    bezgelor_core::limits::GRID_SIZE * bezgelor_core::limits::GRIDS_PER_EDGE as f32 / 2.0;
/// Heights beyond this are no place of any map.
pub const HEIGHT_MAX: f32 = 16_384.0;

/// An upper bound of an unmounted sprint in world units per second.
pub const SPRINT_SPEED: f32 = 14.0;
/// An upper bound of a mount's or vehicle's sprint in world units per second. Ours: nobody has
/// published the original's, and no table has it.
pub const MOUNT_SPEED: f32 = 2.0 * SPRINT_SPEED;
/// An upper bound of rising by jumps, in world units per second over a second.
pub const RISE_SPEED: f32 = 12.0;
/// An upper bound of falling.
pub const FALL_SPEED: f32 = 120.0;
/// World units per second on one axis that a client may claim, which others extrapolate: more than
/// any fall, dash or push.
pub const VELOCITY_MAX: f32 = 256.0;
/// Added to each speed: clocks drift and floats round.
pub const SLACK: f32 = 1.25;
/// Milliseconds of movement that may arrive at once.
pub const SAVING_MS: u64 = 2_000;
/// A refused step is forgiven after so many milliseconds; those that are not yet are the score of a
/// client.
pub const FORGIVE_MS: u64 = 10_000;
/// World units one can rise beyond what the way along the ground accounts for, from the last time
/// that ground or water carried it: more than jumps one after the other and what throws people up.
/// Ours.
pub const SPARE_RISE: f32 = 96.0;
/// Rise that each world unit of way accounts for: the steepest ground that is walked.
pub const STEEPEST: f32 = 1.2;
/// Feet no more world units above the ground stand on it.
pub const GROUNDED: f32 = 3.0;

/// World units per second that are possible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpeedLimits {
    /// Along the ground.
    pub level: f32,
    /// Upwards.
    pub rise: f32,
    /// Downwards.
    pub fall: f32,
}

impl SpeedLimits {
    /// On foot, with the unit's `MoveSpeedMultiplier` (1 when nothing changes it).
    #[must_use]
    pub fn on_foot(speed_multiplier: f32) -> Self {
        Self {
            level: SPRINT_SPEED * speed_multiplier.max(1.0),
            rise: RISE_SPEED,
            fall: FALL_SPEED,
        }
    }

    /// In a vehicle or on a mount, with its pilot's `MoveSpeedMultiplier` and
    /// `MountSpeedMultiplier` (1 when nothing changes them).
    #[must_use]
    pub fn mounted(speed_multiplier: f32, mount_multiplier: f32) -> Self {
        Self {
            level: MOUNT_SPEED * speed_multiplier.max(1.0) * mount_multiplier.max(1.0),
            ..Self::on_foot(1.0)
        }
    }
}

/// What a step would have needed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StepFault {
    /// Not a number, or outside the world.
    NoPlace,
    /// Farther along the ground than time allowed.
    TooFar {
        /// World units asked for.
        moved: f32,
        /// World units allowed.
        allowed: f32,
    },
    /// Higher or lower than time allowed.
    TooSteep {
        /// World units asked for, negative downwards.
        moved: f32,
        /// World units allowed, positive.
        allowed: f32,
    },
    /// Risen farther than anything but flying gets.
    Unsupported {
        /// World units beyond what its way accounts for.
        risen: f32,
    },
    /// Through the ground.
    ThroughGround,
    /// At a velocity nobody has.
    TooFast,
}

impl fmt::Display for StepFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPlace => write!(f, "to no place of the world"),
            Self::TooFar { moved, allowed } => write!(f, "moved {moved:.1} of {allowed:.1}"),
            Self::TooSteep { moved, allowed } if *moved > 0.0 => {
                write!(f, "rose {moved:.1} of {allowed:.1}")
            }
            Self::TooSteep { moved, allowed } => write!(f, "fell {:.1} of {allowed:.1}", -moved),
            Self::Unsupported { risen } => write!(f, "rose {risen:.1} with nothing below"),
            Self::ThroughGround => write!(f, "through the ground"),
            Self::TooFast => write!(f, "at a velocity nobody has"),
        }
    }
}

/// True for a finite point inside the world.
#[must_use]
pub fn in_world(point: Vec3) -> bool {
    point.is_finite()
        && point.x.abs() < WORLD_HALF
        && point.z.abs() < WORLD_HALF
        && point.y.abs() < HEIGHT_MAX
}

/// True for a velocity a unit can have.
#[must_use]
pub fn is_velocity(velocity: Vec3) -> bool {
    let axes = [velocity.x, velocity.y, velocity.z];
    axes.into_iter().all(|axis| axis.abs() <= VELOCITY_MAX)
}

/// Watches the steps of one client-controlled unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepGuard {
    at: Vec3,
    heard_at: Millis,
    level: f32,
    rise: f32,
    fall: f32,
    /// Of [`SPARE_RISE`], what is left.
    spare: f32,
    refusals: u32,
    forgiven_at: Millis,
}

impl StepGuard {
    /// Begins at a point the server chose, with a full saving.
    #[must_use]
    pub fn new(at: Vec3, now: Millis, limits: SpeedLimits) -> Self {
        let mut guard = Self {
            at,
            heard_at: now,
            level: 0.0,
            rise: 0.0,
            fall: 0.0,
            spare: SPARE_RISE,
            refusals: 0,
            forgiven_at: now,
        };
        guard.gain(SAVING_MS, limits);
        guard
    }

    /// Where the unit was last believed to be.
    #[must_use]
    pub fn at(&self) -> Vec3 {
        self.at
    }

    /// The server put the unit somewhere: the count of refusals stays.
    pub fn place(&mut self, at: Vec3) {
        self.at = at;
        self.touch_ground();
    }

    /// Something is known to carry the unit where it is.
    pub fn touch_ground(&mut self) {
        self.spare = SPARE_RISE;
    }

    /// Believes the step or says why not; a refused step leaves the unit where it was.
    ///
    /// # Errors
    /// [`StepFault`] with what was asked and what was allowed.
    pub fn step(&mut self, to: Vec3, now: Millis, limits: SpeedLimits) -> Result<(), StepFault> {
        if !in_world(to) {
            self.refuse(now);
            return Err(StepFault::NoPlace);
        }
        self.gain(now.since(self.heard_at), limits);
        self.heard_at = self.heard_at.max(now);
        let moved = self.at.distance_squared_xz(to).sqrt();
        let climbed = to.y - self.at.y;
        let spare = (self.spare - climbed + STEEPEST * moved).min(SPARE_RISE);
        let fault = if moved > self.level {
            Some(StepFault::TooFar {
                moved,
                allowed: self.level,
            })
        } else if climbed > self.rise {
            Some(StepFault::TooSteep {
                moved: climbed,
                allowed: self.rise,
            })
        } else if -climbed > self.fall {
            Some(StepFault::TooSteep {
                moved: climbed,
                allowed: self.fall,
            })
        } else if spare < 0.0 {
            let risen = SPARE_RISE - spare;
            Some(StepFault::Unsupported { risen })
        } else {
            None
        };
        if let Some(fault) = fault {
            self.refuse(now);
            return Err(fault);
        }
        self.level -= moved;
        self.rise -= climbed.max(0.0);
        self.fall -= (-climbed).max(0.0);
        self.spare = spare;
        self.at = to;
        Ok(())
    }

    /// Refuses a step for a reason of the caller's: the unit is where it was before.
    pub fn take_back(&mut self, before: Vec3, now: Millis) {
        self.at = before;
        self.refuse(now);
    }

    /// Steps refused and not yet forgiven: few are bad luck.
    #[must_use]
    pub fn score(&self) -> u32 {
        self.refusals
    }

    fn gain(&mut self, elapsed_ms: u64, limits: SpeedLimits) {
        let seconds = elapsed_ms.min(SAVING_MS) as f32 / 1000.0;
        let most = SAVING_MS as f32 / 1000.0 * SLACK;
        let fill =
            |saved: f32, speed: f32| (speed * SLACK).mul_add(seconds, saved).min(speed * most);
        self.level = fill(self.level, limits.level);
        self.rise = fill(self.rise, limits.rise);
        self.fall = fill(self.fall, limits.fall);
    }

    fn refuse(&mut self, now: Millis) {
        let forgiven = now.since(self.forgiven_at) / FORGIVE_MS;
        self.refusals = self
            .refusals
            .saturating_sub(u32::try_from(forgiven).unwrap_or(u32::MAX));
        self.forgiven_at = self.forgiven_at.plus(forgiven * FORGIVE_MS);
        self.refusals = self.refusals.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bezgelor_core::limits::REFUSED_STEPS_MAX;
    use proptest::prelude::*;

    const FOOT: SpeedLimits = SpeedLimits {
        level: SPRINT_SPEED,
        rise: RISE_SPEED,
        fall: FALL_SPEED,
    };

    #[test]
    fn a_jump_across_the_map_is_refused_and_leaves_the_unit() {
        let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
        let far = guard.step(Vec3::new(500.0, 0.0, 0.0), Millis(50), FOOT);
        assert!(matches!(far, Err(StepFault::TooFar { .. })), "{far:?}");
        assert_eq!(guard.at(), Vec3::default());
        assert_eq!(
            guard.step(Vec3::new(1.0, 0.0, 0.0), Millis(100), FOOT),
            Ok(())
        );
    }

    #[test]
    fn nowhere_is_refused() {
        let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
        for nowhere in [
            Vec3::new(f32::NAN, 0.0, 0.0),
            Vec3::new(0.0, f32::INFINITY, 0.0),
            Vec3::new(0.0, 0.0, -WORLD_HALF),
        ] {
            assert_eq!(
                guard.step(nowhere, Millis(1), FOOT),
                Err(StepFault::NoPlace)
            );
        }
    }

    #[test]
    fn flying_straight_up_is_refused_soon() {
        let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
        let refused = (1..200_u16).find(|&i| {
            let to = Vec3::new(0.0, f32::from(i) * 2.5, 0.0);
            guard.step(to, Millis(u64::from(i) * 100), FOOT).is_err()
        });
        assert!(refused.is_some_and(|i| i < 40), "{refused:?}");
    }

    /// The height at which somebody who does this is refused, if it is within a minute.
    fn refused_at(mut next: impl FnMut(Vec3, u16) -> Vec3) -> Option<(f32, StepFault)> {
        let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
        (1..480_u16).find_map(|i| {
            let to = next(guard.at(), i);
            let step = guard.step(to, Millis(u64::from(i) * 125), FOOT);
            step.err().map(|fault| (guard.at().y, fault))
        })
    }

    #[test]
    fn who_rises_straight_up_is_refused_however_slowly_it_does() {
        for speed in [2.5, 4.0, 9.0] {
            let up = |at: Vec3, _| Vec3::new(at.x, at.y + speed * 0.125, at.z);
            let (height, fault) = refused_at(up).expect("it flies");
            assert!(matches!(fault, StepFault::Unsupported { .. }), "{fault}");
            assert!(
                (SPARE_RISE - 2.0..=SPARE_RISE).contains(&height),
                "{height}"
            );
        }
    }

    #[test]
    fn stairs_lead_up_for_ever_and_jumps_come_down_again() {
        let stairs = |at: Vec3, _| Vec3::new(at.x + 0.8, at.y + 0.9, at.z);
        assert_eq!(refused_at(stairs), None);
        // Eight up and down again on one spot, for a minute.
        let hop = |at: Vec3, i: u16| {
            let up = if i % 16 < 8 { 1.0 } else { -1.0 };
            Vec3::new(at.x, at.y + up, at.z)
        };
        assert_eq!(refused_at(hop), None);
        let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
        for i in 1..1_000_u16 {
            guard.touch_ground();
            let up = Vec3::new(0.0, f32::from(i), 0.0);
            assert_eq!(guard.step(up, Millis(u64::from(i) * 125), FOOT), Ok(()));
        }
    }

    #[test]
    fn twice_the_speed_is_caught_and_soon_sent_away() {
        let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
        let (mut x, mut at) = (0.0_f32, 0_u64);
        while guard.score() <= REFUSED_STEPS_MAX {
            at += 125;
            assert!(at < 60_000, "not caught within a minute");
            x = guard.at().x + 2.0 * SPRINT_SPEED * 0.125;
            let _refused = guard.step(Vec3::new(x, 0.0, 0.0), Millis(at), FOOT);
        }
        assert!(x < 2.0 * SPRINT_SPEED * 60.0);
    }

    #[test]
    fn rare_refusals_are_forgiven() {
        let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
        for i in 0..1000 {
            let at = Millis(i * FORGIVE_MS);
            assert!(guard.step(Vec3::new(5000.0, 0.0, 0.0), at, FOOT).is_err());
            assert!(guard.score() <= 2, "{} after {i}", guard.score());
        }
    }

    proptest! {
        /// Steps of an honest client, made each 125 ms, arrive late by up to the saving and in
        /// order; none is refused.
        #[test]
        fn an_honest_client_is_always_believed(
            delays in proptest::collection::vec(0_u64..1900, 1..200),
            turns in proptest::collection::vec(0.0_f32..std::f32::consts::TAU, 200),
        ) {
            let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
            let (mut at, mut heard) = (Vec3::default(), 0);
            for (i, delay_ms) in delays.into_iter().enumerate() {
                let step = SPRINT_SPEED * 0.125;
                at.x += turns[i].cos() * step;
                at.z += turns[i].sin() * step;
                heard = heard.max((i as u64 + 1) * 125 + delay_ms);
                prop_assert_eq!(guard.step(at, Millis(heard), FOOT), Ok(()));
            }
        }

        /// Whatever is asked, the believed way is never longer than time allowed.
        #[test]
        fn nobody_outruns_the_limit(
            steps in proptest::collection::vec((0.0_f32..60.0, 0_u64..1500), 1..200)
        ) {
            let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
            let (mut way, mut at) = (0.0_f32, 0);
            for (length, wait_ms) in steps {
                at += wait_ms;
                let from = guard.at();
                let to = Vec3::new(from.x + length, 0.0, 0.0);
                if guard.step(to, Millis(at), FOOT).is_ok() {
                    way += length;
                }
                let most = (at + SAVING_MS) as f32 / 1000.0 * SPRINT_SPEED * SLACK;
                prop_assert!(way <= most * 1.001 + 0.1, "{way} of {most}");
            }
        }
    }
}

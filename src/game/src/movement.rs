//! Whether a step was possible: distance against time, with slack for the network.
//!
//! A client says where it is; the server knows when it heard so. Each direction has an allowance
//! in world units that grows with server time and is spent by distance. Allowance is saved up to a
//! limit, because a slow network delivers several steps at once: whatever the arrival times, an
//! honest client that was delayed by less than the saving never runs out (`reliability.md` S7).

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
/// Refused steps, less one for each [`FORGIVE_MS`], after which a client is sent away.
pub const REFUSALS_MAX: u32 = 12;
/// See [`REFUSALS_MAX`].
pub const FORGIVE_MS: u64 = 10_000;

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
        self.at = to;
        Ok(())
    }

    /// Refuses a step for a reason of the caller's: the unit is where it was before.
    pub fn take_back(&mut self, before: Vec3, now: Millis) {
        self.at = before;
        self.refuse(now);
    }

    /// True when steps were refused too often for bad luck.
    #[must_use]
    pub fn is_dishonest(&self) -> bool {
        self.refusals > REFUSALS_MAX
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

    #[test]
    fn twice_the_speed_is_caught_and_soon_sent_away() {
        let mut guard = StepGuard::new(Vec3::default(), Millis(0), FOOT);
        let (mut x, mut at) = (0.0_f32, 0_u64);
        while !guard.is_dishonest() {
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
            assert!(!guard.is_dishonest(), "sent away after {i}");
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

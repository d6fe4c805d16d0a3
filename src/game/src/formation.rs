//! Keeping a place beside somebody who moves.
//!
//! A follower looks at its leader now and then, and goes where its place will be at the next look,
//! as fast as it takes to be there by then. Distances and times are ours: nobody has published the
//! original's.

use bezgelor_core::Vec3;

use crate::motion::course::beside;
use crate::motion::tellable;

/// Between two looks.
pub const LOOK_MS: u64 = 500;
/// A follower that is so near to its place stays.
pub const SLACK: f32 = 0.75;
/// World units a second at least, so that nobody creeps.
pub const PACE_MIN: f32 = 1.0;
/// World units a second at most, for who fell behind.
pub const PACE_MAX: f32 = 16.0;
/// World units from a leader to a place beside it, on each axis.
pub const OFFSET_MAX: f32 = 32.0;

/// The place beside a leader who looks that way: `offset` is to its right, up and ahead of it.
#[must_use]
pub fn place(leader: Vec3, yaw: f32, offset: Vec3) -> Vec3 {
    let (sin, cos) = yaw.sin_cos();
    beside(leader, Vec3::new(-sin, 0.0, -cos), offset)
}

/// World units a second for who is so far from its place; one a client can be told.
#[must_use]
pub fn pace(distance: f32) -> f32 {
    let by_then = distance * 1000.0 / LOOK_MS as f32;
    tellable(by_then.clamp(PACE_MIN, PACE_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn right_is_right_whichever_way_the_leader_looks() {
        let offset = Vec3::new(3.0, 0.0, 1.0);
        let north = place(Vec3::default(), 0.0, offset);
        assert!(north.distance_squared(Vec3::new(3.0, 0.0, -1.0)) < 1e-6);
        let west = place(Vec3::default(), std::f32::consts::FRAC_PI_2, offset);
        assert!(
            west.distance_squared(Vec3::new(-1.0, 0.0, -3.0)) < 1e-6,
            "{west:?}"
        );
    }

    proptest! {
        /// Whatever a leader of a follower's speed does, the follower is never farther from its
        /// place than what the leader did since the last look, once it has caught up.
        #[test]
        fn a_follower_keeps_its_place(
            turns in proptest::collection::vec(-0.4_f32..0.4, 20..80), speed in 0.0_f32..7.0,
        ) {
            let offset = Vec3::new(2.0, 0.0, -2.0);
            let look_s = LOOK_MS as f32 / 1000.0;
            let (mut leader, mut yaw) = (Vec3::default(), 0.0_f32);
            let mut follower = place(leader, yaw, offset);
            for turn in turns {
                let step = speed * look_s;
                let ahead = Vec3::new(-yaw.sin(), 0.0, -yaw.cos());
                leader = Vec3::new(leader.x + ahead.x * step, 0.0, leader.z + ahead.z * step);
                // The place it went for, as it is when it comes there.
                let aim = place(leader, yaw, offset);
                let way = aim.distance_squared(follower).sqrt();
                if way > SLACK {
                    let part = (pace(way) * look_s / way).min(1.0);
                    follower.x += (aim.x - follower.x) * part;
                    follower.z += (aim.z - follower.z) * part;
                }
                let off = aim.distance_squared(follower).sqrt();
                prop_assert!(off <= SLACK + way * 0.002, "{off} off after {way}");
                yaw += turn;
            }
        }
    }
}

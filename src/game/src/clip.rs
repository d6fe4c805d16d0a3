//! Whether somebody went through the ground.
//!
//! The maps carry the ground and its holes, and nothing that stands on it: what is high up may
//! stand on a bridge, and what is deep down may have gone there through a cave. So only one thing
//! is certain: the ground itself lets nobody through, except where it has a hole. Whoever was above
//! it and is below it without a hole on the way went through the ground.

use bezgelor_core::Vec3;

/// World units below the lowest ground around that are still taken for standing on it: the client's
/// feet sink into slopes, and its ground is not ours to the inch.
pub const SINK_MAX: f32 = 3.0;
/// World units below the ground that count as above it.
const ABOVE: f32 = 0.5;
/// World units around a point in which a hole may have been passed, and the lowest ground counts:
/// more than anybody goes between two messages on foot.
const REACH: f32 = 4.0;

/// Watches one unit. Where a unit came from is not known at first, and then it is never accused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    /// Above the ground, and no hole passed since.
    is_shut: bool,
}

impl Clip {
    /// A step to `to`, over ground as high as `height` says; `None` is a hole, or no ground. True
    /// when it leads through the ground; the unit is then taken to stand where it stood.
    pub fn goes_through(&mut self, to: Vec3, height: impl Fn(f32, f32) -> Option<f32>) -> bool {
        let Some(ground) = height(to.x, to.z) else {
            self.is_shut = false;
            return false;
        };
        if to.y >= ground - ABOVE {
            self.is_shut = true;
            return false;
        }
        if !self.is_shut || to.y >= ground - SINK_MAX {
            return false;
        }
        const HALF: f32 = REACH / 2.0;
        for (x, z) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
            for reach in [HALF, REACH] {
                match height(to.x + x * reach, to.z + z * reach) {
                    None => {
                        self.is_shut = false;
                        return false;
                    }
                    Some(near) if to.y >= near - SINK_MAX => return false,
                    Some(_) => {}
                }
            }
        }
        true
    }

    /// The server put the unit somewhere, or something carries it: how it got there is no step.
    pub fn forget(&mut self) {
        self.is_shut = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A plain with a hole around (50, 0) and a cliff of 40 units at x = -20.
    fn height(x: f32, z: f32) -> Option<f32> {
        let is_hole = (x - 50.0).abs() < 3.0 && z.abs() < 3.0;
        (!is_hole).then_some(if x < -20.0 { 40.0 } else { 0.0 })
    }

    fn way(points: &[(f32, f32)]) -> Option<usize> {
        let mut clip = Clip::default();
        let step = |&(x, y): &(f32, f32)| clip.goes_through(Vec3::new(x, y, 0.0), height);
        points.iter().position(step)
    }

    #[test]
    fn the_ground_lets_nobody_through_but_by_a_hole() {
        assert_eq!(way(&[(0.0, 0.0), (1.0, -1.0), (2.0, -3.1)]), Some(2));
        assert_eq!(way(&[(0.0, 9.0), (0.0, -90.0)]), Some(1), "a fall");
        let cave = [
            (0.0, 0.0),
            (48.0, 0.0),
            (50.0, -2.0),
            (52.0, -8.0),
            (90.0, -30.0),
        ];
        assert_eq!(way(&cave), None);
        assert_eq!(way(&[(40.0, 0.0), (44.0, -5.0)]), None, "beside the hole");
    }

    #[test]
    fn who_came_from_below_or_was_put_there_is_not_accused() {
        assert_eq!(way(&[(0.0, -50.0), (9.0, -50.0)]), None);
        let mut clip = Clip::default();
        assert!(!clip.goes_through(Vec3::default(), height));
        clip.forget();
        assert!(!clip.goes_through(Vec3::new(0.0, -30.0, 0.0), height));
    }

    #[test]
    fn bridges_and_the_foot_of_cliffs_are_fine() {
        assert_eq!(way(&[(0.0, 0.0), (5.0, 200.0), (6.0, 0.0)]), None);
        // At the foot of the cliff, and half a unit inside its edge.
        assert_eq!(way(&[(-18.0, 0.0), (-19.9, 0.0), (-20.5, 0.0)]), None);
        assert_eq!(way(&[(-10.0, 0.0), (-26.0, 0.0)]), Some(1), "into the rock");
    }
}

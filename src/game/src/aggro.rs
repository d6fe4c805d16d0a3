//! Whom a hostile creature notices: how near, and whether anything stands between.

use bezgelor_core::Vec3;

/// World units from which a creature attacks somebody of its own level (`features.md` section 8).
pub const AGGRO_RANGE: f32 = 15.0;
/// Units more for each level somebody is below the creature, and less for each above. The
/// reference knows one range for all; the slope is ours, and small.
pub const AGGRO_RANGE_PER_LEVEL: f32 = 0.5;
/// Nobody is too strong to be attacked from here.
pub const AGGRO_RANGE_MIN: f32 = 5.0;
/// Nobody is noticed from farther than this.
pub const AGGRO_RANGE_MAX: f32 = 20.0;
/// A creature that is attacked calls its own kind from so far. Ours: no reference has a number.
pub const CALL_RANGE: f32 = 10.0;
/// Height of eyes above feet.
const EYES: f32 = 1.5;
/// A sight line is looked along in steps of this many world units.
const SIGHT_STEP: f32 = 2.0;
/// Steps of one sight line at most; farther than this nobody is noticed.
const SIGHT_STEPS_MAX: u32 = 64;

/// World units from which a creature of a level attacks somebody of another on sight.
#[must_use]
pub fn aggro_range(creature_level: u8, foe_level: u8) -> f32 {
    let below = f32::from(creature_level) - f32::from(foe_level);
    (AGGRO_RANGE + below * AGGRO_RANGE_PER_LEVEL).clamp(AGGRO_RANGE_MIN, AGGRO_RANGE_MAX)
}

/// Whether somebody at `from` sees somebody at `to`, both by their feet, over the ground alone:
/// maps carry no props. `height` tells the ground's height, `None` where there is none.
#[must_use]
pub fn sees(from: Vec3, to: Vec3, height: impl Fn(f32, f32) -> Option<f32>) -> bool {
    let distance = from.distance_squared_xz(to).sqrt();
    let steps = (distance / SIGHT_STEP).ceil();
    if !distance.is_finite() || steps > SIGHT_STEPS_MAX as f32 {
        return false;
    }
    // Both ends are left out: whoever stands there is seen, whatever the ground's triangles say.
    (1..steps as u32).all(|step| {
        let part = step as f32 / steps;
        let between = |a: f32, b: f32| a + (b - a) * part;
        let (x, z) = (between(from.x, to.x), between(from.z, to.z));
        let line = between(from.y, to.y) + EYES;
        height(x, z).is_none_or(|ground| ground <= line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_weak_are_noticed_from_farther() {
        assert!((aggro_range(10, 10) - AGGRO_RANGE).abs() < f32::EPSILON);
        assert!(aggro_range(10, 4) > aggro_range(10, 10));
        assert!((aggro_range(1, 50) - AGGRO_RANGE_MIN).abs() < f32::EPSILON);
        assert!((aggro_range(50, 1) - AGGRO_RANGE_MAX).abs() < f32::EPSILON);
    }

    #[test]
    fn hills_hide_and_hollows_do_not() {
        let (a, b) = (Vec3::default(), Vec3::new(14.0, 0.0, 0.0));
        let hill = |x: f32, _: f32| Some(if (6.0..8.0).contains(&x) { 3.0 } else { 0.0 });
        assert!(!sees(a, b, hill));
        let bump = |x: f32, _: f32| Some(if (6.0..8.0).contains(&x) { 1.0 } else { 0.0 });
        assert!(sees(a, b, bump));
        assert!(sees(a, b, |_, _| Some(-5.0)) && sees(a, b, |_, _| None));
        // From the top one sees over the hill.
        assert!(sees(Vec3::new(0.0, 9.0, 0.0), b, hill));
        assert!(!sees(a, Vec3::new(f32::NAN, 0.0, 0.0), hill));
        assert!(!sees(a, Vec3::new(900.0, 0.0, 0.0), |_, _| None), "too far");
    }

    proptest! {
        #[test]
        fn sight_is_mutual(
            ax in -20.0_f32..20.0, az in -20.0_f32..20.0,
            bx in -20.0_f32..20.0, bz in -20.0_f32..20.0,
        ) {
            let ground = |x: f32, z: f32| Some(((x * 0.3).sin() + (z * 0.2).cos()) * 2.0);
            let at = |x: f32, z: f32| Vec3::new(x, ground(x, z).unwrap_or(0.0), z);
            // A hair's breadth may fall to either side when counted from the other end.
            let lifted = |v: Vec3, by: f32| Vec3::new(v.x, v.y + by, v.z);
            let (a, b) = (at(ax, az), at(bx, bz));
            if sees(a, b, ground) {
                prop_assert!(sees(lifted(b, 0.01), lifted(a, 0.01), ground));
            }
        }
    }
}

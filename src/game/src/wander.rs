//! What a creature does with nothing to do: it strolls around its home and rests between.

use bezgelor_core::Vec3;

/// World units a strolling creature goes from its home at most (`features.md` section 7).
pub const WANDER_RANGE: f32 = 10.0;
/// World units a second of a stroll (`features.md` section 7).
pub const WANDER_SPEED: f32 = 2.0;
/// Shortest rest between two strolls.
pub const REST_MS_MIN: u64 = 3_000;
/// Longest rest between two strolls.
pub const REST_MS_MAX: u64 = 12_000;
/// Ways are laid over the ground in steps of this many world units (`features.md` section 7).
pub const STEP: f32 = 2.0;
/// Units a creature climbs or drops on one unit of way: a slope of 45 degrees.
pub const SLOPE_MAX: f32 = 1.0;
/// A creature that stands farther than this from the ground stands on something no map tells of,
/// and stays there.
pub const OFF_GROUND_MAX: f32 = 1.5;

/// How long to rest, by chance.
#[must_use]
pub fn rest_ms(chance: u64) -> u64 {
    REST_MS_MIN + chance % (REST_MS_MAX - REST_MS_MIN + 1)
}

/// A point around `home`, every one of the disc as likely as the others; the height is the home's.
#[must_use]
pub fn aim(home: Vec3, chance: u64) -> Vec3 {
    let unit = |bits: u64| (bits & 0xFF_FFFF) as f32 / (1 << 24) as f32;
    let radius = WANDER_RANGE * unit(chance).sqrt();
    let (sin, cos) = (unit(chance >> 32) * std::f32::consts::TAU).sin_cos();
    Vec3::new(home.x + cos * radius, home.y, home.z + sin * radius)
}

/// Lays a straight way from `from` over the ground to the point above or below `to` into `way`.
///
/// `ground` tells the height where one can stand: `None` over holes, in water, outside the map.
/// False when the way cannot be walked; `way` means nothing then.
pub fn lay(
    from: Vec3,
    to: Vec3,
    way: &mut Vec<Vec3>,
    ground: impl Fn(f32, f32) -> Option<f32>,
) -> bool {
    way.clear();
    way.push(from);
    let (dx, dz) = (to.x - from.x, to.z - from.z);
    let steps = ((dx * dx + dz * dz).sqrt() / STEP).ceil().max(1.0);
    let mut before = from;
    for i in 1..=steps as u32 {
        let part = i as f32 / steps;
        let (x, z) = (from.x + dx * part, from.z + dz * part);
        let Some(y) = ground(x, z) else {
            return false;
        };
        let next = Vec3::new(x, y, z);
        let run = next.distance_squared_xz(before).sqrt();
        if (y - before.y).abs() > run * SLOPE_MAX + OFF_GROUND_MAX * f32::from(u8::from(i == 1)) {
            return false;
        }
        way.push(next);
        before = next;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ways_follow_the_ground() {
        let mut way = Vec::new();
        let from = Vec3::new(0.0, 0.0, 0.0);
        let slope = |x: f32, _: f32| Some(x * 0.5);
        assert!(lay(from, Vec3::new(9.0, 77.0, 0.0), &mut way, slope));
        assert_eq!(way.len(), 6);
        assert!(
            way.iter()
                .all(|point| (point.y - point.x * 0.5).abs() < 1e-5),
            "{way:?}"
        );
        let last = way[way.len() - 1];
        assert!((last.x - 9.0).abs() < 1e-5);
    }

    #[test]
    fn cliffs_holes_and_water_are_no_way() {
        let mut way = Vec::new();
        let (from, to) = (Vec3::default(), Vec3::new(9.0, 0.0, 0.0));
        let cliff = |x: f32, _: f32| Some(if x > 5.0 { 8.0 } else { 0.0 });
        assert!(!lay(from, to, &mut way, cliff));
        let hole = |x: f32, _: f32| (x < 5.0).then_some(0.0);
        assert!(!lay(from, to, &mut way, hole));
        assert!(lay(from, Vec3::new(4.0, 0.0, 0.0), &mut way, hole));
    }

    proptest! {
        #[test]
        fn nobody_strolls_beyond_the_range(chance in any::<u64>()) {
            let home = Vec3::new(100.0, 5.0, -40.0);
            let aim = aim(home, chance);
            prop_assert!(aim.distance_squared_xz(home).sqrt() <= WANDER_RANGE + 1e-3);
            let rest = rest_ms(chance);
            prop_assert!((REST_MS_MIN..=REST_MS_MAX).contains(&rest));
        }
    }

    #[test]
    fn the_whole_disc_is_strolled_over() {
        let mut quarters = [0; 4];
        let mut outer = 0;
        let mut chance = 1_u64;
        for _ in 0..4000 {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let at = aim(Vec3::default(), chance ^ (chance >> 29));
            quarters[usize::from(at.x > 0.0) * 2 + usize::from(at.z > 0.0)] += 1;
            outer += u32::from(at.distance_squared_xz(Vec3::default()) > 50.0);
        }
        assert!(
            quarters.iter().all(|&count| (800..1200).contains(&count)),
            "{quarters:?}"
        );
        assert!(
            (1800..2200).contains(&outer),
            "half of the disc lies outside: {outer}"
        );
    }
}

//! What a creature is by its level and row, before fights change it.

/// The health shown when no table tells a better number: what a level is worth to a player.
pub const HEALTH_PER_LEVEL: f32 = 200.0;

/// The level a creature has, of the range its row gives.
///
/// The lower end: whoever wants another puts a Level stat on the spawn. 0 in the data means 1.
#[must_use]
pub fn level(min: u32, max: u32, stat: Option<f32>) -> u8 {
    let from_stat = stat.filter(|value| value.is_finite() && *value >= 1.0);
    let level = from_stat.map_or_else(|| min.min(max.max(1)).max(1), |value| value as u32);
    u8::try_from(level).unwrap_or(u8::MAX)
}

/// Most health of a creature: the stat of the spawn, else the base of its level, else a plain
/// number per level. Never 0: a creature of the spawn data stands alive.
#[must_use]
pub fn health_max(level: u8, stat: Option<f32>, level_base: Option<f32>) -> f32 {
    let usable = |value: &f32| value.is_finite() && *value >= 1.0;
    stat.filter(usable)
        .or(level_base.filter(usable))
        .unwrap_or_else(|| HEALTH_PER_LEVEL * f32::from(level.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_spawn_knows_best() {
        assert_eq!(level(5, 7, None), 5);
        assert_eq!(level(5, 7, Some(12.0)), 12);
        assert_eq!(level(0, 0, None), 1);
        assert_eq!(level(5, 7, Some(f32::NAN)), 5);
        assert!((health_max(3, Some(101.0), Some(900.0)) - 101.0).abs() < f32::EPSILON);
        assert!((health_max(3, Some(0.0), Some(900.0)) - 900.0).abs() < f32::EPSILON);
        assert!((health_max(3, None, None) - 600.0).abs() < f32::EPSILON);
    }

    proptest! {
        #[test]
        fn always_alive(
            level in any::<u8>(),
            stat in proptest::option::of(any::<f32>()),
            base in proptest::option::of(any::<f32>()),
        ) {
            let health = health_max(level, stat, base);
            prop_assert!(health.is_finite() && health >= 1.0);
        }
    }
}

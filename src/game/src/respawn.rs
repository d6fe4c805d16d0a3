//! How long the dead lie, and when others take their place.

use bezgelor_core::model::Hours;

/// A corpse lies this long. Ours: no peer takes one away before its grid goes.
pub const CORPSE_MS: u64 = 15_000;
/// A creature comes back this long after its death (`features.md` section 8).
pub const RESPAWN_MS: u64 = 30_000;
/// Shares of [`RESPAWN_MS`], one in so many, by which it may be later, so that those who died
/// together do not stand up together. Ours.
const LATENESS_SHARE: u64 = 4;

const _: () = assert!(
    CORPSE_MS < RESPAWN_MS,
    "nobody stands beside its own corpse"
);

/// Milliseconds from a death to the next life, by chance.
#[must_use]
pub fn respawn_ms(chance: u64) -> u64 {
    RESPAWN_MS + chance % (RESPAWN_MS / LATENESS_SHARE + 1)
}

/// Whether it is day at so many seconds of the client's day
/// ([`time_of_day`](crate::clock::time_of_day)): from six to eighteen.
#[must_use]
pub fn is_day(time_of_day_s: u32) -> bool {
    (6 * 3600..18 * 3600).contains(&time_of_day_s)
}

/// Whether these hours hold then.
#[must_use]
pub fn hours_hold(hours: Hours, time_of_day_s: u32) -> bool {
    match hours {
        Hours::Any => true,
        Hours::Day => is_day(time_of_day_s),
        Hours::Night => !is_day(time_of_day_s),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn day_and_night_share_the_day() {
        for hour in 0..24 {
            let at = hour * 3600;
            assert_ne!(hours_hold(Hours::Day, at), hours_hold(Hours::Night, at));
            assert!(hours_hold(Hours::Any, at));
        }
        assert!(is_day(12 * 3600) && !is_day(0));
        assert!(is_day(6 * 3600) && !is_day(18 * 3600));
    }

    proptest! {
        #[test]
        fn nobody_comes_early_or_never(chance in any::<u64>()) {
            let ms = respawn_ms(chance);
            prop_assert!((RESPAWN_MS..=RESPAWN_MS + RESPAWN_MS / 4).contains(&ms));
        }
    }
}

//! How long the dead lie, and when others take their place.

use std::cmp::Ordering;

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

/// Whether these hours hold at so many seconds of the client's day
/// ([`time_of_day`](crate::clock::time_of_day)).
#[must_use]
pub fn hours_hold(hours: Hours, time_of_day_s: u32) -> bool {
    let minute = time_of_day_s / 60;
    let (from, to) = (u32::from(hours.from_minute), u32::from(hours.to_minute));
    match from.cmp(&to) {
        Ordering::Equal => true,
        Ordering::Less => (from..to).contains(&minute),
        Ordering::Greater => minute >= from || minute < to,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::DAY_GAME_S;
    use proptest::prelude::*;

    #[test]
    fn hours_begin_and_end_to_the_minute_and_reach_over_midnight() {
        let holds = |from_minute, to_minute, second| {
            let hours = Hours {
                from_minute,
                to_minute,
            };
            hours_hold(hours, second)
        };
        assert!(!holds(360, 1080, 360 * 60 - 1) && holds(360, 1080, 360 * 60));
        assert!(holds(360, 1080, 1080 * 60 - 1) && !holds(360, 1080, 1080 * 60));
        assert!(holds(1380, 60, 1380 * 60) && holds(1380, 60, 0));
        assert!(!holds(1380, 60, 60 * 60) && !holds(1380, 60, 1380 * 60 - 1));
        assert!(holds(720, 1440, DAY_GAME_S - 1) && !holds(720, 1440, 0));
    }

    proptest! {
        /// Whatever hours are turned around, one of the two holds at any moment.
        #[test]
        fn hours_and_their_opposite_share_the_day(
            from_minute in 0..Hours::MINUTES, to_minute in 0..Hours::MINUTES,
            second in 0..DAY_GAME_S,
        ) {
            prop_assume!(from_minute != to_minute);
            let hours = Hours { from_minute, to_minute };
            let opposite = Hours { from_minute: to_minute, to_minute: from_minute };
            prop_assert_ne!(hours_hold(hours, second), hours_hold(opposite, second));
            prop_assert!(hours_hold(Hours::ANY, second));
        }

        #[test]
        fn nobody_comes_early_or_never(chance in any::<u64>()) {
            let ms = respawn_ms(chance);
            prop_assert!((RESPAWN_MS..=RESPAWN_MS + RESPAWN_MS / 4).contains(&ms));
        }
    }
}

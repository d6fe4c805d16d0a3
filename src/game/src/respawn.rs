//! How long the dead lie, and when others take their place.

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

/// When something is about: part of the day of Nexus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hours {
    /// Always.
    #[default]
    Any,
    /// From six to eighteen.
    Day,
    /// From eighteen to six.
    Night,
}

impl Hours {
    /// Whether these hours hold at so many seconds of the client's day
    /// ([`time_of_day`](crate::clock::time_of_day)).
    #[must_use]
    pub fn hold(self, time_of_day_s: u32) -> bool {
        let is_day = (6 * 3600..18 * 3600).contains(&time_of_day_s);
        match self {
            Self::Any => true,
            Self::Day => is_day,
            Self::Night => !is_day,
        }
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
            assert_ne!(Hours::Day.hold(at), Hours::Night.hold(at), "{hour}");
            assert!(Hours::Any.hold(at));
        }
        assert!(Hours::Day.hold(12 * 3600) && Hours::Night.hold(0));
        assert!(Hours::Day.hold(6 * 3600) && Hours::Night.hold(18 * 3600));
    }

    proptest! {
        #[test]
        fn nobody_comes_early_or_never(chance in any::<u64>()) {
            let ms = respawn_ms(chance);
            prop_assert!((RESPAWN_MS..=RESPAWN_MS + RESPAWN_MS / 4).contains(&ms));
        }
    }
}

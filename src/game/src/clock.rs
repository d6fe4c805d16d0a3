//! The day of Nexus, which is shorter than ours and follows UTC so that every realm agrees.

use bezgelor_core::time::UnixMillis;

/// Length of a game day in real seconds: three and a half hours (`features.md` section 4).
pub const DAY_S: u32 = 12_600;
/// What the client counts as one whole day, in its own seconds.
pub const DAY_GAME_S: u32 = 86_400;

/// Seconds of the client's 24-hour day that have passed at `unix`.
///
/// The shared start of all days is the Unix epoch.
#[must_use]
pub fn time_of_day(unix: UnixMillis) -> u32 {
    let day_ms = i64::from(DAY_S) * 1000;
    let passed_ms = unix.0.rem_euclid(day_ms);
    (passed_ms * i64::from(DAY_GAME_S) / day_ms) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quarter_of_the_day_is_six_in_the_morning() {
        assert_eq!(time_of_day(UnixMillis(0)), 0);
        assert_eq!(time_of_day(UnixMillis(12_600_000 / 4)), 6 * 3600);
        assert_eq!(time_of_day(UnixMillis(12_600_000)), 0);
        assert_eq!(time_of_day(UnixMillis(-1)), DAY_GAME_S - 1);
    }

    proptest! {
        #[test]
        fn it_stays_inside_the_day_and_repeats(unix in -1_i64 << 50..1_i64 << 50) {
            let now = time_of_day(UnixMillis(unix));
            prop_assert!(now < DAY_GAME_S);
            prop_assert_eq!(now, time_of_day(UnixMillis(unix + 12_600_000)));
        }
    }
}

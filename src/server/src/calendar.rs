//! Dates for people, in UTC.

use bezgelor_core::time::UnixMillis;

const DAY_MS: i64 = 86_400_000;

/// "2026-11-24".
#[must_use]
pub(crate) fn date(at: UnixMillis) -> String {
    let (year, month, day) = civil(at.0.div_euclid(DAY_MS));
    format!("{year:04}-{month:02}-{day:02}")
}

/// "2026-11-24 08:19 UTC".
#[must_use]
pub(crate) fn minute(at: UnixMillis) -> String {
    let minutes = at.0.rem_euclid(DAY_MS) / 60_000;
    format!("{} {:02}:{:02} UTC", date(at), minutes / 60, minutes % 60)
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar.
///
/// Counts in eras of 400 years whose years begin in March, so that the odd day comes last.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let leaps = day_of_era / 1460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leaps) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_are_named() {
        for (days, name) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (19_723, "2024-01-01"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(date(UnixMillis(days * DAY_MS)), name);
        }
    }

    #[test]
    fn every_day_of_a_century_follows_the_one_before() {
        let mut last = civil(0);
        for days in 1..36_525 {
            let next = civil(days);
            assert!(next > last, "{last:?} then {next:?}");
            last = next;
        }
    }

    #[test]
    fn minutes_are_of_the_day() {
        assert_eq!(minute(UnixMillis(90_061_000)), "1970-01-02 01:01 UTC");
    }
}

//! The end of something: after a span of time, or at a date.

use bezgelor_core::time::UnixMillis;

use crate::argument::{Argument, Duration};
use crate::define::Kind;
use crate::error::Fault;
use crate::parse::Reader;

/// Until when: a [`Duration`] from now, or a moment written `2027-01-31` or `2027-01-31T18:30`, in
/// UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// So long.
    For(Duration),
    /// To this moment.
    At(UnixMillis),
}

impl Argument for Until {
    const KIND: Kind = Kind::Duration;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        if !reader.is_before_date() {
            return Duration::read(reader).map(Self::For);
        }
        let word = reader.word()?;
        moment(word).map(Self::At).ok_or_else(|| {
            Fault::new(format!(
                "`{word}` is no date; write 2027-01-31 or 2027-01-31T18:30"
            ))
        })
    }
}

/// Whether a word is written as a date, if of a day that may not be.
pub(crate) fn looks_like_date(word: &str) -> bool {
    word.bytes().filter(|byte| *byte == b'-').count() == 2
}

fn moment(word: &str) -> Option<UnixMillis> {
    let (date, time) = word.split_once('T').unwrap_or((word, "00:00"));
    let (hour, minute) = time.split_once(':')?;
    let date: Vec<&str> = date.split('-').collect();
    let [year, month, day] = numbers(&date, [4, 2, 2])?;
    let [hour, minute] = numbers(&[hour, minute], [2, 2])?;
    let is_time = hour < 24 && minute < 60;
    let is_date = year >= 1970 && (1..=12).contains(&month) && day >= 1;
    if !is_time || !is_date || day > days_of(year, month) {
        return None;
    }
    let minutes = (days_since_1970(year, month, day) * 24 + hour) * 60 + minute;
    Some(UnixMillis(minutes * 60_000))
}

/// Parts that are whole numbers of so many digits each.
fn numbers<const N: usize>(parts: &[&str], digits: [usize; N]) -> Option<[i64; N]> {
    let mut found = [0; N];
    if parts.len() != N {
        return None;
    }
    for (number, (part, digits)) in found.iter_mut().zip(parts.iter().zip(digits)) {
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        *number = part.parse().ok().filter(|_| is_number)?;
    }
    Some(found)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar, of 1970 or later.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let whole = year - 1;
    let leap_days = whole / 4 - whole / 100 + whole / 400 - 477;
    let months: i64 = (1..month).map(|month| days_of(year, month)).sum();
    (year - 1970) * 365 + leap_days + months + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Until, String> {
        let words = crate::line::split(line).words;
        let read = Until::read(&mut Reader::new(line, &words));
        read.map_err(|fault| fault.to_string())
    }

    #[test]
    fn an_end_is_a_span_or_a_date() {
        assert_eq!(read("7d"), Ok(Until::For(Duration(604_800_000))));
        for (word, seconds) in [
            ("1970-01-01", 0),
            ("2000-02-29", 951_782_400),
            ("2000-03-01", 951_868_800),
            ("2027-01-31T18:30", 1_801_420_200),
            ("2100-03-01", 4_107_542_400),
            ("9999-12-31T23:59", 253_402_300_740),
        ] {
            assert_eq!(
                read(word),
                Ok(Until::At(UnixMillis(seconds * 1000))),
                "{word}"
            );
        }
        for wrong in [
            "1969-12-31",
            "2027-02-29",
            "2100-02-29",
            "2027-13-01",
            "2027-1-31",
            "2027-01-31T24:00",
            "2027-01-31T1:00",
            "2027-01-+1",
            "--",
        ] {
            let said = read(wrong).expect_err(wrong);
            assert!(said.contains("is no date; write"), "{wrong}: {said}");
        }
        assert!(read("soon").is_err());
    }
}

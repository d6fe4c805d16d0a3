//! The time until a realm stops, and when its players are told (`features.md` section 37).

use bezgelor_core::limits::LOGINS_CLOSE_MS;
use bezgelor_core::time::Millis;

/// A stop to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countdown {
    ends_at: Millis,
    /// The process is to be started again.
    restarts: bool,
    reason: Option<String>,
    /// Seconds that the last notice said.
    told_s: Option<u64>,
}

/// What a look at the clock brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Nothing to say.
    Quiet,
    /// Everybody is told this.
    Notice(String),
    /// It is time.
    Over,
}

impl Countdown {
    /// Stops the realm at `ends_at`.
    #[must_use]
    pub fn new(ends_at: Millis, restarts: bool, reason: Option<String>) -> Self {
        Self {
            ends_at,
            restarts,
            reason,
            told_s: None,
        }
    }

    /// Whether the process is to be started again.
    #[must_use]
    pub fn restarts(&self) -> bool {
        self.restarts
    }

    /// Milliseconds left.
    #[must_use]
    pub fn left_ms(&self, now: Millis) -> u64 {
        self.ends_at.since(now)
    }

    /// Whether it is so near its end that nobody new is let in.
    #[must_use]
    pub fn is_closing(&self, now: Millis) -> bool {
        self.left_ms(now) <= LOGINS_CLOSE_MS
    }

    /// What is said now to who comes in.
    #[must_use]
    pub fn notice(&self, now: Millis) -> String {
        self.say(self.left_ms(now).div_ceil(1000))
    }

    /// Lets time pass: the first look tells, after that each whole step does, and none is told
    /// late because looks are rare.
    pub fn look(&mut self, now: Millis) -> Count {
        let left_s = self.left_ms(now).div_ceil(1000);
        if left_s == 0 {
            return Count::Over;
        }
        let due = self.told_s.is_none_or(|told| left_s <= next_after(told));
        if !due {
            return Count::Quiet;
        }
        self.told_s = Some(left_s);
        Count::Notice(self.say(left_s))
    }

    fn say(&self, left_s: u64) -> String {
        let what = if self.restarts {
            "restarts"
        } else {
            "shuts down"
        };
        let mut text = format!("The realm {what} in {}.", spelled(left_s));
        if let Some(reason) = &self.reason {
            text.push(' ');
            text.push_str(reason);
        }
        text
    }
}

/// The seconds at which to tell again: every day, hour and minute, then every 10 s above 30, every
/// 5 s above 10, every second.
fn next_after(told_s: u64) -> u64 {
    let step = match told_s {
        86_401.. => 86_400,
        3_601.. => 3_600,
        61.. => 60,
        31.. => 10,
        11.. => 5,
        _ => 1,
    };
    (told_s - 1) / step * step
}

/// `1 day 2 hours`, at most two units.
fn spelled(seconds: u64) -> String {
    let units = [
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    let mut rest = seconds;
    let mut words = Vec::new();
    for (size, name) in units {
        let count = rest / size;
        rest %= size;
        if count > 0 && words.len() < 2 {
            let plural = if count == 1 { "" } else { "s" };
            words.push(format!("{count} {name}{plural}"));
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seconds left at which something is said.
    fn told(total_s: u64) -> Vec<u64> {
        let mut countdown = Countdown::new(Millis(total_s * 1000), false, None);
        let mut told = Vec::new();
        for now_ms in (0..total_s * 1000).step_by(250) {
            if let Count::Notice(_) = countdown.look(Millis(now_ms)) {
                told.push((total_s * 1000 - now_ms).div_ceil(1000));
            }
        }
        assert_eq!(countdown.look(Millis(total_s * 1000)), Count::Over);
        told
    }

    #[test]
    fn notices_come_closer_towards_the_end() {
        let last = [30, 25, 20, 15, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
        assert_eq!(told(30), last);
        assert_eq!(told(150)[..6], [150, 120, 60, 50, 40, 30]);
        assert_eq!(told(7_500)[..4], [7_500, 7_200, 3_600, 3_540]);
        assert_eq!(told(90_000)[..3], [90_000, 86_400, 82_800]);
    }

    #[test]
    fn a_late_look_tells_the_time_it_is() {
        let mut countdown = Countdown::new(Millis(100_000), true, Some("New patch.".into()));
        let first = Count::Notice("The realm restarts in 1 minute 40 seconds. New patch.".into());
        assert_eq!(countdown.look(Millis(0)), first);
        let late = Count::Notice("The realm restarts in 42 seconds. New patch.".into());
        assert_eq!(countdown.look(Millis(58_000)), late);
        assert_eq!(countdown.look(Millis(58_500)), Count::Quiet);
        assert_eq!(countdown.look(Millis(200_000)), Count::Over);
    }
}

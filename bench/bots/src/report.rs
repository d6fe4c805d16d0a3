//! What the bots counted and timed, and how it is printed.

use std::collections::BTreeMap;
use std::time::Duration;

use hdrhistogram::Histogram;
use serde::Serialize;

use crate::probe::ServerUsage;

/// Errors kept as text; the rest are only counted.
const ERRORS_KEPT: usize = 10;
/// Latencies are kept up to a minute, in microseconds.
const LATENCY_US_MAX: u64 = 60_000_000;
/// A step is late when it is seen after more than this: those of far movers are told once a second.
const LATE_US: u64 = 2_000_000;

/// Latencies of one action.
#[derive(Debug)]
pub struct Latency(Histogram<u64>);

impl Default for Latency {
    fn default() -> Self {
        let histogram = Histogram::new_with_bounds(1, LATENCY_US_MAX, 3);
        Self(histogram.expect("the bounds are constants"))
    }
}

impl Latency {
    /// Adds one, in microseconds.
    pub fn record_us(&mut self, us: u64) {
        self.0.saturating_record(us);
    }

    /// Adds one.
    pub fn record(&mut self, duration: Duration) {
        self.record_us(u64::try_from(duration.as_micros()).unwrap_or(LATENCY_US_MAX));
    }

    fn summary(&self) -> LatencySummary {
        let at = |quantile| self.0.value_at_quantile(quantile) as f64 / 1000.0;
        LatencySummary {
            count: self.0.len(),
            p50: at(0.5),
            p90: at(0.9),
            p99: at(0.99),
            max: if self.0.is_empty() {
                0.0
            } else {
                self.0.max() as f64 / 1000.0
            },
        }
    }
}

/// How often each number was counted.
#[derive(Debug, Default)]
pub struct Counts(BTreeMap<usize, u64>);

impl Counts {
    /// Adds one count.
    pub fn record(&mut self, number: usize) {
        *self.0.entry(number).or_default() += 1;
    }

    fn at(&self, percent: u64) -> usize {
        let total: u64 = self.0.values().sum();
        let wanted = (total * percent).div_ceil(100);
        let mut counted = 0;
        let mut numbers = self.0.iter();
        let found = numbers.find(|(_, count)| {
            counted += *count;
            counted >= wanted
        });
        found.map_or(0, |(number, _)| *number)
    }

    fn summary(&self) -> CountSummary {
        CountSummary {
            p50: self.at(50),
            p99: self.at(99),
            max: self.at(100),
        }
    }
}

/// Percentiles of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CountSummary {
    /// Median.
    pub p50: usize,
    /// 99 of 100.
    pub p99: usize,
    /// The greatest.
    pub max: usize,
}

/// Everything counted during one run.
#[derive(Debug, Default)]
pub struct Tally {
    /// Bots that took part.
    pub bots: u32,
    /// Logins that reached the character list.
    pub logins: u64,
    /// Those of them that had done so when the last bot came.
    pub logins_of_phase: u64,
    /// Time from the first login begun to the last one done.
    pub login_phase: Duration,
    /// Time all bots were in the world together.
    pub play_phase: Duration,
    /// Steps of others seen.
    pub steps_seen: u64,
    /// Those of them that were more than two seconds old.
    pub steps_late: u64,
    /// Steps sent.
    pub steps_sent: u64,
    /// Connections that ended without our wish.
    pub disconnects: u64,
    /// Messages and bytes received.
    pub messages_received: u64,
    /// See `messages_received`.
    pub bytes_received: u64,
    /// Messages and bytes sent.
    pub messages_sent: u64,
    /// See `messages_sent`.
    pub bytes_sent: u64,
    /// Stays in the world that began and ended well, one after the other.
    pub stays: u64,
    /// Clients that sent more than anybody may.
    pub flooders: u64,
    /// Those of them whose connection the server ended.
    pub flooders_cut_off: u64,
    /// Clients that read slowly or not at all.
    pub slow: u64,
    /// Those of them whose connection the server ended.
    pub slow_cut_off: u64,
    /// What the server used.
    pub server: Option<ServerUsage>,
    /// Others that a bot had in sight at the end of its walk.
    pub neighbours: Counts,
    /// STS connect to character list.
    pub login: Latency,
    /// Select to the end of the loading screen.
    pub enter: Latency,
    /// A step sent to the same step seen by a neighbour.
    pub step: Latency,
    /// A line said to its acceptance.
    pub chat: Latency,
    error_count: u64,
    errors: Vec<String>,
}

impl Tally {
    /// Nothing counted yet, of a run with so many bots.
    #[must_use]
    pub fn new(bots: u32) -> Self {
        Self {
            bots,
            ..Self::default()
        }
    }

    /// Counts a step of another that was seen so long after it was due.
    pub fn step_seen(&mut self, age_us: u64) {
        self.steps_seen += 1;
        self.steps_late += u64::from(age_us > LATE_US);
        self.step.record_us(age_us);
    }

    /// Counts an error; the first few keep their text.
    pub fn error(&mut self, error: &anyhow::Error) {
        self.error_count += 1;
        if self.errors.len() < ERRORS_KEPT {
            self.errors.push(format!("{error:#}"));
        }
    }

    /// The result in the form that is printed.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let per_second =
            |count: u64, phase: Duration| count as f64 / phase.as_secs_f64().max(f64::MIN_POSITIVE);
        Summary {
            bots: self.bots,
            logins: self.logins,
            logins_per_second: per_second(self.logins_of_phase, self.login_phase),
            errors: self.error_count,
            error_texts: self.errors.clone(),
            disconnects: self.disconnects,
            steps_sent: self.steps_sent,
            steps_seen: self.steps_seen,
            steps_late: self.steps_late,
            play_seconds: self.play_phase.as_secs_f64(),
            messages_received_per_second: per_second(self.messages_received, self.play_phase),
            bytes_received_per_second: per_second(self.bytes_received, self.play_phase),
            messages_sent_per_second: per_second(self.messages_sent, self.play_phase),
            bytes_sent_per_second: per_second(self.bytes_sent, self.play_phase),
            stays: self.stays,
            flooders: self.flooders,
            flooders_cut_off: self.flooders_cut_off,
            slow: self.slow,
            slow_cut_off: self.slow_cut_off,
            server: self.server,
            neighbours: self.neighbours.summary(),
            login_latency_ms: self.login.summary(),
            enter_latency_ms: self.enter.summary(),
            step_latency_ms: self.step.summary(),
            chat_latency_ms: self.chat.summary(),
        }
    }
}

/// Percentiles of one action in milliseconds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LatencySummary {
    /// How many were timed.
    pub count: u64,
    /// Median.
    pub p50: f64,
    /// 90 of 100.
    pub p90: f64,
    /// 99 of 100.
    pub p99: f64,
    /// The worst.
    pub max: f64,
}

/// The result of a run; its JSON form is what `--report json` prints.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// Bots that took part.
    pub bots: u32,
    /// Logins that reached the character list.
    pub logins: u64,
    /// From the first login begun to the last one done.
    pub logins_per_second: f64,
    /// Things that went wrong.
    pub errors: u64,
    /// The first of them in words.
    pub error_texts: Vec<String>,
    /// Connections that ended without our wish.
    pub disconnects: u64,
    /// Steps sent.
    pub steps_sent: u64,
    /// Steps of others seen.
    pub steps_seen: u64,
    /// Those of them that were more than two seconds old.
    pub steps_late: u64,
    /// How long all were in the world together.
    pub play_seconds: f64,
    /// During that time.
    pub messages_received_per_second: f64,
    /// During that time.
    pub bytes_received_per_second: f64,
    /// During that time.
    pub messages_sent_per_second: f64,
    /// During that time.
    pub bytes_sent_per_second: f64,
    /// Stays in the world that began and ended well, one after the other.
    pub stays: u64,
    /// Clients that sent more than anybody may.
    pub flooders: u64,
    /// Those of them whose connection the server ended.
    pub flooders_cut_off: u64,
    /// Clients that read slowly or not at all.
    pub slow: u64,
    /// Those of them whose connection the server ended.
    pub slow_cut_off: u64,
    /// What the server used, when its process was named.
    pub server: Option<ServerUsage>,
    /// Others that a bot had in sight at the end of its walk.
    pub neighbours: CountSummary,
    /// STS connect to character list.
    pub login_latency_ms: LatencySummary,
    /// Select to the end of the loading screen.
    pub enter_latency_ms: LatencySummary,
    /// A step sent to the same step seen by a neighbour.
    pub step_latency_ms: LatencySummary,
    /// A line said to its acceptance.
    pub chat_latency_ms: LatencySummary,
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            f,
            "{} bots, {} logins ({:.1}/s), {} errors, {} disconnects, {:.1} s together",
            self.bots,
            self.logins,
            self.logins_per_second,
            self.errors,
            self.disconnects,
            self.play_seconds
        )?;
        for text in &self.error_texts {
            writeln!(f, "  error: {text}")?;
        }
        writeln!(
            f,
            "received {:.0} messages/s, {:.2} MB/s; sent {:.0} messages/s, {:.2} MB/s",
            self.messages_received_per_second,
            self.bytes_received_per_second / 1e6,
            self.messages_sent_per_second,
            self.bytes_sent_per_second / 1e6
        )?;
        writeln!(
            f,
            "steps: {} sent, {} seen by others, {} of them after two seconds",
            self.steps_sent, self.steps_seen, self.steps_late
        )?;
        writeln!(
            f,
            "in sight: {} others p50, {} p99, {} at most",
            self.neighbours.p50, self.neighbours.p99, self.neighbours.max
        )?;
        if self.stays > 0 {
            writeln!(f, "stays: {}", self.stays)?;
        }
        if self.flooders + self.slow > 0 {
            writeln!(
                f,
                "cut off: {} of {} flooders, {} of {} slow readers",
                self.flooders_cut_off, self.flooders, self.slow_cut_off, self.slow
            )?;
        }
        if let Some(server) = &self.server {
            writeln!(
                f,
                "server: {:.2} s of processor time, {} MiB at the end",
                server.cpu_seconds,
                server.resident_after_kib / 1024
            )?;
        }
        let actions = [
            ("login", self.login_latency_ms),
            ("enter world", self.enter_latency_ms),
            ("step seen", self.step_latency_ms),
            ("chat taken", self.chat_latency_ms),
        ];
        for (name, latency) in actions {
            writeln!(
                f,
                "{name:>12}: p50 {:8.1} ms  p90 {:8.1} ms  p99 {:8.1} ms  max {:8.1} ms  ({})",
                latency.p50, latency.p90, latency.p99, latency.max, latency.count
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_has_the_promised_fields() {
        let mut tally = Tally::new(3);
        tally.step.record_us(12_000);
        tally.error(&anyhow::anyhow!("no"));
        let json = serde_json::to_value(tally.summary()).expect("a summary is plain data");
        for key in ["bots", "logins", "errors", "disconnects", "steps_seen"] {
            assert!(json[key].is_u64(), "{key}");
        }
        assert!((json["step_latency_ms"]["p99"].as_f64().unwrap_or_default() - 12.0).abs() < 0.1);
        assert_eq!(json["errors"], 1);
    }

    #[test]
    fn a_step_after_two_seconds_is_late_and_in_the_percentiles_all_the_same() {
        let mut tally = Tally::new(2);
        (0..99).for_each(|_| tally.step_seen(40_000));
        tally.step_seen(6_000_000);
        let summary = tally.summary();
        assert_eq!((summary.steps_seen, summary.steps_late), (100, 1));
        assert!(summary.step_latency_ms.max > 5_900.0);
        assert_eq!(summary.errors, 0);
    }

    #[test]
    fn counts_have_percentiles() {
        let mut counts = Counts::default();
        assert_eq!(counts.summary(), CountSummary::default());
        (1..=200).for_each(|number| counts.record(number));
        let (p50, p99, max) = (100, 198, 200);
        assert_eq!(counts.summary(), CountSummary { p50, p99, max });
    }
}

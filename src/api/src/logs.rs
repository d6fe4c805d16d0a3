//! The newest lines of the server's log, for who reads along: whoever logs puts a line into a
//! bounded queue and never waits, and the interface's own thread keeps the newest ones.

use std::collections::VecDeque;

use bezgelor_core::limits::{LOG_LINE_BYTES_MAX, LOG_LINES_KEPT_MAX};
use serde::Serialize;
use tokio::sync::mpsc;
use utoipa::ToSchema;

use crate::kept::Kept;

/// Lines on their way to the interface; more are lost.
const LINES_QUEUED_MAX: usize = 1024;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LogLine {
    /// Counts up from 1.
    pub number: u64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// `ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`.
    pub level: String,
    /// The part of the program that says it.
    pub target: String,
    /// The line with its fields.
    pub text: String,
}

/// Where lines are put.
#[derive(Clone, Debug)]
pub struct LogSink(mpsc::Sender<LogLine>);

/// Where the interface takes them from.
#[derive(Debug)]
pub struct LogSource(pub(crate) mpsc::Receiver<LogLine>);

/// The two ends of the way of log lines.
#[must_use]
pub fn log_lines() -> (LogSink, LogSource) {
    let (sender, receiver) = mpsc::channel(LINES_QUEUED_MAX);
    (LogSink(sender), LogSource(receiver))
}

impl LogSource {
    /// The next line, if one has come.
    pub fn try_next(&mut self) -> Option<LogLine> {
        self.0.try_recv().ok()
    }
}

impl LogSink {
    /// Puts a line in, cut at its bound; a line that finds no room is lost.
    pub fn push(&self, at: i64, level: &str, target: &str, mut text: String) {
        if text.len() > LOG_LINE_BYTES_MAX {
            text.truncate(text.floor_char_boundary(LOG_LINE_BYTES_MAX));
            text.push('…');
        }
        let line = LogLine {
            number: 0,
            at,
            level: level.to_owned(),
            target: target.to_owned(),
            text,
        };
        // The log itself has the line.
        let _ = self.0.try_send(line);
    }
}

#[derive(Debug, Default)]
struct Ring {
    lines: VecDeque<LogLine>,
    written: u64,
}

/// The kept lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct LogTail(Kept<Ring>);

impl LogTail {
    /// Adds a line, forgetting the oldest one when there are too many.
    pub(crate) fn keep(&self, mut line: LogLine) {
        self.0.with(|ring| {
            ring.written += 1;
            line.number = ring.written;
            if ring.lines.len() == LOG_LINES_KEPT_MAX {
                ring.lines.pop_front();
            }
            ring.lines.push_back(line);
        });
    }

    /// Up to `limit` of the newest lines after number `after` that pass `wanted`, oldest first.
    pub(crate) fn after(
        &self,
        after: u64,
        limit: usize,
        wanted: impl Fn(&LogLine) -> bool,
    ) -> Vec<LogLine> {
        self.0.with(|ring| {
            let newer = ring.lines.iter().rev();
            let newer = newer.take_while(|line| line.number > after);
            let mut lines: Vec<LogLine> = newer
                .filter(|line| wanted(line))
                .take(limit)
                .cloned()
                .collect();
            lines.reverse();
            lines
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_lines_stay() {
        let tail = LogTail::default();
        let (sink, mut source) = log_lines();
        for number in 0..LOG_LINES_KEPT_MAX + 10 {
            let level = if number % 2 == 0 { "INFO" } else { "WARN" };
            sink.push(0, level, "test", format!("line {number}"));
            tail.keep(source.0.try_recv().expect("it was put in"));
        }
        let all = tail.after(0, usize::MAX, |_| true);
        assert_eq!(all.len(), LOG_LINES_KEPT_MAX);
        assert_eq!(all[0].number, 11);
        let newest = all.last().expect("lines").number;
        assert_eq!(newest, LOG_LINES_KEPT_MAX as u64 + 10);
        let warnings = tail.after(newest - 10, 3, |line| line.level == "WARN");
        let numbers: Vec<u64> = warnings.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [newest - 4, newest - 2, newest]);
    }

    #[test]
    fn who_logs_never_waits() {
        let (sink, mut source) = log_lines();
        for number in 0..LINES_QUEUED_MAX * 2 {
            sink.push(0, "INFO", "test", number.to_string());
        }
        let mut arrived = 0;
        while source.0.try_recv().is_ok() {
            arrived += 1;
        }
        assert_eq!(arrived, LINES_QUEUED_MAX);
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let (sink, mut source) = log_lines();
        sink.push(0, "INFO", "test", "é".repeat(LOG_LINE_BYTES_MAX));
        let line = source.0.try_recv().expect("it was put in");
        assert!(line.text.len() <= LOG_LINE_BYTES_MAX + '…'.len_utf8());
    }
}

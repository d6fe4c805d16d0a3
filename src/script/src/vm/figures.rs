//! What a VM counts, and what it has to say.

use std::collections::VecDeque;

use bezgelor_core::limits::{SCRIPT_FAILURES_MAX, SCRIPT_FAILURES_MS, SCRIPT_LOG_LINES_PER_S_MAX};
use bezgelor_core::time::Millis;

use crate::fault::Fault;

/// Counts since the VM was made, and levels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Functions of scripts called.
    pub calls: u64,
    /// Of those, how many failed.
    pub errors: u64,
    /// Of those, how many took too long or too much.
    pub killed: u64,
    /// Microseconds in all calls.
    pub spent_us: u64,
    /// The longest call, in microseconds.
    pub longest_us: u64,
    /// Happenings and commands that found no room.
    pub lost: u64,
    /// Lines of the log that found no room.
    pub lines_lost: u64,
    /// Bytes that scripts hold.
    pub memory_bytes: usize,
    /// Zones that have scripts.
    pub zones: usize,
    /// Scripts loaded.
    pub scripts: usize,
    /// Of those, how many are told nothing more.
    pub disabled: usize,
}

/// Something for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A script says so.
    Line {
        /// Which.
        script: String,
        /// What.
        text: String,
    },
    /// A script failed.
    Failed(Fault),
    /// A script failed too often, or took so much memory that nothing is left for the others: it is
    /// told nothing more.
    Disabled(Fault),
}

/// What is known of one script.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    pub(super) calls: u64,
    pub(super) errors: u64,
    pub(super) spent_us: u64,
    pub(super) is_disabled: bool,
    pub(super) last_fault: String,
    /// When it failed of late.
    failed_at: VecDeque<Millis>,
}

impl Record {
    /// Counts a failure; whether that was one too many.
    pub(super) fn fails(&mut self, now: Millis, fault: &Fault) -> bool {
        self.errors += 1;
        self.last_fault.clone_from(&fault.text);
        self.failed_at.push_back(now);
        let old = |at: &Millis| now.since(*at) >= SCRIPT_FAILURES_MS;
        while self.failed_at.front().is_some_and(old) {
            self.failed_at.pop_front();
        }
        self.failed_at.len() >= SCRIPT_FAILURES_MAX as usize
    }
}

/// The lines of scripts, so many in a second.
#[derive(Debug, Default)]
pub(super) struct Pen {
    since: Millis,
    written: u32,
}

impl Pen {
    /// Whether one more may be written.
    pub(super) fn may_write(&mut self, now: Millis) -> bool {
        if now.since(self.since) >= 1_000 {
            self.since = now;
            self.written = 0;
        }
        self.written += 1;
        self.written <= SCRIPT_LOG_LINES_PER_S_MAX
    }
}

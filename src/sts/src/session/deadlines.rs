//! How long an STS connection may take for what.

use bezgelor_core::limits::{
    HANDSHAKE_DEADLINE_MS, IDLE_DEADLINE_MS, LOGIN_DEADLINE_MS, STS_REQUEST_DEADLINE_MS,
};
use bezgelor_core::time::Millis;

/// The clocks of one connection.
pub(super) struct Deadlines {
    /// Accepted, or the last failed login: a player may type again.
    login_began: Millis,
    first_request_came: bool,
    proven: bool,
    last_request: Millis,
    /// When the first byte of an unfinished request came.
    part_began: Millis,
    part_waits: bool,
}

impl Deadlines {
    pub(super) fn new(now: Millis) -> Self {
        Self {
            login_began: now,
            first_request_came: false,
            proven: false,
            last_request: now,
            part_began: now,
            part_waits: false,
        }
    }

    pub(super) fn request_came(&mut self, now: Millis) {
        self.first_request_came = true;
        self.last_request = now;
        self.part_waits = false;
    }

    /// Notes whether part of a request waits for the rest of it, not for us.
    pub(super) fn bytes_wait(&mut self, waits: bool, now: Millis) {
        if waits && !self.part_waits {
            self.part_began = now;
        }
        self.part_waits = waits;
    }

    pub(super) fn login_failed(&mut self, now: Millis) {
        self.login_began = now;
    }

    pub(super) fn login_proven(&mut self, now: Millis) {
        self.proven = true;
        self.last_request = now;
    }

    /// The earliest deadline.
    pub(super) fn next(&self) -> Millis {
        let mut next = if self.proven {
            self.last_request.plus(IDLE_DEADLINE_MS)
        } else {
            self.login_began.plus(LOGIN_DEADLINE_MS)
        };
        if !self.first_request_came {
            next = next.min(self.login_began.plus(HANDSHAKE_DEADLINE_MS));
        }
        if self.part_waits {
            next = next.min(self.part_began.plus(STS_REQUEST_DEADLINE_MS));
        }
        next
    }
}

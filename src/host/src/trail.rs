//! The last messages this thread took from clients, for the report of a panic.
//!
//! One ring per thread, written without a lock and read only by the thread that panics: what a
//! handler did wrong is mostly in the messages before it.

use std::cell::Cell;
use std::fmt;

use bezgelor_core::ids::ConnectionId;
use protocol::{Sender, registry};

/// Messages remembered; a power of two.
const LENGTH: usize = 32;

thread_local! {
    static TRAIL: Trail = const { Trail::new() };
}

struct Trail {
    next: Cell<usize>,
    steps: [Cell<Step>; LENGTH],
}

/// One message: who sent it, and its opcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The connection it came from.
    pub connection: ConnectionId,
    /// Its opcode.
    pub opcode: u16,
}

const NONE: Step = Step {
    connection: ConnectionId(0),
    opcode: 0,
};

impl Trail {
    const fn new() -> Self {
        Self {
            next: Cell::new(0),
            steps: [const { Cell::new(NONE) }; LENGTH],
        }
    }
}

/// Remembers a message.
pub(crate) fn note(connection: ConnectionId, opcode: u16) {
    TRAIL.with(|trail| {
        let at = trail.next.get();
        trail.steps[at % LENGTH].set(Step { connection, opcode });
        trail.next.set(at.wrapping_add(1));
    });
}

/// The last messages of this thread, oldest first.
#[must_use]
pub fn recent() -> Vec<Step> {
    // A thread that is ending has no trail any more.
    let steps = TRAIL.try_with(|trail| {
        let next = trail.next.get();
        let count = next.min(LENGTH);
        let steps = (next - count..next).map(|at| trail.steps[at % LENGTH].get());
        steps.collect()
    });
    steps.unwrap_or_default()
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = registry::name(self.opcode, Sender::Client).unwrap_or("unknown");
        let (connection, opcode) = (self.connection.0, self.opcode);
        write!(out, "connection {connection}: {opcode:#06x} {name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ones_are_kept_in_order() {
        assert!(recent().is_empty());
        for opcode in 0..LENGTH as u16 + 5 {
            note(ConnectionId(9), opcode);
        }
        let opcodes: Vec<u16> = recent().iter().map(|step| step.opcode).collect();
        let expected: Vec<u16> = (5..LENGTH as u16 + 5).collect();
        assert_eq!(opcodes, expected);
        assert!(recent()[0].to_string().starts_with("connection 9: 0x0005"));
    }
}

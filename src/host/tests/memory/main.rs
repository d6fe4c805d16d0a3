//! How much a connection that has shown no right to anything makes the server hold, whatever it
//! sends and whatever lengths it claims: at most 16 KiB, the runtime's own part included.

#[path = "../../../protocol/tests/hostile/allocation.rs"]
mod allocation;
mod game;
mod streams;
mod sts_port;

use bezgelor_core::limits::READ_CHUNK_BYTES;
use bezgelor_core::time::{Millis, Now, UnixMillis};

/// What one stranger may cost.
const BYTES_MAX: usize = 16 * 1024;
/// What the runtime holds beside the lane: one read that the lane has not taken yet, and the books
/// of task, socket and table.
const RUNTIME_BYTES: usize = READ_CHUNK_BYTES + 1024;

const NOW: Now = Now {
    mono: Millis(1_000),
    unix: UnixMillis(1_000_000),
};

/// Runs one conversation and checks what it cost. `lane` is the size of the lane itself.
fn check(name: &str, lane: usize, conversation: impl FnOnce()) {
    let ((), peak) = allocation::peak(conversation);
    let held = peak + lane + RUNTIME_BYTES;
    assert!(held <= BYTES_MAX, "{name}: {held} bytes");
}

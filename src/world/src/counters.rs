//! What a zone counts: for the metrics, and so that a strange client is noticed once and not
//! each time.

use bezgelor_core::lacks::Lacks;
use bezgelor_core::limits::UNHANDLED_OPCODES_MAX;

/// Counts since the zone was made; they only grow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Steps taken.
    pub steps: u64,
    /// Messages handled.
    pub handled: u64,
    /// Messages for which the player was in the wrong state.
    pub out_of_state: u64,
    /// Messages from connections without a player here.
    pub strangers: u64,
    /// Messages beyond what a client may ask for in the time.
    pub over_budget: u64,
    /// Bodies that were not what they claimed.
    pub malformed: u64,
    /// Messages whose content made no sense: unknown ids, impossible values.
    pub senseless: u64,
    /// Steps of players that were not believed.
    pub steps_refused: u64,
    /// Spawns that make no sense.
    pub spawns_refused: u64,
    /// Patrols nobody can walk: their spline, mode or spawn is not known.
    pub patrols_refused: u64,
    /// Terms of spawns that do not stand here, and those that make no sense.
    pub terms_refused: u64,
    /// What the world's data names and the tables do not have, by kind.
    pub lacks: Lacks,
    /// Deliveries of steps put off because the mover is far from the viewer.
    pub far_put_off: u64,
    /// Times something more was left out, or given back, because of load.
    pub shedding_changes: u64,
    /// Newcomers who had to wait at the door.
    pub waited_at_door: u64,
    /// Operations on valuables begun.
    pub operations: u64,
    /// Operations on valuables that were not kept.
    pub operations_refused: u64,
    /// Messages no handler takes.
    pub unhandled: u64,
    unhandled_kinds: Vec<u16>,
}

impl Counters {
    /// Counts a message nobody takes; true the first time for its opcode.
    pub(crate) fn count_unhandled(&mut self, opcode: u16) -> bool {
        self.unhandled += 1;
        let known = self.unhandled_kinds.contains(&opcode);
        if known || self.unhandled_kinds.len() >= UNHANDLED_OPCODES_MAX {
            return false;
        }
        self.unhandled_kinds.push(opcode);
        true
    }
}

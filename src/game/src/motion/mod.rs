//! Where a unit is that the server moves, which way it looks and how it moves, at any time and in
//! closed form; and the commands that make a client see the same (`features.md` section 7).
//!
//! Commands come in groups, and a new one of a group replaces the last. Position is a [`Course`] or
//! a place; the other groups are a [`Bearing`]. What is written at a time makes a client that knew
//! nothing go on from there: with the part of a course that is behind, with the keys that are left.

pub mod angles;
pub mod bearing;
pub mod chain;
pub mod course;
pub mod group;
pub mod keys;
pub mod throw;
pub mod turn;

use bezgelor_core::time::Millis;
use protocol::wire::float::{pack_f16, unpack_f16};

pub use angles::Angles;
pub use bearing::Bearing;
pub use chain::Chain;
pub use course::{Course, Track};
pub use group::Group;
pub use keys::{Keys, KeysFault};
pub use throw::Throw;
pub use turn::Turn;

/// One moment on both clocks: the server's and the one that a client counts commands by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntityClock {
    /// Now.
    pub now: Millis,
    /// Milliseconds of the entity clock now; wraps.
    pub entity_ms: u32,
}

impl EntityClock {
    /// What the entity clock shows `after_ms` milliseconds after `began_at`.
    #[must_use]
    pub fn told(self, began_at: Millis, after_ms: u32) -> u32 {
        let passed = self.now.since(began_at) as u32;
        self.entity_ms.wrapping_sub(passed).wrapping_add(after_ms)
    }
}

/// A speed as near to `speed` as a client can be told: it is told in 16 bits, and what is travelled
/// at another speed than told is soon somewhere else.
#[must_use]
pub fn tellable(speed: f32) -> f32 {
    unpack_f16(pack_f16(speed))
}

#[cfg(test)]
mod tests;

//! The rules of the game as pure functions and small state machines.
//!
//! Invariant: nothing here does I/O, reads a clock or draws randomness. What a rule needs is handed
//! in, what it decides is handed back, so that every rule can be tested without a world around it.

pub mod admission;
pub mod aggro;
pub mod breath;
pub mod budget;
pub mod chat;
pub mod clip;
pub mod clock;
pub mod creature;
pub mod equipment;
pub mod exploration;
pub mod faction;
pub mod fall;
pub mod formation;
pub mod hunt;
pub mod instance;
pub mod inventory;
pub mod motion;
pub mod movement;
pub mod prerequisite;
pub mod property;
pub mod respawn;
pub mod skill;
pub mod spline;
pub mod threat;
pub mod transport;
pub mod volume;
pub mod wander;

//! The words every other crate speaks: ids, units of time and space, limits, configuration and the
//! shapes of what is stored.
//!
//! Invariant: nothing here does I/O, reads a clock or draws randomness. Time and seeds are handed
//! in.

pub mod bits;
pub mod config;
pub mod credentials;
pub mod exploration;
pub mod geometry;
pub mod ids;
pub mod lacks;
pub mod limits;
pub mod lore;
pub mod model;
pub mod permission;
pub mod recipients;
pub mod reputation;
pub mod testing;
pub mod time;
pub mod travel;
pub mod valuables;

pub use geometry::Vec3;

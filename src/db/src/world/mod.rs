//! The world store: spawns and what belongs to them, as world-database files describe them.

mod spawn;

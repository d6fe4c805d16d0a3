//! Who fights whom: threat tables, combat state, and what clients are told of them.
//!
//! Two units fight when each is in the other's table; combat is a table that is not empty
//! (`features.md` section 8). Systems change tables through `threat`, at any time in a step; what
//! came of it is told once, at the step's end, by `tell`.

pub(crate) mod fights;
pub(crate) mod health;
pub(crate) mod recovery;
pub(crate) mod tell;
pub(crate) mod threat;

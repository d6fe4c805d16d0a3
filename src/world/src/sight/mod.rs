//! Who sees whom: the grid, the nearest, tiers of update rate, shedding of load.

pub(crate) mod appear;
pub mod grid;
pub(crate) mod shed;
pub(crate) mod tiers;
pub(crate) mod vision;

//! Going from one place to another: within a world, to another world, to another copy of one; by
//! taxi and by rapid transport; through portals; out of where one is stuck.

pub(crate) mod bind;
pub(crate) mod fare;
pub(crate) mod flight;
pub(crate) mod journey;
pub mod network;
pub mod places;
pub(crate) mod portal;
pub mod stuck;
pub mod tokens;

//! Going from one place to another: within a world, to another world, to another copy of one.

pub(crate) mod bind;
pub(crate) mod journey;

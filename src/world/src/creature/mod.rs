//! What creatures do by themselves, and what it costs when nobody looks: nearly nothing.
//!
//! A creature that travels a spline is where its course says, whoever looks (`movement::course`);
//! one that strolls sleeps at its place while no player sees it and is on the agenda from the
//! moment one does.

//!
//! What happens to it interrupts that: an errand (`errand`) takes it away from its place and brings
//! it back, so that afterwards nobody can tell.

pub(crate) mod agenda;
pub(crate) mod aggro;
pub(crate) mod band;
pub(crate) mod errand;
pub(crate) mod follow;
pub(crate) mod formation;
pub(crate) mod home;
pub(crate) mod hunting;
pub(crate) mod life;
pub(crate) mod mind;
pub(crate) mod pose;
pub(crate) mod sent;
pub(crate) mod speech;
pub(crate) mod terms;

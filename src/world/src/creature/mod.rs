//! What creatures do by themselves, and what it costs when nobody looks: nearly nothing.
//!
//! A creature that travels a spline is where its course says, whoever looks (`movement::course`);
//! one that strolls sleeps at its place while no player sees it and is on the agenda from the
//! moment one does.

pub(crate) mod agenda;
pub(crate) mod mind;

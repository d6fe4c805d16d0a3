//! Vehicles and mounts: who sits where, getting on and off, and who drives (`flows.md` section 18,
//! `UnitVehicle.tbl`).
//!
//! The player in a pilot's seat drives the vehicle instead of its own unit: what its client says of
//! movement is said of the vehicle, is checked as all movement is, and everybody in it is carried
//! along. Others in it sit still.

pub(crate) mod board;
pub(crate) mod drive;
pub(crate) mod mount;
pub(crate) mod seats;

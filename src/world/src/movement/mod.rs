//! How units move: what a client says of its own, and what the others are told.

pub(crate) mod breath;
pub(crate) mod claim;
pub(crate) mod course;
pub(crate) mod fall;
pub(crate) mod motion;
pub(crate) mod relay;
pub(crate) mod ride;
pub(crate) mod walk;
pub(crate) mod way;

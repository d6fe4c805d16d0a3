//! The land a zone lies in: its ground, its courses, its peoples, its zones and their maps.

pub mod atlas;
pub(crate) mod grids;
pub mod lands;
pub(crate) mod population;
pub(crate) mod whereabouts;

//! Where creatures can walk, and the way from one place to another.
//!
//! `tblconv` builds the grid with the map: a square of two units is open when its ground is there,
//! is not too steep and is not under deep water. What is stored per square is its clearance, how
//! far the next closed square is, so that something wide keeps away from walls and brinks without
//! looking around. Props are not in it: their collision is in files that are not read.
//!
//! It is a grid of our own and no mesh of a crate's making. Three kinds of crates were weighed:
//!
//! - Builders of meshes (Recast, its port and its bindings) turn triangles of floors over floors
//!   into polygons. Maps have one height per point: on such ground a mesh is the same squares,
//!   merged, made for one width of walker, where clearances serve all. What is left to build is the
//!   distance to the next wall, two sweeps over a tile.
//! - Finders of ways over meshes (Polyanya, and what steers crowds) are exact, but want the mesh of
//!   a whole world in memory in their own form, allocate for each question and have no bound on
//!   its time. Archives are mapped, and a step of a zone allocates nothing.
//! - Finders of ways over graphs and grids know no lines of sight, so that their ways lead along
//!   the squares, and allocate as well.
//!
//! [`PathFinder`] finds ways on it, in bounded time and without allocation.

mod build;
mod path;

pub(crate) use build::{BLOCK_BYTES, Field, Open, half, open_squares};
pub use path::{Found, PathFinder, SPAN, WAYPOINTS_MAX};

/// Largest clearance that is told apart, in squares of two units.
pub const CLEARANCE_MAX: u8 = 8;
/// Steepest ground that is walked: height over distance. One is 45 degrees.
pub const SLOPE_MAX: f32 = 1.2;
/// Deepest water that is waded, in world units.
pub const WADE_MAX: f32 = 1.5;

#[cfg(test)]
mod tests;

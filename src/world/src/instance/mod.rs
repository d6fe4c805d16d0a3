//! Copies of worlds that belong to somebody: who comes in, and how everybody goes out again
//! (`features.md` section 4).

pub(crate) mod admission;
pub mod login;
pub mod maps;
pub(crate) mod removal;
pub(crate) mod reset;

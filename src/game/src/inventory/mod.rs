//! What a character carries, wears and banks, and the rules for handling it.
//!
//! A rule takes a [`Holding`], the state as it is, and an intent with places and ids; it answers
//! with the [`Side`](bezgelor_core::valuables::Side)s of the operation that would do it, or with
//! the error the client knows. Nothing changes until [`apply`] is told that the operation is kept.
//! The containers and their sizes are those of `features.md` section 11.

mod apply;
mod bags;
mod currency;
mod rules;
mod template;
#[cfg(test)]
mod tests;

pub use crate::equipment::{LOCATION_ABILITY, LOCATION_EQUIPPED};
pub use apply::{Seen, apply, leaving};
pub use bags::{Holding, Spot, capacity};
pub use template::{Catalogue, ItemTemplate, Wearer};

/// `InventoryLocation::Inventory` of the protocol: what is carried.
pub const LOCATION_INVENTORY: u16 = 1;
/// `InventoryLocation::PlayerBank` of the protocol.
pub const LOCATION_BANK: u16 = 2;

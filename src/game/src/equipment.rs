//! Where a character keeps its things.

/// `InventoryLocation::Equipped` of the protocol: what is worn.
pub const LOCATION_EQUIPPED: u16 = 0;
/// `InventoryLocation::Ability` of the protocol: the bag that holds spells.
pub const LOCATION_ABILITY: u16 = 4;

//! 0x08A3: loot winner, from the server.

use crate::structs::Identity;
use protocol_derive::{Message, Wire};

/// Who won an item, and all rolls.
///
/// Server to client, opcode 0x08A3. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08A3, from = Server, standing = Proven)]
pub struct ServerLootWinner {
    pub loot_unit_id: u32,
    pub winning_roll: ServerLootWinnerWinningRoll,
    #[wire(bits = 18)]
    pub item_id: u32,
    #[wire(count = 32)]
    pub other_rolls: Vec<ServerLootWinnerOtherRolls>,
}

/// What `winning_roll` of [`ServerLootWinner`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerLootWinnerWinningRoll {
    pub identity: Identity,
    pub value: u32,
}

/// What `other_rolls` of [`ServerLootWinner`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerLootWinnerOtherRolls {
    pub identity: Identity,
    pub value: u32,
}

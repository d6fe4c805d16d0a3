//! 0x00B5: loot assign master, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// The master looter gives an item to a member.
///
/// Client to server, opcode 0x00B5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00B5, from = Client, standing = Proven)]
pub struct ClientLootAssignMaster {
    pub owner_unit_id: u32,
    pub loot_unit_id: u32,
    pub assignee: Identity,
}

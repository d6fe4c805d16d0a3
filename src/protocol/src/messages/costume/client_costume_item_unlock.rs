//! 0x090F: costume item unlock, from the client.

use crate::structs::ItemLocation;
use protocol_derive::Message;

/// Unlocks the look of an item for costumes.
///
/// Client to server, opcode 0x090F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x090F, from = Client, standing = Proven)]
pub struct ClientCostumeItemUnlock {
    pub location: ItemLocation,
}

//! 0x0258: costume item unlock multiple, from the server.

use crate::enums::CostumeUnlockResult;
use protocol_derive::Message;

/// Several looks were unlocked for costumes.
///
/// Server to client, opcode 0x0258. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0258, from = Server, standing = Proven)]
pub struct ServerCostumeItemUnlockMultiple {
    #[wire(bits = 32)]
    pub result: CostumeUnlockResult,
    #[wire(count = 32)]
    pub items_ids: Vec<u32>,
}

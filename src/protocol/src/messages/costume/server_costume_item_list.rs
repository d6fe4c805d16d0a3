//! 0x025A: costume item list, from the server.

use protocol_derive::Message;

/// All looks unlocked for costumes; sent on entering the world.
///
/// Server to client, opcode 0x025A. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x025A, from = Server, standing = Short)]
pub struct ServerCostumeItemList {
    #[wire(count = 32)]
    pub items: Vec<u32>,
}

//! 0x0259: costume item unlock, from the server.

use crate::enums::CostumeUnlockResult;
use protocol_derive::Message;

/// A look was unlocked for costumes, or could not be.
///
/// Server to client, opcode 0x0259. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0259, from = Server, standing = Short)]
pub struct ServerCostumeItemUnlock {
    #[wire(bits = 18)]
    pub item_id: u32,
    #[wire(bits = 32)]
    pub result: CostumeUnlockResult,
}

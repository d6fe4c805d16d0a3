//! 0x08F5: unit stealth, from the server.

use protocol_derive::Message;

/// An entity hid or showed itself.
///
/// Server to client, opcode 0x08F5. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08F5, from = Server, standing = Short)]
pub struct ServerUnitStealth {
    pub unit_id: u32,
    pub stealthed: bool,
}

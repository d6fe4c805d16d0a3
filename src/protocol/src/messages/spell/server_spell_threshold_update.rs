//! 0x0817: spell threshold update, from the server.

use protocol_derive::Message;

/// A spell reached another stage.
///
/// Server to client, opcode 0x0817. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0817, from = Server, standing = Short)]
pub struct ServerSpellThresholdUpdate {
    #[wire(bits = 18)]
    pub spell4_id: u32,
    pub value: u8,
}

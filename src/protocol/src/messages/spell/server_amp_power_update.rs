//! 0x01A1: amp power update, from the server.

use protocol_derive::Message;

/// AMP power beyond that of the level.
///
/// Server to client, opcode 0x01A1. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01A1, from = Server, standing = Short)]
pub struct ServerAmpPowerUpdate {
    pub bonus_power: u16,
}

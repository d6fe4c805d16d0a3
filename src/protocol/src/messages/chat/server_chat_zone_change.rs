//! 0x01DA: chat zone change, from the server.

use protocol_derive::Message;

/// The zone whose zone channel one is in now.
///
/// Server to client, opcode 0x01DA. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01DA, from = Server, standing = Short)]
pub struct ServerChatZoneChange {
    #[wire(bits = 15)]
    pub world_zone_id: u16,
}

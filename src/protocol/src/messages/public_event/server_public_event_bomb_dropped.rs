//! 0x06F5: public event bomb dropped, from the server.

use protocol_derive::Message;

/// The carrier of a bomb dropped it.
///
/// Server to client, opcode 0x06F5. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06F5, from = Server, standing = Short)]
pub struct ServerPublicEventBombDropped {
    pub carrier_unit_id: u32,
    pub unknown: bool,
}

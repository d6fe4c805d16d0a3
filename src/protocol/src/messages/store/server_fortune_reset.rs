//! 0x03D0: fortune reset, from the server.

use protocol_derive::Message;

/// The game of fortune begins anew.
///
/// Server to client, opcode 0x03D0. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03D0, from = Server, standing = Short)]
pub struct ServerFortuneReset {
    #[wire(bits = 3)]
    pub unknown: u8,
}

//! 0x03CF: fortune card update, from the server.

use crate::enums::FortuneOperation;
use protocol_derive::Message;

/// Which cards of the game of fortune are turned.
///
/// Server to client, opcode 0x03CF. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03CF, from = Server, standing = Proven)]
pub struct ServerFortuneCardUpdate {
    pub unknown: bool,
    #[wire(bits = 3)]
    pub operation: FortuneOperation,
    pub card_flipped: [bool; 3],
}

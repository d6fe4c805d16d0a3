//! 0x03D1: fortune cards, from the server.

use protocol_derive::Message;

/// What the cards of the game of fortune hold.
///
/// Server to client, opcode 0x03D1. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03D1, from = Server, standing = Proven)]
pub struct ServerFortuneCards {
    #[wire(bits = 3)]
    pub unknown0: u8,
    #[wire(bits = 2)]
    pub unknown1: u8,
    #[wire(bits = 2)]
    pub win_type: u8,
    #[wire(bits = 2)]
    pub unknown3: u8,
    pub account_items_won: [u32; 3],
    pub items_claimed: [bool; 3],
}

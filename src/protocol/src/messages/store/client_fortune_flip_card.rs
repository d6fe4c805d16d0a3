//! 0x03CD: fortune flip card, from the client.

use protocol_derive::Message;

/// Turns a card of the game of fortune.
///
/// Client to server, opcode 0x03CD. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03CD, from = Client, standing = Proven)]
pub struct ClientFortuneFlipCard {
    pub selected_card_index: u32,
}

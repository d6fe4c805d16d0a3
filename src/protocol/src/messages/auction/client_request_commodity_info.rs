//! 0x03E6: request commodity info, from the client.

use protocol_derive::Message;

/// Asks for prices and orders of one commodity.
///
/// Client to server, opcode 0x03E6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03E6, from = Client, standing = Proven)]
pub struct ClientRequestCommodityInfo {
    #[wire(bits = 18)]
    pub item2_id: u32,
}

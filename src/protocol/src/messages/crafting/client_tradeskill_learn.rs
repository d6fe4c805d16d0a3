//! 0x0857: tradeskill learn, from the client.

use crate::enums::TradeskillType;
use protocol_derive::Message;

/// Learns a tradeskill, dropping another.
///
/// Client to server, opcode 0x0857. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0857, from = Client, standing = Proven)]
pub struct ClientTradeskillLearn {
    #[wire(bits = 32)]
    pub to_learn_tradeskill_id: TradeskillType,
    #[wire(bits = 32)]
    pub to_drop_tradeskill_id: TradeskillType,
}

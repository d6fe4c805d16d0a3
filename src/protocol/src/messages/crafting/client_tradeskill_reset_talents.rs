//! 0x0858: tradeskill reset talents, from the client.

use crate::enums::TradeskillType;
use protocol_derive::Message;

/// Takes all talents of a tradeskill back.
///
/// Client to server, opcode 0x0858. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0858, from = Client, standing = Proven)]
pub struct ClientTradeskillResetTalents {
    #[wire(bits = 32)]
    pub tradeskill_id: TradeskillType,
}

//! 0x00DD: channel update loot, from the server.

use crate::enums::CurrencyType;
use protocol_derive::Message;

/// A currency was gained or spent.
///
/// Server to client, opcode 0x00DD. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 9, 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00DD, from = Server, standing = Proven)]
pub struct ServerChannelUpdateLoot {
    #[wire(bits = 4)]
    pub currency_id: CurrencyType,
    pub amount: u64,
    pub signature_bonus: u64,
}

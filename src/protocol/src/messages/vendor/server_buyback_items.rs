//! 0x00BC: buyback items, from the server.

use crate::structs::BuybackItem;
use protocol_derive::Message;

/// Everything that can be bought back; on entering the world.
///
/// Server to client, opcode 0x00BC. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00BC, from = Server, standing = Proven)]
pub struct ServerBuybackItems {
    #[wire(count = 32)]
    pub buyback_items: Vec<BuybackItem>,
}

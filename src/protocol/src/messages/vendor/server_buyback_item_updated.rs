//! 0x00BA: buyback item updated, from the server.

use crate::structs::BuybackItem;
use protocol_derive::Message;

/// An item just sold can be bought back.
///
/// Server to client, opcode 0x00BA. Layout: proven against the client's own codec. Sequence:
/// flows.md section 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00BA, from = Server, standing = Proven)]
pub struct ServerBuybackItemUpdated {
    pub buyback_item: BuybackItem,
}

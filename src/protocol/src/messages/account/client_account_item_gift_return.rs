//! 0x07C6: account item gift return, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Sends a gift back to whoever gave it.
///
/// Client to server, opcode 0x07C6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07C6, from = Client, standing = Proven)]
pub struct ClientAccountItemGiftReturn {
    pub transaction_id: WString,
}

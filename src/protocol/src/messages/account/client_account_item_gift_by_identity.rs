//! 0x03F2: account item gift by identity, from the client.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Gives a waiting account item to the owner of a character.
///
/// Client to server, opcode 0x03F2. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03F2, from = Client, standing = Proven)]
pub struct ClientAccountItemGiftByIdentity {
    pub transaction_id: WString,
    pub recipient: Identity,
}

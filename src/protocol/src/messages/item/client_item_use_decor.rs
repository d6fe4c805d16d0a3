//! 0x04E7: item use decor, from the client.

use protocol_derive::Message;

/// Takes a decor item into the crate of the residence.
///
/// Client to server, opcode 0x04E7. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04E7, from = Client, standing = Proven)]
pub struct ClientItemUseDecor {
    pub item_guid: u64,
}
